"""Levels that a question gives a score by its short form, and that no title has: "PASI 50" of PASI 75 and 90."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.measure_words import measures_of


def with_codes_not_held(question: Question, *, corpus: Corpus) -> Question:
    """The question for the very level that it gives, where the record has the score at others: it is not held.

    A value of the score itself, or of another level, is no answer to it.
    """
    told = measures_of(question.trial or "", corpus=corpus)
    held: dict[str, set[str]] = {}
    for title, each in told.items():
        for match in _CODE.finditer("; ".join((title, *each.names))):
            held.setdefault(match["short"], set()).add(match["level"])
    asked = list(_CODE.finditer(question.text))
    foreign = [m for m in asked if m["short"] in held and m["level"] not in held[m["short"]]]
    if not foreign or len(foreign) < len(asked):
        return question
    spans = [match.span() for match in foreign]
    kept = tuple(
        m
        for m in question.mentions
        if m.term.kind != "outcome" or not any(m.start < end and start < m.end for start, end in spans)
    )
    gone = {m.term.name for m in question.mentions} - {m.term.name for m in kept}
    others = [name for name in question.outcomes if name not in gone and any(m.term.name == name for m in kept)]
    return replace(question, outcomes=(*others, *(match.group() for match in foreign)), mentions=kept)


_CODE = re.compile(r"\b(?P<short>[A-Z]{3,6})[ -]?(?P<level>(?:20|25|30|40|50|60|70|75|80|90|100))\b(?!\s?(?:mg|%))")
"""A score with the percentage by which it improved: "ACR20", "EASI-75", "PASI 90"."""
