"""Bounds told together that are of two results: no interval of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.checks.figures.agreement import printed
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.reasons import describe, read_as
from retrieval.records import Verdict


def judge_one_interval(judged: Sequence[Judgement]) -> list[Judgement]:
    """Contradict the upper bound that another result has than the lower one beside it, both of one outcome."""
    found = list(judged)
    for place, high in enumerate(judged):
        low = next((it for it in judged if it.slot is high.slot and it.part.role is Role.LOW), None)
        if high.part.role is not Role.HIGH or low is None or not (_is_held(low) and _is_held(high)):
            continue
        if {row.id for row in low.supporters} & {row.id for row in high.supporters}:
            continue
        before = [it.result.id for it in judged[:place] if it.part.role is Role.ESTIMATE and it.result is not None]
        row = next((row for row in low.supporters if row.id in before[-1:]), low.supporters[0])
        reason = f"{read_as(high.slot, row)}; {describe(row, Role.HIGH)}"
        told = replace(high, verdict=Verdict.CONTRADICTED, reason=reason, result=row, supporters=())
        found[place] = replace(told, expected=printed(row.ci_high) if row.ci_high is not None else None)
    return found


def _is_held(item: Judgement) -> bool:
    return item.verdict is Verdict.SUPPORTED and bool(item.supporters)
