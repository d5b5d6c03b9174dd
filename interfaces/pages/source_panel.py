"""The source panel: the cited passage in its place, with its bibliographic reference."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ingest.records import Document, Source
from interfaces.page_image import PageImage, PageImageError, Spot, draw_page
from interfaces.pages.ask_conversation import OpenSource, close_source, open_source
from interfaces.source_html import find_spot, write_source
from retrieval.records import Answer, Citation

if TYPE_CHECKING:
    from ingest.corpus import Corpus


def draw_source(opened: OpenSource, *, answer: Answer, citation: Citation, corpus: Corpus) -> None:
    """Draw the panel: beside the answer on a wide screen, over the lower part of a narrow one."""
    source = corpus.sources.get(citation.source)
    document = corpus.document(citation.source) if citation.kind == "text" else None
    with st.container(key="source_sheet" if opened.asked else "source_beside", border=True):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.html(f'<h2 class="tc-heading">Source {citation.n}</h2>')
            st.button("Close", key="close_source", on_click=close_source)
        st.html(_write_reference(citation, source=source))
        if document and source and source.kind == "pdf":
            _draw_pages(citation, source=source, document=document, file=corpus.files.get(source.id))
        else:
            st.html(write_source(citation, document=document))
        _draw_others(opened, answer=answer)


def _draw_pages(citation: Citation, *, source: Source, document: Document, file: Path | None) -> None:
    """Draw the sentence boxed on its page, and its text; the text alone where the file is not what was read."""
    spot = find_spot(citation, document=document)
    try:
        drawn = _draw_page(file, sha256=source.sha256, spot=spot) if file and source.sha256 and spot else None
    except PageImageError as error:
        st.html(f'<p class="tc-note">{escape(str(error))}. This is the text that was read from it.</p>')
        drawn = None
    if drawn is None or spot is None:
        st.html(write_source(citation, document=document))
        return
    whole = f"Page {spot.page} of {source.title}"
    if drawn.sentence:
        st.image(drawn.sentence, width="stretch", alt=f"{whole}, around the cited sentence, which is boxed")
        with st.expander(f"Whole page {spot.page}", type="compact"):
            st.image(drawn.page, width="stretch", alt=f"{whole}, with the cited sentence boxed")
    else:
        st.html('<p class="tc-note">The sentence could not be found on the picture of its page.</p>')
        st.image(drawn.page, width="stretch", alt=whole)
    with st.expander("Text of the passage", type="compact", expanded=not drawn.sentence):
        st.html(write_source(citation, document=document))


@st.cache_data(max_entries=50, show_spinner="Drawing the page…")
def _draw_page(file: Path, *, sha256: str, spot: Spot) -> PageImage:
    return draw_page(file, sha256=sha256, spot=spot)


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
