"""Results of the arms that are asked."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.records import Result


def with_arm(rows: Sequence[Result], arms: Sequence[str], *, alone: bool) -> tuple[Result, ...]:
    """All rows where one of the arms asked has a result: a figure is shown with its comparator.

    Args:
        alone: Whether one is asked for without it.
    """
    asked = [arm for arm in arms if arm != "all"]
    if not asked:
        return tuple(rows)
    if len(asked) > 1 and (own := _of_several(rows, asked)):
        return own
    if len(asked) == 1 and alone and (own := tuple(row for row in rows if row.arm == asked[0])):
        return own
    kept = _compared_with(rows, asked[0]) if len(asked) == 1 else tuple(rows)
    held = any(row.arm in (arm, "all") or arm in (row.comparison or "") for row in kept for arm in asked)
    return kept if held else ()


def _of_several(rows: Sequence[Result], asked: Sequence[str]) -> tuple[Result, ...]:
    """The rows of the arms asked alone, where there are many arms and each that is asked has some."""
    if len({arm for row in rows for arm in _arms_of(row)} - {"all"}) <= _FEW_ARMS and len(_pairs(rows)) <= 1:
        return ()
    own = tuple(row for row in rows if row.arm in asked or (row.comparison and _compares_arms(row, asked)))
    return own if {arm for row in own for arm in _arms_of(row)} >= set(asked) else ()


def _compared_with(rows: Sequence[Result], arm: str) -> tuple[Result, ...]:
    """The rows without the comparisons of other arms, where one arm is held against several."""
    pairs = _pairs(rows)
    if len(pairs) <= 1 or not any(arm in pair.split(" vs ") for pair in pairs):
        return tuple(rows)
    return tuple(row for row in rows if row.comparison not in pairs or arm in _arms_of(row))


def _pairs(rows: Sequence[Result]) -> set[str]:
    """The pairs of arms that the rows compare."""
    return {row.comparison for row in rows if row.arm is None and row.comparison}


def _arms_of(row: Result) -> set[str]:
    """The arms that a result is of, or compares."""
    return {*(row.comparison or "").split(" vs "), row.arm or ""} - {""}


_FEW_ARMS = 3
"""Arms up to which a figure is told whole, whichever of them are asked for."""


def _compares_arms(row: Result, arms: Sequence[str]) -> bool:
    sides = (row.comparison or "").split(" vs ")
    return all(side in arms for side in sides)
