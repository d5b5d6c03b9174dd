"""Paired dots: the percentage of each arm on one line, for responses and for adverse events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from interfaces.figure_text import show_day, show_difference, show_rate
from interfaces.plots.frame import (
    FILE,
    SPLIT,
    Caption,
    Look,
    colours_of,
    edge,
    inline,
    rows_axis,
    shorten_all,
    to_page,
    words_of,
)
from retrieval.answers.phrasing import show_bounds
from retrieval.overview.records import Arm, Rates

_ROW = {"wide": 27, "narrow": 47}
_AXES = 90  # pixels for the axis and the legend
_FIGURES = 330  # pixels for the rates in words beside the plot
_SIZES = 210  # for the denominators
_LONGEST_LABEL = 300
_TOLD = (("label", "Outcome"), ("arm", "Arm"), ("figure", "Rate"), ("cutoff", "Cut-off"))
_LEGEND_LETTERS = 36  # of the arms' names that stand on one line of a phone
_MOST_IN_WORDS = 2  # arms whose figures are written beside the plot; of more the table tells all


def draw_rates(rows: Sequence[Rates], look: Look, *, arms: Sequence[Arm]) -> alt.LayerChart:
    """Return the plot, each line one outcome and each dot one result; a click selects its id as ``"row"``."""
    held = {rate.arm.name for row in rows for rate in row.rates}
    shown = [arm for arm in arms if arm.name in held]
    lines = _to_lines(rows, arms=shown)
    y = rows_axis(lines, look, longest=_LONGEST_LABEL)
    inset = 10
    if look.layout == "wide":
        inset = _FIGURES if len(shown) <= _MOST_IN_WORDS else _SIZES
    largest = max(float(row.largest) for row in rows)
    scale = alt.Scale(domain=[0, max(largest * 1.04, 1)], range=[6, edge(inset, look)], nice=False)
    axis = alt.Axis(title="% of patients", grid=True, tickCount=6, gridOpacity=0.35, **words_of(look))
    x = alt.X("percent:Q", scale=scale, axis=axis)
    clicked = alt.selection_point(name="row", fields=["id"], toggle=False)
    tooltip = [alt.Tooltip(f"{name}:N", title=title) for name, title in _TOLD]
    base = alt.Chart(inline(lines))
    spans = base.mark_rule(color=look.muted, strokeWidth=1.5).encode(y=y, x=alt.X("low:Q", scale=scale), x2="high:Q")
    points = (
        alt.Chart(inline(_to_dots(rows)))
        .mark_point(filled=True, size=95, opacity=1, cursor="pointer")
        .encode(y=y, x=x, tooltip=tooltip, **_mark_arms(shown, among=arms, look=look))
        .add_params(clicked)
    )
    height = len(lines) * _ROW[look.layout] + (_AXES + 18 * len(shown) if look.width is None else 0)
    chart = alt.layer(spans, points, *_write_figures(base, y, look, arms=shown)).properties(height=height)
    assert isinstance(chart, alt.LayerChart), "layers of one plot"
    return chart


def draw_rates_file(rows: Sequence[Rates], caption: Caption, *, arms: Sequence[Arm]) -> alt.VConcatChart:
    """Return the plot as it is downloaded."""
    return to_page(draw_rates(rows, FILE, arms=arms), caption)


def _mark_arms(arms: Sequence[Arm], *, among: Sequence[Arm], look: Look) -> dict[str, Any]:
    """Colour and shape of the arms; an arm has the same in every plot of its trial."""
    marks, names = colours_of(among), [arm.name for arm in arms]
    columns = 0 if len(" ".join(names)) <= _LEGEND_LETTERS else 1
    legend = alt.Legend(
        title=None, orient="top", symbolSize=95, labelLimit=320, labelColor=look.ink, columns=columns
    )  # fmt: skip
    return {
        channel: encode("arm:N", sort=names, legend=legend, scale=alt.Scale(domain=names, range=list(values)))
        for channel, encode, values in (
            ("color", alt.Color, [marks[name][0] for name in names]),
            ("shape", alt.Shape, [marks[name][1] for name in names]),
        )
    }


def _to_lines(rows: Sequence[Rates], *, arms: Sequence[Arm]) -> list[dict[str, Any]]:
    lines = []
    labels = shorten_all([_name(row) for row in rows])
    for place, row in enumerate(rows):
        told = {rate.arm.name: rate for rate in row.rates}
        figures = [show_rate(told[arm.name], short=True) if arm.name in told else "not in this corpus" for arm in arms]
        label = labels[place]
        difference = show_difference(row.difference) if row.difference else ""
        both = " vs ".join(figures) if len(arms) <= _MOST_IN_WORDS else _tell_sizes(row)
        percents = [float(rate.percent) for rate in row.rates]
        lines.append(
            {
                "key": f"{place}{SPLIT}{label}",
                "label": label,
                "low": min(percents),
                "high": max(percents),
                "first": figures[0],
                "second": figures[1] if len(figures) > 1 else "",
                "both": f"{both} · {difference}" if difference else both,
                "difference": difference,
                "cutoff": show_day(row.first.data_cutoff),
            }
        )
    return lines


def _to_dots(rows: Sequence[Rates]) -> list[dict[str, Any]]:
    labels = shorten_all([_name(row) for row in rows])
    return [
        {
            "key": f"{place}{SPLIT}{labels[place]}",
            "label": _name(row),
            "id": rate.result.id,
            "arm": rate.arm.name,
            "percent": float(rate.percent),
            "figure": show_rate(rate),
            "cutoff": show_day(rate.result.data_cutoff),
        }
        for place, row in enumerate(rows)
        for rate in reversed(row.rates)  # the first arm is drawn last, over the others
    ]


def _tell_sizes(row: Rates) -> str:
    """The denominators of a row: of how many patients the percentages are."""
    sizes = sorted({rate.result.N for rate in row.rates if rate.result.N is not None})
    if not sizes:
        return "denominators not given"
    return (
        f"of {sizes[0]} patients in each arm"
        if len(sizes) == 1
        else f"of {sizes[0]} to {sizes[-1]} patients in each arm"
    )


def _name(row: Rates) -> str:
    return f"{row.outcome}, {show_bounds(row.subgroup)}" if row.subgroup else row.outcome


def _write_figures(base: alt.Chart, y: alt.Y, look: Look, *, arms: Sequence[Arm]) -> list[alt.Chart]:
    """The rates of two arms and their difference in words; of more arms the denominators."""
    if look.layout == "narrow":
        start = alt.value(0)
        label = base.mark_text(align="left", dy=-14, fontSize=12, color=look.ink)
        both = base.mark_text(align="left", dy=13, fontSize=11, color=look.ink)
        days = base.mark_text(align="right", dy=-14, fontSize=11, color=look.muted)
        texts = [
            label.encode(y=y, x=start, text="label:N"),
            days.encode(y=y, x=alt.value(edge(0, look)), text="cutoff:N"),
        ]
        return [*texts, both.encode(y=y, x=start, text="both:N")]
    column = base.mark_text(align="right", fontSize=11, color=look.ink)
    if len(arms) > _MOST_IN_WORDS:
        return [column.encode(y=y, x=alt.value(edge(0, look)), text="both:N")]
    places = [(_FIGURES - 125, "first:N"), (_FIGURES - 245, "second:N")][: len(arms)]
    return [
        column.encode(y=y, x=alt.value(edge(inset, look)), text=name) for inset, name in (*places, (0, "difference:N"))
    ]
