"""Bounds told as the median of what was not reached, where the words beside them name no outcome of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from retrieval.checks.binding.reading import Reader
from retrieval.checks.figures import cues
from retrieval.checks.figures.agreement import is_not_reached
from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.units import plain_unit
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.reasons import read_as
from retrieval.records import Verdict

_MOST, _LARGE = 20, 100
"""Rows with one number that are looked at, and whole numbers that tell a row by their digits."""


def judge_unreached(judged: Sequence[Judgement], reader: Reader) -> list[Judgement]:
    """Contradict a median, left open, whose digits are the bound of one that was not reached, in the unit told.

    Only where every row with these digits is such a one, so that they can be the median of nothing else.
    """
    return [_reconsidered(item, reader) for item in judged]


def _reconsidered(item: Judgement, reader: Reader) -> Judgement:
    slot, number = item.slot, item.part.number
    told = slot.statistics & {cues.MEDIAN} and slot.unit in cues.TIMES and slot.expression.interval is None
    if item.verdict is not Verdict.UNCHECKED or item.part.role is not Role.ESTIMATE or not told:
        return item
    if slot.trial is None or slot.elsewhere or not isinstance(number.value, Decimal):
        return item
    alike = islice(reader.for_trial(slot.trial).with_value(str(number.value)), _MOST)
    rows = [row for row in alike if plain_unit(row.unit or "") == slot.unit]
    telling = number.decimals or number.value >= _LARGE
    if not rows or not telling or not all(is_not_reached(row.value) for row in rows):
        return item
    reason = f"{read_as(slot, rows[0], own=True)}: {number.text} is a bound of its interval, and it was not reached"
    return replace(item, verdict=Verdict.CONTRADICTED, reason=reason, result=rows[0], expected="not reached")
