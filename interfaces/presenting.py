"""Answers and check reports as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interfaces.remarks import (
    PASSED,
    Remark,
    describe_check,
    describe_finding,
    edit,
    summarise_report,
    to_printable,
)
from retrieval.records import Answer, CheckReport, Citation, Finding, Verdict


def describe_answer(answer: Answer) -> str:
    """Return an answer with its citations, every number that is not supported, its findings and its notices."""
    told = [check for check in answer.checks if check.verdict is not Verdict.SUPPORTED]
    return _blocks(
        [answer.answer],
        (line for citation in answer.citations for line in _citation_lines(citation)),
        (describe_check(check).line for check in told),
        map(_finding_line, answer.findings),
        (f"Note: {notice.text}" for notice in answer.notices),
    )


def describe_report(report: CheckReport) -> str:
    """Return a text with a sign behind each number, the reasons, and a summary; what needs attention comes last."""
    numbers = [(check, describe_check(check)) for check in report.checks]
    findings = [describe_finding(finding) for finding in report.findings]
    return to_printable(
        _blocks(
            [_mark(report.text, [*(remark for _, remark in numbers), *findings])],
            (_placed_line(one, report.text) for check, one in numbers if check.verdict in PASSED),
            (_placed_line(one, report.text) for check, one in numbers if check.verdict is Verdict.UNCHECKED),
            (_placed_line(one, report.text) for check, one in numbers if check.verdict is Verdict.CONTRADICTED),
            (f"{_place(one.start, report.text)}: {_finding_line(one)}" for one in report.findings),
            [summarise_report(report)],
        )
    )


def _mark(text: str, remarks: Iterable[Remark]) -> str:
    marked = edit(text, ((one.end, one.end, f"[{one.sign}]") for one in remarks))
    return marked.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _citation_lines(citation: Citation) -> Iterator[str]:
    place = f" ({citation.locator})" if citation.locator else ""
    yield f"[{citation.n}] {citation.reference}{place}"
    if citation.quote is None:
        yield "    Figure taken from this source; its text is not held."
    else:
        yield f"    \u201c{' '.join(citation.quote.split())}\u201d"


def _placed_line(remark: Remark, text: str) -> str:
    return f"{_place(remark.start, text)}: {remark.line}"


def _finding_line(finding: Finding) -> str:
    remark = describe_finding(finding)
    return f"{remark.title}: \u201c{' '.join(finding.text.split())}\u201d: {remark.reason}"


def _place(offset: int, text: str) -> str:
    """Return line and column, counted from 1, as editors do."""
    line_start = text.rfind("\n", 0, offset) + 1
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - line_start + 1}"


def _blocks(*blocks: Iterable[str]) -> str:
    """Return the blocks that hold a line, with an empty line between two."""
    return "\n\n".join(text for text in ("\n".join(block) for block in blocks) if text)
