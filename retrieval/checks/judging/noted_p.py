"""Thresholds of significance and second p-values: they stand in the note of the comparison that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from ingest.records import Result
from retrieval.checks.judging.judgements import Judgement, unchecked
from retrieval.checks.judging.reasons import read_as
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.records import Verdict

_LARGEST = Decimal("0.2")
"""No threshold of significance is above it."""
_USUAL = frozenset(map(Decimal, ("0.05", "0.025", "0.1", "0.01")))
"""Levels that a whole trial may have, whatever one analysis was held against."""
_LIMIT = (
    r"(?:\b(?:thresholds?|boundar(?:y|ies)|significance (?:level|bound)|level of significance|alpha)\b"
    r"[^.;:,0-9]{0,40}|\bto be (?:compared with|held against) (?:a |an )?(?:p |alpha )?(?:of )?)"
)
_NEEDED = r" (?:was|is|were|being|had been)?\s?(?:required|needed|necessary|demanded|called for)\b"
_NOMINAL = r"\b(?:nominal|unadjusted)(?:ly)?\b[^.;:,0-9]{0,30}"
_BEFORE = {"threshold": re.compile(rf"{_LIMIT}$", re.IGNORECASE), "nominal": re.compile(rf"{_NOMINAL}$", re.IGNORECASE)}
_CROSSED = re.compile(
    r"\b(?:cross|met\b|reach|pass|exceed|surpass|clear)[^.;:,0-9()]{0,60}\((?!\s?p?\s?<)", re.IGNORECASE
)
"""Before a p-value in brackets, which is none of a threshold: "it crossed the boundary (p = 0.0007)"."""
_BEHIND = re.compile(
    rf"{_NEEDED}| (?:significance |alpha )?level (?:was|is)\b"
    r"|,? (?:which )?(?:was |is |being )?the (?:\w+ )?(?:threshold|boundary|significance level)\b",
    re.IGNORECASE,
)
_NUMBER = r"[=<]?\s?(?P<number>0?\.[0-9]+)"
_IN_NOTE = {
    "threshold": re.compile(
        rf"{_LIMIT}{_NUMBER}|(?:less than|below|<|under)\s?(?P<needed>0?\.[0-9]+){_NEEDED}", re.IGNORECASE
    ),
    "nominal": re.compile(rf"{_NOMINAL}{_NUMBER}", re.IGNORECASE),
}
_LEAD = 70
"""Code points before a number in which it is called a threshold."""


def judge_noted_p(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """Judge "the threshold of 0.0015" and "the nominal P value was 0.029" by the notes of the outcome's comparisons."""
    part, value = slot.expression.parts[0], slot.expression.parts[0].number.value
    if slot.unit or len(slot.expression.parts) > 1 or not isinstance(value, Decimal) or not 0 < value < _LARGEST:
        return []
    before = slot.before[-_LEAD:]
    kind = next((kind for kind, cue in _BEFORE.items() if cue.search(before)), None)
    kind = None if kind == "threshold" and _CROSSED.search(before) else kind
    kind = kind or ("threshold" if _BEHIND.match(slot.after) else None)
    if kind is None:
        return []
    noted = list(_noted(kind, slot, evidence))
    row = next((row for row, told in noted if value in told), None)
    if row is None and kind == "nominal" and not any(value == own.p_value for own, _ in noted):
        return []
    if row is None and (not noted or value in _USUAL):
        return [unchecked(part, slot, "a threshold that the table does not note", evidence)]
    deciding, told = next(((own, told) for own, told in noted if own is row), noted[0])
    reason = f"{read_as(slot, deciding)}; noted with it: {deciding.note}"
    if row is not None:
        return [Judgement(part, slot, Verdict.SUPPORTED, reason, row, supporters=(row,))]
    return [Judgement(part, slot, Verdict.CONTRADICTED, reason, deciding, " or ".join(map(str, sorted(told))))]


def _noted(kind: str, slot: Slot, evidence: Evidence) -> Iterator[tuple[Result, frozenset[Decimal]]]:
    for row in evidence.results(slot.outcomes[0]) if slot.outcomes else ():
        if row.comparison and row.note and (told := _read(kind, row.note)):
            yield row, told


@lru_cache(maxsize=256)
def _read(kind: str, note: str) -> frozenset[Decimal]:
    found = (match.groupdict() for match in _IN_NOTE[kind].finditer(note))
    return frozenset(Decimal(told["number"] or told.get("needed") or "0") for told in found)
