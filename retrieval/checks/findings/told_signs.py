"""Verbs that turn a change round: "fell by 101" of a measure that rose by 101."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.kinds import ErrorClass, finding
from retrieval.checks.sentences.clauses import Clause
from retrieval.records import Finding, Verdict

_VERB = re.compile(
    r"\b(?:(?P<down>fell|fallen|dropped|declined|decreased|went down|came down|shrank)"
    r"|(?P<up>rose|risen|increased|climbed|went up|grew|grown))"
    r"(?: by)?(?: an?)?(?: (?:adjusted|LS|least-squares))?(?: (?:mean|average|median))?(?: of)? ?$",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"\bchange\b", re.IGNORECASE)
_KINDS = ("mean", "least-squares mean", "median", "geometric mean")


def check_signs(text: str, clause: Clause, judgements: Sequence[Judgement]) -> list[Finding]:
    """Return where a figure of one arm is told to fall, and the table has that its measure rose, or the reverse."""
    found: list[Finding] = []
    for item in judgements:
        row, start = item.result, item.part.number.start
        if row is None or item.verdict is not Verdict.SUPPORTED or item.part.role is not Role.ESTIMATE:
            continue
        if not row.arm or row.statistic not in _KINDS or not _CHANGE.search(row.outcome):
            continue
        verb = _VERB.search(clause.text, max(clause.sentence.start, start - 60), start)
        value, told = row.value, item.part.number.value
        if verb is None or not isinstance(value, Decimal) or not value or not isinstance(told, Decimal) or told <= 0:
            continue
        if (value > 0) != bool(verb["up"]):
            place = verb.span("up" if verb["up"] else "down")
            reason = f"{row.source} gives a change of {value} for {row.outcome}, {row.arm}"
            found.append(finding(ErrorClass.DIRECTION, "error", text, place, reason))
    return found
