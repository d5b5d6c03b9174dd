"""Titles that tell when: "Change in Pain at Week 12" and "Change in Pain at Week 52" are one outcome at two times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from retrieval.terms import normal_form

_TIME = re.compile(
    r"\b(?P<unit>day|week|month|year|cycle)s?[\s-]*(?P<number>\d+)\b"
    r"|\b(?P<count>\d+|one|two|three|four|five|six|eight|nine|ten|twelve|eighteen)"
    r"[\s-]*(?P<units>day|week|month|year|cycle)s?\b",
    re.IGNORECASE,
)
_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "eight": "8", "nine": "9", "ten": "10",
    "twelve": "12", "eighteen": "18",
}  # fmt: skip


def times_told(text: str) -> frozenset[tuple[str, str]]:
    """Each unit and number of ``text``: ``{("week", "12")}``, whichever stands first."""
    return frozenset(
        ((match["unit"] or match["units"]).casefold(), _digits(match["number"] or match["count"]))
        for match in _TIME.finditer(text)
    )


def _digits(number: str) -> str:
    return _NUMBERS.get(number.casefold(), number)


def at_another_time(titles: Sequence[str], words: str, *, held: Iterable[str]) -> tuple[str, ...]:
    """The titles held that are ``titles`` at the time that ``words`` tell; none where they tell none, or none is."""
    wanted = times_told(words)
    if not wanted:
        return ()
    bare = {_without_time(title) for title in titles if times_told(title)}
    return tuple(title for title in held if wanted <= times_told(title) and _without_time(title) in bare)


def at_the_same_time(titles: Sequence[str], earlier: Iterable[str]) -> tuple[str, ...]:
    """Those of ``titles`` that tell a time of the outcome asked before, where they are one at several times."""
    times = frozenset().union(*(times_told(title) for title in earlier))
    siblings = len(titles) > 1 and len({_without_time(title) for title in titles}) == 1
    same = tuple(title for title in titles if times_told(title) & times)
    return same if siblings and same else tuple(titles)


def _without_time(title: str) -> str:
    return normal_form(_TIME.sub(" ", title))
