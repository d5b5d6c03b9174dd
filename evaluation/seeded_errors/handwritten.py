"""Pairs that a person wrote, in the ways in which papers, slides and letters say things."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from evaluation.seeded_errors.records import ErrorClass, Expected, Pair, Statement

HANDWRITTEN = Path(__file__).parent.parent / "handwritten_pairs.toml"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    trial: str
    error: ErrorClass = Field(alias="class")
    true: str
    altered: str
    expected: Expected = "contradicted"
    number: str | None = None


def read_pairs(path: Path = HANDWRITTEN) -> tuple[Pair, ...]:
    """Return the pairs of a file, in its order."""
    entries = [_Entry.model_validate(entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["pairs"]]
    return tuple(_as_pair(entry, number) for number, entry in enumerate(entries, start=1))


def _as_pair(entry: _Entry, number: int) -> Pair:
    """The altered number is what the two texts do not share, unless the entry names it."""
    at = entry.altered.find(entry.number) if entry.number else -1
    if entry.number and at < 0:
        raise ValueError(f"pair {number}: {entry.number!r} does not stand in the altered text")
    spans = ((at, at + len(entry.number)),) if entry.number else _changed(entry.true, entry.altered)
    true, altered = Statement(entry.true, "by hand"), Statement(entry.altered, "by hand", spans=spans)
    return Pair(f"hand/{number:03}", entry.trial, entry.error, true, altered, entry.expected)


def _changed(true: str, altered: str) -> tuple[tuple[int, int], ...]:
    """The span between what the texts begin with and what they end with, widened to whole words."""
    start = 0
    while start < min(len(true), len(altered)) and true[start] == altered[start]:
        start += 1
    end = 0
    while end < min(len(true), len(altered)) - start and true[-1 - end] == altered[-1 - end]:
        end += 1
    first, last = start, len(altered) - end
    while first > 0 and not altered[first - 1].isspace():
        first -= 1
    while last < len(altered) and not altered[last].isspace():
        last += 1
    return ((first, last),)
