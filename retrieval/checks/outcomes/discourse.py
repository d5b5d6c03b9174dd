"""The outcomes that a text has named so far, and which of them a number without one goes on with."""

from __future__ import annotations

from collections.abc import Iterable

from retrieval.checks.outcomes.analysis_names import of_analysis
from retrieval.checks.outcomes.naming import outcome_mentions
from retrieval.checks.outcomes.stand_ins import as_started
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic

_KEPT = 8
EVENTS = " events"
"""Ends the title of what is counted for an outcome: who counts its events speaks of the outcome, too."""


def remember(clause: Clause, context: Context, told: Iterable[Slot]) -> None:
    """Add the outcomes that a sentence names, and those that its numbers are of, to those named before."""
    grades = frozenset(mention.term.name for mention in clause.mentions.get("grade", ()))
    named = [(mention.term.name, grades) for mention in (*of_analysis(clause), *outcome_mentions(clause))]
    named += [(slot.outcomes[0], slot.grades) for slot in told]
    latest = dict(context.earlier)
    for name, own in named:
        for each in (name.removesuffix(EVENTS), name):
            if clause.evidence.results(each):
                latest.pop(each, None)
                latest[each] = own
    context.earlier = tuple(latest.items())[-_KEPT:]


def going_on(clause: Clause, slot: Slot, context: Context) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the outcomes named before of which the table has such a figure, with their grades, the latest first.

    The outcome of the sentence just before leads, where it has one.
    """
    number = slot.expression.parts[0].number
    if not (slot.unit or slot.statistics or slot.arm or slot.expression.interval or number.decimals):
        return ()  # any number at all
    latest = [(context.outcomes[0], context.grades)] if context.outcomes else []
    others = [item for item in reversed(context.earlier) if item[0] not in context.outcomes[:1]]
    return tuple(item for item in (*latest, *others) if can_be(clause, slot, item[0]))


def can_be(clause: Clause, slot: Slot, name: str) -> bool:
    """Whether the table has such a figure of an outcome, in the number's arm."""
    return clause.evidence.results(as_started(name, clause.evidence)).any(
        lambda row: has_statistic(row, slot) and (slot.arm in (None, row.arm) or row.arm is None)
    )


def not_of_events(clause: Clause, slot: Slot, name: str) -> str:
    """The outcome itself, where a number is told of its events and the table has such a figure of it alone."""
    bare = name.removesuffix(EVENTS)
    return bare if bare != name and not can_be(clause, slot, name) and can_be(clause, slot, bare) else name
