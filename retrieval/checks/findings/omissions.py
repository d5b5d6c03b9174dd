"""What a number that agrees leaves out, or moves across the null by rounding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.expressions import NULL
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.kinds import ErrorClass, finding
from retrieval.checks.sentences.clauses import Clause
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


def check_null(text: str, clause: Clause, judgements: Sequence[Judgement]) -> list[Finding]:
    """Return where an interval is told to contain the value of no effect, or not to, against the result's own."""
    bounds = _with_bounds(judgements)
    match = NULL.search(clause.text, clause.sentence.start, clause.sentence.end) if bounds else None
    match = match or (_ON_SIDE.search(clause.text, clause.sentence.start, clause.sentence.end) if bounds else None)
    side = match.groupdict().get("side") if match else None
    place = match.start("side" if side else 0) if match else 0
    if match is None or _ONE_BOUND.search(clause.text, max(clause.sentence.start, place - _BESIDE), place):
        return []
    before = [item for item in bounds if item.part.number.end <= match.start()]
    beside = [item for item in bounds if 0 <= item.part.number.start - match.end() < _BESIDE]
    if beside and clause.text.startswith(" (", match.end()):
        before = beside[-1:]  # "the CI included 1 (HR 0.72, 95 % CI 0.36-1.45)"
    rows = [item.result for item in before or bounds if item.result is not None]
    if not rows or family(rows[-1].statistic, rows[-1].unit) not in cues.RATIOS:
        return []
    low, high = rows[-1].ci_low, rows[-1].ci_high
    if not isinstance(low, Decimal) or not isinstance(high, Decimal):
        return []
    denied = _DENIED.search(clause.text, max(clause.sentence.start, place - 30), place) is not None
    if side:
        right = (high < 1) if side.casefold() in ("below", "under", "short of") else (low > 1)
        right = right != denied
    else:
        right = (denied == (match["verb"].casefold() == "exclud")) == (low <= 1 <= high)
    if right:
        return []
    reason = f"the interval is {low} to {high}, which {'contains' if low <= 1 <= high else 'does not contain'} 1"
    return [finding(ErrorClass.BOUND_OVER_NULL, "error", text, match.span(), reason)]


def _with_bounds(judgements: Sequence[Judgement]) -> list[Judgement]:
    """The bounds that a sentence tells, or the confirmed ratios whose interval it speaks of without telling it."""
    held = [item for item in judgements if item.result is not None]
    bounds = [item for item in held if item.part.role in (Role.LOW, Role.HIGH)]
    return bounds or [it for it in held if it.part.role is Role.ESTIMATE and it.verdict is Verdict.SUPPORTED]


_ON_SIDE = Rare(
    r"\b(?:intervals?|CIs?|both (?:bounds|limits)|bounds|limits)\b(?<!point )(?:[^.;]|\.[0-9]){0,80}?"
    r"\b(?:lies|lay|lying|lie|stays?|stayed|remains?|remained|is|was|are|were|falls?|fell|sits?|sat|runs?|ran)"
    r"(?: (?:entirely|wholly|completely|all|both|fully|well|just))? (?P<side>below|under|above|over|short of)"
    r" (?:1(?:\.0+)?\b(?!\.?[0-9])|unity\b|one\b|the (?:null|line of no (?:difference|effect)))",
    "below", "under", "above", "over", "short of",
)  # fmt: skip
"""An interval told to lie on one side of the value of no effect: "the CI, 0.361 to 1.451, lies below 1"."""
_ONE_BOUND = re.compile(r"\b(?:bound|limit|end|edge)\b(?:[^.;,]|\.[0-9]){0,60}$", re.IGNORECASE)
"""Before an interval of which one bound is told to lie above 1 or below it."""
_BESIDE = 60
"""How far behind "included 1 (" the bounds may stand, in code points."""
_DENIED = re.compile(r"\b(?:not|no longer|never|without|n't|nor)\b[\w\s]{0,20}$", re.IGNORECASE)


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
