"""Marks in a Word document: runs that hold exactly a span of its text, their looks, and earlier marks taken out again.

A run is split at the ends of a span; every part keeps the formatting of the whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from docx.document import Document
from docx.enum.text import WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run
from lxml.etree import _Element

from interfaces.text_files import Piece, is_report
from retrieval.records import Verdict

AUTHOR = "TrialCite"
"""Author of the comments; those of others are left alone."""


@dataclass(frozen=True, slots=True)
class Look:
    """Shading and underline of a verdict: two kinds of sign, as colour must never carry it alone."""

    fill: str
    underline: WD_UNDERLINE | None


LOOKS = {
    Verdict.SUPPORTED: Look("D6EFDF", None),
    Verdict.DERIVED: Look("D8E8F8", WD_UNDERLINE.DOUBLE),
    Verdict.QUOTED: Look("E9E0F7", WD_UNDERLINE.DASH),
    Verdict.CONTRADICTED: Look("F9CFCB", WD_UNDERLINE.WAVY),
    Verdict.UNCHECKED: Look("FCEFB4", WD_UNDERLINE.DOTTED),
}
_AFTER_SHADING = [
    *("w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath"),
    "w:rPrChange",
]
"""What the schema places behind the shading of a run."""
_REMARK_ELEMENTS = [qn(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "commentReference")]


def cut(pieces: Iterable[Piece], boundaries: Iterable[int]) -> tuple[Piece, ...]:
    """Return the same text in pieces none of which reaches across a boundary; its elements are split accordingly."""
    ordered = sorted(set(boundaries))
    return tuple(part for piece in pieces for part in _split(piece, ordered))


def list_runs(pieces: Iterable[Piece], document: Document) -> list[Run]:
    """Return the runs that hold exactly these pieces, without what stands between paragraphs and cells."""
    elements = [piece.element for piece in pieces if piece.element is not None and piece.text]
    for element in elements:
        _isolate(element)
    return [Run(element.getparent(), document) for element in elements]


def shade(run: Run, verdict: Verdict) -> None:
    """Give a run the look of a verdict; an underline of its own is kept."""
    look = LOOKS[verdict]
    if look.underline is not None and run.underline is None:
        run.underline = look.underline
    properties = run.font.element.get_or_add_rPr()
    properties.remove_all("w:shd")
    attributes = {qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): look.fill}
    properties.insert_element_before(OxmlElement("w:shd", attrs=attributes), *_AFTER_SHADING)


def remove_marks(document: Document) -> None:
    """Take out the comments, looks and report of an earlier check, so that a corrected copy can be checked again."""
    body = document.element.body
    ours = {comment.comment_id for comment in document.comments if comment.author == AUTHOR}
    for element in list(body.iter(*_REMARK_ELEMENTS)):
        if int(element.get(qn("w:id"), "-1")) in ours:
            holder = element.getparent()
            _remove(element)
            if holder.tag == qn("w:r") and all(child.tag == qn("w:rPr") for child in holder):
                _remove(holder)
    for comment in list(document.comments):
        if comment.comment_id in ours:
            _remove(comment.part.element.get_comment_by_id(comment.comment_id))
    for block in [block for block in body if is_report(block)]:
        _remove(block)
    for element in body.iter(qn("w:r")):
        _remove_look(Run(element, document))


def _split(piece: Piece, boundaries: list[int]) -> Iterator[Piece]:
    element = piece.element
    within = boundaries[bisect_left(boundaries, piece.start + 1) : bisect_left(boundaries, piece.end)]
    if element is None or not within:
        yield piece
        return
    for start, end in zip([piece.start, *within], [*within, piece.end], strict=True):
        text = piece.text[start - piece.start : end - piece.start]
        if start > piece.start:
            following = deepcopy(element)
            element.addnext(following)
            element = following
        element.text = text
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        yield Piece(text, start, element)


def _isolate(element: _Element) -> None:
    """Make ``element`` all that its run holds, beside the properties of the run."""
    run = element.getparent()
    properties = run.find(qn("w:rPr"))
    content = [child for child in run if child is not properties]
    place = content.index(element)
    for group, add in ((content[:place], run.addprevious), (content[place + 1 :], run.addnext)):
        if group:
            other = OxmlElement("w:r", attrs=dict(run.attrib))
            other.extend(([] if properties is None else [deepcopy(properties)]) + group)
            add(other)


def _remove(element: _Element | None) -> None:
    if element is not None and element.getparent() is not None:
        element.getparent().remove(element)


def _remove_look(run: Run) -> None:
    properties = run.font.element.rPr
    shading = None if properties is None else properties.find(qn("w:shd"))
    fill = None if shading is None else shading.get(qn("w:fill"))
    for look in LOOKS.values():
        if look.fill == fill:
            _remove(shading)
            if run.underline is look.underline:
                run.underline = None
