"""The forest plot: ratios with their intervals on a log axis, around the line of no effect."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import altair as alt

from interfaces.figure_text import show_day, show_estimate, show_size
from interfaces.plots.frame import (
    EXPERIMENTAL,
    FILE,
    SPLIT,
    Caption,
    Look,
    edge,
    inline,
    rows_axis,
    shorten_all,
    to_page,
    words_of,
)
from retrieval.overview.records import Effect

_TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
_ROW = {"wide": 25, "narrow": 46}
_AXIS = 100  # pixels below the rows
_FIGURES = 310  # pixels for estimate, cut-off and patients beside the plot
_LONGEST_LABEL = 330
_LONGEST_ARM = 32  # letters of an arm's name under the axis
_TOLD = (("whole", "Row"), ("estimate", "Estimate"), ("cutoff", "Cut-off"), ("size", "Patients"))


def draw_forest(effects: Sequence[Effect], look: Look) -> alt.LayerChart:
    """Return the plot of the ratios of one statistic, each row one result; a click selects its id as ``"row"``."""
    rows = _to_rows(effects)
    y = rows_axis(rows, look, longest=_LONGEST_LABEL)
    low, high = _find_range(effects)
    right = edge(_FIGURES if look.layout == "wide" else 0, look)
    scale = alt.Scale(type="log", domain=[low, high], range=[0, right], nice=False)
    ticks = [tick for tick in _TICKS if low <= tick <= high]
    axis = alt.Axis(
        values=ticks, grid=False, title=_title(effects[0]), labelExpr="datum.value", **words_of(look)
    )  # fmt: skip
    x = alt.X("value:Q", scale=scale, axis=axis)
    base = alt.Chart(inline(rows))
    clicked = alt.selection_point(name="row", fields=["id"], toggle=False)
    tooltip = [alt.Tooltip(f"{name}:N", title=title) for name, title in _TOLD]
    null = alt.Chart(inline([{"value": 1}])).mark_rule(color=look.muted, strokeDash=[4, 3])
    lines = base.transform_filter("datum.low != null").mark_rule(strokeWidth=2, color=EXPERIMENTAL)
    points = base.transform_filter("datum.value != null").mark_point(
        filled=True, size=80, shape="square", color=EXPERIMENTAL, opacity=1, cursor="pointer"
    )
    chart = alt.layer(
        null.encode(x=x),
        lines.encode(y=y, x=alt.X("low:Q", scale=scale), x2="high:Q", tooltip=tooltip),
        points.encode(y=y, x=x, tooltip=tooltip).add_params(clicked),
        *_write_figures(base, y, look),
    ).properties(height=len(rows) * _ROW[look.layout] + (_AXIS if look.width is None else 0))
    assert isinstance(chart, alt.LayerChart), "layers of one plot"
    return chart


def draw_forest_file(effects: Sequence[Effect], caption: Caption) -> alt.VConcatChart:
    """Return the plot as it is downloaded."""
    return to_page(draw_forest(effects, FILE), caption)


def _to_rows(effects: Sequence[Effect]) -> list[dict[str, Any]]:
    """One row a result, with a heading before each group."""
    rows: list[dict[str, Any]] = []
    group = None
    for effect, label in zip(effects, shorten_all([effect.label for effect in effects]), strict=True):
        if effect.group != group:
            group = effect.group
            rows.append({"key": f"#{len(rows)}{SPLIT}{group}", "label": group, "heading": True})
        result, size = effect.result, show_size(effect)
        low, high = (_to_float(bound) for bound in (result.ci_low, result.ci_high))
        whole = low is not None and high is not None
        rows.append(
            {
                "key": f"{len(rows)}{SPLIT}{label}",
                "label": label,
                "whole": effect.label,
                "id": result.id,
                "value": _to_float(result.value),
                "low": low if whole else None,
                "high": high if whole else None,
                "estimate": show_estimate(result),
                "cutoff": show_day(result.data_cutoff),
                "size": size,
                "beside": " · ".join(part for part in (show_day(result.data_cutoff), size) if part),
            }
        )
    return rows


def _write_figures(base: alt.Chart, y: alt.Y, look: Look) -> list[alt.Chart]:
    """The estimate and its cut-off in words: in columns of their own, or on the lines of a narrow row."""
    figures = base.transform_filter("datum.value != null")
    if look.layout == "wide":
        column = figures.mark_text(align="right", fontSize=12, color=look.ink)
        places = ((_FIGURES - 175, "estimate:N"), (_FIGURES - 255, "cutoff:N"), (0, "size:N"))
        return [column.encode(y=y, x=alt.value(edge(inset, look)), text=name) for inset, name in places]
    start, right = alt.value(0), alt.value(edge(0, look))
    headings = base.transform_filter("datum.heading").mark_text(
        align="left", dy=12, fontSize=12, fontWeight="bold", color=look.ink
    )
    labels = figures.mark_text(align="left", dy=-13, fontSize=12, color=look.ink)
    estimates = figures.mark_text(align="left", dy=13, fontSize=11, color=look.ink)
    return [
        headings.encode(y=y, x=start, text="label:N"),
        labels.encode(y=y, x=start, text="label:N"),
        estimates.encode(y=y, x=start, text="estimate:N"),
        figures.mark_text(align="right", dy=13, fontSize=11, color=look.muted).encode(y=y, x=right, text="beside:N"),
    ]


def _find_range(effects: Sequence[Effect]) -> tuple[float, float]:
    """The whole of every interval, and enough on both sides of 1."""
    numbers = [
        number
        for effect in effects
        for bound in (effect.result.value, effect.result.ci_low, effect.result.ci_high)
        if (number := _to_float(bound)) is not None and number > 0
    ]
    return min(0.5, *numbers) * 0.92, max(2.0, *numbers) * 1.08


def _title(effect: Effect) -> list[str]:
    result = effect.result
    first = (result.comparison or "").split(" vs ")[0]
    arm = first if len(first) <= _LONGEST_ARM else f"{first[:_LONGEST_ARM]}…"
    noun = {"hazard ratio": "hazard", "odds ratio": "odds", "rate ratio": "rate"}.get(result.statistic, "risk")
    return [f"{result.statistic.capitalize()}, log scale", f"← lower · {noun} with {arm} · higher →"]


def _to_float(value: object) -> float | None:
    return float(value) if isinstance(value, Decimal) else None
