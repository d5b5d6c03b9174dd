"""Lines joined into paragraphs, and rows kept as rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.readers.pdf.headings import begins_part
from ingest.readers.pdf.layout import Line

_LOOSE = 1.28  # times the usual distance of lines: a paragraph's space
_TIGHT = 1.35  # times the size: less is no space, however tightly the column is set
_NEXT = 1.55  # times the size, where a column has too few lines to tell their usual distance
_INDENT = (0.6, 4.0)  # times the size
_SAME_SIZE = 0.06  # of the size
_SHORT = 0.85  # of the column's width: where a last line ends
_FLOATS = 40  # blocks between the parts of a paragraph: a figure may fall apart into many
_ROW = 2.6  # times the size: the farthest that two rows of one table stand apart
_LABELS = 8  # between two rows with figures: headings of groups, and names that take several lines
_CAPTION = re.compile(r"(?:Table|Figure|Fig)\b\.?\s*\w", re.IGNORECASE)
_LABEL = re.compile(r"(?:[•●■▪◦–*-]|\(?\w{1,3}[.):]?|\[\d{1,3}\])")
_END = re.compile(r"[.!?:;]['\"”’)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹⁻,–ᵃ-ᶠ*†‡]*$")
_OPEN = re.compile(r"(?!doi\b|https?:|www\.)[a-z(\[–]")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, each with the number of its page."""

    lines: tuple[tuple[int, Line], ...]
    table: bool = False

    @property
    def first(self) -> Line:
        """The line that tells size and face."""
        return self.lines[0][1]


def group_lines(pages: Sequence[Sequence[Sequence[Line]]]) -> list[Block]:
    """Return the blocks of a document; a paragraph that runs on into the next column or page is one."""
    blocks: list[Block] = []
    for number, columns in enumerate(pages, start=1):
        for column in columns:
            for place, block in enumerate(_group_column(number, column)):
                if not place and blocks and _is_next_line(blocks[-1], block):
                    blocks[-1] = Block((*blocks[-1].lines, *block.lines))
                else:
                    _add(blocks, block)
    return blocks


def _add(blocks: list[Block], block: Block) -> None:
    """Append a block, or reunite it with the paragraph that it goes on from, past the figures and tables between.

    What stands between is moved before the paragraph or after it, so that each page stays in one piece.
    """
    for back in range(1, min(len(blocks), _FLOATS) + 1):
        above = blocks[-back]
        if _runs_on(above, block, adjacent=back == 1):
            parted = _part_floats(above, blocks[len(blocks) - back + 1 :], block)
            if parted is not None:
                before, after = parted
                blocks[len(blocks) - back :] = [*before, Block((*above.lines, *block.lines)), *after]
                return
            break
        if not above.table and _is_alike(above.lines[-1][1], block.first) and above.first.face == block.first.face:
            break
    blocks.append(block)


def _part_floats(above: Block, between: Sequence[Block], below: Block) -> tuple[list[Block], list[Block]] | None:
    """Return what goes before the paragraph and what after it; ``None`` where a page would be torn."""
    first, last, page = above.lines[0][0], above.lines[-1][0], below.lines[0][0]
    after = [block for block in between if block.lines[0][0] == page]
    before = [block for block in between if block.lines[0][0] != page]
    if before and (first != last or any(block.lines[0][0] != last for block in before)):
        return None
    return before, after


def _group_column(number: int, column: Sequence[Line]) -> list[Block]:
    tables = _find_tables(column)
    shape = _Shape.of(column)
    blocks: list[Block] = []
    run: list[Line] = []
    for n, line in enumerate(column):
        begins = not run or tables[n] != tables[n - 1] or (not tables[n] and shape.breaks(run, line))
        if begins and run:
            blocks.append(_block(number, run, table=tables[n - 1] is not None))
            run = []
        run.append(line)
    return [*blocks, _block(number, run, table=tables[-1] is not None)] if run else blocks


def _block(number: int, lines: Iterable[Line], *, table: bool) -> Block:
    return Block(tuple((number, line) for line in lines), table)


def _find_tables(column: Sequence[Line]) -> list[int | None]:
    """Return for each line the number of the table it belongs to; a row alone is none."""
    rows = [n for n, line in enumerate(column) if len(line.cells) > 1 and not _is_listed(line)]
    marks: list[int | None] = [None] * len(column)
    width = max((line.x1 for line in column), default=0) - min((line.x0 for line in column), default=0)
    table = 0
    for above, below in pairwise(rows):
        between = column[above + 1 : below]
        close = column[above].y - column[below].y < (len(between) + 1) * _ROW * column[above].size
        if close and len(between) <= _LABELS and all(_is_label(line, column[above], width) for line in between):
            number = marks[above]
            if number is None:
                table += 1
                number = table
            marks[above : below + 1] = [number] * (below + 1 - above)
    return marks


def _is_label(line: Line, row: Line, width: float) -> bool:
    """Whether a line of one cell stands in a table: short, and set like its rows."""
    return _is_alike(line, row) and line.x1 - line.x0 < _SHORT * width and not _CAPTION.match(line.text)


def _is_listed(line: Line) -> bool:
    """Whether a line is one of a list: its mark, and what is listed."""
    return len(line.cells) == 2 and bool(_LABEL.fullmatch(line.cells[0])) and len(line.cells[1].split()) > 2


@dataclass(frozen=True, slots=True)
class _Shape:
    """The usual lines of a column."""

    left: float
    width: float
    distance: float

    @classmethod
    def of(cls, column: Sequence[Line]) -> _Shape:
        left = Counter(round(line.x0) for line in column).most_common(1)[0][0] if column else 0
        gaps = [a.y - b.y for a, b in pairwise(column) if 0 < a.y - b.y < 2 * b.size]
        return cls(
            left=left,
            width=max((line.x1 for line in column), default=0) - left,
            distance=median(gaps) if len(gaps) > 4 else 0.0,
        )

    def breaks(self, run: Sequence[Line], line: Line) -> bool:
        """Whether a line begins a new paragraph after those of ``run``."""
        last = run[-1]
        if not _is_alike(last, line) or self._changes_face(last, line) or begins_part(line.text):
            return True
        if last.y - line.y > (max(_LOOSE * self.distance, _TIGHT * line.size) if self.distance else _NEXT * line.size):
            return True
        shift = line.x0 - last.x0
        indented = _INDENT[0] * line.size < shift < _INDENT[1] * line.size and abs(last.x0 - self.left) < 2
        indented = indented and bool(_END.search(last.text))  # beside a large initial, lines are indented too
        hanging = -_INDENT[1] * line.size < shift < -_INDENT[0] * line.size and line.x0 < self.left - 2 < last.x0
        hanging = hanging and len(run) > 1  # the second line of a paragraph stands left of an indented first
        ended = bool(_END.search(last.text)) and last.x1 - self.left < _SHORT * self.width
        return indented or hanging or (ended and not line.text[:1].islower()) or _is_listed(line)

    def _changes_face(self, above: Line, below: Line) -> bool:
        """Whether a heading ends or begins between two lines; a name in another face within a sentence is none."""
        if above.face == below.face or _OPEN.match(below.text) or above.text.endswith((",", ";", "-", "(")):
            return False
        return bool(_END.search(above.text)) or above.x1 - self.left < _SHORT * self.width


def _is_alike(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) <= _SAME_SIZE * max(a.size, b.size) and a.turn == b.turn


def _is_next_line(above: Block, below: Block) -> bool:
    """Whether a paragraph goes on right below, where only what stands beside it has changed."""
    (page, last), (page_below, first) = above.lines[-1], below.lines[0]
    close = 0 < last.y - first.y < _NEXT * first.size and abs(last.x0 - first.x0) < first.size
    alike = _is_alike(last, first) and last.face == first.face
    return page == page_below and close and alike and not (above.table or below.table or _END.search(last.text))


def _runs_on(above: Block, below: Block, *, adjacent: bool) -> bool:
    """Whether a paragraph goes on after a break of column or page: it has not ended, and the next does not begin."""
    if above.table or below.table:
        return False
    last, first = above.lines[-1][1], below.first
    moved = above.lines[-1][0] != below.lines[0][0] or last.y <= first.y or first.x0 > last.x1
    if adjacent and not moved:
        return False
    if not _is_alike(last, first) or last.face != first.face or _END.search(last.text):
        return False
    if _OPEN.match(first.text):
        return adjacent or len(above.lines) > 1
    return adjacent and len(above.lines) > 1 and len(below.lines) > 1
