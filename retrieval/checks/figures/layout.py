"""A text as sentences, headings and table cells, each with its span."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from retrieval.checks.figures.line_ends import line_ends
from retrieval.checks.figures.table_rows import (
    grade_column,
    has_spanners,
    holds,
    read_rows,
    section_over,
    spanner_over,
    trim,
)
from retrieval.checks.figures.words import CARDINAL

_END = re.compile(
    r"[.!?][\"')\]*_]{0,4}(?:\s?\[[0-9][0-9, -]{0,30}\]){0,4}[⁰¹²³⁴-⁹]{0,6}"
    r"(?P<gap>\s+)(?=[\"'(\[*_•≥<>~-]{0,3}(?:[A-Z0-9À-Þ]|[a-z]{1,2}[A-Z]{2}))"
)
_ABBREVIATION = re.compile(
    r"\b(?:vs|v|al|e\.g|i\.e|fig|figs|no|dr|prof|st|approx|ca|resp|jan|feb|mar|apr|jun|jul|aug|sept?|oct"
    r"|nov|dec|mo|wk|yr|ref|refs|incl|cf|pt|pts)\.$",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*•#|>]|\(?[0-9]{1,2}[.)][ \t]|[0-9]{1,2}/[ \t]))|(?<=[.:;!?|])[ \t]*\n|\r"
)
_ANSWER = re.compile(rf"[ \t]+(?:[0-9]|(?-i:NR\b)|not (?:yet )?reached\b|{CARDINAL}\b)", re.IGNORECASE)
"""After a question that its figure answers at once: "Events of grade 3? 85.7 % versus 63.3 %"."""
_LONGEST = 2_000
"""Code points of a sentence: each number of one is read beside every other, which is slow for hundreds."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of a text that is read as one.

    Attributes:
        paragraph: Number of the paragraph or table that it stands in.
        kind: ``"heading"`` where a short line stands over what follows.
        label: Span of the first cell of its row, for a table cell.
        header: Span of the first cell of its column.
        spanner: Span of what stands over several columns, its own among them, in a table with two rows of headings.
        corner: Span of the first cell of its table, where something stands in it.
        caption: Span of the line that stands over its table, or over the list of which it is an item.
        grade: Span of the cell of its row in a column headed "Grade" that stands before it.
    """

    start: int
    end: int
    paragraph: int
    kind: Literal["prose", "heading", "cell"] = "prose"
    label: tuple[int, int] | None = None
    header: tuple[int, int] | None = None
    spanner: tuple[int, int] | None = None
    corner: tuple[int, int] | None = None
    caption: tuple[int, int] | None = None
    grade: tuple[int, int] | None = None

    @property
    def headings(self) -> tuple[tuple[int, int], ...]:
        """What stands over a table's cell, the nearest first: its row's label, its column's header, the table's own."""
        spans = (self.label, self.header, self.spanner, self.corner, self.caption)
        return tuple(span for span in spans if span)


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences, headings and cells of ``text`` in order; blanks around them belong to none."""
    sentences: list[Sentence] = []
    caption: tuple[int, int] | None = None
    for paragraph, (start, end) in enumerate(_paragraphs(text)):
        listed = _ITEM.match(text, start) is not None
        if not listed or not (sentences and _ITEM.match(text, sentences[-1].start)):
            over = sentences[-1:] if sentences and sentences[-1].paragraph == paragraph - 1 else []
            caption = next(((it.start, it.end) for it in over if _is_caption(text, it)), None)
        if _is_table(text[start:end]):
            sentences.extend(_cells(text, start, end, paragraph=paragraph, caption=caption))
        else:
            items = _prose(text, start, end, paragraph=paragraph)
            sentences.extend(replace(item, caption=caption) if listed else item for item in items)
    return tuple(sentences)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start = 0
    for match in _BREAK.finditer(text):
        lines.extend(_blocks(text, start, match.start()))
        start = match.end()
    lines.extend(_blocks(text, start, len(text)))
    merged: list[tuple[int, int]] = []
    for start, end in lines:
        if not text[start:end].strip():
            continue
        rows = _has_columns(text[start:end])
        if (
            rows
            and merged
            and _has_columns(text[merged[-1][0] : merged[-1][1]])
            and text[merged[-1][1] : start].count("\n") < 2
        ):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _blocks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the span, cut where lines with columns begin or end: a table may stand right below its heading."""
    blocks: list[tuple[int, int]] = []
    position = start
    for line in text[start:end].splitlines(keepends=True):
        stop = position + len(line)
        if blocks and _has_columns(line) == _has_columns(text[slice(*blocks[-1])]):
            blocks[-1] = (blocks[-1][0], stop)
        else:
            blocks.append((position, stop))
        position = stop
    return blocks


def _has_columns(text: str) -> bool:
    return text.count("|") >= 2 or text.strip("\n").count("\t") >= 1


def _is_table(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) > 1 and all(_has_columns(line) for line in lines)


_ITEM = re.compile(r"\s*(?:[-*\u2022\u00b7]\s|[0-9]{1,2}[.)/]\s)")


def _is_caption(text: str, sentence: Sentence) -> bool:
    """Whether a sentence right over a table says what stands in it."""
    words = text[sentence.start : sentence.end]
    announces = words.endswith(":") or _PLACE.match(words) is not None
    return sentence.kind == "heading" or (sentence.kind == "prose" and announces and len(words) < _LONGEST_CAPTION)


_LONGEST_CAPTION = 240


def _cells(text: str, start: int, end: int, *, paragraph: int, caption: tuple[int, int] | None) -> list[Sentence]:
    """The cells of a table that hold something, each under the heading of its column; empty ones keep their places."""
    rows = read_rows(text, start, end)
    cells: list[Sentence] = []
    heads = 2 if has_spanners(text, rows) else 1
    section: tuple[int, int] | None = None
    graded = grade_column(text, rows[0])
    for number, row in enumerate(rows):
        if graded and number and not holds(row[0]) and holds(rows[number - 1][0]):
            row[0] = rows[number - 1][0]  # "Nausea | Any | 12", and below it " | 3 | 2"
        first = next((column for column, (low, high) in enumerate(row) if low < high), 0)
        below = number >= heads
        section = section_over(text, row, section) if below else None
        for column, (low, high) in enumerate(row):
            over = [cells_of[column] for cells_of in rows[:heads] if column and column < len(cells_of)] if below else []
            own = next((span for span in reversed(over) if holds(span)), None)
            spanner = spanner_over(rows[0], column) if below and column and heads > 1 else None
            label = row[first] if column > first and holds(row[first]) else None
            corner = rows[0][0] if number and column and holds(rows[0][0]) else None
            headings = {"label": label, "header": own, "spanner": spanner, "corner": section if column else None}
            headings["corner"] = headings["corner"] or corner
            headings["caption"] = caption if number and column else None
            headings["grade"] = row[graded] if graded and below and column > graded else None
            if number and graded and not column and row[0] == rows[number - 1][0]:
                continue  # the name of the event is a cell of the row above
            cells.append(Sentence(low, high, paragraph, "cell", **headings))
    return [cell for cell in cells if cell.start < cell.end]


def _prose(text: str, start: int, end: int, *, paragraph: int) -> list[Sentence]:
    found: list[Sentence] = []
    bounds = [start, *line_ends(text, start, end), end]
    for low, high in pairwise(bounds):
        found += _sentences(text, low, high, paragraph=paragraph)
    if len(found) == 1 and _is_heading(text[found[0].start : found[0].end]):
        return [Sentence(found[0].start, found[0].end, paragraph, "heading")]
    return found


def _sentences(text: str, start: int, end: int, *, paragraph: int) -> list[Sentence]:
    """The sentences between two ends of lines."""
    found: list[Sentence] = []
    position = start
    for match in _END.finditer(text, start, end):
        stop = match.start("gap")
        short = text[match.start()] == "." and _ABBREVIATION.search(
            text, max(position, match.start() - 8), match.start() + 1
        )
        if short and not _ends_with_unit(text, position, match.start()):
            continue
        if _is_in_reference(text, position, match.start()) or _PLACE.fullmatch(text, position, match.start()):
            continue
        if text[match.start()] == "?" and _ANSWER.match(text, match.start("gap")):
            continue
        found.append(Sentence(*trim(text, position, stop), paragraph))
        position = match.end()
    found.append(Sentence(*trim(text, position, end), paragraph))
    return [piece for sentence in found for piece in _pieces(text, sentence) if piece.start < piece.end]


_UNIT = re.compile(r"\b(?:mo|wk|yr|pts?)$", re.IGNORECASE)
_BEGINS = re.compile(r"\.\s+[A-Z][a-z]{3,}")


def _ends_with_unit(text: str, start: int, place: int) -> bool:
    """Whether a short word for a unit or for patients ends a sentence: "59.8 % of pts. Diarrhoea occurred in"."""
    enclosed = text.rfind("(", start, place) > text.rfind(")", start, place)
    ends = _UNIT.search(text, max(start, place - 4), place) is not None and _BEGINS.match(text, place) is not None
    return ends and not enclosed


_REFERENCE = re.compile(r"[(\[][^()\[\]]{0,120}(?:\bet al\b|\b(?:19|20)[0-9]{2}\b)")
_LONGEST_REFERENCE = 240


def _is_in_reference(text: str, start: int, place: int) -> bool:
    """Whether a full stop stands in brackets with a publication: "(Aldane P, et al. Fen Med. 2021;3(1):2-9)"."""
    opened = max(text.rfind("(", start, place), text.rfind("[", start, place))
    if opened < 0 or any(mark in text[opened:place] for mark in ")]\n"):
        return False
    closed = re.compile(r"[)\]]").search(text, place, opened + _LONGEST_REFERENCE)
    return closed is not None and "\n" not in text[opened : closed.end()] and bool(_REFERENCE.match(text, opened))


def _pieces(text: str, sentence: Sentence) -> list[Sentence]:
    """Cut what is too long for a sentence, such as a list of figures, at a blank."""
    pieces: list[Sentence] = []
    start = sentence.start
    while sentence.end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        stop = blank if blank > 0 else start + _LONGEST
        pieces.append(Sentence(*trim(text, start, stop), sentence.paragraph))
        start = stop
    pieces.append(Sentence(*trim(text, start, sentence.end), sentence.paragraph))
    return pieces


_BOLD = re.compile(r"\*\*[^*]{3,120}\*\*:?|__[^_]{3,120}__:?")


def _is_heading(line: str) -> bool:
    return (
        line.startswith("#")
        or _BOLD.fullmatch(line) is not None
        or (len(line) < 90 and line[-1:] not in ".!?;" and not re.search(r"[0-9]", _NO_FIGURE.sub("", line)))
    )


_PLACE = re.compile(
    r"[\s(\[]*(?:slide|section|part|table|figure|panel|page|box|step|question|module|chapter|appendix|annex)"
    r"\s?[0-9]{1,2}[a-z]?\b",
    re.IGNORECASE,
)
"""Begins a heading, whose full stop ends no sentence: "Slide 8. Depth of response"."""
_NO_FIGURE = re.compile(
    r"^\s*[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}\.?\s+(?=[A-Z])|\bgrades?\s(?:[<>\u2264\u2265]=?\s?)?[1-5]\b"
    rf"|^{_PLACE.pattern}",
    re.IGNORECASE,
)
"""Digits of a heading: its own number and a grade, "3.4 Events of grade 3", "Slide 6: tolerability"."""
SECTION = re.compile(r"[#*_\s]*[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}\.?\s+(?=[A-Z])")
"""The number that a heading begins with."""
