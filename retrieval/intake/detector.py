"""The one detector of adverse events told in a question.

It finds the four elements of a report (reporter, patient, product, reaction), special situations and product
complaints. An element that is missing is a reason to ask, not to dismiss: the event is raised without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.vocabulary import Term
from retrieval.intake import about, plans, situations, stories, telling
from retrieval.intake.events import find_events
from retrieval.intake.lists import SituationKind
from retrieval.intake.reading import Reading, find_spans, is_denied, is_planned, read
from retrieval.intake.weights import reads_like_a_report
from retrieval.intake.words import IntakeWords

ELEMENTS = ("reporter", "patient", "product", "reaction")
"""What a valid report needs."""
IntakeKind = Literal["adverse event", "possible report"] | SituationKind


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the question: ``question[start:end] == text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Intake:
    """What a question tells of, and the words that tell it.

    Attributes:
        kinds: What is told, most specific first; never empty. A "possible report" is one that no rule read, but whose
            words are rather those of a report than of a question.
        reporter: Who tells it; empty where the words do not say. Likewise the other elements.
        patient: Whom it happened to: a person that could be identified, or the asker.
        product: The suspected product, by name or as "the drug".
        reaction: What happened, words of a special situation and of a complaint included.
    """

    kinds: tuple[IntakeKind, ...]
    reporter: tuple[Span, ...]
    patient: tuple[Span, ...]
    product: tuple[Span, ...]
    reaction: tuple[Span, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the elements that still have to be asked for."""
        return tuple(name for name in ELEMENTS if not getattr(self, name))


def find_adverse_events(question: str, *, terms: tuple[Term, ...]) -> Intake | None:
    """What ``question`` tells of, or ``None`` when it only asks, supposes, denies or speaks of trial results."""
    reading = read(question, words=_words_of(terms))
    told: list[tuple[IntakeKind, tuple[int, int]]] = []
    to_come = _only_asks_to_give(
        reading, stated=not reading.reactions
    )  # what somebody has before a treatment is no event of it
    for start, end in reading.clauses:
        told.extend((kind, (start + a, start + b)) for kind, (a, b) in _situations(reading, start, end))
        if not to_come or telling.ONSET.search(reading.text[start:end]):
            told.extend(("adverse event", span) for span in find_events(reading, start, end))
    if not told and _may_report(reading) and reads_like_a_report(question, drugs=reading.drugs):
        told = [("possible report", span) for span in _most_telling(reading)]
    if not told:
        return None
    reporter = find_spans(situations.REPORTER, reading.text)
    return Intake(
        kinds=tuple(dict.fromkeys(kind for kind, _ in told)),
        reporter=_joined(question, reporter),
        patient=_joined(question, [span for span in reading.patient if not _is_within(span, reporter)]),
        product=_joined(question, [_without_preposition(span, reading.text) for span in reading.product]),
        reaction=_joined(question, [span for _, span in told]),
    )


def only_reports(question: str, *, terms: tuple[Term, ...]) -> bool:
    """Whether a text only tells what somebody had on what product, and asks for nothing: "just to let you know"."""
    if "?" in question or stories.asks_anything(question) or _ASKS_BARE.search(question):
        return False
    told = find_adverse_events(question, terms=terms)
    return bool(told and "possible report" not in told.kinds and told.patient and told.product and told.reaction)


_ASKS_BARE = re.compile(
    r"\b(?:rates?|incidence|frequenc\w+|percent\w*|proportion|data|figures?|numbers?|results?|vs|versus|trial|study"
    r"|medians?|ratios?|endpoints?|what|how|which|whether|if|please|pls|any(?:thing)?|tell me|wonder\w*|know if"
    r"|know whether)\b",
    re.IGNORECASE,
)
"""Words of a question that is put without the form of one: "rate of rash in the trial"."""


def _may_report(reading: Reading) -> bool:
    """Whether a text may be a report for its words alone: it tells of something past, and not of what a trial found."""
    if _only_asks_to_give(reading, stated=True):
        return False
    asked = [(a, b) for a, b in reading.clauses if telling.ASKED.search(reading.text[a:b])]
    if not reading.own and not reading.patient and _is_of_trial(reading, asked):
        return False
    if telling.HEARSAY.search(reading.text) and not reading.patient and not reading.reactions:
        return False  # "we are told that the dose was 16 mg/kg"
    stated = [a for a, _ in reading.reactions if not any(start <= a < end for start, end in asked)]
    if any(_OF_RATE.search(reading.text[a:b]) for a, b in asked):
        stated = [a for a in stated if not _is_heading(reading, a)]
    own = reading.own and not all(_PLACE.fullmatch(reading.text[a:b]) for a, b in reading.patient)
    if not own and reading.reactions and not stated:
        return False  # "how many on our unit's list of questions reacted": what happened to somebody is only asked
    told = bool(telling.TELLS.search(reading.text) or stated or reading.patient)
    return own or (told and not telling.HELD_AGAINST.search(reading.text))


def _is_of_trial(reading: Reading, asked: Sequence[tuple[int, int]]) -> bool:
    """Whether a text that tells of no patient is about a trial, or about what was read of one.

    Args:
        asked: Its clauses that ask.
    """
    if about.SHARE.search(reading.text):
        return True  # "a third of the patients had to stop"
    cut = [bool(_CUT_RISK.search(reading.text[:start])) for start, _ in reading.reactions]
    if cut:
        return all(cut)  # "a newspaper wrote that it lowered the risk of death by 66 %"
    if _OF_GROUP.match(reading.text):
        return True  # a premise about a group of the trial
    if about.NAMES_TRIAL.search(reading.question) or _OF_SHARE.search(reading.text):
        return True  # what a trial gave to whom, or found in which share of them
    return len(asked) == len(reading.clauses)  # "name the countries where it took place"


_PLACE = re.compile(r"(?:at|in|on) (?:our|my) (?:[\w-]+ )?\w+")
"""Where somebody works, who is no patient for it."""


def _is_heading(reading: Reading, start: int) -> bool:
    """Whether a reaction stands alone in its clause, as what the next one asks about: "rash, what's the rate"."""
    own = next(reading.text[a:b] for a, b in reading.clauses if a <= start < b)
    return own.strip(" ,:;-–") in {reading.text[a:b].strip() for a, b in reading.reactions if a == start}


_OF_RATE = re.compile(r"\b(?:rates?|incidence|percent\w*|proportion|share|how (?:many|often|common|frequent))\b")
_OF_GROUP = re.compile(
    r"\W*(?:since|as|because|given(?: that)?|if|seeing that)\s(?:(?:the|all|most|more|fewer|both)\s)?"
    r"(?:[\w.,%µμ/-]+\s){0,4}?"
    r"(?:patients|participants|subjects|people|groups?|arms?|doses?)\b"
)
"""How a question begins that holds something of a group of patients to be so: "since the 10 mg group needed less"."""
_CUT_RISK = re.compile(
    r"\b(?:lower|reduc|cut|decreas|halv)\w*\s(?:the\s|their\s)?(?:risks?|hazards?|chances?|odds) of\s(?:\w+\s)?$"
)
_OF_SHARE = re.compile(r"\d\s?(?:%|per ?cent\b)|\bp\s?[<=]\s?[0.]")


def _only_asks_to_give(reading: Reading, *, stated: bool = False) -> bool:
    """Whether each product is one that it is asked whether to give, that is planned, or that another disease line was.

    What a patient has is no reaction to it then.

    Args:
        stated: Whether only the products count that a clause names which asks nothing: a trial compares it with others.
    """
    asking = [(a, b) for a, b in reading.clauses if plans.TO_GIVE.search(reading.text[a:b])]

    def is_to_come(start: int, end: int) -> bool:
        return any(a <= start < b for a, b in asking) or is_planned(reading.text, start, end)

    whole = [span for span in reading.product if not _is_within(span, reading.product)]
    given = [(a, b) for a, b in whole if not plans.FAILED_LINE.search(reading.text[:a])]
    if stated:
        asked = [(a, b) for a, b in reading.clauses if telling.ASKED.search(reading.text[a:b])]
        given = [(a, b) for a, b in given if not any(start <= a < end for start, end in asked)] or given
    return bool(reading.product) and all(is_to_come(*span) for span in given)


def _most_telling(reading: Reading) -> tuple[tuple[int, int], ...]:
    """The reactions named in what reads like a report; its clauses that ask nothing where it names none."""
    stated = [(a, b) for a, b in reading.clauses if not _is_set_aside(reading, a, b)]
    named = [(a, b) for a, b in reading.reactions if any(start <= a < end for start, end in stated)]
    return tuple(named or stated)


def _is_set_aside(reading: Reading, start: int, end: int) -> bool:
    """Whether a clause of what reads like a report asks, supposes, tells good news, or denies what it names."""
    clause = reading.text[start:end]
    if any(pattern.search(clause) for pattern in (telling.ASKED, telling.SUPPOSED, telling.SET_ASIDE)):
        return True
    if about.HOW_TO_ANSWER.fullmatch(clause.strip()):
        return True
    named = [a for a, _ in reading.reactions if start <= a < end]
    return bool(named) and all(is_denied(reading.text[start:a]) for a in named)


def _situations(reading: Reading, start: int, end: int) -> tuple[tuple[SituationKind, tuple[int, int]], ...]:
    return situations.find(
        reading.text[start:end],
        own=reading.own,
        person=bool(reading.patient),
        product=bool(reading.product),
        suspect=reading.treated and _is_suspected(reading, start, end),
    )


def _is_suspected(reading: Reading, start: int, end: int) -> bool:
    """Whether a clause may speak of a product of a held trial: it names one, or none while another clause does."""
    here = [span for span in (*reading.suspects, *reading.drugs) if start <= span[0] < end]
    return bool(set(here) & set(reading.suspects)) if here else bool(reading.suspects)


def _without_preposition(span: tuple[int, int], text: str) -> tuple[int, int]:
    """The span without the "on" of "on zeltamab", which a vocabulary holds as a name of the arm."""
    start, end = span
    return (start + 3, end) if text.startswith("on ", start, end) else span


def _is_within(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end and span != (start, end) for start, end in others)


def _joined(question: str, spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Spans in order, the longer one where two overlap."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(Span(start, end, question[start:end]) for start, end in kept)


_KEPT: list[tuple[tuple[Term, ...], IntakeWords]] = []  # the last: a corpus has one vocabulary


def _words_of(terms: tuple[Term, ...]) -> IntakeWords:
    """The words of a vocabulary, read once; that it is the same is seen without comparing its thousands of terms."""
    for known, words in _KEPT:
        if known is terms:
            return words
    words = IntakeWords(terms)
    _KEPT[:] = [(terms, words)]
    return words
