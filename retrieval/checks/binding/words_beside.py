"""The words around each number of a sentence, and what they tell of it: when it is of, and whether it fell."""

from __future__ import annotations

import re

from retrieval.checks.binding.gaps_told import is_apart, is_lead
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.spreads import named_dispersion
from retrieval.checks.sentences.clauses import Clause, is_grade
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.time_points import (
    headed_time,
    is_follow_up,
    share_listed_times,
    takes_time,
    time_of,
    time_point,
)


def bind_words(clause: Clause, slots: list[Slot]) -> None:
    """Give each slot the words before and after its numbers, up to the neighbouring expressions."""
    text, sentence = clause.text, clause.sentence
    left_out = _LEFT_OUT.search(text, sentence.start, sentence.end) or _WERE_LEFT_OUT.search(
        text, sentence.start, sentence.end
    )
    told = [slot for slot in slots if not is_grade(slot.expression)]
    for place, slot in enumerate(told):
        left = told[place - 1].expression.end if place else sentence.start
        right = told[place + 1].expression.start if place + 1 < len(told) else sentence.end
        slot.before, slot.after = text[left : slot.expression.start], text[slot.expression.end : right]
        spread = slot.expression.number(Role.SPREAD)
        slot.dispersion = named_dispersion(text[slot.expression.start : spread.start] if spread else slot.before)
        slot.time = time_point(text, slot, sentence)
        slot.left_out = left_out["what"] if left_out else None
        slot.headed = "; ".join(text[slice(*span)] for span in sentence.headings)
        slot.told = f"{slot.headed}: {text[sentence.start : sentence.end]}".removeprefix(": ")
        slot.falls = _falls(clause, slot)
    times = [slot for slot in told if slot.time and not is_follow_up(clause, slot)]
    _bind_times(clause, told, times)
    share_listed_times(clause, told, times)


def _falls(clause: Clause, slot: Slot) -> bool:
    """Whether a number is told to be a fall; a plus sign tells a rise, whatever fell before."""
    if slot.before.endswith("+"):
        return False
    whole = clause.text[clause.sentence.start : slot.expression.start]
    lead = whole.rpartition(";")[2]
    if _FALLS.search(whole if _NO_VERB.fullmatch(lead) else lead) or is_lead(slot) or is_apart(clause.text, slot):
        return True
    behind = slot.expression.parts[0].number.unit_end
    return bool(_MORE_THAN.match(slot.after) or _MORE_THAN.match(clause.text, behind)) or is_more(clause, slot)


def _bind_times(clause: Clause, told: list[Slot], times: list[Slot]) -> None:
    """Give each slot the time that the table's head, or another number of the sentence, tells."""
    headed = headed_time(clause.text, clause.sentence)
    for slot in told:
        if _STARTS.fullmatch(f"{slot.before[-6:]}|{slot.after}"):
            slot.phase = None
        elif slot.time is not None or not takes_time(slot):
            continue
        elif headed is not None:
            slot.time = f"={headed}"
        elif others := [other for other in times if slot.unit is None or other.unit != slot.unit]:
            point = time_of(clause, slot, others)
            end = max(slot.expression.end, point.expression.start)
            later = _STILL.search(clause.text, slot.expression.end, end)
            apart = ";" in clause.text[slot.expression.end : end] and slot.unit is None
            slot.time = None if later or apart else f"={point.time}"  # "OS: HR 0.855; half had died by 50.6 months"


_NO_VERB = re.compile(r"\s[a-z\s,-]{3,50}\sby\s(?:[0-9].*)?", re.IGNORECASE)
"""A part of a sentence without a verb: "systolic pressure fell by 1.4 mmHg; diastolic pressure by 0.8"."""
_STILL = re.compile(r"\b(?:still|later|dropped to|fallen to|declined to|came down to)\b", re.IGNORECASE)
"""Between a figure and a time: the time is that of a later figure, "peaked at 366.9 and was still 163.4 at day 393"."""
_STARTS = re.compile(r".*\bfrom \|%?\sto\s.*", re.IGNORECASE | re.DOTALL)
"""Around the first of two figures, "fell from 16.8 to 9.1 by week 8": the time told is that of the second."""
_LEFT_OUT = Rare(
    r"\b(?:excluding|leav(?:es|ing) out|leaving aside|(?:without|not) counting|disregarding|except(?:ing)?"
    r"|other than|apart from) (?:the |all |any )?(?P<what>[a-z][\w-]*(?: [a-z][\w-]*)?)",
    "exclud", "leav", "counting", "disregard", "except", "other than", "apart from",
)  # fmt: skip
_WERE_LEFT_OUT = Rare(
    r"\b(?:when|if|once|with|after) (?:the |all |any )?(?P<what>[a-z][\w-]*(?: [\w-]+){0,5}?) "
    r"(?:were |was |are |being )?(?:left out|excluded|disregarded|set aside|not counted|omitted)\b",
    "left out", "excluded", "disregarded", "set aside", "not counted", "omitted",
)  # fmt: skip
"""What is left out, told by a clause of its own: "when second primaries were left out"."""
_FALLS = Rare(
    r"\bminus\s$|\bbetter by\s(?:about\s)?$"
    r"|\b(?:down|shrank|shrunk|fell|fallen|falls?|dropp?(?:ed|s)?|declin\w+|decreas\w+|reduc\w+|lower(?:ed)?"
    r"|improv\w+|lost(?! to\b)|loss(?:es)?|shed|less|more|slip(?:s|ped)|slid|sank|sunk|worsen\w*|deteriorat\w+|eased"
    r"|dip(?:s|ped)|waned|plunged|tumbled|cut|shorten\w*|trimmed|shaved|fewer)\b",
    "minus", "better by", "down", "shr", "fell", "fall", "drop", "declin", "decreas", "reduc", "lower", "improv",
    "lost", "loss", "shed", "less", "more", "slip", "slid", "sank", "sunk", "worsen", "deteriorat", "eased", "dip",
    "waned", "plunged", "tumbled", "cut", "shorten", "trimmed", "shaved", "fewer",
)  # fmt: skip
_MORE_THAN = re.compile(
    r"\s(?:more|further|less|lower|better|fewer|faster|quicker|sooner|earlier|shorter|smaller|slower|below|down)\b"
    r"|\s?%?\s(?:and|versus|vs\.?)\s[0-9.]+\s?%?\s(?:below|under|lower than)\s(?:the |their )?baseline\b",
    re.IGNORECASE,
)


def is_more(clause: Clause, slot: Slot) -> bool:
    """Whether a number is told to be so many more or fewer: "5.4 fewer (95 % CI 3.2 to 7.6)"."""
    end = slot.expression.parts[0].number.unit_end
    more = _MORE_EVENTS.match(clause.text, slot.expression.parts[0].number.end)
    return (more or _MORE_AFTER.match(clause.text, end) or _MORE_AFTER.match(slot.after)) is not None


_MORE_EVENTS = re.compile(r"\s(?:more|fewer|additional|further) (?:\w+ )?events\b", re.IGNORECASE)
_MORE_AFTER = re.compile(r"\s(?:more|fewer|less)\b(?!\s(?:than|or|patients|participants|people))", re.IGNORECASE)
