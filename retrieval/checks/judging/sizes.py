"""Numbers of patients analysed: of a result, of an analysis set, of an arm, of a subgroup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.records import Result
from retrieval.arm_periods import labels_of
from retrieval.checks.figures import cues
from retrieval.checks.figures.agreement import agrees, rounds_to
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.judging.judgements import Judgement, unchecked
from retrieval.checks.judging.reasons import describe, read_as
from retrieval.checks.judging.set_sizes import judge_set
from retrieval.checks.judging.wholes import is_whole_of
from retrieval.checks.sentences.reported_numbers import part_agrees
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.records import Verdict


def judge_size(part: Part, slot: Slot, evidence: Evidence, best: Result | None) -> Judgement:
    """A number of patients analysed: that of the result, of the named subgroup or analysis set, or of the arm."""
    if best is not None and best.N is not None and agrees(part.number, best.N):
        reason = f"{read_as(slot, best)}; {describe(best, part.role)}"
        return Judgement(part, slot, Verdict.SUPPORTED, reason, best, supporters=(best,))
    if slot.arm == "all" and slot.arm_source != "named" and is_whole_of(slot):
        slot = replace(slot, arm=None, arm_source=None)  # "of 179 and 123, 302 altogether": of each arm
    judgement = _judge_entered(part, slot, evidence) or _judge_counted(part, slot, evidence)
    if judgement is None and best is not None and best.N is not None and _is_of_result(part, slot, best):
        reason = f"{read_as(slot, best)}; {describe(best, part.role)}"
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, best, str(best.N), frozenset({"denominator"}))
    judgement = judgement or _judge_group(part, slot, evidence, best)
    if judgement is None and not slot.subgroups and isinstance(part.number.value, Decimal):
        judgement = judge_set(part, slot, evidence, best)
        if judgement is None or judgement.verdict is Verdict.CONTRADICTED:
            judgement = _judge_group(part, _of_own_group(slot, evidence), evidence, best) or judgement
    return judgement or unchecked(part, slot, "a number of patients that the table does not give", evidence)


def _judge_counted(part: Part, slot: Slot, evidence: Evidence) -> Judgement | None:
    """The verdict on a total that is itself a count of the table: "65 % of the 159 events planned"."""
    if part.role is not Role.TOTAL or slot.expression.number(Role.COUNT) is not None:
        return None
    counts = _counts_of(slot, evidence)
    arms = {None, slot.arm} if slot.arm_source == "named" else {None, slot.arm, "all"}
    if slot.arm is not None:
        arms |= labels_of(slot.arm, frozenset(row.arm for row in counts if row.arm))
    own = (row for row in counts if slot.arm is None or row.arm in arms)
    row = next((row for row in own if agrees(part.number, row.value)), None)
    if row is None:
        return None
    reason = f"{read_as(slot, row)}; {describe(row, Role.ESTIMATE)}"
    return Judgement(part, slot, Verdict.SUPPORTED, reason, row, supporters=(row,))


def _is_of_result(part: Part, slot: Slot, best: Result) -> bool:
    """Whether a total is told as the whole of a result, by its count or by its share."""
    if part.role is not Role.TOTAL:
        return False
    count = slot.expression.number(Role.COUNT)
    counted = count is not None and agrees(count, best.n)
    return counted or _is_share_of(slot, best) or _is_share_of_none(part, slot, best)


def _judge_entered(part: Part, slot: Slot, evidence: Evidence) -> Judgement | None:
    """A total that is told as those who entered: "of the 302 randomised, 179 ...", "177 of the 179 assigned to A".

    Where the whole stands before the arms, it is everybody, if no arm is named beside it; and those who were treated
    are some of those assigned.
    """
    entering = bool(slot.outcomes) and cues.ALLOCATED.search(slot.outcomes[0]) is not None
    behind = slot.told.partition(part.number.text)[2].partition(",")[0]
    if part.role is not Role.TOTAL or not entering or not _ENTERED.match(behind):
        return None
    near = evidence.terms.find(f"{slot.before[-30:]} {behind}", trial=slot.trial, kinds={"arm"}, typos=False)
    arms = {slot.arm} if near or len(slot.expression.parts) > 1 else {None, "all"}
    sizes = {(arm or "all"): size for arm, size in evidence.facts.randomised if arm in arms}
    told = next((item for item in sizes.items() if agrees(part.number, item[1])), None)
    if told is None:
        return None
    return Judgement(part, slot, Verdict.SUPPORTED, f"read as the number of patients randomised, {told[0]}: {told[1]}")


_ENTERED = re.compile(
    r"\s(?:(?:patients|participants|people|subjects|adults) )?(?:(?:who|that) )?(?:(?:were|had been) )?"
    r"(?:randomly )?(?:randomi[sz]ed|assigned|allocated|enrolled)\b",
    re.IGNORECASE,
)


def _is_share_of(slot: Slot, row: Result) -> bool:
    """Whether a share told with its whole, "84.9 % of the 93", is that of a result, and its bounds or set are, too."""
    told = [part for part in slot.expression.parts if part.role in (Role.ESTIMATE, Role.LOW, Role.HIGH)]
    sure = len(told) > _SHARE_ALONE or (row.population is not None and row.population in slot.population)
    return sure and slot.unit == "%" and all(part_agrees(part, row, slot) for part in told) and bool(told)


def _is_share_of_none(part: Part, slot: Slot, row: Result) -> bool:
    """Whether a result's share is no whole number of the patients told: 18.2 % of 11 is two, and of 13 nobody's."""
    share, whole = slot.expression.number(Role.ESTIMATE), part.number.value
    if share is None or slot.unit != "%" or not share.decimals or not isinstance(whole, Decimal) or not whole:
        return False
    if slot.expression.number(Role.COUNT) is not None or not agrees(share, row.value):
        return False
    nearest = int(whole * Decimal(share.value) / _HUNDRED)  # type: ignore[arg-type]  # a decimal
    return not any(rounds_to(_HUNDRED * count / whole, Decimal(share.value)) for count in (nearest, nearest + 1))  # type: ignore[arg-type]


_HUNDRED = Decimal(100)
_SHARE_ALONE = 2


def judge_analysed(part: Part, slot: Slot, rows: Sequence[Result]) -> Judgement | None:
    """How many patients an outcome was measured in: the N of its results in the arm that is told."""
    if not _MEASURED.search(slot.before[-60:]) or slot.arm is None or part.number.decimals != 0:
        return None
    told = [row for row in rows if row.N is not None and row.arm == slot.arm and row.category != "baseline"]
    fitting = [row for row in told if agrees(part.number, row.N)]
    if not told:
        return None
    row = (fitting or told)[0]
    reason = f"read as the number of patients that {row.outcome} is of; {row.source} gives {row.N}"
    if fitting:
        return Judgement(part, slot, Verdict.SUPPORTED, reason, row, supporters=tuple(fitting))
    return Judgement(part, slot, Verdict.CONTRADICTED, reason, row, str(row.N), frozenset({"denominator"}))


_MEASURED = re.compile(
    r"\b(?:evaluated|evaluable|assessed|analy[sz]ed|measured|available|based) (?:in|for|on|from)\s(?:the )?$",
    re.IGNORECASE,
)


def _counts_of(slot: Slot, evidence: Evidence) -> Sequence[Result]:
    """Counts that the table has of the number's own outcome: "65 % of the 159 events planned"."""
    if not slot.outcomes:
        return ()
    rows = evidence.results(slot.outcomes[0])
    return rows.where(lambda row: row.unit != "%" and cues.family(row.statistic, row.unit) == cues.COUNT)


def _judge_group(part: Part, slot: Slot, evidence: Evidence, best: Result | None) -> Judgement | None:
    """The number of patients of a subgroup, where one is told."""
    groups, value = slot.subgroups or slot.context_subgroups, part.number.value
    for row in evidence.with_value(str(value), groups=groups) if groups and isinstance(value, Decimal) else ():
        if value in (row.n, row.N) and (row.arm in (None, "all") or slot.arm is None or row.arm == slot.arm):
            reason = f"read as a number of patients; {describe(row, Role.COUNT)}"
            return Judgement(part, slot, Verdict.SUPPORTED, reason, row, supporters=(row,))
    told = [
        (group, size)
        for group in sorted(slot.subgroups)
        for arm, size in evidence.facts.group_sizes.get(group, ())
        if arm in (slot.arm, None, "all")
    ]
    bare = part.number.unit is None and part.number.decimals == 0 and slot.arm is not None and not slot.statistics
    if not told or not (part.role is Role.TOTAL or part.number.unit == "patients" or bare):
        return None
    group, size = told[0]
    reason = f"read as the number of patients, {group}: {size}"
    return Judgement(part, slot, Verdict.CONTRADICTED, reason, best, str(size), frozenset({"denominator"}))


def _of_own_group(slot: Slot, evidence: Evidence) -> Slot:
    """The slot, of the group that its outcome counts: "107 had an early relapse (A, n=61; B, n=46)"."""
    group = evidence.facts.folded.get(slot.outcomes[0].casefold()) if slot.outcomes else None
    return replace(slot, subgroups=frozenset({group})) if group and len(slot.expression.parts) == 1 else slot
