"""A letter to be read before it is used: as it is printed, its check report, its wording, its files."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from drafting.blocking import blocks_approval
from drafting.lint import lint_letter
from drafting.printing import summarise
from drafting.records import Letter
from drafting.templates import read_templates
from ingest.settings import read_settings
from interfaces.letter_html import write_checks, write_letter, write_lint
from interfaces.pages.draft_intake import DOCX
from interfaces.pages.frame import draw_error

if TYPE_CHECKING:
    from ingest.corpus import Corpus

_KEPT = 16  # letters whose checks are kept: of the sessions that are open


def draw_preview(letter: Letter, *, corpus: Corpus, key: str) -> None:
    """Draw a letter with everything that a reviewer looks at."""
    barred = find_barriers(letter, corpus.fingerprint, _corpus=corpus)
    lint = lint_letter(letter, corpus=corpus)
    for reason in barred:
        draw_error(f"Not to be approved: {reason}")
    draw_files(letter, corpus=corpus, key=key)
    told, checked, worded = st.tabs(["Letter", f"Check report ({len(letter.checks)})", f"Wording ({len(lint)})"])
    with told:
        st.html(write_letter(letter))
    with checked:
        st.html(f'<p class="tc-meta">{escape(summarise(letter))}</p>{write_checks(letter)}')
    with worded:
        st.html(
            write_lint(lint) if lint else '<p class="tc-meta">No words were found that a neutral letter avoids.</p>'
        )


def draw_files(letter: Letter, *, corpus: Corpus, key: str) -> None:
    """Draw the letter's files: each is written when it is asked for."""
    with st.container(horizontal=True, gap="small", key=f"files_{key}"):
        for name, mime, write in (
            ("docx", DOCX, _to_docx),
            ("pdf", "application/pdf", _to_pdf),
            ("md", "text/markdown", _to_markdown),
        ):
            st.download_button(
                {"docx": "Word", "pdf": "PDF", "md": "Markdown"}[name],
                key=f"{key}_{name}",
                data=partial(write, letter),
                file_name=f"{letter.id}-v{letter.version}.{name}",
                mime=mime,
                on_click="ignore",
            )
        st.download_button(
            "JSON",
            key=f"{key}_json",
            data=partial(_to_json, letter, corpus),
            file_name=f"{letter.id}-v{letter.version}.checks.json",
            mime="application/json",
            on_click="ignore",
        )


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def find_barriers(letter: Letter, fingerprint: str, *, _corpus: Corpus) -> tuple[str, ...]:  # noqa: ARG001  # of the cache's key
    """Return what stands against the approval of a letter, found once for a corpus."""
    return blocks_approval(letter, _corpus)


def _to_docx(letter: Letter) -> bytes:
    from drafting.docx_letter import write_docx

    return write_docx(letter, templates=read_templates(read_settings().templates))


def _to_pdf(letter: Letter) -> bytes:
    from drafting.pdf_letter import write_pdf

    return write_pdf(letter, templates=read_templates(read_settings().templates))


def _to_markdown(letter: Letter) -> bytes:
    from drafting.markdown_letter import write_markdown

    return write_markdown(letter, templates=read_templates(read_settings().templates)).encode()


def _to_json(letter: Letter, corpus: Corpus) -> bytes:
    from drafting.check_file import render_checks

    return render_checks(letter, corpus=corpus).encode()
