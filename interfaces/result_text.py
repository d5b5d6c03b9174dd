"""Results as plain lines to paste: each with everything that makes it unambiguous, and its reference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ingest.records import Result, Source
from interfaces.figure_text import show_grade
from interfaces.result_tables import describe_value
from retrieval.overview.cutoffs import name_cutoff


def write_lines(results: Iterable[Result], *, sources: Mapping[str, Source]) -> str:
    """Return one line a result with a mark, and the references below, each once."""
    marks: dict[str, int] = {}
    lines = []
    for row in results:
        mark = marks.setdefault(row.source, len(marks) + 1)
        lines.append(f"{_describe(row)} [{mark}]")
    references = [f"{mark}. {sources[source].citation}" for source, mark in marks.items()]
    return "\n".join((*lines, "", "References", *references)) if lines else ""


def _describe(row: Result) -> str:
    """``"Progression-free survival, hazard ratio, A vs B: 0.53 (99% CI ...) (intention-to-treat; cut-off ...)"``."""
    statistic = "" if row.statistic in ("percentage", "count") else row.statistic
    whose = row.arm or row.comparison
    slots = (row.trial, row.outcome, row.item, show_grade(row.grade), statistic, whose)
    named = ", ".join(part for part in slots if part)
    counted = f" ({row.n}/{row.N})" if row.n is not None and row.N is not None else f" (N {row.N})" if row.N else ""
    cutoff = f"data cut-off {name_cutoff(row.data_cutoff)}" if row.data_cutoff else name_cutoff(None)
    design = row.category in ("design", "disposition") and row.data_cutoff is None
    where = "; ".join(
        part
        for part in (
            row.population, row.subgroup, row.assessor, row.censoring, row.analysis, row.time_frame,
            None if design else cutoff,
        )
        if part
    )  # fmt: skip
    return f"{named}: {describe_value(row)}{counted}{f' ({where})' if where else ''}"
