"""A new letter: the inquiry, what it tells of adverse events, the picks, the letter."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from drafting.check_report import describe_result
from drafting.inquiry import Circumstances
from drafting.regions import list_regions
from drafting.review import Letters, Signature
from ingest.errors import EvidenceError
from ingest.sentences import sentence_spans
from ingest.settings import read_settings
from interfaces.pages import draft_desk
from interfaces.pages.draft_intake import draw_checklist
from interfaces.pages.draft_person import current_person
from interfaces.pages.draft_preview import draw_preview
from interfaces.pages.frame import draw_error
from interfaces.pages.style import escape_label
from retrieval.lookup import look_up
from retrieval.records import Quote

if TYPE_CHECKING:
    from drafting.records import Selection
    from interfaces.pages.draft_desk import Desk
    from retrieval.assistant import Assistant

LONGEST_INQUIRY = 20_000
_MOST_ROWS = 12
_MOST_SENTENCES = 10


def draw_new(assistant: Assistant, *, home: Path, opened: str) -> None:
    """Draw the way from an inquiry to a kept draft; ``opened`` is the key that tells which letter is shown."""
    _draw_inquiry(assistant, home=home)
    desk = draft_desk.current()
    if desk is None:
        return
    if desk.report is not None:
        draw_checklist(desk.report, home=home, key="desk")
    if desk.trouble:
        draw_error(desk.trouble)
    if desk.inquiry is None:
        return
    _draw_picks(desk, assistant=assistant)
    if st.button("Compose the letter", type="primary", key="compose"):
        with st.spinner("Composing and checking…"):
            draft_desk.compose_letter(desk, assistant=assistant)
        st.rerun()
    if desk.letter is not None:
        draw_preview(desk.letter, corpus=assistant.corpus, key="new")
        _draw_keeping(desk, home=home, opened=opened)


def _draw_inquiry(assistant: Assistant, *, home: Path) -> None:
    regions = list_regions()
    names = {region.code: region.name for region in regions}
    home_region = read_settings().region.upper()
    with st.form("inquiry", border=False):
        before = draft_desk.current()
        text = st.text_area(
            "The inquiry, as it was received",
            value=before.text if before else "",
            height=180,
            max_chars=LONGEST_INQUIRY,
            key="inquiry_text",
        )
        with st.container(horizontal=True, gap="small"):
            region = st.selectbox(
                "Region",
                list(names),
                index=list(names).index(home_region) if home_region in names else 0,
                format_func=lambda code: names[code],
            )
            requester = st.text_input("Who asks", placeholder="physician, pharmacist …")
            channel = st.text_input("How it came", placeholder="e-mail, telephone …")
        if not st.form_submit_button("Read the inquiry", type="primary"):
            return
    about = Circumstances(datetime.now(UTC).date(), region or "INT", requester.strip() or None, channel.strip() or None)
    with st.spinner("Looking for reports, then for evidence…"):
        draft_desk.read(text, about=about, assistant=assistant, home=home)


def _draw_picks(desk: Desk, *, assistant: Assistant) -> None:
    st.html(
        '<h2 class="tc-heading">Evidence picked</h2>'
        '<p class="tc-meta">Untick what does not belong into the letter, add what is missing.</p>'
    )
    beside = [(number, each) for number, each in enumerate(desk.picked) if each.role != "asked"]
    for number, selection in enumerate(desk.picked):
        if selection.role == "asked":
            with st.container(border=True):
                _draw_selection(desk, number, selection, assistant=assistant)
    if beside:
        with st.expander("What stands beside the answer: design, background, safety"):
            for number, selection in beside:
                _draw_selection(desk, number, selection, assistant=assistant)


def _draw_selection(desk: Desk, number: int, selection: Selection, *, assistant: Assistant) -> None:
    corpus = assistant.corpus
    status = "" if selection.status == "answered" else f" ({selection.status.replace('_', ' ')})"
    st.html(f'<p class="tc-question">{escape(selection.question)}{escape(status)}</p>')
    results, quotes = draft_desk.offered(desk, number)
    for key in results:
        label = f"{describe_result(corpus.table.get(key))}  ({key})"
        _draw_box(desk, number, key, label)
    for quote in quotes:
        label = f"“{_words(quote, assistant)}” ({quote.source})"
        _draw_box(desk, number, quote, label)
    for told in selection.told:
        st.html(f'<p class="tc-meta">{escape(told.text)}</p>')
    _draw_adding(desk, number, selection, assistant=assistant)


def _draw_box(desk: Desk, number: int, evidence: str | Quote, label: str) -> None:
    key = draft_desk.pick_key(desk, number, evidence)
    ticked = key not in desk.left_out
    st.checkbox(escape_label(label), value=ticked, key=key, on_change=draft_desk.toggle, args=(key,))


def _draw_adding(desk: Desk, number: int, selection: Selection, *, assistant: Assistant) -> None:
    words = st.text_input("Add results or passages: search words", key=f"search_{desk.reads}_{number}")
    if not words.strip():
        return
    held = {*draft_desk.offered(desk, number)[0], *draft_desk.offered(desk, number)[1]}
    rows = look_up(assistant.corpus, words)
    found: list[tuple[str | Quote, str]] = [
        (row.id, describe_result(row)) for row in rows[:_MOST_ROWS] if row.id not in held
    ]
    found += [(quote, f"“{_words(quote, assistant)}” ({quote.source})") for quote in _find(words, selection, assistant)]
    shown = [(evidence, label) for evidence, label in found if evidence not in held]
    if not shown:
        st.html('<p class="tc-meta">Nothing else is found with these words.</p>')
    for evidence, label in shown:
        st.button(
            escape_label(f"＋ {label}"),
            key=f"add_{draft_desk.pick_key(desk, number, evidence)}",
            type="tertiary",
            on_click=draft_desk.add,
            args=(number, evidence),
        )
    if len(rows) > _MOST_ROWS:
        told = f"{len(rows)} results fit; the first {_MOST_ROWS} are shown. More words find fewer."
        st.html(f'<p class="tc-meta">{told}</p>')


def _find(words: str, selection: Selection, assistant: Assistant) -> list[Quote]:
    """Sentences of the passages that are nearest to some words."""
    trial = selection.trials[0] if len(selection.trials) == 1 else None
    quotes = []
    for found in assistant.retriever.search(words, k=4, kinds=frozenset({"text"}), trial=trial):
        source, start, end = found.passage.source, found.passage.start, found.passage.end
        document = assistant.corpus.document(source)
        if document is not None and start is not None:
            spans = sentence_spans(document.text[start:end])
            quotes += [Quote(source, start + first, start + last) for first, last in spans]
    return quotes[:_MOST_SENTENCES]


def _words(quote: Quote, assistant: Assistant) -> str:
    document = assistant.corpus.document(quote.source)
    return " ".join(document.text[quote.start : quote.end].split()) if document else ""


def _draw_keeping(desk: Desk, *, home: Path, opened: str) -> None:
    with st.form("keep", border=False):
        reason = st.text_input("Reason, for the audit trail", value="drafted in reply to an inquiry")
        if not st.form_submit_button("Keep as a draft"):
            return
    assert desk.letter is not None, "it is kept below its preview"
    try:
        letter = Letters(home).add(desk.letter, signed=Signature(current_person("drafter"), reason))
    except EvidenceError as error:
        draw_error(str(error))
        return
    draft_desk.put(None)
    st.session_state[opened] = letter.id
    st.rerun()
