"""Numbers grouped into expressions: an estimate with its interval, a count with its total and percentage."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from retrieval.checks.figures.counted_parts import add_count_or_estimate, add_p
from retrieval.checks.figures.intervals import NEAR, add_interval, is_interval, share_intervals
from retrieval.checks.figures.null_values import is_null_value
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.roles import Expression, Part, Role
from retrieval.checks.figures.single_roles import LEVEL_AFTER, closes_interval, simple_role
from retrieval.checks.figures.told_parts import OPEN, Told, begin, is_level
from retrieval.checks.figures.unit_names import unit_after

Headed = Literal["shares", "apart", "p"]


def read_expressions(
    text: str, numbers: Sequence[Number], *, start: int, headed: Collection[Headed] = ()
) -> tuple[Expression, ...]:
    """Return the expressions of one sentence that begins at ``start``, in order; every number stands in exactly one.

    Args:
        headed: How the cells of the row and the column are read: with ``"shares"``, "136 (77)" is a count with its
            percentage, as a column "n (%)" prints it; with ``"apart"``, "50 / 35 / 15" are figures of as many things,
            as a row "Stage I / II / III" does; with ``"p"``, a number without a unit is a p-value.
    """
    told = [number for number in numbers if not _is_null(text, number)]
    told = _without_limits(text, told)
    told = _with_shares(text, told) if "shares" in headed else told
    return _read(Told(text, told, start, apart="apart" in headed, p_values="p" in headed))


def _without_limits(text: str, numbers: Sequence[Number]) -> list[Number]:
    """The numbers, where "up to" ends a range and limits nothing, "from 0.366 up to 0.822", and points are shared.

    "From 16.6 to 18.1 percentage points" tells two gaps.
    """
    found = list(numbers)
    for place, (first, second) in enumerate(pairwise(numbers), start=1):
        ends = second.comparator is not None and _UP_TO.fullmatch(text, first.unit_end, second.start) is not None
        if ends:
            found[place] = replace(second, comparator=None, after=second.start)
        if first.unit is None and second.unit in _POINTS and _TO.fullmatch(text, first.end, second.start):
            gap = second.unit != "points" or _GAP.search(text, max(0, first.start - 80), first.start)
            found[place - 1] = replace(first, unit=second.unit) if gap else first
    return found


_POINTS, _TO = ("points", "percentage points"), re.compile(r"\s(?:up |down )?to\s", re.IGNORECASE)
_GAP = re.compile(r"\b(?:difference|gap|advantage|margin)\b[^.;]*$", re.IGNORECASE)
"""Before two figures in points that are gaps, and no scores of a scale."""
_UP_TO = re.compile(r"\s(?:and )?up to\s", re.IGNORECASE)


def _is_null(text: str, number: Number) -> bool:
    if number.unit == "%" and is_level(number) and CUSTOMARY.search(text, max(0, number.start - 24), number.start):
        return True
    if number.unit == "%" and is_level(number) and is_denied_level(text, number.start, number.end):
        return True
    if number.form == "factor" and OF_NORMAL.match(text, number.end):
        return True
    reading = number.form in ("factor", "share") or (number.unit == "%" and not number.decimals)
    if reading and DENIED_READING.search(text, max(0, number.start - 80), number.start):
        return True
    if _DENIED_CALL.search(text, max(0, number.start - 40), number.start):
        return True
    if number.value in (100, 1000) and PER.search(text, max(0, number.start - 12), number.start):
        return True
    if number.unit is not None or text[number.start] not in _NULL_STARTS:
        return False
    return number.value in (0, 1) and is_null_value(text, number.start, number.end)


def is_denied_level(text: str, start: int, end: int) -> bool:
    """Whether a level is one that an interval does not have: "a 99 % rather than a 95 % interval"."""
    return bool(_NOT_THAT.search(text, max(0, start - _NEAR_BY), start) and _OF_INTERVAL.match(text, end))


_NOT_THAT = re.compile(r"\b(?:rather than|instead of|as opposed to|not)\s(?:an? |the )?$", re.IGNORECASE)
_OF_INTERVAL = re.compile(rf"\s?(?:%|per cent|percent){LEVEL_AFTER.pattern}", re.IGNORECASE)
_NEAR_BY = 24


DENIED_READING = re.compile(
    r"(?:\b(?:not|never|cannot)|n't)\s(?:be\s)?(?:the same as|equivalent to|read|taken|interpreted|understood|construed"
    r"|misread|told|mean(?:ing)?|imply"
    r"|say|turned|presented|described|quoted|translated?|expressed|converted|phrased)\b"
    r"(?:\sthe (?:hazard )?ratio(?: of [0-9.]+)?)?"
    r"(?:\s(?:as|into|that|to mean|patients|people|they|it|is|are|were|lived?|survived?|meaning|simply|an?|the)){0,4}"
    r"\s?[\"\u201c']?$"
    r"|\b(?:misread|mistaken|misinterpreted|misunderstood) (?:as|for|to mean)(?: that)?(?: an?| the)? $",
    re.IGNORECASE,
)
"""Before a factor that a ratio is told not to be: "should not be read as 'twice as likely'"."""
_DENIED_CALL = re.compile(
    r"(?:\bnot|\bnever|n't)\s(?:call|read|quote|print|write|report)\s(?:that|this|it|them)\s(?:as\s)?$", re.IGNORECASE
)
"""Before what a figure is told not to be: "please don't call that 636 people"."""
OF_NORMAL = re.compile(r"\s(?:the |their )?(?:upper limits?|ULN|normal|baseline values?)\b", re.IGNORECASE)
"""Behind a factor that is a threshold: "3 times the upper limit of normal"."""
CUSTOMARY = re.compile(
    r"\b(?:customary|usual|conventional|traditional|familiar|typical|common|default|standard)\s$", re.IGNORECASE
)
"""Before the level that intervals commonly have: none of the trial's, "99 % rather than the customary 95 %"."""
PER = re.compile(r"\b(?:(?:for|in|of|among|per) every|per)\s$", re.IGNORECASE)
"""Before the round number that others are told of: "for every 100 patients treated, 10 more"."""
_NULL_STARTS = "01uUzZoO"
"""First letters of the value of no effect: "1", "unity", "one"."""


def _with_shares(text: str, numbers: Sequence[Number]) -> list[Number]:
    found = list(numbers)
    for place, (first, second) in enumerate(pairwise(numbers), start=1):
        if (
            OPEN.fullmatch(text, first.end, second.start)
            and text[second.end : second.end + 1] == ")"
            and second.unit is None
            and first.decimals == 0
        ):
            found[place] = replace(second, unit="%")
    return found


def _read(told: Told) -> tuple[Expression, ...]:
    place = 0
    while place < len(told.numbers):
        place += _take(told, place)
    if told.level is not None:
        _leave_level(told, told.level)
    share_intervals(told)
    found = [_finish(told, parts, kind) for parts, kind in zip(told.done, told.kinds, strict=True)]
    found.sort(key=lambda expression: expression.start)
    return tuple(map(_apart, found, (*found[1:], None)))  # of none, none


def _leave_level(told: Told, level: Part) -> None:
    """Give a level told last to the one interval before it that has none: "0.32 to 0.89, quoted at the 99 % level"."""
    bounded = [parts for parts in told.done if {Role.LOW, Role.HIGH} <= {part.role for part in parts}]
    own = bounded[0] if len(bounded) == 1 and bounded[0] is told.done[-1] else None
    if own is not None and Role.LEVEL not in {part.role for part in own}:
        own.append(level)
    else:
        begin(told, level)  # a level without an interval stands by itself


def _take(told: Told, place: int) -> int:
    """Read the number at ``place``, and the one after it where the two are a pair; return how many were read."""
    number = told.numbers[place]
    before = told.text[max(told.start, number.after - NEAR) : number.after]
    role = simple_role(told, place, before)
    if role is Role.LEVEL and closes_interval(told, place):
        told.done[-1].append(Part(number, Role.LEVEL))
    elif role in (Role.LOW, Role.HIGH):
        told.done.append([*([told.level] if told.level else []), Part(number, role)])
        told.kinds.append("CI")
        told.level = None
    elif role is Role.LEVEL:
        if told.level is not None:
            begin(told, told.level)  # a level without an interval stands by itself
        told.level = Part(number, Role.LEVEL)
    elif role is Role.P:
        add_p(told, Part(number, Role.P))
    elif role is Role.SPREAD and told.done:
        told.done[-1].append(Part(number, Role.SPREAD))
    elif role is not None:
        begin(told, Part(number, role))
    elif (bound := _bound_before(told, number, before)) is not None:
        told.done.append([Part(number, bound)])
        told.kinds.append("CI")
    elif is_interval(told, place, before):
        add_interval(told, place, before)
        return 2
    else:
        add_count_or_estimate(told, place)
    return 1


def _bound_before(told: Told, number: Number, before: str) -> Role | None:
    """The role of a bound told of the other arm before: "the lower bound was 52.2 months on A and 38.9 months on B"."""
    last = [part for part in told.done[-1] if part.role is not Role.LEVEL] if told.done else []
    if len(last) != 1 or last[0].role not in (Role.LOW, Role.HIGH) or not last[0].number.unit:
        return None
    alike = number.unit in (None, last[0].number.unit)
    return last[0].role if alike and _AND_THEN.search(before) else None


_AND_THEN = re.compile(
    r"[0-9](?: \w+)?(?: (?:in|on|with|for) [^0-9.;,]{2,40})?(?: (?:and|versus|vs\.?|against)"
    r"|,? (?:was|is|lay) (?:\w+ ){0,2}(?:below|above|under|over|lower than|higher than))\s(?:the )?$",
    re.IGNORECASE,
)


def _finish(told: Told, parts: list[Part], kind: str | None) -> Expression:
    if len(parts) == 1:
        number, role = parts[0].number, parts[0].role
        unit = number.unit if role in (Role.ESTIMATE, Role.LOW, Role.HIGH) else None
        return Expression((parts[0],), number.start, number.unit_end, unit, kind)  # type: ignore[arg-type]  # as below
    estimate = next((part.number for part in parts if part.role is Role.ESTIMATE), None)
    bounds = [part.number for part in parts if part.role in (Role.LOW, Role.HIGH)]
    unit = estimate.unit if estimate else None
    if unit is None:
        unit = next((bound.unit for bound in reversed(bounds) if bound.unit), None)
    end = max(part.number.unit_end for part in parts)
    spread = any(part.role is Role.SPREAD for part in parts)
    if unit is None and estimate and (spread or bounds) and told.text[end : end + 1] in (")", "]"):
        behind, stop = unit_after(told.text, end + 1)  # "84.1 (12.3) kg", "50.6 (38.9-NR) months"
        unit, end = (behind, stop) if behind else (unit, end)
    ordered = tuple(sorted(parts, key=lambda part: part.number.start))
    first = next((part for part in ordered if part.role is not Role.LEVEL), ordered[0])
    return Expression(
        ordered,
        first.number.start,
        end,
        unit,
        kind,  # type: ignore[arg-type]  # group names
    )


def _apart(expression: Expression, following: Expression | None) -> Expression:
    """An expression up to the one that begins within it: its interval stands behind both."""
    if following is None or following.start >= expression.end:
        return expression
    return replace(expression, end=expression.parts[0].number.unit_end)
