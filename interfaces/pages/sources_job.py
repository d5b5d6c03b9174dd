"""The ingestion that is running, as it goes on: every session sees it."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from interfaces.ingestion_job import Job, Jobs
from interfaces.pages.style import escape_label

_EVERY_SECONDS = 1.0
_PROBLEMS_SHOWN = 10
_BAD_ENDS = {0: "done in part", 1: "done in part", 2: "nothing was changed"}  # by exit code
_CLOSED = "closed_job"


@st.cache_resource(show_spinner=False)
def shared_jobs(home: Path) -> Jobs:
    """Return the jobs of a state folder; all sessions share them."""
    return Jobs(home)


def draw_job(jobs: Jobs) -> None:
    """Draw the ingestion that is running, or how the last one ended."""
    job = jobs.current
    if job is None:
        return
    if job.running:
        _watch(jobs)
    else:
        _draw_end(job)


@st.fragment(run_every=_EVERY_SECONDS)
def _watch(jobs: Jobs) -> None:
    job = jobs.current
    if job is None or not job.running:
        st.rerun()  # the whole page: what it shows may be another generation now
        return
    told = f"{job.title}. {job.step}" + (f": {job.done} of {job.total}" if job.total else "")
    st.progress(job.share, text=escape_label(told))
    st.html('<p class="tc-meta">Questions are answered from what was published before, until this has ended.</p>')


def _draw_end(job: Job) -> None:
    """Draw how it ended, till this reader closes it: what went wrong in full, else what became of the corpus."""
    if st.session_state.get(_CLOSED) is job:
        return
    good = job.code == 0 and not job.stopped and not job.refused
    kind, word = (
        ("tc-note", "done")
        if good
        else ("tc-error", "failed" if job.stopped else _BAD_ENDS.get(job.code or 0, "failed"))
    )
    outcomes = [line for line in job.lines if line.startswith("corpus ")] or job.lines[-1:]
    told = job.problems[:_PROBLEMS_SHOWN] if job.problems and not good else [*job.problems, *outcomes]
    role = "status" if good else "alert"
    lines = "".join(f"<br>{escape(line)}" for line in told)
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        st.html(f'<p class="{kind}" role="{role}"><b>{escape(job.title)}: {word}.</b>{lines}</p>', width="content")
        st.button("Close", key="close_job", on_click=_close, args=(job,))
    if len(job.lines) > len(told):
        with st.expander("What it said", type="compact"):
            st.code("\n".join(job.lines), language=None, wrap_lines=True)


def _close(job: Job) -> None:
    st.session_state[_CLOSED] = job
