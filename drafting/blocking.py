"""Why a letter must not be approved."""

from __future__ import annotations

from drafting.check_report import settle
from drafting.records import Letter
from ingest.corpus import Corpus
from retrieval.records import Verdict

_RETRACTED = "retraction"


def blocks_approval(letter: Letter, corpus: Corpus) -> tuple[str, ...]:
    """Return why a letter must not be approved: numbers that the corpus contradicts now, errors, retracted sources."""
    return list_blocks(settle(letter, corpus=corpus))


def list_blocks(letter: Letter) -> tuple[str, ...]:
    """The same of a letter that was just settled."""
    wrong = [
        f"“{check.number}” in “{check.text}”: {check.reason}"
        + (f". The corpus has {check.expected}." if check.expected else "")
        for check in letter.checks
        if check.verdict is Verdict.CONTRADICTED
    ]
    told = {(check.text, check.number, check.reason) for check in letter.checks}
    errors = [
        f"“{each.finding.text}”: {each.finding.reason}"
        for each in letter.findings
        if each.finding.severity == "error" and (each.text, each.finding.text, each.finding.reason) not in told
    ]
    retracted = [
        f"reference {reference.n} ({reference.source}): {notice}"
        for reference in letter.references
        for notice in reference.notices
        if notice.startswith(_RETRACTED)
    ]
    return (*wrong, *errors, *retracted)
