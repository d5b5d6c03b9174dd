"""Time points: conditions of the figures beside them, \"at week 52\", and no figures themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import TIMES
from retrieval.checks.figures.layout import Sentence
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.times import only_time
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.follow_ups import follow_up_cutoffs, leads_as_follow_up
from retrieval.checks.sentences.slots import Slot

_POINT_BEFORE = re.compile(
    r"(?<!stood )(?<!was )(?<!were )(?<!remained )(?<!settled )(?<!lay )(?<!came in )(?<!came )(?<!out )(?<!estimated )"
    r"\b(?:at|by|within|through|after)\s(?:the\s)?$|(?<!well )(?<!far )\bbeyond\s$"
    r"|\b(?:at|by|after|on)\s(?:months?|weeks?|years?|days?|cycles?|visits?)\s$|\b(?:months?|weeks?|years?|days?|cycles?|visits?)[\s-]$",
    re.IGNORECASE,
)
_LANDMARK_AFTER = re.compile(
    r"\s?(?:(?:progression|overall|event|disease|invasive|relapse)[- ]?(?:free)?\s?survival|PFS|OS|EFS"
    r"|DFS|survival|rates?|landmark|milestone|estimates?|mark)\b",
    re.IGNORECASE,
)


_OF_RATE = re.compile(
    r"(?<!median )\b(?:rates?|scores?|responses?|responders|remission|negativity|incidence|change) \($", re.IGNORECASE
)
"""Before a time in brackets that is no figure itself: "the survival rate (24 months)"."""
_SINCE_START = re.compile(
    r"\s(?:into|after|from|since|of)\s(?:the\s)?(?:start of\s|initiation of\s|beginning of\s)?(?:study\s)?"
    r"(?:treatment|therapy|baseline|first dose|randomi[sz]ation|study drug|enrol\w+)\b(?! to\b)|\s(?:in|on)(?=,)",
    re.IGNORECASE,
)
"""Behind the number of a time point: "four weeks into treatment"."""


def time_of(clause: Clause, slot: Slot, times: Sequence[Slot]) -> Slot:
    """The time point of a figure: the nearest of its part of the sentence, else the last one before it."""
    start = slot.expression.start
    figures = [item.start for item in clause.expressions if item not in [other.expression for other in times]]
    points = [other.expression.start for other in times]

    def apart(other: Slot) -> bool:
        low, high = sorted((start, other.expression.start))
        return ";" in clause.text[low:high]

    beside = [other for other in times if not apart(other)]
    before = [other for other in times if other.expression.start < start]
    if before and _is_enclosed(clause, slot):
        return before[-1]  # "at week 16 in 33.9 % and 52.2 % (difference -18.5), and at week 48"
    after = [other for other in beside if other.expression.start > start]
    own = bool(after) and not any(start < figure < after[0].expression.start for figure in figures)
    before_each = bool(figures) and figures[0] < points[0]
    if before_each and (own or (after and figures[-1] < points[-1] and _is_listed(clause, slot, after[0]))):
        return after[0]  # each figure stands before its time: "50 at week 1 and 54 at week 4", "50 and 60 at week 1"
    if before and after and not any(before[-1].expression.start < figure < start for figure in figures):
        return before[-1]  # "by day 393 it was 171, from 398 on day 85": each time stands before its figure
    return min(beside or before[-1:] or times, key=lambda other: abs(other.expression.start - start))


def _is_enclosed(clause: Clause, slot: Slot) -> bool:
    """Whether a figure stands in brackets in which no time is told."""
    opened = clause.text.rfind("(", clause.sentence.start, slot.expression.start)
    closed = clause.text.find(")", slot.expression.end)
    inside = clause.text[opened:closed] if 0 <= opened < closed else ""
    return bool(inside) and ")" not in clause.text[opened : slot.expression.start] and not _TIMED.search(inside)


_TIMED = re.compile(r"\b(?:weeks?|months?|days?|years?|visits?|cycles?|baseline)\b", re.IGNORECASE)


def _is_listed(clause: Clause, slot: Slot, point: Slot) -> bool:
    """Whether only figures stand between a figure and a time point behind it: "50 and 60 at week 1"."""
    return _FIGURES.fullmatch(clause.text, slot.expression.end, point.expression.start) is not None


_UNIT = r"(?:\s?%|\s[a-zA-Z/]{1,12})?"
_FIGURES = re.compile(
    rf"{_UNIT}(?:(?:,| and|,? versus| vs\.?| against| or|/)\s?[-\u2212]?[0-9.,]+[0-9]{_UNIT})+"
    r"(?:,? respectively,?)?\s(?:at|by|for|in|on|after)\s(?:the\s)?(?:weeks?|months?|days?|years?|visits?|cycles?)?\s?",
    re.IGNORECASE,
)


def share_listed_times(clause: Clause, told: Sequence[Slot], times: Sequence[Slot]) -> None:
    """Give as many figures as times that a sentence lists before them each its own: "at weeks 4 and 8 it was 5 and 6".

    Figures of several arms, as many for each, go through the list again.
    """
    figures = [slot for slot in told if slot.time is not None and slot not in times and takes_time(slot)]
    size = len(times)
    if size < _LEAST or not figures or len(figures) % size or times[-1].expression.end > figures[0].expression.start:
        return
    between = [
        clause.text[one.expression.parts[-1].number.unit_end : other.expression.start] for one, other in pairwise(times)
    ]
    if not all(_AND.fullmatch(words) for words in between):
        return
    for first in range(0, len(figures), size):
        run = figures[first : first + size]
        if not all(_AND.fullmatch(other.before) for other in run[1:]):
            return
    for place, slot in enumerate(figures):
        slot.time = f"={times[place % size].time}"


_LEAST = 2
_AND = re.compile(
    r"(?:\s?%|\s[a-zA-Z/^0-9]{1,14})?(?:,|,? and|/|,? then)\s?(?:at )?(?:weeks? |months? |days? |years? )?",
    re.IGNORECASE,
)
"""Between the items of a list of times, or of figures with their unit."""
_LONG = tuple(unit for unit in TIMES if unit not in ("hours", "minutes"))
"""Units in which a time to an event is told; minutes and hours are measured at a visit."""


def takes_time(slot: Slot) -> bool:
    """Whether a number can be the figure of a time point."""
    dated = slot.expression.parts[0].role is Role.DATE
    number = slot.expression.number(Role.ESTIMATE)
    if number is not None and number.form == "share":
        return True
    if number is not None and number.form == "not reached":
        return False  # a median is of no time: "half were alive at 50.6 months, and the median was not reached with A"
    return not dated and slot.unit not in (*_LONG, "patients", "events", "deaths", "mg", "mg/kg", "mg/m2", "lines")


def headed_time(text: str, sentence: Sentence) -> str | None:
    """The time point that the headings over a table's cell tell, the nearest first: "Survival rate at 12 months"."""
    for span in sentence.headings:
        words = text[slice(*span)]
        if (point := only_time(words)) is not None:
            return None if cues.FOLLOW_UP.search(words) else point
    return None


def is_time_point(slot: Slot) -> bool:
    """Whether a number is a time point itself, and no figure of one."""
    return slot.time is not None and not slot.time.startswith("=")


def is_follow_up(clause: Clause, slot: Slot) -> bool:
    """Whether "after 43.96 months" is the median follow-up of an analysis, and no time point."""
    number = slot.expression.number(Role.ESTIMATE)
    sure = number is not None and (bool(number.decimals) or leads_as_follow_up(clause, number))
    return sure and number is not None and bool(follow_up_cutoffs(clause, number))


_WINDOW = re.compile(r"\b(?P<unit>week|month|day|year|cycle|visit)s?\s$", re.IGNORECASE)
"""Before a range that is a stretch of time: "over weeks 29 to 32"."""
_LISTED = re.compile(
    r"\b(?P<unit>week|month|day|year|cycle|visit)s\s[0-9]+(?:(?:,| and| or|, and) [0-9]+)*(?:,| and| or|, and)\s$",
    re.IGNORECASE,
)
"""Before the second or third of several visits: "averaged over weeks 48, 52 and 56"."""
_IN_TIME = re.compile(r"(?:^|[.;:]\s)(?:In|Over|During|Throughout)\s(?:the (?:first |full |whole )?)?$")
"""Before a time that opens a sentence: "In six months 6 of 202 had an event"."""


_STRETCH = re.compile(
    r"\b(?:(?:over|across|in) (?:the|these|those)|(?:during|throughout)(?: (?:the|these|those))?)"
    r"\s(?:(?:first|full|whole|entire) )?$",
    re.IGNORECASE,
)
"""Before how long figures were taken: "fell by 4.2 points over the 16 weeks"."""
_TOLD_AGAIN = re.compile(r"\b(?:after|at)\s[\w\s-]{3,40}\s(?:years?|months?|weeks?)\s\($", re.IGNORECASE)
"""Before a time point told once more in brackets: "after just over three and a half years (44 months)"."""
_COUNTED_TIMES = re.compile(
    r"\b(?:median|mean|average)(?: number of)? (?:cycles|visits|doses|days|weeks|months)[:,]? $", re.IGNORECASE
)
"""Before a number of cycles that is a figure itself: "median cycles 20 v 9"."""


_GAIN = re.compile(
    r"\s(?:[a-z]+\s)?(?:improvements?|gains?|differences?|advantages?|benefits?|prolongations?|increases?|extensions?"
    r"|delays?|gap|margin)\b",
    re.IGNORECASE,
)
"""Behind a time that one arm is ahead of another: "a 16.5-month improvement in median PFS"."""
_PUT_AT = re.compile(
    r"\bmedian\b(?:[^.;:0-9]{0,80}|[^;:]{0,160}\b(?:stood|stopped|ended|stuck|stayed|and|but|only))"
    r"\sat\s(?:about |some |just |only )?$"
    r"|\b(?:longer|shorter)\b[^;:]{1,120}\bthan\s[^.;:0-9]{1,60},\sat\s$",
    re.IGNORECASE,
)
"""Before a median in a unit of time, with decimals: "the analysis put median PFS with B at 19.15 months"."""
_AFTER_TOO = re.compile(
    r"\bmedian of [0-9.]+ (?:days|weeks|months|years)(?:,| and| but)\s[^.;:0-9]{3,60}\safter\s$", re.IGNORECASE
)
"""Before the second of two medians: "A responded after a median of 1.08 months, B after 1.12 months"."""
_TREATED_AFTER = re.compile(
    r"\b(?:needed|required|started|began|received|needing|it)\b[^.;:0-9]{0,60}\bafter\s(?:about |only |just )?$",
    re.IGNORECASE,
)
"""Before a time to the next treatment: "needed another line only after 44.0 months, those on B after 25.0"."""
_EACH_WITH = re.compile(
    r"\s(?:with|on|in|under)\s[^.;:,0-9]{1,40},?\s(?:and|but|versus|vs\.?|against|compared with|than)"
    r"\s(?:(?:after|at|of|to)\s)?[0-9.]+\s(?:days|weeks|months|years)\s(?:with|on|in|under)\s",
    re.IGNORECASE,
)
"""Behind a time of one arm, before that of the other: "after 44.0 months with A, compared with 25.0 months with B"."""
_OF_MEDIAN = re.compile(r",\s(?:the )?median\b", re.IGNORECASE)
"""Behind a median that a sentence opens with: "At 35.7 months, the median with A was longer"."""
_HELD_AGAINST = re.compile(r"\s(?:versus|vs\.?|against|compared with)\s[0-9]", re.IGNORECASE)
"""Behind a time that is a figure itself: "exposure was longer with A, at 80 weeks versus 61 weeks"."""


_CHANGED_BY = re.compile(
    r"\b(?:improv|increas|rose|grew|lengthen|prolong|extend|longer|shorter|delay|fell|dropp|shorten|reduc|differ|exceed"
    r"|apart|later|earlier)\w*\sby\s(?:[0-9][^;]*\b(?:and|but)(?: only)? by\s)?$",
    re.IGNORECASE,
)
"""Before how much a time changed: "median PFS improved by 16.5 months"."""


_NAMED_BEFORE = re.compile(
    r"(?<!urgent )(?<!emergency )(?<!hospital )(?<!room )(?<!clinic )(?<!office )"
    r"\b(month|week|year|day|cycle|visit)s?[\s-]$",
    re.IGNORECASE,
)
_MEDIAN, _FIGURE_BEFORE = re.compile(r"\bmedian\b"), re.compile(r"(?:of|was|is|were)\s$")


def _is_apart(text: str, number: Number, sentence: Sentence) -> bool:
    """Whether a time counts from the start, is what a row is called, or in brackets: "response rate (3 years)"."""
    if _SINCE_START.match(text, number.unit_end):
        return True
    if number.decimals:
        return False
    called = sentence.kind == "cell" and sentence.label is None
    if called and (number.start, number.unit_end) == (sentence.start, sentence.end):
        return True
    before = text[max(sentence.start, number.start - 24) : number.start]
    return text.startswith(")", number.unit_end) and _OF_RATE.search(before) is not None


def time_point(text: str, slot: Slot, sentence: Sentence) -> str | None:
    """The time point that a number is, e.g. "24 months": a condition of other figures, no figure itself."""
    expression = slot.expression
    if expression.interval == "plain" and (
        window := _WINDOW.search(text, max(sentence.start, expression.start - 24), expression.start)
    ):
        return f"{expression.parts[0].number.value} {window['unit'].lower()}s"
    number = expression.number(Role.ESTIMATE)
    if number is None or len(expression.parts) > 1 or number.form not in ("digits", "cardinal"):
        return None
    if number.unit is not None and (number.unit not in TIMES or str(number.value).startswith("-")):
        return None  # "changed by -3.7 days" is measured in days
    if _COUNTED_TIMES.search(text, max(sentence.start, expression.start - 30), expression.start):
        return None
    if number.unit is None and (listed := _LISTED.search(text, max(sentence.start, number.start - 40), number.start)):
        return f"{number.value} {listed['unit'].lower()}s"
    if number.unit is not None and number.decimals == 0 and _IN_TIME.search(text, sentence.start, number.start):
        return f"{number.value} {number.unit}"
    before = text[max(sentence.start, number.start - 24) : number.start]
    named = _NAMED_BEFORE.search(before)
    if number.unit is None and (named is None or number.decimals != 0):
        return None
    told = f"{number.value} {number.unit or named[1].lower() + 's'}"  # type: ignore[index]  # one of the two is there
    if number.unit is not None and _MEDIAN.search(before) is None and _is_apart(text, number, sentence):
        return told
    if _is_figure(text, number, sentence, before):
        return None
    return told if named or _is_point(text, number, sentence, before) else None


def _is_figure(text: str, number: Number, sentence: Sentence, before: str) -> bool:
    """Whether a time is a figure of its own: a median, a follow-up, a change, or what one arm gained."""
    near = max(sentence.start, number.start - 40), min(sentence.end, number.unit_end + 30)
    if _MEDIAN.search(before) or cues.FOLLOW_UP.search(text[slice(*near)]):
        return True
    if _GAIN.match(text, number.unit_end) or (before.endswith(", at ") and _HELD_AGAINST.match(text, number.unit_end)):
        return True
    if number.unit is None or not number.decimals:
        return False
    first = number.start - sentence.start <= len("At ")
    if (first and _OF_MEDIAN.match(text, number.unit_end)) or _EACH_WITH.match(text, number.unit_end):
        return True
    put = (_PUT_AT, _AFTER_TOO, _TREATED_AFTER, _CHANGED_BY)
    return any(words.search(text, sentence.start, number.start) for words in put)


def _is_point(text: str, number: Number, sentence: Sentence, before: str) -> bool:
    """Whether the words around a time tell when something was measured."""
    if text[number.end : number.end + 1] == "-" or _POINT_BEFORE.search(before):
        return True
    if _TOLD_AGAIN.search(text, max(sentence.start, number.start - 60), number.start):
        return True
    if number.unit is not None and number.decimals == 0 and _STRETCH.search(before):
        return True
    return _LANDMARK_AFTER.match(text, number.unit_end) is not None and not _FIGURE_BEFORE.search(before)
