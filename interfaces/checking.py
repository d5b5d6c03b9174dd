"""The check of one text, or of each line of one, against an open corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from ingest.corpus import Corpus
from ingest.errors import EvidenceError
from interfaces.annotating import write_copy
from interfaces.output import read_stdin, report, run_batch, split_lines, stdin_lines
from interfaces.serialise import report_entry
from interfaces.text_files import is_docx, read_file, to_text
from retrieval.records import CheckReport, Verdict

Checker = Callable[[str], CheckReport]
STDIN = Path("-")


class TrialNameError(EvidenceError):
    """A trial was named that the corpus does not hold."""


def open_checker(corpus: Corpus, *, trial: str | None) -> Checker:
    """Return what checks one text against ``corpus``; nothing is kept from one text to the next.

    Raises:
        TrialNameError: ``trial`` is neither the id nor the acronym of a trial of the corpus.
    """
    from retrieval.checks import check_text
    from retrieval.terms import index_terms

    known = {name.casefold(): one.id for one in corpus.trials for name in (one.id, one.acronym) if name}
    if trial is not None and trial.casefold() not in known:
        held = ", ".join(one.id for one in corpus.trials)
        raise TrialNameError(f"trial {trial}: no such trial here; the corpus holds {held}")
    named = None if trial is None else known[trial.casefold()]
    terms = index_terms(corpus)
    passages = tuple(passage for passage in corpus.passages if passage.kind == "text")

    def check_one(text: str) -> CheckReport:
        return check_text(
            text,
            table=corpus.table,
            terms=terms,
            trials=corpus.trials,
            trial=named,
            passages=passages,
            sources=corpus.sources,
        )

    return check_one


def check_file(file: Path | None, *, checker: Checker, annotate: Path | None = None) -> CheckReport:
    """Return the report on a file, or on standard input where none, or ``-``, is named.

    Args:
        annotate: Where an annotated copy is written as well.
    """
    raw, name = (read_stdin(), "stdin") if file is None or file == STDIN else (read_file(file), file.name)
    checked = checker(to_text(raw, name=name))
    if annotate is not None:
        write_copy(checked, raw=raw, name=name, target=annotate)
        report(f"annotated copy: {annotate}")
    return checked


def check_lines(file: Path | None, *, checker: Checker) -> int:
    """Check each line as a text of its own, print one report a line, and return the exit code."""
    return run_batch(_lines(file), handle=lambda line: report_entry(checker(line)), refuse=_refuse)


def has_errors(report: CheckReport) -> bool:
    """Whether a number is contradicted or a finding is an error; what is unchecked is neither."""
    contradicted = any(check.verdict is Verdict.CONTRADICTED for check in report.checks)
    return contradicted or any(finding.severity == "error" for finding in report.findings)


def _lines(file: Path | None) -> Iterable[bytes]:
    if file is None or file == STDIN:
        return stdin_lines()
    raw = read_file(file)
    return split_lines(BytesIO(to_text(raw, name=file.name).encode() if is_docx(raw, name=file.name) else raw))


def _refuse(text: str, reason: str) -> dict[str, Any]:
    """The contract gives a line that cannot be read empty checks; stderr tells that it was not read."""
    report(f"a line was not checked: {reason}")
    return report_entry(CheckReport(text, checks=(), findings=()))
