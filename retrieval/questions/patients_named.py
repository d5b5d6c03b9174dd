"""A clause that leans on the patients named before it, with their name: "how many were frail, and did it help them"."""

from __future__ import annotations

import re

from retrieval.questions.question import Question

_MEASURED = ("efficacy", "safety")


def with_patients_named(part: str, question: Question, start: int) -> str | None:
    """The clause at ``start`` of a question with the one part of the patients that is named before it.

    ``None`` where it asks neither how they did nor for what was measured in them, or where several parts are named.
    """
    named = {m.term.name for m in question.mentions if m.term.kind == "subgroup" and m.start < start}
    if len(named) != 1 or len(question.subgroups) > 1:
        return None
    those = f"those with {named.pop()}"
    if asked := _FARED.search(part):
        return f"{part[: asked.start()]}{asked['verb']} {those}{part[asked.end() :]}?"
    end = start + len(part)
    measured = [m for m in question.mentions if start <= m.start <= end and m.term.category in _MEASURED]
    if not measured or not (leans := _LEANS.search(part)):
        return None
    if leans["whose"]:
        return f"{part[: leans.start()]}the{part[leans.end() :]} of {those}?"
    return f"{part[: leans.start()]}{those}{part[leans.end() :]}?"


_FARED = re.compile(
    r"\b(?P<verb>help|benefit|work (?:for|in)|do anything for|make a difference (?:for|to|in)|how did|how do|did|do)"
    r"\s(?:them|those|these|they)\b(?=\s(?:do|fare|get on|respond|benefit|live|too|as well|also|at all)\b|\W*$)",
    re.IGNORECASE,
)
_LEANS = re.compile(r"\b(?:they|them|(?P<whose>their))\b", re.IGNORECASE)


PRESENT = re.compile(
    r"\b(?:was|were|is|are|did|has|have|had)\b[^?]*\b(?:in (?:the|this) (?:study|trial)|includ(?:e|ed|ing)"
    r"|enrol(?:led|l)?|recruit(?:ed)?|tak(?:e|en) part|took part|studied|represented|allowed in|let in)\b",
    re.IGNORECASE,
)
"""That some patients are asked to have taken part at all: "were children enrolled"."""
