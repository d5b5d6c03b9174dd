"""Outcomes told as a list before as many numbers, or pairs of numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import Mention


def listed_outcomes(clause: Clause, told: Sequence[Slot], mentions: Sequence[Mention]) -> dict[int, Mention]:
    """Outcomes told as a list before as many numbers, or pairs of numbers: "A and B were 44 % and 33 %"."""
    distinct = list({mention.term.name: mention for mention in mentions}.values())
    if len(distinct) < 2 or not told:
        return {}
    if any(mention.end > told[0].expression.start for mention in distinct):
        return {}
    if not all(_joined(clause.text, one.end, two.start) for one, two in pairwise(distinct)):
        return {}
    timed = (slot for slot in told if not slot.time or slot.time.startswith("="))
    figures = [slot for slot in timed if slot.expression.parts[0].role is not Role.DATE]
    of_arms = [list(block) for _, block in groupby(figures, key=lambda slot: slot.arm)]
    if len(of_arms) > 1 and all(len(block) == len(distinct) and block[0].arm for block in of_arms):
        return {id(slot): distinct[place] for block in of_arms for place, slot in enumerate(block)}
    groups = _pairs_of(figures, told)
    if len(groups) != len(distinct):
        return {}
    return {id(slot): mention for group, mention in zip(groups, distinct, strict=True) for slot in group}


def _pairs_of(figures: Sequence[Slot], told: Sequence[Slot]) -> list[list[Slot]]:
    """The figures, those of two arms that are held against each other together."""
    groups: list[list[Slot]] = []
    index = {id(slot): place for place, slot in enumerate(told)}
    for slot in figures:
        last = groups[-1][-1] if groups else None
        follows = last is not None and index[id(last)] == index[id(slot)] - 1
        against = follows and slot.partner is not None and cues.CONTRAST.search(slot.before) is not None
        if against or (last is not None and _is_of_other_arm(last, slot)):
            groups[-1].append(slot)
        else:
            groups.append([slot])
    return groups


def names_in_list(clause: Clause, mentions: Sequence[Mention]) -> list[str]:
    """Three or more outcomes that are named side by side: "CR, MRD negativity and both"; empty for others."""
    distinct = list({mention.term.name: mention for mention in mentions}.values())
    listed = all(_joined(clause.text, one.end, two.start) for one, two in pairwise(distinct))
    return [mention.term.name for mention in distinct] if listed and len(distinct) > len(("one", "two")) else []


def _is_of_other_arm(first: Slot, second: Slot) -> bool:
    """Whether two figures stand beside two arms, "19 % of those on A against 7 % of those on B": one outcome's."""
    arms = {first.arm, second.arm}
    return None not in arms and len(arms) == 2 and first.arm_source == second.arm_source == "named"


def _joined(text: str, start: int, end: int) -> bool:
    return (
        end - start < 30
        and re.fullmatch(r"(?:\s*\([^()]{0,20}\))?\s*(?:,|and|, and|or|/|&)\s*(?:the |of |in )*", text[start:end])
        is not None
    )
