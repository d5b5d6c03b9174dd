"""The sentences of a message, its items and its lines apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_ENDS = re.compile(r"(?:[.!?]*[!?][\"”’)]*\s+|[.]+[\"”’)]*\s+(?![a-z]))|\n+")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?i:dr|mrs?|ms|prof|vs|e\.g|i\.e|approx|gr|al|pts?|fig|resp|st|ref))\.$")
ITEM = re.compile(r"(?:^|(?<=\n))[^\S\n]*(?:[-–—*•·]|\(?(?:\d{1,2}|[a-h])[.)](?![^\n]*\s\(?[2b][.)]\s))[^\S\n]+")
"""Begins a thing of a list that has a line of its own, or a number."""
_LED_TO = re.compile(r"(?<=[a-z]{2}):\s+(?=\S)")
"""Behind what leads to the next words: "one of them asked me this: "."""


def sentences_in(text: str) -> list[str]:
    """Return the sentences of a message; a line is one."""
    return [text[start:end].strip() for start, end in sentence_spans(text)]


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends."""
    start = 0
    for end in (*(match.end() for match in _ENDS.finditer(text)), len(text)):
        sentence = text[start:end].strip()
        if _ABBREVIATED.search(sentence) and end < len(text):
            continue
        if sentence:
            yield start, end
        start = end


def led_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a message, what leads to a colon apart from what it leads to."""
    cuts = {end for span in sentence_spans(text) for end in span} | {match.end() for match in _LED_TO.finditer(text)}
    return [(start, end) for start, end in pairwise(sorted({0, *cuts})) if text[start:end].strip()]
