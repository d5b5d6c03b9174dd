"""Whether a measure of a record tells what was given, where a question seems to ask how it was: "how many doses"."""

from __future__ import annotations

import re

from retrieval.questions.question import Question
from retrieval.registry.measures import Measures
from retrieval.stems import stems

_BEFORE = re.compile(
    r"\b(?:before|prior to|after|following|since)\s(?:\w+\s){0,2}?(?:dos(?:e|ing)|infusion|injection)\b", re.IGNORECASE
)
"""When something was measured, and no way of giving."""
_DOSES = re.compile(r"\bhow many (?P<unit>doses|injections|infusions|cycles)\b(?![^?]*\bplanned\b)", re.IGNORECASE)


def tells_given(question: Question, meant: Measures) -> bool:
    """Whether a measure counts what was given, is timed by it, or has a word that no way of giving has: "rescue"."""
    counted = _DOSES.search(question.text)
    if counted and all(stems(counted["unit"]) <= stems(title) for title in meant.titles):
        return True
    left = (*question.unknown, *question.unread)
    return bool(_BEFORE.search(question.text) or (meant.weight and any(t.start in meant.covered for t in left)))
