"""The times that titles of measures tell, and since when they count."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from retrieval.questions.timed_titles import SINCE_DOSE, agree, times_told
from retrieval.registry.limits_of_titles import names_of_level
from retrieval.registry.measure_words import MeasureWords
from retrieval.terms import split_tokens


def at_the_times(titles: Sequence[str], text: str, told: Mapping[str, MeasureWords]) -> tuple[str, ...]:
    """Of measures at several times, those at each time asked; all where no time is asked, or none is told.

    A title that tells no time is of those that its rows tell. So long after a dose is told by the time frame.
    """
    times = times_told(text)
    if since := times if SINCE_DOSE.search(text) else ():
        whole = {title: times_told("; ".join((title, *told[title].names, *told[title].frames))) for title in titles}
        if after := [title for title in titles if agree(since, whole[title])]:
            return tuple(after)
    said = {token.form for token in split_tokens(text)}
    named = {title: "; ".join(names_of_level(title, told[title].names, said)) for title in titles}
    own = {title: times_told(title) or times_told(named[title]) for title in titles}
    timed = [title for title in titles if any(agree((time,), own[title]) for time in times)]
    timed = timed or [title for title in titles if _starts_told(title) & _starts_told(text)]
    if timed and _AND_OVERALL.search(text):
        return tuple(titles)
    if times and not timed and any(times_told(title) for title in titles):
        return ()
    return tuple(timed or titles)


def of_times_alone(titles: Sequence[str], times: frozenset[tuple[str, str]], told: Mapping[str, str]) -> list[str]:
    """The titles of the time asked, where some are, without those that have it among others: "Week 6 and Week 52".

    Args:
        told: What is told of each title beside it, its time frames too.
    """
    exact = [title for title in titles if times and agree(times, times_told(title))]
    alone = [t for t in titles if t in exact or all(agree((time,), times) for time in times_told(told[t]))]
    return alone if exact else list(titles)


def start_spans(text: str) -> list[tuple[int, int]]:
    """Where a text tells when a span of time begins, which is no part of what is measured."""
    return [match.span() for pattern in (_STARTS, _SINCE) for match in pattern.finditer(text)]


def _starts_told(text: str) -> frozenset[tuple[str, str]]:
    """When a span of time begins, by unit and number: "from week 2 to the end", "after the first two weeks"."""
    return frozenset().union(*(times_told(match["time"]) for match in _STARTS.finditer(text)))


_STARTS = re.compile(
    r"\b(?:from|after|beyond|past|since)\s(?:the\s)?(?:first\s|initial\s)?"
    r"(?P<time>(?:day|week|month|year|cycle)\s\d+"
    r"|(?:\d{1,3}|one|two|three|four|six|eight|twelve)[\s-](?:day|week|month|year|cycle)s?)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?<=days |eeks |nths |ears )(?:after|following|post|from|since)\s(?:the\s|their\s)?(?:last\s|final\s)?"
    r"(?:vaccination|immuni[sz]ation|surgery|randomi[sz]ation|infusion|transplant\w*)\b",
    re.IGNORECASE,
)
"""What a time is counted from: "three years after vaccination"."""
_OVERALL = r"(?:overall|in total|altogether|as a whole|over the whole \w+)"
_AND_OVERALL = re.compile(rf"\b{_OVERALL}\b[^?]*\band\b|\band\s(?:also\s)?{_OVERALL}\b", re.IGNORECASE)
"""That the whole time is asked as well as a part of it: "overall, and after week 2"."""
