"""Words that name an analysis, and no outcome: the patients that it counts, its length of follow-up, its cut-off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.terms import Mention


def without_sets_named_as_outcomes(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out the set of patients that an outcome's own word names, beside another outcome: "PFS and safety".

    Where it is asked who was counted in a set, the outcome is left out.
    """
    outcomes = {(m.start, m.end) for m in mentions if m.term.kind == "outcome"}
    sets = {(m.start, m.end) for m in mentions if m.term.kind == "population"}
    if asks_who_counted(text):
        return tuple(m for m in mentions if m.term.kind != "outcome" or (m.start, m.end) not in sets)
    if len(outcomes) < 2:
        return mentions
    return tuple(m for m in mentions if m.term.kind != "population" or (m.start, m.end) not in outcomes)


def asks_who_counted(text: str) -> bool:
    """Whether it is asked which patients belong to an analysis: "who was counted for safety"."""
    return bool(_WHO_COUNTED.search(text))


_WHO_COUNTED = re.compile(
    r"\b(?:which|what) (?:patients|participants|people) (?:were|are|was|have been) (?:\w+ly )?"
    r"(?:counted|included|analy[sz]ed|part|evaluated|assessed|looked at) (?:of|in|for) (?:the )?"
    r"(?:safety|efficacy|ITT|intention-to-treat|analysis|per[- ]protocol)\b"
    r"|\b(?:which|what) (?:analysis )?(?:populations?|sets?)\b[^?.]{0,12}\b(?:was|were|is|are|did)\b[^?.]{0,40}?"
    r"\b(?:used|analy[sz]ed|taken|assessed|evaluated|applied|counted|based)\b"
    r"|\bwho (?:was|were) (?:analy[sz]ed|evaluated|assessed|counted|included) (?:for|in) (?:the )?(?:efficacy|safety)\b"
    r"|\b(?:for|in) (?:the )?(?:safety|efficacy)\b(?: \w+)?,? (?:which|what|who|whose)\b[^?.]{0,30}?"
    r"\b(?:counted|included|analy[sz]ed|evaluated|looked at)\b",
    re.IGNORECASE,
)


def without_lengths_of_analyses(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out a follow-up that only tells which analysis of an outcome is meant: "at a follow-up of 44 months"."""
    lengths = [m for m in mentions if m.term.kind == "outcome" and _OF_MONTHS.match(text, m.end)]
    lengths = [m for m in lengths if "follow-up" in m.term.name.casefold()]
    others = any(m.term.kind == "outcome" and m not in lengths for m in mentions)
    return tuple(m for m in mentions if m not in lengths) if others else mentions


_OF_MONTHS = re.compile(
    r"\s(?:of|at)\s(?:about\s|around\s|some\s|approximately\s|nearly\s|~\s?)?\d+(?:\.\d+)?[\s-]?(?:months?|years?)\b",
    re.IGNORECASE,
)


_CUTOFF = "Data cut-off"


def is_cutoff_of(text: str, mentions: Sequence[Mention], others: Sequence[Mention]) -> bool:
    """Whether nothing is asked but the date of the cut-off of what stands behind it: "when was the cut-off for OS"."""
    cutoff = next((m for m in mentions if m.term.name == _CUTOFF), None)
    if cutoff is None or any(m.term.kind == "statistic" and m.term.name not in ("date", "text") for m in mentions):
        return False
    of = _OF_WHAT.match(text, cutoff.end)
    return of is not None and others[0].start == of.end() and bool(_ONLY_ASKS.match(text[: cutoff.start]))


_OF_WHAT = re.compile(r"\s(?:used |taken |chosen |applied )?(?:of|for|behind)\s(?:the\s)?", re.IGNORECASE)
_ONLY_ASKS = re.compile(
    r"\W*(?:(?:what|when|which|and|date|was|is|were|are|tell me|give me|please|of)\s|['’]s\s)*(?:the\s)?$",
    re.IGNORECASE,
)
"""What stands before the cut-off where nothing else is asked."""
