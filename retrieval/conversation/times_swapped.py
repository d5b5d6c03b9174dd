"""A follow-up that only tells another time or dose: the question before it, with that in place of its own."""

from __future__ import annotations

import re

from retrieval.questions.timed_titles import time_spans

_ONLY_A_TIME = re.compile(
    r"\W*(?:(?:and|but|so|then|now|ok(?:ay)?|what about|how about|what was it|how (?:did|does|was) it)\W+)*"
    r"(?P<time>(?:(?:at|by|after|in|on|through|until)\s)?(?:the\s)?_+)(?:\s(?:instead|then|please))?\W*",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:\b(?:at|by|after|in|on|through|until)\s)?(?:the\s)?$", re.IGNORECASE)


def with_time_swapped(follow_up: str, earlier: str) -> str | None:
    """The earlier question at the time that a follow-up tells and nothing else; ``None`` where it tells more.

    An earlier question of several times has none to put another one for.
    """
    spans = time_spans(follow_up)
    if len(spans) != 1 or not (match := _ONLY_A_TIME.fullmatch(_blanked(follow_up, spans[0]))):
        return None
    time = follow_up[slice(*match.span("time"))]
    time = time if _PREPOSITION.match(time) else f"at {time}"
    own = time_spans(earlier)
    if len(own) > 1:
        return None
    if not own:
        return f"{earlier.rstrip(' ?.!')} {time}?"
    start, end = own[0]
    before = _BEFORE.search(earlier[:start])
    start = before.start() if before else start
    return f"{earlier[:start]}{time}{earlier[end:]}"


_PREPOSITION = re.compile(r"(?:at|by|after|in|on|through|until)\s", re.IGNORECASE)


def _blanked(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]}{'_' * (span[1] - span[0])}{text[span[1] :]}"
