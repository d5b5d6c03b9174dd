"""A number of whose slot the table has no result at all."""

from __future__ import annotations

import re
from collections.abc import Set
from decimal import Decimal

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.agreement import printed
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.figures.starts import is_baseline
from retrieval.checks.figures.times import read_times, share_time
from retrieval.checks.judging.arithmetic import HUNDRED
from retrieval.checks.judging.derivation import derive, may_follow
from retrieval.checks.judging.each_arm import of_each_arm, of_nobody
from retrieval.checks.judging.judgements import Judgement, judge_derived, unchecked
from retrieval.checks.judging.lookalikes import find_lookalike, is_telling
from retrieval.checks.judging.reasons import read_as
from retrieval.checks.judging.sizes import judge_analysed, judge_size
from retrieval.checks.sentences.matching import agreeing, but_for_arm
from retrieval.checks.sentences.reported_numbers import field_of
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.table.rows import Rows
from retrieval.records import Verdict


def is_arm_open(slot: Slot) -> bool:
    """Whether a number's arm is that of a number before, and nobody names one beside it."""
    return slot.arm_source == "near" and slot.arm != "all"


def judge_without_slot(part: Part, slot: Slot, evidence: Evidence, rows: Rows) -> Judgement:
    """The table has no result of this slot: a result with the same digits that differs in what is given contradicts."""
    each = of_each_arm(part, slot, evidence, rows)
    if each is not None and part.number.form == "share":
        return each
    near = agreeing(rows, slot, evidence, statistic=False)
    derived = derive(part, slot, near, but_for_arm(rows, slot, evidence)) if may_follow(part) else None
    if derived is not None:
        return judge_derived(part, slot, derived)
    if each is not None:
        return each
    lookalike, differs = find_lookalike(part, slot, evidence, counted=True)
    if (reason := _left_open(slot, rows, lookalike, differs)) is not None:
        return unchecked(part, slot, f"{read_as(slot, None)}; {reason}", evidence)
    if differs == {"cutoff"} and _is_size_of_arm(part, slot, evidence):
        return judge_size(part, slot, evidence, None)
    elsewhen = lookalike is not None and differs == {"time point"} and _is_of_told_time(part, slot, lookalike)
    told = part.role is not Role.LEVEL and (part.role is not Role.TOTAL or bool(rows))  # a size of nothing known
    if lookalike is not None and told and (differs - {"time point"} or elsewhen):
        reason = f"{read_as(slot, None)}; the same digits are {read_as(slot, lookalike, own=True)}"
        expected = f"{printed(field_of(part.role, lookalike))} {lookalike.unit}" if differs == {"unit"} else None
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, lookalike, expected, differs, lookalike)
    return _judge_as_other(part, slot, evidence, rows) or unchecked(
        part, slot, f"{read_as(slot, None)}; the table holds no such result", evidence
    )


def _left_open(slot: Slot, rows: Rows, lookalike: Result | None, differs: Set[str]) -> str | None:
    """Why a result of the same digits does not speak against a number: the text may tell it of that."""
    if slot.phase is not None and "outcome" in differs and not _has_phase(slot, rows):
        return "the table has it of another phase alone"
    each_of_both = slot.arm == "all" and slot.arm_source == "near"  # "44 % and 45 % in either arm"
    if lookalike is not None and differs == {"arm"} and (each_of_both or is_arm_open(slot)):
        return f"the text may tell it of {lookalike.arm}"
    return "the table has it of no grade at all" if differs == {"grade"} and rows.grades == {None} else None


def _judge_as_other(part: Part, slot: Slot, evidence: Evidence, rows: Rows) -> Judgement | None:
    """The verdict on a number as a ratio, as one of nobody, or as a number of patients."""
    if (ratio := _as_ratio(part, slot, rows)) is not None:
        reason = f"{read_as(slot, None)}; the same digits are {read_as(slot, ratio, own=True)}, which is no share"
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, ratio, printed(ratio.value))
    if (nobody := of_nobody(part, slot, rows)) is not None:
        reason = f"{read_as(slot, nobody)}; nobody of that arm was measured"
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, nobody, "no value: 0 patients")
    if part.number.unit in (None, "patients") and (analysed := judge_analysed(part, slot, rows)) is not None:
        return analysed
    if part.role is Role.TOTAL or (slot.subgroups and part.number.unit == "patients") or _counts_group(part, slot):
        return judge_size(part, slot, evidence, None)
    return None


def _as_ratio(part: Part, slot: Slot, rows: Rows) -> Result | None:
    """The ratio of the outcome whose digits are told as a share of patients: "85.5 % survived" of HR 0.855."""
    if part.number.unit != "%" or not part.number.decimals or slot.time or _OF_HAZARD.search(slot.told):
        return None
    told = [row for row in rows if family(row.statistic, row.unit) in cues.RATIOS and isinstance(row.value, Decimal)]
    return next((row for row in told if HUNDRED * row.value == part.number.value), None)  # type: ignore[operator]  # decimals


_OF_HAZARD = re.compile(r"\b(?:hazards?|risk|odds)\b", re.IGNORECASE)


def _is_size_of_arm(part: Part, slot: Slot, evidence: Evidence) -> bool:
    """Whether a number is that of an arm's patients in some analysis set, whatever the cut-off: these do not change."""
    return part.number.decimals == 0 and any(
        slot.arm in (None, arm) and size == part.number.value for arm, _, size in evidence.facts.sizes
    )


def _is_of_told_time(part: Part, slot: Slot, row: Result) -> bool:
    """Whether a result's title tells a time point that the sentence does not: "month 4" told as "month 12"."""
    own = read_times(f"{row.outcome} {row.item or ''}") or _frame_of(row)
    digits = part.number.text.strip("-").replace(".", "").lstrip("0")
    telling = is_telling(part, slot) or (part.role is Role.ESTIMATE and bool(part.number.decimals) and len(digits) > 2)
    total = slot.expression.number(Role.TOTAL) if part.role is Role.COUNT else None
    telling = telling or (total is not None and total.value == row.N)
    return bool(own) and telling and not share_time(own, read_times(slot.told))


def _frame_of(row: Result) -> frozenset[float]:
    """The time point that is all a rate's time frame says: "4 years", and no "up to 4 years"."""
    frame = (row.time_frame or "").strip()
    return (
        read_times(frame) if row.category == "efficacy" and row.unit == "%" and _BARE_TIME.fullmatch(frame) else _NEVER
    )


_BARE_TIME = re.compile(r"(?:at )?(?:(?:day|week|month|year) [0-9]+|[0-9]+ (?:day|week|month|year)s?)", re.IGNORECASE)


def _has_phase(slot: Slot, rows: Rows) -> bool:
    """Whether any result of the outcome is of the phase that is told: at baseline, or later."""
    return rows.any(lambda row: is_baseline(row) == (slot.phase == "baseline"))


def _counts_group(part: Part, slot: Slot) -> bool:
    """Whether a bare number tells how many of a group one arm had: "late relapse (A 104, B 72)"."""
    number = part.number
    bare = part.role is Role.ESTIMATE and number.form == "digits" and number.decimals == 0 and slot.unit is None
    return bare and bool(slot.subgroups) and slot.arm is not None and not slot.statistics


_NEVER: frozenset[float] = frozenset()
