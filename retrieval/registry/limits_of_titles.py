"""Whether a title has the limits that a question gives: a score that is coded by them, a fold, a percentage."""

from __future__ import annotations

import re
from collections.abc import Iterable


def has_limits(title: str, text: str, *, held: frozenset[str]) -> bool:
    """Whether a title has the limits that a question gives: "EASI-90" is no EASI-75, "57 %" not "at least 40 %".

    A percentage that no title has is a figure, and no limit.

    Args:
        held: The percentages that titles have.
    """
    for pattern, strict in ((_CODED, True), (_FOLD, True), (_PERCENT, False)):
        asked = set(pattern.findall(text)) if strict else set(pattern.findall(text)) & held
        own = set(pattern.findall(title))
        if asked and own and not asked & own:
            return False
    return True


def percentages(titles: Iterable[str]) -> frozenset[str]:
    """The percentages that titles have."""
    return frozenset(number for title in titles for number in _PERCENT.findall(title))


_CODED = re.compile(r"(?<=[A-Z]{2})-?(\d+)\b")
_FOLD = re.compile(r"\b(\d+)(?=[- ]?fold)", re.IGNORECASE)
_PERCENT = re.compile(r"\b(\d+)(?= ?(?:%|per ?cent))")
