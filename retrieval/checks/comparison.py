"""From slot to verdict: the results that a number's words allow, and what they say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ingest.records import Result
from retrieval.checks import cues
from retrieval.checks.agreement import agrees, is_not_reached, printed
from retrieval.checks.arithmetic import HUNDRED, show
from retrieval.checks.cues import family
from retrieval.checks.derivation import derive
from retrieval.checks.evidence import Evidence
from retrieval.checks.hazards import derive_hazard, told_hazards
from retrieval.checks.judgements import Judgement, gaps, unchecked
from retrieval.checks.lookalikes import find_lookalike
from retrieval.checks.matching import (
    agreeing,
    at_time,
    but_for_arm,
    field_of,
    has_statistic,
    narrow,
    part_agrees,
    reported,
)
from retrieval.checks.numbers import NOT_TOLD
from retrieval.checks.reasons import assumptions, describe, read_as
from retrieval.checks.roles import Part, Role
from retrieval.checks.rows import Rows
from retrieval.checks.sizes import judge_analysed, judge_size
from retrieval.checks.slots import Slot
from retrieval.checks.spreads import judge_spread
from retrieval.checks.texts import judge_date, judge_text, judge_time
from retrieval.leading import decimals
from retrieval.records import Verdict


def judge(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """Return a verdict for every number of the slot's expression."""
    if slot.expression.parts[0].role is Role.DATE:
        return [judge_date(part, slot, evidence) for part in slot.expression.parts]
    if slot.expression.parts[0].role is Role.FRAME:
        return [
            unchecked(part, slot, "a time frame of no figure that could be confirmed", evidence)
            for part in slot.expression.parts
        ]
    if {part.role for part in slot.expression.parts} == {Role.TOTAL}:
        return [judge_size(part, slot, evidence, None) for part in slot.expression.parts]
    printed_whole = judge_text(slot, evidence)
    if printed_whole:
        return printed_whole
    if slot.unknown:
        return [
            unchecked(part, slot, f'"{slot.unknown}" is no term of the vocabulary or the table', evidence)
            for part in slot.expression.parts
        ]
    if slot.time and not slot.time.startswith("="):
        return judge_time(slot, evidence)
    _take_group(slot, evidence)
    _take_survival(slot, evidence)
    _take_time(slot, evidence)
    of_time = slot.statistics & {cues.MEDIAN} and slot.unit in cues.TIMES
    if not slot.outcomes and (slot.statistics & cues.RATIOS or of_time) and not slot.carried:
        return _judge_as_primary(slot, evidence)
    if not slot.outcomes and slot.unit == "events" and (told := _judge_as_events(slot, evidence)):
        return told
    if not slot.outcomes:
        return [_judge_unbound(part, slot, evidence) for part in slot.expression.parts]
    _choose_outcome(slot, evidence)
    outcome = slot.outcomes[0]
    if not evidence.results(outcome):
        return [
            unchecked(part, slot, f"the table holds no result for {outcome}", evidence)
            for part in slot.expression.parts
        ]
    rows = _in_groups(slot, evidence)
    candidates = narrow(slot, agreeing(rows, slot, evidence))
    if not candidates and not slot.subgroups and not rows.any(lambda row: has_statistic(row, slot)):
        rows = evidence.results(outcome)
        candidates = narrow(slot, agreeing(rows, slot, evidence))
    if not candidates:
        return [_judge_without_slot(part, slot, evidence, rows) for part in slot.expression.parts]
    return _judge_with(slot, evidence, candidates, rows)


def _take_group(slot: Slot, evidence: Evidence) -> None:
    """Read what has no ratio of its own, and names a group, as that group: "late relapse: HR 0.54"."""
    named = slot.outcomes[0].casefold() if slot.outcomes and slot.statistics & cues.RATIOS else ""
    group, primary = evidence.facts.folded.get(named), evidence.facts.primary
    if group and primary and not evidence.results(slot.outcomes[0]).any(lambda row: has_statistic(row, slot)):
        slot.outcomes, slot.subgroups = (primary[0],), frozenset({group})


_DEATH = re.compile(r"\b(?:death|mortality|died)\b", re.IGNORECASE)


def _take_survival(slot: Slot, evidence: Evidence) -> None:
    """Read the hazard ratio "for death", which the table has under survival, as that of survival."""
    if not slot.outcomes or not slot.statistics & cues.RATIOS or not _DEATH.search(slot.outcomes[0]):
        return
    if evidence.results(slot.outcomes[0]).any(lambda row: has_statistic(row, slot)):
        return
    survival = evidence.terms.find("overall survival", trial=evidence.trial.id, kinds={"outcome"}, typos=False)
    names = [item.term.name for item in survival]
    held = [name for name in names if evidence.results(name).any(lambda row: has_statistic(row, slot))]
    slot.outcomes = (*held[:1], *slot.outcomes)


def _take_time(slot: Slot, evidence: Evidence) -> None:
    """Read "responses, after a median of 1.1 months" as the time to a response, where that alone is a time."""
    if not slot.outcomes or slot.unit not in cues.TIMES or cues.MEDIAN not in slot.statistics:
        return
    if any(evidence.results(name).any(lambda row: row.unit in cues.TIMES) for name in slot.outcomes):
        return
    event = slot.outcomes[0].removesuffix(" rate").split(" ")[-1]
    found = evidence.terms.find(f"time to {event}", trial=evidence.trial.id, kinds={"outcome"}, typos=False)
    held = [item.term.name for item in found if item.start == 0 and evidence.results(item.term.name)]
    slot.outcomes = (*held[:1], *slot.outcomes)


def _judge_as_primary(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """Read a ratio or a median without an outcome as the primary endpoint's, where estimate and bounds are its own."""
    primary = next(iter(evidence.facts.primary), None)
    if primary is not None:
        slot.outcomes = (primary,)
        found = judge(slot, evidence)
        slot.outcomes = ()
        bounds = [item for item in found if item.part.role in (Role.ESTIMATE, Role.LOW, Role.HIGH)]
        others = [item for item in found if item not in bounds]
        if _stand(bounds) and (_stand(others) or len(bounds) > 1):
            return [
                replace(item, reason=f"{item.reason}; outcome not given, the primary endpoint assumed")
                for item in found
            ]
    return [_judge_unbound(part, slot, evidence) for part in slot.expression.parts]


def _stand(found: Iterable[Judgement]) -> bool:
    return all(item.verdict in (Verdict.SUPPORTED, Verdict.DERIVED) for item in found)


def _judge_as_events(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """Read events of an analysis as those of the primary endpoint: "the analysis took place after 103 events"."""
    counted = [
        name for term in evidence.facts.primary for name in evidence.longer_titles(term) if name == f"{term} events"
    ]
    if not counted or not (slot.analyses or slot.cutoffs):
        return []
    slot.outcomes = (counted[0],)
    found = judge(slot, evidence)
    slot.outcomes = ()
    return [replace(item, reason=f"{item.reason}; events of the primary endpoint assumed") for item in found]


def _choose_outcome(slot: Slot, evidence: Evidence) -> None:
    """Put first the nearest outcome that has such a figure in the table at all."""
    fitting = [name for name in slot.outcomes if evidence.results(name).any(lambda row: has_statistic(row, slot))]
    timed = [name for name in fitting if slot.time and evidence.results(name).any(lambda row: at_time(row, slot))]
    counts = slot.expression.number(Role.COUNT) is not None
    counted = [name for name in fitting if counts and evidence.results(name).any(lambda row: row.n is not None)]
    for outcome in (timed or counted or fitting)[:1]:
        slot.outcomes = (outcome, *(name for name in slot.outcomes if name != outcome))
        return
    for outcome in slot.outcomes if slot.statistics else ():
        if slot.statistics & {statistic for statistic, _ in evidence.kinds(outcome)}:  # told in another unit
            slot.outcomes = (outcome, *(name for name in slot.outcomes if name != outcome))
            return


def _in_groups(slot: Slot, evidence: Evidence) -> Rows:
    """The results of the outcome in the groups that are told, or in the whole population."""
    groups: frozenset[str | None] = slot.subgroups or frozenset({None, *slot.context_subgroups})
    return evidence.in_groups(slot.outcomes[0], groups)


def _judge_with(slot: Slot, evidence: Evidence, candidates: Sequence[Result], rows: Rows) -> list[Judgement]:
    """Judge the numbers of one expression together, by the candidate that explains most of them."""
    parts = slot.expression.parts
    if any(part.number.value == NOT_TOLD for part in parts):
        candidates = [row for row in candidates if is_not_reached(row.value)] or candidates
    ranked = sorted(
        evidence.leading_first(candidates),
        key=lambda row: (
            -_score(row, parts, slot),
            slot.arm not in (None, row.arm),
            row.censoring is not None,
            -(row.data_cutoff or date.min).toordinal(),
            gaps(row),
        ),
    )
    best = ranked[0]
    if _score(best, parts, slot) == 0:
        return [_judge_against(part, slot, evidence, [best, *candidates], rows) for part in parts]
    coherent = [row for row in candidates if _key(row) == _key(best)]
    found: list[Judgement] = []
    for part in parts:
        supporters = tuple(row for row in coherent if part_agrees(part, row, slot))
        hazard = _as_hazard(part, slot, evidence, rows)
        if part.role is Role.SPREAD:
            found.append(judge_spread(part, slot, evidence, best))
        elif hazard is not None:
            found.append(hazard)
        elif supporters:
            supporters = evidence.leading_first(supporters)
            leading = best if best in supporters and not evidence.sources else supporters[0]
            finer = _finer_level(part, supporters, coherent)
            reason = f"{read_as(slot, leading)}; {describe(leading, part.role)}{assumptions(slot, leading)}"
            reason += f"; {finer.source} gives {finer.ci_level} %, which this rounds" if finer else ""
            every_supporter = evidence.leading_first([row for row in candidates if part_agrees(part, row, slot)])
            found.append(
                Judgement(
                    part, slot, Verdict.SUPPORTED, reason, leading, supporters=every_supporter,
                    rival=_leading_level(leading, coherent, evidence) if part.role is Role.LEVEL else None,
                )
            )  # fmt: skip
        else:
            found.append(_judge_against(part, slot, evidence, [best, *coherent], rows))
    return found


def _as_hazard(part: Part, slot: Slot, evidence: Evidence, rows: Rows) -> Judgement | None:
    """ "24 % lower" beside a hazard ratio of 0.76 is told of the hazard, whatever share of patients is 24 %, too."""
    if part.role is not Role.ESTIMATE or part.number.unit != "%" or not slot.hazards:
        return None
    words = f"{slot.before[-250:]} {slot.after[:60]}"
    hazards = told_hazards(but_for_arm(rows, slot, evidence), slot)
    told = derive_hazard(part.number, hazards, words) if _HAZARD.search(words) else None
    if told is None or told.verdict is not Verdict.DERIVED:
        return None
    return Judgement(
        part, slot, told.verdict, f"{read_as(slot, told.result)}; {told.formula}", told.result, told.expected
    )


_HAZARD = re.compile(r"(?<!-)(?<!high )(?<!low )\b(?:hazard|risk)\b(?! ratio)", re.IGNORECASE)


def _leading_level(row: Result, coherent: Sequence[Result], evidence: Evidence) -> Result | None:
    """The report of the same interval that leads and prints another level: the leading source's, or the finer one."""
    same = [
        other
        for other in coherent
        if (other.ci_low, other.ci_high) == (row.ci_low, row.ci_high) and other.ci_level is not None
    ]
    finest = sorted(same, key=lambda other: -decimals(other.ci_level))
    first = next(iter(evidence.leading_first(finest)), None)
    return first if first is not None and first.ci_level != row.ci_level else None


def _finer_level(part: Part, supporters: Sequence[Result], coherent: Sequence[Result]) -> Result | None:
    """A report of the same interval whose level is printed in full, where the stated level only rounds it."""
    if part.role is not Role.LEVEL or not supporters:
        return None
    same = [row for row in coherent if (row.ci_low, row.ci_high) == (supporters[0].ci_low, supporters[0].ci_high)]
    return next(
        (
            row
            for row in same
            if row.ci_level and row.ci_level != part.number.value and agrees(part.number, row.ci_level)
        ),
        None,
    )


def _judge_against(part: Part, slot: Slot, evidence: Evidence, candidates: Sequence[Result], rows: Rows) -> Judgement:
    """A number that no candidate has: derived, contradicted by the slot's own figure, or not to be decided."""
    best = candidates[0]
    derived = derive(part, slot, candidates, but_for_arm(rows, slot, evidence))
    if derived is not None:
        return Judgement(
            part,
            slot,
            derived.verdict,
            f"{read_as(slot, derived.result)}; {derived.formula}",
            derived.result,
            derived.expected,
        )
    if part.role is Role.TOTAL:
        return judge_size(part, slot, evidence, best)
    if part.role is Role.ESTIMATE and part.number.unit == "%" and best.n is not None and best.N and best.unit != "%":
        share = show(HUNDRED * best.n / best.N, part.number)
        reason = f"{read_as(slot, best)}; {describe(best, Role.COUNT)}: {best.n}/{best.N} = {share} %"
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, best, share)
    holder = next((row for row in candidates if reported(part, row, slot) is not None), None)
    lookalike, differs = find_lookalike(part, slot, evidence)
    if holder is None:
        if (part.role is Role.COUNT and best.N is None) or part.role not in (Role.ESTIMATE, Role.LOW, Role.HIGH):
            return unchecked(part, slot, f"{read_as(slot, best)}; the table gives no {part.role} for it", evidence)
        return unchecked(part, slot, f"{read_as(slot, best)}; the table gives no {part.role} for it", evidence)
    counted = family(holder.statistic, holder.unit) == cues.COUNT and (slot.arm or holder.arm == "all")
    counted = counted or (slot.arm_source == "named" and holder.arm == slot.arm and bool(part.number.decimals))
    if not _is_decided(part, slot) and not counted:
        return unchecked(part, slot, f"{read_as(slot, holder)}; not bound closely enough to contradict it", evidence)
    reason = f"{read_as(slot, holder)}; {describe(holder, part.role)}{assumptions(slot, holder)}"
    if lookalike is not None:
        reason += f"; the same digits are {read_as(slot, lookalike, own=True)}"
    expected = printed(reported(part, holder, slot))
    if (
        part.role is Role.P
        and slot.sides
        and holder.p_sides in ("one-sided", "two-sided")
        and holder.p_sides != slot.sides
    ):
        differs, expected = frozenset({"sides"}), f"{holder.p_comparator or '='}{holder.p_value} ({holder.p_sides})"
    return Judgement(part, slot, Verdict.CONTRADICTED, reason, holder, expected, differs, lookalike)


def _judge_without_slot(part: Part, slot: Slot, evidence: Evidence, rows: Rows) -> Judgement:
    """The table has no result of this slot: a result with the same digits that differs in what is given contradicts."""
    derived = derive(part, slot, agreeing(rows, slot, evidence, statistic=False), but_for_arm(rows, slot, evidence))
    if derived is not None:
        return Judgement(
            part,
            slot,
            derived.verdict,
            f"{read_as(slot, derived.result)}; {derived.formula}",
            derived.result,
            derived.expected,
        )
    lookalike, differs = find_lookalike(part, slot, evidence)
    if lookalike is not None and part.role is not Role.LEVEL and differs - {"time point"}:
        reason = f"{read_as(slot, None)}; the same digits are {read_as(slot, lookalike, own=True)}"
        expected = f"{printed(field_of(part.role, lookalike))} {lookalike.unit}" if differs == {"unit"} else None
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, lookalike, expected, differs, lookalike)
    if part.number.unit in (None, "patients") and (analysed := judge_analysed(part, slot, rows)) is not None:
        return analysed
    if part.role is Role.TOTAL or (slot.subgroups and part.number.unit == "patients"):
        return judge_size(part, slot, evidence, None)
    if slot.arm == "all" and _EACH.search(slot.before[-40:] + slot.after[:40]):
        either = [row for row in but_for_arm(rows, slot, evidence) if row.arm and has_statistic(row, slot)]
        wrong = next((row for row in either if not part_agrees(part, row, slot)), None)
        if wrong is not None and reported(part, wrong, slot) is not None:
            reason = f"{read_as(slot, wrong)}; {describe(wrong, part.role)}"
            return Judgement(part, slot, Verdict.CONTRADICTED, reason, wrong, printed(reported(part, wrong, slot)))
    return unchecked(part, slot, f"{read_as(slot, None)}; the table holds no such result", evidence)


_EACH = re.compile(r"\b(?:both|each|either)\b", re.IGNORECASE)


def _judge_unbound(part: Part, slot: Slot, evidence: Evidence) -> Judgement:
    """No outcome is told: dates of cut-offs and sizes of arms can still be looked up."""
    number = part.number
    if part.role in (Role.TOTAL, Role.COUNT) or (
        (part.role is Role.ESTIMATE and "patients" in (number.unit, slot.unit))
        or (number.unit is None and slot.arm and number.decimals == 0 and number.form == "digits")
    ):
        return judge_size(part, slot, evidence, None)
    return unchecked(part, slot, "no outcome is told beside it", evidence)


def _score(row: Result, parts: Iterable[Part], slot: Slot) -> int:
    """How well a result explains the numbers: the estimate counts most, a different number against it."""
    score = 0
    for part in parts:
        if part.role is Role.GRADE:
            continue
        if part_agrees(part, row, slot):
            score += (
                8
                if part.role is Role.ESTIMATE
                else 5
                if part.role in (Role.COUNT, Role.LOW, Role.HIGH)
                else 2
                if part.role is Role.P
                else 1
            )
    return score


def _key(row: Result) -> tuple[object, ...]:
    return (
        row.data_cutoff,
        row.subgroup,
        row.grade,
        row.censoring,
        row.arm,
        row.comparison,
        row.statistic if row.value is not None else None,
    )


def _is_decided(part: Part, slot: Slot) -> bool:
    """Whether the number's slot is told closely enough that another number in it is an error."""
    if part.number.form in ("share", "factor", "ratio") or part.role in (Role.SPREAD, Role.GRADE):
        return False
    if slot.statistics or part.role is not Role.ESTIMATE:
        return True
    return slot.unit is not None or part.number.form == "not reached"
