"""What all pages have in common: style, title, what the program is for, and how an error looks."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from interfaces.pages.style import draw_style
from retrieval.chat_model.prompting import fill

if TYPE_CHECKING:
    from ingest.corpus import Corpus
    from ingest.errors import EvidenceError


def draw_header(title: str, *, corpus: Corpus) -> None:
    """Draw the head of a page: style, its ``title``, the evidence held, and the intended use."""
    draw_style()
    trials = "; ".join(f"{trial.acronym} ({trial.id})" if trial.acronym else trial.id for trial in corpus.trials)
    st.html(
        f'<div class="tc-title"><h1>{escape(title)}</h1><span>Evidence held: {escape(trials)}</span></div>'
        f'<p class="tc-use">{escape(fill("intended_use"))}</p>'
    )


def draw_unavailable(error: EvidenceError, *, home: Path) -> None:  # noqa: ARG001  # what every page is given
    """Draw a page without evidence: what is missing, and the remedy."""
    draw_style()
    st.html('<div class="tc-title"><h1>TrialCite</h1></div>')
    draw_error(str(error))


def draw_error(text: str) -> None:
    """Draw one line that says what is wrong and names the remedy."""
    st.html(f'<p class="tc-error" role="alert">{escape(text)}</p>')


def draw_notice(title: str, text: str) -> None:
    """Draw something that the reader must know beside what is shown."""
    st.html(f'<p class="tc-notice" role="note"><b>{escape(title)}.</b> {escape(text)}</p>')
