"""One answer on the page: status, notices, sentences with their sources, checks, and its text to copy."""

from __future__ import annotations

from functools import cache, partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from interfaces import answer_html
from interfaces.answer_text import write_text
from interfaces.conversation_export import label_origin
from interfaces.pages.ask_conversation import open_source
from interfaces.pages.frame import draw_notice
from interfaces.result_card import describe_result
from interfaces.verdicts import summarise_verdicts
from retrieval.records import Answer, Status, Verdict

if TYPE_CHECKING:
    from ingest.corpus import Corpus

CHIPS_BESIDE = 2
"""Citation chips that leave a statement most of a phone's width."""

STATUS_WORDS: dict[Status, str] = {
    "answered": "✓ Answered",
    "not_found": "○ Not found in this corpus",
    "declined": "⊘ Declined",
}


def draw_answer(answer: Answer, *, turn: int, corpus: Corpus, stopped: bool = False) -> None:
    """Draw ``answer``, the turn's place in the conversation making the keys of its widgets."""
    describe = cache(partial(_describe, answer=answer, corpus=corpus))  # a result stands behind several numbers
    status, words = ("stopped", "■ Not whole") if stopped else (answer.status, STATUS_WORDS[answer.status])
    st.html(f'<span role="status" class="tc-status tc-{status}">{words}</span>')
    for notice in answer.notices:
        draw_notice(notice.kind.replace("_", " ").capitalize(), notice.text)
    for place, line in enumerate(answer_html.split_lines(answer)):
        key = f"tc-{turn}-{place}"
        _draw_line(
            answer_html.write_line(line, answer=answer, key=key, describe=describe), line=line, turn=turn, key=key
        )
    contradicted = [check for check in answer.checks if check.verdict is Verdict.CONTRADICTED]
    if contradicted:
        st.html(answer_html.write_number_list(contradicted, describe=describe))
    if answer.findings:
        st.html(answer_html.write_findings(answer.findings))
    _draw_details(answer, describe=describe)
    st.html(f'<p class="tc-meta">{escape(f"{label_origin(answer)} · {answer.seconds:.2f} s")}</p>')


def draw_growing(answer: Answer | None, *, seconds: float) -> None:
    """Draw as much of an answer as has been checked; its numbers and sources open once it is whole."""
    st.html(f'<span role="status" class="tc-status tc-growing">Looking up the evidence… {seconds:.0f} s</span>')
    if answer:
        st.html("".join(f'<p class="tc-line">{escape(line)}</p>' for line in answer.answer.split("\n")))


def _draw_line(html: str, *, line: answer_html.Line, turn: int, key: str) -> None:
    """Draw a line with its chips: at its end while they are few, else below, where they wrap on a phone."""
    if len(line.citations) <= CHIPS_BESIDE:
        with st.container(horizontal=True, wrap=False, gap="xsmall"):
            st.html(html)
            _draw_chips(line.citations, turn=turn, key=key)
    else:
        st.html(html)
        with st.container(horizontal=True, gap="xsmall"):
            _draw_chips(line.citations, turn=turn, key=key)


def _draw_chips(citations: tuple[int, ...], *, turn: int, key: str) -> None:
    for n in citations:
        st.button(f"\\[{n}\\]", key=f"cite_{key}_{n}", on_click=open_source, args=(turn, n))


def _draw_details(answer: Answer, *, describe: answer_html.DescribeResult) -> None:
    if answer.checks:
        with st.expander(f"Numbers: {summarise_verdicts(answer.checks)}", type="compact"):
            st.html(answer_html.write_legend(check.verdict for check in answer.checks))
            st.html(answer_html.write_number_list(answer.checks, describe=describe))
    if answer.citations:
        with st.expander(f"References ({len(answer.citations)})", type="compact"):
            st.html(answer_html.write_references(answer.citations))
    with st.expander("Text with references", type="compact"):
        st.code(write_text(answer), language=None, wrap_lines=True)


def _describe(result_id: str, *, answer: Answer, corpus: Corpus) -> tuple[tuple[str, str], ...]:
    """Return the lines of a result of the answer, else of the table; nothing when neither holds it."""
    used = next((result for result in answer.results if result.id == result_id), None)
    if used is None and result_id not in corpus.table:
        return ()
    result = used or corpus.table.get(result_id)
    return describe_result(result, source=corpus.sources.get(result.source))
