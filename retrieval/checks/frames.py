"""Time frames printed beside figures, "time frame: from baseline up until month 4": they tell which result is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from retrieval.checks.characters import readable
from retrieval.checks.judgements import Judgement
from retrieval.checks.numbers import Number, find_numbers
from retrieval.checks.roles import Role
from retrieval.records import Verdict

_FRAME = re.compile(
    r"\btime frame: (?P<frame>[^;\n]{1,600}?)"
    r"(?=;|\.?[\"']{0,2}[ \t]*(?:\n|\Z)|\.?[\"']{0,2}[ \t]+\[|\.[\"')]{0,2}[ \t]+(?-i:[A-Z(\"']))",
    re.IGNORECASE,
)
_GOOD = (Verdict.SUPPORTED, Verdict.DERIVED, Verdict.QUOTED)


@dataclass(frozen=True, slots=True)
class Frame:
    """A time frame told in a text: the span of all its words, and the words after "time frame:"."""

    start: int
    end: int
    words: str


def find_frames(text: str) -> tuple[Frame, ...]:
    """Return every time frame that ``text`` tells as one."""
    return tuple(Frame(match.start(), match.end(), match["frame"]) for match in _FRAME.finditer(text))


def blank_frames(text: str, frames: Sequence[Frame], *, fill: str = " ") -> str:
    """The text, as long as before, with blanks for its time frames: "an average of 32 months" there tells no mean."""
    pieces, position = [], 0
    for frame in frames:
        pieces += [text[position : frame.start], fill * (frame.end - frame.start)]
        position = frame.end
    return "".join([*pieces, text[position:]])


def is_same_frame(reported: str | None, told: str) -> bool:
    """Whether a result's time frame is the one told; what follows a semicolon need not be."""
    return reported is not None and _plain(reported).startswith(_plain(told))


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


@lru_cache(maxsize=4096)
def _plain(frame: str) -> str:
    return " ".join(readable(frame).casefold().split()).rstrip(".")


def numbers_in(numbers: Sequence[Number], frame: Frame) -> list[Number]:
    """The numbers that stand in a time frame."""
    return [number for number in numbers if frame.start <= number.start < frame.end]
