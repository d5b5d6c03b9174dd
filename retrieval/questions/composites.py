"""A composite endpoint that is asked for by its parts: "death, infarction or stroke"."""

from __future__ import annotations

from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.terms import TermIndex

_FEWEST = 2
_MEASURED = ("efficacy",)


def as_composite(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the one outcome whose title names all the outcomes asked, where none of these has results."""
    trial = question.trial or ""
    asked = [name for name in question.outcomes if not _is_held(name, corpus=corpus, trial=trial)]
    if len(asked) < _FEWEST or len(asked) < len(question.outcomes):
        return question
    slots = dict(corpus.table.slots(trial, ("outcome", "category")))
    titles = [title for title, category in slots.items() if category in _MEASURED]
    for name in asked:
        titles = list(terms.mentioning(titles, name))
    return replace(question, outcomes=(min(titles, key=len),)) if titles else question


def _is_held(name: str, *, corpus: Corpus, trial: str) -> bool:
    return bool(corpus.table.results(trial=trial, outcome=name))
