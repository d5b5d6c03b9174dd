"""Who is set against whom in an analysis: the direction in which a difference or a ratio is told.

The order of an analysis' groups says nothing of it: a ratio of A to B is posted with the groups B and A as often.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log

from ingest.readers.registry_arms import Side
from ingest.readers.registry_record import Analysis
from ingest.readers.registry_results import Record
from ingest.readers.registry_roles import is_dummy
from ingest.readers.registry_statistics import read_effect
from ingest.readers.registry_values import read_value
from ingest.readers.registry_words import normalise, unescape
from ingest.records import Result

_VERSUS = re.compile(
    r"\s(?:vs\.?|versus|minus|over|divided by|relative to|compared (?:to|with)|[-−–])\s|/", re.IGNORECASE
)
_NEAR = 60  # characters on each side of "vs" in which an arm must be named


@dataclass(frozen=True)
class Compared:
    """The groups of an outcome measure, and the values posted of them."""

    sides: Mapping[str, Side]
    values: Sequence[Result]


def compare(analysis: Analysis, compared: Compared, *, item: str | None, record: Record) -> str | None:
    """The arms compared, "A vs B"; nothing for one arm alone.

    The direction is the one that is stated, else that in which the values of the arms come to the estimate, else the
    treatment before its control, else as posted.
    """
    sides = compared.sides
    arms = list(dict.fromkeys(sides[group].arm if group in sides else group for group in analysis.group_ids))
    if len(arms) < 2:
        return None
    if len(arms) == 2:
        told = (
            analysis.estimate_comment,
            analysis.group_description,
            analysis.statistical_comment,
            analysis.param_type,
        )
        stated = next((order for text in told if (order := _direction(unescape(text), arms, record=record))), None)
        roles = [record.roles.get(arm) for arm in arms]
        if order := stated or _as_computed(analysis, arms, [row for row in compared.values if row.item == item]):
            arms = order
        elif roles == ["control", "experimental"] or (_is_dummy(arms[0]) and not _is_dummy(arms[1])):
            arms.reverse()
    return " vs ".join(arms)


def _as_computed(analysis: Analysis, arms: list[str], rows: Sequence[Result]) -> list[str] | None:
    """The arms in the one order in which the difference or the ratio of their values is near the estimate.

    A hazard ratio and an odds ratio are not computed of values; an adjusted estimate is not quite what they come to.
    """
    effect = (read_effect(analysis.param_type) or analysis.param_type or "").casefold()
    values = [_central(arm, rows, effect) for arm in arms]
    numbers = [float(value) for value in (*values, read_value(analysis.param_value)) if isinstance(value, Decimal)]
    if not _OF_VALUES.search(effect) or _NO_VALUES.search(effect) or len(numbers) != len(values) + 1:
        return None
    if "ratio" in effect:
        if min(numbers) <= 0:
            return None
        numbers = list(map(log, numbers))
    first, second, told = numbers
    fits = [abs(told - difference) <= _ADJUSTED * abs(told) for difference in (first - second, second - first)]
    return None if fits[0] == fits[1] else arms if fits[0] else arms[::-1]


def _central(arm: str, rows: Sequence[Result], effect: str) -> object:
    """The one value posted of an arm, as its mean, rate or percentage.

    A count depends on the size of its arm, and a rate ratio of times is the ratio of who got there, not of medians.
    """
    found = [row for row in rows if row.arm == arm and row.statistic == rows[0].statistic]
    if len(found) != 1 or found[0].statistic == "count" or ("ratio" in effect and "median" in found[0].statistic):
        return None
    return found[0].value


_OF_VALUES = re.compile(r"difference|ratio")
_NO_VALUES = re.compile(r"hazard|odds|log")
_ADJUSTED = 0.25
"""The part of an estimate by which adjusting may move it from what the values of the arms come to."""


def _is_dummy(arm: str) -> bool:
    """Whether an arm gets placebo or the like alone: what is given instead is set against it, an active control too."""
    return is_dummy(normalise(arm))


def _direction(text: str, arms: list[str], *, record: Record) -> list[str] | None:
    """The arms in the order in which a text sets one against the other: "Dupilumab 300 mg qw vs. placebo"."""
    for found in _VERSUS.finditer(text):
        before = _arms_named(text[max(0, found.start() - _NEAR) : found.start()], arms, record=record)
        after = _arms_named(text[found.end() : found.end() + _NEAR], arms, record=record)
        if len(before) == 1 and len(after) == 1 and before != after:
            return [*before, *after]
    return None


def _arms_named(text: str, arms: list[str], *, record: Record) -> list[str]:
    """The arms that a text names by a word which the others' names do not have; arms of one drug by their doses."""
    for split in (_words, _doses, _letters):
        words = set(split(text))
        own = [{word for name in _names_of(arm, record) for word in split(name)} for arm in arms]
        telling = [mine - set().union(*(other for other in own if other is not mine)) for mine in own]
        if found := [arm for arm, mine in zip(arms, telling, strict=True) if mine & words]:
            return found
    return []


def _names_of(arm: str, record: Record) -> tuple[str, ...]:
    return (arm, *record.arms[arm].titles) if arm in record.arms else (arm,)


def _words(text: str) -> list[str]:
    plain = normalise(text).replace("pbo", "placebo")
    return [word for word in re.findall(r"[^\W_]{3,}", plain) if not word.isdecimal()]


def _doses(text: str) -> list[str]:
    return _DOSE.findall(normalise(text))


def _letters(text: str) -> list[str]:
    return _LETTER.findall(normalise(text))


_LETTER = re.compile(r"\b(?:arm|cohort|group|part)\s([a-z]|[0-9]{1,2}[a-z]?)\b")
"""The letter or the number by which an arm is called."""
_DOSE = re.compile(r"(?<![\w.])[0-9]+(?:\.[0-9]+)?(?=\s?(?:m?g|[µμ]g|mcg|iu|u|ml|units?)\b)")
"""The figure of a dose, which tells apart the arms of one drug."""
