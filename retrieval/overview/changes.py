"""What changed between the data cut-offs: each endpoint with one line a cut-off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from ingest.records import Result
from retrieval.overview.effects import is_ratio
from retrieval.overview.records import Change, Report
from retrieval.overview.reports import by_endpoint, lead
from retrieval.overview.view import View

_MEASURED = ("efficacy", "safety")
_QUALIFIERS = (("assessor", "assessor or assay"), ("population", "analysis set"))


def list_changes(reports: Sequence[Report], view: View) -> tuple[Change, ...]:
    """Return the endpoints of the whole trial that two or more dated cut-offs report, oldest line first."""
    dated = [r for r in reports if r.first.data_cutoff and r.first.category in _MEASURED and not r.first.subgroup]
    found = []
    for (outcome, item, _, grade, *_), same in by_endpoint(dated, terms=view.terms).items():
        days: dict[date | None, list[Report]] = {}
        for report in same:
            days.setdefault(report.first.data_cutoff, []).append(report)
        if len(days) < 2:
            continue
        lines = [lead(days[day], main=_main, sources=view.sources)[:1] for day in sorted(days, key=str)]
        kept = tuple(report for line in lines for report in line)
        if len(kept) > 1:
            title = f"{outcome} – {item}" if item else outcome or ""
            found.append(Change(title, grade, kept, _remark(kept)))
    return tuple(found)


def _main(report: Report) -> Result | None:
    values = [row for row in report.rows if row.value is not None]
    return next(filter(is_ratio, values), None) or next(iter(values), None)


def _remark(reports: Sequence[Report]) -> tuple[str, ...]:
    """What else differs between the lines, so that no difference of figures is taken for an effect of time alone."""
    told: list[str] = []
    levels = [level for report in reports if (level := _level(report)) is not None]
    if len(set(levels)) > 1:
        told.append(f"Confidence levels differ: {', '.join(f'{level.normalize():f}%' for level in levels)}.")
    for name, words in _QUALIFIERS:
        given = [getattr(report.first, name) for report in reports]
        if any(one != two for one, two in pairwise(given)):
            said = "; ".join(str(value or "not stated") for value in given)
            told.append(f"Not the same {words}: {said}.")
    return tuple(told)


def _level(report: Report) -> Decimal | None:
    return next((row.ci_level for row in report.rows if is_ratio(row) and row.ci_level is not None), None)
