"""The outcomes that a text has named so far, and which of them a number without one goes on with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from ingest.records import Result
from retrieval.checks.figures.roles import Role
from retrieval.checks.outcomes.analysis_names import of_analysis
from retrieval.checks.outcomes.fitting import is_in
from retrieval.checks.outcomes.naming import outcome_mentions
from retrieval.checks.outcomes.stand_ins import as_started
from retrieval.checks.outcomes.told_grades import grades_told
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.terms import Mention

_KEPT = 8
Earlier = Callable[[], Sequence[tuple[str, frozenset[str]]]]
"""What looks for the outcomes named before that a number can be of."""
EVENTS = " events"
"""Ends the title of what is counted for an outcome: who counts its events speaks of the outcome, too."""


def remember(clause: Clause, context: Context, told: Iterable[Slot]) -> None:
    """Add the outcomes that a sentence names, and those that its numbers are of, to those named before."""
    grades = grades_told(clause)
    told = list(told)
    mentions = (*of_analysis(clause), *without_groups(clause, told))
    names = {slot.outcomes[0] for slot in told}
    lead = [mention for mention in mentions if mention.term.name in names]
    meant = [mention for mention in mentions if mention in lead or not is_in(mention, lead)]
    named = [(mention.term.name, grades) for mention in meant]  # of titles of the same words those that were told
    named += [(slot.outcomes[0], slot.grades) for slot in told]
    latest = dict(context.earlier)
    for name, own in named:
        for each in (name.removesuffix(EVENTS), name) if name.endswith(EVENTS) else (name,):
            if clause.evidence.results(each):
                latest.pop(each, None)
                latest[each] = own
    context.earlier = tuple(latest.items())[-_KEPT:]


def without_groups(clause: Clause, slots: Iterable[Slot]) -> list[Mention]:
    """The outcomes named in a sentence, without those whose words are the group of its figures: "Late relapse: HR"."""
    if not clause.mentions.get("subgroup"):
        return outcome_mentions(clause)
    slots = list(slots)
    groups = {name for slot in slots for name in slot.subgroups}
    own = {name for slot in slots for name in slot.outcomes}
    taken = [item for item in clause.mentions.get("subgroup", ()) if item.term.name in groups]
    return [item for item in outcome_mentions(clause) if item.term.name in own or not is_in(item, taken)]


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
    """Whether the table has such a figure of an outcome, in the number's arm; for bounds alone, one with bounds."""
    told = slot.expression.number
    alone = told(Role.LOW) is not None and told(Role.ESTIMATE) is None and not (slot.unit or slot.statistics)
    return clause.evidence.results(as_started(name, clause.evidence)).any(
        lambda row: (
            (slot.arm in (None, row.arm) or row.arm is None or _is_of_all(row, slot))
            and has_statistic(row, slot)
            and not (alone and row.ci_low is None)
        )
    )


def _is_of_all(row: Result, slot: Slot) -> bool:
    """Whether a figure of all patients may be meant: the order of two figures alone gave the number an arm."""
    return row.arm == "all" and slot.arm_source in ("sequence", "convention")


def not_of_events(clause: Clause, slot: Slot, name: str) -> str:
    """The outcome itself, where a number is told of its events and the table has such a figure of it alone.

    Those who had the event are its events, where the table counts these alone: "103 patients had progressed or died".
    """
    bare, counted = name.removesuffix(EVENTS), f"{name}{EVENTS}"
    if bare != name:
        return bare if not can_be(clause, slot, name) and can_be(clause, slot, bare) else name
    if slot.unit not in ("patients", None) or slot.statistics or not clause.evidence.results(counted):
        return name
    who = _HAD_EVENT.search(slot.told) is not None and not _IN_ALL.search(slot.before)
    return counted if who and not can_be(clause, slot, name) and can_be(clause, slot, counted) else name


_HAD_EVENT = re.compile(r"\b(?:had|have) (?:already )?(?:progressed|relapsed|died|(?:had )?an event)\b", re.IGNORECASE)
"""Tells that a number is of those who had the event of an outcome: "103 patients had progressed or died"."""
_IN_ALL = re.compile(r"\b(?:of|in|among|all|the)\s$", re.IGNORECASE)
"""Before a number of those who are looked at."""
