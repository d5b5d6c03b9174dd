"""The sidebar of the Ask page: earlier conversations, to be searched, opened and deleted."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from interfaces.conversations import Entry
from interfaces.history import History, HistoryError
from interfaces.pages import ask_conversation as conversation
from interfaces.pages.style import escape_label

SHOWN = 12
"""Conversations in the list, two buttons each: most of what a page draws. What is older is found by its words."""


def draw_history(history: History) -> str | None:
    """Draw the conversations of this user; return why they cannot be listed, if so."""
    with st.sidebar:
        st.button("New conversation", key="new", width="stretch", on_click=conversation.begin_anew)
        words = st.text_input(
            "Search", key="history_words", placeholder="Search conversations", label_visibility="collapsed"
        )
        try:
            entries = history.search(words, limit=SHOWN)
        except HistoryError as error:
            return str(error)
        _draw_entries(entries, history=history, words=words)
        if entries and not words:
            st.button("Delete all", key="delete_all", type="tertiary", on_click=_ask_first, args=(None,))
    if "deleting" in st.session_state:
        _confirm(st.session_state["deleting"], history=history)
    return None


def _draw_entries(entries: tuple[Entry, ...], *, history: History, words: str) -> None:
    if not entries:
        found = "No conversation holds these words." if words else "Your conversations will be listed here."
        st.html(f'<p class="tc-meta">{found}</p>')
    day = ""
    for entry in entries:
        if (named := _name_day(entry.touched)) != day:
            day = named
            st.html(f'<p class="tc-day">{day}</p>')
        is_open = entry.id == conversation.current()
        with st.container(horizontal=True, wrap=False, gap=None, key=f"entry_{entry.id}{'_open' if is_open else ''}"):
            st.button(
                escape_label(entry.title),
                key=f"open_{entry.id}",
                type="tertiary",
                width="stretch",
                on_click=_open,
                args=(entry.id,),
                kwargs={"history": history},
            )
            st.button(
                "Delete",
                key=f"delete_{entry.id}",
                type="tertiary",
                on_click=_ask_first,
                args=(entry.id,),
            )


def _open(entry: str, *, history: History) -> None:
    conversation.open_conversation(entry, history=history)


def _ask_first(entry: str | None) -> None:
    st.session_state["deleting"] = entry


def _forget() -> None:
    st.session_state.pop("deleting", None)


@st.dialog("Delete for good?", on_dismiss=_forget)
def _confirm(entry: str | None, *, history: History) -> None:
    what = "all your conversations" if entry is None else "this conversation"
    st.html(f"<p>This deletes {what}, with the answers and your opinions of them. It cannot be undone.</p>")
    with st.container(horizontal=True):
        if st.button("Delete", key="confirm_delete", type="primary"):
            _delete(entry, history=history)
        if st.button("Keep", key="keep"):
            _forget()
            st.rerun()


def _delete(entry: str | None, *, history: History) -> None:
    try:
        history.delete(entry)
    except HistoryError as error:
        st.html('<p class="tc-error" role="alert">It could not be deleted.</p>')
        st.text(str(error))
        return
    _forget()
    if entry is None or entry == conversation.current():
        conversation.begin_anew()
    st.rerun()


def _name_day(touched: datetime) -> str:
    days = (datetime.now(UTC).date() - touched.date()).days
    return {0: "Today", 1: "Yesterday"}.get(days, "Earlier")
