"""Sources added from the page: records by their numbers, and files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from ingest.errors import EvidenceError
from ingest.identifiers import FORMS, parse_identifier
from ingest.uploads import LARGEST_MEGABYTES, MOST_FILES, UPLOAD_TYPES, keep_upload
from interfaces.ingestion_job import Jobs
from interfaces.pages.frame import draw_error
from interfaces.remarks import count

_MOST_RECORDS = 20
"""At a time: the services are asked one by one."""


def draw_adding(jobs: Jobs, *, home: Path) -> None:
    """Draw the two ways to add sources; one ingestion runs at a time."""
    busy = jobs.current is not None and jobs.current.running
    left, right = st.columns(2, gap="large")
    with left, st.form("add_records", border=True):
        typed = st.text_area(
            "Records of ClinicalTrials.gov and PubMed",
            placeholder="NCT01234567\nPMID:12345678\n10.1000/182",
            help=f"{FORMS}; one a line, {_MOST_RECORDS} at a time",
            max_chars=2000,
        )
        if st.form_submit_button("Fetch and add", disabled=busy):
            _add_records(typed, jobs=jobs)
    with right, st.form("add_files", border=True, clear_on_submit=True):
        files = st.file_uploader(
            "Files: registry records, articles, PDFs, texts",
            type=list(UPLOAD_TYPES),
            accept_multiple_files=True,
            max_upload_size=LARGEST_MEGABYTES,
            help=f"{MOST_FILES} at a time, {LARGEST_MEGABYTES} MB each. They are kept in the state folder.",
        )
        if st.form_submit_button("Add to the corpus", disabled=busy):
            _add_files([(file.name, file.getvalue()) for file in files], jobs=jobs, home=home)
    if busy:
        st.html('<p class="tc-meta">An ingestion is running: the next can begin when it has ended.</p>')


def _add_records(typed: str, *, jobs: Jobs) -> None:
    names = list(dict.fromkeys(line.strip().rstrip(",;") for line in typed.splitlines() if line.strip()))
    strangers = [name for name in names if parse_identifier(name) is None]
    if not names or strangers or len(names) > _MOST_RECORDS:
        found = f"; found {', '.join(strangers[:3])}" if strangers else ""
        draw_error(f"expected {FORMS}, one a line, at most {_MOST_RECORDS}{found}")
        return
    _start(names, jobs=jobs, title=f"Adding {count(len(names), 'record')}")


def _add_files(files: list[tuple[str, bytes]], *, jobs: Jobs, home: Path) -> None:
    if not files or len(files) > MOST_FILES:
        draw_error(f"choose between 1 and {MOST_FILES} files; one that is marked red is too large or of another kind")
        return
    kept: list[str] = []
    refused: list[str] = []
    for name, content in files:
        try:
            kept.append(str(keep_upload(name, content, home=home)))
        except EvidenceError as error:
            refused.append(str(error))
    if kept:
        _start(kept, jobs=jobs, title=f"Adding {count(len(files), 'file')}", refused=refused)
    else:
        for told in refused:
            draw_error(told)


def _start(targets: list[str], *, jobs: Jobs, title: str, refused: Sequence[str] = ()) -> None:
    try:
        jobs.start("add", targets, title=title, refused=refused)
    except EvidenceError as error:
        draw_error(str(error))
    else:
        st.rerun()
