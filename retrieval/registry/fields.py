"""Fields of a registry record: phase, masking, dates, sponsors and numbers, each in the record's own sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ingest.corpus import Corpus
from ingest.records import Document
from retrieval.questions.question import Question
from retrieval.questions.wording import asks_each_arm
from retrieval.records import Quote, Sentence
from retrieval.registry.field_patterns import FIELDS
from retrieval.registry.trial_words import record_of

_ROLES = ("Principal investigator", "Study chair", "Study director", "Sub investigator")
_LABELS = (*FIELDS, *_ROLES, "Intervention model description", "Masking description", "First posted", "Keywords",
           "ClinicalTrials.gov identifier", "Acronym")  # fmt: skip
_LABEL = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(_LABELS, key=len, reverse=True)))}): ")


@dataclass(frozen=True, slots=True)
class FieldsAsked:
    """The fields that a question asks for.

    Attributes:
        told: Each field's own sentence, quoted; none where the record does not have it.
        spans: Where the question asks for them.
        lacking: Those that only a field of a record tells, and that this one does not have.
    """

    told: tuple[Sentence, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    lacking: tuple[str, ...] = ()


def fields_asked(question: Question, *, corpus: Corpus) -> FieldsAsked:
    """The fields of its trial's record that a question asks for, in the record's order."""
    asked = _labels_asked(question, corpus=corpus)
    recruited, stopped = _RECRUITED.search(question.text), _STOPPED.search(question.text)
    record = record_of(question.trial, corpus=corpus) if asked or recruited else None
    if record is None:
        return FieldsAsked()
    spans = _spans_of(record, asked)
    told = _tell_recruitment(record) if recruited else ()
    if stopped and _OF_END & {*asked}:
        told = (*_tell_stopping(record), *told)
    quotes = (Quote(record.source, start, end) for _, start, end in spans)
    told = (*told, *(Sentence(f"“{record.text[it.start : it.end]}”", (), (it,)) for it in quotes))
    if _PLACES.search(question.text) or _HOW_MANY_THERE.search(question.text):
        told = (*told, *(_count(record, start, end) for label, start, end in spans if label == _PLACES_HELD))
    held = {label for label, _, _ in spans}
    found = [span for name, span in asked.items() if name in held or (name in _ROLES and held & set(_ROLES))]
    lacking = tuple(name for name in asked if name in _ONLY_FIELDS and name not in held)
    return FieldsAsked(told, tuple(found), () if told and stopped else lacking)


def _labels_asked(question: Question, *, corpus: Corpus) -> dict[str, tuple[int, int]]:
    """The labels of the fields that a question asks for, with the words that ask for each."""
    asked = {name: span for name, pattern in FIELDS.items() if (span := _asks_for(name, pattern, question))}
    if _ENROLMENT in asked and _counts_others(question):
        del asked[_ENROLMENT]
    numbered = _PHASE in asked and any(map(str.isdigit, question.text[slice(*asked[_PHASE])]))
    if numbered and {*question.outcomes} - {_PHASE} and _are_called_by_phase(question, corpus=corpus):
        del asked[_PHASE]
    return asked


def _spans_of(record: Document, asked: Collection[str]) -> list[tuple[str, int, int]]:
    """Where a record has the fields asked; where nobody was allocated, what kind of study it is."""
    wanted = {name for label in asked for name in (_ROLES if label in _ROLES else (label,))}
    wanted |= {_MASKING_TOLD} if _MASKING in asked else set()
    fields = list(_read_fields(record))
    if _ALLOCATION in asked and not any(label == _ALLOCATION for label, *_ in fields):
        wanted |= _OBSERVED
    return [(label, start, end) for label, start, end in fields if label in wanted]


def _tell_recruitment(record: Document) -> tuple[Sentence, ...]:
    """What the record tells in words of when and where patients were enrolled; nothing where it tells no date."""
    spans = ((s.start, s.end) for s in record.sections if s.title == "Recruitment")
    return tuple(
        Sentence(f"“{record.text[start:end]}”", (), (Quote(record.source, start, end),))
        for start, end in spans
        if _YEAR.search(record.text[start:end])
    )


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RECRUITED = re.compile(
    r"\b(?:when|where|(?:in|from) (?:what|which) countr\w+"
    r"|(?:between|over|during|in) (?:what|which) (?:dates?|years?|period|time|months?)"
    r"|how many (?:sites|cent(?:re|er)s|hospitals))\b[^?]*\b(?:enrol|recruit)\w*"
    r"|\b(?:enrol|recruit)\w*[^?]*\b(?:when|where|(?:in|from) (?:what|which) countr\w+)\b",
    re.IGNORECASE,
)
"""That it is asked when, or where, patients were enrolled."""


def _tell_stopping(record: Document) -> tuple[Sentence, ...]:
    """What the record tells in words of how the trial, or its recruitment, came to an end before its time."""
    spans = ((s.start, s.end) for s in record.sections if s.title in _TELLING)
    found = (
        (start + match.start(), start + match.end())
        for start, end in spans
        for match in _SAYS_STOPPED.finditer(record.text[start:end])
    )
    return tuple(Sentence(f"“{record.text[a:b]}”", (), (Quote(record.source, a, b),)) for a, b in found)


_OF_END = {"Overall status", "Why stopped"}
_STOPPED = re.compile(
    r"\b(?:stop\w*|terminat\w*|halt\w*|cut short|(?:end|clos|finish)\w*[^?,;]{0,20}\b(?:early|prematurely))\b",
    re.IGNORECASE,
)
"""That it is asked whether a trial was stopped, or why."""
_TELLING = ("Limitations", "Recruitment", "Background", "Summary")
_SAYS_STOPPED = re.compile(
    r"(?<![^\s])(?:The\s|This\s)?(?:trial|study|recruitment|enrol\w+|randomi[sz]ation|accrual)\s(?:[\w-]+\s){0,6}?"
    r"(?:was|were|had been)\s(?:[\w-]+\s){0,2}?(?:stopped|terminated|halted|closed|ended|discontinued)\b"
    r"(?:[^.]|\.(?=\d))*\.",
    re.IGNORECASE,
)


_ONLY_FIELDS = ("Sharing of individual participant data", "Data monitoring committee", "Why stopped")


def _asks_for(name: str, pattern: re.Pattern[str], question: Question) -> tuple[int, int] | None:
    """Where a question asks for a field: by the pattern of it, or by a word that the vocabulary has for it.

    No name of a measured outcome does: "URTI numbers".
    """
    measured = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category in _MEASURED]
    for match in pattern.finditer(question.text):
        named = any(m.start < match.end() and match.start() < m.end for m in measured)
        if not named and not (measured and measured[0].start < match.start() and _IT.search(match.group())):
            return match.span()
    told = next((m for m in question.mentions if m.term.name == name and m.term.name in question.outcomes), None)
    return (told.start, told.end) if told else None


def _are_called_by_phase(question: Question, *, corpus: Corpus) -> bool:
    """Whether the phases of a trial are its groups, so that "in phase II" tells of whom it is asked."""
    slots = corpus.table.slots(question.trial or "", ("arm",))
    return any(_OF_PHASE.search(arm or "") for (arm,) in slots)


_PHASE = "Phase"
_OF_PHASE = re.compile(r"(?:^|\()Phase ")
_ALLOCATION = "Allocation"
_OBSERVED = {"Study type", "Observational model"}
_MASKING, _MASKING_TOLD = "Masking", "Masking description"
_MEASURED = ("efficacy", "safety")
_IT = re.compile(r"\b(?:it|they|these|this)\b", re.IGNORECASE)
"""What stands for an outcome named before: "diarrhoea, and when did it start"."""
_ENROLMENT = "Enrolment"


def _counts_others(question: Question) -> bool:
    """Whether not all who took part are counted, but some of them, those of each arm, or the countries."""
    traits = any(m.term.kind == "outcome" and m.term.category == "baseline" for m in question.mentions)
    of_some = traits or question.subgroups or _NOT_ENROLLED.search(question.text)
    return bool(of_some or asks_each_arm(question.text) or _PLACES.search(question.text))


_NOT_ENROLLED = re.compile(
    r"(?:\b(?:not|never)|n['’]t)\s(?:then\s|be\s|been\s|get\s)?"
    r"(?:enrol|recruit|randomi|taken? part|includ|allocated|treat|dosed|infus|inject|given|receiv|g[eo]t\b|complet)",
    re.IGNORECASE,
)
"""That those are counted who did not take part."""


_PLACES = re.compile(r"\bhow many (?:countr\w+|nations|cent(?:re|er)s|sites|hospitals)\b", re.IGNORECASE)


_PLACES_HELD = "Countries with study centres"
_HOW_MANY_THERE = re.compile(r"\bcountr\w+\b[^?]*\bhow many\b", re.IGNORECASE)


def _count(record: Document, start: int, end: int) -> Sentence:
    """How many a list of the record names."""
    names = record.text[start:end].partition(": ")[2].split(";")
    number = str(len(names))
    noun = "country" if len(names) == 1 else "countries"
    quote = Quote(record.source, start, end)
    return Sentence(f"Counted from this list: {number} {noun}.", (), (quote,), counted=(number,))


def _read_fields(record: Document) -> Iterator[tuple[str, int, int]]:
    """Each labelled field of a record with its span: as far as the next one, or the end of its paragraph."""
    for section in record.sections:
        if section.title not in _SECTIONS:
            continue
        start = section.start
        for paragraph in record.text[section.start : section.end].split("\n\n"):
            labels = list(_LABEL.finditer(paragraph))
            for match, following in zip(labels, (*labels[1:], None), strict=False):
                end = following.start() if following else len(paragraph)
                value = paragraph[match.start() : end].rstrip()
                yield match.group()[:-2], start + match.start(), start + match.start() + len(value)
            start += len(paragraph) + 2


_SECTIONS = frozenset(
    ("Design", "Oversight", "Dates", "Eligibility criteria", "Locations", "Investigators", "Data sharing", "Funding",
     "Registration", "Conditions")
)  # fmt: skip
"""Sections that are made of labelled fields."""
