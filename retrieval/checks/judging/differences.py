"""Differences of two arms, in the unit of their figures or in percentage points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.units import plain_unit
from retrieval.checks.judging.arithmetic import (
    HUNDRED,
    Derived,
    as_shares,
    comparator_holds,
    equals,
    pairs_of_arms,
    show,
)
from retrieval.checks.sentences.slots import Slot
from retrieval.records import Verdict


def derive_difference(number: Number, rows: Sequence[Result], slot: Slot, words: str) -> Derived | None:
    """A difference of two arms, where words or unit say that it is one; in percentages it is in points."""
    if (number.comparator or "").startswith((">", "~>")) and _DENIED.search(slot.told.partition(number.text)[0]):
        number = replace(number, comparator="<=")  # "neither differed by more than ten points"
    told = slot.statistics == {cues.DIFFERENCE} or cues.DIFFERENCE_WORD.search(words)
    if number.unit != "percentage points" and not told:
        return None
    if number.unit in ("%", "percentage points") and (of_time := _time_as_share(number, rows)) is not None:
        return of_time
    if number.unit not in ("%", "points", "percentage points"):
        pairs = pairs_of_arms([row for row in rows if row.unit == number.unit])
        found = derive_gap(number, pairs, number.unit or "")
        sure = slot.statistics == {cues.DIFFERENCE} and slot.told_at is not None and number.decimals
        gaps = [abs(first.value - second.value) for first, second in pairs]  # type: ignore[operator]  # decimals
        one = bool(gaps) and max(gaps) - min(gaps) <= _ROUNDING
        return found or (_other_gap(pairs, number.unit or "") if sure and one and not number.comparator else None)
    pairs = pairs_of_arms(as_shares(rows))
    absolute = _ABSOLUTE.search(words) and not _NOT_ABSOLUTE.search(words) and not _RELATIVE.match(slot.after)
    absolute = absolute and not RECKONED.match(slot.after)
    if number.unit == "%" and not absolute:
        return _points_as_percent(number, pairs)
    found = derive_gap(number, pairs, "percentage points")
    scored = any(row.unit not in ("%", None) and plain_unit(row.unit) == "points" for row in rows)
    if found is None and number.unit != "%" and not scored and slot.told_at is not None:
        return _other_gap(pairs, "percentage points")
    return found


_DENIED = re.compile(r"\b(?:neither|none|no|not|never|nowhere|hardly|nor)\b|n't\b", re.IGNORECASE)
"""Before a difference that is told not to be more than a number."""
_RELATIVE = re.compile(r"\s\(?(?:in )?relative\b", re.IGNORECASE)
RECKONED = re.compile(r"\s[(\[](?:derived|calculated|computed|own calculation)[)\]]", re.IGNORECASE)
"""Behind a difference that is marked as reckoned: its unit is meant, and two shares differ by points."""
_NOT_ABSOLUTE = re.compile(r"\brelative,? (?:and )?(?:not|rather than) (?:an )?absolute\b", re.IGNORECASE)
_ABSOLUTE = re.compile(r"\babsolute\b|(?<!relative )\bdifference\b", re.IGNORECASE)
_ROUNDING = Decimal("0.1")
"""How far apart the gaps of two medians may be that were printed with one decimal and with two."""


def derive_gap(number: Number, pairs: Sequence[tuple[Result, Result]], unit: str) -> Derived | None:
    """A number as the gap of a pair of figures."""
    for first, second in pairs:
        gap = abs(first.value - second.value)  # type: ignore[operator]  # decimals, as pairs_of_arms keeps
        bound = number.comparator in (">", ">=", "<", "<=") and comparator_holds(number, gap)
        if equals(gap, number) or bound:
            return Derived(Verdict.DERIVED, f"|{first.value} - {second.value}| = {gap} {unit}", first)
    return None


def _time_as_share(number: Number, rows: Sequence[Result]) -> Derived | None:
    """ "An absolute risk reduction of 16.5 %", where the two medians are 16.5 months apart."""
    for unit in DAYS:
        told = derive_gap(
            number, pairs_of_arms([row for row in rows if row.unit == unit]), f"{unit}, which is no share"
        )
        if told is not None and number.decimals:
            return Derived(Verdict.CONTRADICTED, told.formula, told.result, f"{number.text} {unit}")
    return None


def _points_as_percent(number: Number, pairs: Sequence[tuple[Result, Result]]) -> Derived | None:
    """ "Differed by 15.6 %", where the two shares are 15.6 points apart."""
    for first, second in pairs:
        told = derive_gap(number, [(first, second)], "percentage points, which is no relative change in per cent")
        if told is not None and derive_relative(number, [first, second], "relative") is None:
            gap = abs(first.value - second.value)  # type: ignore[operator]  # decimals, as pairs_of_arms keeps
            return Derived(Verdict.CONTRADICTED, told.formula, first, f"{gap} percentage points")
    return None


def _other_gap(pairs: Sequence[tuple[Result, Result]], unit: str) -> Derived | None:
    if not pairs:
        return None
    first, second = pairs[0]
    gap = abs(first.value - second.value)  # type: ignore[operator]  # decimals, as pairs_of_arms keeps
    return Derived(Verdict.CONTRADICTED, f"|{first.value} - {second.value}| = {gap} {unit}", first, str(gap))


DAYS = {"days": Decimal(1), "weeks": Decimal(7), "months": Decimal("30.4375"), "years": Decimal("365.25")}


def derive_relative(number: Number, rows: Sequence[Result], words: str) -> Derived | None:
    """A number as a relative difference of two arms, where it is told as one."""
    if not re.search(r"\brelative(?:ly)?\b", words, re.IGNORECASE):
        return None
    for first, second in pairs_of_arms(rows):
        for new, old in ((first, second), (second, first)):
            if old.value:
                change = abs(HUNDRED * (Decimal(new.value) - Decimal(old.value)) / Decimal(old.value))  # type: ignore[arg-type]  # decimals
                if equals(change, number):
                    return Derived(
                        Verdict.DERIVED, f"|{new.value} - {old.value}| / {old.value} = {show(change, number)} %", new
                    )
    return None
