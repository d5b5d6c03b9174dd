"""Doses that a question asks for: of which drug, and where a dose is no result but a schedule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.trial_words import record_of
from retrieval.terms import TermIndex

_DOSE = "dose"
_TREATED = "Patients treated"
_HOW_DOSED = re.compile(
    r"\bhow\s(?!many\b|much\b)(?:(?:is|was|are|were|did|do|does)\s)?[^?.;,]{1,50}?\bdosed\b"
    r"|\bdosing\b(?!\s(?:schedule|interval|frequency|regimen|error|day)s?\b)",
    re.IGNORECASE,
)
"""That it is asked how a drug was dosed, and not how many were: "how were patients dosed"."""
_HOW_MUCH = re.compile(
    r"\b(?:how much|what amount of|how many (?:mg|milligrams?))\s(?:of\s)?(?:the\s)?$", re.IGNORECASE
)
"""Words right before the name of a drug of which the dose is asked: "how much dexamethasone"."""
_STEPS = re.compile(r"\s(?:(?:is|was|at|given|dosed)\s)*\d{2}/\d{2}\b(?!/)", re.IGNORECASE)
"""Words right behind the name of a drug that give its dose in two steps: "is zeltamab 10/20 here"."""
_SCHEDULE = re.compile(
    r"\b(?:dos(?:ing|e|age) |infusion |treatment )?(?:schedules?|frequency) (?:of|for)\b", re.IGNORECASE
)
"""That the schedule of a drug is asked, of which its dose is a part."""

_DOSED_AT = re.compile(
    r"\b(?:given|dosed|used|administered|infused|put in)\s(?:at|as)\s(?:an?\s)?(?:dose\sof\s)?\d+(?:[./]\d+)?"
    r"(?!\s?(?:%|weeks?|months?|years?|days?|hours?|minutes?|cent|sites))",
    re.IGNORECASE,
)
"""That it is asked at which of some numbers a drug was given: "was it given at 10 or at 20"."""
_STEPPED = re.compile(
    r"(?<![\d/.])\d{1,3}/\d{2,3}(?:\s?(?:mg|µg|mcg)\b\S*)?\s(?:\w+\s)?(?:dos(?:e|es|ing|age)|regimen|schedule)\b",
    re.IGNORECASE,
)
"""A dose that is told by its steps: "the 20/56 regimen"."""
_IN_ALL = re.compile(
    r"\b(?:cumulative|total|delivered|average|mean|median|actual) (?:\w+ )?(?:dos(?:e|es|age)|dose intensity)\b"
    r"(?: of \w+)?|\b(?:(?:mean|median|average|total) )?(?:number of|how many) (?:\w+ ){0,2}"
    r"(?:infusions|doses|injections)\b(?: of \w+)?",
    re.IGNORECASE,
)
"""How much, or how often, was given in all, which no dose of a plan tells."""
_HOW_MANY = re.compile(r"^how many\b", re.IGNORECASE)
_BEFALLEN = re.compile(
    r"\b(?:interrupt\w*|stopp\w*|paus\w*|held|withheld|reduc\w*|delay\w*|missed|slow\w*|discontinu\w*|reactions?|planned"
    r"|schedule\w*|protocol|maximum|at least|first|per)\b",
    re.IGNORECASE,
)
"""That it is asked what befell infusions, or how many were meant to be given."""


def with_doses(question: Question, *, corpus: Corpus) -> Question:
    """The question for the doses that it asks for without the name of one; the drug's name is read by that."""
    other = record_of(question.trial, corpus=corpus) or not all(name.endswith(_DOSE) for name in question.outcomes)
    amount = None if other else _IN_ALL.search(question.text)
    titles = (title.casefold() for (title,) in corpus.table.slots(question.trial or "", ("outcome",)) if title)
    if amount and not any(_IN_ALL.search(title) for title in titles) and not _BEFALLEN.search(question.text):
        named = tuple(m for m in question.mentions if m.term.kind != "outcome")  # their dose is another matter
        told = replace(question, outcomes=(_HOW_MANY.sub("number of", amount[0]),), mentions=named)
        return replace(told, statistics=(), topics=(), unknown=(), unread=())
    doses = _doses_asked(question, corpus=corpus)
    if not doses:
        return question
    spoken = [token for token in question.unknown if not any(m.start <= token.start < m.end for m in question.drugs)]
    return replace(question, outcomes=doses, unknown=tuple(spoken))


def asks_dose_alone(question: Question) -> bool:
    """Whether all that is asked is a dose."""
    return bool(question.outcomes) and all(name.casefold().endswith(f" {_DOSE}") for name in question.outcomes)


def names_dose_at_entry(question: Question) -> bool:
    """Whether a dose that was taken at entry is named as what was measured: "prednisone dose"."""
    named = (m for m in question.mentions if m.term.kind == "outcome" and m.term.category == "baseline")
    return any(_DOSE in m.text.casefold() and _DOSE in m.term.name.casefold() for m in named)


def without_doses(question: Question, *, terms: TermIndex) -> Question:
    """The question for the dosing alone, where a dose is asked of those with some value at entry ("eGFR 41")."""
    if names_dose_at_entry(question):
        return question
    known = [terms.term(name, kind="outcome", trial=question.trial) for name in question.outcomes]
    schedule = terms.term("dosing schedule", kind="topic")
    measured = known and all(term is not None and term.category in (None, "baseline") for term in known)
    measured = measured and not (asks_dose_alone(question) and question.drugs)
    if _DOSE not in question.statistics or not measured or schedule is None:
        return question
    return replace(question, outcomes=(), topics=(schedule,), unknown=())


def _doses_asked(question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """Doses asked for without the name of one: of each drug named, else of all that have one.

    A drug whose dose no result gives is asked for all the same, so that its absence is said.
    """
    how = _asks_how_dosed(question)
    scheduled = bool(question.drugs and _SCHEDULE.search(question.text)) and not how
    others = tuple(name for name in question.outcomes if not (how and name == _TREATED))
    beside = bool(others) and _names_dose_beside(question)
    if others and not beside:
        return others if how else ()
    if not (how or scheduled) and (_DOSE not in question.statistics or _is_topic(question)):
        return ()
    drugs = tuple(dict.fromkeys(m.term.name for m in question.drugs))
    held = _doses_held(question, drugs, corpus=corpus)
    if scheduled and _DOSE not in question.statistics:  # of a drug without a dose, a sentence may tell the schedule
        return tuple(name for drug in drugs for name in _of_drug(drug, held))
    named = tuple(name for drug in drugs for name in _of_drug(drug, held) or (f"{drug[0].upper()}{drug[1:]} {_DOSE}",))
    return tuple(dict.fromkeys((*named, *others))) if beside else named or held


def _doses_held(question: Question, drugs: Iterable[str], *, corpus: Corpus) -> tuple[str, ...]:
    """The outcomes that are a dose; where there are none, those titled as a dose of one of the drugs."""
    slots = corpus.table.slots(question.trial or "", ("outcome", "statistic"))
    if held := tuple(dict.fromkeys(outcome for outcome, statistic in slots if outcome and statistic == _DOSE)):
        return held
    titles = [title for title, _ in slots if title and _DOSE in title.casefold()]
    return tuple(dict.fromkeys(title for drug in drugs for title in _of_drug(drug, titles)))


def _asks_how_dosed(question: Question) -> bool:
    """Whether it is asked how much was given, or in which steps."""
    if any(_HOW_MUCH.search(question.text[: drug.start]) for drug in question.drugs):
        return True
    if any(_STEPS.match(question.text, drug.end) for drug in question.drugs) or _HOW_DOSED.search(question.text):
        return True
    return bool(question.drugs and (_DOSED_AT.search(question.text) or _STEPPED.search(question.text)))


def _is_topic(question: Question) -> bool:
    """Whether the word for a dose is that of a topic, which prose answers."""
    return any(m.term.kind == "topic" and _DOSE in m.text.casefold() for m in question.mentions)


def _names_dose_beside(question: Question) -> bool:
    """Whether the dose is asked of a drug beside another one's by its name: "the dose of A, and also the B dose"."""
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name.endswith(f" {_DOSE}")]
    if not named or not asks_dose_alone(question):
        return False

    def outside(start: int) -> bool:
        return not any(m.start <= start < m.end for m in named)

    doses = (m for m in question.mentions if m.term.kind == "statistic" and m.term.name == _DOSE)
    told = " ".join(m.term.name.casefold() for m in named)
    drugs = any(outside(m.start) and m.term.name.casefold() not in told for m in question.drugs)
    return drugs and any(outside(m.start) for m in doses)


def _of_drug(drug: str, outcomes: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in outcomes if drug.casefold() in name.casefold())


def doses_beside(text: str) -> list[str]:
    """What those had who are told by the dose of another treatment: "on high-dose inhaled steroids"."""
    return [match.group() for match in _BESIDE.finditer(text)]


_BESIDE = re.compile(r"\b(?:high|medium|low)[- ]dose\s(?:[a-z]+\s)?\w+", re.IGNORECASE)
