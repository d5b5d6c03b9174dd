"""Treatments that another one is held against: they say with what it is compared, and name nothing measured."""

from __future__ import annotations

import re

from retrieval.questions.question import Question
from retrieval.terms import Mention


def treatments_held_against(question: Question) -> tuple[Mention, ...]:
    """The drugs that stand behind "than", "versus" and the like, whatever patients had of them before."""
    return tuple(m for m in question.mentions if m.term.kind == "drug" and is_held_against(m, question.text))


def is_held_against(treatment: Mention, text: str) -> bool:
    """Whether a treatment stands behind "than", "versus" and the like."""
    return bool(_AGAINST.search(text[: treatment.start]))


def without_held_against(question: Question) -> str:
    """The text of a question with blanks in place of these treatments."""
    text = question.text
    for m in treatments_held_against(question):
        text = text[: m.start] + " " * (m.end - m.start) + text[m.end :]
    return text


_AGAINST = re.compile(
    r"\b(?:than|versus|vs\.?|over|against|compar\w+ (?:to|with|against))\s"
    r"(?:(?:patients['\u2019]?|people['\u2019]s|with|their|the|his|her|own|previous|prior|old|earlier|usual|former|past)\s)*$",
    re.IGNORECASE,
)
