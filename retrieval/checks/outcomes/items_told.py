"""Rows that go on from figure to figure: one told alone is of the outcome told before, and one told may hold on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from retrieval.checks.figures.cues import TIMES
from retrieval.checks.figures.times import read_times, share_time
from retrieval.checks.outcomes.discourse import can_be
from retrieval.checks.outcomes.naming import outcome_mentions
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.sentences.reported_numbers import part_agrees
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.items import is_item


def go_on_with_item(clause: Clause, slot: Slot, context: Context) -> None:
    """Let "against serogroup A it was 28.7" be of the titers of the sentence before, and of no other outcome's row."""
    named = next((item for item in outcome_mentions(clause) if item.start == slot.told_at), None)
    if named is None or not is_item(named.text, clause.evidence) or not context.outcomes:
        return
    before = context.outcomes[0]
    if before in slot.outcomes[:1] or slot.statistics or slot.unit is not None:
        return
    words = named.text.casefold()
    if can_be(clause, slot, before) and any(words in item.casefold() for item in clause.evidence.results(before).items):
        slot.outcomes = (before, *(name for name in slot.outcomes if name != before))
        slot.item, slot.carried = None, True


def go_on_with_group(clause: Clause, slot: Slot, context: Context) -> None:
    """Let "Late relapse: 37.5 %" be of the outcome of the sentence before, where that has figures of such a group.

    The group's own share stays, where the number is that.
    """
    named = next((item for item in outcome_mentions(clause) if item.start == slot.told_at), None)
    evidence = clause.evidence
    group = evidence.facts.folded.get(named.term.name.casefold()) if named else None
    before = context.outcomes[0] if context.outcomes else ""
    if named is None or group is None or not before or before in slot.outcomes[:1]:
        return
    heads = _LEADS.fullmatch(clause.text, clause.sentence.start, named.start) and _HEADS.match(clause.text, named.end)
    estimate = slot.expression.parts[0]
    own = evidence.results(named.term.name).any(lambda row: part_agrees(estimate, row, slot))
    if heads and not own and evidence.in_groups(before, frozenset({group})).any(lambda row: has_statistic(row, slot)):
        slot.outcomes, slot.carried = (before,), True


_LEADS = re.compile(r"[\W\d]{0,6}(?:in |among |with )?(?:patients (?:in|with) )?", re.IGNORECASE)
_HEADS = re.compile(r"[)*_]{0,3}:")


def go_on_with_row(slots: Iterable[Slot], context: Context) -> None:
    """Note the row of the figure before: "in papillary disease the ratio was 0.52 and the medians 13.8 and 6.9".

    What a sentence without a figure names is the row of those that go on with it: "Stroke was rarer. It hit 9 and 14".
    """
    for slot in slots:
        if context.row_named and slot.item is None and slot.carried and slot.outcomes[:1] == context.outcomes[:1]:
            slot.item = context.row_named
        if slot.item is None and slot.outcomes:
            slot.item_before = context.item
        elif slot.outcomes:
            context.item = slot.item


def take_bracketed_time(slots: Sequence[Slot], evidence: Evidence) -> None:
    """Read the time of "survival rate (24 months)" as a row of the outcome, which the figures behind it are of."""
    row: tuple[str, str] | None = None
    point = ""
    for slot in slots:
        outcome = slot.outcomes[0] if slot.outcomes else ""
        items = evidence.results(outcome).items if outcome else ()
        number = slot.expression.parts[0].number
        if slot.unit in TIMES and _OPENED.search(slot.before) and slot.after.startswith(")"):
            days = read_times(f"{number.text} {slot.unit}")
            timed = [item for item in items if share_time(read_times(item), days)]
            told = [item for item in timed if _TIME_LAST.sub("", item).casefold() in slot.before.casefold()] or timed
            if told:
                slot.time = point = f"{number.text} {slot.unit}"
                row = (outcome, told[0]) if len(told) == 1 else None
        elif row is not None and slot.outcomes[:1] == row[:1] and (slot.item is None or slot.item not in slot.before):
            slot.item, slot.time = row[1], slot.time or f"={point}"


_OPENED = re.compile(r"\((?:[^()0-9]{1,60},\s)?$")
_TIME_LAST = re.compile(r"\s*[,(:-]?\s*(?:at |by )?[0-9]+ (?:months?|weeks?|years?|days?)\)?$", re.IGNORECASE)
"""What ends the name of a row that is counted at several times: ", 24 months"."""


def take_time_of_rows(slots: Sequence[Slot], evidence: Evidence) -> None:
    """Give patients that are counted at several visits the one time that the sentence tells: "by week 48 ... in 8"."""
    _hold_to_time(slots, evidence)
    points = {slot.time for slot in slots if slot.time is not None and not slot.time.startswith("=")}
    if len(points) != 1:
        return
    [point] = points
    for slot in slots:
        if slot.time is None and slot.unit in ("patients", "events") and slot.item is None and slot.outcomes:
            visits = [read_times(item) for item in evidence.results(slot.outcomes[0]).items]
            timed = len(visits) > 1 and all(visits) and any(share_time(own, read_times(point)) for own in visits)
            slot.time = f"={point}" if timed else None


def _hold_to_time(slots: Iterable[Slot], evidence: Evidence) -> None:
    """Give a figure whose time is told the row of that time: "-1.3 and -1.0 at week 2 and -2.6 and -1.6 at week 8"."""
    for slot in slots:
        if slot.item is None or not slot.outcomes or not (slot.time or "").startswith("="):
            continue
        told, own = read_times((slot.time or "")[1:]), read_times(slot.item)
        items = evidence.results(slot.outcomes[0]).items if own and not share_time(own, told) else ()
        timed = [item for item in items if share_time(read_times(item), told)]
        slot.item = timed[0] if len(timed) == 1 else slot.item
