"""Time points of measurements: "week 52", "24-month", "4 years"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from retrieval.checks.figures.words import CARDINAL, read_words

_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25, "cycle": 28.0, "hour": 1 / 24, "visit": 1e6}
_UNIT = "|".join(_DAYS)
_NUMBER = rf"[0-9]+(?:\.[0-9]+)?|{CARDINAL}"
_TIME = re.compile(
    rf"\b(?P<unit>{_UNIT})s?\s(?P<number>{_NUMBER})\b|(?P<first>{_NUMBER})[\s-](?P<after>{_UNIT})s?\b", re.IGNORECASE
)
_LISTED = re.compile(r"(?:(?:,|/|,? and| or|,? &)\s?[0-9]+\b(?![.%]\d?))+")
"""Behind "weeks 4": the rest of a list, ", 8 and 16"."""
_RANGE = re.compile(r"\s?(?:to|through|-|\u2013)\s?(?P<last>[0-9]{1,3})\b(?![.%]\d?)", re.IGNORECASE)
"""Behind "Week 0": the end of a stretch, " to 12"."""
_LISTED_BEFORE = re.compile(r"\bat (?:[0-9]{1,3}(?:, (?:and |or )?| and | or |/))+$", re.IGNORECASE)
"""Before "36 months": the rest of a list, "at 12, 24 and "."""
_SAME = 0.02
"""How far two time points may be apart, as a share: 52 weeks are 12 months."""


@lru_cache(maxsize=4096)
def read_times(text: str) -> frozenset[float]:
    """Return the time points that ``text`` tells, in days."""
    found = set()
    for match in _TIME.finditer(text):
        number = match["number"] or match["first"]
        value = float(number) if number[0].isdigit() else float(read_words(number).value)
        if match["after"] and match["after"].casefold() == "year" and _is_age(text, match, value):
            continue
        if _NO_POINT.search(text, max(0, match.start() - _NEAR), match.start()) or _CHANGED.match(
            text, match.start() - 1
        ):
            continue
        days = _DAYS[(match["unit"] or match["after"]).casefold()]
        found.add(value * days)
        if match["unit"] and (to := _RANGE.match(text, match.end())):
            found.add(float(to["last"]) * days)
        listed = _LISTED.match(text, match.end()) if match["unit"] and match[0][len(match["unit"])] in "sS" else None
        if listed is None and match["after"]:
            listed = _LISTED_BEFORE.search(text, 0, match.start())
        found.update(float(digits) * days for digits in re.findall(r"[0-9]+", listed[0] if listed else ""))
    return frozenset(found)


def _is_age(text: str, match: re.Match[str], value: float) -> bool:
    """Whether so many years are an age: "50 to 64 years", ">=65 years", "12 years and older"."""
    before = text[max(0, match.start() - _NEAR) : match.start()]
    return value >= _GROWN or bool(_TO_AGE.search(before)) or _OF_AGE.match(text, match.end()) is not None


_NO_POINT = re.compile(r"\b(?:last|final|past|previous|prior|every|each)\s$", re.IGNORECASE)
"""Before a stretch of time that ends at no time of its own: "the last 3 months", "every 2 weeks"."""
_CHANGED = re.compile(r"[-\u2212\u2013+][0-9]+\.[0-9]+")
"""A figure with a sign and decimals is a change of so many days, and no time point."""
_GROWN, _NEAR = 18, 12
"""Years that are an age, and no time of a visit; code points in which a range or a limit stands before one."""
_TO_AGE = re.compile(r"(?:[0-9]\s?(?:to|-|\u2013)\s?|[<>\u2264\u2265]=?\s?|\baged?\s)$", re.IGNORECASE)
_OF_AGE = re.compile(r"[ -](?:old|of age|(?:and|or) (?:older|over|above|younger|under))\b", re.IGNORECASE)


def without_time_points(text: str) -> str:
    """Return ``text`` without its time points, lists of them as a whole."""
    return _TIMES.sub(" ", text)


_TIMES = re.compile(rf"{_TIME.pattern}(?:{_LISTED.pattern})?", re.IGNORECASE)


@lru_cache(maxsize=1024)
def only_time(text: str) -> str | None:
    """The one time point that ``text`` tells, "24 months"; none where it tells several."""
    told = list(_TIME.finditer(text)) if len(read_times(text)) == 1 else []
    match = told[0] if len(told) == 1 else None
    if match is None or _SINCE_THEN.match(text, match.end()):
        return None
    number = match["number"] or match["first"]
    number = number if number[0].isdigit() else str(read_words(number).value)
    return f"{number} {(match['unit'] or match['after']).casefold()}s"


_SINCE_THEN = re.compile(r"\s(?:on|later|afterwards|earlier|before)\b", re.IGNORECASE)
"""Behind a time between two analyses: "Depth of response, two years later" is of no time point."""


@lru_cache(maxsize=4096)
def without_times(text: str) -> str:
    """Return the words of ``text`` without the time points in it, as one string to compare."""
    return " ".join(sorted(_VISIT.sub(" ", _TIME.sub(" ", text)).casefold().split()))


_VISIT = re.compile(
    r"\b(?:from |to |at |through |until )*(?:baseline|follow-up|visit|screening)\b|\(FU\)|\b(?:at|to|from|through)\b",
    re.IGNORECASE,
)


def share_time(first: Iterable[float], second: Iterable[float]) -> bool:
    """Whether any two time points are the same."""
    later = tuple(second)
    return any(abs(one - two) <= _SAME * max(one, two) for one in first for two in later)
