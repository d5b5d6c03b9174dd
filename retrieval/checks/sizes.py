"""Numbers of patients analysed: of a result, of an analysis set, of an arm, of a subgroup."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.records import Result
from retrieval.checks import cues
from retrieval.checks.agreement import agrees
from retrieval.checks.evidence import Evidence
from retrieval.checks.judgements import Judgement, unchecked
from retrieval.checks.reasons import describe, read_as
from retrieval.checks.roles import Part, Role
from retrieval.checks.slots import Slot
from retrieval.records import Verdict

_TOGETHER = re.compile(r"\b(?:together|in total|altogether|in all|a total of|combined)\b", re.IGNORECASE)


def judge_size(part: Part, slot: Slot, evidence: Evidence, best: Result | None) -> Judgement:
    """A number of patients analysed: that of the result, of the named analysis set, or of the arm."""
    value = part.number.value
    sizes = evidence.facts.sizes
    arms = {slot.arm} if slot.arm and slot.arm_source != "convention" else {arm for arm, _, _ in sizes}
    if best is not None and best.N is not None and agrees(part.number, best.N):
        return Judgement(
            part,
            slot,
            Verdict.SUPPORTED,
            f"{read_as(slot, best)}; {describe(best, part.role)}",
            best,
            supporters=(best,),
        )
    group = slot.subgroups or slot.context_subgroups
    whole = (
        [row for row in evidence.with_value(str(value)) if value in (row.n, row.N)]
        if isinstance(value, Decimal)
        else []
    )
    for row in whole:
        fits_group = row.subgroup in group if group else False
        if fits_group and (row.arm in (None, "all") or slot.arm is None or row.arm == slot.arm):
            return Judgement(
                part,
                slot,
                Verdict.SUPPORTED,
                f"read as a number of patients; {describe(row, Role.COUNT)}",
                row,
                supporters=(row,),
            )
    populations = slot.population or ({best.population} if best is not None and best.population else frozenset())
    told = [
        item for item in evidence.facts.group_sizes if item[0] in slot.subgroups and item[1] in (slot.arm, None, "all")
    ]
    if told and part.role is Role.TOTAL:
        reason = f"read as the number of patients, {told[0][0]}: {told[0][2]}"
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, best, str(told[0][2]), frozenset({"denominator"}))
    if slot.subgroups or not isinstance(value, Decimal):
        return unchecked(part, slot, "a number of patients that the table does not give", evidence)
    if part.role is Role.TOTAL and slot.arm is None and slot.population and best is None:
        arms = {None, "all"}
    fitting = sorted(
        {
            (arm or "all", population or "", size)
            for arm, population, size in sizes
            if arm in arms and (not populations or population in populations or population is None)
        }
    )
    hit = next((item for item in fitting if agrees(part.number, item[2])), None)
    if hit:
        return Judgement(part, slot, Verdict.SUPPORTED, f"read as the number of patients, {_of(hit)}")
    other = next(
        (
            item
            for item in sorted((arm or "all", population or "", size) for arm, population, size in sizes)
            if item[2] == value
        ),
        None,
    )
    allocated = cues.ALLOCATED.search(slot.before[-40:] + slot.after[:40]) is not None
    whole_trial = _TOGETHER.search(slot.before[-40:]) is not None and not slot.population
    if whole_trial and arms != {None, "all"}:
        fitting, arms = [item for item in fitting if item[0] == "all"], {None, "all"}
    is_size = whole_trial or other or allocated or part.role is Role.TOTAL
    if fitting and is_size and ((slot.arm and slot.arm != "all") or best is not None or arms == {None, "all"}):
        differs = frozenset({"population" if other and other[0] in arms else "arm" if other else "denominator"})
        reason = f"read as the number of patients, {_of(fitting[0])}" + (
            f"; the same digits are {_of(other)}" if other else ""
        )
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, best, str(fitting[0][2]), differs)
    return unchecked(part, slot, "a number of patients that the table does not give", evidence)


def _of(size: tuple[str, str, int]) -> str:
    arm, population, value = size
    return f"{arm}{f', {population}' if population else ''}: {value}"
