"""Pairs told without their arms: one sentence tells all of them in one order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.records import Verdict


def judge_orders(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Contradict a pair whose arms are the reverse of those that the other pairs of its sentence were found to be."""
    assumed = [item for item in judgements if _is_assumed(item)]
    kept = {item.slot.sentence for item in assumed if _holds(item)}
    return [
        _reversed(item) if item in assumed and not _holds(item) and item.slot.sentence in kept else item
        for item in judgements
    ]


def _is_assumed(item: Judgement) -> bool:
    """Whether a figure stands, of one of two arms that its place alone tells."""
    by_place = item.slot.arm_source == "convention" and item.slot.partner is not None
    return by_place and item.verdict is Verdict.SUPPORTED and item.part.role in (Role.ESTIMATE, Role.COUNT)


def _holds(item: Judgement) -> bool:
    return any(row.arm in (item.slot.arm, None, "all") for row in item.supporters)


def _reversed(item: Judgement) -> Judgement:
    reason = f"{item.reason}; the other pairs of the sentence tell {item.slot.arm} in this place"
    return replace(item, verdict=Verdict.CONTRADICTED, reason=reason, supporters=(), differs=frozenset({"arm"}))
