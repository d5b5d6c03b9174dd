"""A model's statement on one line: its lists as sentences, its tables as what each cell says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

_MARKER = re.compile(r"\s*(?:[-*+\u2022\u2013]|\d{1,2}[.)])\s+")
"""Before an item of a list."""
_ENDED = re.compile(r"[.!?:;,]\W{0,4}$")
_RULE = re.compile(r"[\s|:+-]+")
"""The line between the head of a table and its rows."""
_CELLS = re.compile(r"\|(?![^{}]*\}\})")
"""Between two cells; within a slot the sign stands before its form."""


def on_one_line(text: str) -> str:
    """The text without line breaks: each item of a list ends as a sentence, each row of a table is told as one."""
    lines = [row for line in text.splitlines() if line.strip() for row in _split_rows(line)]
    if len(lines) < 2:
        return " ".join(text.split())
    told: list[str] = []
    for is_row, run in groupby(lines, key=lambda line: line.strip().startswith("|")):
        tell = _tell_rows if is_row else _tell_items
        told += tell(list(run))
    return " ".join(told)


def _split_rows(line: str) -> list[str]:
    """The lines of a table that was written on one line, ``| a | b | |---|---| | c | d |``; any other line as it is."""
    rule = _FLAT_RULE.search(line)
    if rule is None:
        return [line]
    lead, *cells = [cell.strip() for cell in _CELLS.split(line)]
    wide = rule[0].count("|") - 1
    rows = [cells[at : at + wide] for at in range(0, len(cells), wide + 1)]
    *between, rest = cells[wide :: wide + 1]
    if any(between) or any(len(row) != wide for row in rows):
        return [line]
    return [text for text in (lead, *(f"| {' | '.join(row)} |" for row in rows), rest) if text]


_FLAT_RULE = re.compile(r"(?<=\|) \|(?:\s?:?-{2,}:?\s?\|){2,}(?= \|)")
"""The line between the head of a table and its rows, where all of it stands on one line."""


def _tell_items(lines: list[str]) -> Iterator[str]:
    items = [_MARKER.match(line) is not None for line in lines]
    for place, line in enumerate(lines):
        words = " ".join(_MARKER.sub("", line, count=1).split())
        ends = items[place] or (place + 1 < len(lines) and items[place + 1])
        yield words if not ends or _ENDED.search(words) else f"{words}."


def _tell_rows(lines: list[str]) -> Iterator[str]:
    """Each row as "label: head cell, head cell."; the rows without a head as they stand."""
    rows = [_split_cells(line) for line in lines if not _RULE.fullmatch(line)]
    even = len({len(row) for row in rows}) == 1 and len(rows[0]) > 1
    head = rows.pop(0) if even and 1 < len(rows) < len(lines) else None
    for row in rows:
        if head is None:
            yield f"{', '.join(row)}."
            continue
        cells = [_tell_cell(name, cell) for name, cell in zip(head[1:], row[1:], strict=True)]
        yield f"{row[0]}{_told_of_all(head[0])}: {', '.join(cells)}."


def _tell_cell(name: str, cell: str) -> str:
    """A cell behind the name of its column, which may say that its figures are in per cent."""
    share = _IN_PER_CENT.search(name)
    if share is None:
        return f"{name} {cell}".strip()
    return f"{name[: share.start()].strip()} {cell}{'%' if _PLAIN.fullmatch(cell) else ''}"


def _told_of_all(corner: str) -> str:
    """What the first cell of a table says of every row, " (grade ≥3 event)"; nothing where it only names a column."""
    note = _NOTE.search(corner)
    told = note["note"] if note else corner if _RESTRICTS.search(corner) else ""
    return f" ({told})" if told else ""


_IN_PER_CENT = re.compile(r",? ?[(\[]?(?<!\w)%[)\]]?$")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NOTE = re.compile(r"[(\[](?P<note>[^()\[\]]{3,80})[)\]]$")
_RESTRICTS = re.compile(r"\bgrades?\b|\bserious\b|\bfatal\b|\bany\b|\banalysis\b|\bcut-?off\b.*[0-9]", re.IGNORECASE)


def _split_cells(line: str) -> list[str]:
    return [" ".join(cell.split()) for cell in _CELLS.split(line.strip().strip("|"))]
