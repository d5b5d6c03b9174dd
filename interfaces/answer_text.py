"""An answer as plain text that carries its references, to be copied elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.records import Answer, Check, Verdict

PASSED = frozenset({Verdict.SUPPORTED, Verdict.DERIVED, Verdict.QUOTED})


def write_text(answer: Answer) -> str:
    """Return the answer with its marks, what did not pass its checks, and the numbered references."""
    parts = [answer.answer, *_write_doubts(answer)]
    if answer.citations:
        parts.append("References\n" + "\n".join(_write_references(answer)))
    parts.append(f"TrialCite, corpus {answer.corpus}{f', written by {answer.model}' if answer.model else ''}.")
    return "\n\n".join(parts)


def _write_doubts(answer: Answer) -> Iterator[str]:
    doubtful = (check for check in answer.checks if check.verdict not in PASSED)
    lines = [f"- {check.number}: {check.verdict}. {_write_expected(check)}{check.reason}" for check in doubtful]
    lines += [f"- {finding.severity}: “{finding.text}”: {finding.reason}" for finding in answer.findings]
    if lines:
        yield "Not confirmed by the results table\n" + "\n".join(lines)


def _write_expected(check: Check) -> str:
    return f"The table says: {check.expected}. " if check.expected else ""


def _write_references(answer: Answer) -> Iterator[str]:
    for citation in answer.citations:
        place = f" {citation.locator}." if citation.locator else ""
        figure = " (Figures only; text not held.)" if citation.kind == "figure" else ""
        yield f"{citation.n}. {citation.reference}{place}{figure}"
