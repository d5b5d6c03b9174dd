"""What inquiries tell of adverse events and the like: the checklist, its files, and who closed it."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path

import streamlit as st

from drafting.intake_export import to_docx, to_json
from drafting.intake_report import Element, IntakeReports, KeptReport
from ingest.errors import EvidenceError
from interfaces.pages.draft_person import current_person
from interfaces.pages.frame import draw_error

_CLOSED_SHOWN = 20  # the last ones; trialcite intake list has all
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draw_checklist(kept: KeptReport, *, home: Path, key: str) -> None:
    """Draw a report: what is told, the four elements with their words, and the files for the safety team."""
    report = kept.report
    state = "open" if kept.open else "closed"
    items = "".join(
        f"<li><span>{'☑' if element.words else '☐'}</span>"
        f"<span><b>{escape(element.title)}:</b> {_words(element)}</span></li>"
        for element in report.elements
    )
    kinds = escape(", ".join(report.kinds).capitalize())
    st.html(
        f'<div class="tc-notice" role="note"><b>{kinds}</b> told in this inquiry '
        f'<span class="tc-state tc-state-{state}">{state}</span><br>'
        f"Report {escape(report.id)}; time of awareness {escape(report.aware[:19].replace('T', ' '))} UTC. "
        f"Pass it to the safety team now: this "
        f'program forwards nothing, and never closes a report by itself.<ul class="tc-elements">{items}</ul></div>'
    )
    with st.container(horizontal=True, gap="small"):
        for form, write, mime in (("docx", to_docx, DOCX), ("json", to_json, "application/json")):
            st.download_button(
                f"Report as {'Word' if form == 'docx' else 'JSON'}",
                key=f"{key}_{form}_{report.id}",
                data=partial(write, kept),
                file_name=f"{report.id}.{form}",
                mime=mime,
                on_click=_exported,
                args=(report.id, form),
                kwargs={"home": home},
            )


def draw_reports(*, home: Path) -> None:
    """Draw all reports, those that are open first."""
    store = IntakeReports(home)
    reports = sorted((store.get(key) for key in store.ids()), key=lambda kept: not kept.open)
    closed = sum(not kept.open for kept in reports)
    reports = reports[: len(reports) - closed + _CLOSED_SHOWN]
    if not reports:
        st.html('<p class="tc-meta">No inquiry has told of an adverse event, special situation or complaint yet.</p>')
    if trouble := st.session_state.pop("intake_trouble", None):
        draw_error(trouble)
    for kept in reports:
        with st.container(border=True):
            draw_checklist(kept, home=home, key="list")
            with st.expander("The inquiry as received, and what was done"):
                st.text(kept.report.text)
                st.html(write_steps(kept))
            if kept.open:
                _draw_closing(kept, home=home)


def write_steps(kept: KeptReport) -> str:
    """Return the steps taken on a report, as an HTML list."""
    items = "".join(
        f"<li>{escape(event.ts_utc)}: {escape(event.action)} by {escape(event.actor)} ({escape(event.role)}); "
        f"{escape(event.reason)}</li>"
        for event in kept.events
    )
    return f'<ul class="tc-numbers">{items}</ul>'


def _draw_closing(kept: KeptReport, *, home: Path) -> None:
    key = kept.report.id
    with st.form(f"close_{key}", border=False):
        reason = st.text_input("Reason for closing, e.g. the number of the safety case", key=f"why_{key}")
        if st.form_submit_button("Close this report"):
            try:
                IntakeReports(home).close(key, by=current_person("reviewer"), reason=reason)
            except EvidenceError as error:
                st.session_state["intake_trouble"] = str(error)
            st.rerun()


def _exported(key: str, form: str, *, home: Path) -> None:
    try:
        IntakeReports(home).exported(key, by=current_person("drafter"), form=form)
    except EvidenceError as error:
        st.session_state["intake_trouble"] = str(error)


def _words(element: Element) -> str:
    told = ", ".join(f"“{escape(words)}”" for words in element.told)
    return told or '<span class="tc-missing">not found: ask for it</span>'
