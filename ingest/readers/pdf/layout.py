"""The segments of a page in the order in which they are read: bands from top to bottom, columns from left to right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ingest.readers.pdf.segments import Segment

_CELL_GAP = 1.5  # of the size: a justified line has gaps of up to 1.2
_PROSE_WIDTH = 65.0  # points: the narrowest column of a report, in a margin
_PROSE_LETTERS = 0.6  # of the characters; cells of figures have fewer
_COLUMN_LINES = 4  # of prose on both sides make two columns
_KNOWN_LINES = 2  # where other pages have columns at the same place
_KNOWN_WIDTH = 130.0  # points: a full line of a column of the text, and no cell
_EDGE = 3.0  # points between the left edges of one column's lines
_MAX_SPLITS = 12  # of one page: columns within columns end somewhere
_MAX_EDGES = 40  # examined: a page has a few columns
Rule = tuple[float, float, float]
Band = tuple[bool, list[Segment]]
_OTHERS = re.compile(r"[^\W\d_]| ")
_TABLE = re.compile(r"Table\s+\w", re.IGNORECASE)
_CAPTION = re.compile(r"(?:Table|Figure|Fig|Box|Panel)\b\.?\s*\w", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one base line within one column, in points; a row of a table has several cells."""

    cells: tuple[str, ...]
    pieces: tuple[str, ...]
    x0: float
    x1: float
    y: float
    size: float
    face: str
    turn: int = 0

    @property
    def text(self) -> str:
        """The cells, as one text."""
        return " ".join(self.cells)


def order_pages(
    pages: Sequence[tuple[Sequence[Segment], Sequence[Rule]]], *, tell: Callable[[int], object]
) -> list[list[list[Line]]]:
    """Return for each page its columns in reading order, each with its lines from top to bottom.

    A rule across two columns, or the edge of a box, ends both: what stands below is read after what stands above. Few
    lines tell no columns by themselves, but do where other pages have columns at the same place. Writing that is turned
    against most of the page comes last, each direction by itself.
    """
    edges: Counter[int] = Counter()
    for number, (page, rules) in enumerate(pages, start=1):
        edge = _find_gutter(page, rules, ())
        edges.update([] if edge is None else [round(edge)])
        tell(number)
    known = tuple(edge for edge, count in edges.items() if count > 1)
    ordered = []
    for number, (page, rules) in enumerate(pages, start=1):
        ordered.append(_order_page(page, rules, known))
        tell(number)
    return ordered


def _order_page(segments: Sequence[Segment], rules: Sequence[Rule], known: Sequence[float]) -> list[list[Line]]:
    columns: list[list[Line]] = []
    turns = sorted({s.turn for s in segments}, key=lambda turn: -sum(len(s.text) for s in segments if s.turn == turn))
    for turn in turns:
        upright = [segment for segment in segments if segment.turn == turn]
        region = _Region(() if turn else rules, () if turn else known)
        columns += [_join_rows(block) for block in region.split(upright, budget=_MAX_SPLITS)]
    return [column for column in columns if column]


def _join_rows(segments: Iterable[Segment]) -> list[Line]:
    """Return the lines of one column; segments with a wide gap between them are cells."""
    return [_make_line(row) for row in _group_rows(segments)]


@dataclass(frozen=True, slots=True)
class _Region:
    """What is known of a page beside its segments."""

    rules: Sequence[Rule]
    known: Sequence[float]

    def split(self, segments: list[Segment], *, budget: int) -> list[list[Segment]]:
        """Cut a region into parts that are read one after the other."""
        edge = _find_gutter(segments, self.rules, self.known) if budget else None
        if edge is None:
            return [segments]
        parts: list[list[Segment]] = []
        for crosses, band in _cut_into_bands(segments, self.rules, edge):
            if crosses:
                parts += self.split(band, budget=budget - 1)
                continue
            left = [segment for segment in band if segment.x0 < edge - _EDGE]
            right = [segment for segment in band if segment.x0 >= edge - _EDGE]
            parts += [*self.split(left, budget=budget - 1), *self.split(right, budget=budget - 1)]
        return [part for part in parts if part]


def _find_gutter(segments: Sequence[Segment], rules: Sequence[Rule], known: Sequence[float]) -> float | None:
    """Return the left edge of the column that parts a region best; ``None`` where it is one column."""
    prose = [segment for segment in segments if segment.turn == segments[0].turn and _is_prose(segment)]
    edges: dict[float, int] = {}
    for start in sorted(segment.x0 for segment in prose):
        edge = next((seen for seen in edges if abs(seen - start) <= _EDGE), start)
        edges[edge] = edges.get(edge, 0) + 1
    first = min(edges, default=0.0)
    best: tuple[int, float] | None = None
    for edge in sorted(edges, key=lambda edge: -edges[edge])[:_MAX_EDGES]:
        least = _KNOWN_LINES if any(abs(edge - other) <= _EDGE for other in known) else _COLUMN_LINES
        if edge <= first + _EDGE or edges[edge] < least:
            continue
        score = _score(_cut_into_bands(segments, rules, edge), prose, edge, least=least)
        if score is not None and (best is None or score > best[0]):
            best = (score, edge)
    return best[1] if best else None


def _score(bands: Sequence[Band], prose: Sequence[Segment], edge: float, *, least: int) -> int | None:
    """How many lines an edge parts, less those that cross it; ``None`` where no band has prose on both sides."""
    both = 0
    narrow = _PROSE_WIDTH if least == _COLUMN_LINES else _KNOWN_WIDTH
    for crosses, band in bands:
        if not crosses:
            lines = [segment for segment in band if segment.width >= narrow and _is_prose(segment)]
            left = sum(segment.x1 < edge for segment in lines)
            right = sum(segment.x0 >= edge - _EDGE for segment in lines)
            both += min(left, right) if min(left, right) >= least else 0
    return both - sum(_crosses(segment.x0, segment.x1, edge) for segment in prose) if both else None


def _cut_into_bands(segments: Iterable[Segment], rules: Sequence[Rule], edge: float) -> list[Band]:
    """Return what lies side by side and what runs across the edge, from top to bottom."""
    rows = _group_rows(segments)
    across = [any(_crosses(s.x0, s.x1, edge) for s in row) or _is_caption(n, rows, edge) for n, row in enumerate(rows)]
    for first, last in _find_tables(rows, edge):
        across[first : last + 1] = [True] * (last + 1 - first)
    borders = sorted((y for x0, x1, y in rules if _crosses(x0, x1, edge)), reverse=True)
    bands: list[Band] = []
    for row, crosses in zip(rows, across, strict=True):
        ruled = False
        while borders and borders[0] > row[0].y:
            ruled = bool(borders.pop(0))
        if bands and bands[-1][0] == crosses and not ruled:
            bands[-1][1].extend(row)
        else:
            bands.append((crosses, list(row)))
    return _join_lone(bands, edge)


def _join_lone(bands: Iterable[Band], edge: float) -> list[Band]:
    """Join a band that has text on one side only to what runs across above or below it: nothing stands beside it."""
    joined: list[Band] = []
    for crosses, band in bands:
        alone = crosses or len({segment.x0 >= edge - _EDGE for segment in band}) == 1
        if alone and joined and joined[-1][0]:
            joined[-1][1].extend(band)
        else:
            joined.append((alone, band))
    return joined


def _crosses(x0: float, x1: float, edge: float) -> bool:
    return x0 < edge - 2 * _EDGE and x1 > edge + 2 * _EDGE


def _is_caption(number: int, rows: Sequence[Sequence[Segment]], edge: float) -> bool:
    """Whether a row begins a caption with nothing beside it: it belongs to what stands below it, across the page."""
    first = rows[number][0]
    if first.x0 >= edge - _EDGE or not _CAPTION.match(first.text):
        return False
    near = (segment for row in rows[max(0, number - 2) : number + 3] for segment in row)
    return not any(s.x0 >= edge - _EDGE and abs(s.y - first.y) < 1.5 * first.size for s in near)


def _find_tables(rows: Sequence[Sequence[Segment]], edge: float) -> list[tuple[int, int]]:
    """Return first and last row of each table that spans the edge without a segment that crosses it."""
    tables: list[tuple[int, int]] = []
    side_by_side = False
    for number, row in enumerate(rows):
        side_by_side = side_by_side or any(s.x0 >= edge - _EDGE and _TABLE.match(s.text) for s in row)
        if any(_crosses(s.x0, s.x1, edge) for s in row):
            side_by_side = False
        if side_by_side or not _is_table_row(row, edge):
            continue
        if tables and not any(_is_prose(s) for between in rows[tables[-1][1] + 1 : number] for s in between):
            tables[-1] = (tables[-1][0], number)
        else:
            tables.append((number, number))
    return [(first, last) for first, last in tables if last > first]


def _is_table_row(row: Sequence[Segment], edge: float) -> bool:
    cells = _group_cells(row)
    sides = {cell[0].x0 >= edge - _EDGE for cell in cells}
    return len(cells) > 2 and len(sides) == 2 and not any(_is_prose(segment) for segment in row[1:])


def _is_prose(segment: Segment) -> bool:
    if segment.width < _PROSE_WIDTH:
        return False
    others = len(_OTHERS.sub("", segment.text))
    return len(segment.text) - others >= _PROSE_LETTERS * len(segment.text)


def _group_rows(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Group what stands on one base line, top to bottom, each row from left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda segment: (-segment.y, segment.x0)):
        if rows and abs(rows[-1][0].y - segment.y) <= 0.3 * min(segment.size, rows[-1][0].size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda segment: segment.x0) for row in rows]


def _group_cells(row: Sequence[Segment]) -> list[list[Segment]]:
    cells: list[list[Segment]] = []
    for segment in row:
        if cells and segment.x0 - cells[-1][-1].x1 < _CELL_GAP * max(segment.size, cells[-1][-1].size):
            cells[-1].append(segment)
        else:
            cells.append([segment])
    return cells


def _make_line(row: Sequence[Segment]) -> Line:
    longest = max(row, key=lambda segment: len(segment.text))
    return Line(
        cells=tuple(" ".join(segment.text for segment in cell) for cell in _group_cells(row)),
        pieces=tuple(segment.text for segment in row),
        x0=row[0].x0,
        x1=max(segment.x1 for segment in row),
        y=longest.y,
        size=longest.size,
        face=longest.face,
        turn=row[0].turn,
    )
