"""Quick reference: one screen for each trial."""

from __future__ import annotations

from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from interfaces.discrepancy_tables import write_discrepancies_csv
from interfaces.endpoint_html import write_endpoint
from interfaces.figure_html import FigureWriter
from interfaces.figure_text import show_day
from interfaces.overview_html import (
    write_changes,
    write_discrepancies,
    write_facts,
    write_pico,
    write_tiles,
)
from interfaces.pages.address import choose_from_address, tell_address
from interfaces.pages.frame import draw_error, draw_header, draw_notice
from interfaces.pages.reference_plots import draw_efficacy, draw_events
from interfaces.pages.reference_search import draw_search
from interfaces.pages.result_sheet import draw_opened
from interfaces.remarks import count
from retrieval.overview import LATEST, Overview, describe_trial
from retrieval.overview.passages import read_quote
from retrieval.overview.records import Cutoff
from retrieval.trials import name_trial

if TYPE_CHECKING:
    from ingest.corpus import Corpus
    from ingest.records import Trial
    from retrieval.assistant import Assistant

STYLE = Path(__file__).with_name("reference.css")
_ENDPOINTS_OPEN = 2  # of a trial with many primary endpoints
_DISCREPANCIES_SHOWN = 40
_TRIAL, _CUTOFF = "trial", "cutoff"  # names in the address
_KEPT = 32  # overviews: a few trials, each at a few cut-offs


def draw(assistant: Assistant, *, home: Path) -> None:  # noqa: ARG001  # what every page is given
    """Draw the page."""
    corpus = assistant.corpus
    draw_header("Quick reference", corpus=corpus)
    st.html(STYLE)
    held = set(corpus.table.trials())
    if not held:
        draw_error("no results in this corpus: add a registry record, or a source with a results file")
        return
    trials = sorted(corpus.trials, key=lambda trial: trial.id not in held)  # the first is shown at first
    asked = st.query_params.get(_TRIAL)
    if asked and asked not in {trial.id for trial in trials}:
        draw_notice("Another trial", f"{asked}, which the address names, is not in this corpus.")
    overview = _choose(assistant, trials)
    if overview.trial.id not in held:
        draw_notice("No results", f"No source of {name_trial(overview.trial)} in this corpus reports a result.")
        figures = FigureWriter(corpus.sources, "tc-sum")
        st.html(write_pico(overview.pico, figures=figures, read=partial(read_quote, corpus=corpus)))
        _draw_trial(overview, corpus=corpus)
        return
    _draw_summary(overview, corpus=corpus)
    left, right = st.columns(2, gap="large")
    with left:
        draw_efficacy(overview, corpus=corpus)
    with right:
        draw_events(overview, corpus=corpus)
    _draw_comparisons(overview, corpus=corpus)
    _draw_trial(overview, corpus=corpus)
    draw_search(assistant, overview.trial)
    draw_opened(corpus)


def _choose(assistant: Assistant, trials: list[Trial]) -> Overview:
    """Draw what is chosen: the trial where there are several, and the data cut-off; the address tells both."""
    first, second = st.columns([3, 2], vertical_alignment="bottom")
    names = {trial.id: f"{name_trial(trial)} · {trial.title}" for trial in trials}
    with first:
        if len(trials) > 1:
            choose_from_address(_TRIAL, names, key="reference_trial")
            chosen = st.selectbox("Trial", list(names), format_func=names.__getitem__, key="reference_trial")
        else:
            chosen = trials[0].id
            st.html(f'<h2 class="tc-part">{escape(names[chosen])}</h2>')
    if st.query_params.get(_TRIAL, chosen) != chosen and _CUTOFF in st.query_params:
        del st.query_params[_CUTOFF]  # another trial's
    tell_address(_TRIAL, chosen, key="reference_trial")
    latest = _describe(assistant, chosen, LATEST)
    days = {_key(cutoff): cutoff for cutoff in latest.cutoffs}
    key = f"reference_cutoff_{chosen}"
    if not any(cutoff.day for cutoff in latest.cutoffs):  # there is nothing to choose from
        second.html('<p class="tc-meta">No data cut-off is stated in this corpus.</p>')
        tell_address(_CUTOFF, None, key=key)
        return latest
    choose_from_address(_CUTOFF, days, key=key)
    with second:
        asked = st.selectbox(
            "Data cut-off",
            [LATEST, *days],
            format_func=lambda key: _name(days[key]) if key in days else "Latest for each endpoint",
            key=key,
        )
    tell_address(_CUTOFF, asked if asked in days else None, key=key)
    return latest if asked == LATEST else _describe(assistant, chosen, days[asked].day)


def _describe(assistant: Assistant, trial: str, cutoff: date | str | None) -> Overview:
    return _cached(assistant, fingerprint=assistant.corpus.fingerprint, trial=trial, cutoff=cutoff)


@st.cache_resource(max_entries=_KEPT, show_spinner="Gathering the trial's results…")
def _cached(_assistant: Assistant, *, fingerprint: str, trial: str, cutoff: date | str | None) -> Overview:
    """Return the overview; it is the same for all readers of one corpus."""
    del fingerprint  # part of the cache's key
    return describe_trial(_assistant.corpus, trial, terms=_assistant.terms, cutoff=cutoff)


def _draw_summary(overview: Overview, *, corpus: Corpus) -> None:
    """PICO, then the primary endpoint and safety side by side, with the same weight."""
    figures = FigureWriter(corpus.sources, "tc-sum")
    st.html(write_pico(overview.pico, figures=figures, read=partial(read_quote, corpus=corpus)))
    left, right = st.columns(2, gap="large")
    with left:
        several = len(overview.endpoints) > 1
        st.html(f'<h2 class="tc-part">Primary endpoint{"s" if several else ""}</h2>')
        written = [
            write_endpoint(each, arms=overview.arms, cutoffs=overview.cutoffs, figures=figures)
            for each in overview.endpoints
        ]
        st.html("".join(written[:_ENDPOINTS_OPEN]) or '<p class="tc-note">Not named in this corpus.</p>')
        if written[_ENDPOINTS_OPEN:]:
            with st.expander(f"{len(written) - _ENDPOINTS_OPEN} more primary endpoints", type="compact"):
                st.html("".join(written[_ENDPOINTS_OPEN:]))
    with right:
        st.html('<h2 class="tc-part">Safety overview</h2>')
        st.html(write_tiles(overview.tiles, figures=figures))


@st.fragment
def _draw_comparisons(overview: Overview, *, corpus: Corpus) -> None:
    """What changed between the cut-offs, and where sources differ; long tables, written once they are opened."""
    figures = FigureWriter(corpus.sources, "tc-cmp")
    trial, found = overview.trial.id, overview.discrepancies
    if overview.changes:
        title = f"What changed between the cut-offs ({count(len(overview.changes), 'endpoint')})"
        changes = st.expander(title, on_change="rerun", key=f"changes_{trial}")
        if changes.open:
            changes.html(write_changes(overview.changes, arms=overview.arms, figures=figures))
    if found:
        unexplained = sum(each.urgency == 0 for each in found)
        title = f"Discrepancies between sources ({len(found)}, {unexplained} without a known reason)"
        differing = st.expander(title, on_change="rerun", key=f"discrepancies_{trial}")
        if differing.open:
            differing.html(write_discrepancies(found[:_DISCREPANCIES_SHOWN], figures=figures))
            if more := len(found[_DISCREPANCIES_SHOWN:]):
                differing.html(f'<p class="tc-meta">{more} more: the file holds them all.</p>')
            differing.download_button(
                f"Download all {len(found)} as CSV",
                lambda: write_discrepancies_csv(found, sources=corpus.sources),
                f"discrepancies-{trial}.csv",
                "text/csv",
                key="download_discrepancies",
                on_click="ignore",
            )


def _draw_trial(overview: Overview, *, corpus: Corpus) -> None:
    """Limitations and what is missing, beside how the trial was done."""
    figures, read = FigureWriter(corpus.sources, "tc-lim"), partial(read_quote, corpus=corpus)
    left, right = st.columns(2, gap="large")
    with left:
        st.html('<h2 class="tc-part">Limitations</h2>')
        st.html(write_facts(overview.limitations, figures=figures, read=read))
    with right:
        st.html('<h2 class="tc-part">Design</h2>')
        st.html(write_facts(overview.design, figures=figures, read=read))
        if overview.gaps:
            st.html('<h2 class="tc-part">Not in this corpus</h2>')
            items = "".join(f"<li>{escape(gap)}</li>" for gap in overview.gaps)
            st.html(f'<ul class="tc-facts">{items}</ul>')


def _key(cutoff: Cutoff) -> str:
    return cutoff.day.isoformat() if cutoff.day else "not stated"


def _name(cutoff: Cutoff) -> str:
    """A cut-off for the selector: the day, what was analysed, and whether it was the formal test."""
    parts = [show_day(cutoff.day), *cutoff.analyses[:1]]
    if cutoff.follow_up:
        parts.append(f"median follow-up {cutoff.follow_up}")
    if cutoff.tested:
        parts.append("formally tested")
    return " · ".join(parts)
