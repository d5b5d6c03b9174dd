"""Bare whole numbers of one arm, where that of the other one beside them is how many had the event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.records import Result
from retrieval.checks.binding.reading import Reader
from retrieval.checks.figures.agreement import agrees
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.closeness import LOOSE
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.neighbours import GOOD
from retrieval.checks.judging.reasons import describe, read_as
from retrieval.records import Verdict


def judge_bare_counts(judged: Sequence[Judgement], reader: Reader) -> list[Judgement]:
    """Contradict a bare number that is neither the count nor the share of its arm, by the other arm's count beside it.

    So the 19 of "discontinuations: A 19, B 17", where 17 is the count of B in the table.
    """
    counted = [item for item in judged if item.verdict in GOOD and _is_bare(item) and _is_count(item)]
    return [_held_against(item, counted, reader) if counted and _is_open(item) else item for item in judged]


def _is_bare(item: Judgement) -> bool:
    number = item.part.number
    alone = len(item.slot.expression.parts) == 1 and item.part.role is Role.ESTIMATE
    return alone and number.form == "digits" and number.decimals == 0 and item.slot.unit in (None, "patients")


def _is_count(item: Judgement) -> bool:
    return item.result is not None and agrees(item.part.number, item.result.n)


def _is_open(item: Judgement) -> bool:
    told = item.slot.arm is not None and item.slot.arm_source == "named" and LOOSE in item.reason
    return item.verdict is Verdict.UNCHECKED and told and _is_bare(item)


def _held_against(item: Judgement, counted: Sequence[Judgement], reader: Reader) -> Judgement:
    slot = item.slot
    for other in counted:
        beside = abs(other.slot.sentence - slot.sentence) <= 1 and other.slot.trial == slot.trial
        same = other.slot.outcomes[:1] == slot.outcomes[:1] and other.slot.grades == slot.grades
        if not (beside and same and other.result is not None and other.result.arm != slot.arm):
            continue
        row = _of_arm(other.result, slot.arm, reader.for_trial(slot.trial or "").results(other.result.outcome))
        if row is not None and not any(agrees(item.part.number, held) for held in (row.n, row.value)):
            reason = f"{read_as(slot, row)}; {describe(row, Role.COUNT)}"
            return replace(item, verdict=Verdict.CONTRADICTED, reason=reason, result=row, expected=str(row.n))
    return item


def _of_arm(row: Result, arm: str | None, rows: Sequence[Result]) -> Result | None:
    """The one result of another arm that is of the same kind."""
    names = ("statistic", "grade", "subgroup", "data_cutoff", "item", "population", "category", "time_frame", "source")
    own = [getattr(row, name) for name in names]
    found = [it for it in rows if it.arm == arm and it.n is not None and [getattr(it, name) for name in names] == own]
    return found[0] if len(found) == 1 else None
