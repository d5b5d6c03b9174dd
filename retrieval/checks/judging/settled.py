"""Figures of a sentence that names no outcome, where others of it are confirmed of the one told before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from retrieval.checks.binding.reading import Reader
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.comparison import judge
from retrieval.checks.judging.judgements import Judgement
from retrieval.records import Verdict

_ENOUGH = 2
"""Figures with decimals that are confirmed of an outcome: the words of their sentence tell no other."""


def judge_settled(judged: Sequence[Judgement], reader: Reader) -> list[Judgement]:
    """Contradict what was left open because its sentence may tell another outcome, where others of it settle that."""
    left = {id(it.slot): it.slot for it in judged if it.slot.astray and it.verdict is Verdict.UNCHECKED}
    if not left:
        return list(judged)
    settled = Counter(item.slot.outcomes[0] for item in judged if _is_confirmed(item))
    found: dict[int, list[Judgement]] = {}
    for slot in left.values():
        if slot.outcomes and settled[slot.outcomes[0]] >= _ENOUGH:
            again = judge(replace(slot, astray=False), reader.for_trial(slot.trial or ""))
            found[id(slot)] = [replace(item, slot=slot) for item in again]
    parts = {id(item.part): item for again in found.values() for item in again}
    return [parts.get(id(item.part), item) for item in judged]


def _is_confirmed(item: Judgement) -> bool:
    own = item.slot.astray and item.result is not None and item.result.outcome in item.slot.outcomes[:1]
    told = item.part.role is Role.ESTIMATE and bool(item.part.number.decimals)
    return own and told and item.verdict is Verdict.SUPPORTED
