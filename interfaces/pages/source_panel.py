"""The source panel: the cited passage in its place, with its bibliographic reference."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from ingest.records import Source
from interfaces.pages.ask_conversation import OpenSource, close_source, open_source
from interfaces.source_html import write_source
from retrieval.records import Answer, Citation

if TYPE_CHECKING:
    from ingest.corpus import Corpus


def draw_source(opened: OpenSource, *, answer: Answer, citation: Citation, corpus: Corpus) -> None:
    """Draw the panel: beside the answer on a wide screen, over the lower part of a narrow one."""
    document = corpus.document(citation.source) if citation.kind == "text" else None
    with st.container(key="source_sheet" if opened.asked else "source_beside", border=True):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.html(f'<h2 class="tc-heading">Source {citation.n}</h2>')
            st.button("Close", key="close_source", on_click=close_source)
        st.html(_write_reference(citation, source=corpus.sources.get(citation.source)))
        st.html(write_source(citation, document=document))
        _draw_others(opened, answer=answer)


def _write_reference(citation: Citation, *, source: Source | None) -> str:
    url = source.url if source else None
    link = ""
    if url and url.startswith(("https://", "http://")):
        link = f' <a href="{escape(url)}" target="_blank" rel="noopener noreferrer">Open at its publisher</a>'
    where = f"<br><b>{escape(citation.locator)}</b>" if citation.locator else ""
    return f'<p class="tc-reference">{escape(citation.reference)}{link}{where}</p>'


def _draw_others(opened: OpenSource, *, answer: Answer) -> None:
    """Offer the other sources of the same answer."""
    others = [citation.n for citation in answer.citations if citation.n != opened.n]
    if not others:
        return
    st.html('<p class="tc-meta">Other sources of this answer</p>')
    with st.container(horizontal=True, gap="xsmall"):
        for n in others:
            st.button(f"\\[{n}\\]", key=f"cite_panel_{n}", on_click=open_source, args=(opened.turn, n))
