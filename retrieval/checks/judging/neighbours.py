"""What numbers of one sentence are to each other: figures of two arms, of two cut-offs, and what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.records import Verdict

GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)
COUNTED = (None, "patients", "events", "deaths")


def counts_before(item: Judgement, sentence: Sequence[Judgement]) -> list[Judgement]:
    """The confirmed counts of the sentence before a number."""
    return [it for it in sentence if is_count(it) and it.part.number.start < item.part.number.start]


def value_of(item: Judgement) -> Decimal:
    """The value of a number that is a decimal."""
    return Decimal(item.part.number.value)  # type: ignore[arg-type]  # a decimal of a count


def are_cutoffs(first: Judgement, second: Judgement) -> bool:
    """Whether two figures are of one outcome in one arm at different cut-offs."""
    one, two = first.result, second.result
    if one is None or two is None or one.data_cutoff == two.data_cutoff:
        return False
    return (one.outcome, one.arm, one.subgroup, one.grade) == (two.outcome, two.arm, two.subgroup, two.grade)


def are_alike(first: Judgement, second: Judgement) -> bool:
    """Whether two confirmed figures are one measure of one outcome, whatever arm, group or analysis each is of."""
    one, two = first.result, second.result
    if one is None or two is None or not {first.verdict, second.verdict} <= set(GOOD):
        return False
    decimals = all(isinstance(item.part.number.value, Decimal) for item in (first, second))
    return decimals and (one.outcome, one.statistic, one.unit) == (two.outcome, two.statistic, two.unit)


def is_count(item: Judgement) -> bool:
    """Whether a number is confirmed and counts patients or events."""
    return item.verdict in GOOD and is_whole_number(item)


def is_whole_number(item: Judgement) -> bool:
    """Whether a number may count patients or events, whatever the table says of it."""
    number = item.part.number
    return (
        item.part.role in (Role.ESTIMATE, Role.COUNT)
        and number.decimals == 0
        and number.unit in COUNTED
        and isinstance(number.value, Decimal)
    )


def are_arms(first: Judgement, second: Judgement) -> bool:
    """Whether two figures are of one outcome in two arms."""
    one, two = first.result, second.result
    if one is None or two is None or one.arm in (None, "all") or two.arm in (None, "all") or one.arm == two.arm:
        return False
    return (one.outcome, one.grade, one.subgroup) == (two.outcome, two.grade, two.subgroup)


def decided(item: Judgement, value: Decimal, formula: str, other: Judgement) -> Judgement:
    """The verdict on a number that is told to be ``value``, which follows by ``formula`` from ``other``."""
    if item.part.number.value == value:
        return replace(item, verdict=Verdict.DERIVED, reason=formula, result=other.result, expected=None)
    return replace(item, verdict=Verdict.CONTRADICTED, reason=formula, result=other.result, expected=str(value))
