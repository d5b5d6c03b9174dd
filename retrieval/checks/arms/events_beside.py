"""Counts of events beside the counts of those who had them: both are of one arm, "36 events in 31 patients on A"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.sentences.slots import Slot
from retrieval.checks.terms.arm_pairs import Span

_IN = re.compile(r"\s(?:in|among|by|from|across)\s(?:only\s|the\s|a total of\s)?", re.IGNORECASE)
"""Between events and those who had them."""
_HAD = re.compile(
    r"(?:(?!\b(?:compared|versus|vs|than|against|and|but|while|whereas)\b)[^.;:(0-9]){0,60}?"
    r"(?:\(|\b(?:had|with|reported|experienced|having|reporting)\s(?:a total of\s|only\s)?)",
    re.IGNORECASE,
)
"""Between patients and the events that they had; their arm may stand there, "30 patients on A, who had 38 events"."""
_LISTED = re.compile(r"[0-9%]\)?,?\s(?:and|or|vs\.?|versus|against)\s$", re.IGNORECASE)
"""Before the second of two figures, "322 and 43 people": those of each arm stand side by side."""
_BRACKET = "("
"""What stands in brackets is told so by its unit alone: "31 patients on A (36 events)"."""


def events_beside(text: str, slots: Sequence[Slot], arms: Sequence[Span]) -> frozenset[int]:
    """Places of the counts that belong to the one before: patients and their events."""
    found: set[int] = set()
    for place in range(1, len(slots)):
        first, second = slots[place - 1].expression, slots[place].expression
        if place - 1 in found or _LISTED.search(text, max(0, first.start - 12), first.start):
            continue
        gap = _between(text, first.end, second.start, arms)
        if (first.unit, second.unit) == ("events", "patients"):
            is_beside = _IN.fullmatch(gap) is not None
        else:
            told = second.unit == "events" or (second.unit is None and not gap.endswith(_BRACKET))
            counts = told and len(first.parts) == len(second.parts) == 1 and second.parts[0].number.decimals == 0
            is_beside = first.unit == "patients" and counts and _HAD.fullmatch(gap) is not None
        if is_beside:
            found.add(place)
    return frozenset(found)


def _between(text: str, start: int, end: int, arms: Sequence[Span]) -> str:
    """The words between two figures, less the names of arms, which may have digits."""
    for arm in arms:
        if start <= arm.start and arm.end <= end:
            text = f"{text[: arm.start]}{' ' * (arm.end - arm.start)}{text[arm.end : end]}"
    return text[start:end]
