"""What a question counts that gives numbers of patients and no outcome: "confirm 302 pts, 179 and 123"."""

from __future__ import annotations

import re

from ingest.corpus import Corpus
from retrieval.questions.question import Question

_SIZE = "Patients randomised"
_COUNTED = ("disposition", "design")
_NUMBER = re.compile(r"(?<![\d.,])\d{1,6}(?![\d.]*\d|\s?%)")
_PEOPLE = re.compile(r"\b(?:patients?|pts?|people|participants?|subjects?|persons?)\b|\bn\s?=\s?\d", re.IGNORECASE)


def counts_claimed(question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The count of patients that the numbers of a question without an outcome are: "confirm 302 pts, 179 and 123"."""
    numbers = set(_NUMBER.findall(question.text))
    if question.outcomes or question.topics or not numbers or not _PEOPLE.search(question.text):
        return question.outcomes
    of_arms = len(numbers) == 1 and question.arms and not (question.subgroups or question.unknown)
    fewest = 1 if of_arms and _COUNTED_PEOPLE.search(question.text) else 2
    if fewest == 1 and _ASSIGNED.search(question.text) and corpus.table.results(trial=question.trial, outcome=_SIZE):
        return (_SIZE,)  # whatever else the number is one of
    found: dict[str, set[str]] = {}
    for row in corpus.table.results(trial=question.trial):
        if row.category in _COUNTED and row.statistic == "count" and str(row.value) in numbers:
            found.setdefault(row.outcome, set()).add(str(row.value))
    most = max(found, key=lambda outcome: len(found[outcome]), default=None)
    return (most,) if most and len(found[most]) >= fewest else ()


_ASSIGNED = re.compile(r"\b(?:randomi[sz]|assign|allocat)\w*", re.IGNORECASE)
_COUNTED_PEOPLE = re.compile(
    r"(?<![\d.,])\d{1,6}\s(?:patients?|pts|people|participants?|subjects?|persons?)\b"
    r"|\b(?:patients|pts|people|participants|subjects)\b[^?,;]{0,30}\b(?:was|were|is|of|numbered|:)\s(?:only\s)?\d"
    r"|\bn\s?=\s?\d",
    re.IGNORECASE,
)
"""A number of people that a question gives."""
