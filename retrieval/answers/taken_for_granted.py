"""Whether a number in a question is a figure that it takes for granted, and no name, limit or dose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.answers.contrasts import presupposes
from retrieval.answers.differences import values_of
from retrieval.answers.figures_claimed import PLANNED, counts_others
from retrieval.answers.leading import agrees
from retrieval.answers.times_claimed import CLAIMED_TIMES
from retrieval.answers.worded_claims import lies_in_range
from retrieval.questions import breadth
from retrieval.questions.question import Question
from retrieval.records import Check, Verdict

_CLAIMED_AFTER = re.compile(
    r"^\s*(?:%|percent|per cent|(?:percentage )?points?\b"
    r"|months?\b|weeks?\b|patients?\b|participants?\b|people\b|mg\b|cent(?:res|ers)\b"
    r"|p(?:ts|ersons)\b|subjects\b|(?:were\s)?(?:randomi[sz]ed|enrolled|treated|screened|included)\b"
    r"|countries\b|sites\b|(?:\w+\s)?(?:lines|therapies|regimens|treatments|cycles)\b)",
    re.IGNORECASE,
)
_CLAIMED_BEFORE = re.compile(
    r"(?:\b(?:hr|(?-i:OR)|rr|ratio|was|is|were|of|only|median|rate|p|about|than|at)\b|[=:])\W*$", re.IGNORECASE
)
_OF_SIDES = re.compile(r"\W*(?:(?:or|vs\.?|versus)\W+(?:one|two)\W+)?(?:sided|tailed)\b", re.IGNORECASE)
"""After a number that counts the sides of a test: "one or two sided"."""
_POWER = re.compile(r"10\s?\^?\s?[-−–⁻]\s?[\d⁴⁵⁶]\b|1e-\d")
"""A sensitivity of a test, not a figure."""
_INTERVAL = re.compile(r"\bCIs?\b|\bconfidence\b|\b(?:limits?|bounds?)\b", re.IGNORECASE)
_LEVELS = ("80", "90", "95", "95.4", "97.5", "98", "99")
LEVEL = re.compile(r"\b(?P<level>\d\d(?:\.\d+)?)\s?%\s*(?:CIs?|confidence)\b", re.IGNORECASE)


def is_claim(
    check: Check, row: Result, question: Question, *, shown: Sequence[Result], others: Sequence[Check]
) -> bool:
    """Whether a number is a figure that the question takes for granted, and none of those that the answer shows.

    Args:
        row: The result that it is held against.
        others: The checks of all numbers of the question.
    """
    if _is_no_figure(check, question) or _is_of_something_else(check, row, question, shown=shown):
        return False
    level = check.number in _LEVELS and _INTERVAL.search(question.text)
    if level and not any(other.verdict is Verdict.SUPPORTED for other in others):
        return False
    told_of = {other.outcome for other in shown}
    return row.outcome in told_of and _is_told(check, question) and not _agrees(check, row, question, shown=shown)


def _is_no_figure(check: Check, question: Question) -> bool:
    """Whether the words around a number tell that it is part of a name, or bounds, dates or sizes what is asked."""
    text, after = question.text, question.text[check.end :]
    before = text[: check.start]
    names = [m for m in question.mentions if m.term.kind != "statistic" and not _AVERAGED.search(before)]
    if any(m.start <= check.start < m.end for m in names) or check.number.casefold() == "one":
        return True  # "one patient seems to be missing" counts no arm
    if any(words.search(before) for words in (_OUT_OF, PLANNED, _FIRST, _HELD_AGAINST)):
        return True  # "out of a hundred people"
    if _POWER.match(text[check.start :]) or _OF_SIDES.match(after):
        return True
    times = CLAIMED_TIMES.search(text)
    if times is not None and times.start() <= check.start < times.end():
        return True
    return bool(_BOUND.search(before) or LEVEL.match(text, check.start)) and not presupposes(text)


def _is_of_something_else(check: Check, row: Result, question: Question, *, shown: Sequence[Result]) -> bool:
    """Whether a number is no value of the result that it is held against: its title's, a dose, a gap of two shares."""
    text, after = question.text, question.text[check.end :]
    if check.number in split_numbers(f"{row.outcome} {row.item or ''}"):
        return True
    if breadth.asks_apart(text) and _is_shown(check.number, shown):
        return True
    if (dose := _DOSE.match(after)) is not None and not _is_in_unit(row, dose[1]):
        return True
    if _OF_SOMEBODY.search(text) and lies_in_range(check.number, shown):
        return True
    return row.unit == "%" and (_AS_A_GAP.match(after) is not None or counts_others(text, check.end))


def _is_told(check: Check, question: Question) -> bool:
    """Whether the words around a number tell it as a figure."""
    before, after = question.text[: check.start], question.text[check.end :]
    if _CLAIMED_AFTER.match(after) or _CLAIMED_BEFORE.search(before) or re.search(r"\d[.:·]\d", check.number):
        return True
    return any(m.term.kind == "arm" and m.start == check.end + 1 for m in question.mentions)  # "136 controls"


def _agrees(check: Check, row: Result, question: Question, *, shown: Sequence[Result]) -> bool:
    """Whether a figure shown has the number: of the same arms, be it as a limit where limits are asked."""
    own = [other for other in shown if (other.arm, other.comparison) == (row.arm, row.comparison)]
    same = {str(other.value) for other in own} | {str(other.n) for other in own} | {str(other.N) for other in shown}
    if _LIMITS.search(question.text) or _P_VALUE.search(question.text[: check.start]):
        same |= {str(limit) for other in own for limit in (other.ci_low, other.ci_high, other.p_value)}
    stated, slot = check.number.replace("·", "."), (row.outcome, row.grade)
    near = (other for other in own if (other.outcome, other.grade) == slot)
    return stated in same or bool(
        _PLAIN.fullmatch(stated) and any(agrees(Decimal(stated), other.value) for other in near)
    )


_PLAIN = re.compile(r"\d+(?:\.\d+)?")


def _is_in_unit(row: Result, unit: str) -> bool:
    """Whether a dose told may be that of a result: "20 mg" of one in mg/kg."""
    return (row.unit or "").casefold().split("/")[0] == unit.casefold()


def _is_shown(number: str, shown: Sequence[Result]) -> bool:
    return any(number.replace("·", ".") in values_of(row) for row in shown)


_AVERAGED = re.compile(r"\b(?:median|mean|average) of (?:about )?$", re.IGNORECASE)  # "3 lines" names no part then
_AS_A_GAP = re.compile(
    r"\s?(?:(?:%|percent|per ?cent)(?:age)?[\s-]?)?"
    r"(?:points?|more|less|fewer|higher|lower|greater|smaller|commoner|rarer|apart)\b",
    re.IGNORECASE,
)
"""After a number that tells how far two shares are apart, and is none of them: "ten points more frequent"."""
_DOSE = re.compile(r"\s?(mg|mcg|[µμ]g|Gy|grays?|IU|ml)\b", re.IGNORECASE)
"""After a number that tells a dose, which only a result in that unit speaks against: "events at 75 Gy"."""
_BOUND = re.compile(
    r"\b(?:(?:more|less|fewer|greater|higher|lower|larger|smaller|bigger) than|under|below|above|over"
    r"|at least|at most|exceed\w*)\s$",
    re.IGNORECASE,
)
"""Before a number that is asked about as a limit: "is the p-value under 0.05"."""
_HELD_AGAINST = re.compile(
    r"\b(?:null(?: hypothesis)?(?: rate| value)?|benchmark|performance goal|historical (?:control )?(?:rate )?"
    r"|threshold"
    r"|reference (?:rate|value))(?: of| was| is| at)?(?: the)?\s$",
    re.IGNORECASE,
)
"""Before a number with which a result was compared: "better than the null of 50 %"."""
_FIRST = re.compile(r"\b(?:first|last|initial|final)\s$", re.IGNORECASE)
"""Before a number that tells which part of the time or of the patients is asked: "after the first two weeks"."""
_OF_SOMEBODY = re.compile(
    r"\b(?:some(?:one|body)|any(?:one|body)|no(?:body| one)|a patient|at most|at least|up to|no more than"
    r"|maximum|max|only|range|ceiling|limit|cap"
    r"|(?:patients|participants|people|subjects)\s(?:\w+\s)?(?:entered|had|with|came|joined|enrolled)"
    r"(?!\s(?:an?\s)?(?:median|mean|average)))\b",
    re.IGNORECASE,
)
"""That a number is said of one patient, or bounds what all of them had: no average."""
_OUT_OF = re.compile(r"\b(?:out of|per|(?:in|of|for) every|in each) (?:(?:an?|one|every|each) )?$", re.IGNORECASE)
_LIMITS = re.compile(
    r"\b(?:CIs?|confidence|intervals?|limits?|bounds?|ranges?|(?:between|from) [\d.·]+ (?:and|to))\b|[–-]\s?\d"
)
_P_VALUE = re.compile(r"\bp(?:[ -]?value)?\W*(?:was |is |of |being )?\W*$", re.IGNORECASE)


def split_numbers(title: str) -> frozenset[str]:
    """The numbers in a title: "a decrease of at least 57%" claims nothing when the outcome is so named."""
    return frozenset(re.findall(r"\d+(?:\.\d+)?", title))
