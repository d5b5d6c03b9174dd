"""What a result reports in the part that a number plays, and whether that is the number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ingest.records import NOT_REACHED, Result, Value
from retrieval.checks.figures import cues
from retrieval.checks.figures.agreement import agrees
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import is_share_of_one
from retrieval.checks.table.p_sides import sides_of


def part_agrees(part: Part, row: Result, slot: Slot) -> bool:
    """Whether a result has the number in the part that it plays; a level is never rounded."""
    if part.role is Role.LEVEL:
        return row.ci_level is not None and row.ci_level == part.number.value
    if part.role is Role.P and slot.sides and row.p_value is not None and sides_of(row) not in (None, slot.sides):
        return False
    if part.role is Role.P and row.p_value is not None and row.p_comparator in ("<", ">"):
        return part.number.comparator == row.p_comparator and _is_implied(part.number, row)
    below = part.role is Role.P and part.number.comparator == "<" and row.p_value is not None
    if below and row.p_value is not None and row.p_value <= _SMALLEST and row.p_value == part.number.value:
        return True
    if part.role in (Role.LOW, Role.HIGH) and _is_of_other_kind(slot, row):
        return False
    value = reported(part, row, slot)
    if part.role in (Role.LOW, Role.HIGH) and value == NOT_ESTIMATED:
        return part.number.value == NOT_REACHED
    return agrees(part.number, value)


_SMALLEST = Decimal("0.001")
"""A p-value so small that a registry has often lost the sign of "<0.001"."""
NOT_ESTIMATED = "NA"
"""What a registry prints for a bound that was not reached."""


def _is_of_other_kind(slot: Slot, row: Result) -> bool:
    """Whether quartiles or a range are told as a confidence interval, with its level, or an interval as quartiles."""
    if slot.expression.number(Role.LEVEL) is not None:
        return row.interval_kind in ("IQR", "range")
    return slot.expression.interval == "IQR" and row.interval_kind == "CI"


def _is_implied(number: Number, row: Result) -> bool:
    """Whether a reported bound of a p-value implies the stated one: below 0.0001 is below 0.001."""
    if not isinstance(number.value, Decimal) or row.p_value is None:
        return False
    return number.value >= row.p_value if row.p_comparator == "<" else number.value <= row.p_value


def reported(part: Part, row: Result, slot: Slot) -> Decimal | date | str | int | None:
    """What a result reports in the part that a number plays."""
    kind = family(row.statistic, row.unit)
    if part.role is Role.ESTIMATE:
        if (
            slot.unit in ("patients", "events", "deaths", None)
            and kind == cues.PERCENTAGE
            and part.number.decimals == 0
        ):
            return row.n
        if kind == cues.PERCENTAGE and isinstance(row.value, Decimal) and is_share_of_one(slot, part.number):
            return row.value / 100
        return None if kind == cues.COUNT and slot.unit == "%" else _as_told(row.value, part.number, slot)
    if part.role is Role.COUNT:
        return row.n if row.n is not None else row.value if kind == cues.COUNT else None
    if part.role is Role.TOTAL:
        return row.N
    return _bound_as_told(part, row, slot) if part.role in (Role.LOW, Role.HIGH) else field_of(part.role, row)


def _as_told(value: Value | None, number: Number, slot: Slot) -> Value | None:
    """A change below zero as it is told of a fall, without its sign: "fell by 4.2 points"."""
    unsigned = isinstance(value, Decimal) and isinstance(number.value, Decimal) and value < 0 < number.value
    return -value if slot.falls and unsigned and isinstance(value, Decimal) else value


def _bound_as_told(part: Part, row: Result, slot: Slot) -> Decimal | date | str | int | None:
    """A bound of such a change: without their signs the two bounds change places."""
    low, high = row.ci_low, row.ci_high
    if slot.falls and isinstance(low, Decimal) and isinstance(high, Decimal) and low < 0 and high < 0:
        stated = part.number.value
        if isinstance(stated, Decimal) and stated > 0:
            return -high if part.role is Role.LOW else -low
    return low if part.role is Role.LOW else high


def field_of(role: Role, row: Result) -> Decimal | date | str | int | None:
    """Return the field of a result that a role names, whatever its statistic."""
    if role is Role.ESTIMATE:
        return row.value
    if role is Role.LOW:
        return row.ci_low
    if role is Role.HIGH:
        return row.ci_high
    if role is Role.LEVEL:
        return row.ci_level
    return row.p_value if role is Role.P else None
