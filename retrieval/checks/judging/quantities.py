"""Shares and factors in words, "one in three", "halved", against the results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.agreement import rounds_to
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.numbers import Number
from retrieval.checks.judging.arithmetic import HUNDRED, Derived, as_shares, comparator_holds, pairs_of_arms
from retrieval.records import Verdict

_NEAR_SHARE = Decimal("0.035")
"""How far a share in words ("two-thirds", "one in three") may be from the reported one."""
_ABOUT_SHARE = Decimal("0.05")
"""The same for "nearly half" and "about a third"."""
_WIDTHS = {"~": _ABOUT_SHARE, "~>": Decimal("0.07"), "~<": Decimal("0.07")}
"""By the comparator: 56.1 % is "a little over half"."""
_NEAR_SMALL = Decimal("0.25")
"""How far it may be as a share of what is told: 5.7 % is no "one in ten"."""
_NEAR_FACTOR = Decimal("0.12")
"""How far a factor in words ("twice", "three times") may be from the computed one, as a share of it."""
_FAR_FACTOR = Decimal("0.5")
"""The same for "more than twice": three times would be another word."""
_NEAR = {">": _FAR_FACTOR, ">=": _FAR_FACTOR, "~": Decimal("0.16")}
"""By the comparator: "about four times" may be 4.6."""
_FAR_TIMES = Decimal("0.25")
"""How far two medians must be from a stated factor to refute it."""
_NEAR_INVERSE = Decimal("0.03")
"""How far a factor may be from the inverse of a hazard ratio, as a share of it."""
_NEAR_HAZARD = Decimal("0.02")
"""How far a hazard ratio may be from "halved"; three times as far from "about halved"."""
_LONGER = re.compile(r"\b(?:longer|shorter|as long|survival time|lived|more time)\b", re.IGNORECASE)


def derive_share(number: Number, rows: Sequence[Result]) -> Derived | None:
    """A share in words is near enough to the reported percentage, or it is not."""
    shares = [(row, share) for row in rows if (share := _share_of(row)) is not None]
    value = Decimal(number.value)  # type: ignore[arg-type]  # a Decimal here
    for row, share in shares:
        told = _show_share(row, share)
        near = _WIDTHS.get(number.comparator or "", _NEAR_SHARE)
        if abs(share - value) <= min(near, value * _NEAR_SMALL) and comparator_holds(number, share):
            return Derived(Verdict.DERIVED, f"{told} is about {number.text}", row)
        if number.comparator in (">", "<", ">=", "<=") and comparator_holds(number, share):
            return Derived(Verdict.DERIVED, f"{told} is {number.comparator} {number.text}", row)
    if shares:
        row, share = shares[0]
        told = _show_share(row, share)
        return Derived(
            Verdict.CONTRADICTED, f"{number.text} is {HUNDRED * value:.1f} %; the result is {told}", row, told
        )
    return None


def derive_reduction(number: Number, rows: Sequence[Result]) -> Derived | None:
    """ "A third lower" of what a ratio of hazards, risks, rates or means says; ``None`` where none is near it."""
    value = Decimal(number.value)  # type: ignore[arg-type]  # a Decimal here
    for row in rows:
        ratio = row.value if family(row.statistic, row.unit) in cues.RATIOS else None
        near = _WIDTHS.get(number.comparator or "", _NEAR_SHARE)
        if isinstance(ratio, Decimal) and abs(1 - ratio - value) <= near:
            return Derived(Verdict.DERIVED, f"1 - {ratio} is about {number.text}", row)
    return None


def _share_of(row: Result) -> Decimal | None:
    """The share that a result is: of its percentage, or of its count and what it is counted among."""
    if isinstance(row.value, Decimal) and row.unit == "%":
        return row.value / HUNDRED
    return Decimal(row.n) / row.N if row.n is not None and row.N else None


def _show_share(row: Result, share: Decimal) -> str:
    return f"{row.value} %" if row.unit == "%" else f"{row.n}/{row.N} = {HUNDRED * share:.1f} %"


_ODDS_OF = re.compile(r"\bodds (?:of|for)\b", re.IGNORECASE)
"""What follows may be a title, "the percentage of participants with ...": odds are told, and no share."""
_OF_PATIENTS = re.compile(r"\b(?:proportions?|percentages?|shares?|fractions?|numbers?)\b", re.IGNORECASE)


def derive_factor(number: Number, rows: Sequence[Result], words: str) -> Derived | None:
    """A factor in words against the hazard ratio or the two arms' figures; never a ratio of medians."""
    value = Decimal(number.value)  # type: ignore[arg-type]  # a Decimal here
    hazards = [row for row in rows if family(row.statistic, row.unit) == cues.HAZARD and isinstance(row.value, Decimal)]
    inverses = [1 / Decimal(row.value) for row in hazards if row.value]  # type: ignore[arg-type]  # decimals
    if value > 1 and any(abs(inverse - value) <= value * _NEAR_INVERSE for inverse in inverses):
        return None  # the other arm's hazard, told of it or not: words alone do not decide
    of_hazard = cues.HAZARD_WORD.search(words) is not None
    if hazards and _OF_PATIENTS.search(words) and not of_hazard:
        return None  # a share of the patients is no hazard
    times = number.text.casefold().endswith("times") and not of_hazard
    if hazards and not times and not _LONGER.search(words) and (value < 1 or of_hazard):
        return _of_hazard(number, value, hazards)
    if (told := _of_odds(value, rows, words) or _of_ratio(value, rows)) is not None:
        return told
    shares = pairs_of_arms([row for row in rows if row.unit == "%"]) or pairs_of_arms(as_shares(rows))
    return _of_shares(number, value, shares) if shares else _refute_times(number, rows)


def _of_hazard(number: Number, value: Decimal, hazards: Sequence[Result]) -> Derived:
    """The verdict on a factor that is told as a hazard."""
    allowed = _NEAR_HAZARD * (3 if number.comparator == "~" else 1)
    for row in hazards:
        hazard = Decimal(row.value)  # type: ignore[arg-type]  # a Decimal here
        if abs(hazard - value) <= allowed or _is_more_than(number, hazard):
            return Derived(Verdict.DERIVED, f"the hazard ratio is {row.value}", row)
    held = hazards[0].value
    reason = f'"{number.text}" means a hazard ratio of {value.normalize():f}; it is {held}'
    return Derived(Verdict.CONTRADICTED, reason, hazards[0], str(held))


def _of_shares(number: Number, value: Decimal, shares: Sequence[tuple[Result, Result]]) -> Derived | None:
    """The verdict on a factor by the shares of two arms; none where it is nearly theirs."""
    near = value * _NEAR.get(number.comparator or "", _NEAR_FACTOR)
    for new, old in (pair for first, second in shares for pair in ((first, second), (second, first))):
        if old.value:
            ratio = Decimal(new.value) / Decimal(old.value)  # type: ignore[arg-type]  # decimals
            if abs(ratio - value) <= near and comparator_holds(number, ratio):
                return Derived(Verdict.DERIVED, f"{new.value} / {old.value} = {ratio:.2f}", new)
    first, second = shares[0]
    ratio = Decimal(first.value) / Decimal(second.value) if second.value else Decimal(0)  # type: ignore[arg-type]  # decimals
    width = {"~": Decimal("0.25"), None: Decimal("0.2")}.get(number.comparator, Decimal(0))
    if ratio and min(abs(one - value) for one in (ratio, 1 / ratio)) <= value * width:
        return None  # "about four times", of 4.6; "twice as common", of 2.3
    return Derived(Verdict.CONTRADICTED, f"{first.value} / {second.value} = {ratio:.2f}", first, f"{ratio:.2f}")


def _of_odds(value: Decimal, rows: Sequence[Result], words: str) -> Derived | None:
    """A factor told of odds against the odds ratio."""
    odds = [row for row in rows if family(row.statistic, row.unit) == cues.ODDS]
    shares_told = _OF_PATIENTS.search(words) and not _ODDS_OF.search(words)
    if not odds or not re.search(r"\bodds\b", words, re.IGNORECASE) or shares_told:
        return None
    fitting = [row for row in odds if isinstance(row.value, Decimal) and rounds_to(row.value, value)]
    row = (fitting or odds)[0]
    verdict = Verdict.DERIVED if fitting else Verdict.CONTRADICTED
    return Derived(verdict, f"the odds ratio is {row.value}", row, None if fitting else str(row.value))


def _of_ratio(value: Decimal, rows: Sequence[Result]) -> Derived | None:
    """A factor that a ratio of risks, rates or means is: "levels were 2.51 times those of the others"."""
    for row in rows:
        reported = row.value if family(row.statistic, row.unit) in (cues.RISK, cues.RATE, cues.MEANS) else None
        if isinstance(reported, Decimal) and rounds_to(reported, value):
            return Derived(Verdict.DERIVED, f"the {row.statistic} is {reported}", row)
    return None


def _is_more_than(number: Number, hazard: Decimal) -> bool:
    """Whether a hazard ratio is what "more than halved" means: below a half, and not far."""
    value = Decimal(number.value)  # type: ignore[arg-type]  # a Decimal here
    return number.comparator in (">", ">=") and value < 1 and value * _FAR_FACTOR < hazard < value


def _refute_times(number: Number, rows: Sequence[Result]) -> Derived | None:
    """ "More than three times the 19 months": two medians give no ratio, but they can refute one."""
    medians = [row for row in rows if row.unit in cues.TIMES and family(row.statistic, row.unit) == cues.MEDIAN]
    pairs = pairs_of_arms(medians)
    value = Decimal(number.value)  # type: ignore[arg-type]  # a Decimal here
    ratios = [Decimal(one.value) / Decimal(two.value) for one, two in pairs if two.value]  # type: ignore[arg-type]  # decimals
    if value <= 1 or not ratios or any(abs(ratio - value) <= value * _FAR_TIMES for ratio in ratios):
        return None
    first, second = pairs[0]
    told = f"{first.value} against {second.value} {first.unit}"
    return Derived(Verdict.CONTRADICTED, f"{told}: not {number.text}", first, told)
