"""A follow-up over a record that tells one restriction alone, put into the words of the question before it."""

from __future__ import annotations

import re

from retrieval.questions.timed_titles import time_spans


def with_one_changed(follow_up: str, earlier: str) -> str | None:
    """The earlier question with the time, cause or severity that a follow-up tells and nothing else; else ``None``."""
    ways = (_at_another_time, _for_another_cause, _of_a_severity)
    return next((text for way in ways if (text := way(_LED_IN.sub("", follow_up), earlier))), None)


def with_part_added(follow_up: str, earlier: str) -> str | None:
    """The earlier question in the part that a follow-up tells ("in the 50 mg arm"), without its own time where one is.

    ``None`` where the follow-up tells anything else.
    """
    part = _LED_IN.sub("", follow_up).rstrip(" ?.!")
    if not _ONLY_A_PART.fullmatch(part):
        return None
    if _PERIOD.search(part) or time_spans(part):
        for span in reversed(time_spans(earlier)):
            start = _start(earlier, span[0])
            earlier = f"{earlier[:start].rstrip()}{earlier[span[1] :]}"
    return f"{earlier.rstrip(' ?.!')} {part}?"


_LED_IN = re.compile(r"^\W*(?:(?:and|but|so|then|now|ok(?:ay)?|what about|how about)\b\W*)*", re.IGNORECASE)
_ONLY_A_PART = re.compile(
    r"(?:in|with|on|for|among|within|during)\s(?:the\s|those\s|an?\s)?(?:[\w.,/%<>=+-]+\s){0,7}[\w.,/%<>=+-]+",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"\b(?:period|phase|part|stage|extension)\b", re.IGNORECASE)


def _at_another_time(follow_up: str, earlier: str) -> str | None:
    """The earlier question at another time; one of several times has none to put another one for."""
    spans, own = time_spans(follow_up), time_spans(earlier)
    if len(spans) != 1 or len(own) > 1 or not _ONLY_A_TIME.fullmatch(_blanked(follow_up, spans[0])):
        return None
    time = follow_up[: spans[0][1]].strip()
    time = time if _PREPOSITION.match(time) else f"at {time}"
    if not own:
        return f"{earlier.rstrip(' ?.!')} {time}?"
    start = _start(earlier, own[0][0])
    time = _PREPOSITION.sub("", time, count=1) if _TO.search(earlier[:start]) else time  # "from baseline to week 12"
    return f"{earlier[:start]}{time}{earlier[own[0][1] :]}"


_PREPOSITION = re.compile(r"(?:at|by|after|in|on|through|until)\s", re.IGNORECASE)
_TO = re.compile(r"\bto\s$", re.IGNORECASE)
_ONLY_A_TIME = re.compile(rf"(?:{_PREPOSITION.pattern})?(?:the\s)?_+(?:\s(?:instead|then|please))?\W*", re.IGNORECASE)
_BEFORE = re.compile(rf"(?:\b{_PREPOSITION.pattern})?(?:the\s)?$", re.IGNORECASE)


def _start(text: str, place: int) -> int:
    """Where a time begins, with the preposition before it."""
    before = _BEFORE.search(text[:place])
    return before.start() if before else place


def _blanked(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]}{'_' * (span[1] - span[0])}{text[span[1] :]}"


def _for_another_cause(follow_up: str, earlier: str) -> str | None:
    """The earlier question who left, for another cause."""
    cause, own = _ONLY_A_CAUSE.fullmatch(follow_up), _LEFT_FOR.search(earlier)
    if cause is None or own is None:
        return None
    return f"{earlier[: own.start('cause')]}because of {cause['what']}{earlier[own.end('cause') :]}"


_ONLY_A_CAUSE = re.compile(
    r"(?:because of|due to|owing to|for|from)\s(?P<what>(?:[\w'-]+\s){0,3}[\w'-]+)\W*", re.IGNORECASE
)
_WHERE = "(?:by|at|in|on|with|during|before|after)"
_LEFT_FOR = re.compile(
    r"\b(?:left|leave|quit|dropp?(?:ed)?(?:\sout)?|withdrew|withdraw\w*|discontinu\w+|stopp?\w*|came off)\b"
    r"(?:\s(?:the|study|trial|treatment|drug|early|it)\b)*\s"
    rf"(?P<cause>(?:because of|due to|owing to|for|from)\s(?:(?!{_WHERE}\b)[\w'-]+\s?)+?)(?=\s{_WHERE}\b|\W*$)",
    re.IGNORECASE,
)


def _of_a_severity(follow_up: str, earlier: str) -> str | None:
    """The earlier question of those of one severity alone."""
    severity = _ONLY_SEVERITY.fullmatch(follow_up)
    return f"{earlier.rstrip(' ?.!')}, {severity['how'].casefold()} only?" if severity else None


_ONLY_SEVERITY = re.compile(r"(?P<how>mild|moderate|severe)(?:\s(?:ones?|cases|only))*\W*", re.IGNORECASE)
