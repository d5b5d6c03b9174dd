"""Titles that tell when: "Change in Pain at Week 12" and "Change in Pain at Week 52" are one outcome at two times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from retrieval.terms import normal_form

_TIME = re.compile(
    r"\b(?P<unit>day|week|month|year|cycle)s?[\s-]*(?P<number>\d+|one|two|three|four|five)\b(?!\s(?:or|to)\b)"
    r"|\b(?P<which>first|second|third)\s(?P<whole>year)\b"
    r"|(?:\b(?:after|at|for|within|beyond|than|over|lasts?|lasted|past)\s(?:about\s|almost\s|nearly\s)?)"
    r"(?P<an>an?)\s(?P<one>year|month|week)\b|\b(?P<a>an?)\s(?P<later>year|month|week)(?=\s(?:later|on(?=\W*(?:$|[?,.;]))|out\b|after))"
    r"|\b(?:in|within|during|over|by|after)\s(?:the|their)\s(?P<nth>first)\s(?P<span>day|week|month)\b"
    r"|\b(?P<count>\d+|one|two|three|four|five|six|eight|nine|ten|twelve|eighteen)"
    r"[\s-]*(?P<units>hour(?=s)|day|week|month|year|cycle)s?\b(?![\s-]*(?:olds?|of age)\b)"
    r"(?!(?<!s)\s\d+\b)",  # "PASI 90 week 16"
    re.IGNORECASE,
)
"""A time by its number, or one unit of it: "in the first month", "a year out"; a "2-hour" value has a name by it."""
_NUMBERS = {
    "a": "1", "an": "1",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "eight": "8", "nine": "9", "ten": "10",
    "twelve": "12", "eighteen": "18", "first": "1", "second": "2", "third": "3", "fourth": "4", "1st": "1", "2nd": "2",
    "3rd": "3", "4th": "4",
}  # fmt: skip


def times_told(text: str) -> frozenset[tuple[str, str]]:
    """Each unit and number of ``text``: ``{("week", "12")}``, whichever stands first; of a list, each."""
    single = frozenset(
        (_first_of(match, _UNITS).casefold(), _digits(_first_of(match, _COUNTS))) for match in _moments(text)
    )
    cycles = frozenset(("cycle", match["cycle"]) for match in _SHORT_CYCLE.finditer(text))
    doses = frozenset((DOSE, _digits(match["number"] or match["ordinal"])) for match in _DOSES.finditer(text))
    return (
        single
        | doses
        | cycles
        | {
            ((match["unit"] or match["units"]).casefold(), number)
            for match in _TIMES.finditer(text)
            for number in re.findall(r"\d+", match["numbers"] or match["before"])
        }
    )


_SHORT_CYCLE = re.compile(
    r"(?:\b(?:during|in|of)\s|\bcycle \()C(?P<cycle>[1-9])(?=D\d|\b(?!\s?-?(?:inhibitor|esterase|levels?|complement)))",
    re.IGNORECASE,
)
"""A cycle by its short form: "responders during C1"."""
_UNITS = ("unit", "units", "whole", "one", "later", "span")
_COUNTS = ("number", "count", "which", "an", "a", "nth")


def _first_of(match: re.Match[str], groups: Sequence[str]) -> str:
    """What the one of several groups says that a time is told by."""
    return next(match[group] for group in groups if match[group])


DOSE = "dose"
_DOSES = re.compile(
    r"\b(?:doses?|vaccination|injection|infusion)\s(?P<number>\d)\b"
    r"|\b(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)\s(?:vaccine\s|study\s|booster\s)?"
    r"(?:doses?|injections?|vaccinations?|infusions?|shots?|jabs?)\b",
    re.IGNORECASE,
)
"""Doses by their number, at which or after which something was measured."""
SINCE_DOSE = re.compile(
    r"\b(?:days?|weeks?|months?)\s(?:after|following|post|from)\s(?:the\s|their\s)?"
    r"(?:first|second|third|fourth|last|final|\d|doses?|vaccination|injection|infusion)\b",
    re.IGNORECASE,
)
"""That a time is counted from a dose, and not from the start."""
_LIST = r"\d+(?:(?:\s?(?:,|/|&|\+)\s?(?:and\s)?|\sand\s|\sor\s)\d+)+"
_TIMES = re.compile(
    rf"\b(?P<unit>day|week|month|year|cycle)s?\s(?P<numbers>{_LIST})\b(?!\s?%|[.,]\d)"
    r"(?=\W*$|[,.;:?)]|\s(?:in|with|on|for|and|or|by|per|compared|versus|vs|respectively|were|was|did)\b)"
    rf"|\b(?P<before>{_LIST})[\s-](?P<units>day|week|month|year|cycle)s\b(?!\s(?:old|of age)\b)",
    re.IGNORECASE,
)
"""Several times of one unit: "week 12 and 52", "at 12, 24 and 52 weeks"; not "week 12 and 52 patients"."""


def agree(asked: Iterable[tuple[str, str]], told: Iterable[tuple[str, str]]) -> bool:
    """Whether each time asked is told, in the same unit or nearly so in another: a year is 52 weeks, or 12 months."""
    told = tuple(told)
    return all(any(_are_one(one, other) for other in told) for one in asked)


def of_one_kind(asked: Iterable[tuple[str, str]], told: Iterable[tuple[str, str]]) -> bool:
    """Whether two sets of times can be held against each other: cycles only against cycles."""
    units, others = {unit for unit, _ in asked}, {unit for unit, _ in told}
    return bool(units & others) or (units <= set(_DAYS) and bool(others & set(_DAYS)))


def of_times_told(names: Iterable[str], text: str) -> set[str]:
    """The names of rows without those of another time than the text tells: "Month 3" is not "three years"."""
    times = times_told(text)
    told = {name: times_told(name) if times else frozenset() for name in names}
    return {name for name, own in told.items() if not own or any(agree((one,), times) for one in own)}


def has_further_time(landmark: str, moments: frozenset[tuple[str, str]]) -> bool:
    """Whether a question over a record tells another time beside the one taken for what it asks."""
    first = times_told(landmark)
    return bool(first) and any(not agree((moment,), first) for moment in moments)


def _are_one(one: tuple[str, str], other: tuple[str, str]) -> bool:
    if one == other:
        return True
    if one[0] == other[0] or not {one[0], other[0]} <= set(_DAYS):
        return False
    first, second = (int(number) * _DAYS[unit] for unit, number in (one, other))
    return abs(first - second) <= _NEARLY * max(first, second)


_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0}
_NEARLY = 0.08
"""How much two times may differ that are one visit: 6 months and 24 weeks."""


def time_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where ``text`` tells a time."""
    lists = [match.span() for match in _TIMES.finditer(text)]
    single = (match.span() for match in (*_moments(text), *_DOSES.finditer(text)))
    return (*lists, *(span for span in single if not any(a <= span[0] and span[1] <= b for a, b in lists)))


def _moments(text: str) -> Iterator[re.Match[str]]:
    """The times of a text, and none of how often something is given: "every 8 weeks"."""
    return (match for match in _TIME.finditer(text) if not _EACH.search(text[: match.start()]))


_EACH = re.compile(r"\bevery\s$", re.IGNORECASE)


def _digits(number: str) -> str:
    return _NUMBERS.get(number.casefold(), number)


def time_beside(text: str, starts: Sequence[int]) -> str | None:
    """The one time that tells when something was measured by its place: "the two-year score", "a year after".

    Args:
        starts: Where the names of outcomes begin.
    """
    spans = [span for span in time_spans(text) if not _LASTING.match(text, span[1])]
    when = [
        (a, b)
        for a, b in spans
        if _SINCE.match(text, b) or any(b < start and _BEFORE_NAME.fullmatch(text, b, start) for start in starts)
    ]
    return text[when[0][0] : when[0][1]] if len(when) == len(spans) == 1 else None


_SINCE = re.compile(
    r"\s(?:later|out\b|on(?=\W*$)|post|(?:after|following|from|since)\s(?!the (?:end|last)))", re.IGNORECASE
)
_BEFORE_NAME = re.compile(
    r"\s(?:(?:mean|median|average|overall|change in|data (?:on|for))\s(?:the\s)?)?", re.IGNORECASE
)
_LASTING = re.compile(
    r"[\s-](?:treatment|period|phase|course|trial|study|run-?in|washout|follow|extension|therapy|regimen|prior|before)",
    re.IGNORECASE,
)
"""After the length of a part of the trial, at which nothing was measured."""


def at_another_time(titles: Sequence[str], words: str, *, held: Iterable[str]) -> tuple[str, ...]:
    """The titles held that are ``titles`` at the time that ``words`` tell; none where they tell none, or none is."""
    wanted = times_told(words)
    if not wanted:
        return ()
    bare = {without_times(title) for title in titles if times_told(title)}
    return tuple(title for title in held if wanted <= times_told(title) and without_times(title) in bare)


def at_the_same_time(titles: Sequence[str], earlier: Iterable[str]) -> tuple[str, ...]:
    """Those of ``titles`` that tell a time of the outcome asked before, where they are one at several times."""
    times = frozenset().union(*(times_told(title) for title in earlier))
    siblings = len(titles) > 1 and len({without_times(title) for title in titles}) == 1
    same = tuple(title for title in titles if times_told(title) & times)
    return same if siblings and same else tuple(titles)


def without_times(title: str) -> str:
    """The words of a title that tell no time, in their normal form."""
    return normal_form(_TIME.sub(" ", _DOSES.sub(" ", title)))
