"""The parts of a trial's overview as HTML: every figure a button that opens its result and its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from ingest.records import Result
from interfaces.figure_html import FigureWriter
from interfaces.figure_text import (
    show_day,
    show_difference,
    show_estimate,
    show_figure,
    show_grade,
    show_rate,
    show_size,
)  # fmt: skip
from retrieval.answers.phrasing import format_value, show_bounds
from retrieval.discrepancies import Discrepancy
from retrieval.overview.effects import is_ratio
from retrieval.overview.records import Arm, Change, Effect, Fact, Rates, Report, Tile
from retrieval.records import Quote

_MOST_MARKS = 8
Row = Sequence[str]
"""Cells of a table row: HTML."""


Read = Callable[[Quote], str]
"""Gives the words of a quote."""


def write_pico(facts: Iterable[Fact], *, figures: FigureWriter, read: Read) -> str:
    """Return patients, intervention, comparator and outcome as a strip of four."""
    parts = "".join(
        f"<div><dt>{escape(fact.label)}</dt><dd>{escape(fact.text)}{_write_marks(fact, figures, read)}</dd></div>"
        for fact in facts
    )
    return f'<dl class="tc-pico">{parts}</dl>'


def write_facts(facts: Iterable[Fact], *, figures: FigureWriter, read: Read) -> str:
    """Return labelled lines as a list."""
    items = "".join(
        f"<li><b>{escape(fact.label)}.</b> {escape(fact.text)}{_write_marks(fact, figures, read)}</li>"
        for fact in facts
    )
    return f'<ul class="tc-facts">{items}</ul>'


def write_tiles(tiles: Iterable[Tile], *, figures: FigureWriter) -> str:
    """Return the four figures of safety, each with both arms, their difference and the same at other cut-offs."""
    return f'<div class="tc-tiles">{"".join(_write_tile(tile, figures) for tile in tiles)}</div>'


def write_effects(effects: Sequence[Effect], *, figures: FigureWriter) -> str:
    """Return the ratios as a table, one result a row; what is compared stands above it where that is one for all."""
    compared = list(dict.fromkeys(effect.result.comparison or "" for effect in effects))
    several = len(compared) > 1
    rows: list[Row] = []
    group = None
    for effect in effects:
        if effect.group != group:
            group = effect.group
            rows.append((f"<b>{escape(group)}</b>",))
        row, size = effect.result, show_size(effect)
        of = figures.write(effect.size if effect.size and row.N is None else row, size) if size else "not given"
        comparison = (escape(row.comparison or ""),) if several else ()
        when = escape(show_day(row.data_cutoff))
        rows.append((escape(effect.label), figures.write(row, show_estimate(row)), *comparison, of, when))
    header = ("Row", "Estimate", *(("Comparison",) if several else ()), "Patients", "Cut-off")
    told = "" if several else f'<p class="tc-meta">{escape("".join(compared))}</p>'
    return f"{told}{write_table(header, rows)}"


def write_rates(rows: Iterable[Rates], *, arms: Sequence[Arm], figures: FigureWriter) -> str:
    """Return rates as a table with a column for each arm that has any."""
    shown = list(rows)
    held = {rate.arm.name for row in shown for rate in row.rates}
    columns = [arm for arm in arms if arm.name in held]
    table = []
    for row in shown:
        told = {rate.arm.name: figures.write(rate.result, show_rate(rate)) for rate in row.rates}
        named = ", ".join(
            part for part in (row.outcome, show_grade(row.grade), show_bounds(row.subgroup or "")) if part
        )
        cells = [told.get(arm.name, "not in this corpus") for arm in columns]
        difference = (
            figures.write_difference(row.difference, show_difference(row.difference)) if row.difference else "–"
        )
        table.append((escape(named), *cells, difference, escape(show_day(row.first.data_cutoff))))
    return write_table(("Outcome", *(arm.name for arm in columns), "Difference (derived)", "Cut-off"), table)


def write_changes(changes: Iterable[Change], *, arms: Sequence[Arm], figures: FigureWriter) -> str:
    """Return what changed as a table: below each endpoint one line a cut-off, never two cut-offs in a line."""
    rows: list[Row] = []
    for change in changes:
        title = ", ".join(part for part in (change.outcome, show_grade(change.grade)) if part)
        remarks = f' <span class="tc-meta">{escape(" ".join(change.remarks))}</span>' if change.remarks else ""
        rows.append((f"<b>{escape(title)}</b>{remarks}",))
        rows += [_write_line(report, arms=arms, figures=figures) for report in change.reports]
    return write_table(("Cut-off", "Comparison", *(arm.name for arm in arms)), rows)


def write_discrepancies(found: Iterable[Discrepancy], *, figures: FigureWriter) -> str:
    """Return where sources differ: the leading report, then each other one with the reason as far as it is known."""
    rows: list[Row] = []
    for each in found:
        rows.append((escape(each.slot), *_write_report(each.leading, "leads", figures)))
        rows += [("", *_write_report(other.result, ", ".join(other.reasons), figures)) for other in each.others]
    return write_table(("Slot", "Report", "Cut-off", "Why", "Source"), rows)


def write_table(header: Sequence[str], rows: Iterable[Row]) -> str:
    """Return a table that scrolls by itself where the screen is narrower; a row of one cell is a heading.

    Args:
        rows: Their cells are HTML; the header is text.
    """
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    whole = f'<td colspan="{len(header)}">'
    cells = ("".join(f"{whole if len(row) == 1 else '<td>'}{cell}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return (
        '<div class="tc-scroll" tabindex="0" role="region" aria-label="Table">'
        f'<table class="tc-table"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _write_marks(fact: Fact, figures: FigureWriter, read: Read) -> str:
    """A mark for each result and each sentence that a line rests on, which opens it."""
    shown = fact.results[:_MOST_MARKS]
    marks = [figures.write(row, f"[{place}]") for place, row in enumerate(shown, start=1)]
    marks += [
        figures.write_sentence(quote.source, sentence, "[“]")
        for quote in fact.quotes
        if (sentence := read(quote)) and sentence != fact.text
    ]
    if not marks:
        return ""
    more = f" and {len(fact.results) - len(shown)} more" if len(fact.results) > len(shown) else ""
    return f' <span class="tc-marks">{" ".join(marks)}{more}</span>'


def _write_tile(tile: Tile, figures: FigureWriter) -> str:
    if tile.rates is None:
        body = f'<p class="tc-meta">Not in this corpus{" at this cut-off" if tile.others else ""}.</p>'
    else:
        body = _write_arms(tile.rates, figures)
    others = "".join(
        f'<div class="tc-meta">{escape(show_day(rates.first.data_cutoff))}: '
        f"{' vs '.join(figures.write(rate.result, show_rate(rate)) for rate in rates.rates)}</div>"
        for rates in tile.others
    )
    return f'<section class="tc-tile"><h3>{escape(tile.name)}</h3>{body}{others}</section>'


def _write_arms(rates: Rates, figures: FigureWriter) -> str:
    arms = "".join(
        f'<div><span class="tc-arm tc-{escape(rate.arm.role or "other")}">{escape(rate.arm.name)}</span> '
        f"{figures.write(rate.result, show_rate(rate))}</div>"
        for rate in rates.rates
    )
    difference = ""
    if rates.difference:
        shown = figures.write_difference(rates.difference, show_difference(rates.difference))
        difference = f"<div>Difference {shown}</div>"
    when = show_day(rates.first.data_cutoff)
    return f'{arms}{difference}<p class="tc-meta">{escape(rates.outcome)} · {escape(when)}</p>'


def _write_line(report: Report, *, arms: Sequence[Arm], figures: FigureWriter) -> Row:
    def tell(rows: Sequence[Result]) -> str:
        return "<br>".join(figures.write(row, _tell(row)) for row in rows) or "–"

    compared = [row for row in report.rows if row.comparison]
    cells = [tell([row for row in report.rows if row.arm == arm.name]) for arm in arms]
    if all(cell == "–" for cell in (*cells, tell(compared))):
        compared = list(report.rows)
    return (escape(show_day(report.first.data_cutoff)), tell(compared), *cells)


def _tell(row: Result) -> str:
    if is_ratio(row):
        return f"{row.statistic} {show_estimate(row)}"
    return show_figure(row)


def _write_report(row: Result, why: str, figures: FigureWriter) -> Row:
    return (
        figures.write(row, format_value(row)), escape(show_day(row.data_cutoff)), escape(why), escape(row.source)
    )  # fmt: skip
