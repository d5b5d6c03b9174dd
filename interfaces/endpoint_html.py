"""A primary endpoint as HTML: each analysis with its effect, its p-value and the figures of the arms."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ingest.records import Result
from interfaces.figure_html import FigureWriter
from interfaces.figure_text import show_day, show_estimate, show_figure
from interfaces.remarks import count
from retrieval.answers.phrasing import format_p
from retrieval.overview.effects import is_ratio
from retrieval.overview.records import Arm, Cutoff, Endpoint, Report

_MOST_ROWS_OF_AN_ENDPOINT = 6
_MOST_FIGURES = 6
"""Of the arms of one analysis that stand open; the others are one click away."""


def write_endpoint(endpoint: Endpoint, *, arms: Sequence[Arm], cutoffs: Sequence[Cutoff], figures: FigureWriter) -> str:
    """Return a primary endpoint: the analysis shown, and the formally tested one where that is another."""
    named = endpoint.abbreviation and endpoint.abbreviation not in endpoint.outcome
    short = f" ({escape(endpoint.abbreviation or '')})" if named else ""
    analyses = [
        _write_analysis(report, arms=arms, cutoffs=cutoffs, figures=figures)
        for report in (*endpoint.shown, *endpoint.tested)
    ]
    kept = analyses[:_MOST_ROWS_OF_AN_ENDPOINT]
    more = len(analyses) - len(kept)
    rest = f'<p class="tc-meta">{more} more rows of this outcome: search for it below.</p>' if more else ""
    none = "" if kept else '<p class="tc-meta">No result at this cut-off in this corpus.</p>'
    return (
        f'<section class="tc-endpoint"><h3>{escape(endpoint.outcome)}{short}</h3>'
        f'<div class="tc-analyses">{"".join(kept)}</div>{none}{rest}</section>'
    )


def _write_analysis(report: Report, *, arms: Sequence[Arm], cutoffs: Sequence[Cutoff], figures: FigureWriter) -> str:
    """One analysis of an endpoint: cut-off and follow-up, the effect with its p-value, and each arm's own figure."""
    first = report.first
    cutoff = next((each for each in cutoffs if each.day == first.data_cutoff), None)
    tested = any(row.p_tested == "tested" for row in report.rows)
    follow_up = first.follow_up or (cutoff.follow_up if cutoff else None)
    when = f"Cut-off {show_day(first.data_cutoff)}" if first.data_cutoff else "Cut-off not stated"
    about = [when, first.analysis, f"median follow-up {follow_up}" if follow_up else None, first.item, first.population]
    flag = '<span class="tc-flag">formally tested primary analysis</span>' if tested else ""
    effects = [row for row in report.rows if row.comparison and row.value is not None]
    tests = [row for row in report.rows if row.p_value is not None]
    lines = [
        f'<div class="tc-meta">{escape(_capitalise(row.statistic))}, {escape(row.comparison or "")}</div>'
        f'<div class="tc-effect">{figures.write(row, _show_effect(row))}</div>'
        for row in effects
    ]
    lines += [f"<div>{figures.write(row, format_p(row))}</div>" for row in tests]
    if effects and not tests:
        lines.append('<p class="tc-meta">No p-value for this analysis in this corpus.</p>')
    order = [arm.name for arm in arms]
    own = [row for row in report.rows if row.arm and row.value is not None]
    own.sort(key=lambda row: order.index(row.arm) if row.arm in order else len(order))
    told = [
        f"<div><b>{escape(row.arm or '')}</b> {escape(_name_statistic(row))}"
        f"{figures.write(row, show_figure(row))}</div>"
        for row in own
    ]
    lines += told[:_MOST_FIGURES]
    if more := told[_MOST_FIGURES:]:
        lines.append(f"<details><summary>{count(len(more), 'more figure')}</summary>{''.join(more)}</details>")
    return (
        f'<div class="tc-analysis"><p class="tc-meta">{escape(" · ".join(part for part in about if part))} {flag}</p>'
        f"{''.join(lines)}</div>"
    )


def _capitalise(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _show_effect(row: Result) -> str:
    return show_estimate(row) if is_ratio(row) else show_figure(row)


def _name_statistic(row: Result) -> str:
    plain = {"Kaplan-Meier median": "median ", "percentage": "", "count": ""}
    return plain.get(row.statistic, f"{row.statistic} ")
