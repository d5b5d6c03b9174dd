"""Differences told beside the figures that they are of: "74 fewer with A", "a gain of 16.5 months"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.agreement import rounds_to
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.differences import RECKONED
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.neighbours import (
    GOOD,
    are_alike,
    are_arms,
    are_cutoffs,
    counts_before,
    decided,
    is_count,
    value_of,
)
from retrieval.checks.sentences.slots import Slot
from retrieval.records import Verdict


def as_gap(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """ "252 on A and 326 on B, 74 fewer with A", "from 103 to 159 events, an increase of 56"."""
    rises = _RISE.search(item.slot.before) or _MORE.search(item.slot.before)
    if not rises and not _FEWER.match(item.slot.after):
        return None
    counts = counts_before(item, sentence) or _from_to_behind(item, sentence, more=_MORE.search(item.slot.before))
    if len(counts) < 2 or not (are_arms(counts[-2], counts[-1]) or are_cutoffs(counts[-2], counts[-1])):
        return None
    first, second = counts[-2:]
    gap = abs(value_of(first) - value_of(second))
    return decided(item, gap, f"|{first.part.number.text} - {second.part.number.text}| = {gap}", first)


def _from_to_behind(item: Judgement, sentence: Sequence[Judgement], *, more: object) -> list[Judgement]:
    """The two counts of a change told behind what it amounts to: "it grew by 56, from 103 to 159"."""
    behind = [it for it in sentence if is_count(it) and it.part.number.start > item.part.number.start]
    return behind[:2] if more or _FROM.search(item.slot.after) else []


_MORE = re.compile(r"\b(?:an? (?:additional|further)|another)\s$", re.IGNORECASE)
"""Before how many came on top: "another 56 events had occurred (159, up from 103)"."""


_FROM = re.compile(r"^[\s,(]*(?:\w+\s){0,2}from\s$", re.IGNORECASE)
_RISE = re.compile(
    r"\b(?:increase|rise|gain|growth|decrease|drop|fall|difference|surplus|excess|deficit|shortfall|gap) (?:of|by)"
    r"\s(?:another\s|only\s)?$|\b(?:grew|grown|rose|risen|increased|went up|gone up|fell|fallen|dropped|decreased) by"
    r"\s(?:another\s|only\s)?$",
    re.IGNORECASE,
)
_FEWER = re.compile(r"\s(?:\w+ )?(?:fewer|more|less)\b(?! than half)", re.IGNORECASE)


def as_gap_between(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """A difference told between the two figures that it is of: "42.7 months, 18 months more than the 24.7 months"."""
    unit = "%" if item.part.number.unit in ("points", "percentage points") else item.part.number.unit
    if unit is None or not _MORE_THAN.match(item.slot.after):
        return None
    told = [it for it in sentence if it.part.role is Role.ESTIMATE and it.slot.unit == unit and it is not item]
    before = [it for it in told if it.part.number.start < item.part.number.start]
    behind = [it for it in told if it.part.number.start > item.part.number.start]
    if not before or not behind or not are_alike(before[-1], behind[0]):
        return None
    first, second = before[-1], behind[0]
    gap = value_of(first) - value_of(second)
    formula = f"{first.part.number.text} - {second.part.number.text} = {gap}"
    if (gap < 0) != (_LESS_THAN.match(item.slot.after) is not None):
        return None
    if item.part.number.unit == "%":
        return _as_relative(item, abs(gap), second, formula)
    near = (item.part.number.comparator or "").startswith("~") and abs(abs(gap) - value_of(item)) <= 1
    if rounds_to(abs(gap), value_of(item)) or near:
        return replace(item, verdict=Verdict.DERIVED, reason=formula, result=first.result, expected=None)
    return replace(item, verdict=Verdict.CONTRADICTED, reason=formula, result=first.result, expected=str(abs(gap)))


def _as_relative(item: Judgement, gap: Decimal, second: Judgement, formula: str) -> Judgement:
    """ "50 % more than the 20.4 % on B": of two shares that is what the first has more as a share of the second."""
    base = value_of(second)
    if base and rounds_to(100 * gap / base, value_of(item)):
        reason = f"{formula}; {gap} / {base} = {item.part.number.text} %"
        return replace(item, verdict=Verdict.DERIVED, reason=reason, result=second.result, expected=None)
    reason = f"{formula} percentage points, which is no relative change in per cent"
    expected = f"{gap} percentage points"
    return replace(item, verdict=Verdict.CONTRADICTED, reason=reason, result=second.result, expected=expected)


_MORE_THAN = re.compile(
    r"\s(?:\w+ )?(?:(?:more|less|longer|shorter|later|earlier|higher|lower|greater|fewer|smaller) than|above|below|over"
    r"|under|ahead of|behind|short of)\s(?:[a-z]+\s){0,8}\(?$",
    re.IGNORECASE,
)
"""Between a difference and the figure that it is measured from."""
_LESS_THAN = re.compile(
    r"\s(?:\w+ )?(?:(?:less|shorter|earlier|lower|fewer|smaller) than|below|under|behind|short of)\b", re.IGNORECASE
)


def as_gap_of_times(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """ "35.7 months on A and 19.2 on B, a gain of 16.5 months": of the two times told before it, as printed."""
    named = _AMOUNTS.search(item.slot.before) and _NAMED.search(item.slot.told)
    named = named or (_APPOSED.fullmatch(item.slot.before) and _GAP_BETWEEN.search(item.slot.told))
    if not (named or _GAIN.search(item.slot.before) or _LONGER.match(item.slot.after)):
        return None
    times = [
        it
        for it in sentence
        if it.verdict in GOOD
        and it.part.role is Role.ESTIMATE
        and isinstance(it.part.number.value, Decimal)
        and (
            _unit_told(it) == item.part.number.unit or (item.part.number.unit is None and bool(it.part.number.decimals))
        )
        and it is not item
    ]
    before = [it for it in times if it.part.number.start < item.part.number.start]
    behind = not before and (_FROM.search(item.slot.after) or _BETWEEN.search(item.slot.after))
    times = times[:2] if behind else before
    if len(times) < 2 or not are_arms(times[-2], times[-1]):
        return None
    first, second = times[-2:]
    gap = abs(value_of(first) - value_of(second))
    formula = f"|{first.part.number.text} - {second.part.number.text}| = {gap}"
    near = (item.part.number.comparator or "").startswith("~") and abs(gap - value_of(item)) <= 1
    if rounds_to(gap, value_of(item)) or near:
        return replace(item, verdict=Verdict.DERIVED, reason=formula, result=first.result, expected=None)
    return replace(item, verdict=Verdict.CONTRADICTED, reason=formula, result=first.result, expected=str(gap))


def _unit_told(item: Judgement) -> str | None:
    """The unit of a confirmed figure: its own, else that of its result."""
    return item.slot.unit or (item.result.unit if item.result is not None else None)


def as_gap_of_before(item: Judgement, before: Sequence[Judgement]) -> Judgement | None:
    """ "33.5 % with A, 15.4 % with B. The difference is 18.1 points": of the two arms' figures told right before it.

    What another analysis or group has is none of it; nor is a gap that the rounding of the two figures explains.
    """
    number, slot = item.part.number, item.slot
    gap_told = slot.statistics == {cues.DIFFERENCE} or (number.unit in _POINTS and not slot.statistics)
    if not gap_told or slot.expression.interval or slot.unknown or number.comparator:
        return None
    unit = "%" if number.unit in _POINTS else number.unit
    told = [it for it in before if it.part.role is Role.ESTIMATE and it.verdict in GOOD]
    told = [it for it in told if unit is None or _unit_told(it) == unit][-2:]
    if len(told) < len(("one", "other")) or not are_arms(*told) or not are_alike(*told):
        return None
    first, second = told
    row = first.result
    if row is None or not isinstance(number.value, Decimal) or not _is_of(item.slot, row):
        return None
    if item.verdict in GOOD and item.result is not None and item.result.data_cutoff == row.data_cutoff:
        return None
    gap = abs(value_of(first) - value_of(second))
    formula = f"|{first.part.number.text} - {second.part.number.text}| = {gap}"
    if rounds_to(gap, value_of(item)):
        if number.unit == "%" and RECKONED.match(slot.after):
            expected = f"{gap} percentage points"
            return replace(item, verdict=Verdict.CONTRADICTED, reason=formula, result=row, expected=expected)
        return replace(item, verdict=Verdict.DERIVED, reason=formula, result=row, expected=None)
    if abs(gap - abs(value_of(item))) <= sum(_rounding(it) for it in (first, second, item)):
        return None
    return replace(item, verdict=Verdict.CONTRADICTED, reason=formula, result=row, expected=str(gap))


def _is_of(slot: Slot, row: Result) -> bool:
    """Whether what a slot tells, as far as it does, is of a result's outcome, group and cut-off."""
    groups = not slot.subgroups or row.subgroup in slot.subgroups
    cutoff = not slot.cutoffs or row.data_cutoff in slot.cutoffs
    return groups and cutoff and (not slot.outcomes or slot.carried or row.outcome in slot.outcomes)


def _rounding(item: Judgement) -> Decimal:
    """Half a unit of the last digit of a printed number."""
    return Decimal(5).scaleb(-1 - (item.part.number.decimals or 0))


_GAIN = re.compile(
    r"\b(?:(?:gain|difference|gap|improvement|increase|benefit|prolongation|advantage|extension|delay|margin)"
    r"(?: (?:between|in) [^.;:,0-9]{3,40})?(?: (?:of|is|was|being|amount(?:s|ed)? to|comes? to)|:)"
    r"|(?:difference|gap) (?:between|in) (?:the |both |these |their )?(?:two )?medians,"
    r"|(?:lower|higher|smaller|larger|longer|shorter|later|differ(?:ed|s)?|apart|rose|grew|(?:improv|increas|lengthen|prolong|extend|shorten|delay"
    r"|postpon)(?:ed|s|es)(?: [^.;:,()0-9]{3,60})?) by)"
    r"\s(?:about |some |roughly |almost |nearly |just over |just under |therefore |thus )?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"^\s(?:(?:[a-z]+ )?(?:between|separates?|in|for)\b[^.;:0-9]*[(:,]|(?:apart )?[(:])\s?(?:[\w-]+ )?$", re.IGNORECASE
)
"""Between a gap of times and the two that it is of: "a gap of 16.5 months between the medians (35.7 and 19.2)"."""
_AMOUNTS = re.compile(r"\b(?:amount(?:s|ed)? to|comes? to|came to|mak(?:es|ing)|giv(?:es|ing)|equals)\s(?:about )?$")
_NAMED = re.compile(r"\b(?:gap|difference|gain|improvement|advantage|extension|prolongation)\b", re.IGNORECASE)
"""Told before the two figures: "the gap between the medians, 35.7 and 19.2 months, amounts to 16.5 months"."""
_APPOSED = re.compile(r"(?:\s[a-z]+)?[,:]\s")
_GAP_BETWEEN = re.compile(r"\b(?:gap|difference) between\b", re.IGNORECASE)
"""Told before two figures and the gap right behind: "the difference between 24.0 and 18.5 months, 5.5 months"."""
_LONGER = re.compile(r"\s(?:longer|shorter|later|apart|more)\b(?! than)", re.IGNORECASE)


def as_change(item: Judgement, sentence: Sequence[Judgement]) -> Judgement:
    """ "Went up by 4.4 points, 39.7 % to 44.1 %": two shares of one arm at different cut-offs, or of two arms.

    Of two arms the difference of the shares as they are printed is told as well as the one of the counts behind them.
    """
    shares = _shares_of(item, sentence)
    pairs = [(one, two) for one, two in pairwise(shares) if are_cutoffs(one, two) or are_arms(one, two)]
    for first, second in pairs:
        gap = abs(value_of(first) - value_of(second))
        formula = f"|{first.part.number.text} - {second.part.number.text}| = {gap}"
        if are_cutoffs(first, second):
            return decided(item, gap, formula, first)
        if item.part.number.value == gap:
            return replace(item, verdict=Verdict.DERIVED, reason=formula, result=first.result, expected=None)
    return item


def _shares_of(item: Judgement, sentence: Sequence[Judgement]) -> list[Judgement]:
    """The confirmed shares that a gap may be of: of several gaps each has those up to the next one, else before it."""
    shares = [other for other in sentence if other.verdict in GOOD and other.part.number.unit == "%"]
    start = item.part.number.start
    gaps = [other.part.number.start for other in sentence if other.part.number.unit in _POINTS]
    if len(gaps) < len(("one", "another")):
        return shares
    following = min((place for place in gaps if place > start), default=None)
    behind = [
        it for it in shares if it.part.number.start > start and (following is None or it.part.number.start < following)
    ]
    return behind if len(behind) > 1 else [it for it in shares if it.part.number.start < start]


_POINTS = ("percentage points", "points")


def as_change_of_ratio(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """ "Fell by 34.5 % with A (ratio 0.655)": the change that the ratio to baseline in the bracket behind it means."""
    behind = [it for it in sentence if it.part.number.start > item.part.number.start]
    ratio = next((it for it in behind if it.part.number.unit == "%" or _RATIO.search(it.slot.before)), None)
    if ratio is None or ratio.verdict not in GOOD or ratio.part.number.unit is not None:
        return None
    change = 100 * (1 - value_of(ratio))
    way = cues.REDUCTION if change > 0 else cues.INCREASE
    if not way.search(f"{item.slot.before[-60:]} {item.slot.after[:20]}") or not rounds_to(abs(change), value_of(item)):
        return None
    reason = f"100 x (1 - {ratio.part.number.text}) = {change}"
    return replace(item, verdict=Verdict.DERIVED, reason=reason, result=ratio.result, expected=None)


_RATIO = re.compile(r"\((?:[a-z-]+ )*ratio(?: of| to baseline| was|:| =)?\s$", re.IGNORECASE)


def as_told_in_words(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """ "Nearly three years (35.7 months)": a time in round words, before the same in the bracket behind it."""
    behind = [it for it in sentence if it.part.role is Role.ESTIMATE and it.part.number.start > item.part.number.start]
    other = behind[0] if behind and item.slot.after.strip().endswith("(") else None
    units = item.part.number.unit, other.part.number.unit if other else None
    if other is None or other.verdict not in GOOD or not {*units} <= {*_IN_MONTHS} or units[0] == units[1]:
        return None
    told, exact = (value_of(it) * _IN_MONTHS[unit or ""] for it, unit in zip((item, other), units, strict=True))
    if not exact or abs(told / exact - 1) > _ROUND:
        return None
    reason = f"told again as {other.part.number.text} {units[1]}"
    return replace(item, verdict=Verdict.DERIVED, reason=reason, result=other.result, expected=None)


_IN_MONTHS = {"years": Decimal(12), "months": Decimal(1), "weeks": Decimal(12) / 52}
_ROUND = Decimal("0.07")
"""How far, as a share, a time in round words may be from the exact one behind it."""
