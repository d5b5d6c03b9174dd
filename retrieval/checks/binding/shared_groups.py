"""Groups of patients that two figures share, or that each has one of in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Role
from retrieval.checks.outcomes.told_pairs import PAIRED
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot


def share_groups(clause: Clause, slots: Sequence[Slot]) -> None:
    """In "77 % and 67 % of those with A, 86 % versus 63 % of those with B" a pair has the group behind it.

    Two ratios behind two groups are of these in their order: "better in A than in B (HR 0.44 vs 0.72)".
    """
    for first, second in pairwise(slots):
        _share_in_order(clause, first, second)
        told = [
            item
            for item in clause.mentions.get("subgroup", ())
            if item.start >= second.expression.end and item.term.name in second.subgroups
        ]
        paired = first.partner is not None and slots[first.partner] is second and PAIRED.fullmatch(second.before)
        if paired and told and first.unit == second.unit:
            first.subgroups, first.whole = second.subgroups, second.whole

    figures = [slot for slot in slots if slot.expression.parts[0].role not in (Role.GRADE, Role.DATE)]
    for place in range(2, len(figures) - 1):
        _share_as_before(clause, *figures[place - 2 : place + 2])


def _share_as_before(clause: Clause, first: Slot, second: Slot, third: Slot, fourth: Slot) -> None:
    """The other arm's figures are of the groups told first: "A 24.6 % in X and 37.5 % in Y; B 15.2 % and 16.7 %".

    So are they of the grades.
    """
    kinds = {(slot.outcomes[:1], slot.unit) for slot in (first, second, third, fourth)}
    told = (len(first.subgroups), len(second.subgroups)) == (1, 1) and first.subgroups != second.subgroups
    arms = first.arm == second.arm != third.arm == fourth.arm and third.arm_source == "named"
    if told and arms and len(kinds) == 1 and not (third.subgroups or fourth.subgroups or third.whole or fourth.whole):
        third.subgroups, fourth.subgroups = first.subgroups, second.subgroups
    own = any(item.start >= second.expression.end for item in clause.mentions.get("grade", ()))
    if first.grades and second.grades and first.grades != second.grades and arms and len(kinds) == 1 and not own:
        third.grades, fourth.grades = first.grades, second.grades


def _share_in_order(clause: Clause, first: Slot, second: Slot) -> None:
    paired = _PAIR.fullmatch(second.before) is not None
    ratios = first.statistics & second.statistics & cues.RATIOS and paired
    low = first.expression.start - len(first.before)
    before = [m for m in clause.mentions.get("subgroup", ()) if low <= m.start and m.end <= first.expression.start]
    names = list(dict.fromkeys(m.term.name for m in before if m.term.name in clause.evidence.facts.groups))
    if len(names) != len((first, second)):
        return
    of_arm = paired and first.unit == second.unit and {it.name for it in arm_spans(clause)} == {first.arm}
    if ratios or (of_arm and _SIDE_BY_SIDE.search(clause.text, before[0].start, before[-1].end)):
        first.subgroups, second.subgroups = frozenset(names[:1]), frozenset(names[1:])
        second.arm, second.arm_source = first.arm, first.arm_source


_SIDE_BY_SIDE = re.compile(r"\b(?:vs\.?|versus|and|against|compared with)\b", re.IGNORECASE)
"""Between two groups of which one arm's figures are told: "early vs late relapse, with A: 24.7 vs 42.7 months"."""
_PAIR = re.compile(r"\s(?:vs\.?|versus|and|against|compared with)\s", re.IGNORECASE)
