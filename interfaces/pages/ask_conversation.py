"""The conversation of one browser session: its turns, and the source that is open."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from retrieval.records import Answer, Citation


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer, or with the line of the error that stood in its way."""

    question: str
    answer: Answer | None
    error: str | None = None


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


def list_turns() -> tuple[Turn, ...]:
    """Return the turns so far, oldest first."""
    return tuple(st.session_state.get("turns", ()))


def add_turn(turn: Turn) -> None:
    """Append ``turn`` and lay its first quoted source, else its first, beside it."""
    turns = (*list_turns(), turn)
    st.session_state["turns"] = turns
    citations = turn.answer.citations if turn.answer else ()
    first = min(citations, key=lambda citation: (citation.kind != "text", citation.n), default=None)
    st.session_state["source"] = first and OpenSource(turn=len(turns) - 1, n=first.n, asked=False)


def clear() -> None:
    """Begin a new conversation."""
    st.session_state["turns"] = ()
    st.session_state["source"] = None


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
