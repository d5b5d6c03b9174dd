"""Statistic, unit and time point of each number, from the words and the table column beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.checks.binding.bare_ratios import of_bare, of_factor
from retrieval.checks.binding.gaps_told import is_gap, statistic_before, takes_from
from retrieval.checks.binding.named_over import blanked, name_at_end, over_table, without_titles
from retrieval.checks.binding.p_told import sides_told
from retrieval.checks.binding.told_units import from_unit, place_unit
from retrieval.checks.binding.words_beside import is_more
from retrieval.checks.figures import cues
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause, is_grade
from retrieval.checks.sentences.points import is_change_of_arm
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.time_points import is_time_point
from retrieval.checks.terms.arm_pairs import is_beside

_BETWEEN = re.compile(r"\bbetween\b")
_NO_DIFFERENCE = re.compile(r"\b(?:no|without|not an?y?) (?:[\w-]+ ){0,2}differences?\b[^.;0-9]*$", re.IGNORECASE)
"""Before figures that are alike, and no difference: "no meaningful difference: 9.0 % on A against 8.2 % on B"."""


@dataclass(frozen=True, slots=True)
class _Table:
    """What the heads of a table's column and row, or the words over the table, tell of a cell.

    Attributes:
        named: The statistic that they name.
        ratios: The ratios that the column is headed by, "HR or OR".
        words: The words themselves.
    """

    named: str | None
    ratios: frozenset[str]
    words: str


def bind_statistics(clause: Clause, slots: list[Slot]) -> None:
    """Give each slot its statistic and the sides of its p-value, from the words or the table column beside it."""
    told = [slot for slot in slots if not is_grade(slot.expression)]
    table, difference = _read_table(clause), False
    for place, slot in enumerate(told):
        named = _named_of(clause, told, place)
        if named is None and _goes_on_with_ratio(clause, told, place):
            gap = {cues.DIFFERENCE} if _IT_GREW.search(slot.before) else set()
            slot.statistics = _before_time(told, place).statistics & (cues.RATIOS | gap)
        if named == cues.DIFFERENCE and _BETWEEN.search(slot.before) and slot.before.endswith("("):
            named, difference = None, True  # "the difference between A (7.4) and B (5.1) was 2.3"
        elif named is None and difference and not slot.before.endswith("("):
            named, difference = cues.DIFFERENCE, False
        named = _as_difference(clause, slot, named or table.named)
        if named and _fits(named, slot):
            slot.statistics = table.ratios if named in table.ratios else frozenset({named})
        slot.statistics = slot.statistics or _of_percent_change(named, slot)
        parts = {part.role for part in slot.expression.parts}
        if parts == {Role.P}:
            slot.statistics = frozenset({cues.P_VALUE})
        slot.sides = sides_told(clause, slot, table.words) if Role.P in parts else None
        slot.unit = slot.unit or place_unit(clause, slot)
        slot.statistics = slot.statistics or _statistics_untold(clause, told, place)
        if is_change_of_arm(slot):
            slot.statistics = cues.statistics_of(slot.before) & {cues.MEAN, cues.MEDIAN}
        if _FURTHER.search(slot.before) and _AGAINST_ARM.match(clause.text, clause.sentence.start):
            slot.statistics = frozenset({cues.DIFFERENCE})
    name_at_end(clause, told)


def _read_table(clause: Clause) -> _Table:
    """What the table that a sentence is a cell of tells of it."""
    heading = without_titles(clause, *clause.sentence.header) if clause.sentence.header else ""
    label = without_titles(clause, *clause.sentence.label) if clause.sentence.label else ""
    column, row = cues.last_statistic(heading), cues.last_statistic(label)
    whole = next(filter(None, map(cues.last_statistic, over_table(clause))), None)
    named = column if column in cues.RATIOS else row or column or whole
    return _Table(named, cues.statistics_of(heading) & cues.RATIOS, f"{heading} {label}")


def _named_of(clause: Clause, told: list[Slot], place: int) -> str | None:
    """The statistic that the words beside a number name; a corrected mean is a difference."""
    slot, named = told[place], _named_beside(clause, told, place)
    if _CORRECTED.search(clause.text, clause.sentence.start, slot.expression.start) or takes_from(clause, slot):
        return cues.DIFFERENCE
    if named == cues.MEAN and _DIFFERENCE_IN.search(slot.before):
        return cues.DIFFERENCE
    return None if named == cues.DIFFERENCE and _NO_DIFFERENCE.search(slot.before) else named


def _goes_on_with_ratio(clause: Clause, told: list[Slot], place: int) -> bool:
    """Whether a bare number goes on with the ratio before it."""
    slot = told[place]
    goes_on = place > 0 and not _has_unit_after(told, place) and not _is_of_arm(clause, slot)
    return goes_on and slot.unit is None and _is_ratio(slot)


def _as_difference(clause: Clause, slot: Slot, named: str | None) -> str | None:
    """The statistic of a number, which may be that of a median told before all, or turn out to be a difference."""
    medians = clause.text.find("medians", clause.sentence.start, clause.sentence.end)
    if named is None and slot.unit in cues.TIMES and 0 <= medians < slot.expression.start:
        named = cues.MEDIAN  # "the medians at that cut-off were 24.7 (A) and 17.2 months (B)"
    if named in (None, cues.MEAN, cues.MEDIAN) and is_gap(clause.text, slot):
        return cues.DIFFERENCE
    if named is None and is_more(clause, slot) and slot.unit in (None, "patients", "events", "deaths"):
        return cues.DIFFERENCE  # "159 events, 56 more"
    return named


def _statistics_untold(clause: Clause, told: list[Slot], place: int) -> frozenset[str]:
    """The statistic of a number beside which none is named: that of the one before, or what its form tells."""
    slot = told[place]
    return statistic_before(clause, told, place) or of_bare(slot) or of_factor(slot) or from_unit(slot)


_FURTHER = re.compile(r"\bby (?:a (?:further|mean of|mean)|an (?:additional|extra|average of)) ?$", re.IGNORECASE)
_AGAINST_ARM = re.compile(r"(?:compared (?:with|to)|relative to|versus|against|over)\s", re.IGNORECASE)
"""Before the arm that a difference is reckoned from: "compared with placebo, A lowered it by a further 0.8 points"."""


def _before_time(told: list[Slot], place: int) -> Slot:
    """The number before one; of a time point, the one before that."""
    return told[place - 2] if place > 1 and is_time_point(told[place - 1]) else told[place - 1]


_IT_GREW = re.compile(
    r"\b(?:it|this|which|and|then)\s(?:had )?(?:widen|narrow|gr[eo]w|r[io]se|increas|decreas|shr[aiu]nk|lessen)\w*"
    r"(?: further)?(?: to)?\s$",
    re.IGNORECASE,
)
"""Before what a difference told before came to: "the difference was -0.17 at month 6, and it widened to -0.30"."""


def _is_of_arm(clause: Clause, slot: Slot) -> bool:
    """Whether an arm stands right behind a number, after a ratio in brackets of another part of the sentence."""
    end, closed = slot.expression.end, re.match(r"[^(]*\)\s?;", slot.before) is not None
    if not closed and (inside := _BRACKETS_AND.search(clause.text, clause.sentence.start, slot.expression.start)):
        closed = bool(cues.statistics_of(inside["told"]) & cues.RATIOS)
    return closed and any(is_beside(clause.text, end, span.start) for span in arm_spans(clause) if span.start >= end)


_BRACKETS_AND = re.compile(r"\((?P<told>[^()]*)\),?\s(?:and|but|while|versus|vs\.?)\s$")
"""Ends what is told of one arm: "1.07 with A (rate ratio 0.85; p<0.001) and", before the figure of another."""


def _has_unit_after(told: list[Slot], place: int) -> bool:
    """Whether the number's unit stands behind the one that it is compared with: "42.7 versus 21.9 months"."""
    other = told[place + 1] if place + 1 < len(told) else None
    return other is not None and other.unit is not None and bool(_VERSUS_ONLY.fullmatch(told[place].after))


_BOTH_TOLD = re.compile(r"\bdiffer\w*[^.;|]{0,40}[(:]\s?\|[%\w\s]{0,10}(?:vs?\.?|versus|and|against)\s", re.IGNORECASE)
"""Around the first of two figures whose difference was spoken of."""
_VERSUS_ONLY = re.compile(r"[\s,]*(?:vs?\.?|versus|and|to|against|compared (?:with|to)|/)\s*", re.IGNORECASE)


def _named_before(clause: Clause, slot: Slot) -> str | None:
    """The statistic named before a number; no difference where both figures follow: "hardly differed (87 vs 83 %)"."""
    named = cues.last_statistic(_before(clause, slot))
    both = named == cues.DIFFERENCE and _BOTH_TOLD.search(f"{slot.before}|{slot.after}")
    return None if both else named


def _named_beside(clause: Clause, told: list[Slot], place: int) -> str | None:
    """The statistic named beside a number: before it, right after it, or before a time point: "the OR at week 12"."""
    numbers = [part.number for part in told[place].expression.parts]
    inside = clause.text[numbers[0].unit_end : numbers[1].start] if len(numbers) > 1 else ""
    after = _NAMED_AFTER.match(told[place].after) or _NAMED_AFTER.match(inside)
    named = _named_before(clause, told[place]) or (cues.last_statistic(after[0]) if after else None)
    if named is None and place and is_time_point(told[place - 1]):
        return _named_before(clause, told[place - 1])
    if named is None and place and told[place - 1].unit == "patients" and _COLON.fullmatch(told[place].before):
        return _named_before(clause, told[place - 1])
    if named is None and place and told[place].before.strip() == ")" and _is_size(told[place - 1]):
        return _named_before(clause, told[place - 1])  # "median age: A (n = 61) 65"
    return named


def _is_size(slot: Slot) -> bool:
    return {part.role for part in slot.expression.parts} == {Role.TOTAL}


_COLON = re.compile(r"\s?[:=]\s?")
"""Between those who are spoken of and their figure: "HR for PFS in all 302 patients: 0.53"."""


def _before(clause: Clause, slot: Slot) -> str:
    end = slot.expression.start
    return blanked(clause.text, end - len(slot.before), end, clause.mentions.get("outcome", ()))


_NAMED_AFTER = re.compile(
    r"[\s)(\]]{0,3}(?:(?:(?:as|was|is|being) (?:the|an?)|[-\u2013\u2014](?: the| an?)?) )?"
    r"(?:hazard ratio|HR|odds ratio|OR|risk ratio|rate ratio|(?<=[-\u2013\u2014e] )(?:the )?(?:mean )?difference)\b"
    r"(?!(?:\s(?:of |was |is )?|\s?[=:]\s?)$)"
)
"""Behind a number that is one: "0.53 (HR)", "-0.8 - the difference in ..."; not of what has a number of its own
behind it, "119 (HR 0.89)"."""
_CORRECTED = Rare(
    r"\b(?:placebo|control|sham)[- ](?:corrected|adjusted|subtracted)\b", "corrected", "adjusted", "subtract"
)
"""Before what is a difference from the other arm: "placebo-corrected changes were -0.6 and -0.8"."""
_DIFFERENCE_IN = re.compile(r"\bdifferences? (?:in|of|for) (?:the )?(?:mean|average)\b", re.IGNORECASE)


def _is_ratio(slot: Slot) -> bool:
    """Whether a bare number can go on with the ratio before it: "0.53 for PFS and 0.855 for OS"."""
    number = slot.expression.number(Role.ESTIMATE) or slot.expression.number(Role.LOW)
    return number is not None and number.form == "digits" and bool(number.decimals)


_PERCENT_CHANGE = re.compile(
    r"\b(?:mean|median)(?: per ?cent(?:age)?)? (?:reduction|decrease|decline|fall|drop|change|increase|rise"
    r"|improvement)s?\b[^.;]*$",
    re.IGNORECASE,
)


def _of_percent_change(named: str | None, slot: Slot) -> frozenset[str]:
    """What a change in per cent is that is told as a mean or a median: no other of the two."""
    located = named in (cues.MEAN, cues.MEDIAN) and slot.unit == "%" and _PERCENT_CHANGE.search(slot.before)
    return frozenset({cues.PERCENTAGE, named}) if located and named else frozenset()


_MEAN_OF = re.compile(r"\b(?:mean|median|average)(?: number)?(?: of| was)?\s$", re.IGNORECASE)


def _fits(statistic: str, slot: Slot) -> bool:
    if statistic in cues.RATIOS or statistic == "number needed to treat":
        return slot.unit is None and slot.expression.parts[0].role is not Role.DATE
    if statistic in (cues.MEDIAN, cues.MEAN) and slot.unit in ("patients", "deaths"):
        return _MEAN_OF.search(slot.before) is not None  # who is counted behind "a mean of 32 months" is no mean
    if statistic in (cues.MEDIAN, cues.MEAN):
        return slot.unit != "%" and Role.COUNT not in {part.role for part in slot.expression.parts}
    return True
