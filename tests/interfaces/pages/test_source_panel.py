from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas
from streamlit.testing.v1 import AppTest

from ingest.records import Document, Page, Source
from retrieval.records import Citation
from tests.interfaces.stand_in import ANSWERS, SOURCES

LINES = ("Nothing is said here of survival.", "Median survival was 19.15 months in the control group.")
TEXT = " ".join(LINES)
CITATION = Citation(1, "text", "report", "Report of a trial.", "page 1", LINES[1], TEXT.index(LINES[1]), len(TEXT))
ANSWER = replace(ANSWERS["hazard"], citations=(CITATION,))


@dataclass(frozen=True)
class PdfCorpus:
    """The part of a corpus that the source panel reads."""

    files: dict[str, Path]
    sources: dict[str, Source]

    def document(self, _source: str) -> Document:
        """Two lines on one page."""
        return Document("report", TEXT, pages=(Page(1, 0, len(TEXT)),))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A PDF of one page."""
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path))
    for place, line in enumerate(LINES):
        canvas.drawString(72, 700 - 20 * place, line)
    canvas.save()
    return path


def _draw(path: Path) -> AppTest:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    source = replace(SOURCES["paper"], id="report", kind="pdf", path=path.name, sha256=sha256)
    page = AppTest.from_function(_script, default_timeout=60)
    page.session_state["given"] = (ANSWER, CITATION, PdfCorpus({"report": path}, {"report": source}))
    return page.run()


def _script() -> None:
    import streamlit as st

    from interfaces.pages.ask_conversation import OpenSource
    from interfaces.pages.source_panel import draw_source

    answer, citation, corpus = st.session_state["given"]
    draw_source(OpenSource(turn=0, n=1, asked=True), answer=answer, citation=citation, corpus=corpus)


def _pictures(page: AppTest) -> list[Any]:
    assert not page.exception
    return list(page.get("image"))


def _html(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def test_sentence_of_a_pdf_is_shown_on_its_page(report: Path) -> None:
    """The lines around it, the whole page, and the text are there."""
    page = _draw(report)
    assert len(_pictures(page)) == 2
    assert [expander.label for expander in page.expander] == ["Whole page 1", "Text of the passage"]
    assert f"<mark>{LINES[1]}</mark>" in _html(page)


def test_file_that_is_gone_leaves_the_text(report: Path) -> None:
    """Without the file the passage is shown as read, and the page says why."""
    page = _draw(report)
    report.unlink()
    page.session_state["given"] = (*page.session_state["given"][:2], _moved(page.session_state["given"][2]))
    page.run()
    assert _pictures(page) == []
    assert "no longer where it was read from" in _html(page)
    assert f"<mark>{LINES[1]}</mark>" in _html(page)


def _moved(corpus: PdfCorpus) -> PdfCorpus:
    return replace(corpus, files={"report": corpus.files["report"].with_name("moved.pdf")})
