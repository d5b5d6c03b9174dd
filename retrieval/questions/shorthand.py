"""Shorthand of questions that stands for other words, written in full before anything else is read."""

from __future__ import annotations

import re

from retrieval.questions.figures_said import figures_in_full
from retrieval.questions.hedges import without_hedges
from retrieval.questions.shorthand_table import SHORTHAND
from retrieval.questions.spoken_words import in_plain_words


def spelt_out(text: str) -> str:
    """The text with shorthand that stands for other words in full: "ct.gov", "w/o"."""
    text = _FURTHER_AGE.sub(r"\1aged ", text)
    text = without_hedges(_SUSPENDED.sub(r"\1-\4\2\3-\4", in_plain_words(text)))
    for pattern, words in SHORTHAND:
        text = pattern.sub(words, text)
    return figures_in_full(text)


_FURTHER_AGE = re.compile(
    r"(\b(?:under|below|aged?|over)\s\d\d\b.{0,40}?\b(?:and|or)\s)"
    r"(?=\d\d\s(?:or|and)\s(?:more|over|older|above)\b)",
    re.IGNORECASE,
)
"""Before the last of several classes of age, which only a number tells: "under 65, 65 to 74 and 75 or more"."""
_SUSPENDED = re.compile(r"\b([a-z]+)-(\s?(?:,|/|and|or|to|vs\.?|versus)\s?)([a-z]+)-([a-z]+)\b", re.IGNORECASE)
"""A word that two share, told with the last one alone: "early- and late-onset"."""
