"""The rows of the table that the digits of an expression tell, and how many of its figures each row has."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import islice

from ingest.records import Result
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.judging.places import Place
from retrieval.checks.sentences.reported_numbers import part_agrees
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.table.evidence import Evidence

_MOST = 60
"""Rows with one number that are looked at: a number of more rows tells none of them."""
_RESULTS = ("efficacy", "safety")
_PATIENTS = ("baseline", "disposition")
"""What patients were is looked for, too, where the words beside a figure name nothing that has such figures."""


def rows_voted(slot: Slot, evidence: Evidence) -> dict[Place, int]:
    """How many telling figures of an expression each row has, in the arm that has most of them."""
    telling = [part for part in slot.expression.parts if _is_telling(part)]
    groups: frozenset[str | None] = slot.subgroups or frozenset({None})
    kinds = _RESULTS if names_held_figure(slot, evidence) else (*_RESULTS, *_PATIENTS)
    nothing = slot.whole and not slot.outcomes  # "in all patients the hazard ratio was", which is one of a group
    rows = {
        row.id: row
        for part in telling
        for row in _with(part, slot, evidence)
        if (row.subgroup in groups or (row.subgroup is None and row.item) or nothing) and row.category in kinds
    }
    found: dict[Place, int] = {}
    any_sides = replace(slot, sides=None) if slot.sides else slot  # a p-value tells its row, whatever its sides
    for row in rows.values():
        place = Place(row.outcome, row.item)
        found[place] = max(found.get(place, 0), sum(part_agrees(part, row, any_sides) for part in telling))
    return {place: number for place, number in found.items() if number}


def _with(part: Part, slot: Slot, evidence: Evidence) -> list[Result]:
    value = part.number.value
    values = {str(value), str(-value)} if slot.falls and isinstance(value, Decimal) else {str(value)}
    finds = evidence.with_rounded, evidence.with_value
    found = ([row for each in values for row in islice(find(each), _MOST + 1)] for find in finds)
    return next((rows for rows in found if len(rows) <= _MOST), [])


def _is_telling(part: Part) -> bool:
    """Whether a number tells a row by its digits: it has decimals, or counts more than a few."""
    number = part.number
    if part.role not in (Role.ESTIMATE, Role.LOW, Role.HIGH, Role.COUNT, Role.TOTAL, Role.P):
        return False
    if not isinstance(number.value, Decimal) or number.form not in ("digits", "cardinal") or number.comparator:
        return False
    return bool(number.decimals) or part.role is not Role.ESTIMATE or abs(number.value) >= _MANY


_MANY = 10


def names_held_figure(slot: Slot, evidence: Evidence) -> bool:
    """Whether the words beside a figure name an outcome that has results of the kind that is told."""
    named = bool(slot.outcomes) and not slot.carried
    return named and evidence.results(slot.outcomes[0]).any(lambda row: has_statistic(row, slot))
