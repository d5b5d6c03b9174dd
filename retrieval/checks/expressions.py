"""Numbers grouped into expressions: an estimate with its interval, a count with its total and percentage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ingest.records import NOT_REACHED
from retrieval.checks.numbers import Number, unit_after
from retrieval.checks.roles import Expression, Part, Role

_LEVEL_AFTER = re.compile(
    r"[ -]{0,2}\(?(?:CIs?\b|CrI\b|HDI\b|confidence\b|credible\b|conf\b|intervals?\b)", re.IGNORECASE
)


_LEVEL_BEFORE = re.compile(r"(?:\bCIs?|\bconfidence (?:intervals?|limits)(?: ?\[CI\])?)[ (:,=\[]{0,3}$", re.IGNORECASE)


_LEVEL_WORD = re.compile(r"\bconfidence level (?:of |was |is )?$", re.IGNORECASE)


_GRADE = re.compile(r"\bgrades?(?: of)?[ -]?(?:≥|>=|>|≤|<=|<|at least |above )? ?$", re.IGNORECASE)


_GRADE_CHAIN = re.compile(r"\s?(?:-|/|,|or|and|to|,? ?or|\+)\s?$", re.IGNORECASE)


_P = re.compile(
    r"\bp(?:[ -]?values?)?(?: (?:for|of|by|from) [\w -]{1,30}?)?(?: ?\((?:one|two|1|2)-(?:sided"
    r"|tailed)\))?(?: (?:of|was|is|value))?[ =:,(]{0,4}$",
    re.IGNORECASE,
)


_INTERVAL = re.compile(
    r"\b(?P<CI>CIs?|CrI|confidence (?:intervals?|limits)|(?:bounds|limits)(?= (?:of|were|are|being)\b))\b"
    r"|\b(?P<IQR>IQR|interquartile|quartiles?|Q1)\b"
    r"|\b(?P<range>ranges?|ranging|ranged)\b",
    re.IGNORECASE,
)


_DASH = re.compile(r"\s?(?:-|to|through)\s?", re.IGNORECASE)


_PAUSE = re.compile(r"\s?(?:,|;|\band\b)\s?", re.IGNORECASE)


_OF = re.compile(
    r"[)\]]?,?\s?[(\[]?(?:of|out of|among|/|from(?= [0-9]))\s?(?:the |all |these |those |a total of )?$", re.IGNORECASE
)


_OPEN = re.compile(r"\s?,?\s?[(\[]\s?$")


_OPEN_N = re.compile(r"\s?[(\[,;]?\s?n ?= ?$|\s?[(\[]\s?$")


_SIZE = re.compile(r"(?P<name>\bn|\bno\.?|\bnumber) ?=? ?$", re.IGNORECASE)


_BOUND = re.compile(
    r"\b(?P<side>upper|lower) (?:confidence )?(?:bound|limit|end)(?: of the)?(?: ?[0-9.]+ ?%)?"
    r"(?: (?:CI|confidence interval|interval))?(?: (?:for|of|in|with) [\w -]{2,50}?)?(?:,| was| is| of| at| being)?\s$",
    re.IGNORECASE,
)


_SPREAD = re.compile(r"\s?(?:±|\+/-|\+-)\s?|,?\s?[(\[](?:SD|SEM?|geometric CV)[:,=]? ?", re.IGNORECASE)


_SPREAD_ANNOUNCED = re.compile(
    r"\bmeans?\b[^.;]{0,20}[(\[±]\s?(?:SD|SEM?)\b|\bmeans? ?± ?(?:SD|SEM?)\b|[(\[](?:SD|SEM?)\b"
)


_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)


_BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)


_NEAR = 70
"""How far back a cue such as "95 % CI" can stand before its first bound, in code points."""


def read_expressions(
    text: str, numbers: Sequence[Number], *, start: int, shares: bool = False
) -> tuple[Expression, ...]:
    """Return the expressions of one sentence that begins at ``start``, in order; every number stands in exactly one.

    Args:
        shares: Read "136 (77)" as a count with its percentage, as a column "n (%)" prints it.
    """
    told = [number for number in numbers if not _is_null(text, number)]
    return _Reader(text, _with_shares(text, told) if shares else told, start=start).read()


NULL = re.compile(
    r"\b(?P<verb>contain|includ|exclud|cross|span|cover|encompass|straddl|overlap)\w*"
    r"(?P<of> (?:the )?(?:null(?: value)?|line|value)?(?: of(?: no (?:difference|effect))?)?[ (:]{0,2})?"
    r"(?P<null>1(?:\.0+)?\b(?!\.?[0-9])|unity\b)",
    re.IGNORECASE,
)
"""The value of no effect, told of an interval: "still contained 1"."""


def _is_null(text: str, number: Number) -> bool:
    told = NULL.search(text, max(0, number.start - 50), number.end)
    return told is not None and told.start("null") == number.start and number.unit is None


def _with_shares(text: str, numbers: Sequence[Number]) -> list[Number]:
    found = list(numbers)
    for place, (first, second) in enumerate(pairwise(numbers), start=1):
        if (
            _OPEN.fullmatch(text, first.end, second.start)
            and text[second.end : second.end + 1] == ")"
            and second.unit is None
            and first.decimals == 0
        ):
            found[place] = replace(second, unit="%")
    return found


class _Reader:
    def __init__(self, text: str, numbers: Sequence[Number], *, start: int) -> None:
        self._text, self._numbers, self._start = text, numbers, start
        self._done: list[list[Part]] = []
        self._kinds: list[str | None] = []
        self._level: Part | None = None

    def read(self) -> tuple[Expression, ...]:
        place = 0
        while place < len(self._numbers):
            place += self._take(place)
        if self._level is not None:
            self._new(self._level)
        self._share_intervals()
        found = [self._finish(parts, kind) for parts, kind in zip(self._done, self._kinds, strict=True)]
        found.sort(key=lambda expression: expression.start)
        return tuple(map(_apart, found, (*found[1:], None)))  # of none, none

    def _share_intervals(self) -> None:
        """Give each of two estimates its own of two intervals: "35.7 v 19.2 mo (95% CIs, 25.8-44.0 and 15.8-25.0)"."""
        for place in range(len(self._done) - 2):
            first, second, third = self._done[place : place + 3]
            roles = [[part.role for part in parts] for parts in (first, second, third)]
            bounds = [part for part in second if part.role in (Role.LOW, Role.HIGH)]
            told = roles[0] == [Role.ESTIMATE] and Role.ESTIMATE in roles[1] and roles[2] == [Role.LOW, Role.HIGH]
            if not told or len(bounds) != 2 or self._kinds[place + 1] is None:
                continue
            two = _surrounds(first[0].number, bounds[0].number, bounds[1].number)
            if two and _surrounds(second[0].number, third[0].number, third[1].number):
                level = [part for part in second if part.role is Role.LEVEL]
                self._done[place : place + 3] = [[*first, *level, *bounds], [second[0], *third]]
                self._kinds[place : place + 3] = [self._kinds[place + 1], self._kinds[place + 1]]
                return

    def _take(self, place: int) -> int:
        """Read the number at ``place``, and the one after it where the two are a pair; return how many were read."""
        number = self._numbers[place]
        before = self._text[max(self._start, number.after - _NEAR) : number.after]
        role = self._simple_role(place, before)
        if role is Role.LEVEL and self._closes_interval(place):
            self._done[-1].append(Part(number, Role.LEVEL))
        elif role in (Role.LOW, Role.HIGH):
            self._done.append([*([self._level] if self._level else []), Part(number, role)])
            self._kinds.append("CI")
            self._level = None
        elif role is Role.LEVEL:
            if self._level is not None:
                self._new(self._level)  # a level without an interval stands by itself
            self._level = Part(number, Role.LEVEL)
        elif role is Role.P:
            self._add_p(Part(number, Role.P))
        elif role is Role.SPREAD and self._done:
            self._done[-1].append(Part(number, Role.SPREAD))
        elif role is not None:
            self._new(Part(number, role))
        elif self._is_interval(place, before):
            self._add_interval(place, before)
            return 2
        else:
            self._add_count_or_estimate(place)
        return 1

    def _closes_interval(self, place: int) -> bool:
        """Whether a level stands after the bounds that it is of: "0.53 (0.32 to 0.89, 99 % CI)"."""
        if self._level is not None or not self._done or self._last_role() is not Role.HIGH:
            return False
        told = any(part.role is Role.LEVEL for part in self._done[-1])
        end = self._numbers[place].unit_end
        after = re.match(r"[ -]?(?:CIs?|CrI|(?:confidence|credible) intervals?)\s?[)\].;]", self._text[end : end + 30])
        return not told and re.fullmatch(r"\s?[,;(\[]?\s?[(\[]?", self._gap(place)) is not None and after is not None

    def _simple_role(self, place: int, before: str) -> Role | None:
        number = self._numbers[place]
        if number.form in ("date", "month"):
            return Role.DATE
        if number.form == "not reached" and (bound := _BOUND.search(before)):
            return Role.HIGH if bound["side"].lower() == "upper" else Role.LOW
        if number.form not in ("digits", "cardinal"):
            return None
        if _GRADE.search(before) or (
            self._last_role() is Role.GRADE
            and _GRADE_CHAIN.fullmatch(self._gap(place))
            and number.unit in (None, "events")
        ):
            return Role.GRADE
        if number.unit == "%" and (
            _LEVEL_AFTER.match(self._text, number.unit_end)
            or _LEVEL_WORD.search(before)
            or (
                _is_level(number)
                and _LEVEL_BEFORE.search(before)
                and not (place + 1 < len(self._numbers) and _DASH.fullmatch(self._gap(place + 1)))
            )
        ):
            return Role.LEVEL
        if _P.search(before) and number.unit is None:
            return Role.P
        bound = _BOUND.search(before) if number.unit != "%" or not _is_level(number) else None
        if bound:
            return Role.HIGH if bound["side"].lower() == "upper" else Role.LOW
        return Role.SPREAD if place and (_SPREAD.fullmatch(self._gap(place)) or self._is_spread(place)) else None

    def _is_spread(self, place: int) -> bool:
        """Whether "84.1 (12.3)" was announced as "mean (SD)"."""
        number, last = self._numbers[place], self._done[-1][-1] if self._done else None
        return (
            last is not None
            and last.number is self._numbers[place - 1]
            and last.role is Role.ESTIMATE
            and number.unit is None
            and _OPEN.fullmatch(self._gap(place)) is not None
            and self._text[number.end : number.end + 1] in (")", "]")
            and bool(number.decimals or last.number.decimals)
            and _SPREAD_ANNOUNCED.search(self._text, self._start, number.start) is not None
        )

    def _is_interval(self, place: int, before: str) -> bool:
        if place + 1 >= len(self._numbers):
            return False
        low, high = self._numbers[place], self._numbers[place + 1]
        if not (_is_bound(low) and _is_bound(high)) or (_FROM.search(before) and not self._cue(place, before)):
            return False
        gap = self._gap(place + 1)
        if high.comparator is not None:
            return False
        if _DASH.fullmatch(gap):
            return not (low.form == "not reached" and high.form == "not reached") or bool(self._cue(place, before))
        if not _PAUSE.fullmatch(gap) or self._precedes_its_interval(place):
            return False
        if self._cue(place, before):
            return True
        if _BETWEEN.search(before):
            return "and" in gap
        brackets = bool(_OPEN.search(before)) and re.match(r"\s?[)\]]", self._text[high.unit_end :][:2]) is not None
        return brackets and "and" not in gap and _surrounds(self._estimate(), low, high)

    def _precedes_its_interval(self, place: int) -> bool:
        """Whether a number stands before the two that surround it: "95 % CI for the HR 0.58, 0.42-0.79"."""
        values = [number.value for number in self._numbers[place : place + 3]]
        if len(values) < 3 or not _DASH.fullmatch(self._gap(place + 2)):
            return False
        estimate, low, high = values
        numeric = isinstance(estimate, Decimal) and isinstance(low, Decimal) and isinstance(high, Decimal)
        return numeric and low < estimate < high  # type: ignore[operator]  # decimals

    def _cue(self, place: int, before: str) -> str | None:
        """What an announced interval is: the cue stands after the last estimate and before this number."""
        last = self._numbers[place - 1] if place else None
        if last is not None and not (self._level is not None and self._level.number is last):
            before = self._text[max(last.unit_end, self._numbers[place].after - _NEAR) : self._numbers[place].after]
        cues = [match.lastgroup for match in _INTERVAL.finditer(before)]
        if cues:
            return cues[-1]
        return "CI" if self._level is not None and last is self._level.number else None

    def _add_interval(self, place: int, before: str) -> None:
        low, high = self._numbers[place], self._numbers[place + 1]
        kind = self._cue(place, before)
        if self._is_rise(low, kind):
            self._new(Part(low, Role.ESTIMATE))
            self._new(Part(high, Role.ESTIMATE))
            return
        parts = [Part(low, Role.LOW), Part(high, Role.HIGH)]
        if self._level is not None:
            parts.insert(0, self._level)
            kind, self._level = "CI", None
        opened = bool(_OPEN.search(before)) or bool(kind)
        if (
            self._done
            and opened
            and self._kinds[-1] is None
            and self._estimate() is not None
            and (kind or _surrounds(self._estimate(), low, high))
        ):
            self._done[-1].extend(parts)
            self._kinds[-1] = kind or "CI"
            return
        self._done.append(parts)
        self._kinds.append(kind or "plain")

    def _is_rise(self, low: Number, kind: str | None) -> bool:
        """Whether two shares in brackets are what a gap in points lies between: "by 14.1 points (12.2% to 26.3%)"."""
        estimate = self._estimate()
        return (
            kind is None
            and estimate is not None
            and None not in (low.unit, estimate.unit)
            and (low.unit != estimate.unit)
        )

    def _add_p(self, part: Part) -> None:
        """A p-value belongs to the comparison just told, unless a sentence part of its own has begun."""
        last = self._done[-1] if self._done else None
        between = self._text[max(other.number.unit_end for other in last) : part.number.after] if last else ""
        unit = (
            next((other.number.unit for other in last if other.number.unit and other.role is not Role.LEVEL), None)
            if last
            else None
        )
        if (
            last
            and unit is None
            and not any(
                other.role in (Role.P, Role.DATE, Role.GRADE)
                or (other.number.form == "not reached" and other.role is Role.ESTIMATE)
                for other in last
            )
            and len(between) < 45
            and ". " not in between
            and not re.search(r"[)\]].*\b(?:and|with)\b", between)
        ):
            last.append(part)
        else:
            self._new(part)

    def _add_count_or_estimate(self, place: int) -> None:
        number = self._numbers[place]
        gap = self._gap(place)
        last = self._done[-1] if self._done and not self._is_separate() else []
        roles = {part.role for part in last}
        whole = (
            number.form in ("digits", "cardinal")
            and number.decimals == 0
            and number.unit in (None, "patients", "events", "deaths")
        )
        size = _SIZE.search(self._text, max(self._start, number.after - 12), number.after)
        adjacent = bool(last) and last[-1].number is self._numbers[place - 1]
        if adjacent and whole and _OF.fullmatch(gap) and self._counts(last) and Role.TOTAL not in roles:
            self._as_count(last)
            last.append(Part(number, Role.TOTAL))
        elif (
            adjacent
            and number.unit == "%"
            and _OPEN.fullmatch(gap)
            and roles <= {Role.ESTIMATE, Role.COUNT, Role.TOTAL}
            and self._counts(last)
            and not self._has_percentage(last)
        ):
            self._as_count(last)
            last.append(Part(number, Role.ESTIMATE))
        elif (
            adjacent
            and whole
            and number.unit != "%"
            and self._has_percentage(last)
            and Role.COUNT not in roles
            and _OPEN_N.fullmatch(gap)
        ):
            last.append(Part(number, Role.TOTAL if size and size["name"] == "N" else Role.COUNT))
        elif whole and ((size and "=" in size[0]) or (number.unit == "patients" and self._is_whole(place))):
            self._new(Part(number, Role.TOTAL))
        elif (
            last
            and self._kinds[-1] == "CI"
            and adjacent
            and Role.ESTIMATE not in roles
            and len(gap) < 25
            and number.unit == last[-1].number.unit
        ):
            last.insert(0, Part(number, Role.ESTIMATE))
        else:
            self._new(Part(number, Role.ESTIMATE))

    def _is_whole(self, place: int) -> bool:
        """Whether "of 177 patients" stands before the count that it is the whole of."""
        number = self._numbers[place]
        lead = re.search(
            r"\b(?:of|among|in) (?:the |all |these |those )?$",
            self._text[max(self._start, number.after - 15) : number.after],
            re.IGNORECASE,
        )
        if lead is None or place + 1 >= len(self._numbers):
            return False
        before = self._text[self._start : number.after - len(lead[0])].rstrip()
        return not before or before[-1] in ",;(" or before.endswith((" and", " that", "And", "That"))

    def _counts(self, last: list[Part]) -> bool:
        """Whether the expression so far can be a count, or a share of a total that follows."""
        first = last[0].number
        if any(part.role in (Role.LOW, Role.HIGH, Role.P, Role.DATE, Role.GRADE) for part in last):
            return False
        return first.unit == "%" or (
            first.form in ("digits", "cardinal")
            and first.decimals == 0
            and first.unit in (None, "patients", "events", "deaths")
        )

    def _as_count(self, last: list[Part]) -> None:
        if last[0].role is Role.ESTIMATE and last[0].number.unit != "%":
            last[0] = Part(last[0].number, Role.COUNT)

    def _has_percentage(self, last: list[Part]) -> bool:
        return any(part.number.unit == "%" and part.role is Role.ESTIMATE for part in last)

    def _is_separate(self) -> bool:
        return self._done[-1][0].role in (Role.DATE, Role.GRADE)

    def _estimate(self) -> Number | None:
        last = self._done[-1] if self._done else []
        return next((part.number for part in last if part.role is Role.ESTIMATE), None)

    def _last_role(self) -> Role | None:
        return self._done[-1][-1].role if self._done else None

    def _gap(self, place: int) -> str:
        return self._text[self._numbers[place - 1].unit_end : self._numbers[place].after] if place else ""

    def _new(self, part: Part) -> None:
        self._done.append([part])
        self._kinds.append(None)

    def _finish(self, parts: list[Part], kind: str | None) -> Expression:
        estimate = next((part.number for part in parts if part.role is Role.ESTIMATE), None)
        bounds = [part.number for part in parts if part.role in (Role.LOW, Role.HIGH)]
        unit = estimate.unit if estimate else None
        if unit is None:
            unit = next((bound.unit for bound in reversed(bounds) if bound.unit), None)
        end = max(part.number.unit_end for part in parts)
        spread = any(part.role is Role.SPREAD for part in parts)
        if unit is None and estimate and spread and self._text[end : end + 1] in (")", "]"):
            unit, end = unit_after(self._text, end + 1)  # "84.1 (12.3) kg"
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


def _is_level(number: Number) -> bool:
    return isinstance(number.value, Decimal) and 50 <= number.value < 100


def _is_bound(number: Number) -> bool:
    return number.form in ("digits", "not reached", "cardinal") and number.comparator in (None, "~")


def _surrounds(estimate: Number | None, low: Number, high: Number) -> bool:
    """Whether two numbers can be the bounds of the estimate before them."""
    if estimate is None or NOT_REACHED in (low.value, high.value):
        return estimate is not None
    values = (low.value, estimate.value, high.value)
    return all(isinstance(value, Decimal) for value in values) and values[0] <= values[2]  # type: ignore[operator]  # all decimals
