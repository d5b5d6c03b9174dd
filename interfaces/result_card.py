"""One result as labelled lines: what a reader needs to know what a number refers to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ingest.records import Result, Source, Value
from retrieval.answers.phrasing import format_date, format_value, show_bounds

_BOUNDED = frozenset({"Grade", "Subgroup"})


def describe_result(result: Result, *, source: Source | None) -> tuple[tuple[str, str], ...]:
    """Return ``(label, text)`` for everything that ``result`` gives, in reading order; what is absent is left out."""
    lines = (
        ("Outcome", result.outcome),
        ("Row", result.item),
        ("Grade", result.grade),
        ("Arm", result.arm),
        ("Comparison", result.comparison),
        ("Statistic", result.statistic),
        ("Value", format_value(result)),
        ("n/N", _show_patients(result)),
        ("Population", result.population),
        ("Subgroup", result.subgroup),
        ("Assessed by", result.assessor),
        ("Censoring", result.censoring),
        ("Analysis", result.analysis),
        ("Data cut-off", _show_cutoff(result)),
        ("Follow-up", result.follow_up),
        ("Time frame", result.time_frame),
        ("Note", result.note),
        ("Source", source.citation if source else result.source),
        ("Place", result.locator),
    )
    return tuple((label, show_bounds(text) if label in _BOUNDED else text) for label, text in lines if text)


def show_value(value: Value) -> str:
    """Return one value with the decimals it was printed with; a date in words."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return format_date(value) if isinstance(value, date) else value


def _show_patients(result: Result) -> str | None:
    if result.n is not None and result.N is not None:
        return f"{result.n}/{result.N}"
    if result.n is not None:
        return f"{result.n}"
    return f"{result.N} analysed" if result.N is not None else None


def _show_cutoff(result: Result) -> str | None:
    if result.data_cutoff is None:
        return None
    basis = {True: " (stated in the source)", False: " (implied by the analysis)", None: ""}[result.cutoff_stated]
    return show_value(result.data_cutoff) + basis
