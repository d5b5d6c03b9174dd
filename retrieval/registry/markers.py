"""Markers that a question names, of a record that tells another one: "PD-L1 status" where it has that of EGFR."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.trial_words import words_of
from retrieval.stems import stems
from retrieval.terms import TermIndex

_FAMILY = "Biomarker status"
"""The name that all markers share."""
_OF_ANY = stems(
    "status expression mutation mutations mutated rearrangement amplification level biomarker biomarkers marker tumour "
    "tumor mutational burden gene carriers instability high positive negative hormone"
)


def with_markers_held(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the markers by the words that name them, where no title or row of the record has these."""
    trial = question.trial or ""
    titles = set(terms.outcomes_of(_FAMILY, trial=trial)) if _FAMILY in question.outcomes else set()
    if not titles:
        return question
    slots = corpus.table.slots(trial, ("outcome", "item"))
    held = _words((text for title, item in slots if title in titles for text in (title, item or "")), trial, corpus)
    named = [m for m in question.mentions if m.term.name == _FAMILY]
    foreign = {m.text: None for m in named if not stems(m.text) - _OF_ANY <= held}
    if not foreign:
        return question
    others = [name for name in question.outcomes if name != _FAMILY or len(foreign) < len(named)]
    return replace(question, outcomes=(*others, *foreign))


def _words(texts: Iterable[str], trial: str, corpus: Corpus) -> frozenset[str]:
    in_full = words_of(trial, corpus=corpus).in_full
    return frozenset().union(*(stems(f"{text} {in_full(text)}") for text in texts))
