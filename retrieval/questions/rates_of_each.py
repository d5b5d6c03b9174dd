"""Rates that are measured in each patient, and are no share of them: a heart rate."""

from __future__ import annotations

import re

from retrieval.terms import Mention


def has_rate_named(title: str, text: str) -> bool:
    """Whether a title has each rate that a question names as a measure of each patient: a "heart rate" is no event."""
    return all(re.search(_RATES[match["of"].casefold()], title, re.IGNORECASE) for match in _RATE.finditer(text))


def is_of_each(text: str, mention: Mention) -> bool:
    """Whether a word for a rate is part of the name of what is measured in each patient: the rate of the heart."""
    spans = [match.span() for match in _RATE.finditer(text)] if mention.term.kind == "statistic" else []
    return any(a < mention.start < b for a, b in spans)


_RATES = {
    "heart": r"\b(?:heart rate|pulse|bpm|beats)\b",
    "pulse": r"\b(?:heart rate|pulse|bpm|beats)\b",
    "respiratory": r"\b(?:respiratory|breathing|respiration) rate\b",
    "breathing": r"\b(?:respiratory|breathing|respiration) rate\b",
    "metabolic": r"\bmetabolic rate\b",
    "sedimentation": r"\bsedimentation\b|\bESR\b",
}
_RATE = re.compile(rf"\b(?P<of>{'|'.join(_RATES)})[ -]rates?\b", re.IGNORECASE)
