"""The conversation of one browser session: its turns, the question under way, and the source that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from interfaces.answering import Answering
from interfaces.conversations import Opinion, Turn, mask_turn
from interfaces.history import History, HistoryError, new_conversation
from retrieval.records import Answer, Citation

if TYPE_CHECKING:
    from ingest.corpus import Corpus
    from retrieval.assistant import Assistant

IN_ADDRESS = "c"
"""Name of the conversation in the page's address: a reload, or the address in a bookmark, opens it again."""


@dataclass(frozen=True, slots=True)
class OpenSource:
    """The citation in the source panel.

    Attributes:
        turn: Place of the turn in the conversation, counted from 0.
        n: The citation's mark in that turn's answer.
        asked: Whether the reader asked for it; a narrow screen shows it only then.
    """

    turn: int
    n: int
    asked: bool


def restore(history: History) -> str | None:
    """Open the conversation that the address names, once a session; return why it cannot be read, if so."""
    named = st.query_params.get(IN_ADDRESS)
    if "conversation" in st.session_state:
        if st.session_state["conversation"] and named != st.session_state["conversation"]:
            st.query_params[IN_ADDRESS] = st.session_state["conversation"]
        return None
    st.session_state["conversation"] = None
    return open_conversation(named, history=history) if named else None


def open_conversation(conversation: str, *, history: History) -> str | None:
    """Show a conversation of the history; return why it cannot be read, if so."""
    try:
        turns = history.turns(conversation)
    except HistoryError as error:
        return str(error)
    if turns:
        begin_anew()
        st.session_state["conversation"] = conversation
        st.session_state["turns"] = turns
        st.query_params[IN_ADDRESS] = conversation
        _lay_open(len(turns) - 1)
    elif IN_ADDRESS in st.query_params:
        del st.query_params[IN_ADDRESS]
    return None


def begin_anew() -> None:
    """Begin a new conversation; the one that was open stays in the history."""
    stop()
    st.session_state["conversation"] = None
    st.session_state["turns"] = ()
    st.session_state["source"] = None
    if IN_ADDRESS in st.query_params:
        del st.query_params[IN_ADDRESS]


def current() -> str | None:
    """Return the id of the conversation that is open; ``None`` before its first question."""
    conversation: str | None = st.session_state.get("conversation")
    return conversation


def list_turns() -> tuple[Turn, ...]:
    """Return the turns so far, oldest first, without the one under way."""
    return tuple(st.session_state.get("turns", ()))


def begin(question: str, *, assistant: Assistant, history: History) -> Answering:
    """Begin to answer a question; one that is still under way is stopped, and stays as it was."""
    stop()
    conversation = current() or new_conversation()
    st.session_state["conversation"] = conversation
    st.query_params[IN_ADDRESS] = conversation
    earlier = [turn.answer for turn in list_turns() if turn.answer]
    keep = _keeper(history, conversation=conversation, corpus=assistant.corpus)
    st.session_state["answering"] = answering = Answering(question, earlier=earlier, assistant=assistant, keep=keep)
    return answering


def under_way() -> Answering | None:
    """Return the question that is being answered, if there is one."""
    answering: Answering | None = st.session_state.get("answering")
    return answering


def finish() -> None:
    """Take the turn that is done into the conversation, and lay its first source beside it."""
    answering = under_way()
    if answering and answering.done:
        st.session_state["answering"] = None
        st.session_state["turns"] = (*list_turns(), answering.turn)
        _lay_open(len(list_turns()) - 1)


def stop() -> None:
    """Stop the answer that is under way, and keep what there is of it."""
    answering = under_way()
    if answering:
        answering.stop()
        finish()


def judge(turn: Turn, opinion: Opinion | None, *, history: History) -> str | None:
    """Keep what the reader thinks of a turn, which need not be open any more; return why it cannot be kept, if so."""
    judged = replace(turn, opinion=opinion)
    st.session_state["turns"] = tuple(judged if each is turn else each for each in list_turns())
    if turn.id is None:
        return turn.not_kept
    try:
        history.judge(turn.id, opinion)
    except HistoryError as error:
        return str(error)
    return None


def open_source(turn: int, n: int) -> None:
    """Show the citation ``n`` of a turn in the source panel."""
    st.session_state["source"] = OpenSource(turn=turn, n=n, asked=True)


def close_source() -> None:
    """Close the source panel."""
    st.session_state["source"] = None


def find_open_source() -> tuple[OpenSource, Answer, Citation] | None:
    """Return what the source panel shows, with its answer; ``None`` when it is closed."""
    source: OpenSource | None = st.session_state.get("source")
    turns = list_turns()
    answer = turns[source.turn].answer if source and source.turn < len(turns) else None
    if source is None or answer is None:
        return None
    cited = (citation for citation in answer.citations if citation.n == source.n)
    return next(((source, answer, citation) for citation in cited), None)


def _keeper(history: History, *, conversation: str, corpus: Corpus) -> Callable[[Turn], Turn]:
    """What keeps a turn from another thread, which knows nothing of this session."""

    def keep(turn: Turn) -> Turn:
        try:
            return replace(turn, id=history.add(mask_turn(turn, corpus=corpus), conversation=conversation))
        except HistoryError as error:
            return replace(turn, not_kept=str(error))

    return keep


def _lay_open(place: int) -> None:
    """Lay the first quoted source of a turn, else its first, beside it."""
    answer = list_turns()[place].answer
    citations = answer.citations if answer else ()
    first = min(citations, key=lambda citation: (citation.kind != "text", citation.n), default=None)
    st.session_state["source"] = first and OpenSource(turn=place, n=first.n, asked=False)
