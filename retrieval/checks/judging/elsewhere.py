"""Figures given to a trial that the corpus does not hold: nothing bears them out, but they may be a held trial's."""

from __future__ import annotations

from dataclasses import replace

from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.comparison import judge
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.lookalikes import is_telling
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.records import Verdict

_SECONDARY = (Role.GRADE, Role.LEVEL, Role.P)
"""What an expression may get wrong and still be the held trial's figure."""


def judge_elsewhere(slot: Slot, evidence: Evidence | None) -> list[Judgement]:
    """Return the verdicts on figures of another trial: contradicted where digits and slot are those of a held one.

    Args:
        evidence: Of the held trial that the text is about; ``None`` where it is about none.
    """
    reason = f"attributed to {slot.elsewhere}, which the corpus does not hold"
    told = _judge_as_own(slot, evidence) if evidence is not None else []
    if not told or evidence is None:
        return [Judgement(part, slot, Verdict.UNCHECKED, reason) for part in slot.expression.parts]
    owner = evidence.trial.acronym or evidence.trial.id
    return [
        replace(
            item, slot=slot, verdict=Verdict.CONTRADICTED, supporters=(), differs=frozenset({"trial"}),
            reason=f"{reason}; the same digits are those of {owner}: {item.reason}",
        )
        if item.verdict is Verdict.SUPPORTED
        else replace(item, slot=slot, verdict=Verdict.UNCHECKED, result=None, expected=None, reason=reason)
        for item in told
    ]  # fmt: skip


def _judge_as_own(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """The verdicts on an expression as the held trial's, where its digits are telling and all of it fits."""
    counted = slot.expression.number(Role.COUNT) is not None and slot.expression.number(Role.TOTAL) is not None
    if not slot.outcomes or slot.unknown or not (counted or any(is_telling(p, slot) for p in slot.expression.parts)):
        return []
    found = judge(replace(slot, elsewhere=None), evidence)
    fits = all(item.verdict is Verdict.SUPPORTED for item in found if item.part.role not in _SECONDARY)
    return found if fits else []
