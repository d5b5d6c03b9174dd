"""The primary endpoints of a trial, at one data cut-off and as they were formally tested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.records import Result, Source
from retrieval.overview.cutoffs import at_cutoff
from retrieval.overview.effects import is_ratio
from retrieval.overview.records import Endpoint, Report
from retrieval.overview.reports import lead
from retrieval.overview.view import View
from retrieval.terms import TermIndex


def name_primary(results: Sequence[Result], *, terms: TermIndex, trial: str) -> tuple[str, ...]:
    """Return the outcomes that vocabulary or record call primary; else those that were formally tested first."""
    held = {row.outcome for row in results}
    named = [term.name for term in terms.terms("outcome", trial=trial) if term.primary and term.trial == trial]
    if kept := [name for name in named if name in held]:
        return tuple(kept)
    tested = [row for row in results if row.p_tested == "tested" and row.category == "efficacy" and not row.subgroup]
    days = [row.data_cutoff for row in tested if row.data_cutoff]
    first = min(days, default=None)
    return tuple(dict.fromkeys(row.outcome for row in tested if row.data_cutoff == first))


def list_endpoints(
    reports: Sequence[Report], view: View, *, primary: Sequence[str], terms: TermIndex
) -> tuple[Endpoint, ...]:
    """Return each primary endpoint with the reports of its leading source; subgroups are no part of it."""
    found = []
    for name in primary:
        own = [r for r in reports if r.first.outcome == name and not (r.first.subgroup or r.first.censoring)]
        shown = _lead_each(at_cutoff(own, view.cutoff), sources=view.sources)
        tested = _lead_each([r for r in own if any(row.p_tested == "tested" for row in r.rows)], sources=view.sources)
        term = terms.term(name, kind="outcome", trial=own[0].first.trial) if own else None
        days = {report.first.data_cutoff for report in shown}
        other = tuple(report for report in tested if report.first.data_cutoff not in days)
        found.append(Endpoint(name, term.abbreviation if term else None, shown, other))
    return tuple(found)


def _lead_each(reports: Sequence[Report], *, sources: Mapping[str, Source]) -> tuple[Report, ...]:
    """The leading source's report of each row of the outcome, in the order of the rows."""
    rows: dict[tuple[str | None, str | None], list[Report]] = {}
    for report in reports:
        rows.setdefault((report.first.item, report.first.time_frame), []).append(report)
    return tuple(report for same in rows.values() for report in lead(same, main=_main, sources=sources))


def _main(report: Report) -> Result | None:
    """The effect where there is one, else the first figure that is no p-value alone."""
    values = [row for row in report.rows if row.value is not None]
    return next(filter(is_ratio, values), None) or next(iter(values), None)
