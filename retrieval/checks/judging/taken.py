"""What is taken from another number in words or signs: "179 randomised minus 177 treated leaves 2", "1 minus 0.36"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.neighbours import GOOD, decided, is_whole_number, value_of
from retrieval.records import Verdict

_MINUS = r"(?:minus|[-\u2212])"
_TAKEN, _TAKES = re.compile(rf"\s{_MINUS}\s$"), re.compile(rf"\s{_MINUS}\s")
_LEAVES = re.compile(r"(?:\b(?:leaves?|leaving|is|makes|gives)|=)\s(?:the\s)?$", re.IGNORECASE)


def as_left(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """What the two numbers right before it leave: "179 randomised minus 177 treated leaves 2"."""
    before = [it for it in sentence if it.part.number.start < item.part.number.start]
    whole = len(before) > 1 and all(is_whole_number(it) for it in before[-2:])
    if not whole or not _LEAVES.search(item.slot.before) or not _TAKEN.search(before[-1].slot.before):
        return None
    first, second = before[-2:]
    left = value_of(first) - value_of(second)
    return decided(item, left, f"{first.part.number.text} - {second.part.number.text} = {left}", first)


def as_taken(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """A number taken from another, or the one that a ratio is taken from: read as a figure it is not contradicted."""
    taken = _TAKEN.search(item.slot.before) is not None and item.slot.arm_source != "named"
    from_one = item.part.number.value == 1 and _TAKES.match(item.slot.after) is not None
    if item.verdict is not Verdict.CONTRADICTED or not (taken or from_one):
        return None
    held = [it for it in sentence if it is not item and it.verdict in GOOD]
    reason = "a part of what is reckoned"
    return (
        replace(item, verdict=Verdict.UNCHECKED, reason=reason, result=None, expected=None, differs=frozenset())
        if held
        else None
    )
