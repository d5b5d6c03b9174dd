"""Which grade is asked of which outcome, where a question names several of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from retrieval.questions import relations
from retrieval.questions.question import Question
from retrieval.terms import Mention


def grades_by_outcome(question: Question) -> dict[str, tuple[str, ...]]:
    """Each grade with the adverse event that it stands nearest to; other outcomes have no grade."""
    outcomes = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category in (None, "safety")]
    found: defaultdict[str, list[str]] = defaultdict(list)
    grades = sorted((m for m in question.mentions if m.term.kind == "grade"), key=lambda m: m.start)
    if (announced := _announced(question.text, grades, outcomes)) is not None:
        return {m.term.name: tuple(dict.fromkeys(g.term.name for g in grades)) for m in announced}
    if len(grades) == 1 and (own := _after_others(question.text, grades[0], outcomes)):
        return {outcome.term.name: (grades[0].term.name,) for outcome in own}
    if len(grades) == 1 and all(abs(_distance(grades[0], outcome)) > 1 for outcome in outcomes):
        return {outcome.term.name: (grades[0].term.name,) for outcome in outcomes}  # "cough and fatigue, grade 3"
    for grade in grades:
        behind = (o for o in outcomes if _IN_BRACKETS.fullmatch(question.text, o.end, grade.start))
        nearest = next(behind, None) or min(outcomes, key=lambda o: _distance(grade, o), default=None)
        if nearest is not None:
            found[nearest.term.name].append(grade.term.name)
    return {name: tuple(dict.fromkeys(grades)) for name, grades in found.items()}


_IN_BRACKETS = re.compile(r"\s?\([^()]*")
"""Between an event and the grades of it in brackets: "pneumonia (any and grade 3), and cough"."""


def _after_others(text: str, grade: Mention, outcomes: Sequence[Mention]) -> list[Mention]:
    """The events right after a grade that a list has after others: "hypertension, and more serious pneumonia"."""
    before = [m for m in outcomes if m.end <= grade.start]
    after = [m for m in outcomes if m.start >= grade.end]
    first = min(after, key=lambda m: m.start, default=None)
    if not before or first is None or text[grade.end : first.start].strip():
        return []
    named = {m.term.name for m in before}
    joined = text[max(m.end for m in before) : grade.start]
    return [] if named & {m.term.name for m in after} or not relations.is_joined(joined) else after


def announces_grades(question: Question) -> bool:
    """Whether several grades are told once for all events of a list."""
    grades = sorted((m for m in question.mentions if m.term.kind == "grade"), key=lambda m: m.start)
    events = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category in (None, "safety")]
    return bool(_announced(question.text, grades, events))


def _announced(text: str, grades: Sequence[Mention], outcomes: Sequence[Mention]) -> list[Mention] | None:
    """The events of a list before which several grades are told for all: "any grade and grade 3 for A, B and C"."""
    after = [m for m in outcomes if grades and m.start >= grades[-1].end]
    joined = all(relations.only_joins(text[one.end : other.start]) for one, other in pairwise(grades))
    if len(grades) < 2 or not joined:
        return None
    before = [m for m in outcomes if m.end <= grades[0].start]
    if before and _OF_EACH.fullmatch(text, max(m.end for m in before), grades[0].start):
        return before
    if len(after) < 2:
        return None
    first = min(after, key=lambda m: m.start)
    return after if _FOR_ALL.fullmatch(text, grades[-1].end, first.start) else None


_OF_EACH = re.compile(
    r",?\s(?:(?:in|for|with) (?:the two|both|each|either) (?:treatment )?(?:arms?|groups?),?\s)?"
    r"(?:each|all(?: of them)?|every one|(?:and )?for each(?: of them)?)\s?(?:with|by|at|in|of|for|split into|as)?\s",
    re.IGNORECASE,
)
"""Between a list of events and the grades of each of them: "A, B and C, each with grade 3 and grade 4"."""
_FOR_ALL = re.compile(
    r",?\s?(?:events?\s|rates?\s)?(?:(?:separately|apart|each|both|alone)\s)?"
    r"(?:(?:in|for|by|per)\s(?:each|both|either|every|the two)?\s?(?:treatment\s)?(?:arms?|groups?)\s)?"
    r"(?:for|of|in|:|[-–])\s(?:the\s|each of\s|all of\s)?(?:[\w-]+\s)?",
    re.IGNORECASE,
)
"""Between the grades told and the list of events that have them."""


def _distance(grade: Mention, outcome: Mention) -> int:
    """Characters between the two; a grade before its event ("grade 3 pneumonia") goes before one after."""
    if outcome.start <= grade.start and grade.end <= outcome.end:
        return -1
    return 2 * (outcome.start - grade.end) if outcome.start >= grade.end else 2 * (grade.start - outcome.end) + 1
