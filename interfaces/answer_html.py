"""An answer's sentences as HTML: numbers that open the result behind them, every other character escaped.

A number is a button that opens a popover of the browser itself, so it works by mouse, touch and keyboard, keeps the
page as it is and needs no script.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from interfaces.verdicts import SIGNS
from retrieval.records import Answer, Check, Citation, Finding, Verdict

MARK = re.compile(r"\s?\[(\d+)\]")

DescribeResult = Callable[[str], tuple[tuple[str, str], ...]]
"""Lines of the result with an id, as ``result_card.describe_result`` makes them; empty when it is not held."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer: half-open offsets into it, and the citations that it is marked with."""

    start: int
    end: int
    citations: tuple[int, ...]


def split_lines(answer: Answer) -> tuple[Line, ...]:
    """Return the lines of ``answer`` that hold text, in order."""
    lines = []
    start = 0
    for text in answer.answer.split("\n"):
        if text.strip():
            marks = dict.fromkeys(n for n, _ in _find_marks(text, citations=answer.citations))
            lines.append(Line(start=start, end=start + len(text), citations=tuple(marks)))
        start += len(text) + 1
    return tuple(lines)


def write_line(line: Line, *, answer: Answer, key: str, describe: DescribeResult) -> str:
    """Return ``line`` as HTML, without its citation marks; ``key`` makes the ids of the page unique."""
    marks = _find_marks(answer.answer[line.start : line.end], citations=answer.citations)
    hidden = tuple((line.start + start, line.start + end) for _, (start, end) in marks)
    numbers = {f"{key}-{place}": check for place, check in enumerate(_list_numbers(line, checks=answer.checks))}
    parts, at = [], line.start
    for start, end in _join_to_runs(numbers.values(), text=answer.answer, line=line):
        parts.append(_write_text(answer, at, start, hidden=hidden))
        parts.append(f'<span class="tc-run">{_write_run(answer, start, end, numbers=numbers, hidden=hidden)}</span>')
        at = end
    parts.append(_write_text(answer, at, line.end, hidden=hidden))
    cards = (
        _write_card(check, card=card, lines=describe(check.result) if check.result else ())
        for card, check in numbers.items()
    )
    return f'<p class="tc-line">{"".join(parts)}</p>{"".join(cards)}'


def write_number_list(checks: Iterable[Check], *, describe: DescribeResult) -> str:
    """Return the numbers with their verdicts in words, their reasons and their results, as an HTML list."""
    items = (
        f"<li>{_write_verdict(check.verdict)} <b>{escape(check.number)}</b>. {_write_reason(check)}"
        f"{_write_folded(describe(check.result) if check.result else ())}</li>"
        for check in checks
    )
    return f'<ul class="tc-numbers">{"".join(items)}</ul>'


def write_findings(findings: Iterable[Finding]) -> str:
    """Return the findings as an HTML list, each with its severity in words."""
    items = (
        f'<li class="tc-severity-{escape(finding.severity)}"><b>⚠ {escape(finding.severity.capitalize())}, '
        f"{escape(finding.kind.replace('_', ' '))}:</b> “{escape(finding.text)}”: {escape(finding.reason)}</li>"
        for finding in findings
    )
    return f'<ul class="tc-findings">{"".join(items)}</ul>'


def write_legend(verdicts: Iterable[Verdict]) -> str:
    """Return the meaning of every sign that was used, as an HTML list."""
    used = set(verdicts)
    items = (
        f"<li>{_write_verdict(verdict)}: {escape(SIGNS[verdict].meaning)}</li>"
        for verdict in Verdict
        if verdict in used
    )
    return f'<ul class="tc-legend">{"".join(items)}</ul>'


def write_references(citations: Iterable[Citation]) -> str:
    """Return the numbered references, as HTML."""
    items = (
        f"<li><span>[{citation.n}]</span><span>{escape(citation.reference)}"
        f"{f' {escape(citation.locator)}.' if citation.locator else ''}"
        f"{' <i>Figures only; text not held.</i>' if citation.kind == 'figure' else ''}</span></li>"
        for citation in citations
    )
    return f'<ul class="tc-references">{"".join(items)}</ul>'


def _find_marks(text: str, *, citations: tuple[Citation, ...]) -> tuple[tuple[int, tuple[int, int]], ...]:
    known = {citation.n for citation in citations}
    return tuple((int(mark[1]), mark.span()) for mark in MARK.finditer(text) if int(mark[1]) in known)


def _list_numbers(line: Line, *, checks: Iterable[Check]) -> tuple[Check, ...]:
    """Return the checks of ``line`` in order; of two that overlap, the first."""
    numbers: list[Check] = []
    for check in sorted(checks, key=lambda check: check.start):
        at = numbers[-1].end if numbers else line.start
        if at <= check.start < check.end <= line.end:
            numbers.append(check)
    return tuple(numbers)


def _join_to_runs(numbers: Iterable[Check], *, text: str, line: Line) -> tuple[tuple[int, int], ...]:
    """Return the spans that stay on one line: each number with what touches it, as in ``(99%`` or ``0.32-0.89;``."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        start, end = number.start, number.end
        while start > line.start and not text[start - 1].isspace():
            start -= 1
        while end < line.end and not text[end].isspace():
            end += 1
        if runs and start < runs[-1][1]:
            start = runs.pop()[0]
        runs.append((start, end))
    return tuple(runs)


def _write_run(
    answer: Answer, start: int, end: int, *, numbers: Mapping[str, Check], hidden: tuple[tuple[int, int], ...]
) -> str:
    parts, at = [], start
    for card, check in numbers.items():
        if start <= check.start < end:
            parts.append(_write_text(answer, at, check.start, hidden=hidden))
            number, at = _write_number(check, text=answer.answer, card=card)
            parts.append(number)
    return "".join(parts) + _write_text(answer, at, end, hidden=hidden)


def _write_text(answer: Answer, start: int, end: int, *, hidden: tuple[tuple[int, int], ...]) -> str:
    """Escape ``answer.answer[start:end]`` without the ``hidden`` spans; what a finding covers is underlined."""
    spans = [(finding.start, finding.end) for finding in answer.findings]
    edges = {start, end, *(edge for span in (*spans, *hidden) for edge in span if start < edge < end)}
    parts = []
    for left, right in pairwise(sorted(edges)):
        if any(low <= left < high for low, high in hidden):
            continue
        text = escape(answer.answer[left:right])
        parts.append(
            f'<span class="tc-found">{text}</span>' if any(low <= left < high for low, high in spans) else text
        )
    return "".join(parts)


def _write_number(check: Check, *, text: str, card: str) -> tuple[str, int]:
    """Return the button of a number, a percent sign at its end included, and the offset where ``text`` goes on."""
    end = check.end + text.startswith("%", check.end)
    shown = text[check.start : end]
    label = f"{shown}, {check.verdict}: show the result behind this number"
    return (
        f'<button type="button" class="tc-number tc-{check.verdict}" popovertarget="{card}" title="{check.verdict}" '
        f'aria-label="{escape(label)}">{escape(shown)}'
        f'<sup aria-hidden="true">{SIGNS[check.verdict].sign}</sup></button>'
    ), end


def _write_card(check: Check, *, card: str, lines: tuple[tuple[str, str], ...]) -> str:
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in lines)
    return (
        f'<div popover id="{card}" class="tc-card" tabindex="-1" role="dialog" '
        f'aria-label="{escape(f"Check of {check.number}")}">'
        f'<div class="tc-head"><span><b>{escape(check.number)}</b> {_write_verdict(check.verdict)}</span>'
        f"{_write_copy(lines)}"
        f'<button type="button" class="tc-close" popovertarget="{card}" popovertargetaction="hide">Close</button></div>'
        f"<p>{_write_reason(check)}</p>{f'<dl>{rows}</dl>' if rows else '<p>No result stands behind this number.</p>'}"
        "</div>"
    )


def _write_copy(lines: tuple[tuple[str, str], ...]) -> str:
    """Return the button that copies a result with what makes it unambiguous, its source last."""
    text = "; ".join(f"{label}: {text}" for label, text in lines)
    return f'<button type="button" class="tc-copy" data-copy="{escape(text)}">Copy result</button>' if text else ""


def _write_folded(lines: tuple[tuple[str, str], ...]) -> str:
    text = "; ".join(f"{label}: {text}" for label, text in lines)
    return f"<details><summary>Result</summary>{escape(text)}</details>" if text else ""


def _write_verdict(verdict: Verdict) -> str:
    return f'<span class="tc-verdict tc-{verdict}">{SIGNS[verdict].sign} {verdict}</span>'


def _write_reason(check: Check) -> str:
    expected = f"<b>The table says: {escape(check.expected)}.</b> " if check.expected else ""
    return expected + escape(check.reason)
