"""The annotated copy of a text as a Word document: numbers shaded, remarks as comments, a report at the end."""

from __future__ import annotations

from bisect import bisect_left
from io import BytesIO
from itertools import compress

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from interfaces.docx_marks import AUTHOR, LOOKS, cut, list_runs, remove_marks, shade
from interfaces.remarks import Remark, list_remarks, quote_around, summarise_report, to_printable
from interfaces.text_files import REPORT_TAG, Piece, list_pieces, read_docx
from interfaces.verdicts import FINDING_SIGN, SIGNS
from retrieval.records import CheckReport

_BODY, _TEXT_BOX = qn("w:body"), qn("w:txbxContent")
_INITIALS = "TC"
_REPORT_SIZE = Pt(9)
"""Smaller than letters are set, so that the report is not taken for a part of one."""


def annotate_docx(report: CheckReport, *, raw: bytes, name: str) -> bytes:
    """Return the Word document ``raw``, from which the text of ``report`` was read, with its remarks.

    Raises:
        TextError: ``raw`` is no DOCX file that opens.
    """
    document, pieces = read_docx(raw, name=name)
    remove_marks(document)  # they hold no text: the pieces stay as they are
    return _save(document, pieces=pieces, report=report)


def annotate_text(report: CheckReport) -> bytes:
    """Return a new Word document with the lines of the text as its paragraphs, and the remarks."""
    document = docx.Document()
    pieces: list[Piece] = []
    start = 0
    for line in report.text.split("\n"):
        paragraph = document.add_paragraph(to_printable(line).removesuffix("\r").replace("\r", " "))
        paragraph.paragraph_format.space_after = Pt(0)
        held = list_pieces([paragraph.paragraph_format.element])
        pieces += (Piece(piece.text, start + piece.start, piece.element) for piece in held)
        start += len(line) + 1
    return _save(document, pieces=tuple(pieces), report=report)


def _save(document: Document, *, pieces: tuple[Piece, ...], report: CheckReport) -> bytes:
    remarks = sorted(list_remarks(report), key=lambda remark: remark.start)
    parts = cut(pieces, (offset for remark in remarks for offset in (remark.start, remark.end)))
    starts = [part.start for part in parts]
    apart = []
    for remark in remarks:
        held = parts[bisect_left(starts, remark.start) : bisect_left(starts, remark.end)]
        if not _mark(document, held=held, remark=remark):
            apart.append(remark)
    _add_report(document, report=report, apart=apart)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _mark(document: Document, *, held: tuple[Piece, ...], remark: Remark) -> bool:
    """Shade a number and hang the remark on its place; return whether Word allows a comment there."""
    in_body = [piece for piece in held if piece.text and _BODY in _blocks_around(piece)]
    runs = list_runs(in_body, document)
    if remark.verdict is not None:
        for run in runs:
            shade(run, remark.verdict)
    commentable = [_TEXT_BOX not in _blocks_around(piece) for piece in in_body]
    in_reach = list(compress(runs, commentable))
    if not in_reach:
        return False
    comment = document.add_comment([in_reach[0], in_reach[-1]], author=AUTHOR, initials=_INITIALS)
    comment.paragraphs[0].add_run(to_printable(remark.title)).bold = True
    comment.add_paragraph(to_printable(remark.reason))
    return True


def _blocks_around(piece: Piece) -> set[str]:
    return set() if piece.element is None else {block.tag for block in piece.element.iterancestors()}


def _add_report(document: Document, *, report: CheckReport, apart: list[Remark]) -> None:
    """End the document with a summary, what the looks mean, and the remarks that have no comment."""
    gap = document.add_paragraph()  # LibreOffice drops the formatting of the first words of a block
    summary = document.add_paragraph()
    summary.add_run(f"Checked with TrialCite: {summarise_report(report)}.").bold = True
    paragraphs = [gap, summary, *_add_legend(document)]
    if apart:
        paragraphs.append(document.add_paragraph("In footnotes, endnotes and text boxes, where no comment can stand:"))
    for remark in apart:
        line = f"{remark.line} ({quote_around(report.text, remark)})"
        paragraphs.append(document.add_paragraph(to_printable(line)))
    for paragraph in paragraphs:
        paragraph.paragraph_format.space_after = Pt(2)
        for run in paragraph.runs:
            run.font.size = _REPORT_SIZE
    _enclose(paragraphs)


def _add_legend(document: Document) -> list[Paragraph]:
    lines = []
    for verdict in LOOKS:
        line = document.add_paragraph()
        shade(line.add_run(f"{SIGNS[verdict].sign} {verdict.value}"), verdict)
        line.add_run(f"  {SIGNS[verdict].meaning}")
        lines.append(line)
    lines.append(
        document.add_paragraph(f"{FINDING_SIGN} finding  An error of wording or consistency: see its comment.")
    )
    return lines


def _enclose(paragraphs: list[Paragraph]) -> None:
    """Put paragraphs into a block that can be removed but not edited, and that is known as no part of the text."""
    block, properties, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
    for name, value in (("alias", "TrialCite"), ("tag", REPORT_TAG), ("lock", "contentLocked")):
        properties.append(OxmlElement(f"w:{name}", attrs={qn("w:val"): value}))
    block.extend([properties, content])
    elements = [paragraph.paragraph_format.element for paragraph in paragraphs]
    elements[0].addprevious(block)
    content.extend(elements)
