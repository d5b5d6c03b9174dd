"""The one detector of adverse events told in a question.

It finds the four elements of a report (reporter, patient, product, reaction), special situations and product
complaints. An element that is missing is a reason to ask, not to dismiss: the event is raised without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ingest.vocabulary import Term
from retrieval.intake import situations, telling
from retrieval.intake.lists import Phrases, SituationKind, read_lists
from retrieval.intake.weights import reads_like_a_report
from retrieval.intake.words import IntakeWords
from retrieval.terms import common_words, split_tokens

ELEMENTS = ("reporter", "patient", "product", "reaction")
"""What a valid report needs."""
IntakeKind = Literal["adverse event", "possible report"] | SituationKind
_CLAUSE_ENDS = re.compile(
    r"[.?!;:]\s+|\s-\s|\s(?=(?:but|because|whose)\s)"
    r"|,\s+(?=(?:what|which(?! (?:i|we) )|how|is|are|was|were|did|does|can|should|any|has|have|could)\b)"
    r"|,\s+(?=(?:as|since|given that) (?:the|my|our|one|a|an|we|he|she|i)\b)"
)
_NOTHING = telling.any_of(r"no|none|never|without|nothing")
_BENIGN = (
    telling.SUPPOSED,
    telling.FEARED,
    telling.ASKED,
    _NOTHING,
    telling.WENT_WELL,
    telling.REPORTED_BY_TRIAL,
    telling.PAST_HISTORY,
)


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
    reading = _read(question, words=_words_of(terms))
    told: list[tuple[IntakeKind, tuple[int, int]]] = []
    for start, end in reading.clauses:
        told.extend((kind, (start + a, start + b)) for kind, (a, b) in _situations(reading, start, end))
        told.extend(("adverse event", span) for span in _events(reading, start, end))
    if not told and _may_report(reading) and reads_like_a_report(question, drugs=reading.drugs):
        told = [("possible report", span) for span in _most_telling(reading)]
    if not told:
        return None
    reporter = _spans(situations.REPORTER, reading.text)
    return Intake(
        kinds=tuple(dict.fromkeys(kind for kind, _ in told)),
        reporter=_joined(question, reporter),
        patient=_joined(question, [span for span in reading.patient if not _is_within(span, reporter)]),
        product=_joined(question, [_without_preposition(span, reading.text) for span in reading.product]),
        reaction=_joined(question, [span for _, span in told]),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """A question in lower case, and what the rules ask of the whole of it; spans count in both texts alike.

    Attributes:
        own: Whether it speaks of the asker's own patient, kin or self.
        treated: Whether somebody is said to be on a product.
        suspect: Whether the product is one of a held trial, or only called "the drug".
    """

    question: str
    text: str
    clauses: tuple[tuple[int, int], ...]
    patient: tuple[tuple[int, int], ...]
    product: tuple[tuple[int, int], ...]
    drugs: tuple[tuple[int, int], ...]
    reactions: tuple[tuple[int, int], ...]
    own: bool
    treated: bool
    suspect: bool


def _read(question: str, *, words: IntakeWords) -> _Reading:
    text = question.lower().replace("’", "'").replace("‘", "'")
    if len(text) != len(question):  # a letter whose lower case is longer would shift every span
        text = question
    called = _spans(telling.THERAPY, text)
    drugs = words.products(question)
    product = (*drugs, *called)
    kin = (*_spans(telling.OWN_PERSON, text), *_spans(telling.SELF, text), *_spans(read_lists().persons, text))
    clauses = _split_into_clauses(text)
    return _Reading(
        question=question,
        text=text,
        clauses=clauses,
        patient=(*kin, *_spans(telling.ANY_PERSON, text)),
        product=product,
        drugs=drugs,
        reactions=(
            *_spans(telling.REACTION, text),
            *_spans(read_lists().reactions, text),
            *words.reactions(question),
        ),
        own=bool(kin),
        treated=_is_on_therapy(text, product, clauses=clauses),
        suspect=bool(called or words.own_products(question)),
    )


def _may_report(reading: _Reading) -> bool:
    """Whether a text may be a report for its words alone: it tells of something past, and not of what a trial found."""
    told = bool(telling.TELLS.search(reading.text) or reading.reactions or reading.patient)
    return reading.own or (told and not telling.HELD_AGAINST.search(reading.text))


def _most_telling(reading: _Reading) -> tuple[tuple[int, int], ...]:
    """The reactions named in what reads like a report; its clauses that ask nothing where it names none."""
    stated = [(a, b) for a, b in reading.clauses if not _is_set_aside(reading, a, b)]
    named = [(a, b) for a, b in reading.reactions if any(start <= a < end for start, end in stated)]
    return tuple(named or stated)


def _is_set_aside(reading: _Reading, start: int, end: int) -> bool:
    """Whether a clause of what reads like a report asks, supposes, tells good news, or denies what it names."""
    clause = reading.text[start:end]
    if any(pattern.search(clause) for pattern in (telling.ASKED, telling.SUPPOSED, telling.SET_ASIDE)):
        return True
    named = [a for a, _ in reading.reactions if start <= a < end]
    return bool(named) and all(_is_denied(reading.text[start:a]) for a in named)


def _situations(reading: _Reading, start: int, end: int) -> tuple[tuple[SituationKind, tuple[int, int]], ...]:
    return situations.find(
        reading.text[start:end],
        own=reading.own,
        person=bool(reading.patient),
        product=bool(reading.product),
        suspect=reading.suspect and reading.treated,
    )


def _events(reading: _Reading, start: int, end: int) -> Sequence[tuple[int, int]]:
    """Spans of the reactions that one clause tells; the clause itself where it names none that is known."""
    clause = reading.text[start:end]
    if reading.own and telling.HAS_IT_TOO.search(clause):
        return reading.reactions or [(start, end)]
    named = [(a, b) for a, b in reading.reactions if start <= a and b <= end]
    affirmed = [(a, b) for a, b in named if not _is_denied(reading.text[start:a])]
    if definite := [(a, b) for a, b in affirmed if _is_of_one_person(reading, a, b)]:
        return definite
    if affirmed and _tells(clause, reading=reading):
        return affirmed
    if occasions := [(a, b) for a, b in affirmed if _is_told(clause, reading.text[start:a], reading=reading)]:
        return occasions
    if not named and _has_what_is_asked(clause, reading=reading):
        return reading.reactions
    if not named and reading.own and reading.treated and _tells_unnamed(reading, start, end):
        return [(start, end)]
    return []


def _tells(clause: str, *, reading: _Reading) -> bool:
    """Whether a clause that names a reaction tells that somebody had it."""
    if telling.SUPPOSED.search(clause):
        return False
    if not reading.patient:
        return reading.treated and bool(telling.ONE_OCCASION.search(clause)) and not _is_general(clause)
    history = bool(telling.PAST_HISTORY.search(clause))
    past = bool(telling.PAST_OF_OWN.search(clause)) and not history
    if (telling.ASKED.search(clause) or telling.FEARED.search(clause)) and not past:
        return reading.own and bool(telling.THIS_REACTION.search(clause))
    began = bool(telling.ONSET.search(clause))
    if history and not (reading.treated and began):
        return False
    if reading.own:
        return began or reading.treated
    return not telling.REPORTED_BY_TRIAL.search(clause) and (began or reading.treated)


def _is_of_one_person(reading: _Reading, start: int, end: int) -> bool:
    """Whether a reaction is one that somebody on treatment has: "the rash of bed 7", "a sodium of 117?".

    A question what may have caused it, or what becomes of it, tells that it is there.
    """
    before, after = reading.text[:start], reading.text[end:]
    doubted = telling.THE.search(before) and telling.RELATED.search(after)
    if doubted and reading.treated and not telling.REPORTED_BY_TRIAL.search(reading.text):
        return True
    if not reading.own:
        return False
    follows = telling.OF_OR_IN.match(after)
    place = end + follows.end() if follows else -1
    if reading.treated and follows and telling.THE.search(before) and any(a <= place <= b for a, b in reading.patient):
        return True
    return bool(telling.CAUSED.search(before)) and any(character.isdigit() for character in reading.text[start:end])


def _is_general(clause: str) -> bool:
    """Whether a clause asks, or speaks of what a trial saw, and of no one occasion."""
    return any(pattern.search(clause) for pattern in (telling.ASKED, telling.FEARED, telling.REPORTED_BY_TRIAL))


def _is_told(clause: str, before: str, *, reading: _Reading) -> bool:
    """Whether a reaction is given as what one person had: as the occasion of a step in treatment, or with its grade."""
    person = reading.own or bool(telling.THE_PATIENT.search(clause))
    if not person or telling.SUPPOSED.search(clause) or telling.PAST_HISTORY.search(clause):
        return False
    if telling.MANAGED.search(reading.text) and telling.OCCASION.search(before):
        return True
    asked = telling.ASKED.search(clause)
    return not asked and bool(telling.GRADED.search(before) or telling.HAD.search(before))


def _has_what_is_asked(clause: str, *, reading: _Reading) -> bool:
    """Whether a clause says that somebody of the asker's has what another clause asks about."""
    has = telling.HAS_IT.search(clause)
    asked = telling.ASKED.search(clause) or telling.SUPPOSED.search(clause) or telling.FEARED.search(clause)
    return bool(reading.own and has and not asked) and not _is_denied(clause[: has.start() if has else 0])


def _tells_unnamed(reading: _Reading, start: int, end: int) -> bool:
    """Whether a clause about a treated person says more than that: something no word here names, and not good news."""
    clause = reading.text[start:end]
    if clause.rstrip().endswith("?") or _is_benign(clause):
        return False
    if not any(start <= a < end for a, _ in reading.patient):
        return False
    known = (*reading.patient, *reading.product)
    return any(
        token.form not in common_words()
        and token.form.isalpha()
        and not any(a <= start + token.start < b for a, b in known)
        for token in split_tokens(clause)
    )


def _is_benign(clause: str) -> bool:
    """Whether a clause asks, supposes, denies, tells good news, or speaks of a trial or of the past."""
    return any(pattern.search(clause) for pattern in _BENIGN)


def _is_denied(before: str) -> bool:
    """Whether the words before a reaction deny it: a negation among the last six that is not taken back."""
    last = " ".join(before.split()[-6:])
    denials = list(telling.DENIED.finditer(last))
    return bool(denials) and not telling.ENDS_DENIAL.search(last[denials[-1].end() :])


def _is_on_therapy(text: str, product: Iterable[tuple[int, int]], *, clauses: Sequence[tuple[int, int]]) -> bool:
    """Whether a product stands where one says that somebody received it, or in a clause that asks nothing.

    A treatment that is only thought of, or that a trial gave, is none that somebody is on.
    """
    wished = [(a, b) for a, b in clauses if telling.WISHED.search(text[a:b])]
    product = [(start, end) for start, end in product if not telling.EARLIER_LINE.search(text[end:])]
    starts = [start for start, _ in product if not any(a <= start < b for a, b in wished)]
    if (
        telling.ON_COURSE.search(text)
        or read_lists().courses.search(text)
        or any(telling.ON_THERAPY.search(text[:start]) for start in starts)
    ):
        return True
    stated = [(a, b) for a, b in clauses if not telling.ASKED.search(text[a:b]) and "?" not in text[a:b]]
    return any(a <= start < b for start in starts for a, b in stated)


def _split_into_clauses(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of sentences, cut again where a question follows or a contrast turns the sense."""
    cuts = [0, *(match.end() for match in _CLAUSE_ENDS.finditer(text)), len(text)]
    return tuple((a, b) for a, b in pairwise(cuts) if text[a:b].strip())


def _spans(pattern: re.Pattern[str] | Phrases, text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in pattern.finditer(text) if match.group().strip())


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
