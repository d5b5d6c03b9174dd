"""Tables of JATS as lines: one a row, cells separated by ``" | "``."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.errors import SourceError
from ingest.readers.xml_file import Element, local_name
from ingest.readers.xml_text import read_line

MAX_SPAN = 100
"""Columns or rows that one cell may cover: the widest printed tables have some thirty columns."""
MAX_CELLS = 500_000
"""Of one table: a cell that covers a hundred columns takes as few bytes as one that covers one."""


def read_rows(table: Element) -> Iterator[str]:
    """Yield one line for each row that holds text.

    A cell that covers several columns stands in the first, and the others are empty, so that columns keep their places.
    A heading or first cell that covers several rows stands in each; any other stands in the first.

    Raises:
        SourceError: The table has more than ``MAX_CELLS`` cells.
    """
    covered: dict[int, tuple[int, str]] = {}
    cells = 0
    for row in table.iter("{*}tr", "{*}row"):
        line = _read_row(row, covered)
        cells += len(line)
        if cells > MAX_CELLS:
            raise SourceError(f"expected at most {MAX_CELLS:,} cells in a table, found more; split it")
        if any(line):
            yield " | ".join(line).rstrip()


def _read_row(row: Element, covered: dict[int, tuple[int, str]]) -> list[str]:
    """Return the cells of a row; ``covered``: by column, how many rows a cell above still covers, and its text."""
    line: list[str] = []
    for cell in row:
        name = local_name(cell)
        if name not in ("td", "th", "entry"):
            continue
        _fill(line, covered)
        text, first = read_line(cell), not line
        rows = _span(cell.get("rowspan")) if name != "entry" else _span(cell.get("morerows"), more=1)
        for column in range(_span(cell.get("colspan"))):
            if rows > 1:
                covered[len(line)] = (rows - 1, text if column == 0 and (first or name == "th") else "")
            line.append(text if column == 0 else "")
    _fill(line, covered)
    return line


def _fill(line: list[str], covered: dict[int, tuple[int, str]]) -> None:
    """Add the cells that reach down from the rows above to where the line has come."""
    while len(line) in covered:
        rows, text = covered.pop(len(line))
        if rows > 1:
            covered[len(line)] = (rows - 1, text)
        line.append(text)


def _span(text: str | None, *, more: int = 0) -> int:
    number = int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1 - more
    return max(1, min(number + more, MAX_SPAN))
