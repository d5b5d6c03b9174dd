"""The measures in the unit that a question counts in: "by how many migraine days", "how many mL better"."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.stems import stems
from retrieval.terms import split_tokens


def with_unit_asked(question: Question, *, corpus: Corpus) -> Question:
    """The question for those of its measures that are told in the unit it counts in; as it is where none is.

    The share of patients who lost so many days is another matter than how many days were lost. The unit's own words
    are understood.
    """
    if not question.outcomes or _COUNTS_PEOPLE.search(question.text):
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome", "unit"))
    units: dict[str, frozenset[str]] = {}
    for title, unit in slots:
        if title in question.outcomes and unit and unit not in _OF_PATIENTS:
            units[title] = units.get(title, frozenset()) | stems(unit)
    asked = [match for match in _HOW_MANY.finditer(question.text) if _of(match["unit"])]
    kept = [name for name in question.outcomes if any(_of(m["unit"]) & units.get(name, frozenset()) for m in asked)]
    if not kept:
        return question
    places = {match.start("unit") for match in asked}
    left = tuple(token for token in question.unknown if token.start not in places)
    unread = tuple(token for token in question.unread if token.start not in places)
    return replace(question, outcomes=tuple(kept), unknown=left, unread=unread)


def _of(word: str) -> frozenset[str]:
    """The stems by which records tell a unit; nothing for a number or a small word."""
    own = stems(word)
    return own | stems(_SPELT_OUT.get(word.casefold(), "")) if split_tokens(word) else frozenset()


_SPELT_OUT = {
    "ml": "liters litres l milliliters",
    "millilitres": "liters litres l",
    "milliliters": "liters litres l",
    "l": "liters litres",
    "kg": "kilograms",
    "kilos": "kilograms kg",
    "cm": "centimeters",
    "m": "meters",
    "metres": "meters",
    "points": "score scores units",
    "mg": "milligrams",
    "percent": "percentage %",
}
"""Signs and spoken words of units, with what records call them."""
_OF_PATIENTS = ("patients", "%")
_HOW_MANY = re.compile(r"\bhow many\s(?:(?:more|fewer|extra)\s)?(?P<unit>[A-Za-z]+)\b", re.IGNORECASE)
_COUNTS_PEOPLE = re.compile(
    r"\b(?:how many|percentage|proportion|share|number|%)\s(?:of\s)?(?:the\s|all\s)?"
    r"(?:patients?|participants?|subjects?|people|persons?|adults|children|men|women|pts|responders?)\b|\bresponders?\b",
    re.IGNORECASE,
)
