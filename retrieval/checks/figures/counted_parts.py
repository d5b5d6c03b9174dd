"""Counts with their totals and percentages, "136 (77 %) of 177", and p-values that go on with an estimate."""

from __future__ import annotations

import re
from decimal import Decimal

from retrieval.checks.figures.numbers import Number, is_at_time
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.figures.told_parts import OPEN, Told, begin, gap_before
from retrieval.checks.figures.totals import OF, counts_people, is_number_of_people, is_total, size_named

_OUT_OF = re.compile(r"\s(?:[\w-]+,? ){1,4}(?:out of|among) (?:the |all )?$", re.IGNORECASE)
"""Between a count and its total: "42 zeltamab recipients out of 280", "42 serious events among 280"."""
_THIRD = re.compile(r"/[0-9]")
"""Behind the second of three: "50/35/15 %" is no share of a whole."""
_OPEN_N = re.compile(r"\s?[(\[,;]?\s?n ?= ?$|\s?[(\[]\s?$")


def add_p(told: Told, part: Part) -> None:
    """A p-value belongs to the comparison just told, unless a sentence part of its own has begun."""
    last = told.done[-1] if told.done else None
    between = told.text[max(other.number.unit_end for other in last) : part.number.after] if last else ""
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
        and not _TIME_BEFORE.search(told.text, max(0, last[0].number.start - 12), last[0].number.start)
    ):
        last.append(part)
    else:
        begin(told, part)


_TIME_BEFORE = re.compile(r"\b(?:months?|weeks?|years?|days?|cycles?|visits?)\s$", re.IGNORECASE)
"""Before the number of a time point, which has no p-value: "8 on placebo through week 52 (p=0.247)"."""


def add_count_or_estimate(told: Told, place: int) -> None:
    """Add a number as a count, a total or a percentage to the expression before it, or as an estimate of its own."""
    number, gap = told.numbers[place], gap_before(told, place)
    last = told.done[-1] if told.done and not _is_separate(told) else []
    last = [] if last and is_at_time(told.text, last[0].number.start) else last
    adjacent = last if last and last[-1].number is told.numbers[place - 1] else []
    role = _role_beside(told, place, gap, adjacent) if adjacent else None
    if role is not None:
        adjacent.append(Part(number, role))
    elif is_total(told, place, gap, {part.role for part in last} if adjacent else set()):
        begin(told, Part(number, Role.TOTAL))
    elif adjacent and _is_estimate_behind(told, number, gap, adjacent):
        adjacent.insert(0, Part(number, Role.ESTIMATE))
    else:
        begin(told, Part(number, Role.ESTIMATE))


def _role_beside(told: Told, place: int, gap: str, last: list[Part]) -> Role | None:
    """The role of a number in the expression right before it, whose estimate may turn out to be a count."""
    number, roles = told.numbers[place], {part.role for part in last}
    whole = is_number_of_people(number)
    if whole and Role.TOTAL not in roles:
        if _is_out_of(told, place, gap, last[-1].number) and _can_be_count(last):
            _as_count(last)
            return Role.TOTAL
        if _is_whole_of_bounded(told, number, gap, last):
            return Role.TOTAL
    if number.unit == "%" and _is_share_beside(told, place, gap, last):
        _as_count(last)
        return Role.ESTIMATE
    if whole and _has_percentage(last) and Role.COUNT not in roles and _OPEN_N.fullmatch(gap):
        size = size_named(told, number)
        return Role.TOTAL if size and size["name"] == "N" else Role.COUNT
    return None


def _is_share_beside(told: Told, place: int, gap: str, last: list[Part]) -> bool:
    """Whether a percentage is the share that the count before it makes."""
    roles = {part.role for part in last}
    if not roles <= {Role.ESTIMATE, Role.COUNT, Role.TOTAL} or not _can_be_count(last) or _has_percentage(last):
        return False
    beside = OPEN.fullmatch(gap) is not None or _is_share_of(told, place, gap, roles)
    return beside and not _are_pairs(told, place)


def _is_estimate_behind(told: Told, number: Number, gap: str, last: list[Part]) -> bool:
    """Whether a number behind an interval is its estimate."""
    roles = {part.role for part in last}
    bounds = told.kinds[-1] == "CI" and {Role.LOW, Role.HIGH} <= roles and Role.ESTIMATE not in roles
    return bounds and _goes_on(gap) and number.unit == last[-1].number.unit


def _are_pairs(told: Told, place: int) -> bool:
    """Whether two counts stand before their two shares, and none is the last count's: "49 and 11 (27 % and 9 %)"."""
    if not 1 < place < len(told.numbers) - 1:
        return False
    first, count, share, last = told.numbers[place - 2 : place + 2]
    gaps = told.text[first.unit_end : count.after], told.text[share.unit_end : last.after]
    alike = count.unit in ("patients", "events", None) and first.unit in (count.unit, None) and last.unit == "%"
    return alike and first.decimals == 0 and all(_JOINED.fullmatch(gap) for gap in gaps)


_JOINED = re.compile(r"\s?(?:and|vs?\.?|versus|/|against)\s?", re.IGNORECASE)


def _is_out_of(told: Told, place: int, gap: str, count: Number) -> bool:
    """Whether a number is what another one is counted in: "5 of 179", "5/179", "one patient in 177 (0.6 %)"."""
    if gap == " in ":
        return count.unit == "deaths" or _is_share_of_whole(told, place, count)
    number = told.numbers[place]
    third = "/" in gap and (told.apart or _THIRD.match(told.text, number.end) or _is_of_other(told, gap, count, number))
    return bool((OF.fullmatch(gap) and not third) or _OUT_OF.fullmatch(gap))


def _is_of_other(told: Told, gap: str, count: Number, number: Number) -> bool:
    """Whether a slash parts the counts of two arms: "136 (77 %) / 82 (67 %)", "177 / 122"."""
    shares = gap.startswith(")") and _SHARE_BEHIND.match(told.text, number.unit_end) is not None
    more = all(isinstance(it.value, Decimal) for it in (count, number)) and count.value > number.value  # type: ignore[operator]
    return shares or (more and " / " in gap)


_SHARE_BEHIND = re.compile(r"\s\([0-9.]+\s?%")


def _goes_on(gap: str) -> bool:
    """Whether a number behind an interval may be its estimate, and no figure of its own."""
    return len(gap) < _SHORT and " and " not in gap and not gap.startswith((")", "]"))


_SHORT = 25
"""Code points between an interval and its estimate."""


def _is_share_of_whole(told: Told, place: int, count: Number) -> bool:
    """Whether patients are told in a whole, with their share behind it: "one patient in 177 (0.6 %)"."""
    share = told.numbers[place + 1] if place + 1 < len(told.numbers) else None
    behind = share is not None and share.unit == "%" and OPEN.fullmatch(gap_before(told, place + 1)) is not None
    return behind and count.unit == "patients"


def _is_whole_of_bounded(told: Told, number: Number, gap: str, last: list[Part]) -> bool:
    """Whether patients are those of whom a share with bounds is told: "64.8 % (54.6 to 73.9) of the 108 patients"."""
    bounded = told.kinds[-1] == "CI" and last[-1].role is Role.HIGH and _has_percentage(last)
    return bounded and _AFTER_BOUNDS.fullmatch(gap) is not None and counts_people(told.text, number)


_AFTER_BOUNDS = re.compile(
    r"[%\s]*[)\]]\s(?:of|among|in)\s(?:the |these |those |all |a total of )?"
    r"(?:(?:[\w-]+ ){0,2}(?:subset|set|subgroup|group|cohort|population) of )?",
    re.IGNORECASE,
)
_WITH_WHOM = re.compile(r"\s(?!(?:and|or|but|with|had) )(?:(?! and | but | or )[^0-9.;:,()%]){2,60}\s[(\[]\s?")
"""Between a total and the share of it in brackets: "49 of the 179 patients on A (27.4 %)"."""
_EQUALS = re.compile(
    r",?\s(?:is|=|equals|makes|gives|or|i\.e\.,?|that is,?|which is|equal to|corresponding to)\s(?:about )?",
    re.IGNORECASE,
)
"""Between a count with its total and what share it is: "81 out of 177 is 45.8 %"."""
_OR_SHARE = re.compile(
    r"(?: patients| participants| people)?(?:,| -) (?:or|i\.e\.,?|that is,?|which is|meaning|equal to|corresponding to)"
    r"\s(?:about |roughly |only )?",
    re.IGNORECASE,
)
"""Between a count and its share: "with B it was 16, or 13.0 %"."""
_THEN = re.compile(r"\s?[;,]\s?")


def _is_share_of(told: Told, place: int, gap: str, roles: set[Role]) -> bool:
    """Whether a percentage closes the brackets of a count and its total, or stands in some: "(82 of 122; 67 %)"."""
    closed = told.text[told.numbers[place].unit_end :][:1] in (")", "]")
    if roles == {Role.ESTIMATE}:
        events = told.numbers[place - 1].unit in ("events", "deaths")  # "103 events, or 65 % of the planned 159"
        return not events and _OR_SHARE.fullmatch(gap) is not None
    if roles != {Role.COUNT, Role.TOTAL}:
        return False
    beside = _THEN.fullmatch(gap) or _WITH_WHOM.fullmatch(gap)
    return (closed and beside is not None) or _EQUALS.fullmatch(gap) is not None


def _can_be_count(last: list[Part]) -> bool:
    """Whether the expression so far can be a count, or a share of a total that follows."""
    first = last[0].number
    if any(part.role in (Role.LOW, Role.HIGH, Role.P, Role.DATE, Role.GRADE) for part in last):
        return False
    return first.unit == "%" or (
        first.form in ("digits", "cardinal")
        and first.decimals == 0
        and first.unit in (None, "patients", "events", "deaths")
    )


def _as_count(last: list[Part]) -> None:
    if last[0].role is Role.ESTIMATE and last[0].number.unit != "%":
        last[0] = Part(last[0].number, Role.COUNT)


def _has_percentage(last: list[Part]) -> bool:
    return any(part.number.unit == "%" and part.role is Role.ESTIMATE for part in last)


def _is_separate(told: Told) -> bool:
    return told.done[-1][0].role in (Role.DATE, Role.GRADE)
