"""Letters that are kept: their state, the steps that may be taken, every version and its history."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from drafting.audit import AuditTrail
from drafting.bundle import make_bundle, warn_of_bundle
from drafting.changing import add_sentence, change_sentence, list_sentences
from drafting.check_report import settle
from drafting.integrity import verify
from drafting.review import ALLOWED, Kept, Letters, Move, Signature, barred_from_approving
from drafting.templates import read_templates
from ingest.errors import EvidenceError
from ingest.settings import read_settings
from interfaces.letter_html import write_letter
from interfaces.pages.draft_person import current_person
from interfaces.pages.draft_preview import draw_preview
from interfaces.pages.frame import draw_error
from interfaces.pages.login import may
from retrieval.answers.phrasing import format_date

if TYPE_CHECKING:
    from ingest.corpus import Corpus
    from interfaces.access import Action
    from retrieval.assistant import Assistant

_STEPS: dict[Move, tuple[str, Action, str]] = {
    "submit": ("Submit for review", "draft", "drafter"),
    "return": ("Return to the authors", "approve", "reviewer"),
    "approve": ("Approve", "approve", "reviewer"),
    "supersede": ("Supersede", "approve", "reviewer"),
}
_LONGEST_LABEL = 90


def draw_letters(assistant: Assistant, *, home: Path, opened: str) -> None:
    """Draw the letters kept, and the one that is opened."""
    store = Letters(home)
    states = store.states()
    keys = list(states)
    if not keys:
        st.html('<p class="tc-meta">No letter is kept yet. Compose one, and keep it as a draft.</p>')
        return
    if st.session_state.get(opened) not in keys:
        st.session_state[opened] = keys[0]

    def name(key: str) -> str:
        version, status = states[key]
        return f"{key} · version {version} · {status}"

    key = st.selectbox("Letter", keys, key=opened, format_func=name)
    kept = store.get(key)
    _draw_state(kept)
    with st.container():  # what comes and goes in it moves nothing below, where what is folded open stays open
        if trouble := st.session_state.pop("review_trouble", None):
            draw_error(trouble)
        _draw_steps(kept, assistant=assistant, home=home)
    with st.container():
        draw_preview(kept.letter, corpus=assistant.corpus, key=f"kept_{kept.letter.version}")
    if may("draft") and "edit" in ALLOWED[kept.letter.status]:
        _draw_editing(kept, assistant=assistant, home=home)
    _draw_history(kept, store=store)
    _draw_bundle(kept, corpus=assistant.corpus, home=home)


def _draw_state(kept: Kept) -> None:
    letter = kept.letter
    days = [("effective", letter.effective), ("review by", letter.review_by)]
    dated = "".join(f"; {name} {escape(format_date(day))}" for name, day in days if day)
    kind = letter.status.replace(" ", "-")
    st.html(
        f'<p class="tc-question">{escape(letter.topic)}</p>'
        f'<p class="tc-meta"><span class="tc-state tc-state-{kind}">{escape(letter.status)}</span> '
        f"version {letter.version}, composed {escape(format_date(letter.created))}{dated}; "
        f"written by {escape(', '.join(kept.authors))}</p>"
    )


def _draw_steps(kept: Kept, *, assistant: Assistant, home: Path) -> None:
    """The steps that the letter's state and the person's role allow, with one reason for the step taken."""
    steps = [move for move in _STEPS if move in ALLOWED[kept.letter.status] and may(_STEPS[move][1])]
    if not steps:
        return
    if "approve" in steps and (barred := barred_from_approving(kept, current_person("reviewer"))):
        st.html(f'<p class="tc-meta">{escape(barred)}</p>')
    with st.form("step", border=False):
        reason = st.text_input("Reason, for the audit trail", key=f"reason_{kept.letter.id}_{len(kept.events)}")
        with st.container(horizontal=True, gap="small"):
            taken = [move for move in steps if st.form_submit_button(_STEPS[move][0], key=f"step_{move}")]
    if taken:
        try:
            _take(taken[0], kept, reason=reason, assistant=assistant, home=home)
        except EvidenceError as error:
            st.session_state["review_trouble"] = str(error)
        st.rerun()


def _take(move: Move, kept: Kept, *, reason: str, assistant: Assistant, home: Path) -> None:
    store, letter = Letters(home), kept.letter
    signed = Signature(current_person(_STEPS[move][2]), reason)
    if move == "approve":
        with st.spinner("Checking the letter against the corpus once more…"):
            store.approve(letter.id, version=letter.version, signed=signed, corpus=assistant.corpus)
        return
    step = {"submit": store.submit, "return": store.send_back, "supersede": store.supersede}[move]
    step(letter.id, version=letter.version, signed=signed)


def _draw_editing(kept: Kept, *, assistant: Assistant, home: Path) -> None:
    letter = kept.letter
    with st.expander("Edit: word a sentence anew, take it out, or add one"):
        places = list(list_sentences(letter))
        numbers = [*range(len(places)), *(-1 - at for at, each in enumerate(letter.sections) if each.title)]

        def name(number: int) -> str:
            if number < 0:
                return f"＋ a new sentence at the end of “{letter.sections[-1 - number].title}”"
            _, section, text = places[number]
            return f"{section.title or section.key}: {text.text}"[:_LONGEST_LABEL]

        stamp = f"{letter.id}_{len(kept.events)}"
        number = st.selectbox("Sentence", numbers, format_func=name, key=f"sentence_{stamp}")
        with st.form(f"edit_{stamp}", border=False):
            words = places[number][2].text if number >= 0 else ""
            text = st.text_area("Its words; empty takes it out", value=words, key=f"words_{stamp}_{number}")
            reason = st.text_input("Reason for the change, for the audit trail", key=f"why_{stamp}")
            if not st.form_submit_button(f"Keep as version {letter.version + 1}, a draft"):
                return
        changed = (
            change_sentence(letter, places[number][0], text) if number >= 0 else add_sentence(letter, -1 - number, text)
        )
        try:
            settled = settle(changed, corpus=assistant.corpus)
            Letters(home).edit(settled, signed=Signature(current_person("drafter"), reason))
        except EvidenceError as error:
            st.session_state["review_trouble"] = str(error)
        st.rerun()


def _draw_history(kept: Kept, *, store: Letters) -> None:
    with st.expander(f"History ({len(kept.events)})"):
        rows = "".join(
            f"<tr><td>{escape(event.ts_utc[:19].replace('T', ' '))}</td><td>{event.version}</td>"
            f"<td>{escape(event.action)}</td>"
            f"<td>{escape(event.actor)} ({escape(event.role)})</td><td>{escape(event.meaning)}</td>"
            f"<td>{escape(event.reason)}</td></tr>"
            for event in kept.events
        )
        head = "".join(f'<th scope="col">{name}</th>' for name in ("UTC", "Version", "Step", "By", "Meaning", "Reason"))
        table = f'<table class="tc-history"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        st.html(f'<div class="tc-wide" tabindex="0" role="region" aria-label="History">{table}</div>')
        earlier = sorted({event.version for event in kept.events} - {kept.letter.version}, reverse=True)
        if earlier:
            version = st.selectbox("An earlier version", earlier, key=f"version_{kept.letter.id}")
            st.html(write_letter(store.version(kept.letter.id, version)))


def _draw_bundle(kept: Kept, *, corpus: Corpus, home: Path) -> None:
    with st.expander("Evidence bundle and audit trail"):
        st.html(f'<p class="tc-meta">{escape(warn_of_bundle(kept.letter, corpus=corpus))}</p>')
        st.download_button(
            "Evidence bundle (zip)",
            key="bundle",
            data=partial(_bundle, kept, corpus, home),
            file_name=f"{kept.letter.id}-v{kept.letter.version}.zip",
            mime="application/zip",
            on_click="ignore",
        )
        if st.button("Verify the audit trail", key="verify"):
            try:
                found = verify(AuditTrail(home))
            except EvidenceError as error:
                draw_error(str(error))
                return
            for fault in found.faults:
                draw_error(fault.text)
            if not found.faults:
                told = f"{found.events} events, nothing altered, removed or inserted. Head {found.head}"
                st.html(f'<p class="tc-meta">{escape(told)}</p>')


def _bundle(kept: Kept, corpus: Corpus, home: Path) -> bytes:
    head = verify(AuditTrail(home)).head
    return make_bundle(
        kept.letter, kept.events, head=head, corpus=corpus, templates=read_templates(read_settings().templates)
    )
