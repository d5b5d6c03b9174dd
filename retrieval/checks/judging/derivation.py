"""Numbers that the table does not print but that follow from it by a formula, which is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.agreement import rounds_to
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.judging.arithmetic import (
    HUNDRED,
    Derived,
    as_shares,
    equals,
    pairs_of_arms,
    show,
    sums_of_arms,
)
from retrieval.checks.judging.differences import DAYS, derive_difference, derive_gap, derive_relative
from retrieval.checks.judging.hazards import derive_hazard, told_hazards
from retrieval.checks.judging.open_reasons import is_of_action
from retrieval.checks.judging.quantities import derive_factor, derive_reduction, derive_share
from retrieval.checks.sentences.slots import Slot
from retrieval.records import Verdict

_OR_HIGHER = re.compile(r"\b(?:or|and) (?:higher|greater|more|better|worse|above|lower|less|fewer)\b", re.IGNORECASE)
"""After a grade: "grade 3 or higher" tells no difference."""
_WITHIN = re.compile(r"\bwithin\s(?:a median of |the first |about )?$", re.IGNORECASE)
_OF_FIGURE = re.compile(r"\sof (?:the|that|what was)\s", re.IGNORECASE)
"""Between a share and the figure that it is of: "a quarter of the 23.5 % on A"."""
_ODDS = re.compile(r"\bodds (?:of|for)\b", re.IGNORECASE)
_TOTAL_WORDS = re.compile(
    r"\b(?:total|both|overall|all|combined|together|across|in all|hence|altogether|sum(?:ming)?|pool(?:ed|ing))\b",
    re.IGNORECASE,
)


def may_follow(part: Part) -> bool:
    """Whether a number is of a kind that may follow from others."""
    return isinstance(part.number.value, Decimal) and part.role in (Role.ESTIMATE, Role.COUNT, Role.TOTAL)


def derive(part: Part, slot: Slot, candidates: Sequence[Result], every: Sequence[Result]) -> Derived | None:
    """Return how a number that may follow does so from results of its slot, or ``None`` where it does not.

    Args:
        candidates: Results that agree with the slot in everything that is told, arm included.
        every: Results of the outcome that agree in all but the arm.
    """
    number = part.number
    words = _OR_HIGHER.sub(" ", f"{slot.lead} {slot.before[-250:]} {slot.after[:60]}")
    around = f"{slot.before[-60:]}|{slot.after[:20]}"
    own = [row for row in every if row.subgroup in _groups(slot)]
    if number.form == "share" and any(is_of_action(slot, row) for row in candidates[:1]):
        return None
    if number.form == "share" and (_WITHIN.search(slot.after) or _OF_FIGURE.fullmatch(slot.after)):
        return None  # a share that is told at a time, or of another figure, is none of a rate
    if number.form == "share" and _LOWER_BY.match(slot.after):
        return derive_reduction(number, own)
    if number.form == "share":
        return derive_share(
            number,
            [row for row in candidates if family(row.statistic, row.unit) in (cues.PERCENTAGE, cues.COUNT)]
            or _of_arm(own, slot),
        )
    if number.form == "factor":
        return derive_factor(number, own, f"{words} odds" if _ODDS.search(slot.told) else words)
    attempts: list[Callable[[], Derived | None]] = []
    if part.role is Role.ESTIMATE and number.unit == "%":
        attempts += [
            lambda: _percentage(number, candidates),
            lambda: derive_hazard(number, told_hazards(own, slot), words),
            lambda: derive_relative(number, own, "relative" if _CHANGED_BY.fullmatch(around) else words),
            lambda: _ratio_change(number, own, f"{words} lower" if _DIFFERENCE.match(slot.after) else words),
            lambda: _complement(number, _of_arm(own, slot), words),
            lambda: _pooled(number, own, slot),
        ]
    if part.role is Role.ESTIMATE and number.unit in ("points", "percentage points", "%", *DAYS):
        attempts.append(lambda: derive_difference(number, own, slot, words))
    if part.role is Role.ESTIMATE and number.unit in DAYS:
        attempts.append(lambda: _converted(number, _of_arm(own, slot)))
    if number.unit in (None, "patients", "events") and _PER_HUNDRED.search(slot.told):
        attempts.append(lambda: derive_gap(number, pairs_of_arms(as_shares(own)), "per 100"))
    if number.decimals == 0 and number.unit in (None, "patients", "events", "deaths"):
        counts = [row for row in own if row.unit in ("patients", "events", "deaths")]
        of_gap = [lambda: derive_gap(number, pairs_of_arms(counts), "patients")]
        of_all = [lambda: _count(number, candidates), lambda: _sum(number, own, part.role, slot, words)]
        attempts += of_gap if _MORE.match(slot.after) else of_all
    return next((found for attempt in attempts if (found := attempt()) is not None), None)


_CHANGED_BY = re.compile(
    r".*\|\s(?:higher|lower|greater|more|less|fewer)\s(?!than \w+ (?:percent|%)).*"
    r"|.*\b(?:increas|rais|rose|improv|boost|lift|reduc|lower|decreas|cut)[a-z]*\s[^.;0-9]{0,60}\bby\s(?:about )?\|.*",
    re.IGNORECASE | re.DOTALL,
)
"""Around a share, "|", by which one arm has more: of two shares it is a relative difference."""
_MORE = re.compile(r"\s(?:more|fewer)\s(?!than\b)", re.IGNORECASE)
"""Behind how many one arm has more or fewer: "25 fewer deaths with A than with B"."""
_DIFFERENCE = re.compile(r"\s?%?\s(?:relative )?difference\b", re.IGNORECASE)
"""Behind a share that a ratio means: "(rate ratio 0.85; 95 % CI 0.80 to 0.90; 15 % difference)"."""
_LOWER_BY = re.compile(r"\s(?:lower|less|fewer|smaller|rarer|reduction|decrease|drop)\b", re.IGNORECASE)
"""Behind a share that something is lower by: "a third lower"."""
_PER_HUNDRED = re.compile(r"\b(?:every|per) 100\b", re.IGNORECASE)


def _groups(slot: Slot) -> set[str | None]:
    return set(slot.subgroups) if slot.subgroups else {None, *slot.context_subgroups}


def _of_arm(rows: Iterable[Result], slot: Slot) -> list[Result]:
    loose = slot.arm is None or slot.arm_source == "convention"
    return [row for row in rows if row.arm is not None and (loose or row.arm == slot.arm)]


def _percentage(number: Number, rows: Iterable[Result]) -> Derived | None:
    for row in rows:
        if row.n is not None and row.N:
            share = HUNDRED * row.n / row.N
            if equals(share, number):
                return Derived(Verdict.DERIVED, f"{row.n}/{row.N} = {show(share, number)} %", row)
    return None


def _count(number: Number, rows: Iterable[Result]) -> Derived | None:
    for row in rows:
        if row.n is None and row.N and isinstance(row.value, Decimal) and row.unit == "%":
            share = HUNDRED * Decimal(number.value) / row.N  # type: ignore[arg-type]  # a Decimal here
            if rounds_to(share, row.value) and abs(share - row.value) * row.N < 60:
                return Derived(Verdict.DERIVED, f"{number.text}/{row.N} = {row.value} %, as reported", row)
    return None


def _ratio_change(number: Number, rows: Sequence[Result], words: str) -> Derived | None:
    """ "31 % lower" where the table has a ratio of the two arms' means, risks or rates."""
    if not cues.REDUCTION.search(words):
        return None
    for row in rows:
        ratio = "ratio of" in row.statistic.casefold() or family(row.statistic, row.unit) in (
            cues.RISK,
            cues.RATE,
            cues.MEANS,
        )
        if ratio and isinstance(row.value, Decimal) and equals(HUNDRED * (1 - row.value), number):
            return Derived(Verdict.DERIVED, f"(1 - {row.value}) x 100 = {HUNDRED * (1 - row.value)} %", row)
    return None


def _complement(number: Number, rows: Iterable[Result], words: str) -> Derived | None:
    if not cues.NEGATION.search(words):
        return None
    for row in rows:
        if isinstance(row.value, Decimal) and row.unit == "%" and equals(HUNDRED - row.value, number):
            return Derived(Verdict.DERIVED, f"100 - {row.value} = {HUNDRED - row.value} %", row)
    return None


def _sum(number: Number, rows: Sequence[Result], role: Role, slot: Slot, words: str) -> Derived | None:
    """Two arms, or all of them, together, where one arm alone is not meant."""
    if slot.arm not in (None, "all") and slot.arm_source == "named" and not _TOTAL_WORDS.search(words):
        return None
    groups = sums_of_arms(rows)
    for group in groups:
        counts = [(row.N if role is Role.TOTAL else row.n) or 0 for row in group]
        total, formula = _added(counts)
        if total == number.value and not (slot.arm not in (None, "all") and total in counts):  # one arm's, and no sum
            return Derived(Verdict.DERIVED, formula, group[0])
        counted, of_parts = _added([row.n or 0 for row in group])
        told = _in_brackets(slot) or re.search(rf"\b{counted}\b", slot.told) is not None
        if number.value in [row.n for row in group] and slot.arm == "all" and told:
            return Derived(Verdict.DERIVED, of_parts, group[0])
    if groups and slot.arm == "all" and role is not Role.TOTAL and not any(row.arm == "all" for row in rows):
        total, formula = _added([row.n or 0 for row in groups[0]])
        return Derived(Verdict.CONTRADICTED, formula, groups[0][0], str(total))
    return None


def _added(counts: Sequence[int]) -> tuple[int, str]:
    """The sum of counts, and how it was reckoned."""
    return sum(counts), f"{' + '.join(map(str, counts))} = {sum(counts)}"


def _in_brackets(slot: Slot) -> bool:
    """Whether a number is one of the parts of a sum, told in brackets: "1873 in both arms (902 and 971)"."""
    return slot.before.rstrip().endswith("(") or slot.after.lstrip().startswith(")")


def _pooled(number: Number, rows: Sequence[Result], slot: Slot) -> Derived | None:
    words = f"{slot.lead} {slot.before[-250:]} {slot.after[:60]}"
    together = _TOTAL_WORDS.search(words) is not None
    arms = {row.arm.split(" ")[0].casefold() for row in rows if row.arm}
    named = bool(slot.drugs) or any(re.search(rf"\b{re.escape(arm)}\b", words.casefold()) for arm in arms)
    if slot.arm not in (None, "all") or (named and not together):
        return None
    for group in sums_of_arms(rows):
        count, whole = sum(row.n or 0 for row in group), sum(row.N or 0 for row in group)
        if all(row.N for row in group) and equals(share := HUNDRED * Decimal(count) / whole, number):
            parts = (" + ".join(str(row.n) for row in group), " + ".join(str(row.N) for row in group))
            return Derived(Verdict.DERIVED, f"({parts[0]}) / ({parts[1]}) = {show(share, number)} %", group[0])
    return None


_NEARLY = Decimal("0.05")
"""How far, as a share, a whole number of years may be from the time that it is told to be about."""


def _converted(number: Number, rows: Iterable[Result]) -> Derived | None:
    for row in rows:
        if isinstance(row.value, Decimal) and row.unit in DAYS and row.unit != number.unit:
            value = row.value * DAYS[row.unit] / DAYS[number.unit or "days"]
            whole = not number.decimals and number.comparator in ("~", "~<", "~>")
            near = rounds_to(value, Decimal(number.value)) and abs(value / Decimal(number.value) - 1) <= _NEARLY  # type: ignore[arg-type]
            if near if whole else equals(value, number) and number.decimals:
                return Derived(Verdict.DERIVED, f"{row.value} {row.unit} = {show(value, number)} {number.unit}", row)
    return None
