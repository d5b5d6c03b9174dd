"""A statement against itself: interval around its estimate, p from its interval, percentage from its counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from math import log, sqrt
from statistics import NormalDist

from retrieval.checks.figures import cues
from retrieval.checks.figures.agreement import rounds_to
from retrieval.checks.figures.cues import SIDES
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.kinds import ErrorClass, finding
from retrieval.records import Finding, Verdict

_SKEW = 0.06
"""How far the logarithm of an estimate may lie from the middle of its interval, as a share of the interval."""
_P_FACTOR = 2.5
"""How far a p-value may be from the one that its interval implies: a log-rank p is no Wald p."""


def check_consistency(text: str, judgements: Iterable[Judgement]) -> list[Finding]:
    """Return what does not fit together in one expression that the table does not confirm as it stands."""
    judgements = list(judgements)
    found = [item for first, second in pairwise(judgements) for item in _share_in_words(text, first, second)]
    for group in group_expressions(judgements):
        if all(item.verdict in (Verdict.SUPPORTED, Verdict.DERIVED) for item in group):
            continue
        numbers = {item.part.role: item for item in group}
        span = (min(item.part.number.start for item in group), max(item.part.number.end for item in group))
        found.extend(_interval(text, span, numbers))
        found.extend(_counts(text, span, numbers))
    return found


def _share_in_words(text: str, first: Judgement, second: Judgement) -> list[Finding]:
    """Where a share in words is none of the percentage in brackets behind it: "fewer than one in ten (15.4 %)"."""
    word, printed = first.part.number, second.part.number
    if word.form != "share" or printed.unit != "%" or not text.startswith(")", printed.unit_end):
        return []
    if not _BRACKET.fullmatch(text, word.end, printed.start):
        return []
    share, value = 100 * Decimal(word.value), Decimal(printed.value)  # type: ignore[arg-type]  # both are decimals
    sign = word.comparator or ""
    wrong = (sign in ("<", "<=") and value > share + _TIE) or (sign in (">", ">=") and value < share - _TIE)
    if not wrong and (sign in ("<", "<=", ">", ">=") or abs(share - value) <= _ROUGHLY):
        return []
    reason = f"{word.text} is {share:.1f} %, which {printed.text} % is not"
    return [finding(ErrorClass.UNCHECKED_QUANTITY, "error", text, (word.start, word.end), reason)]


_BRACKET = re.compile(r"[^0-9.;:()%]{0,60}\(")
_TIE, _ROUGHLY = Decimal("0.5"), Decimal(8)
"""Points by which a percentage may pass a limit in words, and by which it may differ from a share in words."""


def check_levels(text: str, judgements: Sequence[Judgement]) -> list[Finding]:
    """Return where one interval is told with two confidence levels: "its 95 % CI ran as follows: 99 % CI 0.32-0.89"."""
    found: list[Finding] = []
    levels = [item for item in judgements if item.part.role is Role.LEVEL]
    for first, second in pairwise(levels):
        both = first.part.role is second.part.role is Role.LEVEL and first.slot.sentence == second.slot.sentence
        alone = {part.role for part in first.slot.expression.parts} == {Role.LEVEL}
        bounds = second.slot.expression.number(Role.LOW) is not None
        between = text[first.part.number.end : second.part.number.start]
        of_others = _OF_OTHERS.search(text, max(0, first.part.number.start - _LEAD), first.part.number.start)
        if not (both and alone and bounds) or of_others or _OTHER_LEVEL.search(between):
            continue
        if first.part.number.value != second.part.number.value:
            reason = f"the interval is told as one of {first.part.number.text} % and of {second.part.number.text} %"
            span = first.part.number.start, first.part.number.end
            found.append(finding(ErrorClass.CI_LEVEL, "error", text, span, reason))
    return found


def check_sides(text: str, judgements: Sequence[Judgement]) -> list[Finding]:
    """Return where one p-value is told with both sides: "the two-sided p-value was nominal one-sided p=0.18"."""
    found: list[Finding] = []
    for item in judgements:
        lead = f"{item.slot.before[-120:]}{text[item.slot.expression.start : item.part.number.start]}"
        told = list(SIDES.finditer(lead)) if item.part.role is Role.P else []
        apart = len(told) == 2 and told[0]["side"].casefold()[:1] != told[1]["side"].casefold()[:1]
        if apart and not _OTHER_LEVEL.search(lead, told[0].end(), told[1].start()):
            span = item.part.number.start, item.part.number.end
            reason = f"the p-value is told as {told[0][0]} and as {told[1][0]}"
            found.append(finding(ErrorClass.P_VALUE, "error", text, span, reason))
    return found


_OF_OTHERS = re.compile(
    r"\b(?:unlike|(?:most|other|many) (?:trials|studies|analyses)|usual(?:ly)?|customar(?:y|ily)|conventional(?:ly)?)\b"
    r"[^.;]*$",
    re.IGNORECASE,
)
"""Before a level that the intervals of others have."""
_LEAD = 60
_OTHER_LEVEL = re.compile(r"\b(?:not|rather|than|instead|whereas|while|but|though|and|or|usual)\b", re.IGNORECASE)
"""Between two levels, or the sides of two p-values: the second is told against the first."""


def group_expressions(judgements: Iterable[Judgement]) -> list[list[Judgement]]:
    """The judgements of each expression together."""
    groups: dict[int, list[Judgement]] = {}
    for item in judgements:
        groups.setdefault(id(item.slot), []).append(item)
    return list(groups.values())


def _value(numbers: dict[Role, Judgement], role: Role) -> float | None:
    item = numbers.get(role)
    return float(item.part.number.value) if item and isinstance(item.part.number.value, Decimal) else None


def _interval(text: str, span: tuple[int, int], numbers: dict[Role, Judgement]) -> list[Finding]:
    estimate, low, high = (_value(numbers, role) for role in (Role.ESTIMATE, Role.LOW, Role.HIGH))
    if low is None or high is None or numbers[Role.LOW].slot.expression.interval == "plain":
        return []
    if low > high:
        return [
            finding(
                ErrorClass.INTERVAL_WITHOUT_ESTIMATE,
                "error",
                text,
                span,
                f"the lower bound {low:g} is above the upper bound {high:g}",
            )
        ]
    if estimate is None or numbers[Role.ESTIMATE].part.number.form == "share":
        return []  # "half of them had stopped by day 143 (95 % CI 118-171)": the bounds are those of the time
    if not low <= estimate <= high:
        return [
            finding(
                ErrorClass.INTERVAL_WITHOUT_ESTIMATE,
                "error",
                text,
                span,
                f"the interval {low:g} to {high:g} does not contain {estimate:g}",
            )
        ]
    ratio = next(iter(numbers.values())).slot.statistics & cues.RATIOS
    if not ratio or low <= 0 or low == high:
        return []
    found: list[Finding] = []
    middle = sqrt(low * high)
    if abs(log(estimate) - log(middle)) > _SKEW * (log(high) - log(low)) + _rounding(numbers, low):
        found.append(
            finding(
                ErrorClass.INTERVAL_NOT_SYMMETRIC,
                "warning",
                text,
                span,
                f"a ratio with this interval would be near {middle:.2f}, not {estimate:g}: a digit may be wrong",
            )
        )
    found.extend(_implied_p(text, span, numbers, (low, estimate, high)))
    return found


def _rounding(numbers: dict[Role, Judgement], low: float) -> float:
    """What half a unit of the last printed decimal can move a logarithm."""
    decimals = max((numbers[role].part.number.decimals or 0) for role in (Role.ESTIMATE, Role.LOW, Role.HIGH))
    return float(10**-decimals) / max(low, 1e-6)


def _implied_p(
    text: str, span: tuple[int, int], numbers: dict[Role, Judgement], values: tuple[float, float, float]
) -> list[Finding]:
    low, estimate, high = values
    level, p = _value(numbers, Role.LEVEL), _value(numbers, Role.P)
    if level is None or p is None or numbers[Role.P].part.number.comparator or not 0 < p < 1 or estimate <= 0:
        return []
    normal = NormalDist()
    error = (log(high) - log(low)) / (2 * normal.inv_cdf(0.5 + level / 200))
    one_sided = normal.cdf(-abs(log(estimate)) / error)
    sides = numbers[Role.P].slot.sides
    expected = {"one-sided": [one_sided], "two-sided": [2 * one_sided]}.get(sides or "", [one_sided, 2 * one_sided])
    if any(value / _P_FACTOR <= p <= value * _P_FACTOR for value in expected) or p < 0.0005:
        return []
    reason = f"the {level:g} % interval implies p near {expected[0]:.2g}{f' ({sides})' if sides else ''}, not {p:g}"
    return [finding(ErrorClass.P_NOT_IMPLIED, "warning", text, span, reason)]


def _counts(text: str, span: tuple[int, int], numbers: dict[Role, Judgement]) -> list[Finding]:
    count, total = (numbers.get(role) for role in (Role.COUNT, Role.TOTAL))
    estimate = numbers.get(Role.ESTIMATE)
    if count is None or total is None:
        return []
    n, whole = count.part.number.value, total.part.number.value
    if not isinstance(n, Decimal) or not isinstance(whole, Decimal) or whole == 0:
        return []
    if n > whole:
        return [finding(ErrorClass.WRONG_DENOMINATOR, "error", text, span, f"{n} is more than {whole}")]
    if estimate is None or estimate.part.number.unit != "%" or not isinstance(estimate.part.number.value, Decimal):
        return []
    share = 100 * n / whole
    if rounds_to(share, estimate.part.number.value) or estimate.part.number.comparator:
        return []
    return [
        finding(
            ErrorClass.PERCENTAGE_NOT_FROM_COUNTS,
            "error",
            text,
            span,
            f"{n}/{whole} is {share:.1f} %, not {estimate.part.number.text} %",
        )
    ]
