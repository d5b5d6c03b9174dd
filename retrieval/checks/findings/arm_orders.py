"""How the figures of two arms compare in the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.records import Result


def unsigned(row: Result) -> Result:
    """The result with how far its value is from zero: of changes the size counts."""
    return replace(row, value=abs(row.value)) if isinstance(row.value, Decimal) else row


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


def _kind(row: Result) -> tuple[object, ...]:
    return (row.statistic, row.unit, row.grade, row.data_cutoff, row.subgroup, row.item)


def _order(one: object, two: object) -> int:
    """1 where ``one`` is the larger figure; not reached is longer than any time."""
    if "not reached" in (one, two):
        return (one == "not reached") - (two == "not reached")
    if not isinstance(one, Decimal) or not isinstance(two, Decimal):
        return 0
    return (one > two) - (one < two)
