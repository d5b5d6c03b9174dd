"""Factors in words, told of two confirmed figures of their sentence: "twice as often", "twice the 21.9 months"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.arithmetic import comparator_holds
from retrieval.checks.judging.changes import is_change
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.neighbours import GOOD, are_arms, are_cutoffs, value_of
from retrieval.records import Verdict

_AS_OFTEN = re.compile(r"\s?as (?:often|frequent(?:ly)?|common(?:ly)?|many|high|likely)\b", re.IGNORECASE)
_NEAR_FACTOR, _FAR_FACTOR = Decimal("0.12"), Decimal("0.3")
"""How far the ratio of two figures may be from a factor in words, and how far it must be to refute it."""
_NEAR_TOLD, _FAR_TOLD = Decimal("0.02"), Decimal("0.08")
_SECOND_DECIMAL = re.compile(r"\.[0-9]{2}")
"""The same for a factor told to the second decimal: "2.43 times"."""
_FAR_BOUND = Decimal("0.5")
"""The same for "more than twice": three times would be another word."""


def judge_factor(item: Judgement, sentence: Sequence[Judgement]) -> Judgement:
    """A factor against the ratio of the two figures that it is told of; as it was where it is told of none."""
    verb = _VERB.match(item.part.number.text) is not None
    if _FROM.search(item.slot.after) or item.slot.after.rstrip().endswith(":"):
        risen = _as_rise(item, sentence)
        return _as_verb(item, sentence) if verb and risen is item else risen
    if _TIMES_THE.fullmatch(item.slot.after):
        return _as_times_the_other(item, sentence)
    if verb and item.slot.after.endswith("("):
        return _as_verb(item, sentence)
    if not _AS_OFTEN.match(item.slot.after):
        return item
    place = item.part.number.start
    shares = [other for other in sentence if other.verdict in GOOD and _is_level(other)]
    pairs = sorted(pairwise(shares), key=lambda pair: abs(pair[0].part.number.start - place))
    for first, second in [pair for pair in pairs if _is_of(item, pair[0])] or pairs[:1]:
        values = first.part.number.value, second.part.number.value
        if not are_arms(first, second) or not all(isinstance(value, Decimal) and value for value in values):
            continue
        judged = _held_against(item, first, second)
        if judged is not item:
            return judged
    return item


_VERB = re.compile(r"(?:halv|doubl|tripl|quadrupl)(?:ed|es|ing)\b", re.IGNORECASE)


def _as_verb(item: Judgement, sentence: Sequence[Judgement]) -> Judgement:
    """ "A nearly doubled the median, compared with B (35.7 vs 19.2 months)": the two figures in the bracket."""
    start = item.part.number.start
    behind = [it for it in sentence if it.part.role is Role.ESTIMATE and it.part.number.start > start][:2]
    good = len(behind) > 1 and all(it.verdict in GOOD and isinstance(it.part.number.value, Decimal) for it in behind)
    if not good or not are_arms(*behind) or not all(it.part.number.value for it in behind):
        return item
    return _held_against(item, *behind)


def _is_level(item: Judgement) -> bool:
    """Whether a figure is a share of patients, or what was measured in an arm: a mean titre, a rate."""
    number, row = item.part.number, item.result
    told = item.part.role is Role.ESTIMATE and number.form == "digits" and row is not None and row.arm is not None
    return number.unit == "%" or (told and row is not None and row.unit not in (None, "patients", "events"))


_TIMES_THE = re.compile(
    r"\s(?:as (?:long|many|much|high) as )?(?:that of )?the (?:median (?:of )?)?"
    r"|\sas (?:long|many|much|high) as [^.;:0-9()]{0,60}\(",
    re.IGNORECASE,
)
"""Between a factor and the figure that it is told of: "42.7 months, nearly twice the 21.9 months"."""


def _as_times_the_other(item: Judgement, sentence: Sequence[Judgement]) -> Judgement:
    """A factor told between the figures of two arms, of the second."""
    start = item.part.number.start
    told = [it for it in sentence if it.verdict in GOOD and it.part.role is Role.ESTIMATE and it is not item]
    before = [it for it in told if it.part.number.start < start]
    behind = [it for it in told if it.part.number.start > start]
    if not before or not behind or not are_arms(before[-1], behind[0]):
        return item
    first, second = before[-1], behind[0]
    alike = first.part.number.unit == second.part.number.unit is not None
    decimals = all(isinstance(it.part.number.value, Decimal) and it.part.number.value for it in (first, second))
    return _held_against(item, first, second) if alike and decimals else item


_FROM = re.compile(r"\bfrom (?:a median of |about |around )?$", re.IGNORECASE)
_TO = re.compile(r"[^.;:,0-9]{0,60}\bto (?:a median of |about |around )?$", re.IGNORECASE)


def _as_rise(item: Judgement, sentence: Sequence[Judgement]) -> Judgement:
    """A factor told of a step between two figures: "it nearly doubled, from 19.2 to 35.7 months"."""
    start = item.part.number.start
    behind = [it for it in sentence if it.part.role is Role.ESTIMATE and it.part.number.start > start]
    if len(behind) < len(("from", "to")) or not (_TO.fullmatch(behind[1].slot.before) or is_change(*behind[:2])):
        return item
    first, second = behind[:2]
    confirmed = {first.verdict, second.verdict} <= set(GOOD)
    decimals = all(isinstance(it.part.number.value, Decimal) and it.part.number.value for it in (first, second))
    same = are_arms(first, second) or are_cutoffs(first, second)
    return _held_against(item, second, first) if confirmed and decimals and same else item


def _held_against(item: Judgement, first: Judgement, second: Judgement) -> Judgement:
    """A factor against the ratio of two figures."""
    ratio = value_of(first) / value_of(second)
    off = abs(ratio / Decimal(item.part.number.value) - 1)  # type: ignore[arg-type]  # a decimal
    reason = f"{first.part.number.value} / {second.part.number.value} = {ratio:.2f}"
    exact = _SECOND_DECIMAL.search(item.part.number.text)
    near, far = (_NEAR_TOLD, _FAR_TOLD) if exact else (_NEAR_FACTOR, _FAR_FACTOR)
    bounded = item.part.number.comparator in ("<", ">", "<=", ">=")
    if bounded and not comparator_holds(item.part.number, ratio):
        return replace(item, verdict=Verdict.CONTRADICTED, reason=reason, result=first.result, expected=f"{ratio:.2f}")
    if off <= (_FAR_BOUND if bounded else near):
        return replace(item, verdict=Verdict.DERIVED, reason=reason, result=first.result)
    if off >= far:
        expected = f"{ratio:.1f}"
        return replace(item, verdict=Verdict.CONTRADICTED, reason=reason, result=first.result, expected=expected)
    return item


def _is_of(item: Judgement, other: Judgement) -> bool:
    return bool(item.slot.outcomes) and item.slot.outcomes[:1] == other.slot.outcomes[:1]
