"""The sheet of one result: all that makes it unambiguous, and the passage that it comes from."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from interfaces.figure_html import write_link
from interfaces.result_card import describe_result
from interfaces.source_html import write_source
from retrieval.answers.citing import Bibliography
from retrieval.records import Sentence

if TYPE_CHECKING:
    from ingest.corpus import Corpus
    from ingest.records import Result

_OPENED, _CLOSED = "opened_result", "closed_results"


def open_clicked(key: str) -> None:
    """Open the result that was clicked in the plot ``key``."""
    event: Any = st.session_state.get(key)
    rows = event["selection"].get("row", []) if event else []
    st.session_state[_OPENED] = rows[0].get("id") if rows else None


def plot_key(name: str) -> str:
    """Return the key of a plot, another one after a sheet was closed: the plot then has nothing selected."""
    return f"{name}_{st.session_state.get(_CLOSED, 0)}"


def draw_opened(corpus: Corpus) -> None:
    """Draw the sheet of the result that is open, if one is."""
    key = st.session_state.get(_OPENED)
    if key is None or key not in corpus.table:
        return
    result = corpus.table.get(key)
    with st.container(key="result_sheet", border=True):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.html(f'<h2 class="tc-heading">{escape(result.outcome)}</h2>')
            st.button("Close", key="close_result", on_click=_close)
        _draw_result(result, corpus=corpus)


def _draw_result(result: Result, *, corpus: Corpus) -> None:
    source = corpus.sources.get(result.source)
    told = describe_result(result, source=None)
    lines = [(label, text) for label, text in told if label not in ("Outcome", "Source")]  # these stand above and below
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in lines)
    bibliography = Bibliography(corpus)
    bibliography.cite(Sentence("", (result,)))
    citation = bibliography.citations[0]
    st.html(f'<dl class="tc-lines">{rows}</dl>')
    st.html(f'<p class="tc-reference">{escape(citation.reference)} {write_link(source)}</p>')
    st.html(write_source(citation, document=corpus.document(result.source) if citation.kind == "text" else None))


def _close() -> None:
    st.session_state[_OPENED] = None
    st.session_state[_CLOSED] = st.session_state.get(_CLOSED, 0) + 1
