"""Sources: what the corpus holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from interfaces.pages.frame import draw_header, draw_unavailable

if TYPE_CHECKING:
    from ingest.errors import EvidenceError
    from retrieval.chain import Assistant


def draw(assistant: Assistant, *, home: Path) -> None:  # noqa: ARG001  # what every page is given
    """Draw the page."""
    corpus = assistant.corpus
    draw_header("Sources", corpus=corpus)
    st.html(f'<p class="tc-meta">{len(corpus.sources)} sources, {sum(corpus.result_counts.values())} results</p>')


def draw_without_evidence(error: EvidenceError, *, home: Path) -> None:
    """Draw the page where nothing is published yet, or it cannot be read: this page can add the first source."""
    draw_unavailable(error, home=home)
