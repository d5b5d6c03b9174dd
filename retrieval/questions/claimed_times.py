"""A time that a question claims as a figure, and by which it names no analysis: "PFS was 44 months, right?"."""

from __future__ import annotations

import re

from retrieval.terms import Mention


def without_figures_claimed(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out the analysis of a follow-up, where that time is the figure claimed: "PFS was 44 months, right?"."""
    stated = _STATED if any(m.term.name == _FOLLOW_UP for m in mentions) else _IT_WAS
    return tuple(
        m
        for m in mentions
        if not (m.term.kind == "analysis" and _TIME.fullmatch(m.text) and stated.search(text[: m.start]))
    )


_FOLLOW_UP = "Median follow-up"
_IT_WAS = re.compile(r"\b(?:was|is|were|be|reached)\s(?:about |around |nearly )?$", re.IGNORECASE)
_TIME = re.compile(r"\d+(?:\.\d+)?[\s-]*(?:months?|mo)\.?")
_STATED = re.compile(
    r"(?:\b(?:was|is|were|of|about|around|approximately|roughly|nearly|as)\b|[=:~≈])\W*$", re.IGNORECASE
)
