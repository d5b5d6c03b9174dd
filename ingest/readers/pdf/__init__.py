"""PDF: each file is read by a process of its own, which is ended when it takes too long or too much memory."""

from __future__ import annotations

from pathlib import Path

from ingest.readers.pdf.limits import DEFAULT, Limits
from ingest.readers.pdf.process import run
from ingest.records import Document, Page, Section

__all__ = ["Limits", "read_head", "read_pdf"]


def read_pdf(path: Path, *, source: str, limits: Limits = DEFAULT) -> Document:
    """Read the text of a PDF in reading order, with the span of every page and of the sections that its headings begin.

    A paragraph is one line, its hyphens mended; a table row is ``cell | cell``; raised figures stay raised ("m²",
    "obesity.¹"); running heads and page numbers are left out. A page without text is an empty span.

    Raises:
        SourceError: The file is no readable PDF, is locked with a password, holds no text, or passes a limit.
    """
    reply = run(path, limits=limits)
    return Document(
        source=source,
        text=reply["text"],
        sections=tuple(Section(*section) for section in reply["sections"]),
        pages=tuple(Page(*page) for page in reply["pages"]),
    )


def read_head(path: Path, *, pages: int = 2, limits: Limits = DEFAULT) -> tuple[str | None, str]:
    """Return what the file says its title is, best first, one a line, and the text of its first pages.

    The title of the metadata is followed by what is set largest on the first page; ``None`` where there is neither.

    Raises:
        SourceError: As ``read_pdf``, except that pages without text give ``""``.
    """
    reply = run(path, limits=limits, head=pages)
    return reply["title"], reply["text"]
