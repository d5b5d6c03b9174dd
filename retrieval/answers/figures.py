"""Results grouped into figures: what one analysis reports of one outcome, the leading source first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.leading import agrees, leading_first
from retrieval.terms import TermIndex


@dataclass(frozen=True, slots=True)
class Figure:
    """What one analysis reports of one outcome in one population.

    Attributes:
        rows: The leading result of each arm and statistic: experimental arm, control, all, then comparisons.
        others: Other sources' reports of the same slot, by id of the leading result.
        role: ``"latest"`` leads; ``"tested"`` is the formally tested analysis; ``"earlier"`` any other cut-off;
            ``"variant"`` another censoring rule.
    """

    rows: tuple[Result, ...]
    others: Mapping[str, tuple[Result, ...]]
    role: Literal["latest", "tested", "earlier", "variant"]

    @property
    def first(self) -> Result:
        """A result whose shared slots (outcome, population, cut-off) describe the figure."""
        return self.rows[0]


def group_figures(rows: Sequence[Result], *, corpus: Corpus, terms: TermIndex) -> list[Figure]:
    """One figure for each outcome, row of it, grade, population, subgroup, assessor, censoring rule and cut-off."""
    groups: defaultdict[tuple[object, ...], list[Result]] = defaultdict(list)
    for row in rows:
        what = (row.outcome, row.item, row.time_frame, row.grade)
        groups[*what, row.population, row.subgroup, row.assessor, row.censoring, row.data_cutoff].append(row)
    merged = _merge_standing(list(groups.values()))
    return [_lead(group, corpus=corpus, terms=terms) for group in merged]


def _merge_standing(groups: list[list[Result]]) -> list[list[Result]]:
    """Join facts that stand for the whole trial (patients randomised) and that differ in cut-off only by print."""
    merged: list[list[Result]] = []
    for group in groups:
        home = next((other for other in merged if _stands(group, other)), None)
        if home is None:
            merged.append(list(group))
        else:
            home.extend(group)
    return merged


def _stands(group: Sequence[Result], other: Sequence[Result]) -> bool:
    first, second = group[0], other[0]
    slots = [(row.outcome, row.item, row.grade, row.subgroup) for row in (first, second)]
    if first.category in ("efficacy", "safety") or slots[0] != slots[1]:
        return False
    values = {(row.arm, row.comparison, row.statistic): row.value for row in other}
    shared = [
        agrees(row.value, values[slot]) for row in group if (slot := (row.arm, row.comparison, row.statistic)) in values
    ]
    return bool(shared) and all(shared)


def _lead(rows: Sequence[Result], *, corpus: Corpus, terms: TermIndex) -> Figure:
    slots: defaultdict[tuple[str | None, ...], list[Result]] = defaultdict(list)
    for row in rows:
        slots[row.arm or row.comparison, row.statistic, row.unit].append(row)
    ordered = [reports for found in slots.values() for reports in _apart(leading_first(found, sources=corpus.sources))]
    ordered.sort(key=lambda reports: (_arm_order(reports[0], terms), reports[0].statistic))
    told = {(row.comparison, row.p_value) for row in rows if row.value is not None}
    ordered = [
        reports
        for reports in ordered
        if reports[0].value is not None or (reports[0].comparison, reports[0].p_value) not in told
    ]
    leading = tuple(reports[0] for reports in ordered)
    tested = any(row.p_tested == "tested" for row in leading)
    return Figure(leading, {reports[0].id: reports[1:] for reports in ordered}, "tested" if tested else "earlier")


def _apart(reports: Sequence[Result]) -> list[tuple[Result, ...]]:
    """The leading report with those of other sources; what the leading source itself reports beside it stands alone."""
    first, *rest = reports
    others = tuple(row for row in rest if row.source != first.source)
    return [(first, *others), *((row,) for row in rest if row.source == first.source)]


def _arm_order(row: Result, terms: TermIndex) -> int:
    if row.comparison:
        return 3
    term = terms.term(row.arm or "", kind="arm", trial=row.trial)
    return {"experimental": 0, "control": 1}.get(term.role or "" if term else "", 2)
