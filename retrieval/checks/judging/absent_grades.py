"""Events of a grade that are told to be none: "vomiting in 15 % and 9 %, with no grade 4 events"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.records import Result
from retrieval.checks.binding.reading import Reader, Reading
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.neighbours import GOOD
from retrieval.checks.judging.reasons import read_as
from retrieval.checks.outcomes.naming import outcome_mentions
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause
from retrieval.records import Verdict
from retrieval.terms import Mention

_NONE_OF = re.compile(
    r"\b(?:no|none(?: was| were)?(?: of)?|without(?: any)?|zero|neither arm had(?: an?y?)?)"
    r"\s(?:[a-z]+\s){0,2}grades?\s(?:[1-4] (?:or|and) )?$"
    r"|\bnone of (?:the|these|those) [^.;0-9]{2,50}?\b(?:was|were) (?:of )?(?:an? )?grades?\s$"
    r"|\bno (?:patients?|participants?|one)\b[^.;0-9]{0,50}"
    r"\b(?:had|experienced|developed|reported)\s(?:[^.;0-9]{0,60}\s)?grades?\s$"
    r"|\bnever (?:reached|was of|were of) grades?\s$",
    re.IGNORECASE,
)
OF_A_GRADE = re.compile(
    r"\s(?:of|at|with|in|was|were)\s(?:of |any )?grades?\b"
    r"|[^.;0-9]{0,50}\b(?:had|experienced|developed|reported)\s(?:[^.;0-9]{0,60}\s)?grades?\b",
    re.IGNORECASE,
)
"""Behind "no case", "no patient": the digit of the grade is checked for it."""


def judge_absent_grades(judgements: Sequence[Judgement], reading: Reading, reader: Reader) -> list[Judgement]:
    """The judgements, with a grade that nobody is told to have had decided by the results of it in the arms told."""
    return [
        _judged(item, judgements, reader, reading) if _is_none_of(item, reading.text) else item for item in judgements
    ]


def _is_none_of(item: Judgement, text: str) -> bool:
    start = item.part.number.after
    single = item.part.role is Role.GRADE and item.slot.trial is not None
    return single and _NONE_OF.search(text, max(0, start - _FAR), start) is not None


_FAR = 100
"""Code points before a grade in which those who had none of it are told."""


def _judged(item: Judgement, judgements: Sequence[Judgement], reader: Reader, reading: Reading) -> Judgement:
    told = [
        other.result
        for other in judgements
        if other.slot.sentence == item.slot.sentence and other.verdict in GOOD and other.result is not None
    ]
    told = _named(item, reader, reading) or told or _before(item, judgements, reading)
    rows = [row for first in told for row in _of_grade(first, item.part.number.text, reader)]
    if not rows or not all(isinstance(row.value, Decimal) for row in rows):
        return item
    had = next((row for row in rows if row.value), rows[0])
    reason = f"{read_as(item.slot, had, own=True)}; none is told"
    if had.value:
        return replace(
            item, verdict=Verdict.CONTRADICTED, reason=reason, result=had, expected=f"{had.value} {had.unit}"
        )
    return replace(item, verdict=Verdict.SUPPORTED, reason=reason, result=had, expected=None)


def _named(item: Judgement, reader: Reader, reading: Reading) -> list[Result]:
    """The figures of the one event that a sentence without a figure names, in the arms that it names, else in all."""
    clause = reading.clauses.get(item.slot.sentence)
    names = {it.term.name for it in _events_named(clause) if it.term.category == "safety"} if clause else set()
    if clause is None or len(names) != 1:
        return []
    arms = {span.name for span in arm_spans(clause)} or set(clause.evidence.facts.arms)
    rows = reader.for_trial(clause.evidence.trial.id).results(names.pop())
    return [row for row in rows if row.arm in arms and row.grade == "any" and row.subgroup is None]


def _before(item: Judgement, judgements: Sequence[Judgement], reading: Reading) -> list[Result]:
    """The figures of the sentence before, where this one names no other event: "15 % on A. No grade 4 events"."""
    clause = reading.clauses.get(item.slot.sentence)
    if clause is None or _events_named(clause):
        return []
    return [
        other.result
        for other in judgements
        if other.slot.sentence == item.slot.sentence - 1 and other.verdict in GOOD and other.result is not None
    ]


def _events_named(clause: Clause) -> list[Mention]:
    """The outcomes that a sentence names by more than a grade, which stands for all events: "No grade 4 events"."""
    return [item for item in outcome_mentions(clause) if not item.text.casefold().startswith("grade")]


def _of_grade(first: Result, digit: str, reader: Reader) -> list[Result]:
    """The results of a grade, or of it and worse, of what another one is of."""
    rows = reader.for_trial(first.trial).results(first.outcome)
    return [
        row
        for row in rows
        if row.grade in (digit, f">={digit}")
        and (row.arm, row.subgroup, row.data_cutoff) == (first.arm, first.subgroup, first.data_cutoff)
    ]
