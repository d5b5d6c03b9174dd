"""Numbers that follow from others of their sentence: "15 and 17, so 32 of all", "twice as often (14.9 % v 7.5 %)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby, pairwise

from retrieval.checks.figures.cues import TIMES
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.factors import judge_factor
from retrieval.checks.judging.gaps import (
    as_change,
    as_change_of_ratio,
    as_gap,
    as_gap_between,
    as_gap_of_before,
    as_gap_of_times,
    as_told_in_words,
)
from retrieval.checks.judging.interval_ends import as_interval_end
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.neighbours import (
    COUNTED,
    GOOD,
    are_arms,
    counts_before,
    decided,
    is_count,
    is_whole_number,
    value_of,
)
from retrieval.checks.judging.shares_told import (
    as_share,
    as_share_of_count,
    as_share_of_whole,
    as_share_told,
    as_whole_again,
    as_whole_in_brackets,
)
from retrieval.checks.judging.taken import as_left, as_taken
from retrieval.records import Verdict

_TOTAL = re.compile(
    r"\b(?:total|both|overall|all(?! but)|combined(?! with)|together(?! with)|altogether|in all|sum(?:ming)?"
    r"|over the two|across)\b",
    re.IGNORECASE,
)
_IS_GAP = re.compile(r"\s(?:more|fewer)\s(?!than\b)", re.IGNORECASE)
"""Behind how many one arm has more or fewer, which is no sum: "25 fewer deaths with A"."""
_ANNOUNCES = re.compile(r"[:(]\s*$")
"""Before the parts of a sum: "eight completed it: four on A, four on B"."""
_ALL_BUT = re.compile(r"\ball but\s$", re.IGNORECASE)
_LEFT = re.compile(r"\b(?:leav(?:es|ing)|left|remaining|the (?:other|rest))\s(?:only )?$", re.IGNORECASE)
_HENCE = re.compile(
    r"\b(?:hence|so|thus|therefore|that is|i\.e\.|meaning(?: that)?|which means(?: that)?),?\s$", re.IGNORECASE
)
_AND_SO = re.compile(r"(?:\b(?:and|while|but)|;)\s$", re.IGNORECASE)
"""Before those who are left, where what they did not do is not told again: "302 went on and 39 did not"."""
_DID_NOT = re.compile(r"\s(?:patients |participants |people )?(?:did|were|was|had|have|has) not\b", re.IGNORECASE)


def judge_from_neighbours(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Judge what the table does not decide by the confirmed figures of its sentence that it is told to follow from."""
    found: list[Judgement] = []
    for place, group in groupby(judgements, key=lambda item: item.slot.sentence):
        sentence = list(group)
        again = [_reconsidered(item, sentence) for item in sentence]
        if len(sentence) == 1:
            before = [item for item in found if place - item.slot.sentence <= _NEAR_SENTENCES]
            again = [as_gap_of_before(again[0], before) or _judged_by_before(again[0], before)]
        found += again
    return found


_NEAR_SENTENCES = 2
"""How far back the two figures stand that a sentence tells the gap of: "35.7 on A. 19.2 on B. A gain of 16.5"."""


def _judged_by_before(item: Judgement, before: Sequence[Judgement]) -> Judgement:
    """What a sentence of one number tells of the figures before it: the gap of two times, the level of an interval."""
    if item.verdict in GOOD:
        return item
    if item.part.number.unit in TIMES:
        return as_gap_of_times(item, [*before, item]) or item
    row = before[-1].result if before and before[-1].verdict in GOOD else None
    if item.part.role is not Role.LEVEL or item.slot.outcomes or row is None or row.ci_level is None:
        return item
    reason = "the level of the interval before it"
    if row.ci_level == item.part.number.value:
        return replace(item, verdict=Verdict.SUPPORTED, reason=reason, result=row)
    if not any(it.part.role is Role.HIGH for it in before if it.slot.sentence == before[-1].slot.sentence):
        return item
    return replace(item, verdict=Verdict.CONTRADICTED, reason=reason, result=row, expected=str(row.ci_level))


def _reconsidered(item: Judgement, sentence: Sequence[Judgement]) -> Judgement:
    if item.part.number.form == "share" and item.verdict is Verdict.DERIVED:
        judged = as_share(item, sentence)
        return judged if judged.verdict is Verdict.CONTRADICTED else item
    if item.verdict not in (Verdict.UNCHECKED, Verdict.CONTRADICTED):
        return item
    if item.part.number.form == "share" and (same := as_share_told(item, sentence)):
        return same
    for reads_again in (as_whole_again, as_whole_in_brackets, _as_told_again, as_taken):
        if again := reads_again(item, sentence):
            return again
    if is_whole_number(item) and (told := as_left(item, sentence) or _as_told_sum(item, sentence)):
        return told
    judged = _judged(item, sentence)
    if judged is item and item.verdict is Verdict.CONTRADICTED and _did_not(item) and item.part.number.unit != "%":
        return replace(item, verdict=Verdict.UNCHECKED, reason="those who did not, and of how many is not known")
    return judged if item.verdict is Verdict.UNCHECKED or judged.verdict is Verdict.DERIVED else item


def _judged(item: Judgement, sentence: Sequence[Judgement]) -> Judgement:
    """The verdict on a number by the sums that the other figures of its sentence make."""
    number = item.part.number
    if not isinstance(number.value, Decimal):
        return item
    if number.form == "factor":
        return judge_factor(item, sentence)
    if number.unit == "%" and (end := as_interval_end(item, sentence)):
        return end
    if number.comparator in ("<", ">", "<=", ">="):
        return item
    if number.form == "share":
        return as_share(item, sentence)
    if between := as_gap_between(item, sentence):
        return between
    if number.unit in ("percentage points", "points"):
        return as_change(item, sentence)
    if number.unit == "%":
        share = as_share_of_count(item, sentence) or as_share_of_whole(item, sentence)
        return share or as_change_of_ratio(item, sentence) or item
    if number.unit in TIMES:
        return as_told_in_words(item, sentence) or as_gap_of_times(item, sentence) or item
    if number.decimals and (again := as_gap_of_times(item, sentence)):
        return again
    return item if _OF_TIME.search(item.slot.before) else _as_count(item, sentence) or item


def _as_count(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """The verdict on a number of people as the rest, the gap or the sum of others."""
    number = item.part.number
    whole = number.form in ("digits", "cardinal") and number.decimals == 0 and number.unit in COUNTED
    if not whole or item.part.role not in (Role.ESTIMATE, Role.COUNT, Role.TOTAL):
        return None
    if told := _as_all_but(item, sentence) or _as_rest(item, sentence) or as_gap(item, sentence):
        return told
    if _IS_GAP.match(item.slot.after):
        return None
    return _as_told_sum(item, sentence) or _as_sum(item, sentence)


def _as_all_but(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """ "All but two of the 179 were treated": those who were not, where the table has 177 of them."""
    own = [it for it in sentence if it.slot is item.slot]
    count = next((it for it in own if it.part.role in (Role.COUNT, Role.ESTIMATE)), item)
    told = [it for it in sentence if it.part.role is Role.TOTAL and (it.verdict in GOOD or it in own)]
    if not told or count.result is None or not _ALL_BUT.search(item.slot.before):
        return None
    left = value_of(told[0]) - value_of(count)
    if left not in (count.result.value, count.result.n):
        return None
    reason = f"{told[0].part.number.text} - {value_of(count)} = {left}"
    return replace(item, verdict=Verdict.DERIVED, reason=reason, result=count.result, expected=None)


def _as_told_again(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """The parts of what is reckoned, "3.7 points (86.6 - 82.9)", "216 + 86 = 302": told before in the sentence."""
    if not (_SIGN.match(item.slot.after) or _SIGN.search(item.slot.before)):
        return None
    for other in sentence:
        same = other.part.number.value == item.part.number.value and other.part.role is item.part.role
        if same and other.verdict in GOOD and other.part.number.start < item.part.number.start:
            return replace(item, verdict=Verdict.SUPPORTED, reason="told before", result=other.result, expected=None)
    return None


_SIGN = re.compile(r"\s(?:[-+=]|minus|plus)\s")
_MAKES = re.compile(
    r"\b(?:add(?:s|ed|ing)? up to|sum(?:s|med)? (?:up )?to|mak(?:es?|ing)|made"
    r"|total(?:s|l?ing|led)|amount(?:s|ing|ed)? to)"
    r"\s(?:a total of |the |in all |up )?$",
    re.IGNORECASE,
)
"""Before a sum of the two counts told before it, of whatever groups they are."""


_PLUS_IS = re.compile(r"[0-9,]+ \+ [0-9,]+ = [0-9,]+\b[^0-9=]*")
"""A sum written out: "150 + 130 = 280 patients"."""


def _as_told_sum(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """ "Those over 70 (86) and those below (216) add up to 302"."""
    if item.slot.before.strip() == "=" and (written := _as_written_sum(item, sentence)) is not None:
        return written
    if not _MAKES.search(item.slot.before) and not _PLUS_IS.fullmatch(item.slot.told):
        return None
    counts = counts_before(item, sentence)
    if len(counts) < 2 or counts[-1].slot is counts[-2].slot:
        return _by_parts_told(item, sentence)
    first, second = counts[-2:]
    total = value_of(first) + value_of(second)
    return decided(item, total, f"{first.part.number.text} + {second.part.number.text} = {total}", first)


def _by_parts_told(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """The sum of two numbers that are not both confirmed: it is wrong where they do not add up, and else not known."""
    before = [it for it in sentence if it.part.number.start < item.part.number.start and is_whole_number(it)]
    if len(before) != 2:
        return None
    first, second = before
    total = value_of(first) + value_of(second)
    formula = f"{first.part.number.text} + {second.part.number.text} = {total}"
    if total != item.part.number.value:
        return replace(item, verdict=Verdict.CONTRADICTED, reason=formula, result=None, expected=str(total))
    reason = f"{formula}, of parts that are not both confirmed"
    return replace(item, verdict=Verdict.UNCHECKED, reason=reason, result=None, expected=None)


def _as_written_sum(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """ "216 + 86 = 302" behind the two counts: whatever they were read as there, it holds or does not."""
    before = [it for it in sentence if it.part.number.start < item.part.number.start]
    if len(before) < len(("first", "second")):
        return None
    *told, first, second = before
    values = [it.part.number.value for it in (first, second)]
    known = {it.part.number.value for it in told if it.verdict in GOOD}
    known |= {it.part.number.value for it in (first, second) if it.verdict in GOOD}
    if second.slot.before.strip() != "+" or not known.issuperset(values):
        return None
    total = value_of(first) + value_of(second)
    return decided(item, total, f"{first.part.number.text} + {second.part.number.text} = {total}", first)


_OF_TIME = re.compile(r"\b(?:week|month|day|year|cycle|visit|phase|stage|part|period)s?\s$", re.IGNORECASE)


def _as_sum(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    if _ALL_BUT.search(item.slot.before):
        return None
    words = f"{item.slot.before[-60:]} {item.slot.after[:60]}"
    counts = [other for other in sentence if other is not item and is_count(other)]
    for first, second in pairwise(counts):
        if not are_arms(first, second) or first.slot is item.slot or first.slot.after.strip() == "+":
            continue
        same = item.slot.outcomes[:1] == first.slot.outcomes[:1] or item.slot.after == " ("  # "278 (149 and 129)"
        announced = same and _ANNOUNCES.search(item.slot.after) and first.part.number.start > item.part.number.start
        if not (announced or _TOTAL.search(words)):
            continue
        total = Decimal(first.part.number.value) + Decimal(second.part.number.value)  # type: ignore[arg-type]  # decimals
        return decided(item, total, f"{first.part.number.text} + {second.part.number.text} = {total}", first)
    return None


def _did_not(item: Judgement) -> bool:
    """Whether a number is of those who did not do what is told before: "302 went on and 39 did not"."""
    led = _HENCE.search(item.slot.before) or _AND_SO.search(item.slot.before)
    return led is not None and _DID_NOT.match(item.slot.after) is not None


def _as_rest(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """ "104 of the 179 had, which leaves 75"."""
    not_so = _did_not(item)
    if not not_so and not _LEFT.search(item.slot.before):
        return None
    for other in sentence:
        row = other.result
        if (
            other.verdict in GOOD
            and row is not None
            and row.n is not None
            and row.N
            and other.part.number.value == row.n
        ):
            return decided(item, Decimal(row.N - row.n), f"{row.N} - {row.n} = {row.N - row.n}", other)
    before = [other for other in sentence if other.part.number.start < item.part.number.start]
    before = (
        before[::-1] if before and before[-1].part.role is Role.TOTAL else before
    )  # "317 of the 410 did; 93 did not"
    two = len(before) == len(("341 screened", "302 randomised"))
    whole = not_so and two and (before[0].part.role is Role.TOTAL or is_count(before[0]))
    if not whole or not {other.verdict for other in before} <= set(GOOD) or not is_count(before[1]):
        return None
    left = value_of(before[0]) - value_of(before[1])
    return decided(item, left, f"{before[0].part.number.text} - {before[1].part.number.text} = {left}", before[1])
