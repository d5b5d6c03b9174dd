"""The arms that a word of comparison is told of: the one beside it, and the one that it is held against."""

from __future__ import annotations

import re

from retrieval.checks.figures.words import CARDINAL
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.terms.arm_pairs import TO_ARM, Span

PEOPLE = r"(?:patients|participants|people|subjects|deaths|events|cases|women|men)"


def arm_with(clause: Clause, match: re.Match[str]) -> tuple[str, str] | None:
    """The arm right after a word of comparison, and the other: "longer with A: 47 vs 36", "rarer on A: 8, 0 on B"."""
    named, all_arms = arm_spans(clause), clause.evidence.facts.pair
    start = clause.sentence.start + match.end()
    first = next((span for span in named if span.start >= start), None)
    if first is None or not (
        _WITH_ARM.fullmatch(clause.text, start, first.start)
        or _SEEN_WITH.fullmatch(clause.text, start, _behind_preposition(clause, first))
        or (_PEOPLE_WHO.match(match[0]) and _DID_WITH.fullmatch(clause.text, start, _behind_preposition(clause, first)))
    ):
        return None
    others = {span.name for span in named} - {first.name}
    if others and _GAP.search(clause.text, clause.sentence.start, start - len(match[0])):
        return None  # "19 on A and 18 on B, one fewer on B": a gap of counts, and no rate
    if not others:
        pairs = [set(pair.split(" vs ")) for pair in clause.evidence.facts.comparisons]
        held = set().union(*(pair for pair in pairs if first.name in pair))
        others = (set(all_arms) if first.name in all_arms else held) - {first.name}
    return (first.name, others.pop()) if len(others) == 1 else None


def arm_that(clause: Clause, match: re.Match[str]) -> tuple[str, str] | None:
    """The arm that changed something, and the one it is held against: "A shortened it to 44 months from 25 with B"."""
    place = clause.sentence.start + match.start()
    named = arm_spans(clause)
    before, after = [s for s in named if 0 <= place - s.end <= 2], [s for s in named if s.start > place]
    if not _CHANGES.fullmatch(match[0]) or len(before) != 1 or len(after) != 1 or before[0].name == after[0].name:
        return None
    raised = _TO_FIGURE.fullmatch(
        clause.text, clause.sentence.start + match.end(), _behind_preposition(clause, after[0])
    )
    return (after[0].name, before[0].name) if raised else (before[0].name, after[0].name)


_TO_FIGURE = re.compile(
    r"\sto\s(?:an? (?:median|mean) of\s)?[0-9.]+\s?(?:%|[a-z]+)?\s(?:with|on|in|for|under|by|among)\s(?:the\s)?",
    re.IGNORECASE,
)
"""Between "extended" and the arm that the figure behind it is of: "19 months with B, extended to 36 months with A"."""
_CHANGES = re.compile(r"(?:lengthen|shorten|extend|prolong|increas|decreas|reduc|improv)ed", re.IGNORECASE)
_GAP = re.compile(rf"\b(?:[0-9]+|{CARDINAL})\s$", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:with|on|in|under|among)\s", re.IGNORECASE)


def _behind_preposition(clause: Clause, span: Span) -> int:
    """Where an arm's name begins: "with" may be a part of what tells it."""
    led = _PREPOSITION.match(clause.text, span.start, span.end)
    return led.end() if led else span.start


_PEOPLE_WHO = re.compile(r"more\b|fewer\b", re.IGNORECASE)
_DID_WITH = re.compile(
    rf"(?:\s(?!than\b|from\b|and\b|but\b)[^\s.;:,()0-9]+){{1,9}}?\s(?=(?:with|on|in|under|among)\b){TO_ARM}",
    re.IGNORECASE,
)
"""Between "fewer people" and the arm in which they did something: " stopped because of an event with "."""
_SEEN_WITH = re.compile(
    r"\s(?:(?!than\b|from\b|and\b|but\b)[\w-]+\s){1,6}?(?:was|were)\s"
    rf"(?:seen|observed|found|noted|reported|achieved|recorded|obtained)\s(?=(?:with|on|in|under|among|for)\b){TO_ARM}",
    re.IGNORECASE,
)
"""Between "longer" and the arm in which it was: " survival was seen with "."""
_WITH_ARM = re.compile(rf"\s(?:of\s(?:the\s)?{PEOPLE}\s)?{TO_ARM}", re.IGNORECASE)
