"""The chat: a question box, the conversation, and the source beside the answer."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ingest.errors import EvidenceError
from interfaces.examples import make_examples
from interfaces.pages import ask_conversation as conversation
from interfaces.pages.ask_answer import draw_answer
from interfaces.pages.ask_conversation import Turn
from interfaces.pages.frame import draw_error, draw_header
from interfaces.pages.source_panel import draw_source
from interfaces.pages.style import escape_label

if TYPE_CHECKING:
    from ingest.corpus import Corpus
    from retrieval.chain import Assistant

LONGEST_QUESTION = 2000
"""Characters: a long inquiry fits, a pasted paper does not."""

SHOW_LATEST = """<script>
setTimeout(() => [...document.querySelectorAll(".tc-question")].at(-1)?.scrollIntoView(), 150);
</script>"""
"""Scrolls to the question that was just asked, once its answer is laid out, so that it is read from its beginning."""


def draw(assistant: Assistant, *, home: Path) -> None:  # noqa: ARG001  # what every page is given
    """Draw the page, and answer the question that was just asked."""
    draw_header("TrialCite", corpus=assistant.corpus)
    body = st.container()
    # In a container of its own the box does not make Streamlit scroll to the end of every answer; style.css pins it.
    with st.container(key="ask"):
        typed = st.chat_input("Ask about the evidence", max_chars=LONGEST_QUESTION)
    question = st.session_state.pop("example", None) or (typed or "").strip()
    with body:
        if question or conversation.list_turns():
            _draw_conversation(question, assistant=assistant)
        else:
            _draw_examples(assistant.corpus)


def _draw_conversation(question: str, *, assistant: Assistant) -> None:
    left, right = st.columns([3, 2], gap="large")
    with left, st.container(key="conversation"):
        _draw_turns(assistant.corpus)
        if question:
            _answer(question, assistant=assistant)
        st.button("New conversation", key="clear", type="tertiary", on_click=conversation.clear)
    opened = conversation.find_open_source()
    if opened:
        source, answer, citation = opened
        with right:
            draw_source(source, answer=answer, citation=citation, corpus=assistant.corpus)


def _draw_examples(corpus: Corpus) -> None:
    st.html(
        '<p class="tc-meta">Every number in an answer is looked up, and opens the result behind it. For example:</p>'
    )
    for place, example in enumerate(make_examples(corpus)):
        st.button(escape_label(example), key=f"example_{place}", on_click=_choose_example, args=(example,))


def _choose_example(example: str) -> None:
    st.session_state["example"] = example


def _draw_turns(corpus: Corpus) -> None:
    for place, turn in enumerate(conversation.list_turns()):
        _draw_question(turn.question)
        with st.chat_message("assistant"):
            _draw_reply(turn, place=place, corpus=corpus)


def _answer(question: str, *, assistant: Assistant) -> None:
    _draw_question(question)
    with st.chat_message("assistant"):
        with st.spinner("Looking up the evidence…"):
            try:
                turn = Turn(question=question, answer=assistant.invoke(question))
            except EvidenceError as error:
                turn = Turn(question=question, answer=None, error=str(error))
        conversation.add_turn(turn)
        _draw_reply(turn, place=len(conversation.list_turns()) - 1, corpus=assistant.corpus)
    st.html(SHOW_LATEST, unsafe_allow_javascript=True)


def _draw_question(question: str) -> None:
    with st.chat_message("user"):
        st.html(f'<p class="tc-question">{escape(question)}</p>')


def _draw_reply(turn: Turn, *, place: int, corpus: Corpus) -> None:
    if turn.answer:
        draw_answer(turn.answer, turn=place, corpus=corpus)
    else:
        draw_error(turn.error or "")
