"""Nouns that only say what kind of event stands before them, and name none that is asked beside it."""

from __future__ import annotations

import re

from retrieval.terms import Mention

_HEADS = ("infection", "infections")
_AT_LARGE = "Treatment-emergent adverse event"
_APPOSED = re.compile(r"\s?(?:[-–—]\s)?")


def without_heads(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out such a noun: the infections of "herpes infections", the events of "rash serious adverse events"."""
    ends = {m.end for m in mentions if m.term.kind == "outcome" and m.term.category == "safety"}
    grades = [m for m in mentions if m.term.kind == "grade"]

    def is_head(mention: Mention) -> bool:
        if mention.text.casefold() in _HEADS:
            return mention.start - 1 in ends
        own = [g.start for g in grades if g.start <= mention.start <= g.end + 1]
        graded = mention.term.name == _AT_LARGE and bool(own)
        return graded and any(_APPOSED.fullmatch(text, end, own[0]) for end in ends if end < own[0])

    return tuple(m for m in mentions if not is_head(m))
