"""Rows of an age that is told in classes: "over 65" asks for "65 years or older", and not for "under 65 years"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ingest.records import Result

_ABOVE = re.compile(
    r"(?:\b(?:over|above|older than|at least|from)|>=?|\u2265)[\s-]?(?:the )?(?P<before>[0-9]{1,3})(?:s\b|\b)"
    r"|\b(?P<after>[0-9]{1,3})\s?(?:years?|yrs?)?(?: of age)?\s?(?:\+|(?:or|and|&) (?:older|over|above|more))",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"(?:\b(?:under|below|younger than|less than|up to)|<=?|\u2264)[\s-]?(?:the )?(?P<before>[0-9]{1,3})(?:s\b|\b)"
    r"|\b(?P<after>[0-9]{1,3})\s?(?:years?|yrs?)?(?: of age)?\s?(?:or|and|&) (?:younger|under|below|less)",
    re.IGNORECASE,
)


_BETWEEN = re.compile(
    r"(?P<aged>\bage[ds]?\s(?:between\s|of\s|group\s)?)?\b(?P<low>[0-9]{1,3})\s?(?:years?\s)?(?:to|-|\u2013|through|and)\s?"
    r"(?P<high>[0-9]{1,3})(?(aged)\b|[\s-]?(?:years?|yrs?|y/?o)\b)",
    re.IGNORECASE,
)
"""A class of age with two ends: "65 to 74 years"."""


def ages_within(rows: Sequence[Result], text: str) -> tuple[Result, ...]:
    """The rows of the class of age that ``text`` asks for; none where it asks for none, or none is that class."""
    asked = _bounds(text)
    aged = any("age" in row.outcome.casefold().split(",")[0].split() for row in rows)
    items = {row.item for row in rows if row.item and row.item != _ANALYSED}
    if asked and not (aged or are_ages(tuple(items))):  # classes of age among other parts tell so themselves
        items = {item for item in items if _YEARS.search(item)}
    return tuple(row for row in rows if row.item in items and asked & _bounds(row.item))


def tells_age(items: Iterable[str], text: str) -> bool:
    """Whether one of several rows is of the class of age that ``text`` asks for."""
    asked = _bounds(text)
    return bool(asked) and any(_YEARS.search(item) and asked & _bounds(item) for item in items)


def are_ages(items: Sequence[str]) -> bool:
    """Whether rows are classes of age, each told by its years, but for one of all."""
    items = [item for item in items if not _OF_ALL.fullmatch(item)]
    return len(items) > 1 and all(_YEARS.search(item) and _bounds(item) for item in items)


_OF_ALL = re.compile(r"(?:overall|total|all(?: ages| participants| patients| subjects)?)", re.IGNORECASE)
_ANALYSED = "number analysed"
_YEARS = re.compile(r"\b(?:years?|yrs?|aged?)\b", re.IGNORECASE)


def asks_age(text: str) -> bool:
    """Whether a text tells a class of age, or any other value that something is above, below or between."""
    return bool(_bounds(text))


def rows_within(rows: Sequence[Result], text: str) -> tuple[Result, ...]:
    """The rows on the side of a value that ``text`` asks for ("more than 1.5 g/g"); none where no row tells it.

    Of several rows of one measure only, which tell both sides of the same value.
    """
    told = {row.item: (_sides(row.item), _range_of(row.item)) for row in rows if row.item}
    ends_told = {value for _, ends in told.values() for value in ends}
    sides = {(side, value) for own, _ in told.values() for side, value in own}
    limits = ends_told | {value for _, value in sides if {("above", value), ("below", value)} <= sides}
    asked = {(side, value) for side, value in _sides(text) if value in limits}
    if len(asked) != 1:
        return ()
    [(side, limit)] = asked
    within = {item for item, (own, ends) in told.items() if _is_within(own, ends, side=side, limit=Decimal(limit))}
    return tuple(row for row in rows if row.item in within)


def _is_within(own: set[tuple[str, str]], ends: Sequence[str], *, side: str, limit: Decimal) -> bool:
    """Whether a class lies wholly on one side of a limit: "35 to below 40" is part of what is below 40."""
    values = [Decimal(value) for value in (ends or (value for _, value in own))]
    sided = bool(ends) or {each for each, _ in own} == {side}
    return bool(values) and sided and all(v >= limit if side == "above" else v <= limit for v in values)


def _range_of(item: str) -> tuple[str, ...]:
    """The two ends of a class that has both."""
    match = _RANGE.search(item)
    return (match["low"], match["high"]) if match else ()


_RANGE = re.compile(
    r"(?P<low>\d+(?:\.\d+)?)\s?(?:[^\s\d]\S*\s)?(?:to|-|\u2013)\s?(?:below\s|under\s|less than\s|<\s?)?"
    r"(?P<high>\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_VALUE = r"(?P<value>\d+(?:\.\d+)?)"
_UP = r"(?:more|greater|higher|larger|above|over|at least|exceed\w*|from|>=?|\u2265)"
_DOWN = r"(?:less|lower|smaller|fewer|below|under|at most|<=?|\u2264)"
_SIDES = (
    ("above", re.compile(rf"(?:(?<!\w){_UP}(?: than)?(?: a| an)? ?{_VALUE})", re.IGNORECASE)),
    ("below", re.compile(rf"(?:(?<!\w){_DOWN}(?: than)?(?: a| an)? ?{_VALUE})", re.IGNORECASE)),
    (
        "above",
        re.compile(rf"{_VALUE}(?: [^\s\d]\S{{0,11}})? (?:or|and) (?:more|above|over|higher|greater)\b", re.IGNORECASE),
    ),
    ("below", re.compile(rf"{_VALUE}(?: [^\s\d]\S{{0,11}})? (?:or|and) (?:less|below|under|lower)\b", re.IGNORECASE)),
)


def _sides(text: str) -> set[tuple[str, str]]:
    """Which side of which value a text tells, with its decimals: ``{("above", "1.5")}``."""
    return {(side, match["value"]) for side, pattern in _SIDES for match in pattern.finditer(text)}


def _bounds(text: str) -> set[tuple[str, str]]:
    """Which side of which number a text tells: ``{("above", "65")}``."""
    sides = (("above", _ABOVE), ("below", _BELOW))
    ranges = {("between", f"{match['low']}-{match['high']}") for match in _BETWEEN.finditer(text)}
    return ranges | {
        (side, match["before"] or match["after"]) for side, bound in sides for match in bound.finditer(text)
    }
