"""Analyses that are told by how long patients had been followed."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from retrieval.checks.figures import cues
from retrieval.checks.figures.agreement import agrees
from retrieval.checks.figures.cues import TIMES
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.qualifiers import Qualifier
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import normal_form


def follow_ups(clause: Clause, slots: list[Slot]) -> list[Qualifier]:
    """A median follow-up that the trial reports names its analysis."""
    found: list[Qualifier] = []
    for slot in slots:
        number = slot.expression.number(Role.ESTIMATE)
        if number is None or number.unit not in TIMES or number.decimals is None:
            continue
        low, high = max(clause.sentence.start, number.start - 40), min(clause.sentence.end, number.unit_end + 30)
        told = (
            cues.FOLLOW_UP.search(clause.text, low, high)
            or (slot.time and (number.decimals or leads_as_follow_up(clause, number)))
            or AFTER_MEDIAN.search(clause.text, low, number.start)
        )
        cutoffs = follow_up_cutoffs(clause, number) if told else frozenset()
        if cutoffs:
            found.append(Qualifier(number.start, number.end, number.text, cutoffs))
    return found


def leads_as_follow_up(clause: Clause, number: Number) -> bool:
    """Whether a whole number of months names an analysis, "At 44 mo, PFS was ...", and no title is of that time."""
    lead = _LEADS.fullmatch(clause.text, clause.sentence.start, number.start)
    later = clause.sentence.start == number.start and _MONTHS_IN.match(clause.text, number.unit_end)
    held = _HELD.search(clause.text, clause.sentence.start, number.start)
    if not (lead or later or held or _MONTHS_DATA.match(clause.text, number.unit_end)) or number.unit is None:
        return False
    return not clause.evidence.titles_with(frozenset({number.text, normal_form(number.unit)}))


_LEADS = re.compile(
    r"\W*(?:\w+[:,]\s)?(?:at|after|with)\s(?:about |approximately )?(?:[\w\s-]{3,40}\s(?:years?|months?|weeks?)\s\()?",
    re.IGNORECASE,
)
_MONTHS_IN = re.compile(r"\s(?:in|on),", re.IGNORECASE)
"""Behind the time that a sentence begins with: "44 months in, 49 were still treated"."""
_HELD = re.compile(
    r"\b(?:maintain|sustain|confirm|persist|preserv|remain|held|holds|hold)\w*\b[^.;0-9]{0,20}\b(?:at|after|through)\s$",
    re.IGNORECASE,
)
"""Before the time at which an effect still held: "was maintained at 44 months"."""
_MONTHS_DATA = re.compile(
    r"\s(?:[a-z]+ )?(?:data(?:set|-?cut)?|updates?|analys[ei]s|results|reports?|read-?outs?|cut-?off|figures|look)\b",
    re.IGNORECASE,
)
"""Behind the time that an analysis is called by: "the 44-month data"."""


def follow_up_cutoffs(clause: Clause, number: Number) -> frozenset[date]:
    """The data cut-offs whose median follow-up a time is."""
    return frozenset(cutoff for printed, cutoff in clause.evidence.facts.follow_ups if _same_time(printed, number))


def _same_time(printed: str, number: Number) -> bool:

    value, _, unit = printed.partition(" ")
    try:
        return unit.startswith((number.unit or "")[:4]) and agrees(number, Decimal(value))
    except InvalidOperation:
        return False


AFTER_MEDIAN = Rare(
    r"\b(?:after|at|with) (?:an? )?median (?:time )?of\s$|\bfollow[ -]?up,?"
    r" \((?:(?:an? )?median(?: of)?:?\s)?(?:(?:now|about|around|nearly|roughly|approximately)\s|~\s?)*$"
    r"|\([^()]*\bmedian follow[ -]?up(?: of| was)?[:=]?\s$"
    r"|\b(?:after|with) [^.;()]{0,30}\b(?:years?|months) \((?:an? )?median(?: of)?:?\s$"
    r"|\b(?:analysis|cut-?off|look|update|data cut) \((?:at |after )?$",
    "median", "follow", "analysis", "cut", "look", "update",
)  # fmt: skip
"""Before a follow-up that is not called one right there, or in brackets: "after a median of 56.6 months, 23 % were
still treated", "with longer follow-up (median 56.6 months)", "(15 June, median follow-up 56.6 months), PFS was"."""
