"""PDF, page by page."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import SourceError
from ingest.records import Document, Page

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_BYTES = 200_000_000
"""Larger than any report with its figures; pypdf holds the file in memory."""
MAX_PAGES = 5_000
"""A clinical study report has up to some thousand pages."""
MAX_SECONDS = 300.0
"""Of reading one file: some 20 pages a second are usual; a page that takes minutes is hostile."""
MAX_CHARACTERS = 20_000_000
"""Of extracted text: a compressed page can unfold into gigabytes."""

_PAGE_BREAK = "\n\n"


def read_pdf(path: Path, *, source: str, max_pages: int = MAX_PAGES, max_seconds: float = MAX_SECONDS) -> Document:
    """Read the text of a PDF with the span of every page; a page without text is an empty span.

    Args:
        max_seconds: Checked after each page; a single page is not interrupted.

    Raises:
        SourceError: The file is no readable PDF, is locked with a password, holds no text, or passes a limit.
    """
    reader = _open(path)
    found = len(reader.pages)
    if found > max_pages:
        raise SourceError(f"{path.name}: expected at most {max_pages:,} pages, found {found:,}; split the file")
    text = _join_pages(reader, path=path, max_seconds=max_seconds)
    whole, pages = "", list[Page]()
    for number, page in enumerate(text, start=1):
        whole += _PAGE_BREAK if whole and page else ""
        pages.append(Page(number=number, start=len(whole), end=len(whole) + len(page)))
        whole += page
    if not whole:
        raise SourceError(
            f"{path.name}: holds no text, perhaps scanned pages; run it through OCR and ingest the result"
        )
    return Document(source=source, text=whole, pages=tuple(pages))


def read_head(path: Path, *, pages: int = 2) -> tuple[str | None, str]:
    """Return the title of the file's metadata, ``None`` where there is none, and the text of its first pages.

    Raises:
        SourceError: As ``read_pdf``, except that a file without text gives ``""``.
    """
    from pypdf.errors import PyPdfError

    reader = _open(path)
    first = [_extract(reader.pages[n], path=path, number=n + 1) for n in range(min(pages, len(reader.pages)))]
    try:
        title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        title = None  # broken metadata says as little as none
    return title, _PAGE_BREAK.join(first)


def _open(path: Path) -> PdfReader:
    from pypdf import PasswordType, PdfReader  # a quarter of a second: only ingestion pays for it
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # one line an error is ours; pypdf logs every repair
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceError(f"{path.name}: expected at most {MAX_BYTES:,} bytes, found {size:,}; split the file")
        reader = PdfReader(path)
        locked = reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED
        _ = len(reader.pages)
    except DependencyError as error:
        raise SourceError(f"{path.name}: is encrypted; save a copy without password and ingest that") from error
    except OSError as error:
        raise SourceError(f"{path.name}: cannot be read; {error.strerror or error}") from error
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        AssertionError,
    ) as error:
        if "not been decrypted" in str(error):
            raise SourceError(
                f"{path.name}: is locked with a password; save a copy without it and ingest that"
            ) from error
        raise SourceError(
            f"{path.name}: expected a PDF; it is broken or of another kind ({error}); save it anew"
        ) from error
    if locked:
        raise SourceError(f"{path.name}: is locked with a password; save a copy without it and ingest that")
    return reader


def _join_pages(reader: PdfReader, *, path: Path, max_seconds: float) -> list[str]:
    texts: list[str] = []
    begin = time.monotonic()
    characters = 0
    for number, page in enumerate(reader.pages, start=1):
        text = _extract(page, path=path, number=number)
        characters += len(text)
        if characters > MAX_CHARACTERS:
            raise SourceError(f"{path.name}, page {number}: more than {MAX_CHARACTERS:,} characters; split the file")
        if time.monotonic() - begin > max_seconds:
            raise SourceError(
                f"{path.name}, page {number}: reading took over {max_seconds:.0f} s; split the file or save it anew"
            )
        texts.append(text)
    return texts


def _extract(page: PageObject, *, path: Path, number: int) -> str:
    """Return a page's text; a page that pypdf cannot read is an error, since a silent gap would look like silence."""
    try:
        text = page.extract_text()
    except Exception as error:  # broken fonts and streams raise whatever the parser met
        raise SourceError(f"{path.name}, page {number}: cannot be read ({error}); save the file anew") from error
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8").strip()
