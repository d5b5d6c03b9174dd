"""What a check report says of the spans of its text, in the words of the terminal and of annotated copies alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from interfaces.verdicts import FINDING_SIGN, SIGNS, summarise_verdicts
from retrieval.records import Check, CheckReport, Finding, Verdict

PASSED = frozenset({Verdict.SUPPORTED, Verdict.DERIVED, Verdict.QUOTED})
_AROUND = 40
"""Characters that are shown on both sides of a span that has to be found by eye."""
_UNPRINTABLE = {
    **{code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"},  # the pictures of control characters
    0x7F: 0x2421,
    **dict.fromkeys([*range(0x80, 0xA0), 0xFFFE, 0xFFFF], 0xFFFD),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of one span of a text.

    Attributes:
        title: Sign, span and word, e.g. ``"✗ 0.35 contradicted, expected 0.53"``.
        verdict: Of a number; ``None`` of a finding.
    """

    start: int
    end: int
    sign: str
    title: str
    reason: str
    verdict: Verdict | None = None

    @property
    def line(self) -> str:
        """The whole remark on one line."""
        return " ".join(f"{self.title}: {self.reason}".split())


def list_remarks(report: CheckReport) -> tuple[Remark, ...]:
    """Return a remark for every number and then for every finding, each in the order of the text."""
    return (*map(describe_check, report.checks), *map(describe_finding, report.findings))


def describe_check(check: Check) -> Remark:
    """Return what is said of a number."""
    sign = SIGNS[check.verdict].sign
    expected = f", expected {check.expected}" if check.expected else ""
    title = f"{sign} {check.number} {check.verdict.value}{expected}"
    return Remark(check.start, check.end, sign, title, check.reason, check.verdict)


def describe_finding(finding: Finding) -> Remark:
    """Return what is said of an error of wording or consistency."""
    title = f"{FINDING_SIGN} {finding.severity}: {finding.kind.replace('_', ' ')}"
    return Remark(finding.start, finding.end, FINDING_SIGN, title, finding.reason)


def summarise_report(report: CheckReport) -> str:
    """Return the count of numbers, verdicts and findings, e.g. ``"2 numbers: ✓ 2 supported; no findings"``."""
    if not report.checks:
        numbers = "no numbers found"
    else:
        numbers = f"{count(len(report.checks), 'number')}: {summarise_verdicts(report.checks)}"
    severities = Counter(finding.severity for finding in report.findings)
    if not severities:
        return f"{numbers}; no findings"
    told = [count(severities[severity], severity) for severity in ("error", "warning") if severities[severity]]
    return f"{numbers}; {count(len(report.findings), 'finding')}: {FINDING_SIGN} {', '.join(told)}"


def quote_around(text: str, remark: Remark) -> str:
    """Return the span of a remark with some words around it, on one line and in quotation marks."""
    start, end = max(0, remark.start - _AROUND), min(len(text), remark.end + _AROUND)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"“{before}{' '.join(text[start:end].split())}{after}”"


def count(number: int, noun: str) -> str:
    """Return e.g. ``"1 number"`` or ``"2 numbers"``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def to_printable(text: str) -> str:
    """Return a text of the same length that can neither steer a terminal nor break an XML file."""
    return text.translate(_UNPRINTABLE)


def edit(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """Return a text in which spans ``[start, end)`` are replaced; a span that starts within an earlier one is not.

    Of those that start together the first that is given comes first.
    """
    parts: list[str] = []
    done = 0
    for start, end, new in sorted(changes, key=lambda change: change[0]):
        if start >= done:
            parts += [text[done:start], new]
            done = end
    return "".join((*parts, text[done:]))
