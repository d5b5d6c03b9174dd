"""Ratios of two arms, one result a row, as a forest plot has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.answers.leading import leading_first
from retrieval.answers.phrasing import show_bounds
from retrieval.overview.cutoffs import at_cutoff
from retrieval.overview.records import Effect, Report
from retrieval.overview.reports import by_endpoint, lead
from retrieval.overview.view import View

RATIOS = ("hazard ratio", "odds ratio", "risk ratio", "rate ratio", "relative risk", "incidence rate ratio")
"""Statistics whose value without an effect is 1."""
ALL_PATIENTS, SENSITIVITY = "All patients", "Other censoring rules"


def list_effects(
    reports: Sequence[Report], view: View, *, primary: Iterable[str], sizes: Iterable[Result] = ()
) -> tuple[Effect, ...]:
    """Return the ratios by statistic: all patients, other censoring rules, then the subgroups of each endpoint.

    Args:
        primary: Outcomes that come first.
        sizes: Results that give how many patients were randomised.
    """
    first = set(primary)
    randomised = {row.subgroup: row for row in reversed(leading_first(tuple(sizes), sources=view.sources))}
    measured = [report for report in reports if any(map(is_ratio, report.rows))]
    found: list[tuple[bool, Effect]] = []
    for same in by_endpoint(measured, terms=view.terms).values():
        kept = lead(at_cutoff(same, view.cutoff), main=_main, sources=view.sources)
        rows = [row for report in kept for row in report.rows if is_ratio(row)]
        found += [
            (row.outcome not in first, _to_effect(row, among=rows, size=randomised.get(row.subgroup))) for row in rows
        ]
    found.sort(key=lambda each: each[0])
    groups = list(dict.fromkeys(effect.group for _, effect in found))
    return tuple(effect for _, effect in sorted(found, key=lambda each: _rank(each[1], groups)))


def is_ratio(row: Result) -> bool:
    """Whether a result is a ratio of two arms, with or without an interval."""
    return row.statistic in RATIOS and row.comparison is not None and isinstance(row.value, Decimal) and row.value > 0


def _main(report: Report) -> Result | None:
    return next(filter(is_ratio, report.rows), None)


def _to_effect(row: Result, *, among: Sequence[Result], size: Result | None) -> Effect:
    named = f"{row.outcome} – {row.item}" if row.item else row.outcome
    if row.subgroup:
        group, label = f"{named}: subgroups", show_bounds(row.subgroup)
    elif row.censoring:
        group, label = SENSITIVITY, f"{named}, {row.censoring}"
    else:
        group, label = ALL_PATIENTS, named
    apart = [name for name in ("assessor", "population", "comparison") if len({getattr(r, name) for r in among}) > 1]
    return Effect(group, ", ".join((label, *(str(getattr(row, name)) for name in apart))), row, size)


def _rank(effect: Effect, groups: Sequence[str]) -> tuple[int, int, int]:
    order = {ALL_PATIENTS: 0, SENSITIVITY: 1}.get(effect.group, 2)
    return RATIOS.index(effect.result.statistic), order, groups.index(effect.group)
