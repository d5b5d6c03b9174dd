"""What a sentence says of the value of no effect, against the interval or the number that it says it of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.null_values import BELOW, LEAVES, NULL, ON_SIDE
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.kinds import ErrorClass, finding
from retrieval.checks.sentences.clauses import Clause
from retrieval.records import Finding, Verdict


def check_null(text: str, clause: Clause, judgements: Sequence[Judgement]) -> list[Finding]:
    """Return where an interval is told to hold the value of no effect, or not to, or a number to lie beside it."""
    bounds = _with_bounds(judgements)
    if not bounds or _SPOKEN.search(clause.text, clause.sentence.start, clause.sentence.end) is None:
        return []
    match = NULL.search(clause.text, clause.sentence.start, clause.sentence.end)
    match = match or _OF_INTERVAL.search(clause.text, clause.sentence.start, clause.sentence.end)
    place = match.start("side") if match and match.groupdict().get("side") else match.start() if match else 0
    ends = (place, match.start()) if match else ()
    if match is None or any(
        _ONE_BOUND.search(clause.text, max(clause.sentence.start, it - _BESIDE), it) for it in ends
    ):
        return _check_side(text, clause, judgements)
    told = match.groupdict()
    named = next((told[name] for name in _NULLS if told.get(name)), "")
    null = 0 if named.startswith("0") or named.casefold() == "zero" else 1
    interval = _interval_of(clause, bounds, match, null)
    if interval is None:
        return []
    low, high = interval
    denied = _DENIED.search(clause.text, max(clause.sentence.start, place - 30), place) is not None
    if told.get("side"):
        below, reaching = told["side"].casefold() in BELOW, told["extends"] is not None  # one end of it, or all
        right = ((low if reaching else high) < null if below else (high if reaching else low) > null) != denied
    else:
        right = (any(told[name] for name in LEAVES) == denied) == (low <= null <= high)
    if right:
        return []
    held = "contains" if low <= null <= high else "does not contain"
    reason = f"the interval is {low} to {high}, which {held} {null}"
    return [finding(ErrorClass.BOUND_OVER_NULL, "error", text, match.span(), reason)]


_NULLS = ("null1", "null2", "null3", "null4", "null")
"""The groups of the patterns that have the value of no effect itself."""
_SPOKEN = re.compile(
    r"(?<![.\w])[01](?:\.0+)?\b(?!\.[0-9]|%)|\b(?:unity|one|null|zero)\b|\bno (?:effect|diff|benefit)", re.IGNORECASE
)
"""What stands in every sentence on the value of no effect: most have none of these."""


def _interval_of(
    clause: Clause, bounds: Sequence[Judgement], match: re.Match[str], null: int
) -> tuple[Decimal, Decimal] | None:
    """The interval of the ratio that a sentence speaks of: the one before its words, or right behind in brackets."""
    before = [item for item in bounds if item.part.number.end <= match.start()]
    beside = [item for item in bounds if 0 <= item.part.number.start - match.end() < _BESIDE]
    if beside and clause.text.startswith(" (", match.end()):
        before = beside[-1:]  # "the CI included 1 (HR 0.72, 95 % CI 0.36-1.45)"
    if _FORMER.search(clause.text, max(clause.sentence.start, match.start() - _BESIDE), match.start()):
        before = before[:1]
    rows = [item.result for item in before or bounds if item.result is not None]
    kinds = cues.RATIOS if null else {cues.DIFFERENCE}
    if not rows or family(rows[-1].statistic, rows[-1].unit) not in kinds:
        return None
    low, high = rows[-1].ci_low, rows[-1].ci_high
    return (low, high) if isinstance(low, Decimal) and isinstance(high, Decimal) else None


def _check_side(text: str, clause: Clause, judgements: Sequence[Judgement]) -> list[Finding]:
    """A ratio, or one bound of it, told to lie on the other side of the value of no effect than it does."""
    match = ON_SIDE.search(clause.text, clause.sentence.start, clause.sentence.end)
    before = [
        item
        for item in judgements
        if match is not None
        and item.part.number.end <= match.start()
        and item.part.role in _OF_RATIO
        and item.result is not None
        and family(item.result.statistic, item.result.unit) in cues.RATIOS
    ]
    if match is None or not before or not _AND_SO.fullmatch(clause.text, before[-1].part.number.end, match.start()):
        return []
    named = _WHICH.match(match[0])
    role = (Role.HIGH if named["upper"] else Role.LOW) if named else before[-1].part.role
    value = next((it.part.number.value for it in reversed(before) if it.part.role is role), None)
    denied = (
        _DENIED.search(clause.text, max(clause.sentence.start, match.start() - 30), match.start("null")) is not None
    )
    below = (match["side"] or "").casefold() in BELOW
    if not isinstance(value, Decimal) or value == 1 or ((value < 1) == below) != denied:
        return []
    reason = f"{value} is {'below' if value < 1 else 'above'} 1"
    return [finding(ErrorClass.BOUND_OVER_NULL, "error", text, match.span(), reason)]


_WHICH = re.compile(r"(?:(?P<upper>upper)|lower)\b", re.IGNORECASE)
_OF_RATIO = (Role.LOW, Role.HIGH, Role.ESTIMATE)
_AND_SO = re.compile(r"[^0-9.;]{0,60}")
"""Between a number and what it is told to lie beside: no other number, and no other sentence."""


def _with_bounds(judgements: Sequence[Judgement]) -> list[Judgement]:
    """The bounds that a sentence tells, or the confirmed ratios whose interval it speaks of without telling it."""
    held = [item for item in judgements if item.result is not None]
    bounds = [item for item in held if item.part.role in (Role.LOW, Role.HIGH)]
    return bounds or [it for it in held if it.part.role is Role.ESTIMATE and it.verdict is Verdict.SUPPORTED]


_INTERVAL = r"\b(?:intervals?|CIs?|both (?:bounds|limits)|bounds|limits)\b(?<!point )(?:[^.;]|\.[0-9]){0,80}?"
_OF_INTERVAL = Rare(
    _INTERVAL + ON_SIDE.pattern,
    "below", "under", "above", "over", "short of", "beyond", "past", "less than", "in excess", "exceed",
)  # fmt: skip
"""An interval told to lie on one side of the value of no effect: "the CI, 0.361 to 1.451, lies below 1"."""
_ONE_BOUND = re.compile(r"\b(?:bound|limit|end|edge)\b(?:, [0-9.]+,)?(?:[^.;,]|\.[0-9]){0,60}$", re.IGNORECASE)
"""Before an interval of which one bound is told to lie above 1 or below it."""
_FORMER = re.compile(r"\bthe (?:former|first)(?:'s)?(?: [a-z]+){0,3} $", re.IGNORECASE)
"""Before what is told of the first of the intervals: "the former interval includes unity"."""
_BESIDE = 60
"""How far behind "included 1 (" the bounds may stand, in code points."""
_DENIED = re.compile(r"\b(?:not|no longer|never|without|n't|nor)\b[\w\s]{0,20}$", re.IGNORECASE)
