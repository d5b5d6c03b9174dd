"""Draft: response letters to unsolicited inquiries, from intake to approval."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ingest.errors import EvidenceError
from interfaces.pages.draft_intake import draw_reports
from interfaces.pages.draft_letters import draw_letters
from interfaces.pages.draft_new import draw_new
from interfaces.pages.draft_person import draw_person
from interfaces.pages.frame import draw_error, draw_header
from interfaces.pages.login import may

if TYPE_CHECKING:
    from retrieval.assistant import Assistant

STYLE = Path(__file__).with_name("draft.css")
NEW, LETTERS, REPORTS = "New letter", "Letters", "Intake reports"
_VIEW = "draft_view"
_OPENED = "draft_opened"
_KEPT_NOW = "draft_kept_now"


def draw(assistant: Assistant, *, home: Path) -> None:
    """Draw the page."""
    draw_header("Draft", corpus=assistant.corpus)
    st.html(STYLE)
    views = [NEW, LETTERS, REPORTS] if may("draft") else [LETTERS, REPORTS]
    if kept := st.session_state.pop(_KEPT_NOW, None):  # a letter was kept just now: it is what one wants to see
        st.session_state[_OPENED], st.session_state[_VIEW] = kept, LETTERS
    st.session_state.setdefault(_VIEW, views[0])
    view = st.segmented_control("View", views, required=True, key=_VIEW, label_visibility="collapsed")
    draw_person()
    try:
        if view == NEW:
            draw_new(assistant, home=home, opened=_KEPT_NOW)
        elif view == LETTERS:
            draw_letters(assistant, home=home, opened=_OPENED)
        else:
            draw_reports(home=home)
    except EvidenceError as error:
        draw_error(str(error))
