"""Proposed results: each beside the sentence that it was read from, to be confirmed or rejected."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ingest.confirmations import Confirmations
from ingest.errors import EvidenceError
from interfaces.access import LOCAL
from interfaces.ingestion_job import Jobs
from interfaces.pages.frame import draw_error
from interfaces.pages.login import current_user
from interfaces.pages.style import escape_label
from interfaces.remarks import count
from interfaces.reviewing import Orders, decide
from interfaces.sources_html import write_proposal
from retrieval.reviewing import Entry, review

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.corpus import Corpus

_PAGE = 5
_CHANGES_HINT = "column=value, one a line, e.g. data_cutoff=2020-02-07"


def draw_review(corpus: Corpus, *, jobs: Jobs, home: Path) -> None:
    """Draw the figures of one source's prose that no table has yet."""
    texts = [
        source
        for source in corpus.sources.values()
        if source.kind != "figures" and source.publication_type != "registry record"
    ]
    readable = [source.id for source in texts if source.trial]
    if strangers := [source.id for source in texts if not source.trial]:
        told = f"{', '.join(strangers[:_PAGE])}: no trial is named there, so nothing can be proposed from it."
        st.html(f'<p class="tc-meta">{escape(told)}</p>')
    if not readable:
        st.html('<p class="tc-note">No source with a text of a trial is held: there is nothing to propose from.</p>')
        return
    key = st.selectbox("Source", readable, key="review_source")
    entries = _read(corpus, home=home, source=key, fingerprint=corpus.fingerprint, decided=_count_decisions(home))
    waiting = [entry for entry in entries if entry.state == "open"]
    confirmed = [entry for entry in entries if entry.state == "confirmed"]
    _draw_applying(confirmed, corpus=corpus, jobs=jobs)
    if not waiting:
        st.html('<p class="tc-note">Nothing to review: every figure read in this text is in the table or decided.</p>')
        return
    pages = -(-len(waiting) // _PAGE)
    page = int(st.number_input(f"Page of {pages}", 1, pages, 1, key=f"review_page_{key}")) if pages > 1 else 1
    st.html(f'<p class="tc-meta">{count(len(waiting), "proposed result")} to confirm or reject.</p>')
    document = corpus.document(key)
    for entry in waiting[(page - 1) * _PAGE : page * _PAGE]:
        _draw_entry(entry, entries, corpus=corpus, home=home, text=document.text if document else None)


@st.cache_resource(max_entries=16, show_spinner="Reading the text for figures…")
def _read(_corpus: Corpus, *, home: Path, source: str, fingerprint: str, decided: int) -> tuple[Entry, ...]:
    """Return the proposals of a source; read again after each decision."""
    del fingerprint, decided  # parts of the cache's key
    return review(_corpus, home=home, source=source)


def _count_decisions(home: Path) -> int:
    made = Confirmations(home).decisions()
    return hash(tuple((decision.proposal, decision.verdict, decision.at) for decision in made))


def _draw_applying(confirmed: Sequence[Entry], *, corpus: Corpus, jobs: Jobs) -> None:
    """Offer to publish what was confirmed and is not in the table yet."""
    held = {result.id for entry in confirmed for result in corpus.table.results(source=entry.source)}
    new = [e for e in confirmed if e.decision and f"{e.source}:p{e.decision.number or 0:03}" not in held]
    if not new:
        return
    busy = jobs.current is not None and jobs.current.running
    if st.button(f"Publish {count(len(new), 'confirmed result')}", disabled=busy, type="primary", key="publish_rows"):
        try:
            jobs.start("remove", [], title=f"Publishing {count(len(new), 'confirmed result')}")
        except EvidenceError as error:
            draw_error(str(error))
        else:
            st.rerun()


def _draw_entry(entry: Entry, entries: Sequence[Entry], *, corpus: Corpus, home: Path, text: str | None) -> None:
    user = current_user()  # whoever is signed in decides under that name
    with st.container(border=True, key=f"proposal_{entry.id}"):
        left, right = st.columns([3, 2], gap="large")
        with left:
            st.html(write_proposal(entry, text=text))
        with right, st.form(f"decide_{entry.id}", border=False):
            who = st.text_input("Your name", value=user.name, max_chars=100, disabled=user.id != LOCAL.id)
            reason = st.text_input("Reason", max_chars=500, help="needed to reject, and to confirm with changes")
            changes = st.text_area("Changes", placeholder=_CHANGES_HINT, height=68, max_chars=2000)
            with st.container(horizontal=True):
                confirm = st.form_submit_button("Confirm", type="primary")
                reject = st.form_submit_button("Reject")
        if confirm or reject:
            orders = _make_orders(entry, confirm=confirm, who=who, reason=reason, changes=changes)
            _decide(orders, entries, corpus=corpus, home=home)


def _make_orders(entry: Entry, *, confirm: bool, who: str, reason: str, changes: str) -> Orders | str:
    """Return what is to be kept, or what is missing for it."""
    told = tuple(line.strip() for line in changes.splitlines() if line.strip())
    if not who.strip():
        return "a decision needs a name"
    if not reason.strip() and (told or not confirm):
        return "a rejection and a change need a reason"
    if confirm:
        return Orders(confirm=(entry.id,), changes=told, reason=reason.strip(), who=who.strip())
    return Orders(reject=(entry.id,), reason=reason.strip(), who=who.strip())


def _decide(orders: Orders | str, entries: Sequence[Entry], *, corpus: Corpus, home: Path) -> None:
    if isinstance(orders, str):
        draw_error(orders)
        return
    try:
        lines = decide(orders, entries, corpus=corpus, home=home)
    except EvidenceError as error:
        draw_error(str(error).replace("with --set COLUMN=VALUE", "under Changes, as column=value"))
    else:
        st.toast(escape_label(" ".join(lines)))
        st.rerun()
