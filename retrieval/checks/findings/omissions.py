"""What a number that agrees leaves out, or moves across the null by rounding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.kinds import ErrorClass, finding
from retrieval.records import Finding, Verdict


def check_omissions(text: str, judgements: Sequence[Judgement]) -> list[Finding]:
    """What a number that agrees still leaves out, or moves across the null."""
    agreeing = [item for item in judgements if item.result is not None and item.verdict is Verdict.SUPPORTED]
    found: list[Finding] = []
    for item in agreeing:
        for told in (_sides(item), _bound_over_null(item), _level(text, item), _other_level(item)):
            if told is not None:
                kind, reason = told
                severity: Literal["error", "warning"] = "warning" if kind is ErrorClass.CI_LEVEL else "error"
                found.append(finding(kind, severity, text, (item.part.number.start, item.part.number.end), reason))
    return found


def _sides(item: Judgement) -> tuple[ErrorClass, str] | None:
    if item.part.role is not Role.P or item.slot.sides is not None or item.result is None:
        return None
    if item.result.p_sides != "one-sided":
        return None
    return ErrorClass.P_VALUE, "the p-value is one-sided, and the text does not say so"


def _other_level(item: Judgement) -> tuple[ErrorClass, str] | None:
    """A level that one source prints, where the leading one prints another for the same interval."""
    if item.rival is None or item.result is None:
        return None
    told = f"{item.rival.source} gives the interval as a {item.rival.ci_level} % CI, {item.result.source} as a"
    return ErrorClass.CI_LEVEL, f"sources disagree on the level: {told} {item.result.ci_level} % CI"


def _bound_over_null(item: Judgement) -> tuple[ErrorClass, str] | None:
    row = item.result
    if row is None or item.part.role not in (Role.LOW, Role.HIGH) or family(row.statistic, row.unit) not in cues.RATIOS:
        return None
    reported = row.ci_low if item.part.role is Role.LOW else row.ci_high
    if item.part.number.comparator or item.part.number.value != 1 or not isinstance(reported, Decimal) or reported == 1:
        return None
    return ErrorClass.BOUND_OVER_NULL, f"the bound is {reported}, which rounding moves to 1"


def _level(text: str, item: Judgement) -> tuple[ErrorClass, str] | None:
    """An interval that the text calls a CI without its level; a bare pair of bounds is a column's or a list's."""
    row, expression = item.result, item.slot.expression
    if (
        row is None
        or row.ci_level is None
        or item.part.role is not Role.LOW
        or expression.number(Role.LEVEL) is not None
    ):
        return None
    if not re.search(r"\bCIs?\b|confidence", text[expression.start : item.part.number.start] or item.slot.before[-20:]):
        return None
    return ErrorClass.CI_LEVEL, f"the interval is a {row.ci_level} % CI, and the text does not say so"
