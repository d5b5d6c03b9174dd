"""The rows of a table as the spans of their cells, and which of them stand over others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_RULE = re.compile(r"[\s|:+=-]*")


def read_rows(text: str, start: int, end: int) -> list[list[tuple[int, int]]]:
    """The spans of each row's cells, in the table between two offsets; its rules are no rows."""
    rows: list[list[tuple[int, int]]] = []
    position = start
    for line in text[start:end].split("\n"):
        if line.strip() and not _RULE.fullmatch(line):
            rows.append([trim(text, position + low, position + high) for low, high in _split_row(line)])
        position += len(line) + 1
    return rows


def section_over(text: str, row: Sequence[tuple[int, int]], before: tuple[int, int] | None) -> tuple[int, int] | None:
    """The row of a first cell alone that stands over this one, "Sex, n (%)"; none over one with a unit of its own."""
    if len(row) > 1 and holds(row[0]) and not any(map(holds, row[1:])):
        return row[0]
    return None if _OWN_UNIT.search(text, *row[0]) else before


_OWN_UNIT = re.compile(r"\b(?:SD|SE|IQR|mean|median|range|no\.|n)\b|%", re.IGNORECASE)
"""In the label of a row that is no part of the section above it: "Age, mean (SD)"."""


def grade_column(text: str, row: Sequence[tuple[int, int]]) -> int:
    """The column, behind the first, that tells of which grade each row is; 0 where there is none."""
    return next((place for place, span in enumerate(row) if place and _GRADE.fullmatch(text, *span)), 0)


_GRADE = re.compile(r"\**(?:(?:NCI[- ])?CTCAE |toxicity |maximum |worst )?(?:grades?|severity)\**", re.IGNORECASE)
GRADE_ALONE = re.compile(
    r"(?:[^0-9\n|]*[\s,:(])?(?P<grade>any|all(?= grades?)|(?:\u2265|>=|G)\s?[1-5]|[1-5]\s?[-\u2013/]\s?[1-5]|[1-5]\+?)"
    r"(?: grades?)?(?:,?\s?%|\s\(%\))?\)?",
    re.IGNORECASE,
)
"""A grade without its word, at the end of what stands over a column or in one headed "Grade": "A, \u22653", "Any"."""
BARE_GRADE = r"(?P<grade>(?:\u2265|>=)\s?[1-5])(?=:?\s(?:in\s)?[0-9]+(?:\.[0-9]+)?\s?%)"
"""The same before its figure, in a sentence that has the word: "any grade 36.2 %, \u22653 22.0 %"."""


def holds(span: tuple[int, int]) -> bool:
    """Whether something stands in a cell."""
    return span[0] < span[1]


def spanner_over(row: Sequence[tuple[int, int]], column: int) -> tuple[int, int] | None:
    """What stands over a column in the first row of headings: its own cell, or the one that reaches over it."""
    return next((span for span in reversed(row[1 : column + 1]) if holds(span)), None)


_ROWS_OF_SPANNERS = 3
"""Two of headings, and one of figures."""


def has_spanners(text: str, rows: Sequence[Sequence[tuple[int, int]]]) -> bool:
    """Whether the first row's cells reach over several columns, which the second row names: "Any grade | | Grade 3"."""
    if len(rows) < _ROWS_OF_SPANNERS or (holds(rows[1][0]) and text[slice(*rows[1][0])] != text[slice(*rows[0][0])]):
        return False
    over = [text[slice(*span)] for span in rows[0][1:]]
    named = [text[slice(*span)] for span in rows[1][1:]]
    reaches = any(not words or words == before for before, words in pairwise(over))
    return reaches and all(named) and not any(_FIGURE.search(words) for words in named)


_FIGURE = re.compile(r"(?<![\w=<>\u2265] )(?<![\w=<>\u2265])[0-9]")


def _split_row(line: str) -> list[tuple[int, int]]:
    """The spans of a row's cells, between bars or tabs; bars at its ends enclose it."""
    bar = "|" if "|" in line else "\t"
    low, high = 0, len(line)
    if bar == "|":
        low = line.index(bar) + 1 if line.lstrip().startswith(bar) else low
        high = line.rindex(bar) if line.rstrip().endswith(bar) and line.rindex(bar) >= low else high
    cuts = [low - 1, *(place for place in range(low, high) if line[place] == bar), high]
    return [(before + 1, after) for before, after in pairwise(cuts)]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the blanks around what it holds."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
