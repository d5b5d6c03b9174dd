"""Plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import SourceError
from ingest.records import Document, Section

MAX_BYTES = 10_000_000
"""A thousand pages of text; a larger file is a mistake, or an attempt to fill the memory."""

_LINE = re.compile(r"[^\n]*\n?")
_HASHES = re.compile(r" {0,3}#{1,6}[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*")
_RULE = re.compile(r" {0,3}(?:=+|-{3,})[ \t]*")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_CAPITALS = re.compile(r"(?=(?:[^A-Z]*[A-Z]){4})[A-Z0-9][A-Z0-9 ,;:&/()'-]{3,79}")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?[ \t]+[A-Z][^.!?:;|]{2,79}")


def read_text(path: Path, *, source: str) -> Document:
    """Read a text file as it stands, line ends made ``\\n``; its headings become sections that include them.

    A heading is one of Markdown's (``#`` or underlined), or a line between empty lines in capitals or with a
    section number.

    Raises:
        SourceError: The file cannot be read, or is not text in UTF-8.
    """
    text = read_characters(path)
    return Document(source=source, text=text, sections=tuple(find_sections(text)))


def read_characters(path: Path, *, max_bytes: int = MAX_BYTES) -> str:
    """Return the text of a UTF-8 file without byte-order mark, line ends made ``\\n``.

    Raises:
        SourceError: The file cannot be read, is too large, empty, or is not text in UTF-8.
    """
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise SourceError(
                f"{path.name}: expected at most {max_bytes:,} bytes of text, found {size:,}; split the file"
            )
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SourceError(f"{path.name}: cannot be read; {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{path.name}: expected text in UTF-8, found byte 0x{error.object[error.start]:02x} at {error.start}; "
            "save the file as UTF-8"
        ) from error
    if "\0" in text:
        raise SourceError(f"{path.name}: expected text, found binary data; save the file as plain text in UTF-8")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise SourceError(f"{path.name}: expected text, found an empty file")
    return text


def find_sections(text: str) -> Iterator[Section]:
    """Yield one section for every heading, from the heading to the next one."""
    headings = list(_find_headings(text))
    ends = [*(start for start, _ in headings), len(text)][1:]
    for (start, title), end in zip(headings, ends, strict=True):
        yield Section(title=title, start=start, end=start + len(text[start:end].rstrip()))


def _find_headings(text: str) -> Iterator[tuple[int, str]]:
    lines = [(match.start(), match.group().rstrip("\n")) for match in _LINE.finditer(text) if match.group()]
    fenced = False
    for number, (start, line) in enumerate(lines):
        if _FENCE.match(line):
            fenced = not fenced
        if fenced:
            continue
        before = lines[number - 1][1] if number else ""
        after = lines[number + 1][1] if number + 1 < len(lines) else ""
        title = _title(line, before=before, after=after)
        if title:
            yield start, title


def _title(line: str, *, before: str, after: str) -> str | None:
    hashes = _HASHES.fullmatch(line)
    if hashes:
        return hashes.group(1)
    alone = not before.strip()
    stripped = line.strip()
    if alone and stripped and _RULE.fullmatch(after) and not _RULE.fullmatch(line):
        return stripped
    if alone and not after.strip() and (_CAPITALS.fullmatch(stripped) or _NUMBERED.fullmatch(stripped)):
        return stripped
    return None
