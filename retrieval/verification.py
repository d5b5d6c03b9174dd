"""The number checks of an answer: every statement against the results of the trial that it is about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from ingest.corpus import Corpus
from ingest.records import Passage
from retrieval.checks import check_text
from retrieval.citing import mark
from retrieval.records import Check, CheckReport, Citation, Finding, Statement
from retrieval.terms import TermIndex


def check_statements(
    statements: Sequence[tuple[Statement, str | None]],
    *,
    citations: Sequence[Citation],
    corpus: Corpus,
    terms: TermIndex,
) -> CheckReport:
    """Return the checks of an answer, with offsets into its text as ``mark`` makes it.

    Statements without evidence (that something is not held, that the program declines) are its own texts: what they
    repeat of the question is no figure that they report.

    Args:
        statements: Each with the id of the trial that it is about; ``None`` for the one that its text names.
        citations: Of the whole answer: their quotes may bind a number that the table does not hold.
    """
    text = mark([statement for statement, _ in statements])
    asserts = _asserting([statement for statement, _ in statements])
    passages = _as_passages(citations, corpus=corpus)
    checks: list[Check] = []
    findings: list[Finding] = []
    for start, trial, part in _parts(statements):
        report = check_text(
            part,
            table=corpus.table,
            terms=terms,
            trials=corpus.trials,
            trial=trial,
            passages=passages,
            sources=corpus.sources,
        )
        checks += [replace(check, start=check.start + start, end=check.end + start) for check in report.checks]
        findings += [replace(found, start=found.start + start, end=found.end + start) for found in report.findings]
    return CheckReport(
        text,
        tuple(check for check in checks if asserts(check.start)),
        tuple(finding for finding in findings if asserts(finding.start)),
    )


def _parts(statements: Sequence[tuple[Statement, str | None]]) -> Iterator[tuple[int, str | None, str]]:
    """Yield ``(start, trial, text)`` of each run of statements that are about one trial."""
    start = 0
    for trial, run in groupby(statements, key=lambda pair: pair[1]):
        text = mark([statement for statement, _ in run])
        yield start, trial, text
        start += len(text) + 1


def _asserting(statements: Sequence[Statement]) -> Callable[[int], bool]:
    """Whether an offset of the answer lies in a statement that rests on evidence."""
    ends = list(accumulate(len(mark([statement])) + 1 for statement in statements))

    def asserts(offset: int) -> bool:
        line = bisect_right(ends, offset)
        return line < len(statements) and bool(statements[line].citations)

    return asserts


def _as_passages(citations: Sequence[Citation], *, corpus: Corpus) -> tuple[Passage, ...]:
    """The quotes of an answer as passages of their own, for the check that a number is quoted."""
    return tuple(
        Passage(
            id=f"{citation.source}:{citation.start}",
            source=citation.source,
            trial=corpus.sources[citation.source].trial,
            kind="text",
            text=citation.quote,
            start=citation.start,
            end=citation.end,
        )
        for citation in citations
        if citation.quote is not None
    )
