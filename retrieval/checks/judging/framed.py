"""The numbers of a time frame, judged by the results that the figures beside them were found to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from retrieval.checks.figures.characters import readable
from retrieval.checks.figures.numbers import find_numbers
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.records import Verdict

_GOOD = (Verdict.SUPPORTED, Verdict.DERIVED, Verdict.QUOTED)


def judge_frames(judgements: list[Judgement]) -> list[Judgement]:
    """Judge the numbers of a time frame by the results that the figures of its sentence were found to be."""
    return [_judged(item, judgements) if item.part.role is Role.FRAME else item for item in judgements]


def _judged(item: Judgement, judgements: Sequence[Judgement]) -> Judgement:
    beside = [
        other
        for other in judgements
        if other.slot.frame == item.slot.frame
        and other.slot.sentence == item.slot.sentence
        and other.part.role is not Role.FRAME
        and other.verdict in _GOOD
    ]
    rows = [row for other in beside for row in (*other.supporters, other.result) if row is not None and row.time_frame]
    number = item.part.number
    for row in rows:
        if (number.value, number.unit) in _numbers(row.time_frame or ""):
            return replace(
                item,
                verdict=Verdict.SUPPORTED,
                result=row,
                reason=f"{row.source} gives the time frame {row.time_frame}",
            )
    if not rows:
        return item
    reason = f"read as part of a time frame; {rows[0].source} gives the time frame {rows[0].time_frame}"
    return replace(
        item, verdict=Verdict.CONTRADICTED, result=rows[0], expected=rows[0].time_frame, reason=reason,
        differs=frozenset({"time frame"}),
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _numbers(frame: str) -> frozenset[tuple[object, str | None]]:
    return frozenset((number.value, number.unit) for number in find_numbers(readable(frame)))
