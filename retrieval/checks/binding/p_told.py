"""Whether a p-value is told as one-sided or two-sided."""

from __future__ import annotations

import re

from retrieval.checks.figures import cues
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot


def sides_told(clause: Clause, slot: Slot, headings: str) -> str | None:
    """Whether a p-value is called one-sided or two-sided: beside it, behind the second of two, or over its cell."""
    start, end = slot.expression.start, slot.expression.end
    behind = (_BOTH_SIDED, _ALL_SIDED, _IS_SIDED)
    pair = next((told for each in behind if (told := each.match(clause.text, end))), None)
    sides = cues.SIDES.search(
        slot.before[-100:] + clause.text[start:end] + (pair[0] if pair else slot.after[:30]) + headings
    )
    if sides is None:
        return None
    return "one-sided" if sides["side"].lower() in ("one", "1") else "two-sided"


_BOTH_SIDED = re.compile(r" and 0?\.[0-9]+, (?:one|two)-sided")
"""Behind the first of two p-values in brackets: "(0.0002 and 0.0035, one-sided)"."""
_ALL_SIDED = re.compile(
    r"(?:[^.;:]|\.(?=[0-9])){0,90}?\b(?:are|were|being)\s(?:both |all |each )?(?:nominal(?:ly)?,? (?:and )?)?"
    r"(?:one|two|1|2)[- ](?:sided|tailed)\b",
    re.IGNORECASE,
)
"""Behind the first of several p-values, what all are: "(0.0002) and that of B (0.0035) are nominal and one-sided"."""
_IS_SIDED = re.compile(
    r"[^.;:0-9]{0,80}?\b(?:is|was|being)\s(?:nominal(?:ly)?,? (?:and )?|the )?(?:one|two|1|2)[- ](?:sided|tailed)\b",
    re.IGNORECASE,
)
"""Behind a p-value, what it is: "the p-value of 0.0002 for time to next treatment is one-sided"."""
