"""Grades that a remark tells, or that figures of one list share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import Mention


def note_remark(clause: Clause, slot: Slot) -> None:
    """Leave open whether a figure is of a grade that a remark before it names: "rarely severe: 45.8 % had one"."""
    start, end = slot.expression.start, slot.expression.end
    named = [item for item in clause.mentions.get("grade", ()) if item.term.name in slot.grades]
    before = [item for item in named if item.end <= start]
    own = any(end <= item.start < end + len(slot.after) for item in named)
    if (
        before
        and not own
        and slot.grade_source is None
        and all(is_remark(clause, item) and _GOES_ON.match(clause.text, item.end, start) for item in before)
    ):
        slot.grade_source = "suggested"


def is_remark(clause: Clause, grade: Mention) -> bool:
    """Whether a grade is told in a remark on the figures before it."""
    return _REMARK.search(clause.text, max(clause.sentence.start, grade.start - VERSUS - 10), grade.start) is not None


_REMARK = re.compile(
    r"\b(?:rarely|seldom|hardly ever|infrequently|occasionally|sometimes|mostly|mainly|usually|generally|largely"
    r"|typically|predominantly|not)(?: not)?(?: (?:of|at))?\s$",
    re.IGNORECASE,
)
"""Before a grade that says how bad events were as a rule."""
_GOES_ON = re.compile(r"[^.;:(]*(?:[:;.]|, (?:with|and|but)\b)", re.IGNORECASE)
"""Between such a remark and a figure that it does not hold for by itself."""


def share_grades_backwards(clause: Clause, slots: Sequence[Slot]) -> None:
    """In "5.0 % vs 0.8 % of grade 3" the first arm's figure may be of the grade that stands behind the second."""
    for first, second in pairwise(slots):
        arms = first.arm != second.arm if first.arm and second.arm else first.arm is second.arm
        alike = first.unit == second.unit and first.outcomes[:1] == second.outcomes[:1]
        start = first.expression.start - len(first.before.rpartition(";")[2])
        told = [it for it in clause.mentions.get("grade", ()) if start <= it.start < first.expression.start]
        left = [
            it
            for it in told  # of the figure before it
            if HAD_GRADE.fullmatch(clause.text, start, it.start) or CLOSED.search(clause.text[start : it.start])
        ]
        carried = not first.grades or ((";" in first.before or bool(left)) and len(told) == len(left))
        if arms and alike and second.grades and carried and _PAIRED.fullmatch(second.before):
            first.grades, first.grade_source = second.grades, None if left else "suggested"


_PAIRED = re.compile(r"(?:\s\([^()]{1,30}\))?[\s,)]*(?:and|vs?\.?|versus|/)\s*", re.IGNORECASE)


def leave_bracket(clause: Clause, slot: Slot, previous: Slot, before: Slot) -> None:
    """Take the grade of a figure in brackets from the one behind them: "54.8 % (grade 3: 19.2 %) and 43.4 %"."""
    text, start = clause.text, previous.expression.end
    inside = _INTO.fullmatch(text, before.expression.end, previous.expression.start)
    out = _OUT.match(text, start, slot.expression.start)
    own = any(start <= item.start < slot.expression.start for item in clause.mentions.get("grade", ()))
    if inside and out and not own and slot.grades == previous.grades != before.grades:
        slot.grades, slot.grade_source = before.grades, before.grade_source


_INTO = re.compile(r"%?[^().;0-9]{0,60}\([^()]*")
_OUT = re.compile(r"%?[^()]*\)")
"""From a figure into the brackets behind it, and out of these."""


HAD_GRADE = re.compile(
    r"(?: (?:of|in|on|with) [\w -]{3,40}?)? (?:had|having|were|was|experienced|with)"
    r"(?: (?:an?|one|some|reactions?|events?))*(?: of)? |(?: (?:of|an?|one|reactions?|events?))*\s(?:at\s)?",
    re.IGNORECASE,
)
"""Between a number and its own grade: "13.6 % of them had grade 1", "41.8 % at any grade"."""
VERSUS = 16
"""Code points between the numbers of a pair."""
CLOSED = re.compile(r"^[\s%]{0,2}\((?:at |of |in )?$")
"""Between a figure and the grade in brackets that is its own."""
