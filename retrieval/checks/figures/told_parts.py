"""Numbers of a sentence and the parts that were read so far: what the reading of expressions goes on with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ingest.records import NOT_REACHED
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.roles import Part, Role


@dataclass(slots=True)
class Told:
    """A sentence's numbers and the expressions read so far.

    Attributes:
        done: The parts of each expression.
        kinds: What the bounds of each are.
        level: A confidence level that waits for its interval.
        apart: Whether a slash stands between figures of different things, and no total behind it.
        p_values: Whether a number without a unit is a p-value.
    """

    text: str
    numbers: Sequence[Number]
    start: int
    done: list[list[Part]] = field(default_factory=list)
    kinds: list[str | None] = field(default_factory=list)
    level: Part | None = None
    apart: bool = False
    p_values: bool = False


def is_level(number: Number) -> bool:
    """Whether a number can be a confidence level in percent."""
    return isinstance(number.value, Decimal) and 50 <= number.value < 100


def is_bound(number: Number) -> bool:
    """Whether a number can be a bound of an interval."""
    return number.form in ("digits", "not reached", "cardinal") and number.comparator in (None, "~")


def surrounds(estimate: Number | None, low: Number, high: Number) -> bool:
    """Whether two numbers can be the bounds of the estimate before them."""
    if estimate is None or NOT_REACHED in (low.value, high.value):
        return estimate is not None
    values = (low.value, estimate.value, high.value)
    return all(isinstance(value, Decimal) for value in values) and values[0] <= values[2]  # type: ignore[operator]  # all decimals


def is_inside(estimate: Number, low: Number, high: Number) -> bool:
    """Whether an estimate lies between two numbers."""
    values = low.value, estimate.value, high.value
    return all(isinstance(value, Decimal) for value in values) and values[0] <= values[1] <= values[2]  # type: ignore[operator]  # decimals


OPEN = re.compile(r"\s?,?\s?[(\[]\s?$")
DASH = re.compile(r"\s?(?:-|(?:up |all the way )?to|through)\s?", re.IGNORECASE)


def told_estimate(told: Told) -> Number | None:
    """The estimate of the expression read last."""
    last = told.done[-1] if told.done else []
    return next((part.number for part in last if part.role is Role.ESTIMATE), None)


def last_role(told: Told) -> Role | None:
    """The role of the number read last."""
    return told.done[-1][-1].role if told.done else None


def gap_before(told: Told, place: int) -> str:
    """The text between a number and the one before it."""
    return told.text[told.numbers[place - 1].unit_end : told.numbers[place].after] if place else ""


def begin(told: Told, part: Part) -> None:
    """Begin an expression with a number."""
    told.done.append([part])
    told.kinds.append(None)
