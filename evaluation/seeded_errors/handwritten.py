"""Pairs that a person wrote, in the ways in which papers, slides and letters say things."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from evaluation.seeded_errors.records import ErrorClass, Expected, Pair, Statement

HANDWRITTEN = Path(__file__).parent.parent / "handwritten_pairs.toml"
WHOLE_TEXTS = Path(__file__).parent.parent / "whole_texts.toml"
_ONE_NUMBER = frozenset(
    (
        ErrorClass.WRONG_VALUE,
        ErrorClass.CI_LEVEL,
        ErrorClass.DENOMINATOR,
        ErrorClass.BOUND_ACROSS_ONE,
        ErrorClass.DERIVED,
        ErrorClass.WORD_QUANTITY,
    )
)
"""Classes in which the number that was changed is the one that must be contradicted."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    error: ErrorClass = Field(alias="class")
    true: str
    altered: str | None = None
    change: tuple[str, str] | None = None
    number: str | None = None


def read_pairs(path: Path = HANDWRITTEN) -> tuple[Pair, ...]:
    """Return the pairs of a file, in its order within each trial.

    Raises:
        ValueError: An entry says neither or both of what is changed, or changes what does not stand there once.
    """
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    entries = [(trial, _Entry.model_validate(entry)) for trial, rows in tables.items() for entry in rows]
    return tuple(_as_pair(entry, trial=trial, number=number) for number, (trial, entry) in enumerate(entries, start=1))


def read_texts(path: Path = WHOLE_TEXTS) -> tuple[Pair, ...]:
    """Return a pair for each change of each whole text of a file.

    Raises:
        ValueError: A change is of what does not stand in its text once.
    """
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    entries = [
        (trial, _Entry.model_validate({**change, "true": row["text"]}))
        for trial, rows in tables.items()
        for row in rows
        for change in row["changes"]
    ]
    pairs = (_as_pair(entry, trial=trial, number=number) for number, (trial, entry) in enumerate(entries, start=1))
    return tuple(replace(pair, id=pair.id.replace("hand/", "text/")) for pair in pairs)


def _as_pair(entry: _Entry, *, trial: str, number: int) -> Pair:
    where = f"pair {number} ({entry.true[:40]!r})"
    altered = _alter(entry, where=where)
    start, end = _find_change(entry.true, altered)
    if entry.number is not None:
        start = altered.index(entry.number)
        end = start + len(entry.number)
    has_number = any(sign.isdigit() for sign in altered[start:end]) or entry.error is ErrorClass.WORD_QUANTITY
    expected: Expected = "contradicted" if has_number and entry.error in _ONE_NUMBER else "finding"
    if entry.error is ErrorClass.ORPHAN:
        expected = "unsupported"
    true, false = Statement(entry.true, "by hand"), Statement(altered, "by hand", spans=((start, end),))
    return Pair(f"hand/{entry.error.value:02}/{number:03}", trial, entry.error, true, false, expected)


def _alter(entry: _Entry, *, where: str) -> str:
    if (entry.altered is None) == (entry.change is None):
        raise ValueError(f"{where}: expected either 'altered' or 'change'")
    if entry.change is None:
        assert entry.altered is not None
        return entry.altered
    old, new = entry.change
    if entry.true.count(old) != 1:
        raise ValueError(f"{where}: expected {old!r} once, found it {entry.true.count(old)} times")
    return entry.true.replace(old, new)


def _find_change(true: str, altered: str) -> tuple[int, int]:
    """Return the span between what both texts begin with and what both end with, widened to whole words."""
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
    return first, last
