"""Results gathered into reports, and the report that leads where several sources give one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from ingest.records import Result, Source
from retrieval.answers.leading import leading_first
from retrieval.discrepancies import canonical_name
from retrieval.overview.records import Report
from retrieval.terms import TermIndex

Key = tuple[str | None, ...]
"""What tells endpoints apart: outcome, its row, time frame, grade, subgroup and censoring rule."""


def gather(results: Iterable[Result]) -> tuple[Report, ...]:
    """Return one report for each source, endpoint, cut-off, analysis set and assessor, in the order of the results."""
    groups: defaultdict[tuple[object, ...], list[Result]] = defaultdict(list)
    for row in results:
        what = (row.outcome, row.item, row.time_frame, row.grade, row.subgroup, row.censoring)
        groups[row.source, what, row.population, row.assessor, row.analysis, row.data_cutoff].append(row)
    return tuple(Report(tuple(rows)) for rows in groups.values())


def by_endpoint(reports: Iterable[Report], *, terms: TermIndex | None = None) -> dict[Key, list[Report]]:
    """Return the reports of each endpoint.

    Args:
        terms: Given, sources that title one outcome in their own ways are brought together by the vocabulary.
    """
    named = cache(lambda name, trial: canonical_name("outcome", name, trial=trial, terms=terms) if terms else name)
    groups: defaultdict[Key, list[Report]] = defaultdict(list)
    for report in reports:
        first = report.first
        outcome = named(first.outcome, first.trial)
        groups[outcome, first.item, first.time_frame, first.grade, first.subgroup, first.censoring].append(report)
    return groups


def lead(
    reports: Sequence[Report], *, main: Callable[[Report], Result | None], sources: Mapping[str, Source]
) -> tuple[Report, ...]:
    """Return, of reports of one endpoint at one cut-off, those of the source whose main result leads.

    Args:
        main: The result by which a report is judged; a report without one is left out.
    """
    judged = {result.id: report for report in reports if (result := main(report)) is not None}
    if not judged:
        return ()
    order = leading_first([result for report in reports if (result := main(report)) is not None], sources=sources)
    return tuple(judged[result.id] for result in order if result.source == order[0].source)
