"""Calendar dates in prose."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in _MONTHS) + "|sept"
DATE = (
    rf"\b(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?[ /-](?:of )?(?:{_MONTH})\.?,?[ /-](?:19|20)[0-9]{{2}}\b"
    rf"|\b(?:{_MONTH})\.? (?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?,? (?:19|20)[0-9]{{2}}\b"
    r"|\b(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]\b"
    r"|\b[0-3]?[0-9](?P<separator>[/.])[0-3]?[0-9](?P=separator)(?:19|20)[0-9]{2}\b"
)
"""A day in words or digits; one group, ``separator``, of an all-digit date. For ``re.IGNORECASE``."""
MONTH_YEAR = rf"\b(?:{_MONTH})\.?,? (?:19|20)[0-9]{{2}}\b"
_PART = re.compile(rf"(?P<month>{_MONTH})|(?P<number>[0-9]+)", re.IGNORECASE)
_PLACE_AND_WORD = re.compile(r"(?:(?:date(?:d)?:?|the)\s*)?(?:[A-Z][\w.' -]{1,30},\s*)?(?:on |the )?", re.IGNORECASE)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a date fills its line, but for a place and the word "date": the date of a letter."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    alone = last >= 0 and not text[end:last].strip(" .,")
    return alone and _PLACE_AND_WORD.fullmatch(f"{text[first:start].strip()} ".lstrip()) is not None


def read_dates(text: str) -> tuple[date, ...]:
    """Return every day that ``text`` can mean: two for "07/02/2020", none for the 31st of February."""
    parts = list(_PART.finditer(text))
    numbers = [int(part["number"]) for part in parts if part["number"]]
    months = [_month(part["month"]) for part in parts if part["month"]]
    if months and len(numbers) == 2:
        day, year = numbers
        return _days((year, months[0], day))
    if len(numbers) != 3:
        return ()
    first, second, third = numbers
    if first > 31:
        return _days((first, second, third))
    return _days((third, second, first), (third, first, second))


def read_month(text: str) -> tuple[int, int] | None:
    """Return ``(year, month)`` of "February 2020"."""
    parts = list(_PART.finditer(text))
    months = [_month(part["month"]) for part in parts if part["month"]]
    years = [int(part["number"]) for part in parts if part["number"]]
    return (years[0], months[0]) if months and years else None


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, start=1) if month.startswith(name[:3].lower()))


def _days(*candidates: tuple[int, int, int]) -> tuple[date, ...]:
    days: list[date] = []
    for year, month, day in candidates:
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found not in days:
            days.append(found)
    return tuple(days)
