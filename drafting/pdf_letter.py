"""A letter as a PDF, set by reportlab."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any

from drafting import printing
from drafting.docx_styles import BAND_FILL, HEAD_FILL, INK, WARNING
from drafting.pdf_styles import FONT, clean, make_styles, mark_up, plain
from drafting.records import Letter, LetterText, Paragraph, Table
from drafting.references import number_sources, superscript
from drafting.templates import Templates

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

_MARGIN = 62  # points, 22 mm


def write_pdf(letter: Letter, *, templates: Templates, appendix: bool = True) -> bytes:
    """Return a letter as a PDF file.

    Args:
        appendix: Whether the check report ends it.
    """
    pages, _ = _set(letter, templates, appendix=appendix, pages=0)
    return _set(letter, templates, appendix=appendix, pages=pages)[1]


def _set(letter: Letter, templates: Templates, *, appendix: bool, pages: int) -> tuple[int, bytes]:
    """How many pages the letter takes, and the file; each page says which one of ``pages`` it is."""
    from reportlab.lib.pagesizes import A4, LETTER
    from reportlab.platypus import SimpleDocTemplate

    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=LETTER if printing.uses_letter_paper(letter) else A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=f"{printing.TITLE}: {letter.topic}",
        author="TrialCite",
        subject=printing.tell_generator(letter, templates),
        keywords=[letter.id, f"version {letter.version}", letter.status, letter.region, letter.product or ""],
        creator="TrialCite",
        invariant=1,
    )
    setter = _Setter(letter, templates, number_sources(letter.sections), document.width, make_styles())
    draw = _PageFrame(letter, templates.fill("footer"), pages)
    flowables = list(setter.letter_flowables())
    flowables += list(setter.report_flowables()) if appendix else []
    document.build(flowables, onFirstPage=draw, onLaterPages=draw)
    return document.page, buffer.getvalue()


@dataclass(slots=True)
class _Setter:
    letter: Letter
    templates: Templates
    numbers: Mapping[str, int]
    width: float
    styles: Mapping[str, ParagraphStyle]
    _tables: dict[int, str] = field(default_factory=dict)

    def letter_flowables(self) -> Iterator[Flowable]:
        """Everything but the check report."""
        from reportlab.platypus import Paragraph as Text
        from reportlab.platypus import Spacer

        self._tables = printing.number_tables(self.letter)
        yield Text(printing.TITLE, self.styles["title"])
        rows = [(f"<b>{name}</b>", clean(value)) for name, value in printing.list_heading(self.letter)]
        yield self._grid(None, rows, (0.18, 0.82))
        yield Spacer(1, 10)
        for section in self.letter.sections:
            if section.title:
                yield Text(clean(section.title), self.styles[f"heading{section.level}"])
            counted = count(1)
            for block in section.blocks:
                yield from self._table(block) if isinstance(block, Table) else (self._paragraph(block, counted),)
        yield Text(clean(printing.tell_generator(self.letter, self.templates)), self.styles["note"])
        yield Text(printing.REFERENCES_TITLE, self.styles["heading1"])
        for reference in self.letter.references:
            told = "".join(f" <b>[{clean(notice)}]</b>" for notice in reference.notices)
            yield Text(clean(reference.citation) + told, self.styles["item"], bulletText=f"{reference.n}.")

    def report_flowables(self) -> Iterator[Flowable]:
        """The check report, on pages of its own."""
        from reportlab.platypus import PageBreak
        from reportlab.platypus import Paragraph as Text

        yield PageBreak()
        yield Text(printing.REPORT_TITLE, self.styles["heading1"])
        yield Text(clean(printing.summarise(self.letter)), self.styles["text"])
        rows: list[tuple[str, ...]] = []
        bands = []
        for heading, checks in printing.report_groups(self.letter):
            bands.append(len(rows))
            rows.append((f"<b>{clean(heading)}</b>", *[""] * (len(printing.REPORT_HEADER) - 1)))
            rows += [tuple(map(clean, check)) for check in checks]
        yield self._grid(printing.REPORT_HEADER, rows, (0.14, 0.12, 0.38, 0.36), bands=bands)
        for severity, words, reason, text in printing.finding_rows(self.letter):
            yield Text(clean(f"{severity}: “{words}” in “{text}”: {reason}"), self.styles["note"])
        yield Text("Sources", self.styles["heading2"])
        sources = [tuple(map(clean, row)) for row in printing.source_rows(self.letter)]
        yield self._grid(printing.SOURCES_HEADER, sources, (0.12, 0.22, 0.44, 0.22))

    def _paragraph(self, block: Paragraph, counted: Iterator[int]) -> Flowable:
        from reportlab.platypus import Paragraph as Text

        words = self._sentences(block.sentences)
        if block.kind in ("bullet", "number"):
            return Text(words, self.styles["item"], bulletText="•" if block.kind == "bullet" else f"{next(counted)}.")
        return Text(words, self.styles[block.kind])

    def _table(self, table: Table) -> Iterator[Flowable]:
        from reportlab.platypus import Paragraph as Text

        caption = f"{self._tables[id(table)]}. {self._sentences((table.caption,))}"
        yield Text(caption, self.styles["caption"])
        columns = len(table.header)
        rows, bands = [], []
        for place, row in enumerate(table.rows):
            cells = [self._sentences((cell,)) for cell in row.cells]
            if row.band:
                bands.append(place)
                cells = [f"<b>{cells[0]}</b>", *[""] * (columns - 1)]
            rows.append(tuple(cells))
        first = 0.34 if columns < 6 else 0.25
        yield self._grid(table.header, rows, (first, *[(1 - first) / (columns - 1)] * (columns - 1)), bands=bands)
        yield from (Text(self._sentences((note,)), self.styles["note"]) for note in table.notes)

    def _grid(
        self,
        header: Sequence[str] | None,
        rows: Iterable[Sequence[str]],
        widths: Sequence[float],
        *,
        bands: Sequence[int] = (),
    ) -> Flowable:
        """A table of marked-up cells; the header repeats on every page."""
        from reportlab.lib.colors import HexColor
        from reportlab.platypus import Paragraph as Text
        from reportlab.platypus import Table as Grid

        lead = 1 if header else 0
        cells = [[Text(cell, self.styles["cell"]) for cell in row] for row in rows]
        if header:
            cells.insert(0, [Text(clean(title), self.styles["head"]) for title in header])
        style: list[Any] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#B8C0CC")),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ]
        style += [("BACKGROUND", (0, 0), (-1, 0), HexColor(f"#{HEAD_FILL}"))] if header else []
        for band in bands:
            place = band + lead
            style += [
                ("SPAN", (0, place), (-1, place)),
                ("BACKGROUND", (0, place), (-1, place), HexColor(f"#{BAND_FILL}")),
                ("NOSPLIT", (0, place), (-1, place + 1)),
            ]
        return Grid(cells, colWidths=[width * self.width for width in widths], repeatRows=lead, style=style)

    def _sentences(self, sentences: Iterable[LetterText]) -> str:
        told = []
        for text in sentences:
            runs = printing.split_runs(text.text, superscript(text, self.numbers))
            told.append("".join(mark_up(run) for run in runs))
        return " ".join(told)


@dataclass(frozen=True, slots=True)
class _PageFrame:
    """Draws what every page carries: the letter's id and status, a draft's mark, footer and page number."""

    letter: Letter
    footer: str
    pages: int

    def __call__(self, canvas: Canvas, document: Any) -> None:
        """Draw it under the page's text."""
        from reportlab.lib.colors import HexColor

        width, height = document.pagesize
        canvas.saveState()
        if self.letter.status != "approved":
            canvas.setFillColor(HexColor("#EDEDED"))
            canvas.setFont(f"{FONT}-Bold", 110)
            canvas.translate(width / 2, height / 2)
            canvas.rotate(52)
            canvas.drawCentredString(0, -40, self.letter.status.upper())
            canvas.restoreState()
            canvas.saveState()
        canvas.setFont(FONT, 7.5)
        canvas.setFillColor(HexColor(f"#{INK}"))
        canvas.drawString(_MARGIN, height - 36, f"{self.letter.id} · version {self.letter.version}")
        canvas.setFillColor(HexColor(f"#{WARNING if self.letter.status != 'approved' else INK}"))
        canvas.drawRightString(width - _MARGIN, height - 36, printing.describe_status(self.letter))
        canvas.setFillColor(HexColor(f"#{INK}"))
        canvas.drawString(_MARGIN, 32, plain(self.footer))
        canvas.drawRightString(width - _MARGIN, 32, f"Page {document.page} of {self.pages}")
        canvas.restoreState()
