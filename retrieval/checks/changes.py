"""Figures told as a change over time, "from 57 % to 59.8 %": of one arm at two data cut-offs, or of two arms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from ingest.records import Result
from retrieval.checks.clauses import Clause, arm_spans
from retrieval.checks.judgements import Judgement
from retrieval.checks.matching import agreeing, narrow
from retrieval.checks.reading import Reading
from retrieval.checks.reasons import describe, read_as
from retrieval.checks.reported_numbers import part_agrees
from retrieval.checks.roles import Role
from retrieval.records import Verdict

_FROM = re.compile(r"\bfrom\s(?:a median of\s)?(?:about\s)?$", re.IGNORECASE)
_TO = re.compile(r"[^.;0-9]{0,40}\bto\s(?:a median of\s)?(?:about\s)?$", re.IGNORECASE)
_THEN = re.compile(r"[\s%,]*(?:and|,)?\s?(?:then|later|subsequently|afterwards)\s$", re.IGNORECASE)
_GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


def judge_changes(judgements: Sequence[Judgement], reading: Reading) -> list[Judgement]:
    """Read two figures that were not confirmed as those of two arms as one arm's, the earlier cut-off's first.

    The arm is the one named right before or behind them: two arms that changed places stay an error.
    """
    found: list[Judgement] = []
    for place, group in groupby(judgements, key=lambda item: item.slot.sentence):
        sentence, clause = list(group), reading.clauses.get(place)
        estimates = [item for item in sentence if item.part.role is Role.ESTIMATE]
        changed: dict[int, Judgement] = {}
        for first, second in pairwise(estimates) if clause else ():
            if is_change(first, second) and not all(item.verdict in _GOOD for item in (first, second)):
                changed.update(_as_change(first, second, clause))  # type: ignore[arg-type]  # a clause here
        found += [changed.get(id(item), item) for item in sentence]
    return found


def is_change(first: Judgement, second: Judgement) -> bool:
    """Whether the second of two figures of one outcome is told as what the first became."""
    between = second.slot.before
    if first.slot.outcomes[:1] != second.slot.outcomes[:1]:
        return False
    return bool(_THEN.search(between)) or bool(_FROM.search(first.slot.before) and _TO.fullmatch(between))


def _as_change(first: Judgement, second: Judgement, clause: Clause) -> dict[int, Judgement]:
    """The two judgements by one arm's results, by their ids; none where no arm beside them has both figures."""
    keys = id(first), id(second)
    if first.slot.cutoffs == second.slot.cutoffs:  # that of the figure it became
        first = replace(first, slot=replace(first.slot, cutoffs=frozenset(), analyses=frozenset()))
    for arm in _arms_beside(first, second, clause):
        for one in _rows(first, arm, clause, unit=second.slot.unit):
            for two in _rows(second, arm, clause, unit=None):
                if one.data_cutoff and two.data_cutoff and one.data_cutoff < two.data_cutoff:
                    return dict(zip(keys, (_supported(first, one), _supported(second, two)), strict=True))
    return {}


def _arms_beside(first: Judgement, second: Judgement, clause: Clause) -> Iterator[str]:
    spans = arm_spans(clause)
    start, end = first.slot.expression.start, second.slot.expression.end
    before = [span.name for span in spans if start - len(first.slot.before) <= span.start and span.end <= start]
    behind = [span.name for span in spans if end <= span.start < end + len(second.slot.after)]
    within = [span for span in spans if start < span.start < end]
    told = (item.slot for item in (first, second) if item.slot.arm_source != "convention")
    named = (*before[-1:], *behind[:1]) or tuple(slot.arm for slot in told if slot.arm)
    yield from () if within else dict.fromkeys(named)


def _rows(item: Judgement, arm: str, clause: Clause, *, unit: str | None) -> list[Result]:
    slot = replace(item.slot, arm=arm, arm_source="named", unit=item.slot.unit or unit)
    if not slot.outcomes:
        return []
    rows = narrow(slot, agreeing(clause.evidence.results(slot.outcomes[0]), slot, clause.evidence))
    return [row for row in rows if row.arm == arm and part_agrees(item.part, row, slot)]


def _supported(item: Judgement, row: Result) -> Judgement:
    reason = f"{read_as(item.slot, row)}; {describe(row, item.part.role)}; read as a change of one arm"
    return Judgement(item.part, item.slot, Verdict.SUPPORTED, reason, row, supporters=(row,))
