"""Whether a title has the limits that a question gives: a score that is coded by them, a fold, a percentage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.records import Result


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


def of_multiple(rows: Sequence[Result], text: str) -> tuple[Result, ...]:
    """The rows of the multiple of a limit that ``text`` asks for ("5 x ULN"), where some tell it; else all."""
    asked = set(_MULTIPLE.findall(text))
    told = {row.item: set(_MULTIPLE.findall(row.item or "")) for row in rows}
    named = {item for item, own in told.items() if own & asked}
    return tuple(row for row in rows if row.item in named) if named else tuple(rows)


_MULTIPLE = re.compile(r"(\d+)\s?(?:x|times|\*|\u00d7|-?fold)\s?(?:the\s)?(?:ULN|upper limit)", re.IGNORECASE)
_CODED = re.compile(r"(?<=[A-Z]{2})-?(\d+)\b")
_FOLD = re.compile(r"\b(\d+)(?=[- ]?fold)", re.IGNORECASE)
_PERCENT = re.compile(r"\b(\d+)(?= ?(?:%|per ?cent))")
