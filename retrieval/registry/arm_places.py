"""Where a question has the name of an arm, and no word of what is measured."""

from __future__ import annotations

import re

from retrieval.questions.question import Question
from retrieval.terms import Token


def stands_for_arm(token: Token, text: str) -> bool:
    """Whether a word stands where the name of an arm does, and alone: "with the active and with the sham device"."""
    before, after = text[: token.start], text[token.end :]
    return bool(_AFTER.match(after) and (_BEFORE.search(before) or _COMPARED.match(after)))


def without_arms(question: Question) -> str:
    """The text of a question without the names of arms: "(5 mg)" ends no title that is asked of the 5 mg group."""
    text = question.text
    for m in question.mentions:
        text = text[: m.start] + " " * (m.end - m.start) + text[m.end :] if m.term.kind == "arm" else text
    return text


_BEFORE = re.compile(r"\b(?:with|on|under|vs\.?|versus|than|using|receiving|and|or)\s(?:the\s)?$", re.IGNORECASE)
_COMPARED = re.compile(r"\s(?:vs|versus)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"\s?(?:[,;?.)]|$)|\s(?:and|or|vs|versus|than|compared|device|arms?|groups?|treatment|control|at|after)\b",
    re.IGNORECASE,
)
