"""Two numbers that are the bounds of an estimate: "0.32 to 0.89" behind "95 % CI", in brackets, between "and"."""

from __future__ import annotations

import re
from decimal import Decimal

from retrieval.checks.figures.framed_bounds import is_framed
from retrieval.checks.figures.numbers import Number, is_at_time
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.figures.single_roles import LEVEL_AFTER
from retrieval.checks.figures.told_parts import (
    DASH,
    OPEN,
    Told,
    begin,
    gap_before,
    is_bound,
    is_inside,
    last_role,
    surrounds,
    told_estimate,
)

_INTERVAL = re.compile(
    r"\b(?P<CI>CIs?|CrI|confidence (?:intervals?|limits)|intervals? (?=running|spanning|from|around|about|of|for)"
    r"|intervals?(?=,? \(?$)"
    r"|intervals? (?:runs?|ran|extend(?:s|ed)|stretch(?:es|ed)|goes|went|reach(?:es|ed)) (?=from)"
    r"|(?:bounds|limits)(?= (?:of|were|are|being)\b))\b"
    r"|\b(?P<IQR>IQR|interquartile|quartiles?|Q1)\b"
    r"|\b(?P<range>ranges?|ranging|ranged)\b",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"\s?(?:,|;|\band\b)\s?", re.IGNORECASE)
_FROM = re.compile(
    r"\bfrom\s(?:(?:an?|the|its|their)\s)?(?:(?:baseline|initial|starting)\s)?"
    r"(?:(?:mean|median|average|geometric mean|value|level|score|baseline|titre|titer)s?\s){0,2}"
    r"(?:of\s)?(?:about\s|only\s)?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
NEAR = 70
"""How far back a cue such as "95 % CI" can stand before its first bound, in code points."""


def is_interval(told: Told, place: int, before: str) -> bool:
    """Whether the number at ``place`` and the one after it are two bounds."""
    if place + 1 >= len(told.numbers):
        return False
    low, high = told.numbers[place], told.numbers[place + 1]
    if not (is_bound(low) and is_bound(high)):
        return False
    gap = gap_before(told, place + 1)
    if is_framed(told, place, gap):
        return True
    if _FROM.search(before) and not _find_cue(told, place, before):
        return _is_around(told, place, gap)
    if low.unit is None and high.unit == "%" and LEVEL_AFTER.match(told.text, high.unit_end):
        return False  # "the CI included 1 (HR 0.72; 95 % CI ...)"
    if high.comparator is not None or _falls(low, high, gap) or _is_subtracted(low, high, gap):
        return False
    if is_at_time(told.text, low.start) and (high.decimals or high.unit):
        return False  # "raised at week 16 to 53.6 %"
    if place and _STEP.fullmatch(gap) and _STEP.fullmatch(gap_before(told, place)):
        return False  # "from 20.7 to 44 to 56.61 months"
    if DASH.fullmatch(gap):
        return not (low.form == "not reached" and high.form == "not reached") or bool(_find_cue(told, place, before))
    if not _PAUSE.fullmatch(gap) or _precedes_its_interval(told, place):
        return False
    if _find_cue(told, place, before):
        return True
    if _BETWEEN.search(before):
        return "and" in gap
    brackets = bool(OPEN.search(before)) and re.match(r"\s?[)\]]", told.text[high.unit_end :][:2]) is not None
    return brackets and "and" not in gap and surrounds(told_estimate(told), low, high)


def _is_around(told: Told, place: int, gap: str) -> bool:
    """Whether a ratio stands right before the two that surround it: "standard risk: 0.44, from 0.266 to 0.728"."""
    estimate, (low, high) = told_estimate(told), told.numbers[place : place + 2]
    if estimate is None or estimate.unit or low.unit or high.unit or not (low.decimals and high.decimals):
        return False
    behind = _BEHIND.fullmatch(told.text, estimate.end, low.start) is not None
    return behind and _TO.fullmatch(gap) is not None and surrounds(estimate, low, high)


_BEHIND = re.compile(r"[,;(\s-]{1,4}from\s", re.IGNORECASE)


_STEP = re.compile(r"\s?(?:to|->|→)\s", re.IGNORECASE)
_TO = re.compile(r"\s(?:up )?to\s", re.IGNORECASE)
_RATIO = 10
"""Numbers up to this may be a ratio: "in a ratio of three to two"."""


def _falls(low: Number, high: Number, gap: str) -> bool:
    """Whether "179 to 123" tells how many went to each arm: a range does not fall."""
    counts = low.decimals == high.decimals == 0 and low.unit is None and "to" in gap
    return (
        counts
        and isinstance(low.value, Decimal)
        and isinstance(high.value, Decimal)
        and low.value > high.value > _RATIO
    )


_MINUS = re.compile(r"\s-\s")


def _is_subtracted(low: Number, high: Number, gap: str) -> bool:
    """Whether "(86.6 - 82.9)" shows how a difference was reckoned: the bounds of an interval rise."""
    values = low.value, high.value
    decimal = all(isinstance(value, Decimal) for value in values)
    return decimal and values[0] > values[1] and _MINUS.fullmatch(gap) is not None  # type: ignore[operator]  # decimals


def _precedes_its_interval(told: Told, place: int) -> bool:
    """Whether a number stands before the two that surround it: "95 % CI for the HR 0.58, 0.42-0.79"."""
    values = [number.value for number in told.numbers[place : place + 3]]
    if len(values) < 3 or not DASH.fullmatch(gap_before(told, place + 2)):
        return False
    estimate, low, high = values
    numeric = isinstance(estimate, Decimal) and isinstance(low, Decimal) and isinstance(high, Decimal)
    return numeric and low < estimate < high  # type: ignore[operator]  # decimals


def _find_cue(told: Told, place: int, before: str) -> str | None:
    """What an announced interval is: the cue stands after the last estimate and before this number."""
    last = told.numbers[place - 1] if place else None
    if told.done and last_role(told) is Role.HIGH and told.kinds[-1] != "plain" and _AND_FROM.search(before):
        return told.kinds[-1]  # "ages ranged from 37 to 86 on A and from 33 to 90 on B"
    if _RUNS.search(before) and _SPOKEN_OF.search(told.text, told.start, told.numbers[place].after):
        return "CI"  # "the 95 % CI of the hazard ratio (0.77) ran from 0.57 to 1.04"
    if last is not None and not (told.level is not None and told.level.number is last):
        before = told.text[max(last.unit_end, told.numbers[place].after - NEAR) : told.numbers[place].after]
    if cues := _cues(before):
        return cues[-1]
    return "CI" if told.level is not None and last is told.level.number else None


def _cues(words: str) -> list[str | None]:
    return [match.lastgroup for match in _INTERVAL.finditer(words)]


_RUNS = re.compile(
    r"\b(?:ran|runs|running|extend(?:s|ed|ing)|stretch(?:es|ed|ing)|spann(?:ed|ing)|spans|went|goes|going"
    r"|reach(?:es|ed|ing)|rang(?:es|ed|ing))\s(?:all the way )?from\s$",
    re.IGNORECASE,
)


_AND_FROM = re.compile(r"(?:,|\b(?:and|while|whereas|but|versus|vs\.?|against))\s(?:it |they )?from\s$", re.IGNORECASE)
_SPOKEN_OF = re.compile(
    r"\b(?:CIs?|CrI|confidence limits|(?<!QT )(?<!PR )(?<!dosing )(?<!dose )(?<!treatment )intervals?)\b",
    re.IGNORECASE,
)
"""An interval that a sentence speaks of: "the OS interval crosses one (it runs from 0.608 to 1.202)"."""


def add_interval(told: Told, place: int, before: str) -> None:
    """Add two bounds to the estimate that they are of, or as an expression of their own."""
    low, high = told.numbers[place], told.numbers[place + 1]
    kind = _find_cue(told, place, before) or ("CI" if is_framed(told, place, gap_before(told, place + 1)) else None)
    if _is_rise(told, low, kind):
        begin(told, Part(low, Role.ESTIMATE))
        begin(told, Part(high, Role.ESTIMATE))
        return
    parts = [Part(low, Role.LOW), Part(high, Role.HIGH)]
    if told.level is not None:
        parts.insert(0, told.level)
        kind, told.level = "CI", None
    opened = bool(OPEN.search(before)) or bool(kind) or _follows_in_bracket(told, low, high)
    owner = _before_time(told) if opened else None
    owner = _owner(told, place) if owner is None else owner
    if owner is not None:
        told.done[owner].extend(parts)
        told.kinds[owner] = kind or "CI"
        return
    if (
        told.done
        and opened
        and not is_at_time(told.text, told.done[-1][0].number.start)
        and not _is_apart(told, place)
        and told.kinds[-1] is None
        and told_estimate(told) is not None
        and not _counts_people(told_estimate(told), low)
        and (kind or surrounds(told_estimate(told), low, high))
    ):
        told.done[-1].extend(parts)
        told.kinds[-1] = kind or "CI"
        return
    told.done.append(parts)
    told.kinds.append(kind or "plain")


def _follows_in_bracket(told: Told, low: Number, high: Number) -> bool:
    """Whether an estimate that two bounds surround stands alone before them in brackets: "(0.81, 0.66 to 0.99)"."""
    estimate = told_estimate(told)
    bare = estimate is not None and not (estimate.unit or low.unit or high.unit) and bool(low.decimals)
    if estimate is None or not bare or not surrounds(estimate, low, high):
        return False
    return told.text[estimate.start - 1] == "(" and told.text[estimate.end : low.start].strip() in (",", ";")


def _counts_people(estimate: Number | None, low: Number) -> bool:
    """Whether a number before is of people, and the bounds have decimals: "86 patients ... (0.608 to 1.202)"."""
    return estimate is not None and estimate.unit == "patients" and bool(low.decimals) and low.unit is None


_APART = re.compile(r"\b(?:but|though|although|while|yet|however)\b", re.IGNORECASE)
"""Before an interval: it need not be of the number right before, "14.5 % lower, but the CI (0.608-1.202)"."""


def _is_apart(told: Told, place: int) -> bool:
    """Whether an interval stands in a clause of its own and does not surround the number before it."""
    estimate = told_estimate(told)
    if estimate is None or is_inside(estimate, *told.numbers[place : place + 2]):
        return False
    return _APART.search(told.text, estimate.unit_end, told.numbers[place].start) is not None


def _owner(told: Told, place: int) -> int | None:
    """The expression before the last whose estimate an interval in a clause of its own surrounds."""
    if not told.done or not _is_apart(told, place):
        return None
    low, high = told.numbers[place : place + 2]
    for index in range(len(told.done) - 2, -1, -1):
        first = told.done[index][0]
        bare = told.kinds[index] is None and first.role is Role.ESTIMATE and first.number.unit == low.unit
        if bare and bool(first.number.decimals) and is_inside(first.number, low, high):
            return index
    return None


def _before_time(told: Told) -> int | None:
    """The estimate before a time point that its interval stands behind: "by 0.8 points at week 24 (95 % CI ...)"."""
    last = told.done[-1][0].number if len(told.done) > 1 else None  # two expressions
    followed = last is not None and _OF_FOLLOW_UP.match(told.text, last.unit_end)
    if last is None or not (followed or is_at_time(told.text, last.start)):
        return None
    first = told.done[-2]
    return len(told.done) - 2 if told.kinds[-2] is None and first[-1].role is Role.ESTIMATE else None


_OF_FOLLOW_UP = re.compile(r"\s(?:of )?(?:median )?follow-?\s?up\b", re.IGNORECASE)
"""Behind a time that has no interval: "not reached at 56.6 months of follow-up (95 % CI ...)"."""


def _is_rise(told: Told, low: Number, kind: str | None) -> bool:
    """Whether two shares in brackets are what a gap or a factor lies between: "by 14.1 points (12.2% to 26.3%)"."""
    estimate = told_estimate(told)
    if kind is not None:
        return False
    if estimate is None:
        return CHANGED.search(told.text, told.start, low.after) is not None
    if low.unit is None:
        return False
    return estimate.form == "factor" or estimate.unit not in (None, low.unit)


CHANGED = re.compile(
    r"\b(?:(?:doubl|tripl|quadrupl|halv|increas|decreas|improv|climb|declin|lengthen|shorten|prolong)(?:e?[sd]|ing)"
    r"|rose|risen|fell|fallen|grew|grown|dropped)\b[^.;()0-9]{0,60}\($",
    re.IGNORECASE,
)
"""Before two figures in brackets that something changed between: "it improved with A (19.2 to 35.7 months)"."""


def share_intervals(told: Told) -> None:
    """Give each of two estimates its own of two intervals: "35.7 v 19.2 mo (95% CIs, 25.8-44.0 and 15.8-25.0)"."""
    for place in range(len(told.done) - 2):
        first, second, third = told.done[place : place + 3]
        roles = [[part.role for part in parts] for parts in (first, second, third)]
        bounds = [part for part in second if part.role in (Role.LOW, Role.HIGH)]
        paired = roles[0] == [Role.ESTIMATE] and Role.ESTIMATE in roles[1] and roles[2] == [Role.LOW, Role.HIGH]
        if not paired or len(bounds) != 2 or told.kinds[place + 1] is None:
            continue
        two = surrounds(first[0].number, bounds[0].number, bounds[1].number)
        if two and surrounds(second[0].number, third[0].number, third[1].number):
            level = [part for part in second if part.role is Role.LEVEL]
            told.done[place : place + 3] = [[*first, *level, *bounds], [second[0], *third]]
            told.kinds[place : place + 3] = [told.kinds[place + 1], told.kinds[place + 1]]
            return
