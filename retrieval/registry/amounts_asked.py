"""Whether an amount is asked, be it in a unit, and not who reached one: "how many letters", "kg lost"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.measure_words import SHARES
from retrieval.stems import stems


def asks_amount(text: str) -> bool:
    """Whether an amount is asked, which no share of the patients tells."""
    return bool(_HOW_MUCH.search(text))


def asks_patients(text: str) -> bool:
    """Whether patients are counted by what the question compares: "did fewer people need it"."""
    return bool(_MORE_PATIENTS.search(text))


_MORE_PATIENTS = re.compile(
    r"\b(?:fewer|more|as many) (?:\w+ )?(?:patients|participants|people|subjects|children|kids|women|men|adults)\b",
    re.IGNORECASE,
)


def in_units_asked(carried: Mapping[str, Mapping[int, float]], question: Question, *, corpus: Corpus) -> list[str]:
    """The measures in the unit that is counted: "how many letters", "how many coughs an hour"; most words first."""
    match = _HOW_MANY.search(question.text)
    slots = corpus.table.slots(question.trial or "", ("outcome", "unit", "statistic")) if match else ()
    word = (match["unit"] or match["said"]).casefold() if match else ""
    said = stems(_SHORT_UNITS.get(word, word))
    titles = {t for t, unit, told in slots if t in carried and unit and told not in SHARES and said & stems(unit)}
    most = max((len(carried[title]) for title in titles), default=0)
    return sorted(title for title in titles if len(carried[title]) == most)


_HOW_MANY = re.compile(
    r"\bhow many (?:more |fewer )?(?!patients|participants|people|subjects|were\b|have\b|with\b|took\b|left\b)"
    r"(?P<unit>[a-z]{4,})\b"
    r"|(?<!\d)(?<!\d )\b(?P<said>kg|kilos|kilograms|kilogrammes)\b",
    re.IGNORECASE,
)
_SHORT_UNITS = dict.fromkeys(("kg", "kilos", "kilograms", "kilogrammes"), "kg kilogram")
_HOW_MUCH = re.compile(r"\b(?:how much|by how much|what (?:was|is) the (?:mean |average )?change)\b", re.IGNORECASE)
"""That an amount is asked, and not who reached one."""
