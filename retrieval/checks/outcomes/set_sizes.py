"""Numbers of patients that are the size of an analysis set, or the limit of a group."""

from __future__ import annotations

import re
from decimal import Decimal

from retrieval.checks.figures import cues
from retrieval.checks.outcomes.naming import outcome_mentions
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.terms.titled_figures import is_limit_of_group


def is_limit(clause: Clause, slot: Slot) -> bool:
    """Whether a measurement only says who is spoken of: "patients with a uric acid of 150 mg/dL or more"."""
    measured = slot.unit not in (None, "%", "percentage points", "patients", "events", "deaths", *cues.TIMES)
    number = slot.expression.parts[0].number
    return measured and len(slot.expression.parts) == 1 and is_limit_of_group(clause.text, number.after, number.end)


def is_size(clause: Clause, slot: Slot) -> bool:
    """Whether a number of patients is the size of an analysis set: "safety set (177 patients)", "177 treated"."""
    if _is_treated(clause, slot) or _is_whole_behind(clause, slot) or _is_given(clause, slot):
        return True
    if clause.mentions.get("population") and _is_of_two(clause, slot):
        return True
    if slot.unit != "patients" and not (slot.partner is not None and slot.unit is None):
        return False
    if any(
        _COMPRISED.fullmatch(clause.text, m.end, slot.expression.start) for m in clause.mentions.get("population", ())
    ):
        return True
    opened = clause.text.rfind("(", clause.sentence.start, slot.expression.start)
    sets = [mention.end for mention in clause.mentions.get("population", ())]
    if not any(0 <= opened - end <= 12 for end in sets) or ")" in clause.text[opened : slot.expression.start]:
        return False
    closed = clause.text.find(")", slot.expression.start)
    named = any(opened < mention.start < closed for mention in outcome_mentions(clause))
    inside = clause.text[opened:closed]
    return not named and "%" not in inside and re.search(r"\b(?:patients|participants|subjects)\b", inside) is not None


def _is_given(clause: Clause, slot: Slot) -> bool:
    """Whether a number is of those who were given an arm, where nothing is told of them: "159 patients received A"."""
    start, end = clause.sentence.start, slot.expression.end
    number = slot.expression.parts[0].number
    if len(slot.expression.parts) > 1 or number.decimals or slot.unit not in ("patients", None):
        return False
    led = _GIVEN.match(clause.text, end)
    second = led is None and _GIVEN_BEFORE.search(clause.text, start, slot.expression.start) is not None
    place = led.end() if led else end + 1 if second else -1
    if not any(span.start == place or end < span.start <= place < span.end for span in arm_spans(clause)):
        return False
    before = (item for item in outcome_mentions(clause) if item.start < slot.expression.start)
    return not any(clause.evidence.results(item.term.name) for item in before)


_GAVE = r"(?:received|took|got|(?:were|had been) given)"
_GIVEN = re.compile(rf"\s{_GAVE}\s(?:the\s)?", re.IGNORECASE)
_GIVEN_BEFORE = re.compile(rf"\b{_GAVE}\s[^.;:]{{3,90}}(?:\sand|,)\s$", re.IGNORECASE)


def _is_of_two(clause: Clause, slot: Slot) -> bool:
    """Whether a number is one of two alone in brackets behind an analysis set: "safety set (n=149 and 129)"."""
    start = slot.expression.parts[0].number.start
    opened = clause.text.rfind("(", clause.sentence.start, start)
    told = _TWO.match(clause.text, opened) if opened >= 0 else None
    return (
        told is not None
        and start < told.end()
        and any(0 <= opened - m.end <= 12 for m in clause.mentions.get("population", ()))
    )


_TWO = re.compile(r"\((?:n\s?=\s?)?[0-9]{2,5}\s?(?:,|and|vs?\.?|versus|/|;)\s?(?:n\s?=\s?)?[0-9]{2,5}\)", re.IGNORECASE)


def _is_whole_behind(clause: Clause, slot: Slot) -> bool:
    """Whether a number in brackets behind an arm is the arm's size: "3 deaths on A (313 patients)", fewer before."""
    number = slot.expression.parts[0].number
    opened = number.start - 1
    if not _IN_BRACKETS.match(clause.text, opened):
        return False
    before = max((it for it in clause.expressions if it.end < opened), key=lambda it: it.end, default=None)
    fewer = before.parts[0].number if before is not None and before.unit in _COUNTS else None
    if before is None or fewer is None or not isinstance(fewer.value, Decimal) or fewer.decimals:
        return False
    between = _BRACKETS.sub("", clause.text[before.end : opened])
    timed = _NO_COUNT.search(clause.text, max(0, fewer.start - 10), fewer.start)
    counts = "(" not in between and ")" not in between and timed is None
    beside = any(0 <= opened - span.end <= _BESIDE for span in arm_spans(clause))
    return counts and beside and isinstance(number.value, Decimal) and fewer.value < number.value


_IN_BRACKETS = re.compile(r"\([0-9][0-9,]* (?:patients|participants|subjects|people|adults|children)\)")
_BRACKETS = re.compile(r"\([^()]*\)")
_NO_COUNT = re.compile(r"\b(?:weeks?|months?|days?|years?|grades?|phase|part|period|cycle|visit)\s$", re.IGNORECASE)
_COUNTS = (None, "patients", "events", "deaths")
_BESIDE = 8
"""Code points between an arm's name and the bracket with its size: "A group (313 patients)"."""


def _is_treated(clause: Clause, slot: Slot) -> bool:
    """Whether a bare number counts those treated, in a sentence that names an analysis set and no other event."""
    number = slot.expression.parts[0].number
    bare = len(slot.expression.parts) == 1 and slot.unit in (None, "patients") and number.decimals == 0
    if not bare or not clause.mentions.get("population"):
        return False
    treated = _TREATED.match(clause.text, number.end, clause.sentence.end)
    return treated is not None and not _HAD.search(clause.text, treated.end(), clause.sentence.end)


_TREATED = re.compile(
    r"(?: (?:and|versus|vs\.?) [0-9]+)?(?: (?:patients|participants|people|subjects))?"
    r"(?: (?:who|that) were)? treated\b",
    re.IGNORECASE,
)
_HAD = re.compile(
    r"[^.;]{0,60}\b(?:had|experienced|developed|reported|suffered|died|discontinued|stopped)\b", re.IGNORECASE
)
"""Behind those treated: an event is told of the number."""
_COMPRISED = re.compile(
    r"[\s,]*(?:of the [\w ]{0,30})?(?:of|comprised|included|contained|numbered|consisted of|was made up of|had)\s"
    r"(?:\S+ [^.;%]{0,60}\sand\s)?",
    re.IGNORECASE,
)
"""Between an analysis set and its size, or that of its second arm."""
