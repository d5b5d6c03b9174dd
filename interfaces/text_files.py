"""The texts that people hand in to be checked: plain text, Markdown and DOCX, from a file or from standard input."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from ingest.errors import EvidenceError

if TYPE_CHECKING:
    from lxml.etree import _Element

_ZIP_SIGNATURE = b"PK\x03\x04"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_UNREAD = {f"{_WORD}del", f"{_WORD}moveFrom", f"{_WORD}pPr", f"{_WORD}rPr", f"{_COMPATIBILITY}Fallback"}
"""Deleted text, formatting, and the second copy of a text box that Word keeps for older readers."""


class TextError(EvidenceError):
    """A text that cannot be read."""


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
        return _read_docx(raw, name=name)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{name}: expected UTF-8 text or DOCX, found byte {raw[error.start]:#04x} at offset {error.start}"
        raise TextError(f"{message}; save it as UTF-8 text or as .docx") from error
    if "\0" in text:
        raise TextError(f"{name}: expected UTF-8 text or DOCX, found a binary file; save it as UTF-8 text or as .docx")
    return text


def _read_docx(raw: bytes, *, name: str) -> str:
    """Return body, footnotes and endnotes in reading order: a paragraph a line, a table row a line with tabs."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        part = docx.Document(BytesIO(raw)).part
        roots = [part.element.body]
        notes = [rel.target_part for rel in part.rels.values() if rel.reltype.endswith(("/footnotes", "/endnotes"))]
        roots += [etree.fromstring(note.blob, etree.XMLParser(resolve_entities=False)) for note in notes]
    except (OpcError, BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, AttributeError, OSError) as error:
        raise TextError(f"{name}: this DOCX file does not open ({error}); save it again as .docx or as text") from error
    return "\n".join(line for root in roots for line in _lines(root))


def _lines(element: _Element) -> Iterator[str]:
    """Yield the lines of a block; content controls and text boxes are read in their place."""
    for child in element:
        if child.tag == f"{_WORD}p":
            yield "".join(_pieces(child))
        elif child.tag == f"{_WORD}tr":
            yield "\t".join(" ".join(_lines(cell)) for cell in child.iter(f"{_WORD}tc") if _row_of(cell) is child)
        elif child.tag not in _UNREAD:
            yield from _lines(child)


def _row_of(cell: _Element) -> _Element | None:
    return next(cell.iterancestors(f"{_WORD}tr"), None)


def _pieces(paragraph: _Element) -> Iterator[str]:
    for child in paragraph:
        if child.tag in _UNREAD:
            continue
        if child.tag == f"{_WORD}t":
            yield child.text or ""
        elif child.tag == f"{_WORD}txbxContent":
            yield "\n" + "\n".join(_lines(child)) + "\n"
        elif child.tag in (f"{_WORD}{name}" for name in _BREAKS):
            yield _BREAKS[child.tag.removeprefix(_WORD)]
        elif isinstance(child.tag, str):
            yield from _pieces(child)
