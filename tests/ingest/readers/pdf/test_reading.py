"""A PDF is read page by page, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from ingest.errors import SourceError
from ingest.readers.pdf import Limits, read_pdf

Build = Callable[..., bytes]


def _write(contents: bytes, folder: Path) -> Path:
    path = folder / "report.pdf"
    path.write_bytes(contents)
    return path


def _lock(contents: bytes, key: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(contents)))
    writer.encrypt(key, "owner", algorithm="RC4-128")
    locked = BytesIO()
    writer.write(locked)
    return locked.getvalue()


def test_pages_are_spans_of_the_text(build_pdf: Build, tmp_path: Path) -> None:
    """Every page has its number and span; one without text is empty."""
    document = read_pdf(_write(build_pdf(["First lamp.", "", "Third lamp."]), tmp_path), source="report")
    assert document.text == "First lamp.\n\nThird lamp."
    assert [(page.number, document.text[page.start : page.end]) for page in document.pages] == [
        (1, "First lamp."),
        (2, ""),
        (3, "Third lamp."),
    ]


def test_file_that_opens_without_password_is_read(build_pdf: Build, tmp_path: Path) -> None:
    """Encryption alone, with an empty password, is no obstacle."""
    path = _write(_lock(build_pdf(["A lamp."]), ""), tmp_path)
    assert read_pdf(path, source="report").text == "A lamp."


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        pytest.param(b"%PDF-1.4\nnothing more", "expected a PDF; it is broken", id="broken"),
        pytest.param(b"Dear Sir", "expected a PDF", id="another file"),
        pytest.param(b"", "expected a PDF", id="empty"),
    ],
)
def test_broken_file_is_one_error(contents: bytes, message: str, tmp_path: Path) -> None:
    """What is no PDF is a SourceError, whatever the parser met."""
    with pytest.raises(SourceError, match=f"report.pdf: {message}"):
        read_pdf(_write(contents, tmp_path), source="report")


def test_locked_file_names_the_remedy(build_pdf: Build, tmp_path: Path) -> None:
    """A password that is needed is asked to be taken off."""
    path = _write(_lock(build_pdf(["A lamp."]), "key"), tmp_path)
    with pytest.raises(SourceError, match="locked with a password; save a copy without it"):
        read_pdf(path, source="report")


def test_scanned_file_names_the_remedy(build_pdf: Build, tmp_path: Path) -> None:
    """Pages without any text ask for OCR."""
    with pytest.raises(SourceError, match="holds no text, perhaps scanned pages; run it through OCR"):
        read_pdf(_write(build_pdf(["", ""]), tmp_path), source="report")


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        pytest.param(Limits(pages=2), "at most 2 pages, found 3; split the file", id="pages"),
        pytest.param(Limits(bytes=9), "at most 9 bytes, found [0-9,]+; split the file", id="bytes"),
        pytest.param(Limits(characters=9), "page 2: more than 9 characters; split the file", id="characters"),
        pytest.param(Limits(seconds=0), "reading took too long", id="seconds"),
        pytest.param(Limits(step_seconds=0), "reading took too long", id="seconds of a page"),
    ],
)
def test_limits_are_kept(limits: Limits, message: str, build_pdf: Build, tmp_path: Path) -> None:
    """What passes a limit ends the reading with an error that names it."""
    path = _write(build_pdf(["A lamp."] * 3), tmp_path)
    with pytest.raises(SourceError, match=f"report.pdf.*{message}"):
        read_pdf(path, source="report", limits=limits)
