"""An effect that a question asks of a treatment: on what, and in whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from retrieval.questions.meant import at_baseline
from retrieval.questions.question import Question

_LOWERS = re.compile(
    r"\b(?:lower\w*|reduc\w*|prevent\w*|protect\w*|cut|cuts|avert\w*|decreas\w*)\b"
    r"|\b(?:efficac\w*|effective\w*) (?:against|in preventing|on|for)\b|\bworks? against\b",
    re.IGNORECASE,
)
_EFFECT_IN = re.compile(
    r"\b(?:effects?|efficacy|benefit\w*|help\w*|work(?:s|ed)?|effective\w*|hazard ratio|HR)\b[^?]*"
    r"\b(?:in|among|for|amongst)\b"
    r"|\bhow (?:did|does|do|well)\b[^?]{1,40}?\b(?:do|fare|perform|did)\s(?:in|among|for|with)\b|\bgood (?:in|for)\b",
    re.IGNORECASE,
)
"""That it is asked how a treatment worked in some of the patients, of which no count at baseline tells."""
_OF_PART = re.compile(
    r"\b(?:in|among|amongst|for) (?:the |all )?(?:\w+ )?"
    r"(?:people|patients|participants|subjects|those|individuals|adults) (?:with|without|who had|who have)\b[^?,;]*",
    re.IGNORECASE,
)
_PART_FARED = re.compile(
    r"\b(?:were|was|are|did|do|does)\s(?:the\s)?(?:[\w<>≥≤/.-]+\s){1,3}?(?:patients\s|people\s|participants\s|ones\s)?"
    r"(?:helped|benefit(?:ed|ing)?|gain(?:ed)?|fare|protected)\b",
    re.IGNORECASE,
)
"""That a part of the patients is asked to have fared by a treatment: "were low-eGFR patients helped"."""
_AS_EVENTS = re.compile(
    r"\b(?:adverse|side[ -]effects?|events?|safety|serious|reported|AEs?|SAEs?|dose)\b", re.IGNORECASE
)


_DOES = r"(?:work|protect(?:ed|s|ive)?|benefit(?:ed|s)?|help(?:ed|s)?|prevent(?:ed|s)?|effective|efficacious)"
_WORKED = re.compile(rf"\b(?:did|does|do|was|is|will|can|would)\b[^?]*\b{_DOES}\b", re.IGNORECASE)
WORKING = re.compile(_DOES, re.IGNORECASE)
"""What a treatment does for the patients, in a word that names no outcome."""


def asks_working(text: str) -> bool:
    """Whether it is asked what the treatment does for the patients, and not what harm it does."""
    return bool(_WORKED.search(text))


def means_only_part(question: Question, covered: Set[int], titles: Iterable[str]) -> bool:
    """Whether a measure was found by the word alone for the part in whom an effect is asked: "in those with diabetes".

    ``covered`` are the places of the words that its titles carry. A title that has the very word is of that part.
    """
    parts = [m for m in question.mentions if m.term.kind == "subgroup"]
    within = [where.span() for where in _OF_PART.finditer(question.text) if _EFFECT_IN.search(question.text)]
    within += [where.span() for where in _PART_FARED.finditer(question.text)]
    spoken = [m for m in parts if any(start < m.start and m.end <= end for start, end in within)]
    if not spoken or not covered:
        return False
    if any(m.text.lower() in title.lower() for m in spoken for title in titles):
        return False
    return all(any(m.start <= place < m.end for m in spoken) for place in covered)


def asks_effect(text: str) -> bool:
    """Whether it is asked how a treatment worked in those who are named, and no event of theirs."""
    return bool(_EFFECT_IN.search(text)) and not _AS_EVENTS.search(text)


def asks_effect_in_part(text: str) -> bool:
    """Whether an effect in a part of the patients is asked, and not how many of them took part."""
    return bool(_EFFECT_IN.search(text)) and not at_baseline(_OF_PART.sub(" ", text))


def asks_prevention(text: str) -> bool:
    """Whether it is asked if a treatment made an event rarer, and not how often that was reported."""
    return bool(_LOWERS.search(text)) and not _AS_EVENTS.search(text)
