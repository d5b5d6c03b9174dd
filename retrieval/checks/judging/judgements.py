"""The verdict on one number, with what findings need to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import islice

from ingest.records import Result
from retrieval.checks.figures.agreement import agrees
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.judging.arithmetic import Derived
from retrieval.checks.judging.reasons import assumptions, describe, read_as
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.records import Verdict


@dataclass(slots=True)
class Judgement:
    """The verdict on one number, with what findings need to know.

    Attributes:
        differs: Qualifiers in which the result with the same digits differs from the slot.
        lookalike: That result.
        supporters: All results that agree, in the order of the table, or the leading source's first.
        rival: The leading report of the same interval, where it prints another confidence level.
    """

    part: Part
    slot: Slot
    verdict: Verdict
    reason: str
    result: Result | None = None
    expected: str | None = None
    differs: frozenset[str] = frozenset()
    lookalike: Result | None = None
    supporters: tuple[Result, ...] = field(default=())
    rival: Result | None = None

    def is_of_other_cutoff(self) -> bool:
        """Whether a figure with decimals is the very outcome's at another cut-off: no other outcome is told."""
        same = self.lookalike is not None and self.lookalike.outcome in self.slot.outcomes[:1]
        return same and self.differs == {"cutoff"} and bool(self.part.number.decimals)


def judge_derived(part: Part, slot: Slot, derived: Derived) -> Judgement:
    """The verdict on a number by the sum that other figures of the table make."""
    reason = f"{read_as(slot, derived.result)}; {derived.formula}"
    return Judgement(part, slot, derived.verdict, reason, derived.result, derived.expected)


def align(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Let the numbers of one sentence be decided by results of one data cut-off, where all of them can."""
    decided = [item for item in judgements if item.verdict is Verdict.SUPPORTED and item.supporters]
    shared = [
        {row.data_cutoff for row in item.supporters}
        for item in decided
        if item.part.role in (Role.ESTIMATE, Role.COUNT)
    ]
    common = set.intersection(*shared) if shared else set()
    if not common:
        return list(judgements)
    newest = max(common, key=lambda day: day or date.min)
    aligned: list[Judgement] = []
    for item in judgements:
        fitting = [row for row in item.supporters if row.data_cutoff == newest]
        if item in decided and item.result is not None and item.result.data_cutoff != newest and fitting:
            row = min(fitting, key=gaps)
            reason = f"{read_as(item.slot, row)}; {describe(row, item.part.role)}{assumptions(item.slot, row)}"
            aligned.append(replace(item, result=row, reason=reason))
        else:
            aligned.append(item)
    return aligned


def gaps(row: Result) -> int:
    """How much a result leaves out of what makes a figure whole."""
    bounds = (row.ci_low is None) + (row.ci_level is None)
    return bounds + (row.n is None) + (row.N is None) + (row.p_value is None) + (row.quote is None)


def unchecked(part: Part, slot: Slot, reason: str, evidence: Evidence) -> Judgement:
    """Say why nothing decides, and which figures look alike."""
    value = part.number.value
    alike = (
        evidence.with_value(str(value))
        if isinstance(value, Decimal) and part.number.form == "digits" and part.role is Role.ESTIMATE
        else ()
    )
    agreeing = (row for row in alike if row.value is not None and agrees(part.number, row.value))
    telling = list(islice(agreeing, 2))
    if telling:
        reason += "; looks like " + " and ".join(read_as(slot, row, own=True) for row in telling)
    return Judgement(part, slot, Verdict.UNCHECKED, reason)
