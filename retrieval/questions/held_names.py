"""The names by which a trial has results of an outcome asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers import causes
from retrieval.questions import wording
from retrieval.questions.asks import outcomes_asked, stands_apart
from retrieval.questions.parts_asked import in_every_subgroup
from retrieval.questions.question import Question
from retrieval.questions.relations import consequences
from retrieval.terms import TermIndex


def with_held_names(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for its outcomes by the names that the table has for them."""
    asked = outcomes_asked(question)
    beside = {
        name: [it for it in asked if not stands_apart(question, name, it) and not _is_listed_event(name, question)]
        for name in asked
    }
    named = [_held_names(name, trial=question.trial or "", terms=terms, beside=beside[name]) for name in asked]
    events = [m.term.name for m in question.mentions if m.term.kind == "outcome" and not consequences(m.text)]
    outcomes = tuple(dict.fromkeys(name for names in named for name in names))
    outcomes = causes.without_causeless(outcomes, text=" ".join((question.text, *events)))
    ranked = question.ranked and not all(consequences(name) for name in outcomes)  # of events, not of what they led to
    ranked = ranked or (question.ranked and wording.ranks_others(question.text))
    question = replace(question, outcomes=outcomes, ranked=ranked)
    return in_every_subgroup(question, corpus=corpus) if not question.subgroups else question


def _is_listed_event(name: str, question: Question) -> bool:
    """Whether a class of events is a member of a list, its own members beside it: "infections, tuberculosis"."""
    events = any(m.term.name == name and m.term.category == "safety" for m in question.mentions)
    return events and not _NAMELY.search(question.text)


_NAMELY = re.compile(
    r":|\b(?:such as|like|namely|e\.g\.|i\.e\.|that is|especially|particularly)(?:\W|$)", re.IGNORECASE
)
"""Words behind which those of a class are named that are meant."""


def _titles_of(name: str, trial: str, terms: TermIndex) -> tuple[str, ...]:
    return (name, *terms.outcomes_of(name, trial=trial))


def _held_names(name: str, *, trial: str, terms: TermIndex, beside: Sequence[str]) -> tuple[str, ...]:
    """The outcome itself where the table has it, else the narrower ones that it has, and those that only mention it.

    None where the question names one of the narrower ones beside it: "best overall response: VGPR or better".
    """
    held, narrower = terms.outcomes_of(name, trial=trial), terms.narrower(name, trial=trial)
    others = {title for other in beside if other != name for title in _titles_of(other, trial, terms)}
    if name not in held and set(narrower) & others:
        return ()
    if held == (name,) or set(narrower) <= set(held):
        return (name,)  # by whatever title: its name is what the question's grade stands beside
    return (*narrower, name) if held else narrower
