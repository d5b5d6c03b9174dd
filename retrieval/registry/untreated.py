"""Trials of which all patients are treated for the first time."""

from __future__ import annotations

import re


def all_untreated(text: str) -> bool:
    """Whether a record's title or criterion says that those in the trial had had no treatment for what it studies."""
    return bool(_UNTREATED.search(text))


_UNTREATED = re.compile(
    r"\b(?:previously untreated|(?:as|receive) first[- ]line (?:treatment|therapy)|(?:1L|first[- ]line) "
    r"(?:subjects|patients|participants)|(?:treatment|therapy)[- ]na[iï]ve (?:for|to)\b|newly[- ]diagnosed"
    r"|no (?:prior|previous) (?:systemic )?(?:anti-?cancer )?(?:therapy|treatment|chemotherapy) for)\b",
    re.IGNORECASE,
)
