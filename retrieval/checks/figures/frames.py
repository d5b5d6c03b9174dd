"""Time frames printed beside figures, "time frame: from baseline up until month 4": they tell which result is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.checks.figures.characters import readable
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.rare import Rare

_FRAME = Rare(
    r"\btime frame: (?P<frame>(?:[^;()\n]|\((?:[^()\n]|\([^()\n]*\))*\)){1,600}?)"
    r"(?=;|\)|\.?[\"']{0,2}[ \t]*(?:\n|\Z)|\.?[\"']{0,2}[ \t]+\[|\.[\"')]{0,2}[ \t]+(?-i:[A-Z(\"']))",
    "time frame: ",
)  # fmt: skip
"""It ends with its sentence, or with the brackets that it stands in."""


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


@lru_cache(maxsize=4096)
def _plain(frame: str) -> str:
    return " ".join(readable(frame).casefold().split()).rstrip(".")


def numbers_in(numbers: Sequence[Number], frame: Frame) -> list[Number]:
    """The numbers that stand in a time frame."""
    return [number for number in numbers if frame.start <= number.start < frame.end]
