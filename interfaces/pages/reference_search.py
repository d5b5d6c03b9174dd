"""A search over all results of a trial, to be copied with citation and cut-off."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING, get_args

import streamlit as st

from ingest.errors import EvidenceError
from ingest.records import Category, Trial
from interfaces.figure_html import FigureWriter
from interfaces.figure_text import show_day, show_figure
from interfaces.overview_html import write_table
from interfaces.result_tables import render_results
from interfaces.result_text import write_lines
from retrieval.answers.phrasing import format_p
from retrieval.lookup import Filters, look_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.corpus import Corpus
    from ingest.records import Result
    from retrieval.assistant import Assistant

_PAGE = 20
_ANY = "any"
_MOST_OFFERED = 60  # analysis sets and subgroups in one list


@st.fragment
def draw_search(assistant: Assistant, trial: Trial) -> None:
    """Draw the search box, its filters, the results found, and the same as text, Markdown and CSV."""
    corpus = assistant.corpus
    st.html('<h2 class="tc-part">All results</h2>')
    words = st.text_input(
        "Search all results", placeholder="e.g. overall survival hazard ratio", key=f"search_{trial.id}", max_chars=300
    )
    filters = _draw_filters(corpus, trial)
    try:
        found = look_up(corpus, words, filters=filters)
    except EvidenceError as error:
        st.html(f'<p class="tc-error" role="alert">{escape(str(error))}</p>')
        return
    count = len(found)
    pages = max(1, -(-count // _PAGE))
    head, control = st.columns([3, 1], vertical_alignment="bottom")
    page = 1
    if pages > 1:
        page = int(control.number_input(f"Page of {pages}", 1, pages, 1, key=f"page_{trial.id}_{words}_{filters}"))
    shown = list(found[(page - 1) * _PAGE : page * _PAGE])
    head.html(f'<p class="tc-meta" role="status">{count} results{f", {len(shown)} shown" if count else ""}.</p>')
    if shown:
        st.html(_write_results(shown, corpus=corpus))
        _draw_copies(shown, found, corpus=corpus)


def _draw_filters(corpus: Corpus, trial: Trial) -> Filters:
    slots = {
        name: [value for (value,) in corpus.table.slots(trial.id, (name,)) if value]
        for name in ("arm", "data_cutoff", "population", "subgroup")
    }
    first, second, third, fourth = st.columns(4)
    category = first.selectbox("Category", [_ANY, *get_args(Category)], key=f"category_{trial.id}")
    arm = second.selectbox("Arm", [_ANY, *slots["arm"]], key=f"arm_{trial.id}")
    days = sorted(map(str, slots["data_cutoff"]), reverse=True)
    day = third.selectbox("Cut-off", [_ANY, *days], key=f"cutoff_{trial.id}")
    groups = [*slots["population"], *slots["subgroup"]][:_MOST_OFFERED]
    group = fourth.selectbox("Analysis set or subgroup", [_ANY, *groups], key=f"group_{trial.id}")
    return Filters(
        trial=trial.id,
        category=_or_none(category),
        arm=_or_none(arm),
        cutoff=date.fromisoformat(day) if day != _ANY else None,
        population=_or_none(group),
    )


def _or_none(chosen: str) -> str | None:
    return None if chosen == _ANY else chosen


def _write_results(results: Sequence[Result], *, corpus: Corpus) -> str:
    figures = FigureWriter(corpus.sources, "tc-all")
    rows = []
    for row in results:
        named = ", ".join(part for part in (row.outcome, row.item, row.grade and f"grade {row.grade}") if part)
        p = f" {figures.write(row, format_p(row))}" if row.p_value is not None and row.value is not None else ""
        part = ", ".join(part for part in (row.population, row.subgroup) if part)
        rows.append(
            (
                escape(named),
                escape(row.arm or row.comparison or ""),
                figures.write(row, show_figure(row)) + p,
                escape(row.statistic),
                escape(part),
                escape(_show_cutoff(row)),
                escape(row.source),
            )
        )
    return write_table(("Outcome", "Arm", "Result", "Statistic", "Analysis set", "Cut-off", "Source"), rows)


def _show_cutoff(row: Result) -> str:
    """The cut-off of what was measured; what stands for the whole trial has none."""
    standing = row.data_cutoff is None and row.category in ("design", "disposition")
    return "–" if standing else show_day(row.data_cutoff)


def _draw_copies(shown: Sequence[Result], found: Sequence[Result], *, corpus: Corpus) -> None:
    sources = corpus.sources
    with st.expander("Copy with citations and cut-offs", type="compact"):
        form = st.segmented_control(
            "Form",
            ["Text", "Markdown", "CSV"],
            default="Text",
            required=True,
            key="copy_form",
            label_visibility="collapsed",
        )
        if form == "Markdown":
            text = render_results(shown, sources=sources, form="markdown")
        elif form == "CSV":
            text = render_results(shown, sources=sources, form="csv")
        else:
            text = write_lines(shown, sources=sources)
        st.code(text, language=None, wrap_lines=form == "Text")
        st.download_button(
            f"Download all {len(found)} as CSV",
            lambda: render_results(found, sources=sources, form="csv"),
            "results.csv",
            "text/csv",
            key="download_results",
            on_click="ignore",
        )
