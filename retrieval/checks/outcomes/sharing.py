"""Outcomes and grades that figures share with those told before or behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.checks.outcomes.carrying import carry
from retrieval.checks.outcomes.fitting import fits
from retrieval.checks.outcomes.told_pairs import share_backwards
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot


def share_outcomes(clause: Clause, told: list[Slot]) -> None:
    """Let figures go on with one told later in a pair, or with one before that has their unit.

    In "20 cycles and 81 weeks with A; with B 9 cycles and 35.7 weeks" the last goes on with the weeks before.
    """
    share_backwards(clause, told)
    _share_grade(clause, told)
    for place, slot in enumerate(told):
        previous = told[place - 1] if place else None
        if previous is None or not slot.outcomes or slot.unit is None or slot.told_at != previous.told_at:
            continue
        if fits(clause, slot, slot.outcomes[0]):
            continue
        same = [one for one in told[:place] if one.unit == slot.unit and one.outcomes]
        if same and fits(clause, slot, same[-1].outcomes[0]):
            carry(slot, same[-1])


def _share_grade(clause: Clause, told: Sequence[Slot]) -> None:
    """In "and 105 and 70 a serious one" the grade behind the pair is that of both."""
    for first, second in pairwise(told):
        if first.outcomes != second.outcomes or first.arm == second.arm or not _BEGINS.search(first.before):
            continue
        behind = [item for item in clause.mentions.get("grade", ()) if item.start >= second.expression.end]
        if behind and _A.fullmatch(clause.text, second.expression.end, behind[0].start):
            first.grades = second.grades = frozenset({behind[0].term.name})


_BEGINS = re.compile(r"[,;]\s(?:and|while|whereas|but)\s$")
_A = re.compile(r"[)\]]?(?:\s(?:on|with|in|of)\s[\w-]+(?:\s[\w-]+)?)?\s(?:had\s)?(?:an?\s)?", re.IGNORECASE)
