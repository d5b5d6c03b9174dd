"""Numbers that are told to be a follow-up."""

from __future__ import annotations

import re

from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.follow_ups import AFTER_MEDIAN, follow_up_cutoffs
from retrieval.checks.sentences.slots import Slot


def behind_follow_up(clause: Clause, slot: Slot) -> int:
    """Where the words behind a follow-up begin."""
    called = _OF_FOLLOW_UP.match(slot.after)
    return clause.text.index(called[0], slot.expression.end) + len(called[0]) if called else slot.expression.end


_OF_FOLLOW_UP = re.compile(r"\s(?:of )?(?:median )?follow[ -]?up\b", re.IGNORECASE)
"""Behind a time: "at 44 months of follow-up"."""


def follow_up_of(clause: Clause, slot: Slot) -> str | None:
    """The outcome of "after a median of 56.6 months", where that is a median follow-up that the table reports."""
    number = slot.expression.number(Role.ESTIMATE)
    called = _OF_FOLLOW_UP.match(slot.after) is not None
    after = called or AFTER_MEDIAN.search(clause.text, clause.sentence.start, slot.expression.start)
    if number is None or not after or not follow_up_cutoffs(clause, number):
        return None
    if not called and cues.FOLLOW_UP.search(slot.after[:20]):
        return None
    found = clause.evidence.terms.find(
        "median follow-up", trial=clause.evidence.trial.id, kinds={"outcome"}, typos=False
    )
    return found[0].term.name if found else None
