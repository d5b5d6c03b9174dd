"""What can be done with an answer and with the conversation: copy, judge, export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from interfaces.answer_text import write_text
from interfaces.conversation_export import write_docx, write_markdown
from interfaces.conversations import Opinion, Turn
from interfaces.history import LONGEST_REASON, History
from interfaces.pages import ask_conversation as conversation

if TYPE_CHECKING:
    from ingest.corpus import Corpus
    from ingest.records import Result
    from ingest.table import ResultsTable

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draw_turn_actions(turn: Turn, *, place: int, history: History) -> None:
    """Draw the row below an answer: copy with references, and the reader's thumb."""
    if turn.answer is None:
        return
    copied = escape(write_text(turn.answer))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            f'<button type="button" class="tc-copy" data-copy="{copied}">Copy with references</button>', width="content"
        )
        st.feedback(
            "thumbs",
            key=_thumb_key(place, conversation.current()),
            default=int(turn.opinion.good) if turn.opinion else None,
            on_change=_judge,
            args=(turn, place, conversation.current()),
            kwargs={"history": history},
        )
    if turn.opinion:
        asked = "What was good about it? (optional)" if turn.opinion.good else "What is wrong with it? (optional)"
        st.text_input(
            asked,
            value=turn.opinion.reason,
            key=_reason_key(place, conversation.current()),
            max_chars=LONGEST_REASON,
            on_change=_judge,
            args=(turn, place, conversation.current()),
            kwargs={"history": history},
        )
    if trouble := st.session_state.pop(f"trouble_{place}", None):
        st.html(f'<p class="tc-error" role="alert">{escape(trouble)}</p>')


def draw_conversation_actions(turns: Sequence[Turn], *, corpus: Corpus) -> None:
    """Draw what can be done with the whole conversation."""
    if not turns:
        return
    now, find = datetime.now(UTC), partial(_find, table=corpus.table)
    name = f"trialcite-{now:%Y%m%d-%H%M}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="conversation_actions"):
        st.button("New conversation", key="clear", on_click=conversation.begin_anew)
        st.download_button(
            "Export as Word",
            key="export_docx",
            data=partial(write_docx, tuple(turns), written=now, find=find),  # written when it is asked for
            file_name=f"{name}.docx",
            mime=DOCX,
            on_click="ignore",
        )
        st.download_button(
            "Export as Markdown",
            key="export_markdown",
            data=partial(write_markdown, tuple(turns), written=now, find=find),
            file_name=f"{name}.md",
            mime="text/markdown",
            on_click="ignore",
        )


def _find(result: str, *, table: ResultsTable) -> Result | None:
    return table.get(result) if result in table else None


def _judge(turn: Turn, place: int, opened: str | None, *, history: History) -> None:
    """Keep the thumb and the reason; the click that left the box of the reason may have opened another conversation."""
    thumb = st.session_state.get(_thumb_key(place, opened))
    reason = str(st.session_state.get(_reason_key(place, opened)) or "").strip()
    opinion = None if thumb is None else Opinion(good=bool(thumb), reason=reason)
    st.session_state[f"trouble_{place}"] = conversation.judge(turn, opinion, history=history)


def _thumb_key(place: int, opened: str | None) -> str:
    return f"thumb_{place}_{opened}"


def _reason_key(place: int, opened: str | None) -> str:
    return f"reason_{place}_{opened}"
