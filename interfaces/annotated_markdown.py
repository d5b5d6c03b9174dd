"""The annotated copy of a text as Markdown: a sign and a footnote behind each number, a report at the end.

Nothing is taken from the text: marks, and what makes plain text read as plain text, are put between its characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interfaces.remarks import edit, list_remarks, quote_around, summarise_report, to_printable
from interfaces.text_files import CELL_END, LINE_END, Piece, read_docx
from retrieval.records import CheckReport

Change = tuple[int, int, str]

_SYNTAX = re.compile(r"[\\`*_\[\]<|~$]|&(?=[#\w])")
_LINE_START = re.compile(r"^(?=[#>+=-])|^\d{1,9}(?=[.)](?:\s|$))", re.MULTILINE)
"""What makes a line a heading, a quotation or an item of a list; the backslash goes behind a number."""
_INDENT = re.compile(r"^[ \t]+(?=\S)", re.MULTILINE)
_LINE_END = re.compile(r"(?<=\S)(?=[ \t]*\r?\n[ \t]*\S)")
_BLOCKS = re.compile(
    r"\A---\r?\n.*?\n---(?=\r?\n)"
    r"|^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*(?:\n.*?(?P<fence_end>^ {0,3}(?P=fence)[`~]*[ \t\r]*$)|.*)"
    r"|^ {0,3}<(?P<tag>script|pre|style|textarea)\b.*?(?:(?P<tag_end></(?P=tag)>)|\Z)"
    r"|^ {0,3}(?P<comment><!--).*?(?:(?P<comment_end>-->)|\Z)|<!--.*?-->"
    r"|^ {0,3}\[(?!\^)[^\]\n]+\]:[^\n]*",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
"""Front matter, code blocks, raw HTML and link definitions: a mark in them would not be shown, or break them."""
_INLINE = re.compile(
    r"(`+)(?!`)[^\n]*?(?<!`)\1(?!`)|!?\[[^\]\n]*\]\([^)\n]*\)|</?[A-Za-z][^>\n]*>|https?://[^\s<>)\]]+"
)
"""Code, links, tags and addresses within a line: a mark is put behind them."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text stands in Markdown.

    Attributes:
        changes: What turns it into Markdown; none where it is Markdown already.
        whole: Spans behind which a mark within them is put.
        closed: Spans that no mark can be put into or behind.
        ending: What ends a block that the text leaves open.
    """

    changes: tuple[Change, ...] = ()
    whole: tuple[tuple[int, int], ...] = ()
    closed: tuple[tuple[int, int], ...] = ()
    ending: str = ""


def lay_out_markdown(text: str) -> Layout:
    """Return how a text stands that is Markdown already."""
    blocks = list(_BLOCKS.finditer(text))
    ending = ""
    for block in blocks:
        for name, closer in (("fence", "{}"), ("tag", "</{}>"), ("comment", "-->")):
            if block[name] and not block[f"{name}_end"]:
                ending = f"\n{closer.format(block[name])}"
    return Layout(
        whole=tuple(part.span() for part in _INLINE.finditer(text)),
        closed=tuple(block.span() for block in blocks),
        ending=ending,
    )


def lay_out_text(text: str) -> Layout:
    """Return what makes Markdown show a text letter by letter and line by line."""
    breaks = ((end.start(), end.start(), "  ") for end in _LINE_END.finditer(text))
    return Layout((*breaks, *_indent(text), *_escapes(text)))


def lay_out_docx(raw: bytes, *, name: str) -> Layout:
    """Return what makes paragraphs, and tables, of the text of a DOCX file.

    Raises:
        TextError: ``raw`` is no DOCX file that opens.
    """
    pieces = read_docx(raw, name=name)[1]
    text = "".join(piece.text for piece in pieces)
    return Layout((*_block_changes(pieces), *_escapes(text)))


def annotate_markdown(report: CheckReport, *, layout: Layout) -> str:
    """Return the text of ``report`` as Markdown with its remarks."""
    text = report.text
    prefix = ""
    while f"[^{prefix}" in text:
        prefix += "check-"
    marks: list[Change] = []
    notes: list[str] = []
    apart: list[str] = []
    for remark in sorted(list_remarks(report), key=lambda remark: remark.start):
        place = _place(remark.start + len(text[remark.start : remark.end].rstrip()), layout)
        if place is None:
            line = text.count("\n", 0, remark.start) + 1
            apart.append(f"- Line {line}: {escape_line(remark.line)} ({escape_line(quote_around(text, remark))})")
            continue
        label = f"[^{prefix}{len(notes) + 1}]"
        gap = " " if text[place : place + 1] in ("(", "[") else ""  # or the label would become a link
        marks.append((place, place, f"{remark.sign.replace('!', chr(92) + '!')}{label}{gap}"))
        notes.append(f"{label}: **{escape_line(remark.title)}**: {escape_line(remark.reason)}")
    marked = (edit(text, (*marks, *layout.changes)) + layout.ending).rstrip("\r\n")
    ends = ["---", f"**Checked with TrialCite:** {summarise_report(report)}.", "\n".join(apart), "\n".join(notes)]
    return "\n\n".join(part for part in (marked, *ends) if part) + "\n"


def escape_line(text: str) -> str:
    """Return ``text`` on one line, so that Markdown shows it letter by letter."""
    line = " ".join(to_printable(text).split())
    return edit(line, _escapes(line))


def _place(offset: int, layout: Layout) -> int | None:
    """Return where the mark of a span that ends at ``offset`` goes, or ``None`` where there is no place for it."""
    if any(start < offset <= end for start, end in layout.closed):
        return None
    return max((end for start, end in layout.whole if start < offset <= end), default=offset)


def _escapes(text: str) -> Iterator[Change]:
    """Yield what keeps the characters of a text from being Markdown."""
    for sign in _SYNTAX.finditer(text):
        yield sign.start(), sign.start(), "\\"
    for start in _LINE_START.finditer(text):
        yield start.end(), start.end(), "\\"


def _indent(text: str, offset: int = 0) -> Iterator[Change]:
    """Yield what keeps the spaces that lines begin with; four of them would be a block of code."""
    for indent in _INDENT.finditer(text):
        for place, blank in enumerate(indent[0], start=offset + indent.start()):
            yield place, place + 1, "\N{NO-BREAK SPACE}" * len(blank.expandtabs(4))


def _block_changes(pieces: tuple[Piece, ...]) -> Iterator[Change]:
    """Yield blank lines between paragraphs, and the bars of table rows, below the first of which goes a rule."""
    above, in_table = None, False
    for line, end in _list_lines(pieces):
        bars = [piece for piece in line if piece.element is None and piece.text == CELL_END]
        breaks = [piece for piece in line if piece.element is not None and piece.text == LINE_END]
        start = line[0].start if line else end
        if above is not None and not (bars and in_table):
            yield above, above, "\n"
        if bars:
            yield start, start, "| "
            yield from ((bar.start, bar.end, " | ") for bar in bars)
            yield from ((one.start, one.end, "<br>") for one in breaks)
            yield end, end, " |" if above is not None and in_table else " |\n|" + " --- |" * (len(bars) + 1)
        else:
            yield from _indent("".join(piece.text for piece in line), start)
            yield from ((one.start, one.start, "  ") for one in breaks)
        above, in_table = end, bool(bars)


def _list_lines(pieces: tuple[Piece, ...]) -> Iterator[tuple[list[Piece], int]]:
    """Yield the pieces of each paragraph or row, and the offset of its end."""
    line: list[Piece] = []
    for piece in pieces:
        if piece.element is None and piece.text == LINE_END:
            yield line, piece.start
            line = []
        else:
            line.append(piece)
    yield line, pieces[-1].end if pieces else 0
