"""Parts of the patients that a question bounds by a measured value: "in patients with an eGFR below 45"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.criteria import asks_criteria
from retrieval.registry.trial_words import TrialWords, words_of
from retrieval.stems import stems

_PEOPLE = r"(?:patients|those|people|participants|subjects|persons|adults|children|women|men|anyone|individuals)"
_PART = re.compile(
    rf"\b(?:in|among|amongst|for)\s(?:the\s)?{_PEOPLE}\s(?:with|whose|who\s(?:had|have|start\w*\swith|began\swith)|having)\s"
    r"(?:an?\s|their\s)?(?P<part>(?:baseline\s)?(?P<what>[A-Za-z][\w-]*(?:\s[\w-]+){0,2}?)\s"
    r"(?:was\s|were\s|is\s|of\s|level\s|score\s)*"
    r"(?:below|under|above|over|less than|more than|lower than|higher than|greater than"
    r"|at least|at most|[<>\u2264\u2265])\s?"
    r"(?P<value>\d+(?:\.\d+)?))",
    re.IGNORECASE,
)


_PART_AFTER = re.compile(
    rf"\b(?:in|among|amongst|for)\s(?:the\s)?{_PEOPLE}\s(?:with|whose|who\s(?:had|have)|having)\s(?:an?\s|their\s)?"
    r"(?P<part>(?P<what>[A-Za-z][\w -]{2,40}?)[\s(,]{1,2}(?:of\s|was\s)?(?P<value>\d+(?:\.\d+)?)(?:\s[\w/%]+)?\s"
    r"(?:or|and)\s(?:more|above|over|higher|greater|less|below|under|lower|fewer))",
    re.IGNORECASE,
)
"""The same, the value before its side: "with proteinuria (1.5 or more)"."""


def with_limits_of_parts(question: Question, *, corpus: Corpus) -> Question:
    """The question for the part that a value bounds, which is no outcome asked; as it is where the record tells it."""
    match = _PART.search(question.text) or _PART_AFTER.search(question.text)
    if match is None or (asks_criteria(question) and not question.weighs):
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome", "item", "subgroup"))
    value = re.compile(rf"(?<![\d.]){re.escape(match['value'])}(?![\d.])")
    if any(title and value.search(title) and stems(match["what"]) & stems(title) for title, *_ in slots):
        return question  # the title of those patients has the words
    there = range(*match.span())
    inside = [m for m in question.mentions if m.start in there]
    names = {m.term.name for m in inside if m.term.kind == "outcome"}
    others = tuple(name for name in question.outcomes if name not in names or _named_outside(name, question, match))
    without = replace(question, mentions=tuple(m for m in question.mentions if m not in inside))
    if any(part and value.search(part) for slot in slots for part in slot[1:]):
        titles = _measures_of(match, slots, value, words_of(question.trial, corpus=corpus))
        parts = {m.term.name for m in inside if m.term.kind == "subgroup"}
        left = tuple(name for name in question.subgroups if name not in parts)  # its row is told by the words
        return replace(without, outcomes=others or titles, subgroups=left) if titles else question
    if not others:
        return question
    unknown, unread = (
        tuple(token for token in tokens if token.start not in there) for tokens in (question.unknown, question.unread)
    )
    return replace(without, outcomes=others, subgroups=(match["part"],), unknown=unknown, unread=unread)


def _measures_of(
    match: re.Match[str], slots: Iterable[tuple[str | None, ...]], value: re.Pattern[str], words: TrialWords
) -> tuple[str, ...]:
    """The measures that have a row of the part: "eGFR < 60" for "with an eGFR below 60"."""
    said = stems(match["what"])
    rows = [(title, item) for title, item, *_ in slots if title and item and value.search(item)]
    return tuple(dict.fromkeys(title for title, item in rows if said & stems(f"{item} {words.in_full(item)}")))


def _named_outside(name: str, question: Question, match: re.Match[str]) -> bool:
    return any(
        m.term.name == name and not match.start() <= m.start < match.end()
        for m in question.mentions
        if m.term.kind == "outcome"
    )
