"""A letter as a Word document: real styles, header and footer, and its own record inside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from drafting import printing
from drafting.docx_parts import add_field, add_watermark, embed_record, enclose, set_properties
from drafting.docx_styles import BAND_FILL, HEAD_FILL, WARNING, apply_styles, fill_cell, lay_out_table, set_page
from drafting.letter_file import to_json, without_verbatim
from drafting.records import Letter, LetterText, Paragraph, Section, Table
from drafting.references import number_sources, superscript
from drafting.templates import Templates

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as WordParagraph

HEADING_TAG, INQUIRY_TAG, REFERENCES_TAG, REPORT_TAG = (
    "trialcite-heading",
    "trialcite-inquiry",
    "trialcite-references",
    "trialcite-report",
)
"""Content controls around what is no statement of the letter: numbers in them are not checked."""
Group = tuple[str, list[tuple[str, ...]]]
_STYLES = {"text": "Normal", "bullet": "List Bullet", "number": "List Number", "caution": "Caution"}
_REPORT_WIDTHS = (32.0, 22.0, 94.0, 100.0)
_SOURCE_WIDTHS = (20.0, 48.0, 110.0, 70.0)


def write_docx(letter: Letter, *, templates: Templates, appendix: bool = True) -> bytes:
    """Return a letter as a DOCX file.

    Args:
        appendix: Whether the check report ends it; what is sent to a requester goes without.
    """
    import docx

    document = docx.Document()
    apply_styles(document)
    writer = _Writer(document, letter, templates, number_sources(letter.sections))
    writer.write()
    if appendix:
        writer.write_report()
    _describe(document, letter, templates=templates)
    embed_record(document, to_json(without_verbatim(letter)))
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@dataclass(slots=True)
class _Writer:
    document: Document
    letter: Letter
    templates: Templates
    numbers: dict[str, int]
    _tables: dict[int, str] = field(default_factory=dict)
    _cell_style: str = ""

    def write(self) -> None:
        """Write everything but the check report."""
        self._tables = printing.number_tables(self.letter)
        self._cell_style = self.document.styles["Letter Table"].style_id
        paper = "letter" if printing.uses_letter_paper(self.letter) else "a4"
        set_page(self.document.sections[0], paper=paper)
        self._write_margins()
        self._enclosed(self._write_heading, tag=HEADING_TAG, title="Heading")
        for section in self.letter.sections:
            if section.key == "inquiry":
                self._enclosed(lambda part=section: self._write_section(part), tag=INQUIRY_TAG, title="Inquiry")  # type: ignore[misc]
            else:
                self._write_section(section)
        note = self.document.add_paragraph(style="Letter Note")
        note.add_run(printing.tell_generator(self.letter, self.templates))
        self._enclosed(self._write_references, tag=REFERENCES_TAG, title="References")

    def write_report(self) -> None:
        """Write the check report on pages of its own, across."""
        paper = "letter" if printing.uses_letter_paper(self.letter) else "a4"
        set_page(self.document.add_section(), paper=paper, landscape=True)
        self._enclosed(self._write_checks, tag=REPORT_TAG, title="Check report")

    def _write_margins(self) -> None:
        section = self.document.sections[0]
        head = section.header.paragraphs[0]
        head.add_run(f"{self.letter.id} · version {self.letter.version} · ")
        status = head.add_run(printing.describe_status(self.letter))
        if self.letter.status != "approved":
            from docx.shared import RGBColor

            status.bold = True
            status.font.color.rgb = RGBColor.from_string(WARNING)
            add_watermark(head, self.letter.status.upper())
        foot = section.footer.paragraphs[0]
        foot.add_run(f"{self.templates.fill('footer')}\nPage ")
        add_field(foot, "PAGE")
        foot.add_run(" of ")
        add_field(foot, "NUMPAGES")

    def _write_heading(self) -> None:
        self.document.add_paragraph(printing.TITLE, style="Title")
        fields = printing.list_heading(self.letter)
        table = self.document.add_table(rows=0, cols=2)
        for name, value in fields:
            cells = _add_row(table)
            self._fill(cells[0], name, bold=True)
            self._fill(cells[1], value)
        lay_out_table(table, (32.0, self._width() - 32.0))
        self.document.add_paragraph()

    def _write_section(self, section: Section) -> None:
        if section.title:
            self.document.add_heading(section.title, level=section.level)
        for block in section.blocks:
            if isinstance(block, Paragraph):
                self._write_sentences(self.document.add_paragraph(style=_STYLES[block.kind]), block.sentences)
            else:
                self._write_table(block)

    def _write_sentences(self, paragraph: WordParagraph, sentences: Iterable[LetterText]) -> None:
        for place, text in enumerate(sentences):
            if place:
                paragraph.add_run(" ")
            for run in printing.split_runs(text.text, superscript(text, self.numbers)):
                written = paragraph.add_run(run.text, style="Citation Mark" if run.raised else None)
                written.italic = run.italic or None

    def _write_table(self, table: Table) -> None:
        caption = self.document.add_paragraph(style="Caption")
        caption.add_run(f"{self._tables[id(table)]}. ")
        self._write_sentences(caption, (table.caption,))
        drawn = self._start_table(table.header)
        for row in table.rows:
            if row.band:
                self._write_band(drawn, row.cells[0])
                continue
            for cell, text in zip(_add_row(drawn), row.cells, strict=True):
                self._fill(cell, text)
        first = 56.0 if len(table.header) < 6 else 40.0  # millimetres: the label has most words
        rest = (self._width() - first) / (len(table.header) - 1)
        lay_out_table(drawn, (first, *[rest] * (len(table.header) - 1)))
        for cell in drawn.rows[-1].cells if table.notes else ():
            cell.paragraphs[0].paragraph_format.keep_with_next = True  # the notes stand on the page of the last row
        for note in table.notes:
            self._write_sentences(self.document.add_paragraph(style="Letter Note"), (note,))

    def _write_references(self) -> None:
        self.document.add_heading(printing.REFERENCES_TITLE, level=1)
        for reference in self.letter.references:
            line = self.document.add_paragraph(style="Letter Reference")
            line.add_run(f"{reference.n}.\t{reference.citation}")
            for notice in reference.notices:
                line.add_run(f" [{notice}]").bold = True

    def _write_checks(self) -> None:
        self.document.add_heading(printing.REPORT_TITLE, level=1)
        self.document.add_paragraph(printing.summarise(self.letter))
        self._write_rows(printing.REPORT_HEADER, list(printing.report_groups(self.letter)), _REPORT_WIDTHS)
        findings = list(printing.finding_rows(self.letter))
        if findings:
            self.document.add_heading("Findings", level=2)
            for severity, words, reason, text in findings:
                self.document.add_paragraph(f"{severity}: “{words}” in “{text}”: {reason}", style="Letter Note")
        self.document.add_heading("Sources", level=2)
        self._write_rows(printing.SOURCES_HEADER, [("", list(printing.source_rows(self.letter)))], _SOURCE_WIDTHS)
        self.document.add_paragraph()  # Word wants a paragraph behind the last table of a document

    def _write_rows(self, header: Sequence[str], groups: Sequence[Group], widths: tuple[float, ...]) -> None:
        """Write rows under their headings; an empty heading is not shown."""
        table = self._start_table(header)
        for heading, rows in groups:
            if heading:
                self._write_band(table, heading)
            for row in rows:
                for cell, text in zip(_add_row(table), row, strict=True):
                    self._fill(cell, text)
        lay_out_table(table, widths)

    def _start_table(self, header: Sequence[str]) -> WordTable:
        table: WordTable = self.document.add_table(rows=1, cols=len(header))
        for cell, title in zip(table.rows[0].cells, header, strict=True):
            self._fill(cell, title, bold=True, white=True)
            fill_cell(cell, HEAD_FILL)
        return table

    def _write_band(self, table: WordTable, text: LetterText | str) -> None:
        cells = _add_row(table)
        merged = cells[0].merge(cells[-1])
        self._fill(merged, text, bold=True)
        merged.paragraphs[0].paragraph_format.keep_with_next = True
        fill_cell(merged, BAND_FILL)

    def _fill(self, cell: _Cell, text: LetterText | str, *, bold: bool = False, white: bool = False) -> None:
        from docx.shared import RGBColor

        paragraph = cell.paragraphs[0]
        paragraph._p.style = self._cell_style  # noqa: SLF001  # by name python-docx would search all styles for each cell
        if isinstance(text, str):
            paragraph.add_run(text)
        else:
            self._write_sentences(paragraph, (text,))
        for run in paragraph.runs:
            run.bold = bold or None
            if white:
                run.font.color.rgb = RGBColor(255, 255, 255)

    def _enclosed(self, write: Callable[[], None], *, tag: str, title: str) -> None:
        """Write something into a content control of its own."""
        body = self.document.element.body
        before = set(body)
        write()
        enclose([element for element in body if element not in before], tag=tag, title=title)

    def _width(self) -> float:
        """Millimetres between the margins of the first section."""
        section = self.document.sections[0]
        assert section.page_width is not None, "set above"
        assert section.left_margin is not None, "set above"
        assert section.right_margin is not None, "set above"
        return (section.page_width - section.left_margin - section.right_margin) / 36_000  # EMU in a millimetre


def _add_row(table: WordTable) -> tuple[_Cell, ...]:
    return tuple(table.add_row().cells)  # type: ignore[no-untyped-call]  # python-docx gives it no types


def _describe(document: Document, letter: Letter, *, templates: Templates) -> None:
    """Set what a file system and a records system show of the document."""
    generator = printing.tell_generator(letter, templates)
    core = document.core_properties
    core.title = f"{printing.TITLE}: {letter.topic}"
    core.subject = letter.topic
    core.author = "TrialCite"
    core.last_modified_by = "TrialCite"
    core.keywords = ", ".join(filter(None, (letter.id, letter.region, letter.product)))
    core.comments = generator
    core.category = letter.status
    core.language = "en"
    core.version = str(letter.version)
    noon = datetime(letter.created.year, letter.created.month, letter.created.day, 12, tzinfo=UTC)
    core.created = core.modified = noon
    set_properties(
        document,
        {
            "Letter": letter.id,
            "Version": str(letter.version),
            "Status": letter.status,
            "AI-generated": "no" if letter.model is None else "in part",
            "Generator": generator,
            "Model": letter.model or "none",
            "Prompt": letter.prompt or "none",
            "Corpus": letter.corpus,
        },
    )
