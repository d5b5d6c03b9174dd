"""Ask: a question box, the conversation, and the source beside the answer."""

from __future__ import annotations

import time
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from interfaces.answering import Answering
from interfaces.conversations import Turn
from interfaces.examples import make_examples
from interfaces.history import History
from interfaces.pages import ask_conversation as conversation
from interfaces.pages.ask_actions import draw_conversation_actions, draw_turn_actions
from interfaces.pages.ask_answer import draw_answer, draw_growing
from interfaces.pages.ask_history import draw_history
from interfaces.pages.frame import draw_error, draw_header, draw_notice
from interfaces.pages.login import current_user
from interfaces.pages.source_panel import draw_source
from interfaces.pages.style import escape_label

if TYPE_CHECKING:
    from ingest.corpus import Corpus
    from retrieval.assistant import Assistant

LONGEST_QUESTION = 2000
"""Characters: a long inquiry fits, a pasted paper does not."""

PATIENCE_SECONDS = 0.4
"""A look-up is done by then; what takes longer can be stopped."""

LOOK_SECONDS = 0.5
"""How often the page looks at an answer that grows, and lets go when something else was clicked."""

SHOW_LATEST = """<script>
setTimeout(() => [...document.querySelectorAll(".tc-question")].at(-1)?.scrollIntoView(), 150);
</script>"""
"""Scrolls to the question that was just asked, once its answer is laid out, so that it is read from its beginning."""


def draw(assistant: Assistant, *, home: Path) -> None:
    """Draw the page, and answer the question that was just asked."""
    history = History(home, owner=current_user().id)
    trouble = conversation.restore(history)
    draw_header("TrialCite", corpus=assistant.corpus)
    told, body = st.container(), st.container()
    # In a container of its own the box does not make Streamlit scroll to the end of every answer; style.css pins it.
    with st.container(key="ask"):
        typed = st.chat_input("Ask about the evidence", max_chars=LONGEST_QUESTION)
    question = st.session_state.pop("example", None) or (typed or "").strip()
    if question:
        conversation.begin(question, assistant=assistant, history=history)
    with body:
        if conversation.under_way() or conversation.list_turns():
            _draw_conversation(assistant.corpus, history=history)
        else:
            _draw_examples(assistant.corpus)
    trouble = draw_history(history) or trouble  # at last, so that the list holds the question that was just answered
    with told:
        _draw_trouble(trouble)


def _draw_trouble(trouble: str | None) -> None:
    """Say once on the page, not once an answer, that nothing is kept."""
    reasons = [trouble, *(turn.not_kept for turn in conversation.list_turns())]
    told = next(filter(None, reasons), None)
    if told:
        draw_notice("Not kept", told)


def _draw_conversation(corpus: Corpus, *, history: History) -> None:
    left, right = st.columns([3, 2], gap="large")
    with left, st.container(key="conversation"):
        for place, turn in enumerate(conversation.list_turns()):
            _draw_turn(turn, place=place, corpus=corpus, history=history)
        answering = conversation.under_way()
        if answering:
            _follow(answering, corpus=corpus, history=history)
        latest = st.empty()
        if answering:
            latest.html(SHOW_LATEST, unsafe_allow_javascript=True)
        draw_conversation_actions(conversation.list_turns(), corpus=corpus)
    opened = conversation.find_open_source()
    if opened:
        source, answer, citation = opened
        with right:
            draw_source(source, answer=answer, citation=citation, corpus=corpus)


def _draw_examples(corpus: Corpus) -> None:
    st.html(
        '<p class="tc-meta">Every number in an answer is looked up, and opens the result behind it. For example:</p>'
    )
    for place, example in enumerate(_list_examples(corpus.fingerprint, corpus)):
        st.button(escape_label(example), key=f"example_{place}", on_click=_choose_example, args=(example,))


@st.cache_data(max_entries=2, show_spinner=False)
def _list_examples(fingerprint: str, _corpus: Corpus) -> tuple[str, ...]:  # noqa: ARG001  # the cache's key
    return make_examples(_corpus)


def _choose_example(example: str) -> None:
    st.session_state["example"] = example


def _follow(answering: Answering, *, corpus: Corpus, history: History) -> None:
    """Draw the answer as it grows, and in its place the whole one."""
    _draw_question(answering.turn.question)
    place = len(conversation.list_turns())
    with st.chat_message("assistant"):
        growing, stop = st.empty(), st.empty()
        began = time.monotonic()
        offered, drawn = False, None
        while not answering.done:
            waited = time.monotonic() - began
            turn = answering.wait(LOOK_SECONDS)
            if answering.done:
                break
            if waited >= PATIENCE_SECONDS and not offered:
                stop.button("■ Stop", key="stop", on_click=conversation.stop)
                offered = True
            if drawn != (turn.answer, int(waited)):  # with many people asking, drawing the same again would hold up all
                drawn = turn.answer, int(waited)
                with growing.container():
                    draw_growing(turn.answer, seconds=waited)
        growing.empty()
        stop.empty()
        conversation.finish()
        _draw_reply(conversation.list_turns()[place], place=place, corpus=corpus, history=history)


def _draw_turn(turn: Turn, *, place: int, corpus: Corpus, history: History) -> None:
    _draw_question(turn.question)
    with st.chat_message("assistant"):
        st.empty(), st.empty()  # where the answer grew and could be stopped: what follows keeps its place on the page
        _draw_reply(turn, place=place, corpus=corpus, history=history)


def _draw_question(question: str) -> None:
    with st.chat_message("user"):
        st.html(f'<p class="tc-question">{escape(question)}</p>')


def _draw_reply(turn: Turn, *, place: int, corpus: Corpus, history: History) -> None:
    if turn.read_as:
        st.html(f'<p class="tc-meta">Read as: <b>{escape(turn.read_as)}</b></p>')
    if turn.stopped:
        whole = "this answer is not whole" if turn.answer else "nothing had been answered"
        draw_notice("Stopped", f"You stopped it: {whole}.")
    if turn.error:
        draw_error(turn.error)
    if turn.answer:
        draw_answer(turn.answer, turn=place, corpus=corpus, stopped=turn.stopped)
        draw_turn_actions(turn, place=place, history=history)
