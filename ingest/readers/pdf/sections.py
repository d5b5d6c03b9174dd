"""Headings, and the sections that they begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.pdf.headings import is_known, leading_name
from ingest.records import Section

_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+[A-Z][^.!?;|]{2,79}")
_CAPTION = re.compile(r"(?:Table|Figure|Fig|Box|Panel)\b", re.IGNORECASE)
_WORDS = 12  # of a heading
_TITLE_WORDS = 4  # fewer are a journal's name, or a kind of article
_LARGER = 1.04  # times the size of most of the text
_SAME_SIZE = 0.06  # of the size
_NO_SMALLER = 0.9  # times the size of the text, in another face
_END = re.compile(r"[.,;:]$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or table of the text, with how it was set."""

    text: str
    start: int
    size: float
    face: str = ""
    lines: int = 1
    table: bool = False
    turned: bool = False


def find_sections(paragraphs: Sequence[Paragraph], *, title: str | None, end: int) -> Iterator[Section]:
    """Yield a section for every heading, up to the next one.

    A heading has the name of a part of a report, or a number, or is short and set larger or in another face than the
    text; a paragraph that begins with such a name, as those of an abstract do, is headed by it.
    """
    fonts: Counter[tuple[float, str]] = Counter()
    for paragraph in paragraphs:
        fonts[round(paragraph.size, 1), paragraph.face] += len(paragraph.text)
    body = max(fonts, key=lambda font: fonts[font], default=(0.0, ""))
    found = [(start, name) for start, name in _find_headings(paragraphs, body=body) if name != title]
    ends = [*(start for start, _ in found), end][1:]
    for (start, name), stop in zip(found, ends, strict=True):
        yield Section(name, start, stop)


def find_title(paragraphs: Sequence[Paragraph]) -> str | None:
    """Return the largest writing of several words, ``None`` where all is of one size."""
    named = [p for p in paragraphs if len(p.text.split()) >= _TITLE_WORDS and not (p.table or p.turned)]
    largest = max(named, key=lambda paragraph: paragraph.size, default=None)
    if largest is None or largest.size <= _LARGER * min(paragraph.size for paragraph in named):
        return None
    return largest.text


def _find_headings(paragraphs: Sequence[Paragraph], *, body: tuple[float, str]) -> Iterator[tuple[int, str]]:
    """Yield where each heading stands, and what it says; one that only its letters set off has text below it.

    Of two that follow each other the lower names the section, and the upper is its beginning.
    """
    heads_text = False
    below = False  # whether a heading was found right below, which then heads this one's place as well
    found: list[tuple[int, str]] = []
    for paragraph in reversed(paragraphs):
        name = _name(paragraph)
        if name is None and heads_text and _is_set_off(paragraph, body=body):
            name = paragraph.text
        if name is None:
            heads_text, below = _is_text(paragraph, body=body), False
            continue
        alone = not leading_name(paragraph.text)
        found.append((paragraph.start, found.pop()[1] if below and alone else name))
        heads_text, below = True, True
    yield from reversed(found)


def _name(paragraph: Paragraph) -> str | None:
    if paragraph.table or paragraph.turned:
        return None
    return paragraph.text.rstrip(" :.") if is_known(paragraph.text) else leading_name(paragraph.text)


def _is_text(paragraph: Paragraph, *, body: tuple[float, str]) -> bool:
    size, face = body
    alike = abs(paragraph.size - size) < _SAME_SIZE * size and paragraph.face == face
    return alike and not paragraph.table and not paragraph.turned


def _is_set_off(paragraph: Paragraph, *, body: tuple[float, str]) -> bool:
    size, face = body
    text = paragraph.text
    if paragraph.table or paragraph.turned or paragraph.lines > 2 or len(text.split()) > _WORDS:
        return False
    if not text[:1].isalnum() or text[:1].islower() or _END.search(text) or _CAPTION.match(text):
        return False
    if not any(character.isalpha() for character in text):
        return False
    differs = paragraph.size > _LARGER * size or (paragraph.face != face and paragraph.size >= _NO_SMALLER * size)
    return differs or (paragraph.lines == 1 and bool(_NUMBERED.fullmatch(text)))
