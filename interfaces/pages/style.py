"""The one place that hands HTML and style to Streamlit; what is data reaches it escaped."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import streamlit as st

STYLE = Path(__file__).with_name("style.css")
BEHAVIOUR = Path(__file__).with_name("behaviour.js")
_MARKUP = re.compile(
    r"([\\`*_\[\]<>$~@]|&(?=[#\w])|:(?=\S)|-(?=[-<>])|(?<=[-<>])-|(?<=\bwww)\."
    r"|^[#+=-]|(?<=^\d)[.)]|(?<=^\d\d)[.)])",
    re.IGNORECASE,
)
"""Marks that Markdown, or Streamlit's additions to it (colours, emoji, formulas, arrows), would read as mark-up."""


def draw_style() -> None:
    """Add the style sheet to the page; it follows the theme that the reader chose."""
    st.html(STYLE)
    st.html(f"<script>{_read_behaviour()}</script>", unsafe_allow_javascript=True)


@cache
def _read_behaviour() -> str:
    return BEHAVIOUR.read_text(encoding="utf-8")


def escape_label(text: str) -> str:
    """Return ``text`` for the label of a widget, which reads Markdown: what would be mark-up there is escaped.

    The rest stays as it is: a screen reader is given the label with its escapes.
    """
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
