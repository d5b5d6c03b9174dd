"""A letter as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from drafting import printing
from drafting.records import Block, Letter, LetterText, Paragraph, Table
from drafting.references import number_sources, superscript
from drafting.templates import Templates

_MARKS = {"text": "", "bullet": "- ", "number": "1. ", "caution": "> "}
_SPACE = re.compile(r"\s+")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def write_markdown(letter: Letter, *, templates: Templates, appendix: bool = True) -> str:
    """Return a letter as Markdown; reference numbers are raised by ``<sup>``.

    Args:
        appendix: Whether the check report ends it.
    """
    return "\n".join(_lines(letter, templates, appendix=appendix)).rstrip() + "\n"


def _lines(letter: Letter, templates: Templates, *, appendix: bool) -> Iterator[str]:
    numbers, tables = number_sources(letter.sections), printing.number_tables(letter)
    yield from (f"# {printing.TITLE}", "")
    yield from _table(("", ""), [(f"**{name}**", _escape(value)) for name, value in printing.list_heading(letter)])
    for section in letter.sections:
        yield from (f"{'#' * (section.level + 1)} {_escape(section.title)}", "") if section.title else ()
        for place, block in enumerate(section.blocks):
            yield from _block(block, numbers, tables)
            following = section.blocks[place + 1] if place + 1 < len(section.blocks) else None
            if not (_is_item(block) and following and _is_item(following)):
                yield ""
    yield from ("## References", "")
    for reference in letter.references:
        told = "".join(f" **[{_escape(notice)}]**" for notice in reference.notices)
        yield f"{reference.n}. {_escape(reference.citation)}{told}"
    yield from (
        "",
        f"*{_escape(printing.tell_generator(letter, templates))}*",
        "",
        f"*{_escape(templates.fill('footer'))}*",
        "",
    )
    yield from _report(letter) if appendix else ()


def _is_item(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.kind in ("bullet", "number")


def _block(block: Block, numbers: Mapping[str, int], tables: Mapping[int, str]) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _MARKS[block.kind] + _sentences(block.sentences, numbers)
        return
    yield f"**{tables[id(block)]}. {_sentences((block.caption,), numbers)}**"
    yield ""
    yield from _table(tuple(map(_escape, block.header)), _rows(block, numbers))
    yield from (_sentences((note,), numbers) for note in block.notes)


def _rows(table: Table, numbers: Mapping[str, int]) -> Iterator[Sequence[str]]:
    for row in table.rows:
        cells = [_sentences((cell,), numbers) for cell in row.cells]
        yield [f"**{cells[0]}**", *[""] * (len(table.header) - 1)] if row.band else cells


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"| {' | '.join('---' for _ in header)} |"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _sentences(sentences: Iterable[LetterText], numbers: Mapping[str, int]) -> str:
    told = []
    for text in sentences:
        raised = superscript(text, numbers)
        runs = "".join(f"*{run.text}*" if run.italic else _escape(run.text) for run in printing.split_runs(text.text))
        told.append(f"{runs}<sup>{raised}</sup>" if raised else runs)
    return " ".join(told)


def _report(letter: Letter) -> Iterator[str]:
    yield from (f"## {printing.REPORT_TITLE}", "", _escape(printing.summarise(letter)), "")
    rows: list[Sequence[str]] = []
    for heading, checks in printing.report_groups(letter):
        rows.append([f"**{_escape(heading)}**", *[""] * (len(printing.REPORT_HEADER) - 1)])
        rows += [[_escape(cell) for cell in check] for check in checks]
    yield from _table(printing.REPORT_HEADER, rows)
    for severity, words, reason, text in printing.finding_rows(letter):
        yield _escape(f"{severity}: “{words}” in “{text}”: {reason}")
    yield from ("### Sources", "")
    yield from _table(
        printing.SOURCES_HEADER, [[_escape(cell) for cell in row] for row in printing.source_rows(letter)]
    )


def _escape(text: str) -> str:
    """Text that means nothing in Markdown; a web address stays one."""
    return _SPECIAL.sub(r"\\\1", _SPACE.sub(" ", text))
