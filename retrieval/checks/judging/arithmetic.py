"""The sums that derivations share, and the number that comes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from ingest.records import Result
from retrieval.checks.figures.agreement import rounds_to
from retrieval.checks.figures.cues import PERCENTAGE, family
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.units import is_share
from retrieval.records import Verdict

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Derived:
    """A number that was recomputed; ``expected`` where the formula gives another one."""

    verdict: Verdict
    formula: str
    result: Result
    expected: str | None = None


def pairs_of_arms(rows: Sequence[Result]) -> list[tuple[Result, Result]]:
    """Results of two arms that differ in nothing else, the larger figure first."""
    return [
        (first, second) if first.value >= second.value else (second, first)  # type: ignore[operator]  # decimals
        for group in _alike(rows)
        for first, second in combinations(group, 2)
        if first.arm != second.arm
    ]


def sums_of_arms(rows: Sequence[Result]) -> list[tuple[Result, ...]]:
    """Counts that may be told as one: of all arms of a trial, then of each two; the larger figure of two first."""
    whole = [tuple({row.arm: row for row in reversed(group)}.values())[::-1] for group in _alike(rows)]
    every = [*(group for group in whole if len(group) > _TWO), *pairs_of_arms(rows)]
    return [group for group in every if all(row.n is not None for row in group)]


_TWO = 2


def _alike(rows: Sequence[Result]) -> list[list[Result]]:
    """Results of arms, together where they differ in the arm alone."""
    alike: dict[tuple[object, ...], list[Result]] = {}
    for row in rows:
        if row.arm not in (None, "all") and isinstance(row.value, Decimal):
            key = (row.statistic, row.unit, row.grade, row.data_cutoff, row.subgroup, row.population)
            alike.setdefault(key, []).append(row)
    return list(alike.values())


def as_shares(rows: Sequence[Result]) -> list[Result]:
    """The results as percentages: as printed, from a proportion, or of a count that is given with its whole."""
    in_hundred = [
        replace(row, value=HUNDRED * row.value, unit="%")
        for row in rows
        if row.statistic == "proportion" and isinstance(row.value, Decimal)
    ]
    return in_hundred or [
        row if _is_percentage(row) else replace(row, value=_share(row.n, row.N), unit="%")
        for row in rows
        if _is_percentage(row) or (row.n is not None and row.N)
    ]


def _is_percentage(row: Result) -> bool:
    """Whether a result is printed as a share: in per cent, or in "percentage of lesions"."""
    return row.unit == "%" or (is_share(row.unit) and family(row.statistic, row.unit) == PERCENTAGE)


def _share(count: int | None, whole: int | None) -> Decimal:
    return (HUNDRED * Decimal(count or 0) / Decimal(whole or 1)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def comparator_holds(number: Number, value: Decimal) -> bool:
    """Whether "more than" or "less than" beside a stated share or factor holds for ``value``."""
    stated = Decimal(number.value)  # type: ignore[arg-type]  # a Decimal here
    if number.comparator in (">", ">=", "~>"):
        return value >= stated
    return value <= stated if number.comparator in ("<", "<=", "~<") else True


_ABOUT = Decimal("0.03")
"""How far, as a share of it, a number told to a decimal may be from what it is told to be about."""


def equals(value: Decimal, number: Number) -> bool:
    """Whether ``value`` rounds to the stated number, or is near it where the text says "about"."""
    stated = abs(Decimal(number.value))  # type: ignore[arg-type]  # a Decimal here
    width = max(Decimal(1).scaleb(-number.decimals), abs(value) * _ABOUT) if number.decimals else Decimal(1)
    about = (number.comparator or "").startswith("~") and abs(value - stated) <= width
    return (rounds_to(value, stated) or about) and comparator_holds(number, value)


def show(value: Decimal, number: Number) -> str:
    """Return ``value`` with the decimals that were stated, at least one."""
    return str(value.quantize(Decimal(1).scaleb(-max(number.decimals or 0, 1)), ROUND_HALF_UP))
