"""Shares told of counts and other shares of their sentence: "103, 65 % of the 159", "two in five (41.8 %)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from retrieval.checks.figures.agreement import rounds_to
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.arithmetic import comparator_holds, show
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.neighbours import GOOD, decided, is_count, value_of
from retrieval.records import Verdict

_NEAR_SHARE, _ROUGH_SHARE, _FAR_SHARE = Decimal(4), Decimal(6), Decimal(8)
"""The same for a share in words and the percentage in brackets behind it, in points."""


def as_share_of_count(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """The share in brackets behind a count of a whole, "689 of 1204 recipients with a diary (57.2 %)"."""
    if not _IN_BRACKETS.search(item.slot.before) or item.part.role is not Role.ESTIMATE:
        return None
    before = [other for other in sentence if other.part.number.start < item.part.number.start]
    count, total = (
        next((it for it in reversed(before) if it.part.role is role), None) for role in (Role.COUNT, Role.TOTAL)
    )
    if count is None or total is None or count.slot is not total.slot or before[-1].slot is not count.slot:
        return None
    if None not in (item.slot.arm, count.slot.arm) and item.slot.arm != count.slot.arm:
        return None  # "42 of 179 on A and 7 of 123 on B (5.7 % and 23.5 %)"
    if not value_of(total) or not {count.verdict, total.verdict} <= set(GOOD):
        return None
    share = 100 * value_of(count) / value_of(total)
    if not rounds_to(share, value_of(item)):
        return None
    reason = f"{count.part.number.text}/{total.part.number.text} = {show(share, item.part.number)} %"
    return replace(item, verdict=Verdict.DERIVED, reason=reason, result=count.result, expected=None)


_IN_BRACKETS = re.compile(r"^[^;.:]{1,60}\(\s?$")


def as_share_of_whole(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """The share that the count right before it is of the whole behind it: "103 events, 65 % of the 159 planned"."""
    before = [it for it in sentence if it.part.number.start < item.part.number.start]
    good = {it.part.number.value for it in before if it.verdict in GOOD}
    whole = [it for it in sentence if it.slot is item.slot and it.part.role is Role.TOTAL]
    whole = [it for it in whole if it.verdict in GOOD or it.part.number.value in good]
    if not (whole and before and is_count(before[-1]) and _APPOSED.match(item.slot.before) and value_of(whole[0])):
        return None
    share = 100 * value_of(before[-1]) / value_of(whole[0])
    shown = show(share, item.part.number)
    told = value_of(item) if rounds_to(share, value_of(item)) else Decimal(shown)
    return decided(item, told, f"{before[-1].part.number.text}/{whole[0].part.number.text} = {shown} %", before[-1])


_APPOSED = re.compile(
    r"^[^;.:]{0,60}(?:[,(]|\b(?:were|was|are|is|makes?|made up|represent(?:s|ed|ing)?|correspond(?:s|ed|ing)? to"
    r"|equals?)\s)\s?(?:(?:or|i\.e\.|that is|which is|being|about|some),?\s){0,2}$"
)


def as_whole_again(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """The whole of a share that the sentence has told before: "of 341 screened, 302 entered, 88.6 % of the 341"."""
    alone = item.part.role is Role.TOTAL and not any(part.role is Role.COUNT for part in item.slot.expression.parts)
    for other in sentence if alone else ():
        same = other.part.number.value == item.part.number.value and other.slot is not item.slot
        if same and other.verdict in GOOD and other.part.number.start < item.part.number.start:
            return replace(
                item, verdict=Verdict.SUPPORTED, reason="told before", result=other.result, expected=None,
                differs=frozenset(),
            )  # fmt: skip
    return None


def as_whole_in_brackets(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """Those of whom a count is told, in brackets behind its arm: "53 on A (179) and 16 on B (123)"."""
    before = [it for it in sentence if it.part.number.start < item.part.number.start]
    alone = len(item.slot.expression.parts) == 1 and item.slot.before.endswith("(") and item.slot.after.startswith(")")
    count = before[-1] if before and alone else None
    row = count.result if count is not None and count.verdict in GOOD and is_count(count) else None
    if row is None or row.N is None or row.arm != item.slot.arm or item.part.number.value != row.N:
        return None
    reason = f"those of whom {count.part.number.text} are told: {row.N}"  # type: ignore[union-attr]  # it has a result
    return replace(item, verdict=Verdict.SUPPORTED, reason=reason, result=row, expected=None, differs=frozenset())


_BOTH_ARMS = re.compile(r"[^.;]{0,40}\b(?:both|each|either|all) (?:the )?(?:arms?|groups?)\b", re.IGNORECASE)


def as_share_told(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """ "105 of 177 and 70 of 122, so nearly six in ten in both arms": the share of the figures told before it."""
    both = _BOTH_ARMS.match(item.slot.after) is not None
    rows = [
        other.result
        for other in sentence
        if other.verdict in GOOD
        and other.result is not None
        and other.result.unit == "%"
        and other.part.number.start < item.part.number.start
        and (both or other.result.arm == item.slot.arm)
        and item.slot.outcomes[:1] == other.slot.outcomes[:1]
    ]
    told = [Decimal(row.value) for row in rows if isinstance(row.value, Decimal)]
    share = 100 * value_of(item)
    if item.part.number.comparator in ("<", ">", "<=", ">="):
        near = all(comparator_holds(item.part.number, value / 100) for value in told)
    else:
        near = all(abs(share - value) <= _NEAR_SHARE for value in told)
    if not told or not near:
        return None
    return replace(item, verdict=Verdict.DERIVED, reason="told before it", result=rows[0], expected=None)


def as_share(item: Judgement, sentence: Sequence[Judgement]) -> Judgement:
    """ "Two in five people ... (41.8 %)": what is told behind a share in words, in per cent or as a count."""
    later = [other for other in sentence if other.part.number.start > item.part.number.start]
    own = [other for other in later if other.slot is later[0].slot]
    if not own or not _OPENS.search(item.slot.after):
        return item
    beside = _share_of(own, apposed=item.slot.after.endswith(", "))
    if beside is None:
        return item
    share, reason = beside
    off = abs(100 * value_of(item) - share)
    if item.part.number.comparator in ("<", ">", "<=", ">="):
        holds = comparator_holds(item.part.number, share / 100)
        off = Decimal(0) if holds else _FAR_SHARE
    rough = (item.part.number.comparator or "").startswith("~") and off <= _ROUGH_SHARE
    if (rough or off <= _NEAR_SHARE) and own[0].verdict in GOOD:
        return replace(item, verdict=Verdict.DERIVED, reason=f"told beside {reason}", result=own[0].result)
    if off >= _FAR_SHARE:
        told = replace(item, reason=f"told beside {reason}", result=own[0].result, expected=reason)
        return replace(told, verdict=Verdict.CONTRADICTED)
    return item


_OPENS = re.compile(r"(?:[(\[]|, )$")


def _share_of(own: Sequence[Judgement], *, apposed: bool) -> tuple[Decimal, str] | None:
    """What share figures told together tell, and how: their percentage, in brackets, or their count of a whole."""
    shares = [other for other in own if other.part.number.unit == "%"]
    if shares and not apposed:
        return Decimal(shares[0].part.number.value), f"{shares[0].part.number.text} %"  # type: ignore[arg-type]
    count, whole = (next((it for it in own if it.part.role is role), None) for role in (Role.COUNT, Role.TOTAL))
    if count is None or whole is None or not value_of(whole) or not {count.verdict, whole.verdict} <= set(GOOD):
        return None
    share = 100 * value_of(count) / value_of(whole)
    return share, f"{count.part.number.text}/{whole.part.number.text} = {share:.1f} %"
