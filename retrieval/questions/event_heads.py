"""Nouns that only say what kind of event stands before them, and name none that is asked beside it."""

from __future__ import annotations

import re

from retrieval.stems import stems
from retrieval.terms import Mention

_HEADS = ("infection", "infections")
_AT_LARGE = "Treatment-emergent adverse event"
_LABORATORY = "Laboratory abnormality"
_LISTED = re.compile(r"(?:\b(?:and|or|plus|vs\.?|versus)|[,;/&+])\s(?:(?:other|all|the|any)\s)*$", re.IGNORECASE)
_NO_EVENT = re.compile(r"adverse|discontinu|death|fatal|interrupt|reduc|hospital", re.IGNORECASE)
"""Names of events at large, and of what they led to: none that such a noun stands beside."""
_OPENS = re.compile(r"\s?\(?")
_APPOSED = re.compile(r"\s?(?:[-–—]\s)?")


def without_heads(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out such a noun: the infections of "herpes infections", the events of "rash serious adverse events"."""
    events = [m for m in mentions if m.term.kind == "outcome" and m.term.category == "safety"]
    ends = {m.end for m in events}
    beside = {at for m in events if not _NO_EVENT.search(m.term.name) for at in (m.start, m.end)}
    grades = [m for m in mentions if m.term.kind == "grade"]

    def is_head(mention: Mention) -> bool:
        if any(_is_spelt_out(mention, other, text) for other in mentions):
            return True
        if mention.text.casefold() in _HEADS:
            return mention.start - 1 in ends
        if mention.term.name == _LABORATORY and events and not _LISTED.search(text[: mention.start]):
            return any(m.term.name != _LABORATORY for m in events)
        if mention.term.name == _AT_LARGE and beside & {mention.start - 1, mention.end + 1}:
            return True  # "TEAE pneumonia", "pneumonia AEs"
        own = [g.start for g in grades if g.start <= mention.start <= g.end + 1]
        graded = mention.term.name == _AT_LARGE and bool(own)
        return graded and any(_APPOSED.fullmatch(text, end, own[0]) for end in ends if end < own[0])

    return tuple(m for m in mentions if not is_head(m))


def _is_spelt_out(mention: Mention, other: Mention, text: str) -> bool:
    """Whether a name is a part of that of the outcome right behind it: the rate of "response rate CR"."""
    outcomes = mention.term.kind == other.term.kind == "outcome" and mention.term != other.term
    beside = outcomes and _OPENS.fullmatch(text[mention.end : other.start]) if mention.end < other.start else None
    return bool(beside) and stems(mention.text) <= stems(other.term.name)
