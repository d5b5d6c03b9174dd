"""Fatal events of which a record has no count of its own: they are no more than its deaths."""

from __future__ import annotations

import re
from decimal import Decimal

from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.judging.judgements import Judgement, unchecked
from retrieval.checks.judging.reasons import describe, read_as
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.records import Verdict

_FATAL = re.compile(r"\bfatal\b", re.IGNORECASE)
_DEATHS = "All-cause mortality"
"""What a registry record calls the deaths in its tables of adverse events."""


def judge_fatal(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """Contradict a count of fatal events that is above the deaths from any cause of the same arm; else nothing."""
    if slot.arm is None or not _FATAL.search(slot.outcomes[0]):
        return []
    deaths = evidence.results(_DEATHS).where(lambda row: row.arm == slot.arm and row.unit == "patients")
    most = max((row.n for row in deaths if row.n is not None), default=None)
    told = [part for part in slot.expression.parts if _counts(part, slot)]
    if most is None or not any(part.number.value > most for part in told):  # type: ignore[operator]  # decimals
        return []
    row = next(row for row in deaths if row.n == most)
    reason = f"no more can have been fatal than died: {read_as(slot, row, own=True)}; {describe(row, Role.COUNT)}"
    return [
        Judgement(part, slot, Verdict.CONTRADICTED, reason, row, f"at most {most}")
        if part in told
        else unchecked(part, slot, f"the table holds no result for {slot.outcomes[0]}", evidence)
        for part in slot.expression.parts
    ]


def _counts(part: Part, slot: Slot) -> bool:
    """Whether a number is a count of patients."""
    counted = part.role is Role.COUNT or (part.role is Role.ESTIMATE and part.number.unit == "patients")
    counted = counted or (part.role is Role.ESTIMATE and slot.unit == "patients")
    return counted and isinstance(part.number.value, Decimal)
