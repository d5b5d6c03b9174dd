"""The texts that people hand in to be checked: plain text, Markdown and DOCX, from a file or from standard input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from ingest.errors import EvidenceError

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

REPORT_TAG = "trialcite-report"
"""Tag of the block that an annotated copy ends with: it tells of the text, and is no part of it."""
_ASIDES = {REPORT_TAG, "trialcite-heading", "trialcite-inquiry", "trialcite-references"}
"""Tags of the blocks of a document that state nothing: a letter's heading, the question, the references."""
LINE_END, CELL_END = "\n", "\t"
"""What stands between two paragraphs or rows, and between two cells of a row."""

_ZIP_SIGNATURE = b"PK\x03\x04"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_UNREAD = {f"{_WORD}del", f"{_WORD}moveFrom", f"{_WORD}pPr", f"{_WORD}rPr", f"{_COMPATIBILITY}Fallback"}
"""Deleted text, formatting, and the second copy of a text box that Word keeps for older readers."""


class TextError(EvidenceError):
    """A text that cannot be read, or whose copy cannot be written."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text of a DOCX file, and the element that holds it.

    Attributes:
        start: Offset of its first character in the whole text.
        element: What holds it, e.g. a ``w:t``; ``None`` for what stands between paragraphs, rows and cells.
    """

    text: str
    start: int
    element: _Element | None

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.start + len(self.text)


def read_file(path: Path) -> bytes:
    """Return the bytes of a file that someone named.

    Raises:
        TextError: There is no such file, or it may not be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise TextError(f"{path}: cannot be read ({reason}); give a text, Markdown or DOCX file") from error


def is_docx(raw: bytes, *, name: str) -> bool:
    """Whether a file is, or calls itself, a Word document."""
    return raw.startswith(_ZIP_SIGNATURE) or name.casefold().endswith(".docx")


def to_text(raw: bytes, *, name: str) -> str:
    """Return the text of a file: UTF-8 without its byte order mark and otherwise as given, or what a DOCX holds.

    Raises:
        TextError: The bytes are neither UTF-8 nor a DOCX file that opens.
    """
    if is_docx(raw, name=name):
        return "".join(piece.text for piece in read_docx(raw, name=name)[1])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{name}: expected UTF-8 text or DOCX, found byte {raw[error.start]:#04x} at offset {error.start}"
        raise TextError(f"{message}; save it as UTF-8 text or as .docx") from error
    if "\0" in text:
        raise TextError(f"{name}: expected UTF-8 text or DOCX, found a binary file; save it as UTF-8 text or as .docx")
    return text


def read_docx(raw: bytes, *, name: str) -> tuple[Document, tuple[Piece, ...]]:
    """Return a document that can be changed, and the pieces of its text in the order in which it is read.

    A paragraph is a line, and so is a table row, with tabs between its cells; footnotes and endnotes come last.

    Raises:
        TextError: It is no DOCX file that opens.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        document = docx.Document(BytesIO(raw))
        part = document.part
        roots = [part.element.body]
        notes = [rel.target_part for rel in part.rels.values() if rel.reltype.endswith(("/footnotes", "/endnotes"))]
        roots += [etree.fromstring(note.blob, etree.XMLParser(resolve_entities=False)) for note in notes]
    except (OpcError, BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, AttributeError, OSError) as error:
        raise TextError(f"{name}: this DOCX file does not open ({error}); save it again as .docx or as text") from error
    return document, list_pieces(*roots)


def list_pieces(*blocks: Iterable[_Element]) -> tuple[Piece, ...]:
    """Return the pieces of the text of some paragraphs and tables, or of what holds them, in the order given."""
    held = list(_join((line for block in blocks for line in _lines(block)), LINE_END))
    starts = accumulate((len(text) for text, _ in held), initial=0)
    return tuple(Piece(text, start, element) for (text, element), start in zip(held, starts, strict=False))


def is_report(element: _Element) -> bool:
    """Whether a block is the one that an annotated copy ends with."""
    return _tag_of(element) == REPORT_TAG


def _tag_of(element: _Element) -> str | None:
    """The tag of a content control; ``None`` for any other element."""
    if element.tag != f"{_WORD}sdt":
        return None
    return next((tag.get(f"{_WORD}val") for tag in element.iterfind(f"{_WORD}sdtPr/{_WORD}tag")), None)


_Held = tuple[str, "_Element | None"]


def _join(lines: Iterable[Iterable[_Held]], between: str) -> Iterator[_Held]:
    for number, line in enumerate(lines):
        if number:
            yield between, None
        yield from line


def _lines(block: Iterable[_Element]) -> Iterator[Iterable[_Held]]:
    """Yield the lines of a block; content controls and text boxes are read in their place."""
    for child in block:
        if child.tag == f"{_WORD}p":
            yield _pieces(child)
        elif child.tag == f"{_WORD}tr":
            cells = (cell for cell in child.iter(f"{_WORD}tc") if _row_of(cell) is child)
            yield _join((_join(_lines(cell), " ") for cell in cells), CELL_END)
        elif child.tag not in _UNREAD and _tag_of(child) not in _ASIDES:
            yield from _lines(child)


def _is_citation_mark(element: _Element) -> bool:
    """Whether a run is the raised number of a reference, in the style that letters give it: no number of the text."""
    if element.tag != f"{_WORD}r":
        return False
    return any(style.get(f"{_WORD}val") == "CitationMark" for style in element.iterfind(f"{_WORD}rPr/{_WORD}rStyle"))


def _row_of(cell: _Element) -> _Element | None:
    return next(cell.iterancestors(f"{_WORD}tr"), None)


def _pieces(paragraph: _Element) -> Iterator[_Held]:
    for child in paragraph:
        if child.tag in _UNREAD or _is_citation_mark(child):
            continue
        if child.tag == f"{_WORD}t":
            yield child.text or "", child
        elif child.tag == f"{_WORD}txbxContent":
            yield LINE_END, None
            yield from _join(_lines(child), LINE_END)
            yield LINE_END, None
        elif child.tag in (f"{_WORD}{name}" for name in _BREAKS):
            yield _BREAKS[child.tag.removeprefix(_WORD)], child
        elif isinstance(child.tag, str):
            yield from _pieces(child)
