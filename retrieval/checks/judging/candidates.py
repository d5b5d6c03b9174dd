"""Numbers of one expression judged together, by the result that explains most of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from ingest.records import Result
from retrieval.answers.leading import decimals
from retrieval.checks.figures.agreement import agrees, is_not_reached
from retrieval.checks.figures.numbers import NOT_TOLD
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.judging.comparison_p import judge_p_of_comparison
from retrieval.checks.judging.disagreement import judge_against
from retrieval.checks.judging.dispersion import judge_spread
from retrieval.checks.judging.hazards import derive_hazard, told_hazards
from retrieval.checks.judging.judgements import Judgement, gaps, unchecked
from retrieval.checks.judging.reasons import assumptions, describe, read_as
from retrieval.checks.sentences.censoring import untold_rule
from retrieval.checks.sentences.matching import but_for_arm
from retrieval.checks.sentences.reported_numbers import part_agrees
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.table.rows import Rows
from retrieval.records import Verdict


def judge_with(slot: Slot, evidence: Evidence, candidates: Sequence[Result], rows: Rows) -> list[Judgement]:
    """Judge the numbers of one expression together, by the candidate that explains most of them."""
    parts = slot.expression.parts
    if any(part.number.value == NOT_TOLD for part in parts):
        candidates = [row for row in candidates if is_not_reached(row.value)] or candidates
    told = {id(row): [part_agrees(part, row, slot) for part in parts] for row in candidates}
    scores = {key: _score(parts, agreeing) for key, agreeing in told.items()}
    best = min(
        evidence.leading_first(candidates),
        key=lambda row: (
            -scores[id(row)],
            slot.arm not in (None, row.arm),
            row.censoring is not None,
            slot.arm is None and row.arm not in (None, "all"),
            -(row.data_cutoff or date.min).toordinal(),
            gaps(row),
        ),
    )
    if scores[id(best)] == 0:
        return [
            judge_spread(part, slot, evidence, best)
            if part.role is Role.SPREAD
            else judge_against(part, slot, evidence, [best, *candidates], rows)
            for part in parts
        ]
    coherent = [row for row in candidates if _key(row) == _key(best)]
    found: list[Judgement] = []
    for place, part in enumerate(parts):
        supporters = tuple(row for row in coherent if told[id(row)][place] and _is_whole(part, row, best, slot))
        hazard = _as_hazard(part, slot, evidence, rows)
        if part.role is Role.SPREAD:
            found.append(judge_spread(part, slot, evidence, best))
        elif hazard is not None:
            found.append(hazard)
        elif supporters and (reason := untold_rule(best, slot, candidates)) is not None:
            found.append(unchecked(part, slot, reason, evidence))
        elif supporters:
            every = evidence.leading_first([row for row in candidates if told[id(row)][place]])
            found.append(_supported(part, slot, evidence, best, (supporters, coherent, every)))
        else:
            own = judge_p_of_comparison(part, slot, best, rows)
            found.append(own or judge_against(part, slot, evidence, [best, *coherent], rows))
    return found


def _supported(
    part: Part, slot: Slot, evidence: Evidence, best: Result, reports: tuple[Sequence[Result], ...]
) -> Judgement:
    """The verdict that a number is confirmed, by the leading source's report, with what others print as its level.

    Args:
        reports: Those of the slot that have the number, all those of the slot, and all that have it.
    """
    supporters, coherent, every = reports
    first = evidence.leading_first(supporters)
    leading = best if best in first and not evidence.sources else first[0]
    reason = f"{read_as(slot, leading)}; {describe(leading, part.role)}{assumptions(slot, leading)}"
    rival = None
    if part.role is Role.LEVEL:
        finer = _finer_level(part, first, coherent)
        reason += f"; {finer.source} gives {finer.ci_level} %, which this rounds" if finer else ""
        rival = _leading_level(leading, coherent, evidence)
    return Judgement(part, slot, Verdict.SUPPORTED, reason, leading, supporters=tuple(every), rival=rival)


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


def _score(parts: Iterable[Part], agreeing: Iterable[bool]) -> int:
    """How well a result explains the numbers of which these agree with it: the estimate counts most."""
    return sum(_WEIGHTS.get(part.role, 1) for part, agrees_too in zip(parts, agreeing, strict=True) if agrees_too)


_WEIGHTS = {Role.ESTIMATE: 8, Role.COUNT: 5, Role.LOW: 5, Role.HIGH: 5, Role.P: 2, Role.GRADE: 0}


def _is_whole(part: Part, row: Result, best: Result, slot: Slot) -> bool:
    """Whether a total can be that of the count told with it: in "31 of 62" both are of one row of their outcome."""
    count = slot.expression.number(Role.COUNT)
    if part.role in (Role.LOW, Role.HIGH) and part_agrees(slot.expression.parts[0], best, slot):
        return row.item == best.item  # an interval is that of its own estimate
    apart = part.role is Role.TOTAL and count is not None and best.n is not None and best.N is not None
    return not apart or row.item == best.item or not _agrees_with(slot, best)


def _agrees_with(slot: Slot, row: Result) -> bool:
    return any(part.role is Role.COUNT and part_agrees(part, row, slot) for part in slot.expression.parts)


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
