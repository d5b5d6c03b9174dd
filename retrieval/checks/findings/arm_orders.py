"""How the figures of two arms compare in the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.records import Result


def unsigned(row: Result) -> Result:
    """The result with how far its value is from zero: of changes the size counts."""
    return replace(row, value=abs(row.value)) if isinstance(row.value, Decimal) else row


def ratios_to_start(rows: Sequence[Result]) -> list[Result]:
    """How far ratios to baseline are from no change; nothing of what is a ratio by its title alone."""
    return [
        replace(row, value=row.value - 1)
        for row in rows
        if "ratio" in (row.unit or "").casefold() and isinstance(row.value, Decimal)
    ]


def orders_of_hazards(ratios: Sequence[Result], first: str) -> set[int]:
    """1 where the hazard is higher in the first arm, -1 where it is lower."""
    found: set[int] = set()
    for row in ratios:
        arms = (row.comparison or "").split(" vs ")
        if first in arms:
            order = (Decimal(row.value) > 1) - (Decimal(row.value) < 1)  # type: ignore[arg-type]  # decimals
            found.add(order if arms[0] == first else -order)
    return found


def orders_of_arms(rows: Sequence[Result], first: str, second: str) -> set[int]:
    """How the figures of two arms compare wherever the table has both of one kind."""
    told: dict[tuple[object, ...], tuple[set[object], set[object]]] = {}
    for row in rows:
        if row.arm in (first, second):
            told.setdefault(_kind(row), (set(), set()))[row.arm != first].add(row.value)
    return {_order(one, two) for ones, twos in told.values() for one in ones for two in twos}


def as_rates(rows: Sequence[Result]) -> list[Result]:
    """The results, counts of patients as shares of those counted: "less frequent" compares these."""
    return [
        replace(row, value=Decimal(row.n) / row.N) if row.unit == "patients" and row.n is not None and row.N else row
        for row in rows
    ]


def rows_beside(rows: Sequence[Result], told: Sequence[tuple[int, Result]], arms: set[str], place: int) -> list[Result]:
    """The results of a kind with the two figures right behind a word: "less frequent with A (41.0 % vs 43.5 %)".

    Else of those with the two right before it: "X (98 vs 273) and Y (6 vs 137) were commoner with B".
    """
    behind = [row for start, row in told if start >= place][:2]
    before = [row for start, row in told if place - _NEAR < start < place and len(told) > len(arms)][-2:]
    for pair in (behind, before):
        if {row.arm for row in pair} == arms and len({_cell(row) for row in pair}) == 1:
            return [row for row in rows if _cell(row) == _cell(pair[0])]
    return []


_NEAR = 48
"""Code points before the end of a word of direction in which the two figures that it is told of begin."""


def _cell(row: Result) -> tuple[object, ...]:
    return (row.outcome, row.grade, row.subgroup, row.data_cutoff, row.item)


def _kind(row: Result) -> tuple[object, ...]:
    return (row.statistic, row.unit, row.grade, row.data_cutoff, row.subgroup, row.item)


def _order(one: object, two: object) -> int:
    """1 where ``one`` is the larger figure; not reached is longer than any time."""
    if "not reached" in (one, two):
        return (one == "not reached") - (two == "not reached")
    if not isinstance(one, Decimal) or not isinstance(two, Decimal):
        return 0
    return (one > two) - (one < two)
