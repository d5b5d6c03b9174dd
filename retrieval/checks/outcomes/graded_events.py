"""Adverse events that are named by their grade alone: "serious events occurred in 105"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.figures.agreement import agrees
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import Mention


def graded_events(clause: Clause, found: Sequence[Mention]) -> list[Mention]:
    """Adverse events that are named by their grade alone: "serious events occurred in 105 of 177 treated patients"."""
    if _OF_THESE.search(clause.text, clause.sentence.start, clause.sentence.end):
        return []  # of the events just told
    found = [mention for mention in found if mention.term.category not in _OF_WHOM]
    bare = [
        mention
        for mention in clause.mentions.get("grade", ())
        if (_EVENTS.search(mention.text) and _ARE_TOLD.match(clause.text, mention.end))
        or (not found and _is_of_events(clause, mention))
    ]
    bare = [mention for mention in bare if not any(_reaches(clause, other, mention) for other in found)]
    trial = clause.evidence.trial.id
    term = clause.evidence.terms.find("adverse events", trial=trial, kinds={"outcome"}, typos=False) if bare else ()
    return [Mention(item.start, item.end, item.text, term[0].term) for item in bare if term]


_OF_THESE = Rare(
    r"\b(?:among|of|in) (?:these|them|those|which)(?= events|,)|\b(?:respective|corresponding|equivalent) (?:\w+ )?"
    r"(?:rates?|figures?|shares?|values?|numbers?|proportions?|percentages?)\b|\bonly (?:those|events|grade|severe)",
    "these", "them", "those", "which", "respective", "correspond", "equivalent", "only",
)  # fmt: skip
"""Tells that the events of a grade are some of those told before: "the respective figures for grade 3 events"."""
_OF_WHOM = ("design", "disposition")
"""What names who was counted, and no event: "of 177 treated patients"."""


def _reaches(clause: Clause, other: Mention, mention: Mention) -> bool:
    """Whether no figure stands between an outcome and a grade behind it: the grade is the outcome's."""
    between = any(other.end <= figure.start < mention.start for figure in clause.expressions)
    return other.start < mention.end and not between


def _is_of_events(clause: Clause, mention: Mention) -> bool:
    """Whether events of no other name stand beside a grade."""
    low = max(clause.sentence.start, mention.start - 40)
    before = _EVENT_BEFORE.search(clause.text, low, mention.start)
    return before is not None or _EVENT_AFTER.match(clause.text, mention.end) is not None


_EVENT_AFTER = re.compile(r"[ -](?:adverse )?(?:events?|AEs?)\b", re.IGNORECASE)
_EVENT_BEFORE = re.compile(
    r"\b(?:adverse )?(?:events?|AEs?)\s(?:(?:that|which) (?:was|were)\s)?(?:of\s|at\s|with\s)?$", re.IGNORECASE
)
"""Around a grade: events of no other name, "had a grade 3 or higher event", "an event of grade 3 or worse"."""
_ARE_TOLD = re.compile(
    r"(?:\s(?:overall|in total|altogether|in all|as a whole|of any kind|in general))?"
    r"(?::\s|\s(?:were|was|occurred|happened|affected|arose|had|have|rose|fell|in\b|with\b))",
    re.IGNORECASE,
)
_EVENTS = re.compile(r"\b(?:events?|reactions?|AEs?|toxicity|toxicities)$", re.IGNORECASE)


def take_event_before(clause: Clause, slot: Slot, context: Context) -> None:
    """Read events of a grade as those of the event told before, where that alone has the figure at this grade.

    "Pneumonia occurred in 36.2 %. Grade 3 or higher events were seen in 22.0 %": no other sentence says of which event.
    """
    number = slot.expression.number(Role.ESTIMATE)
    bare = [item for item in clause.mentions.get("grade", ()) if item.start == slot.told_at]
    before = context.outcomes[0] if context.outcomes else None
    if number is None or not bare or before is None or before == slot.outcomes[0] or slot.unit != "%":
        return
    if not _has(clause, slot, slot.outcomes[0], number) and _has(clause, slot, before, number):
        slot.outcomes, slot.carried, slot.told_at = (before,), True, None


def _has(clause: Clause, slot: Slot, outcome: str, number: Number) -> bool:
    """Whether an event has a figure at the grade told, in whatever arm."""
    rows = clause.evidence.results(outcome)
    return any(row.grade in slot.grades and agrees(number, row.value) for row in rows if row.value is not None)
