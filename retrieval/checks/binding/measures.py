"""Statistic, unit and time point of each number, from the words and the table column beside it."""

from __future__ import annotations

import re

from retrieval.checks.binding.bare_ratios import of_bare, of_factor
from retrieval.checks.binding.gaps_told import is_apart, is_gap, is_lead, statistic_before
from retrieval.checks.binding.named_over import blanked, name_at_end, over_table, without_titles
from retrieval.checks.binding.p_told import sides_told
from retrieval.checks.binding.told_units import from_unit, place_unit
from retrieval.checks.figures import cues
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.spreads import named_dispersion
from retrieval.checks.sentences.clauses import Clause, arm_spans, is_grade
from retrieval.checks.sentences.points import is_change_of_arm
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.time_points import (
    headed_time,
    is_follow_up,
    is_time_point,
    share_listed_times,
    takes_time,
    time_of,
    time_point,
)
from retrieval.checks.terms.arm_pairs import is_beside

_SCHEDULE = re.compile(
    r"\b(?:for|every|over|first|next|last|each|per|once|then|previous|past)\s(?:the\s)?(?:first\s)?$", re.IGNORECASE
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
        whole = text[sentence.start : slot.expression.start]
        lead = whole.rpartition(";")[2]
        lead = whole if _NO_VERB.fullmatch(lead) else lead
        behind = slot.expression.parts[0].number.unit_end
        slot.falls = not slot.before.endswith("+") and (  # a plus sign tells a rise, whatever fell before
            _FALLS.search(lead) is not None
            or is_lead(slot)
            or is_apart(text, slot)
            or _MORE_THAN.match(slot.after) is not None
            or _MORE_THAN.match(text, behind) is not None
            or _is_more(clause, slot)
        )
    times = [slot for slot in told if slot.time and not is_follow_up(clause, slot)]
    headed = headed_time(text, sentence)
    for slot in told:
        if _STARTS.fullmatch(f"{slot.before[-6:]}|{slot.after}"):
            slot.phase = None
        elif headed is not None and slot.time is None and takes_time(slot):
            slot.time = f"={headed}"
        elif times and slot.time is None and takes_time(slot):
            others = [other for other in times if slot.unit is None or other.unit != slot.unit]
            if not others:  # "18.5 minutes, within the 30 minutes of observation": measured in what it would be at
                continue
            point = time_of(clause, slot, others)
            later = _STILL.search(clause.text, slot.expression.end, max(slot.expression.end, point.expression.start))
            between = clause.text[slot.expression.end : max(slot.expression.end, point.expression.start)]
            apart = ";" in between and slot.unit is None  # "OS: HR 0.855; half had died by 50.6 months"
            slot.time = slot.time if later or apart else f"={point.time}"
    share_listed_times(clause, told, times)


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


_NO_DIFFERENCE = re.compile(r"\b(?:no|without|not an?y?) (?:[\w-]+ ){0,2}differences?\b[^.;0-9]*$", re.IGNORECASE)
"""Before figures that are alike, and no difference: "no meaningful difference: 9.0 % on A against 8.2 % on B"."""


def bind_statistics(clause: Clause, slots: list[Slot]) -> None:
    """Give each slot its statistic and the sides of its p-value, from the words or the table column beside it."""
    told = [slot for slot in slots if not is_grade(slot.expression)]
    heading = without_titles(clause, *clause.sentence.header) if clause.sentence.header else ""
    label = without_titles(clause, *clause.sentence.label) if clause.sentence.label else ""
    column, row = cues.last_statistic(heading), cues.last_statistic(label)
    whole = next(filter(None, map(cues.last_statistic, over_table(clause))), None)
    ratios = cues.statistics_of(heading) & cues.RATIOS  # a column may be headed "HR or OR"
    difference, medians = False, clause.text.find("medians", clause.sentence.start, clause.sentence.end)
    for place, slot in enumerate(told):
        named = _named_beside(clause, told, place)
        named = None if named == cues.DIFFERENCE and _NO_DIFFERENCE.search(slot.before) else named
        corrected = _CORRECTED.search(clause.text, clause.sentence.start, slot.expression.start)
        if corrected or (named == cues.MEAN and _DIFFERENCE_IN.search(slot.before)):
            named = cues.DIFFERENCE
        goes_on = place and not _has_unit_after(told, place) and not _is_of_arm(clause, slot)
        if named is None and goes_on and slot.unit is None and _is_ratio(slot):
            gap = {cues.DIFFERENCE} if _IT_GREW.search(slot.before) else set()
            slot.statistics = _before_time(told, place).statistics & (cues.RATIOS | gap)
        if named == cues.DIFFERENCE and re.search(r"\bbetween\b", slot.before) and slot.before.endswith("("):
            named, difference = None, True  # "the difference between A (7.4) and B (5.1) was 2.3"
        elif named is None and difference and not slot.before.endswith("("):
            named, difference = cues.DIFFERENCE, False
        named = named or (column if column in cues.RATIOS else None) or row or column or whole
        if named is None and slot.unit in cues.TIMES and 0 <= medians < slot.expression.start:
            named = cues.MEDIAN  # "the medians at that cut-off were 24.7 (A) and 17.2 months (B)"
        if named in (None, cues.MEAN, cues.MEDIAN) and is_gap(clause.text, slot):
            named = cues.DIFFERENCE
        if named is None and _is_more(clause, slot) and slot.unit in (None, "patients", "events", "deaths"):
            named = cues.DIFFERENCE  # "159 events, 56 more"
        if named and _fits(named, slot):
            slot.statistics = ratios if named in ratios else frozenset({named})
        slot.statistics = slot.statistics or _of_percent_change(named, slot)
        parts = {part.role for part in slot.expression.parts}
        if parts == {Role.P}:
            slot.statistics = frozenset({cues.P_VALUE})
        slot.sides = sides_told(clause, slot, f"{heading} {label}") if Role.P in parts else None
        slot.unit = slot.unit or place_unit(clause, slot)
        slot.statistics = (
            slot.statistics
            or statistic_before(clause, told, place)
            or of_bare(slot)
            or of_factor(slot)
            or from_unit(slot)
        )
        if is_change_of_arm(slot):
            slot.statistics = cues.statistics_of(slot.before) & {cues.MEAN, cues.MEDIAN}
        if _FURTHER.search(slot.before) and _AGAINST_ARM.match(clause.text, clause.sentence.start):
            slot.statistics = frozenset({cues.DIFFERENCE})
    name_at_end(clause, told)


def _is_more(clause: Clause, slot: Slot) -> bool:
    """Whether a number is told to be so many more or fewer: "5.4 fewer (95 % CI 3.2 to 7.6)"."""
    end = slot.expression.parts[0].number.unit_end
    more = _MORE_EVENTS.match(clause.text, slot.expression.parts[0].number.end)
    return (more or _MORE_AFTER.match(clause.text, end) or _MORE_AFTER.match(slot.after)) is not None


_MORE_EVENTS = re.compile(r"\s(?:more|fewer|additional|further) (?:\w+ )?events\b", re.IGNORECASE)


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
_MORE_AFTER = re.compile(r"\s(?:more|fewer|less)\b(?!\s(?:than|or|patients|participants|people))", re.IGNORECASE)
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
