"""Words that elsewhere ask for centres, for deaths or for a test, and where they stand say something else."""

from __future__ import annotations

import re

from retrieval.terms import Mention

_DEATHS = "All-cause mortality"
_P = "p-value"
_A_PLACE = re.compile(r"(?:the )?(?:hospital|clinic)", re.IGNORECASE)
_INTO = re.compile(r"\b(?:in|into|to|from|out of|at|of)\s(?:the\s|a\s)?$", re.IGNORECASE)
"""Before a place where patients are, or are sent, and of which no number is asked: "put people in hospital"."""
_RELATED = re.compile(r"[\w)]-related\s$", re.IGNORECASE)
"""Before deaths from one cause: "clot-related death"."""
_CLINICALLY = re.compile(r"\bclinically\s$", re.IGNORECASE)
"""Before "significant" where that tells a kind of event or of change, and asks for no test."""


def without_other_senses(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions without those whose words say something else where they stand."""
    return tuple(m for m in mentions if not _says_else(m, text[: m.start]))


def _says_else(mention: Mention, before: str) -> bool:
    return bool(
        (_A_PLACE.fullmatch(mention.text) and _INTO.search(before))
        or (mention.term.name == _DEATHS and _RELATED.search(before))
        or (mention.term.name == _P and _CLINICALLY.search(before))
    )
