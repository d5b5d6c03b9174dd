"""Grades and time points: qualifiers of the figures beside them, checked through those."""

from __future__ import annotations

from dataclasses import replace

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.times import read_times, share_time
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.sentences.slots import Slot
from retrieval.records import Verdict

_GOOD = (Verdict.SUPPORTED, Verdict.DERIVED, Verdict.QUOTED)


def judge_grades(judgements: list[Judgement]) -> list[Judgement]:
    """Let the digit of a grade stand when a figure of its sentence stands with that grade."""
    return [_judged(item, judgements) if item.part.role is Role.GRADE else item for item in judgements]


def judge_times(judgements: list[Judgement]) -> list[Judgement]:
    """Let a time point stand when a figure of its sentence stands as one of that time."""
    return [_timed(item, judgements) if _is_time(item) else item for item in judgements]


def _is_time(item: Judgement) -> bool:
    return item.verdict is Verdict.UNCHECKED and _time_of(item) is not None


def _time_of(item: Judgement) -> str | None:
    """The time that a number tells, of which no figure is: "24 weeks", of "progression sustained for 24 weeks"."""
    slot, number = item.slot, item.part.number
    if slot.time:
        return None if slot.time.startswith("=") else slot.time
    alone = len(slot.expression.parts) == 1 and not slot.statistics and slot.arm is None
    return f"{number.value} {number.unit}" if alone and number.unit in cues.TIMES else None


def _timed(item: Judgement, judgements: list[Judgement]) -> Judgement:
    time = _time_of(item) or ""
    for other in _from(item, judgements):
        if (
            _is_with(item.slot, other.slot)
            and other.verdict in _GOOD
            and other.result is not None
            and (other.slot.time == f"={time}" or _is_of_time(other.result, time))
        ):
            return replace(
                item, verdict=Verdict.SUPPORTED, result=other.result, reason="the time point of the figure beside it"
            )
    return item


def _is_of_time(row: Result, time: str) -> bool:
    """Whether a result's name tells a time, "Confirmed for at Least 24 Weeks", or its time frame where it has none."""
    own = read_times(f"{row.outcome} {row.item or ''}") or read_times(row.time_frame or "")
    return share_time(own, read_times(time))


def _judged(item: Judgement, judgements: list[Judgement]) -> Judgement:
    digit = item.part.number.text
    for other in _from(item, judgements):
        if (
            _is_with(item.slot, other.slot)
            and other.verdict in _GOOD
            and (any(digit in grade for grade in other.slot.grades) or _goes_on(item, other, judgements))
        ):
            return replace(
                item, verdict=Verdict.SUPPORTED, result=other.result, reason="the grade of the figure beside it"
            )
    return replace(item, verdict=Verdict.UNCHECKED, reason="a grade; no figure beside it could be confirmed for it")


def _goes_on(item: Judgement, other: Judgement, judgements: list[Judgement]) -> bool:
    """Whether a digit ends "grade 3 or 4", beside a figure of grade 3 or worse."""
    start = item.part.number.start
    return other.slot.grades == {">=3"} and any(
        digit.part.role is Role.GRADE
        and digit.part.number.text == "3"
        and 0 < start - digit.part.number.end < len(" or grade  ")
        for digit in judgements
    )


def _is_with(grade: Slot, figure: Slot) -> bool:
    """Whether a figure stands in the sentence of a grade, or in one that goes on with the grade announced."""
    return figure.sentence == grade.sentence or figure.grade_source is not None or figure.carried


def _from(item: Judgement, judgements: list[Judgement]) -> list[Judgement]:
    """The judgements of the sentence of a grade or a time, and of those soon after it."""
    first = item.slot.sentence
    return [other for other in judgements if first <= other.slot.sentence < first + _FOLLOWING]


_FOLLOWING = 8
"""Sentences after a grade in which the first figures of it are looked for."""
