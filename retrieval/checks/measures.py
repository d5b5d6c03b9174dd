"""Statistic, unit and time point of each number, from the words and the table column beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from retrieval.checks import cues
from retrieval.checks.clauses import Clause, find_mentions, is_grade
from retrieval.checks.cues import TIMES
from retrieval.checks.cutoffs import follow_up_cutoffs
from retrieval.checks.layout import Sentence
from retrieval.checks.roles import Role
from retrieval.checks.slots import Slot
from retrieval.checks.spreads import named_dispersion
from retrieval.terms import Mention

_POINT_BEFORE = re.compile(
    r"\b(?:at|by|within|through|beyond|after)\s(?:the\s)?$|\b(?:at|by|after|on)\s(?:months?|weeks?|years?"
    r"|days?|cycles?|visits?)\s$|\b(?:months?|weeks?|years?|days?|cycles?|visits?)\s$",
    re.IGNORECASE,
)


_LANDMARK_AFTER = re.compile(
    r"\s?(?:(?:progression|overall|event|disease|invasive|relapse)[- ]?(?:free)?\s?survival|PFS|OS|EFS"
    r"|DFS|survival|rates?|landmark|milestone|estimates?|mark)\b",
    re.IGNORECASE,
)


_SCHEDULE = re.compile(
    r"\b(?:for|every|over|first|next|last|each|per|once|then|previous|past)\s(?:the\s)?(?:first\s)?$", re.IGNORECASE
)


def bind_words(clause: Clause, slots: list[Slot]) -> None:
    """Give each slot the words before and after its numbers, up to the neighbouring expressions."""
    text, sentence = clause.text, clause.sentence
    told = [slot for slot in slots if not is_grade(slot.expression)]
    for place, slot in enumerate(told):
        left = told[place - 1].expression.end if place else sentence.start
        right = told[place + 1].expression.start if place + 1 < len(told) else sentence.end
        slot.before, slot.after = text[left : slot.expression.start], text[slot.expression.end : right]
        spread = slot.expression.number(Role.SPREAD)
        slot.dispersion = named_dispersion(text[slot.expression.start : spread.start] if spread else slot.before)
        slot.time = _time_point(text, slot, sentence)
    times = [slot for slot in told if slot.time and not _is_follow_up(clause, slot)]
    for slot in told:
        if times and slot.time is None and _takes_time(slot):
            slot.time = f"={_time_of(clause, slot, times).time}"


def _time_of(clause: Clause, slot: Slot, times: Sequence[Slot]) -> Slot:
    """The time point of a figure: the nearest of its part of the sentence, else the last one before it."""
    start = slot.expression.start
    figures = [item.start for item in clause.expressions if item not in [other.expression for other in times]]
    points = [other.expression.start for other in times]

    def apart(other: Slot) -> bool:
        low, high = sorted((start, other.expression.start))
        return ";" in clause.text[low:high]

    beside = [other for other in times if not apart(other)]
    before = [other for other in times if other.expression.start < start]
    after = [other for other in beside if other.expression.start > start]
    own = bool(after) and not any(start < figure < after[0].expression.start for figure in figures)
    if own and figures and figures[0] < points[0]:
        return after[0]  # each figure stands before its time: "50 at week 1 and 54 at week 4"
    return min(beside or before[-1:] or times, key=lambda other: abs(other.expression.start - start))


def _takes_time(slot: Slot) -> bool:
    """Whether a number can be the figure of a time point."""
    dated = slot.expression.parts[0].role is Role.DATE
    return not dated and slot.unit not in (*TIMES, "patients", "events", "deaths", "mg", "mg/kg", "mg/m2", "lines")


def _is_follow_up(clause: Clause, slot: Slot) -> bool:
    """Whether "after 43.96 months" is the median follow-up of an analysis, and no time point."""
    number = slot.expression.number(Role.ESTIMATE)
    return number is not None and bool(number.decimals) and bool(follow_up_cutoffs(clause, number))


def _time_point(text: str, slot: Slot, sentence: Sentence) -> str | None:
    """The time point that a number is, e.g. "24 months": a condition of other figures, no figure itself."""
    expression = slot.expression
    number = expression.number(Role.ESTIMATE)
    if number is None or len(expression.parts) > 1 or number.form not in ("digits", "cardinal"):
        return None
    before = text[max(sentence.start, number.start - 24) : number.start]
    near = text[max(sentence.start, number.start - 40) : min(sentence.end, number.unit_end + 30)]
    unit = number.unit if number.unit in TIMES else None
    named = re.search(r"\b(month|week|year|day|cycle|visit)s?\s$", before, re.IGNORECASE)
    if unit is None and not (named and number.unit is None and number.decimals == 0):
        return None
    if cues.FOLLOW_UP.search(near) or re.search(r"\bmedian\b", before):
        return None
    hyphen = text[number.end : number.end + 1] == "-"
    if (
        hyphen
        or named
        or _POINT_BEFORE.search(before)
        or (_LANDMARK_AFTER.match(text, number.unit_end) and not re.search(r"(?:of|was|is|were)\s$", before))
    ):
        return f"{number.value} {unit or named[1].lower() + 's'}"  # type: ignore[index]  # one of the two is there
    return None


def share_hazards(slots: list[Slot]) -> None:
    """A relative reduction told beside a hazard ratio must be that ratio's own."""
    told = [slot.expression.number(Role.ESTIMATE) for slot in slots if cues.HAZARD in slot.statistics]
    for slot in slots:
        slot.hazards = tuple(number for number in told if number is not None)


def bind_statistics(clause: Clause, slots: list[Slot]) -> None:
    """Give each slot its statistic and the sides of its p-value, from the words or the table column beside it."""
    told = [slot for slot in slots if not is_grade(slot.expression)]
    heading = _without_titles(clause, *clause.sentence.header) if clause.sentence.header else ""
    label = _without_titles(clause, *clause.sentence.label) if clause.sentence.label else ""
    difference = False
    for place, slot in enumerate(told):
        after = _NAMED_AFTER.match(slot.after)
        named = cues.last_statistic(_before(clause, slot)) or (cues.last_statistic(after[0]) if after else None)
        if named == cues.MEAN and _DIFFERENCE_IN.search(slot.before):
            named = cues.DIFFERENCE
        if named is None and place and slot.unit is None and _is_ratio(slot) and not _has_unit_after(told, place):
            slot.statistics = told[place - 1].statistics & cues.RATIOS
        if named == cues.DIFFERENCE and re.search(r"\bbetween\b", slot.before) and slot.before.endswith("("):
            named, difference = None, True  # "the difference between A (7.4) and B (5.1) was 2.3"
        elif named is None and difference and not slot.before.endswith("("):
            named, difference = cues.DIFFERENCE, False
        column = cues.last_statistic(heading)
        named = named or (column if column in cues.RATIOS else None) or cues.last_statistic(label) or column
        if named is None and _MORE_AFTER.match(slot.after) and slot.unit in (None, "patients", "events", "deaths"):
            named = cues.DIFFERENCE  # "159 events, 56 more"
        if named and _fits(named, slot):
            slot.statistics = frozenset({named})
        parts = {part.role for part in slot.expression.parts}
        if parts == {Role.P}:
            slot.statistics = frozenset({cues.P_VALUE})
        sides = cues.SIDES.search(
            slot.before[-60:] + clause.text[slot.expression.start : slot.expression.end] + slot.after[:30]
        )
        if sides and Role.P in parts:
            slot.sides = "one-sided" if sides["side"].lower() in ("one", "1") else "two-sided"
        slot.unit = slot.unit or place_unit(clause, slot)
        slot.statistics = slot.statistics or _from_unit(slot)


def _has_unit_after(told: list[Slot], place: int) -> bool:
    """Whether the number's unit stands behind the one that it is compared with: "42.7 versus 21.9 months"."""
    other = told[place + 1] if place + 1 < len(told) else None
    return other is not None and other.unit is not None and bool(_VERSUS_ONLY.fullmatch(told[place].after))


_MORE_AFTER = re.compile(r"\s(?:more|fewer|less)\b(?!\s(?:than|or|patients|participants|people))", re.IGNORECASE)
_VERSUS_ONLY = re.compile(r"[\s,]*(?:vs?\.?|versus|and|against|compared (?:with|to)|/)\s*", re.IGNORECASE)


def _before(clause: Clause, slot: Slot) -> str:
    end = slot.expression.start
    return _blanked(clause.text, end - len(slot.before), end, clause.mentions.get("outcome", ()))


def _without_titles(clause: Clause, start: int, end: int) -> str:
    found = find_mentions(clause.text, start, end, evidence=clause.evidence).get("outcome", ())
    return _blanked(clause.text, start, end, found)


def _blanked(text: str, start: int, end: int, titles: Iterable[Mention]) -> str:
    """The text without what outcome titles say after their first word: "mean" in a title is no statistic."""
    for title in titles:
        inner = title.start + len(title.text.split(" ")[0])
        low, high = max(start, inner), min(end, title.end)
        if low < high:
            text = text[:low] + " " * (high - low) + text[high:]
    return text[start:end]


_NAMED_AFTER = re.compile(
    r"[\s)(\]]{0,3}(?:(?:as|was|is|being) (?:the|an?) )?(?:hazard ratio|HR|odds ratio|OR|risk ratio|rate ratio)\b"
)
_DIFFERENCE_IN = re.compile(r"\bdifferences? (?:in|of|for) (?:the )?(?:mean|average)\b", re.IGNORECASE)
_UNIT_OF_COLUMN = re.compile(
    r"(?:[,(\[]|\bin)\s*(?P<unit>%|percent|points|months?|weeks?|days?|years?|hours?|minutes?)(?!\w)\s*[)\]]?",
    re.IGNORECASE,
)


_UNIT_IN_BRACKETS = re.compile(
    r"[(\[](?P<unit>%|percent|points|months|weeks|days|years|hours|minutes)[)\]]", re.IGNORECASE
)


def place_unit(clause: Clause, slot: Slot) -> str | None:
    """The unit that a table's row or column gives to its cells."""
    if {part.role for part in slot.expression.parts} & {Role.P, Role.DATE, Role.GRADE, Role.TOTAL}:
        return None
    before = (clause.sentence.start, slot.expression.start)
    for span, pattern in (
        (clause.sentence.label, _UNIT_OF_COLUMN),
        (clause.sentence.header, _UNIT_OF_COLUMN),
        (before, _UNIT_IN_BRACKETS),
    ):
        match = pattern.search(clause.text[slice(*span)]) if span else None
        if match and not slot.statistics & cues.RATIOS:
            unit = match["unit"].lower()
            return "%" if unit in ("%", "percent") else unit.rstrip("s") + "s"
    return None


def _is_ratio(slot: Slot) -> bool:
    """Whether a bare number can go on with the ratio before it: "0.53 for PFS and 0.855 for OS"."""
    number = slot.expression.number(Role.ESTIMATE)
    return number is not None and number.form == "digits" and bool(number.decimals)


def _fits(statistic: str, slot: Slot) -> bool:
    if statistic in cues.RATIOS or statistic == "number needed to treat":
        return slot.unit is None and slot.expression.parts[0].role is not Role.DATE
    if statistic in (cues.MEDIAN, cues.MEAN):
        return slot.unit != "%" and Role.COUNT not in {part.role for part in slot.expression.parts}
    return True


def _from_unit(slot: Slot) -> frozenset[str]:
    if slot.unit == "%":
        return frozenset({cues.PERCENTAGE})
    if slot.unit == "percentage points":
        return frozenset({cues.DIFFERENCE})
    return frozenset()


_SHARE_FOLLOWS = re.compile(r"[^.;,()\d]{0,50}[(\[]")
"""Between a count and its own percentage: "12 placebo recipients (0.4 %)"."""


def share_units(slots: list[Slot]) -> None:
    """In "35.7 versus 19.2 months" the first number has the unit of the second."""
    for slot in slots:
        partner = slots[slot.partner] if slot.partner is not None else None
        if partner is None:
            continue
        if (
            slot.unit is None
            and partner.unit is not None
            and not (partner.unit == "%" and _SHARE_FOLLOWS.fullmatch(slot.after))
            and {part.role for part in slot.expression.parts} - {Role.COUNT, Role.TOTAL}
        ):
            slot.unit = partner.unit
        if not slot.statistics:
            slot.statistics = partner.statistics or _from_unit(slot)
