"""A cited passage in its place in the document, as HTML."""

from __future__ import annotations

from html import escape

from ingest.records import Document
from interfaces.page_image import Spot
from retrieval.records import Citation

BEFORE_CHARACTERS = 160
"""Text shown open before a quote: enough to know its place, little enough that the quote shows on a small screen."""

AFTER_CHARACTERS = 600
"""Text shown open after a quote: about one section of an abstract."""

FAR_CHARACTERS = 6000
"""Text that can be unfolded beyond it; a whole book would make every redraw slow."""

FIGURE_NOTE = "Figure taken from this source; no sentence that prints it is held."
CHANGED_NOTE = "The source has changed since this answer; ask again to see the passage in its place."


def write_source(citation: Citation, *, document: Document | None) -> str:
    """Return the quote of ``citation`` within the text around it; a note where there is none to show."""
    if citation.kind == "figure" or citation.start is None or citation.end is None:
        return f'<p class="tc-note">{FIGURE_NOTE}</p>'
    if document is None or document.text[citation.start : citation.end] != citation.quote:
        quote = f"<blockquote>{escape(citation.quote)}</blockquote>" if citation.quote else ""
        return f'<p class="tc-note">{CHANGED_NOTE}</p>{quote}'
    return _write_passage(document, citation.start, citation.end)


def find_spot(citation: Citation, *, document: Document) -> Spot | None:
    """Return where the quote of ``citation`` stands in the pages of its document; ``None`` where it has none."""
    page = next((page for page in document.pages if page.start <= (citation.start or 0) < page.end), None)
    if citation.start is None or not citation.quote or page is None:
        return None
    if document.text[citation.start : citation.end] != citation.quote:
        return None  # another version of the document, which the passage's own note tells
    return Spot(page.number, citation.quote, (citation.start - page.start) / (page.end - page.start))


def step_to_word(text: str, place: int) -> int:
    """Return the first place at or after ``place`` where a word begins, so that none is cut in two."""
    if place == 0 or place >= len(text):
        return min(place, len(text))
    space = text.find(" ", place, place + 40)
    return place if space < 0 else space + 1


def _write_passage(document: Document, start: int, end: int) -> str:
    before = step_to_word(document.text, max(0, start - BEFORE_CHARACTERS))
    after = step_to_word(document.text, end + AFTER_CHARACTERS)
    return (
        '<div class="tc-document">'
        f"{_fold('Earlier in this document', document.text[max(0, before - FAR_CHARACTERS) : before])}"
        f"{escape(document.text[before:start])}<mark>{escape(document.text[start:end])}</mark>"
        f"{escape(document.text[end:after])}"
        f"{_fold('Later in this document', document.text[after : after + FAR_CHARACTERS])}"
        "</div>"
    )


def _fold(title: str, text: str) -> str:
    return f"<details><summary>{title}</summary>{escape(text)}</details>" if text.strip() else ""
