"""Pages of segments written as one text, with its pages and sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.readers.pdf.furniture import drop_furniture
from ingest.readers.pdf.hyphens import Hyphens
from ingest.readers.pdf.layout import Rule, order_pages
from ingest.readers.pdf.paragraphs import Block, group_lines
from ingest.readers.pdf.sections import Paragraph, find_sections, find_title
from ingest.readers.pdf.segments import Segment
from ingest.records import Page, Section

_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a document; spans as in ``Document``.

    Attributes:
        title: What is set largest on the first page with text; ``None`` where nothing is larger than the rest.
    """

    text: str
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    title: str | None = None


def write_text(
    pages: Sequence[Sequence[Segment]],
    rules: Sequence[Sequence[Rule]],
    *,
    tell: Callable[[int], object],
) -> Text:
    """Return the pages as one text in reading order: paragraphs on one line, table rows as ``cell | cell``.

    Args:
        rules: Lines and edges across each page.
        tell: Called with the number of each page that is put in order.
    """
    lines = order_pages(list(zip(drop_furniture(pages), rules, strict=True)), tell=tell)
    blocks = group_lines(lines)
    hyphens = Hyphens(line.text for page in lines for column in page for line in column)
    writer = _Writer(hyphens)
    paragraphs = [writer.add(block) for block in blocks]
    spans = writer.pages(len(pages))
    first = next((page.end for page in spans if page.end), 0)
    title = find_title([paragraph for paragraph in paragraphs if paragraph.start < first])
    sections = find_sections(paragraphs, title=title, end=len(writer.text))
    return Text(writer.text, spans, tuple(sections), title)


class _Writer:
    """Adds blocks to the text, and notes where each page begins and ends."""

    def __init__(self, hyphens: Hyphens) -> None:
        self._hyphens = hyphens
        self._parts: list[str] = []
        self._length = 0
        self._spans: dict[int, tuple[int, int]] = {}

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def add(self, block: Block) -> Paragraph:
        """Write one block, and return where it stands."""
        if self._parts:
            self._write(_BREAK)
        start = self._length
        written = self._add_rows(block) if block.table else self._add_lines(block)
        first = block.first
        return Paragraph(
            text=written,
            start=start,
            size=first.size,
            face=first.face,
            lines=len(block.lines),
            table=block.table,
            turned=first.turn != 0,
        )

    def _add_rows(self, block: Block) -> str:
        rows = [" | ".join(line.pieces) if len(line.pieces) > 1 else f"{line.text} |" for _, line in block.lines]
        whole = "\n".join(rows)
        self._note(block.lines[0][0], self._length, self._length + len(whole))
        self._write(whole)
        return whole

    def _add_lines(self, block: Block) -> str:
        parts: list[str] = []
        spans: dict[int, tuple[int, int]] = {}
        length = last = 0
        for page, line in block.lines:
            if parts:
                above, between = self._hyphens.join(parts[-1], line.text)
                length += len(above) + len(between) - len(parts[-1])
                parts[-1] = above + between
                spans[last] = (spans[last][0], min(spans[last][1], length))
            spans[page] = (spans.get(page, (length, 0))[0], length + len(line.text))
            parts.append(line.text)
            length, last = length + len(line.text), page
        for page, (start, end) in spans.items():
            self._note(page, self._length + start, self._length + end)
        text = "".join(parts)
        self._write(text)
        return text

    def _note(self, page: int, start: int, end: int) -> None:
        self._spans[page] = (self._spans.get(page, (start, end))[0], end)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def pages(self, count: int) -> tuple[Page, ...]:
        """Return the span of every page; one without text is empty."""
        pages: list[Page] = []
        for number in range(1, count + 1):
            end = pages[-1].end if pages else 0
            start, end = self._spans.get(number, (end, end))
            pages.append(Page(number, start, end))
        return tuple(pages)
