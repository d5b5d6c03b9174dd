"""The unit of a number that has none right behind it: its row's, its column's, that of the number beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.points import is_change_of_arm
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence

_UNIT_OF_COLUMN = re.compile(
    r"(?:[,(\[]|^|\bin)\s*(?P<unit>%|percent|points|months?|weeks?|days?|years?|hours?|minutes?)(?!\w|\s[0-9])\s*[)\]]?",
    re.IGNORECASE,
)
_UNIT_IN_BRACKETS = re.compile(
    r"[(\[](?P<unit>%|percent|points|months|weeks|days|years|hours|minutes)[)\]]"
    r"|,\s(?:in\s)?(?P<led>%|percent|months|weeks|days|years|hours|minutes)(?: of [a-z]+)?:",
    re.IGNORECASE,
)


OF_WHOM = re.compile(r"\b(?:of|among) (?:whom|these|them|those|which),?\s(?:only |just |a total of )?$", re.IGNORECASE)
"""Before a number of those told before: "341 were screened, of whom 302 were randomised"."""


def place_unit(clause: Clause, slot: Slot) -> str | None:
    """The unit that a table's row or column gives to its cells."""
    if {part.role for part in slot.expression.parts} & {Role.P, Role.DATE, Role.GRADE, Role.TOTAL}:
        return None
    before = (clause.sentence.start, slot.expression.start)
    number = slot.expression.number(Role.ESTIMATE)
    if number is not None and number.decimals == 0 and OF_WHOM.search(slot.before):
        return "patients"
    people = _ARMS_PEOPLE.match(clause.text, number.end) if number is not None and not number.decimals else None
    if people and any(people.start() < span.start < people.end() for span in arm_spans(clause)):
        return "patients"
    for span, pattern in (
        *((span, _UNIT_OF_COLUMN) for span in clause.sentence.headings),
        (before, _UNIT_IN_BRACKETS),
    ):
        match = pattern.search(clause.text[slice(*span)])
        if match and not slot.statistics & cues.RATIOS:
            unit = next(filter(None, match.groups())).lower()
            return "%" if unit in ("%", "percent") else unit.rstrip("s") + "s"
    return None


_ARMS_PEOPLE = re.compile(
    r"\s(?:[\w/+-]+[ -]){1,4}(?:recipients|patients|participants|treated|people)\b", re.IGNORECASE
)
"""Behind a count, with an arm's name before the noun: "three ostremab recipients"."""


def from_unit(slot: Slot) -> frozenset[str]:
    """The statistic that a unit tells by itself: a percentage, a difference in points; a time called a rate is none."""
    if slot.unit == "%":
        return frozenset({cues.PERCENTAGE})
    if slot.unit == "percentage points":
        return frozenset({cues.DIFFERENCE})
    if slot.unit in cues.TIMES and _RATE.search(slot.before):
        return frozenset({cues.PERCENTAGE})  # which no time is
    return frozenset()


_RATE = re.compile(
    r"\b(?:(?:rates?|proportion|percentage|probability)\b(?! of (?:infusion|administration))[^.;:,0-9]{0,50}?"
    r" (?:was|is|were|of|reached|stood at)|rates?:)\s(?:only )?$",
    re.IGNORECASE,
)
"""Before a time that is told to be a share: "the one-year survival rate was 19.2 months"."""

_SHARE_FOLLOWS = re.compile(r"[^.;,()\d]{0,50}[(\[]")
"""Between a count and its own percentage: "12 placebo recipients (0.4 %)"."""


_RISEN = re.compile(
    r"[\s,;(]*(?:up|down|compared|as against|against|versus|vs\.?)(?: (?:from|with|to))?(?: the)?\s", re.IGNORECASE
)
"""Between a count and the one that it is held against: "159 events, up from 103"."""


def share_units(slots: list[Slot]) -> None:
    """In "35.7 versus 19.2 months" the first number has the unit of the second; a count has that of the one before."""
    sized = [{part.role for part in slot.expression.parts} == {Role.TOTAL} for slot in slots]
    told = [slot for place, slot in enumerate(slots) if not (place and sized[place])]  # "A (n = 62)": between no two
    for first, second in pairwise(told):
        number = second.expression.number(Role.ESTIMATE)
        bare = number is not None and number.decimals == 0 and second.unit is None and second.partner is None
        if first.unit == second.unit == "points" and not second.statistics and first.statistics == {cues.DIFFERENCE}:
            second.statistics = first.statistics  # "the difference was 12.1 points at first and 15.6 points later"
        if bare and first.unit in ("events", "deaths", "patients") and _RISEN.fullmatch(second.before):
            second.unit = first.unit
        elif number is not None and _is_time(first) and (_is_same_time(first, second) or _is_told_again(first, second)):
            second.unit, second.statistics = first.unit, second.statistics or first.statistics
            second.outcomes = first.outcomes or second.outcomes
        elif bare and (_is_of_whole(slots, second) or _is_next_in_list(first, second)):
            second.unit = "patients"
    share_in_pairs(slots)


def _is_told_again(first: Slot, second: Slot) -> bool:
    """Whether a bare figure in brackets is the time before it, told more finely: "about 44 months (43.96)"."""
    rough, exact = first.expression.parts[0].number, second.expression.parts[0].number
    inside = second.unit is None and second.before.strip() == "(" and second.after.startswith(")")
    if not inside or not isinstance(exact.value, Decimal) or not isinstance(rough.value, Decimal):
        return False
    return (exact.decimals or 0) > (rough.decimals or 0) and abs(exact.value - rough.value) < 1


def read_as_held(slots: list[Slot], evidence: Evidence) -> None:
    """Read decimals of two arms without a unit as what alone the table has of an arm: shares, or a median in months."""
    for slot in slots:
        number = slot.expression.number(Role.ESTIMATE)
        bare = number is not None and bool(number.decimals) and len(slot.expression.parts) == 1
        told = slot.arm is not None and slot.partner is not None and bool(slot.outcomes)
        if not (bare and told) or slot.unit is not None or slot.statistics or slot.time:
            continue
        if slot.arm_source == "convention" and not _is_above_one(slots, slot):
            continue  # "0.53 versus 0.58" may be two ratios
        held = {kind for kind in _held_of_arms(evidence, slot.outcomes[0]) if kind[0] != cues.COUNT}
        if len(held) == 1 and next(iter(held))[0] in (cues.PERCENTAGE, cues.MEDIAN):
            kind, slot.unit = next(iter(held))
            slot.statistics = frozenset({kind})


def _is_above_one(slots: Sequence[Slot], slot: Slot) -> bool:
    """Whether a number and the one that it is paired with are both more than one."""
    pair = slot, slots[slot.partner or 0]
    numbers = [it.expression.number(Role.ESTIMATE) for it in pair]
    return all(it is not None and isinstance(it.value, Decimal) and it.value > 1 for it in numbers)


def _held_of_arms(evidence: Evidence, outcome: str) -> set[tuple[str, str | None]]:
    """Which kinds of figures, and in what units, the table has of the arms of an outcome."""
    rows = evidence.results(outcome).where(lambda row: row.comparison is None)
    return {(cues.family(row.statistic, row.unit), row.unit) for row in rows}


def _is_of_whole(slots: list[Slot], slot: Slot) -> bool:
    """Whether a bare number begins what is told of so many patients: "of 69 patients, 41 preferred A, 17 B"."""
    whole = slots[0].expression.parts
    told = len(whole) == 1 and whole[0].role is Role.TOTAL and _OF.search(slots[0].before) is not None
    free = not (slot.statistics or slot.time or slot.expression.interval)
    return told and free and _BEGINS.search(slot.before) is not None


_OF = re.compile(r"^(?:Of|Among)\s(?:the |these |those |all )?$")
_BEGINS = re.compile(r"(?:,|;|\band|\bbut)\s(?:and |but |only |just |a total of |another )*$", re.IGNORECASE)


def _counts_patients(slot: Slot) -> bool:
    """Whether a number is a count of a whole, or goes on from one."""
    return slot.unit == "patients" or {Role.COUNT, Role.TOTAL} <= {part.role for part in slot.expression.parts}


def _is_next_in_list(first: Slot, second: Slot) -> bool:
    """Whether a number in brackets goes on with a list of counts: "headache (24 of 74), flushing (15)"."""
    if not _counts_patients(first):
        return False
    goes_on = _GOES_ON.fullmatch(second.before) and _HAD_THAT.match(second.after)
    if second.item and second.before.rstrip().casefold().endswith(second.item.casefold()):
        return True  # "neutropenia in 97 of 102, anaemia 55"
    return bool(goes_on) or _IN_BRACKETS.fullmatch(f"{second.before}|{second.after[:1]}") is not None


_GOES_ON = re.compile(r"[^.;:0-9]{3,70}(?:,| and|, and| but)\s(?:only |just |another |a further )?", re.IGNORECASE)
_HAD_THAT = re.compile(
    r"\s(?:had |were )?(?!(?:events?|episodes?|cases?|deaths?|doses?|times|with|from|after|under|among|given|taking"
    r"|receiving|assigned|allocated|randomi[sz]ed|treated|more|less|fewer)\b)[a-z-]{4,}",
    re.IGNORECASE,
)
"""Around the next count: "49 of 102 patients had late thrombocytopenia and 43 late neutropenia"."""


_IN_BRACKETS = re.compile(r"\)?,?\s(?:and\s)?[a-z][\w -]{2,50}\(\|\)", re.IGNORECASE)
"""Around the next count of a list."""


def share_in_pairs(slots: list[Slot]) -> None:
    """A number has the unit and the statistic of the one that it is paired with, a dose that of the next step."""
    for first, second in pairwise(slots):
        if first.unit is None and second.unit in _DOSES and _NEXT_STEP.fullmatch(second.before):
            first.unit = second.unit
        if first.unit is None and second.unit in cues.TIMES and _FROM.search(first.before) and second.before == " to ":
            first.unit = second.unit  # "follow-up grew from 20.7 to 44 months"
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
            counted = partner.unit == "%" and partner.expression.number(Role.COUNT) is not None
            slot.unit = "patients" if counted else partner.unit  # "six and four patients (3 % each)"
        if not slot.statistics:
            told = partner.statistics if partner.unit in (slot.unit, None) else frozenset()
            of_each = is_change_of_arm(slot) or is_change_of_arm(partner)
            slot.statistics = told if told or of_each else from_unit(slot)


_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)
_DOSES = ("mg", "mg/kg", "mg/m2", "g/kg", "\u00b5g/kg")
_NEXT_STEP = re.compile(
    r"[\s,]*(?:and )?(?:(?:up |then |later |later on |on )?to|then|and then|thereafter)\s", re.IGNORECASE
)


def _is_time(slot: Slot) -> bool:
    """Whether a number is a time, or a median or mean that has no unit right behind it."""
    return slot.unit in cues.TIMES or (slot.unit is None and bool(slot.statistics & {cues.MEDIAN, cues.MEAN}))


def _is_same_time(first: Slot, second: Slot) -> bool:
    """Whether a bare number is the other arm's time: "65 years old in the drug arm and 63 in the control arm"."""
    numbers = first.expression.number(Role.ESTIMATE), second.expression.number(Role.ESTIMATE)
    roles = [[part.role for part in it.expression.parts if part.role is not Role.LEVEL] for it in (first, second)]
    alike = roles[0] == roles[1]  # the level is told once, before both
    listed = alike and len(first.expression.parts) > 1 and _NEXT_ARM.fullmatch(second.before) is not None
    precise = None not in numbers and (listed or numbers[0].decimals == numbers[1].decimals)  # type: ignore[union-attr]  # none is None
    same = alike and precise and second.unit is None
    told = first.outcomes[:1] == second.outcomes[:1] and first.time is None
    arms = {first.arm, second.arm}
    beside = listed or _AND.search(second.before) is not None
    return same and told and beside and None not in arms and len(arms) > 1 and second.arm_source == "named"


_NEXT_ARM = re.compile(r"\)?[,;]\s(?:and\s|in\s|with\s|for\s)*[\w+/ -]{1,40}?:?\s")
"""Between two figures with intervals, the name of the second arm: "A 44.0 (31.3-NR), B 25.0 (17.9-31.3)"."""
_AND = re.compile(
    r"(?:\band|\bversus|\bvs\.?|\bagainst|\bwhile|\bwhereas|[;,)])\s(?:[^.;,0-9]{1,40}\s(?:was|were|had|is)\s)?$",
    re.IGNORECASE,
)
