"""The data cut-offs of a trial, and which of them an endpoint is shown at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from ingest.records import Result
from retrieval.answers.phrasing import format_date
from retrieval.overview.records import Cutoff, Report
from retrieval.terms import TermIndex

_MEASURED = ("efficacy", "safety")
NOT_STATED = "cut-off not stated"


def list_cutoffs(results: Sequence[Result], *, terms: TermIndex, trial: str) -> tuple[Cutoff, ...]:
    """Return the cut-offs of a trial's measured results, newest first; those without a stated one come last."""
    measured = [row for row in results if row.category in _MEASURED]
    days: defaultdict[date | None, list[Result]] = defaultdict(list)
    for row in measured:
        days[row.data_cutoff].append(row)
    told: dict[date | None, str] = {
        term.cutoff: term.follow_up for term in terms.terms("analysis", trial=trial) if term.cutoff and term.follow_up
    }
    return tuple(
        Cutoff(
            day=day,
            analyses=_by_frequency(row.analysis for row in rows),
            follow_up=told.get(day) or next(iter(_by_frequency(r.follow_up for r in rows if not r.subgroup)), None),
            tested=any(row.p_tested == "tested" for row in rows),
            results=len(rows),
        )
        for day, rows in sorted(days.items(), key=lambda each: each[0] or date.min, reverse=True)
    )


def name_cutoff(day: date | None) -> str:
    """Return a cut-off in words: ``"7 February 2020"``."""
    return format_date(day) if day else NOT_STATED


def at_cutoff(reports: Iterable[Report], cutoff: Cutoff | None) -> list[Report]:
    """Return the reports of one endpoint at the cut-off asked for, or at the endpoint's latest."""
    kept = list(reports)
    if not kept:
        return []
    day = cutoff.day if cutoff else max(report.first.data_cutoff or date.min for report in kept)
    wanted = None if day == date.min else day
    return [report for report in kept if report.first.data_cutoff == wanted]


def _by_frequency(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(name for name, _ in Counter(name for name in names if name).most_common())
