"""How two outcomes that a question names stand to each other: listed, counted beside, asked apart, or one's fate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.questions import relations
from retrieval.terms import Mention


def are_listed(text: str, these: Sequence[Mention], those: Sequence[Mention]) -> bool:
    """Whether the two are joined in one list, wherever else they stand."""
    pairs = [sorted((a, b), key=lambda m: m.start) for a in these for b in those]
    between = [text[first.end : second.start] for first, second in pairs]
    return any(relations.is_joined(words) or _THAN.search(words) for words in between)


_THAN = re.compile(
    r"\b(?:higher|lower|more|less|greater|better|worse|larger|smaller|different|bigger)\b[^.?;,]{0,20}\b(?:than|from)\b",
    re.IGNORECASE,
)
"""That one outcome is held against another: "is the adjusted rate higher than the reported one"."""


def is_counted_beside(text: str, these: Sequence[Mention], those: Sequence[Mention]) -> bool:
    """Whether an outcome is counted by itself behind another one: "the survival rate and the number of deaths"."""
    return any(_AND_COUNTED.search(text[other.end : m.start]) for m in these for other in those if other.end <= m.start)


_AND_COUNTED = re.compile(
    r"\b(?:and|plus|as well as|also)\b[^.?;]{0,20}\b(?:numbers? of|how many) (?:\w+ )?$", re.IGNORECASE
)


def are_apart(cuts: Sequence[int], these: Sequence[Mention], those: Sequence[Mention]) -> bool:
    """Whether a further question begins between the two wherever they stand ("median age, and how many were 75+")."""
    pairs = [sorted((a, b), key=lambda m: m.start) for a in these for b in those]
    return all(any(first.end <= cut <= second.start for cut in cuts) for first, second in pairs)


def is_fate(text: str, these: Sequence[Mention], those: Sequence[Mention]) -> bool:
    """Whether one outcome only says what became of an event asked ("pneumonia leading to discontinuation").

    Of adverse events at large only where the words between say so ("died of adverse events").
    """
    if not all(m.term.category == "safety" and not relations.consequences(m.text) for m in those):
        return False
    if not all(relations.consequences(m.text) for m in these):
        return False
    if not all("adverse" in m.term.name.casefold() for m in those):
        return True
    pairs = [sorted((a, b), key=lambda m: m.start) for a in these for b in those]
    return any(relations.links_cause(text[first.end : second.start]) for first, second in pairs)
