"""Outcomes of a record that count those asked by the very name: a milestone of the flow, a characteristic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.amounts_asked import asks_amount
from retrieval.registry.measure_words import SHARES, measures_of
from retrieval.registry.measures import Measures
from retrieval.stems import stems
from retrieval.terms import normal_form

AS_EVENT = re.compile(r"\b(?:adverse|side[ -]effects?|events?|reported|serious|AEs?|SAEs?)\b", re.IGNORECASE)
"""That the condition itself is asked as an adverse event."""


def are_traits(question: Question, held: Sequence[str], *, corpus: Corpus) -> bool:
    """Whether those of a characteristic are counted, by no name of an outcome: "how many diabetics"."""
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    named = any(m.term.kind == "outcome" for m in question.mentions) or AS_EVENT.search(question.text)
    return bool(held) and not named and all(kinds.get(title) == "baseline" for title in held)


def is_milestone(question: Question, held: Sequence[str], *, corpus: Corpus) -> bool:
    """Whether a milestone of the flow is asked by its own name, as far as it has one: "how many got vaccinated"."""
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    named = {normal_form(m.text) for m in question.mentions if m.term.kind == "outcome"}
    return bool(held) and all(kinds.get(title) == "disposition" and normal_form(title) in named for title in held)


def is_titled(question: Question, held: Sequence[str]) -> bool:
    """Whether the one outcome held is called by its whole title, or a trait alone is said."""
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name in held]
    trait = any(m.term.category == "baseline" and m.text == question.text.strip(" ?.!") for m in named)
    measured = [m for m in named if m.term.category == "efficacy" and len(m.text.split()) >= _WHOLE]
    return len(held) == 1 and (trait or any(stems(m.text) == stems(m.term.name) for m in measured))


_WHOLE = 3
"""Words of a title that is no mere name of what several measure."""


def counts_of_people(question: Question) -> bool:
    """Whether it is asked how many had something, and not how many points or litres."""
    return bool(set(question.statistics) & set(SHARES)) and not asks_amount(question.text)


def count_any(meant: Measures, trial: str, *, corpus: Corpus) -> bool:
    """Whether any of the measures meant counts patients: how many had anaemia is no mean of haemoglobin."""
    told = measures_of(trial, corpus=corpus)
    return any(told[title].shares for title in meant.titles if title in told)
