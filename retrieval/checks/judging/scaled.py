"""A quantity told in another unit than the table's: litres as millilitres, a proportion as a percentage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.figures.units import plain_unit
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence

_POWERS = {("mL", "L"): -3, ("L", "mL"): 3, ("mg", "g"): -3, ("g", "mg"): 3, ("g", "kg"): -3, ("kg", "g"): 3}
"""What a unit is of another, as a power of ten, by the unit told and that of the table."""
_SCALED = (Role.ESTIMATE, Role.LOW, Role.HIGH, Role.SPREAD)
_OF_PROPORTION = -2
"""What a per cent is of a proportion, as a power of ten."""


def in_unit_of_table(slot: Slot, evidence: Evidence) -> Slot:
    """The slot with its figures in the unit of its outcome, where the table has it in such another unit alone."""
    if slot.outcomes and slot.unit == "%" and slot.statistics <= {cues.PERCENTAGE}:
        return _as_proportion(slot, evidence)
    if not slot.outcomes or slot.unit not in {told for told, _ in _POWERS}:
        return slot
    units = {plain_unit(unit) for _, unit in evidence.kinds(slot.outcomes[0]) if unit}
    powers = {unit: _POWERS[slot.unit, unit] for unit in units if (slot.unit, unit) in _POWERS}
    if slot.unit in units or len(powers) != 1:
        return slot
    ((unit, power),) = powers.items()
    parts = tuple(_scale(part, unit, power) for part in slot.expression.parts)
    return replace(slot, expression=replace(slot.expression, parts=parts, unit=unit), unit=unit)


def _as_proportion(slot: Slot, evidence: Evidence) -> Slot:
    shares = evidence.results(slot.outcomes[0]).where(
        lambda row: cues.family(row.statistic, row.unit) == cues.PERCENTAGE
    )
    if not shares or any(row.statistic != "proportion" for row in shares):
        return slot
    parts = tuple(_scale(part, "%", _OF_PROPORTION) for part in slot.expression.parts)
    return replace(slot, expression=replace(slot.expression, parts=parts))


def as_told(found: Iterable[Judgement], told: Slot) -> list[Judgement]:
    """The judgements with each number as it was told, and not as it was scaled."""
    parts = {part.number.start: part for part in told.expression.parts}
    return [replace(item, part=parts.get(item.part.number.start, item.part)) for item in found]


def _scale(part: Part, unit: str, power: int) -> Part:
    number = part.number
    if part.role not in _SCALED or not isinstance(number.value, Decimal):
        return part
    decimals = None if number.decimals is None else max(number.decimals - power, 0)
    unit_told = unit if number.unit is not None else None
    return replace(part, number=replace(number, value=number.value.scaleb(power), decimals=decimals, unit=unit_told))
