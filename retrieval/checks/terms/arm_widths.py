"""An arm's mention with the words of its own name beside it: "Skills for Calm" where the vocabulary found "Calm"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from retrieval.checks.terms.arm_pairs import Span

_BEFORE = re.compile(r"(?:[^\W\d_][\w'-]* ){1,5}$")
_BEHIND = re.compile(r"(?: [^\W\d_][\w'-]*){1,3}")
_LINKS = frozenset("for of the".split())
"""Words within a name that begin and end none."""


def with_own_words(text: str, start: int, spans: Sequence[Span]) -> list[Span]:
    """Widen each span over the words of its arm's name that stand right beside it, from ``start`` on.

    What is another arm's name as well is left to that one.
    """
    ends = [0, *sorted(span.end for span in spans)]
    return [
        _widened(text, max(start, span.start - _FAR, *(end for end in ends if end <= span.start)), span)
        for span in spans
    ]


_FAR = 60
"""Code points before a mention in which the words of a name are looked for."""


def _widened(text: str, start: int, span: Span) -> Span:
    own = _words_of(span.name)
    led = text[start : span.start].rstrip().casefold().endswith((*own, *_LINKS))  # else there is nothing to look for
    before, behind = _BEFORE.search(text, start, span.start) if led else None, _BEHIND.match(text, span.end)
    left = _own_words(before[0].split()[::-1], own) if before else ()
    right = _own_words(behind[0].split(), own) if behind else ()
    if not left and not right:
        return span
    return replace(
        span,
        start=span.start - sum(len(word) + 1 for word in left),
        end=span.end + sum(len(word) + 1 for word in right),
    )


def _own_words(words: Sequence[str], own: frozenset[str]) -> Sequence[str]:
    """The words from the mention on that are the name's, up to the last that is no link."""
    last = 0
    for place, word in enumerate(words, start=1):
        if word.casefold() in _LINKS:
            continue
        if word.casefold() not in own:
            break
        last = place
    return words[:last]


@lru_cache(maxsize=512)
def _words_of(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_][\w'-]*", name.casefold())) - _LINKS
