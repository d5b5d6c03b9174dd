"""The plots of the quick reference: ratios and rates at the left, adverse events at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from ingest.records import Result
from interfaces.figure_html import FigureWriter
from interfaces.overview_html import write_effects, write_rates
from interfaces.pages.result_sheet import open_clicked, plot_key
from interfaces.plots.files import to_png, to_svg
from interfaces.result_tables import render_results
from retrieval.overview import Overview
from retrieval.overview.cutoffs import name_cutoff
from retrieval.overview.records import Arm, Effect, Rates
from retrieval.overview.safety import choose_events
from retrieval.trials import name_trial

if TYPE_CHECKING:
    from ingest.corpus import Corpus
    from interfaces.plots.frame import Caption

_ROWS_SHOWN = 20
_EVENTS_SHOWN = 12
_ORDERS = {"frequency": "Most frequent", "difference": "Largest difference", "name": "Name"}


def draw_efficacy(overview: Overview, *, corpus: Corpus) -> None:
    """Draw ratios, one plot for each statistic, or the rates of the arms."""
    st.html('<h2 class="tc-part">Efficacy</h2>')
    statistics = list(dict.fromkeys(effect.result.statistic for effect in overview.effects))
    views = [f"{name.capitalize()}s" for name in statistics] + (["Rates by arm"] if overview.responses else [])
    if not views:
        st.html('<p class="tc-note">No ratio of two arms and no rate of an efficacy outcome in this corpus.</p>')
        return
    chosen = st.segmented_control(
        "Efficacy view",
        views,
        default=views[0],
        required=True,
        key=f"efficacy_{overview.trial.id}",
        label_visibility="collapsed",
    )
    if chosen == "Rates by arm":
        _draw_responses(overview, corpus=corpus)
    else:
        statistic = statistics[views.index(chosen)]
        _draw_effects([e for e in overview.effects if e.result.statistic == statistic], overview, corpus=corpus)


@st.fragment
def draw_events(overview: Overview, *, corpus: Corpus) -> None:
    """Draw the adverse events of one kind, as many as fit, with a search for the others."""
    st.html('<h2 class="tc-part">Adverse events by arm</h2>')
    tables = {table.name: table for table in overview.events}
    default = next((name for name, table in tables.items() if table.rows), next(iter(tables)))
    trial = overview.trial.id
    name = st.segmented_control(
        "Kind", list(tables), default=default, required=True, key=f"events_{trial}", label_visibility="collapsed"
    )
    table = tables[name]
    if not table.rows:
        st.html(f'<p class="tc-note">No adverse events by term, {name.lower()}, in this corpus.</p>')
        return
    words, order = "", "frequency"
    if len(table.rows) > _EVENTS_SHOWN // 2:
        left, right = st.columns(2)
        words = left.text_input("Find an event", key=f"event_words_{trial}")
        order = right.selectbox("Order", list(_ORDERS), format_func=_ORDERS.__getitem__, key=f"event_order_{trial}")
    found = choose_events(table, words=words, order=order)
    rows = found[:_EVENTS_SHOWN]
    if not rows:
        st.html('<p class="tc-note">No event has these words in its name.</p>')
        return
    st.html(f'<p class="tc-meta">{name}: {len(rows)} of {len(found)} events, in % of the patients of each arm.</p>')
    title = f"adverse events, {name[0].lower()}{name[1:]}"
    _draw_rates(rows, overview, corpus=corpus, title=title, key="events")


def _draw_effects(effects: Sequence[Effect], overview: Overview, *, corpus: Corpus) -> None:
    from interfaces.plots.forest import draw_forest, draw_forest_file
    from interfaces.plots.frame import PAGE

    shown = effects[:_ROWS_SHOWN]
    name = shown[0].result.statistic
    _draw_chart(draw_forest(shown, PAGE), key=f"forest_{name}", alt=_tell_effects(shown))
    results = [effect.result for effect in shown]
    caption = partial(_caption, overview, f"{name}s", results, corpus)
    table = write_effects(shown, figures=FigureWriter(corpus.sources, "tc-eff"))
    _draw_files(
        lambda: draw_forest_file(shown, caption()), table, results=results, corpus=corpus, name=f"{name}s"
    )  # fmt: skip
    _tell_rest(len(effects) - len(shown))


def _draw_responses(overview: Overview, *, corpus: Corpus) -> None:
    whole = [rates for rates in overview.responses if rates.subgroup is None]
    rows = (whole or list(overview.responses))[:_ROWS_SHOWN]
    _draw_rates(rows, overview, corpus=corpus, title="rates by arm", key="responses")
    _tell_rest(len(whole) - len(rows))
    parts = [rates for rates in overview.responses if rates.subgroup is not None] if whole else []
    if parts:
        with st.expander(f"Rates in subgroups ({len(parts)})", type="compact"):
            figures = FigureWriter(corpus.sources, "tc-sub")
            st.html(write_rates(parts[: 2 * _ROWS_SHOWN], arms=overview.arms, figures=figures))


def _draw_rates(rows: Sequence[Rates], overview: Overview, *, corpus: Corpus, title: str, key: str) -> None:
    from interfaces.plots.frame import PAGE
    from interfaces.plots.rates import draw_rates, draw_rates_file

    arms = _choose_arms(rows, overview, key=key)
    drawn = _only_arms(rows, arms)
    _draw_chart(draw_rates(drawn, PAGE, arms=arms), key=key, alt=_tell_rates(drawn))
    results = [rate.result for row in rows for rate in row.rates]
    caption = partial(_caption, overview, title, results, corpus)
    table = write_rates(rows, arms=overview.arms, figures=FigureWriter(corpus.sources, f"tc-{key}"))
    _draw_files(
        lambda: draw_rates_file(drawn, caption(), arms=arms), table, results=results, corpus=corpus, name=title
    )  # fmt: skip


def _choose_arms(rows: Sequence[Rates], overview: Overview, *, key: str) -> tuple[Arm, ...]:
    """The arms of a plot: all, or of more than it can tell apart those that are chosen, at first with the control."""
    from interfaces.plots.frame import MOST_ARMS

    held = {rate.arm.name for row in rows for rate in row.rates}
    arms = {arm.name: arm for arm in overview.arms if arm.name in held}
    if len(arms) <= MOST_ARMS:
        return overview.arms
    control = [name for name, arm in arms.items() if arm.role == "control"][:1]
    first = [name for name in arms if name not in control][: MOST_ARMS - len(control)] + control
    chosen = st.multiselect(
        f"Arms in the plot, at most {MOST_ARMS} of {len(arms)}",
        list(arms),
        default=first,
        max_selections=MOST_ARMS,
        key=f"arms_{key}_{overview.trial.id}",
    )
    st.html('<p class="tc-meta">The table below the plot has all arms.</p>')
    return tuple(arm for name, arm in arms.items() if name in (chosen or first))


def _only_arms(rows: Sequence[Rates], arms: Sequence[Arm]) -> list[Rates]:
    """The rows without the rates of other arms, and without those that have no rate then."""
    kept = [replace(row, rates=tuple(rate for rate in row.rates if rate.arm in arms)) for row in rows]
    return [row for row in kept if row.rates]


def _draw_chart(chart: Any, *, key: str, alt: str) -> None:
    name = plot_key(key)
    st.altair_chart(chart, width="stretch", key=name, on_select=partial(open_clicked, name), alt=alt)


def _draw_files(chart: Callable[[], Any], table: str, *, results: Sequence[Result], corpus: Corpus, name: str) -> None:
    """Draw the plot's figures as a table, and what can be taken away of them."""
    sources = corpus.sources
    stem = name.replace(", ", "-").replace(" ", "-")
    with st.expander("Figures with their sources, downloads", type="compact"):
        st.html(table)
        files = (
            ("SVG", "svg", "image/svg+xml", lambda: to_svg(chart())),
            ("PNG", "png", "image/png", lambda: to_png(chart())),
            ("CSV", "csv", "text/csv", lambda: render_results(results, sources=sources, form="csv")),
            (
                "Markdown",
                "md",
                "text/markdown",
                lambda: render_results(results, sources=sources, form="markdown"),
            ),
        )
        with st.container(horizontal=True, gap="small"):
            for label, suffix, mime, make in files:
                st.download_button(
                    label, make, f"{stem}.{suffix}", mime, key=f"file_{stem}_{suffix}", on_click="ignore"
                )


def _caption(overview: Overview, title: str, results: Iterable[Result], corpus: Corpus) -> Caption:
    from interfaces.plots.frame import Caption

    held = list(results)
    days = dict.fromkeys(sorted({row.data_cutoff for row in held}, key=str, reverse=True))
    cutoffs = "; ".join(name_cutoff(day) for day in days)
    references = tuple(dict.fromkeys(corpus.sources[row.source].citation for row in held))
    lines = (f"Data cut-offs: {cutoffs}. Each figure is one reported result; corpus {corpus.fingerprint}.",)
    return Caption(f"{name_trial(overview.trial)}: {title}", lines, references)


def _tell_effects(effects: Sequence[Effect]) -> str:
    """What the plot shows, for those who do not see it: the table below has its figures."""
    return f"Forest plot of {len(effects)} {effects[0].result.statistic}s; the table below holds every figure."


def _tell_rates(rows: Sequence[Rates]) -> str:
    return f"Dot plot of the rates of {len(rows)} outcomes by arm; the table below holds every figure."


def _tell_rest(count: int) -> None:
    if count > 0:
        st.html(f'<p class="tc-meta">{count} more: search all results below.</p>')
