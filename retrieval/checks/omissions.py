"""What a number that agrees leaves out, or moves across the null by rounding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from retrieval.checks import cues
from retrieval.checks.cues import family
from retrieval.checks.judgements import Judgement
from retrieval.checks.kinds import ErrorClass, finding
from retrieval.checks.roles import Role
from retrieval.records import Finding, Verdict


def check_omissions(text: str, judgements: Sequence[Judgement]) -> list[Finding]:
    """What a number that agrees still leaves out, or moves across the null."""
    found: list[Finding] = []
    for item in judgements:
        number, row = item.part.number, item.result
        span = number.start, number.end
        if row is None or item.verdict is not Verdict.SUPPORTED:
            continue
        if item.part.role is Role.P and row.p_sides == "one-sided" and item.slot.sides is None:
            found.append(
                finding(
                    ErrorClass.P_VALUE, "warning", text, span, "the p-value is one-sided, and the text does not say so"
                )
            )
        if item.part.role in (Role.LOW, Role.HIGH) and family(row.statistic, row.unit) in cues.RATIOS:
            reported = row.ci_low if item.part.role is Role.LOW else row.ci_high
            if number.value == 1 and isinstance(reported, Decimal) and reported != 1:
                found.append(
                    finding(
                        ErrorClass.BOUND_OVER_NULL,
                        "error",
                        text,
                        span,
                        f"the bound is {reported}, which rounding moves to 1",
                    )
                )
        if (
            item.part.role is Role.LOW
            and row.ci_level is not None
            and item.slot.expression.number(Role.LEVEL) is None
            and item.slot.expression.interval == "CI"
            and not _level_near(item)
        ):
            found.append(
                finding(
                    ErrorClass.CI_LEVEL,
                    "warning",
                    text,
                    span,
                    f"the interval is a {row.ci_level} % CI, and the text does not say so",
                )
            )
    return found


def _level_near(item: Judgement) -> bool:
    return re.search(r"\bCI\b|confidence", item.slot.before) is None
