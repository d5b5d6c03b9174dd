"""Answers and check reports as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interfaces.verdicts import SIGNS, summarise_verdicts
from retrieval.records import Answer, Check, CheckReport, Citation, Finding, Verdict


def describe_answer(answer: Answer) -> str:
    """Return an answer with its citations, every number that is not supported, its findings and its notices."""
    told = [check for check in answer.checks if check.verdict is not Verdict.SUPPORTED]
    return _blocks(
        [answer.answer],
        (line for citation in answer.citations for line in _citation_lines(citation)),
        map(_check_line, told),
        map(_finding_line, answer.findings),
        (f"Note: {notice.text}" for notice in answer.notices),
    )


def describe_report(report: CheckReport) -> str:
    """Return a text's numbers with their verdicts, its findings, and the count of each verdict."""
    summary = summarise_verdicts(report.checks)
    numbers = "1 number" if len(report.checks) == 1 else f"{len(report.checks)} numbers"
    return _blocks(
        (f"{_place(check.start, report.text)}: {_check_line(check)}" for check in report.checks),
        (f"{_place(finding.start, report.text)}: {_finding_line(finding)}" for finding in report.findings),
        [f"{numbers}: {summary}" if summary else "no numbers found"],
    )


def _citation_lines(citation: Citation) -> Iterator[str]:
    place = f" ({citation.locator})" if citation.locator else ""
    yield f"[{citation.n}] {citation.reference}{place}"
    if citation.quote is None:
        yield "    Figure taken from this source; its text is not held."
    else:
        yield f"    \u201c{' '.join(citation.quote.split())}\u201d"


def _check_line(check: Check) -> str:
    expected = f", expected {check.expected}" if check.expected else ""
    return f"{SIGNS[check.verdict].sign} {check.number} {check.verdict.value}{expected}: {check.reason}"


def _finding_line(finding: Finding) -> str:
    return f"! {finding.severity}: {finding.kind}: \u201c{' '.join(finding.text.split())}\u201d: {finding.reason}"


def _place(offset: int, text: str) -> str:
    """Return line and column, counted from 1, as editors do."""
    line_start = text.rfind("\n", 0, offset) + 1
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - line_start + 1}"


def _blocks(*blocks: Iterable[str]) -> str:
    """Return the blocks that hold a line, with an empty line between two."""
    return "\n\n".join(text for text in ("\n".join(block) for block in blocks) if text)
