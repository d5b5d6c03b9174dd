"""A number that no result of its slot has: derived, contradicted by the slot's own figure, or not to be decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.agreement import agrees, printed
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.judging.absent_slots import is_arm_open
from retrieval.checks.judging.arithmetic import HUNDRED, show
from retrieval.checks.judging.closeness import (
    LOOSE,
    counts_things,
    has_own_bounds,
    is_decided,
    is_large_mean,
    is_level_of,
    is_of_arm,
)
from retrieval.checks.judging.derivation import derive, may_follow
from retrieval.checks.judging.each_arm import of_each_arm
from retrieval.checks.judging.judgements import Judgement, judge_derived, unchecked
from retrieval.checks.judging.lookalikes import find_lookalike, told_as_well
from retrieval.checks.judging.open_reasons import is_of_another_period, leaves_open
from retrieval.checks.judging.reasons import assumptions, describe, read_as
from retrieval.checks.judging.seriousness import may_count_both
from retrieval.checks.judging.sizes import judge_size
from retrieval.checks.judging.wholes import is_whole_of
from retrieval.checks.sentences.matching import but_for_arm
from retrieval.checks.sentences.reported_numbers import reported
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.table.p_sides import sides_of
from retrieval.checks.table.rows import Rows
from retrieval.records import Verdict
from retrieval.terms import split_tokens


def judge_against(part: Part, slot: Slot, evidence: Evidence, candidates: Sequence[Result], rows: Rows) -> Judgement:
    """A number that no candidate has: derived, contradicted by the slot's own figure, or not to be decided."""
    best = candidates[0]
    if best.outcome == _STARTED and _OF_EACH.match(slot.after):
        slot = replace(slot, arm=None, arm_source=None)
    derived = derive(part, slot, candidates, but_for_arm(rows, slot, evidence)) if may_follow(part) else None
    if derived is not None:
        return judge_derived(part, slot, derived)
    if (reason := _not_comparable(part, slot, best, evidence)) is not None:
        return unchecked(part, slot, f"{read_as(slot, best)}; {reason}", evidence)
    if part.role is Role.TOTAL or (part.role is Role.ESTIMATE and is_whole_of(slot)):
        return judge_size(part, slot, evidence, best)
    if part.role is Role.ESTIMATE and part.number.unit == "%" and best.n is not None and best.N and best.unit != "%":
        share = show(HUNDRED * best.n / best.N, part.number)
        reason = f"{read_as(slot, best)}; {describe(best, Role.COUNT)}: {best.n}/{best.N} = {share} %"
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, best, share)
    holder = next((row for row in candidates if reported(part, row, slot) is not None), None)
    if holder is None:
        return of_each_arm(part, slot, evidence, rows) or _judge_absent(part, slot, best, evidence)
    if holder.outcome == _STARTED and (entered := _judge_entered(part, slot, evidence)) is not None:
        return entered
    alike = find_lookalike(part, slot, evidence)
    if counts_things(part, slot) or not _is_decided(part, slot, holder, evidence, alike):
        return _judge_loose(part, slot, holder, evidence)
    level = is_level_of(part, slot, holder)
    if not level and (reason := _left_open(part, slot, holder, evidence, alike)) is not None:
        return unchecked(part, slot, f"{read_as(slot, holder)}; {reason}", evidence)
    return _contradicted(part, slot, holder, candidates, alike)


_STARTED = "Started"
"""A record's own name for those who entered a part of its flow, which may be fewer than were assigned."""
_OF_EACH = re.compile(r"\s?(?:people|patients|participants|subjects)?:\s")
"""Between a number of all and those of each arm."""


def _judge_entered(part: Part, slot: Slot, evidence: Evidence) -> Judgement | None:
    """A number of those assigned that the flow has not, and another set of the arm, or all arms together, has."""
    told = slot if slot.arm_source == "named" else replace(slot, arm=None, arm_source=None)
    size = judge_size(part, told, evidence, None) if part.number.decimals == 0 else None
    held = size is not None and size.verdict in (Verdict.SUPPORTED, Verdict.DERIVED)
    return replace(size, slot=slot) if size is not None and held else None


def _not_comparable(part: Part, slot: Slot, best: Result, evidence: Evidence) -> str | None:
    """Why no figure of the slot speaks against a number."""
    if may_count_both(part, slot, best, evidence.results(best.outcome)):
        return "the table has serious and non-serious events apart"
    if part.number.form in ("share", "factor") or _is_some_of(part, slot, best):
        return "some of them, not of what" if part.role is Role.COUNT else "no share or ratio follows from it"
    return None


_Alike = tuple[Result | None, frozenset[str]]
"""A result of the same digits, and in what it differs."""


def _is_decided(part: Part, slot: Slot, holder: Result, evidence: Evidence, alike: _Alike) -> bool:
    """Whether a number is told so that the slot's own figure speaks against it."""
    lookalike, differs = alike
    if family(holder.statistic, holder.unit) == cues.COUNT and (slot.arm or holder.arm == "all"):
        return True
    if lookalike is not None and differs == {"arm"} and slot.arm_source in ("named", "sequence"):
        return True
    if part.number.decimals and is_of_arm(slot, holder, evidence):
        return True
    return is_decided(part, slot) or has_own_bounds(part, slot, holder) or is_large_mean(part, slot, holder)


def _contradicted(part: Part, slot: Slot, holder: Result, candidates: Sequence[Result], alike: _Alike) -> Judgement:
    """The verdict that the slot's own figure, or a p-value of other sides, is another number."""
    lookalike, differs = alike
    reason = f"{read_as(slot, holder)}; {describe(holder, part.role)}{assumptions(slot, holder)}"
    if lookalike is not None:
        reason += f"; the same digits are {read_as(slot, lookalike, own=True)}"
    expected = printed(reported(part, holder, slot))
    if part.role is Role.P and (other := _of_other_sides(part, slot, candidates)) is not None:
        holder, expected = other, None
        reason = f"{read_as(slot, holder)}; {describe(holder, part.role)}{assumptions(slot, holder)}"
    if part.role is Role.P and slot.sides and sides_of(holder) not in (None, slot.sides):
        differs, expected = frozenset({"sides"}), f"{holder.p_comparator or '='}{holder.p_value} ({sides_of(holder)})"
    return Judgement(part, slot, Verdict.CONTRADICTED, reason, holder, expected, differs, lookalike)


def _is_some_of(part: Part, slot: Slot, row: Result) -> bool:
    """Whether a count is out of all that a result counts: "177 of the 179 randomised" are no other number of these."""
    total = slot.expression.number(Role.TOTAL)
    counted = family(row.statistic, row.unit) == cues.COUNT and isinstance(row.value, Decimal)
    return part.role is Role.COUNT and total is not None and counted and agrees(total, row.value)


def _of_other_sides(part: Part, slot: Slot, candidates: Sequence[Result]) -> Result | None:
    """The comparison that has this p-value with the other sides than are told: of several the one that is meant."""
    return next((row for row in candidates if slot.sides and row.p_sides and agrees(part.number, row.p_value)), None)


def _left_open(
    part: Part, slot: Slot, holder: Result, evidence: Evidence, alike: tuple[Result | None, frozenset[str]]
) -> str | None:
    """Why another number may be right, too: the text may tell it of something else that the table has."""
    lookalike, differs = alike
    if (other := told_as_well(part, slot, holder, evidence)) is not None:
        return f"the text may tell it of {other.outcome}"
    if lookalike is not None and differs == {"arm"} and is_arm_open(slot) and part.role is not Role.TOTAL:
        return f"the text may tell it of {lookalike.arm}"
    if lookalike is not None and differs <= _OF_GROUP and _is_of_told_group(slot, lookalike):
        return f"the text may tell it of {lookalike.subgroup}"
    if lookalike is not None and lookalike.subgroup and not slot.subgroups and _THIS_GROUP.search(slot.told):
        return f"the text may tell it of {lookalike.subgroup}"
    if lookalike is not None and is_of_another_period(holder, lookalike):
        return "the table has it of several periods"
    if differs == {"cutoff"} and _LATER.search(slot.before) and not _AT_ANALYSIS.search(slot.after):
        return "the text may tell it of another analysis"
    return leaves_open(part, slot, holder, evidence)


_THIS_GROUP = re.compile(r"\b(?:this|that|the same|such a) subgroup\b", re.IGNORECASE)
"""Points to a group that no term names: "relapse was late in this subgroup"."""
_OF_GROUP = frozenset({"subgroup", "cutoff"})
"""What a figure of another group may differ in; one of the other arm as well is a mix-up."""
_LATER = re.compile(
    r"\b(?:the second|later|then|subsequent(?:ly)?|by that time|meanwhile)\b"
    r"|\b(?:risen|rose|grown|grew|increased|climbed|lengthened|matured) to\s$",
    re.IGNORECASE,
)
_AT_ANALYSIS = re.compile(r"\b(?:by|in|at|as of|on)\s(?:the )?$|\b(?:cut-?off|analysis)\b", re.IGNORECASE)
"""Words before a number that move it to another analysis than the one told before, and its own told behind it."""


def _is_of_told_group(slot: Slot, row: Result) -> bool:
    """Whether a result is of a group named before, or of the sentence's other one: "24.6 % of the early ... late"."""
    if row.subgroup is None or row.outcome != slot.outcomes[0] or slot.whole:
        return False
    if not slot.subgroups:
        return row.subgroup in slot.groups_told and (not slot.cutoffs or row.data_cutoff in slot.cutoffs)
    words = {token.form for token in split_tokens(row.subgroup)}
    others = {token.form for name in slot.subgroups for token in split_tokens(name)}
    number = slot.expression.parts[0].number.text
    near = {token.form for token in split_tokens(slot.after[:_NEAR] + slot.told.partition(number)[2][:_NEAR])}
    return bool(words - others) and words - others <= near


_NEAR = 40  # code points behind a number in which the word for its group is looked for


def _judge_absent(part: Part, slot: Slot, row: Result, evidence: Evidence) -> Judgement:
    """A number of a kind that the results of its slot do not have."""
    if (told := _told_share(part, slot, row)) is not None:
        reason = f"{read_as(slot, row)}; {describe(row, Role.ESTIMATE)}, and {told} is told"
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, row, f"{row.value} %")
    return unchecked(part, slot, f"{read_as(slot, row)}; the table gives no {part.role} for it", evidence)


def _told_share(part: Part, slot: Slot, row: Result) -> str | None:
    """The share that a count and its total are, where the table has another one and no count."""
    total = slot.expression.number(Role.TOTAL)
    if part.role is not Role.COUNT or total is None or row.unit != "%" or not isinstance(row.value, Decimal):
        return None
    if not total.value or not slot.outcomes or slot.carried or slot.arm_source != "named" or row.arm != slot.arm:
        return None
    share = HUNDRED * Decimal(part.number.value) / Decimal(total.value)  # type: ignore[arg-type]  # decimals
    return None if abs(share - row.value) < 1 else f"{part.number.text}/{total.text} = {share:.1f} %"


def _judge_loose(part: Part, slot: Slot, holder: Result, evidence: Evidence) -> Judgement:
    """A number that is not told as a figure of the outcome: the size of the analysis set that is named, or nothing."""
    if slot.population and slot.arm_source == "named" and part.number.decimals == 0:
        size = judge_size(part, slot, evidence, None)
        if size.verdict is Verdict.SUPPORTED:
            return size
    return unchecked(part, slot, f"{read_as(slot, holder)}; {LOOSE}", evidence)


def judge_unbound(part: Part, slot: Slot, evidence: Evidence) -> Judgement:
    """No outcome is told: dates of cut-offs and sizes of arms can still be looked up."""
    number = part.number
    if part.role in (Role.TOTAL, Role.COUNT) or (
        (part.role is Role.ESTIMATE and "patients" in (number.unit, slot.unit))
        or (number.unit is None and slot.arm and number.decimals == 0 and number.form == "digits")
    ):
        part_of = part.role is Role.COUNT and slot.expression.number(Role.TOTAL) is not None
        told = replace(slot, population=frozenset()) if part_of else slot  # the set named is that of the whole
        return replace(judge_size(part, told, evidence, None), slot=slot)
    return unchecked(part, slot, "no outcome is told beside it", evidence)
