"""Where the figures of a sentence stand, as seen from its qualifiers: the two arms' figures of a pair as one place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.qualifiers import Qualifier, follows
from retrieval.checks.sentences.slots import Slot

Span = tuple[int, int]


def places_of(clause: Clause, slots: Sequence[Slot], qualifiers: Sequence[Qualifier]) -> dict[int, Span]:
    """The span of each number by the slot's identity; of "24.6 % vs 15.2 %", of two arms, that of both."""
    found = {id(slot): (slot.expression.start, _end_of(clause, slot)) for slot in slots}
    place = 0
    while place + 1 < len(slots):
        first, second = slots[place : place + 2]
        begin = slots[place - 1].expression.end if place else clause.sentence.start
        paired = _is_pair(clause, first, second, qualifiers) and not _are_at_two_times(
            clause, first, second, [item for item in qualifiers if item.start >= begin]
        )
        if paired:
            found[id(first)] = found[id(second)] = (first.expression.start, _end_of(clause, second))
        place += 2 if paired else 1
    return found


def _end_of(clause: Clause, slot: Slot) -> int:
    """Where a number ends, with the brackets behind it that name its arm: "24.6 % (A) in early relapse"."""
    own = _BRACKETS.match(clause.text, slot.expression.end)
    return (
        own.end()
        if own and any(own.start() < arm.start < own.end() for arm in arm_spans(clause))
        else slot.expression.end
    )


_BRACKETS = re.compile(r"\s?\([^()0-9]{1,40}\)")


def _is_pair(clause: Clause, first: Slot, second: Slot, qualifiers: Sequence[Qualifier]) -> bool:
    """Whether two figures of one outcome in two arms stand side by side, with no qualifier between."""
    start, end = first.expression.end, second.expression.start
    alike = first.outcomes[:1] == second.outcomes[:1] and first.unit == second.unit and first.arm != second.arm
    if not alike or None in (first.arm, second.arm) or not 0 < end - start < _NEAR:
        return False
    joined = _JOINED.search(clause.text, start, end) is not None and _PARTED.search(clause.text, start, end) is None
    return joined and not any(start <= item.start < end for item in qualifiers)


def _are_at_two_times(clause: Clause, first: Slot, second: Slot, qualifiers: Sequence[Qualifier]) -> bool:
    """Whether an analysis leads in the first figure, and another stands right behind the second."""
    before = [it for it in qualifiers if it.cutoffs and it.end <= first.expression.start]
    behind = [it for it in qualifiers if it.cutoffs and follows(clause.text, second.expression.end, it.start)]
    return bool(before and behind) and before[-1].cutoffs.isdisjoint(behind[0].cutoffs)


_NEAR = 80
"""Code points between the two figures of a pair."""
_JOINED = re.compile(r"\b(?:and|vs?|versus|against|compared (?:with|to)|as opposed to)\b|/|\bor\b", re.IGNORECASE)
_PARTED = re.compile(r"[;:]|\.\s")
