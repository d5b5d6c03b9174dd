"""Groups of patients that two figures share, or that each has one of in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.checks.figures import cues
from retrieval.checks.outcomes.told_pairs import PAIRED
from retrieval.checks.sentences.clauses import Clause, arm_spans
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
