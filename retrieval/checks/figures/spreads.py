"""Standard deviations, standard errors and their like: what they are called beside a number."""

from __future__ import annotations

import re

DISPERSIONS = ("standard deviation", "standard error", "geometric coefficient of variation")
_NAMED = (
    re.compile(r"\b(?:SD|standard deviations?)(?: was| is| of)?\W{0,3}$"),
    re.compile(r"\b(?:SEM?|standard errors?)(?: was| is| of)?\W{0,3}$"),
    re.compile(r"\b(?:geometric CV|coefficients? of variation)(?: was| is| of)?\W{0,3}$"),
)


def named_dispersion(before: str) -> str | None:
    """The dispersion that the words right before a number name."""
    return next((name for name, words in zip(DISPERSIONS, _NAMED, strict=True) if words.search(before)), None)
