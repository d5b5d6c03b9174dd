"""Pairs told without their arms: one sentence, and most often one text, tells all of them in one order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.records import Verdict


def judge_orders(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Contradict a pair whose arms are the reverse of those that the other pairs of its sentence were found to be.

    So it is with the one pair of a text whose other pairs, several of them, all stand in one order.
    """
    assumed = [item for item in judgements if _is_assumed(item)]
    kept = {item.slot.sentence for item in assumed if _holds(item)}
    turned = {item.slot.sentence for item in assumed if not _holds(item)}
    wrong = turned & kept if len(turned) > 1 or len(kept) < _SEVERAL else turned
    return [
        _reversed(item) if item in assumed and item.slot.sentence in wrong and not _holds(item) else item
        for item in judgements
    ]


_SEVERAL = 3
"""Sentences whose pairs tell the order of a text."""


def _is_assumed(item: Judgement) -> bool:
    """Whether a figure stands, of one of two arms that its place alone tells."""
    by_place = item.slot.arm_source == "convention" and item.slot.partner is not None and bool(item.supporters)
    return by_place and item.verdict is Verdict.SUPPORTED and item.part.role in (Role.ESTIMATE, Role.COUNT)


def _holds(item: Judgement) -> bool:
    return any(row.arm in (item.slot.arm, None, "all") for row in item.supporters)


def _reversed(item: Judgement) -> Judgement:
    reason = f"{item.reason}; the other pairs tell {item.slot.arm} in this place"
    return replace(item, verdict=Verdict.CONTRADICTED, reason=reason, supporters=(), differs=frozenset({"arm"}))
