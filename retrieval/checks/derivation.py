"""Numbers that the table does not print but that follow from it by a formula, which is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ingest.records import Result
from retrieval.checks import cues
from retrieval.checks.agreement import rounds_to
from retrieval.checks.cues import family
from retrieval.checks.numbers import Number
from retrieval.checks.roles import Part, Role
from retrieval.checks.slots import Slot
from retrieval.records import Verdict

_HUNDRED = Decimal(100)
_NEAR_SHARE = Decimal("0.035")
"""How far a share in words ("two-thirds", "one in three") may be from the reported one."""
_NEAR_FACTOR = Decimal("0.12")
"""How far a factor in words ("twice", "three times") may be from the computed one, as a share of it."""
_NEAR_HAZARD = Decimal("0.02")
"""How far a hazard ratio may be from "halved"; three times as far from "about halved"."""
_DAYS = {"days": Decimal(1), "weeks": Decimal(7), "months": Decimal("30.4375"), "years": Decimal("365.25")}
_TOTAL_WORDS = re.compile(r"\b(?:total|both|overall|all|combined|together|across|in all)\b", re.IGNORECASE)
_LONGER = re.compile(r"\b(?:longer|shorter|as long|survival time|lived|more time)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Derived:
    """A number that was recomputed; ``expected`` where the formula gives another one."""

    verdict: Verdict
    formula: str
    result: Result
    expected: str | None = None


def derive(part: Part, slot: Slot, candidates: Sequence[Result], every: Sequence[Result]) -> Derived | None:
    """Return how the number follows from results of its slot, or ``None`` where it does not.

    Args:
        candidates: Results that agree with the slot in everything that is told, arm included.
        every: Results of the outcome that agree in all but the arm.
    """
    number = part.number
    if not isinstance(number.value, Decimal) or part.role not in (Role.ESTIMATE, Role.COUNT, Role.TOTAL):
        return None
    words = f"{slot.before[-90:]} {slot.after[:60]}"
    own = [row for row in every if row.subgroup in _groups(slot)]
    if number.form == "share":
        return _share(number, [row for row in candidates if family(row.statistic, row.unit) == cues.PERCENTAGE] or _of_arm(own, slot))
    if number.form == "factor":
        return _factor(number, own, words)
    attempts: list[Callable[[], Derived | None]] = []
    if part.role is Role.ESTIMATE and number.unit == "%":
        attempts += [
            lambda: _percentage(number, _of_arm(own, slot)),
            lambda: _relative_hazard(number, own, words),
            lambda: _relative_difference(number, own, words),
            lambda: _complement(number, _of_arm(own, slot), words),
            lambda: _pooled(number, own, slot, words),
        ]
    if part.role is Role.ESTIMATE and number.unit in ("points", "%", *_DAYS):
        attempts.append(lambda: _difference(number, own, slot, words))
    if part.role is Role.ESTIMATE and number.unit in _DAYS:
        attempts.append(lambda: _converted(number, _of_arm(own, slot)))
    if number.decimals == 0 and number.unit in (None, "patients", "events", "deaths"):
        attempts += [lambda: _count(number, _of_arm(own, slot)), lambda: _sum(number, own, part.role, slot, words)]
    return next((found for attempt in attempts if (found := attempt()) is not None), None)


def _groups(slot: Slot) -> set[str | None]:
    return set(slot.subgroups) if slot.subgroups else {None, *slot.context_subgroups}


def _of_arm(rows: Iterable[Result], slot: Slot) -> list[Result]:
    loose = slot.arm is None or slot.arm_source == "convention"
    return [row for row in rows if row.arm is not None and (loose or row.arm == slot.arm)]


def _percentage(number: Number, rows: Iterable[Result]) -> Derived | None:
    for row in rows:
        if row.n is not None and row.N:
            share = _HUNDRED * row.n / row.N
            if _equal(share, number):
                return Derived(Verdict.DERIVED, f"{row.n}/{row.N} = {_show(share, number)} %", row)
    return None


def _count(number: Number, rows: Iterable[Result]) -> Derived | None:
    for row in rows:
        if row.n is None and row.N and isinstance(row.value, Decimal) and row.unit == "%":
            share = _HUNDRED * Decimal(number.value) / row.N  # type: ignore[arg-type]  # a Decimal here
            if rounds_to(share, row.value) and abs(share - row.value) * row.N < 60:
                return Derived(Verdict.DERIVED, f"{number.text}/{row.N} = {row.value} %, as reported", row)
    return None


def _pairs(rows: Sequence[Result]) -> list[tuple[Result, Result]]:
    """Results of two arms that differ in nothing else, in the order of the table."""
    found = []
    for place, first in enumerate(rows):
        if first.arm in (None, "all") or not isinstance(first.value, Decimal):
            continue
        for second in rows[place + 1 :]:
            same = (first.statistic, first.unit, first.grade, first.data_cutoff, first.subgroup, first.population)
            if second.arm not in (None, "all", first.arm) and isinstance(second.value, Decimal) and same == (
                second.statistic, second.unit, second.grade, second.data_cutoff, second.subgroup, second.population
            ):  # fmt: skip
                found.append((first, second))
    return found


def _difference(number: Number, rows: Sequence[Result], slot: Slot, words: str) -> Derived | None:
    """A difference of two arms, where the words say that it is one; in percentages it is in points."""
    if not cues.DIFFERENCE_WORD.search(words):
        return None
    if number.unit == "%" and not re.search(r"\babsolute\b|\bdifference\b", words, re.IGNORECASE):
        return None
    unit = "%" if number.unit == "points" else number.unit
    for first, second in _pairs([row for row in rows if row.unit == unit]):
        gap = abs(first.value - second.value)  # type: ignore[operator]  # decimals, as _pairs keeps
        if _equal(gap, number):
            shown = "percentage points" if unit == "%" else unit
            return Derived(Verdict.DERIVED, f"|{first.value} - {second.value}| = {gap} {shown}", first)
    return None


def _relative_hazard(number: Number, rows: Sequence[Result], words: str) -> Derived | None:
    """A lower hazard told in percent: one minus the hazard ratio."""
    if re.search(r"\babsolute\b", words, re.IGNORECASE):
        return None
    hazards = [row for row in rows if family(row.statistic, row.unit) == cues.HAZARD and isinstance(row.value, Decimal)]
    reduces = bool(cues.REDUCTION.search(words)) and bool(cues.HAZARD_WORD.search(words))
    increases = bool(cues.INCREASE.search(words)) and bool(cues.HAZARD_WORD.search(words))
    if not hazards or not (reduces or increases):
        return None
    for row in hazards:
        value = Decimal(row.value)  # type: ignore[arg-type]  # a Decimal here
        change = _HUNDRED * ((1 - value) if reduces else (value - 1))
        if change > 0 and _equal(change, number):
            formula = f"(1 - {value}) x 100 = {_show(change, number)} % lower hazard" if reduces else f"({value} - 1) x 100 = {_show(change, number)} % higher hazard"
            return Derived(Verdict.DERIVED, formula, row)
    return _hazard_error(number, hazards, reduces=reduces, words=words)


def _hazard_error(number: Number, hazards: Sequence[Result], *, reduces: bool, words: str) -> Derived | None:
    """Words that can only mean a hazard, with another number than the hazard ratio gives."""
    if not re.search(r"\b(?:risk|hazard)\b", words, re.IGNORECASE):
        return None
    row = hazards[0]
    value = Decimal(row.value)  # type: ignore[arg-type]  # a Decimal here
    change = (_HUNDRED * (1 - value)).quantize(Decimal(1), ROUND_HALF_UP)
    told = "lower" if change >= 0 else "higher"
    expected = f"{abs(change)} % {told} hazard"
    return Derived(Verdict.CONTRADICTED, f"the hazard ratio {value} means a {abs(change)} % {told} hazard", row, expected)


def _relative_difference(number: Number, rows: Sequence[Result], words: str) -> Derived | None:
    if not re.search(r"\brelative(?:ly)?\b", words, re.IGNORECASE):
        return None
    for first, second in _pairs(rows):
        for new, old in ((first, second), (second, first)):
            if old.value:
                change = abs(_HUNDRED * (Decimal(new.value) - Decimal(old.value)) / Decimal(old.value))  # type: ignore[arg-type]  # decimals
                if _equal(change, number):
                    return Derived(Verdict.DERIVED, f"|{new.value} - {old.value}| / {old.value} = {_show(change, number)} %", new)
    return None


def _complement(number: Number, rows: Iterable[Result], words: str) -> Derived | None:
    if not cues.NEGATION.search(words):
        return None
    for row in rows:
        if isinstance(row.value, Decimal) and row.unit == "%" and _equal(_HUNDRED - row.value, number):
            return Derived(Verdict.DERIVED, f"100 - {row.value} = {_HUNDRED - row.value} %", row)
    return None


def _counted_pairs(rows: Sequence[Result]) -> list[tuple[Result, Result]]:
    return [(one, two) for one, two in _pairs(rows) if one.n is not None and two.n is not None]


def _sum(number: Number, rows: Sequence[Result], role: Role, slot: Slot, words: str) -> Derived | None:
    """The two arms together, where one arm alone is not meant."""
    if slot.arm not in (None, "all") and slot.arm_source == "named" and not _TOTAL_WORDS.search(words):
        return None
    pairs = _counted_pairs(rows)
    for first, second in pairs:
        total = (first.N or 0) + (second.N or 0) if role is Role.TOTAL else (first.n or 0) + (second.n or 0)
        if total == number.value:
            one, two = (first.N, second.N) if role is Role.TOTAL else (first.n, second.n)
            return Derived(Verdict.DERIVED, f"{one} + {two} = {total}", first)
    if pairs and slot.arm == "all" and role is not Role.TOTAL and not any(row.arm == "all" for row in rows):
        first, second = pairs[0]
        total = (first.n or 0) + (second.n or 0)
        return Derived(Verdict.CONTRADICTED, f"{first.n} + {second.n} = {total}", first, str(total))
    return None


def _pooled(number: Number, rows: Sequence[Result], slot: Slot, words: str) -> Derived | None:
    if slot.arm not in (None, "all"):
        return None
    for first, second in _counted_pairs(rows):
        if first.N and second.N:
            share = _HUNDRED * Decimal((first.n or 0) + (second.n or 0)) / (first.N + second.N)
            if _equal(share, number):
                return Derived(Verdict.DERIVED, f"({first.n} + {second.n}) / ({first.N} + {second.N}) = {_show(share, number)} %", first)
    return None


def _converted(number: Number, rows: Iterable[Result]) -> Derived | None:
    for row in rows:
        if isinstance(row.value, Decimal) and row.unit in _DAYS and row.unit != number.unit:
            value = row.value * _DAYS[row.unit] / _DAYS[number.unit or "days"]
            if _equal(value, number) and number.decimals:
                return Derived(Verdict.DERIVED, f"{row.value} {row.unit} = {_show(value, number)} {number.unit}", row)
    return None


def _share(number: Number, rows: Sequence[Result]) -> Derived | None:
    """A share in words is near enough to the reported percentage, or it is not."""
    shares = [row for row in rows if isinstance(row.value, Decimal) and row.unit == "%"]
    value = Decimal(number.value)  # type: ignore[arg-type]  # a Decimal here
    for row in shares:
        if abs(Decimal(row.value) / 100 - value) <= _NEAR_SHARE and _comparator_holds(number, Decimal(row.value) / 100):  # type: ignore[arg-type]
            return Derived(Verdict.DERIVED, f"{row.value} % is about {number.text}", row)
        if number.comparator in (">", "<", ">=", "<=") and _comparator_holds(number, Decimal(row.value) / 100):  # type: ignore[arg-type]
            return Derived(Verdict.DERIVED, f"{row.value} % is {number.comparator} {number.text}", row)
    if shares:
        return Derived(Verdict.CONTRADICTED, f"{number.text} is {_HUNDRED * value:.1f} %; the result is {shares[0].value} %", shares[0], f"{shares[0].value} %")
    return None


def _factor(number: Number, rows: Sequence[Result], words: str) -> Derived | None:
    """A factor in words against the hazard ratio or the two arms' figures; never a ratio of medians."""
    value = Decimal(number.value)  # type: ignore[arg-type]  # a Decimal here
    hazards = [row for row in rows if family(row.statistic, row.unit) == cues.HAZARD and isinstance(row.value, Decimal)]
    if hazards and not _LONGER.search(words) and (value < 1 or cues.HAZARD_WORD.search(words)):
        row = hazards[0]
        for row in hazards:
            allowed = _NEAR_HAZARD * (3 if number.comparator == "~" else 1)
            if abs(Decimal(row.value) - value) <= allowed:  # type: ignore[arg-type]  # a Decimal here
                return Derived(Verdict.DERIVED, f"the hazard ratio is {row.value}", row)
        return Derived(Verdict.CONTRADICTED, f'"{number.text}" means a hazard ratio of {value.normalize():f}; it is {hazards[0].value}', hazards[0], str(hazards[0].value))
    for first, second in _pairs([row for row in rows if row.unit == "%"]):
        for new, old in ((first, second), (second, first)):
            if old.value:
                ratio = Decimal(new.value) / Decimal(old.value)  # type: ignore[arg-type]  # decimals
                if abs(ratio - value) <= value * _NEAR_FACTOR and _comparator_holds(number, ratio):
                    return Derived(Verdict.DERIVED, f"{new.value} / {old.value} = {ratio:.2f}", new)
    shares = _pairs([row for row in rows if row.unit == "%"])
    if shares:
        first, second = shares[0]
        ratio = Decimal(first.value) / Decimal(second.value) if second.value else Decimal(0)  # type: ignore[arg-type]  # decimals
        return Derived(Verdict.CONTRADICTED, f"{first.value} / {second.value} = {ratio:.2f}", first, f"{ratio:.2f}")
    return None


def _comparator_holds(number: Number, value: Decimal) -> bool:
    stated = Decimal(number.value)  # type: ignore[arg-type]  # a Decimal here
    if number.comparator in (">", ">="):
        return value >= stated
    return value <= stated if number.comparator in ("<", "<=") else True


def _equal(value: Decimal, number: Number) -> bool:
    stated = Decimal(number.value)  # type: ignore[arg-type]  # a Decimal here
    return rounds_to(value, abs(stated)) or (number.comparator == "~" and abs(value - abs(stated)) <= 1)


def _show(value: Decimal, number: Number) -> str:
    return str(value.quantize(Decimal(1).scaleb(-max(number.decimals or 0, 1)), ROUND_HALF_UP))
