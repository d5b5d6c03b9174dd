"""A letter that was drafted here, checked again: what its file says, and what its record no longer holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.corpus import Corpus
from interfaces.annotating import write_copy
from interfaces.checking import Checker, has_errors
from interfaces.output import emit, report
from interfaces.presenting import describe_report
from interfaces.remarks import count
from interfaces.serialise import dump, report_entry
from interfaces.text_files import is_docx, read_file, to_text
from retrieval.records import CheckReport

if TYPE_CHECKING:
    from drafting.rechecking import Recheck
    from drafting.records import Letter
    from drafting.templates import Templates

_MOST_PLACES = 2  # sentences shown of those that a change touches
_SHOWN = 160  # characters of each


def recheck_file(
    letter: Letter, file: Path, *, checker: Checker, corpus: Corpus, annotate: Path | None = None
) -> Recheck:
    """Return the re-run of a letter's check report; of a DOCX file also what was edited in it.

    Args:
        annotate: Where a copy of the file with every number marked is written as well.
    """
    from drafting.rechecking import list_texts, recheck_text
    from retrieval.terms import index_terms

    raw = read_file(file)
    written = is_docx(raw, name=file.name)
    text = to_text(raw, name=file.name) if written else list_texts(letter)
    ordinary = checker(text) if written else CheckReport(text, (), ())
    found = recheck_text(letter, ordinary, corpus=corpus, terms=index_terms(corpus))
    if annotate is not None:
        write_copy(found.report, raw=raw, name=file.name, target=annotate)
        report(f"annotated copy: {annotate}")
    return found


def read_letter_file(file: Path) -> Letter | None:
    """The record that a Word file or a check report holds; ``None`` where a file is no letter of this program."""
    raw = read_file(file)
    if is_docx(raw, name=file.name):
        from drafting.docx_parts import read_record
        from drafting.letter_file import from_json

        record = read_record(raw, name=file.name)
        return from_json(record) if record is not None else None
    if file.suffix.casefold() != ".json":
        return None
    from drafting.check_file import parse_checks

    return parse_checks(raw.decode("utf-8-sig", errors="replace"))


def find_edit(letter: Letter, file: Path, *, templates: Templates) -> str | None:
    """The first words of a Word file that are not those of the record in it, or that it no longer has; else ``None``.

    A letter is kept, checked and printed from its record: an edit of the document would be lost without a word.
    """
    from drafting.docx_letter import write_docx
    from drafting.docx_parts import list_paragraphs
    from drafting.rechecking import find_missing

    raw = read_file(file)
    if not is_docx(raw, name=file.name):
        return None
    text = to_text(raw, name=file.name)
    composed = write_docx(letter, templates=templates)
    known = _squeeze("\n".join((to_text(composed, name=file.name), *list_paragraphs(composed))))
    new = (piece for piece in _pieces(text) if _squeeze(piece) not in known)
    return next(iter((*find_missing(letter, text), *new)), None)


def _pieces(text: str) -> Iterator[str]:
    """Paragraphs and cells of a text; a list's number alone is none."""
    return (piece.strip() for piece in re.split(r"[\n\t]", text) if any(map(str.isalpha, piece)))


def _squeeze(piece: str) -> str:
    """Words without the spaces between them, which a word processor may set otherwise."""
    return "".join(piece.split())


def tell_letter(found: Recheck, *, form: str) -> int:
    """Print the report and what is different; return 1 where something no longer holds."""
    letter = found.letter
    if form == "json":
        changes = [
            {"kind": each.kind, "subject": each.subject, "text": each.text, "places": list(each.places)}
            for each in found.changes
        ]
        about = {"id": letter.id, "version": letter.version, "status": letter.status, "corpus": letter.corpus}
        emit(dump(report_entry(found.report) | {"letter": about | {"changes": changes}}, indent=2))
    else:
        emit("\n".join([describe_report(found.report), "", *_lines(found)]))
    return 1 if found.changes or has_errors(found.report) else 0


def _lines(found: Recheck) -> list[str]:
    letter = found.letter
    head = f"Letter {letter.id}, version {letter.version}, {letter.status}"
    if not found.changes:
        return [f"{head}: everything holds as on {letter.created.isoformat()}."]
    lines = [f"{head}: {count(len(found.changes), 'thing')} not as on {letter.created.isoformat()}."]
    for change in found.changes:
        lines.append(f"- {change.kind}: {change.subject[:_SHOWN]}: {change.text}")
        lines += [f"    in: {place[:_SHOWN]}" for place in change.places[:_MOST_PLACES]]
        more = len(change.places) - _MOST_PLACES
        lines += [f"    and in {count(more, 'more place')}"] if more > 0 else []
    return lines
