"""Results of one outcome that a text tells apart: patients or events, at baseline or later."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.records import Result
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.starts import is_baseline
from retrieval.checks.sentences.slots import Phase, Slot
from retrieval.checks.table.evidence import Evidence

_AT_BASELINE = Rare(
    r"\bat (?:study )?(?:baseline|entry|enrolment|enrollment|inclusion)\b|\bat the (?:start|outset|beginning)\b"
    r"|\bbaseline (?:mean|median|value)s?\b"
    r"|(?:^|[.;:]\s|\b(?:mean|median|average|the)\s)(?<!from the )(?<!over the )"
    r"baseline (?!to\b|and\b|in\b|was\b|of\b)[\w-]+(?: [\w-]+){0,4}? (?:averaged|was|were|of|stood)\b"
    r"|\bto (?:begin|start) with\b"
    r"|\b(?:started|began|set out|came in|entered)(?: (?:out|off|the (?:trial|study)|it|treatment))? (?:with|from|at)"
    r" (?:an? |the )?(?:mean|median|average)\b"
    r"|\b(?:before|prior to) (?:the )?(?:start of )?(?:treatment|therapy|study drug|vaccination|surgery|first dose)\b",
    "baseline", "entry", "enrol", "inclusion", "start", "outset", "begin", "before", "prior to", "began", "set out",
    "came in", "entered",
)  # fmt: skip
_LATER = Rare(
    r"\b(?:at|by|on) (?:the )?(?:end|weeks?|months?|years?|days?|study end)\b"
    r"|^(?:the )?(?:\w+)[- ](?:week|month|year)\b|\b(?:at|after) (?:the )?\w+[- ](?:weeks?|months?|years?)\b"
    r"|\b(?:an?|one|[0-9]+|two|three|four|six) (?:weeks?|months?|years?) (?:later\b|afterwards\b|on(?=\s?[,.;:)]|$))",
    "end", "week", "month", "year", "day",
)  # fmt: skip


_WHOM = re.compile(
    r"\b(?:patients|participants|those|people|subjects|adults|women|men) (?:with|without|who|whose|having|not)\b"
    r"(?:[^,;:.()0-9]|(?<=[0-9])\.(?=[0-9])|[0-9](?=[^,;:()]{0,40}\bbaseline)){1,70}?"
    r"\bat (?:study )?(?:baseline|entry|enrolment)\b",
    re.IGNORECASE,
)
"""Patients told by what they had at the start: their figures may be later ones."""


def read_phase(sentence: str) -> Phase | None:
    """When a sentence says that its figures were measured, where it names one phase alone."""
    told = read_phases(sentence)
    return next(iter(told)) if len(told) == 1 else None


def read_phases(sentence: str) -> frozenset[Phase]:
    """The phases that a sentence names."""
    found: list[Phase] = []
    if _AT_BASELINE.search(sentence):
        sentence = _WHOM.sub(" ", sentence)
        found = ["baseline"] if _AT_BASELINE.search(sentence) else []
    return frozenset((*found, "later") if _LATER.search(sentence) else found)


def without_titled(sentence: str, titles: Iterable[str]) -> str:
    """The sentence without the words of a title that tell by what the patients are parted: "by class at enrolment"."""
    if not _AT_BASELINE.search(sentence):
        return sentence
    for phrase in {match[0] for title in titles for match in _TRAIT.finditer(title)}:
        sentence = re.sub(re.escape(phrase), " ", sentence, flags=re.IGNORECASE)
    return sentence


_TRAIT = re.compile(r"(?<!change )\b[\w-]+ at (?:study )?(?:baseline|entry|enrolment|enrollment)\b", re.IGNORECASE)
"""In a title: what the patients had at the start."""


def phase_beside(before: str, after: str) -> Phase | None:
    """When one figure of a sentence was measured that tells of both phases: "from 3.75 at the outset to 4.25 after"."""
    stop = _NEXT.search(after)
    behind = read_phase(after[: stop.start()] if stop else after)
    if behind is not None:
        return behind
    marks = [(match.start(), "baseline") for match in _AT_BASELINE.finditer(before)]
    marks += [(match.start(), "later") for match in _LATER.finditer(before)]
    return max(marks)[1] if marks else None  # type: ignore[return-value]  # one of the two names


_NEXT = re.compile(r"[,;]|\b(?:and|to|but|versus|vs)\b(?! the\b)", re.IGNORECASE)


def phase_of_change(before: str, after: str) -> Phase | None:
    """When a figure of a sentence that tells of the start was measured: "from 8.3 at baseline, days fell by 3.2"."""
    stop = _NEXT.search(after)
    at_start = _AT_BASELINE.search(after[: stop.start()] if stop else after)
    return "baseline" if at_start or not _CHANGED_BY.search(before) or _FROM.search(before) else "later"


_CHANGED_BY = Rare(
    r"\b(?:fell|fallen|dropped|declined|decreased|shrank|reduced|lowered|(?:came|went|gone) (?:down|up)|rose|risen|grew"
    r"|increased|improved|worsened|gained|changed)\b(?:[^.;:]|\.(?=[0-9])){0,60}?\bby\b[^;:]*$"
    r"|\b(?:the|their) (?:mean |average |adjusted )?(?:change|reduction|decrease|fall|drop|increase|rise)s?\b"
    r"(?! at baseline)[^.;:]{0,60}?\b(?:was|were|of|averaged|amounted to|came to)\b[^;:]*$",
    "fell", "fall", "drop", "declin", "decreas", "shrank", "reduc", "lower", "down", "up", "rose", "rise", "grew",
    "increas", "improv", "worsen", "gained", "change",
)  # fmt: skip
_FROM = re.compile(
    r"\bfrom (?:an? |the )?(?:(?:mean|median|average|baseline|initial)[a-z ]{0,20}(?:of )?)?$", re.IGNORECASE
)
"""Before what a change began at."""


def is_of_other_phase(row: Result, slot: Slot, evidence: Evidence) -> bool:
    """Whether a result is of another phase than the one told, of an outcome that has results of both."""
    if slot.phase is None or is_baseline(row) == (slot.phase == "baseline"):
        return False
    return evidence.results(row.outcome).any(lambda other: is_baseline(other) == (slot.phase == "baseline"))


def counts_other(row: Result, slot: Slot, evidence: Evidence) -> bool:
    """Whether a result counts events where patients are told, or the reverse, and the table counts those, too."""
    if row.unit not in ("patients", "events"):
        return False
    of_all = slot.expression.number(Role.TOTAL) is not None
    asked = "patients" if of_all or slot.unit in ("patients", "%") else slot.unit
    if asked == row.unit or asked not in ("patients", "events"):
        return False
    return evidence.results(row.outcome).any(
        lambda other: (
            (other.unit, other.statistic, other.grade, other.arm) == (asked, row.statistic, row.grade, row.arm)
        )
    )


def is_over_other_time(row: Result, slot: Slot) -> bool:
    """Whether a rate is told over another time than the result's: "1.27 % per month" of what is counted per year."""
    told = _PER_TIME.match(slot.after) if row.unit else None
    held = _OVER_TIME.search(row.unit or "") if told else None
    if told is None or held is None:
        return False
    period = told["time"] or told["each"].casefold().replace("dai", "day")
    return period.casefold() != held["time"].casefold()


_TIME = r"(?:(?:patient|person|participant|subject)[- ])?(?P<time>year|month|week|day)s?\b"
_PER_TIME = re.compile(rf"\s?(?:per|an?|each|every|/)\s?{_TIME}|\s(?P<each>dai|week|month|year)ly\b", re.IGNORECASE)
_OVER_TIME = re.compile(rf"(?:\bper|/)\s?(?:1,?0+\s)?{_TIME}", re.IGNORECASE)


def is_of_other_set(row: Result, slot: Slot, evidence: Evidence) -> bool:
    """Whether a result counts others than the analysis set that is told has, and its note names another set."""
    told = slot.population & evidence.facts.populations
    if row.population is not None or row.N is None or row.arm is None or not told or not _SET.search(row.note or ""):
        return False
    note = (row.note or "").casefold()
    sizes = {size for arm, population, size in evidence.facts.sizes if arm == row.arm and population in told}
    return bool(sizes) and row.N not in sizes and not any(name.casefold() in note for name in told)


_SET = re.compile(r"\banalysis set\b|\b\w+ population\b", re.IGNORECASE)
