"""Which of two arms a ratio or a difference does not favour."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.rare import Rare
from retrieval.checks.sentences.harms import is_harm

_WANTED_SOONER = re.compile(
    r"\btime to\b.*\b(?:response|remission|improvement|recovery|discharge|healing)\b", re.IGNORECASE
)
_WANTED = re.compile(
    r"\b(?:freedom from|free of|free from|respon[sd]\w*|remission|patency|success|heal\w*|cure\w*|clearance|survival"
    r"|sero(?:protect|conver|respon)\w*|achiev\w*|negativity)\b",
    re.IGNORECASE,
)
"""Outcomes that everybody wants, of whatever they are free."""

FAVOURS = Rare(
    r"(?<!was )(?<!were )(?<!is )(?<!are )\bfavou?r(?:s|ed|ing|able)?\b(?: (?:to|of|for))?\s(?:the\s)?(?!over\b)"
    r"|\b(?:on the side of|to the (?:benefit|advantage) of|(?:lean|tend|tilt|point)(?:s|ed|ing)? towards?"
    r"|(?:sp(?:eaks?|oke)|argue[sd]?) for)\s(?:the\s)?",
    "favo", "side of", "toward", "to the benefit", "to the advantage", "speak",
    "spoke", "argue",
)  # fmt: skip
"""Before the arm that a ratio is told to favour."""


def favours(words: str) -> bool:
    """Whether an arm is told to be favoured."""
    return FAVOURS.search(words) is not None


def is_wanted(title: str) -> bool:
    """Whether everybody wants an outcome: more of it are better."""
    return _WANTED.search(title) is not None and not is_harm(title)


def loser_of(row: Result) -> str | None:
    """The arm that a comparison does not favour; ``None`` where the outcome does not tell what is better."""
    first, _, second = (row.comparison or "").partition(" vs ")
    kind = family(row.statistic, row.unit)
    if not second or not isinstance(row.value, Decimal) or row.category not in ("efficacy", "safety"):
        return None
    if kind == cues.DIFFERENCE:
        return (second if row.value > 0 else first) if _WANTED.search(row.outcome) and row.value else None
    if row.value == 1:
        return None
    lower_is_better = (kind == cues.HAZARD and not _WANTED_SOONER.search(row.outcome)) or row.category == "safety"
    lower_is_better = lower_is_better or is_harm(row.outcome)
    return second if (row.value < 1) == lower_is_better else first
