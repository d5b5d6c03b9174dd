"""Standard deviations, standard errors and their like: what they are called beside a number."""

from __future__ import annotations

import re

DISPERSIONS = ("standard deviation", "standard error", "geometric coefficient of variation")
_NAMED = re.compile(
    r"\b(?:(SD|standard deviations?)|(SEM?|standard errors?)|(geometric CV|coefficients? of variation))"
    r"(?: was| is| of)?\W{0,3}$"
)
_LONGEST = 40
"""Code points that such a name takes at most, with what follows it."""


def named_dispersion(before: str) -> str | None:
    """The dispersion that the words right before a number name."""
    named = _NAMED.search(before, max(0, len(before) - _LONGEST))
    return DISPERSIONS[(named.lastindex or 1) - 1] if named else None
