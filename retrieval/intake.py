"""The one detector of adverse events told in a question.

It finds the four elements of a report (reporter, patient, product, reaction), special situations and product complaints.
An element that is missing is a reason to ask, not to dismiss: the event is raised without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ingest.vocabulary import Term
from retrieval import situations, telling
from retrieval.terms import common_words, split_tokens

IntakeKind = Literal[
    "adverse event",
    "pregnancy exposure",
    "overdose",
    "medication error",
    "misuse",
    "off-label use",
    "occupational exposure",
    "lack of efficacy",
    "product complaint",
]


_BENIGN = (
    telling.SUPPOSED,
    telling.FEARED,
    telling.ASKED,
    telling.DENIED,
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
        kinds: What is told, most specific first; never empty.
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
        return tuple(name for name in ("reporter", "patient", "product", "reaction") if not getattr(self, name))


def find_adverse_events(question: str, *, terms: tuple[Term, ...]) -> Intake | None:
    """What ``question`` tells of, or ``None`` when it only asks, supposes, denies or speaks of trial results."""
    text = question.lower().replace("’", "'").replace("‘", "'")
    if len(text) != len(question):  # a letter whose lower case is longer would shift every span
        text = question
    words = _words_of(terms)
    product = _joined(question, (*words.products(text), *_spans(telling.THERAPY, text)))
    patient = _joined(question, (*_spans(telling.OWN_PERSON, text), *_spans(telling.SELF, text), *_spans(telling.ANY_PERSON, text)))
    own = bool(telling.OWN_PERSON.search(text) or telling.SELF.search(text))
    treated = _is_on_therapy(text, product)
    clauses = _split_into_clauses(text)
    kinds: list[IntakeKind] = []
    reaction: list[tuple[int, int]] = []
    for start, end in clauses:
        clause = text[start:end]
        found = situations.find(clause, own=own, person=bool(patient), product=bool(product), own_product=words.names_own_product(text))
        kinds.extend(kind for kind, _ in found)
        reaction.extend((start + a, start + b) for _, (a, b) in found)
        events = [(start + a, start + b) for a, b in words.reactions(clause) if not _is_denied(clause[:a])]
        if events and _tells(clause, own=own, person=bool(patient), treated=treated):
            kinds.append("adverse event")
            reaction.extend(events)
        elif not events and own and treated and _tells_unnamed(clause, known=_shifted((*patient, *product), -start)):
            kinds.append("adverse event")
            reaction.append((start, end))
    if not kinds:
        return None
    return Intake(
        kinds=tuple(dict.fromkeys(kinds)),
        reporter=_joined(question, _spans(situations.REPORTER, text)),
        patient=patient,
        product=product,
        reaction=_joined(question, reaction),
    )


def _tells(clause: str, *, own: bool, person: bool, treated: bool) -> bool:
    """Whether a clause that names a reaction tells that somebody had it."""
    past = bool(telling.PAST_OF_OWN.search(clause))
    if not person or telling.SUPPOSED.search(clause):
        return False
    history = bool(telling.PAST_HISTORY.search(clause))
    if (telling.ASKED.search(clause) or telling.FEARED.search(clause)) and not (past and not history):
        return bool(situations.THIS_REACTION.search(clause)) and own
    if history and not treated:
        return False
    if not own and telling.REPORTED_BY_TRIAL.search(clause):
        return False
    if telling.ONSET.search(clause):
        return own or treated or not telling.REPORTED_BY_TRIAL.search(clause)
    return treated


def _tells_unnamed(clause: str, *, known: tuple[tuple[int, int], ...]) -> bool:
    """Whether a clause about a treated person says more than that: something no word here names, and not good news."""
    if any(pattern.search(clause) for pattern in _BENIGN):
        return False
    return any(
        token.form not in common_words() and token.form.isalpha() and not any(a <= token.start < b for a, b in known)
        for token in split_tokens(clause)
    )


def _is_denied(before: str) -> bool:
    """Whether the words before a reaction deny it: a negation within the last words of the clause, not taken back."""
    last = " ".join(before.split()[-6:])
    denials = list(telling.DENIED.finditer(last))
    return bool(denials) and not telling.ENDS_DENIAL.search(last[denials[-1].end() :])


def _is_on_therapy(text: str, product: tuple[Span, ...]) -> bool:
    """Whether a product stands where one says that somebody received it."""
    return bool(telling.ON_COURSE.search(text)) or any(telling.ON_THERAPY.search(text[: span.start]) for span in product)


def _split_into_clauses(text: str) -> list[tuple[int, int]]:
    """Spans of sentences, cut again where a question follows or a contrast turns the sense."""
    cuts = [0]
    for match in re.finditer(r"[.?!;:]\s+|,\s+(?=(?:what|which|how|is|are|was|were|did|does|can|should|any|has|have|could)\b)|\s(?=(?:but|because)\s)|\s-\s", text):
        cuts.append(match.end())
    return [(a, b) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True) if text[a:b].strip()]


def _shifted(spans: Iterable[Span], by: int) -> tuple[tuple[int, int], ...]:
    return tuple((span.start + by, span.end + by) for span in spans)


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text) if match.group().strip()]


def _joined(question: str, spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Spans in order, the longer one where two overlap."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(Span(start, end, question[start:end]) for start, end in kept)


class _Words:
    """Reactions and products of a vocabulary, found by their first word."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self._reactions = self._spelled(term for term in terms if _is_reaction(term))
        self._products = self._spelled(term for term in terms if term.kind in ("drug", "arm") and term.role != "all")
        self._own = self._spelled(term for term in terms if term.kind in ("drug", "arm") and term.trial and term.role != "all")

    def reactions(self, text: str) -> list[tuple[int, int]]:
        return [*_spans(telling.REACTION, text), *self._find(self._reactions, text)]

    def products(self, text: str) -> list[tuple[int, int]]:
        return self._find(self._products, text)

    def names_own_product(self, text: str) -> bool:
        return bool(self._find(self._own, text))

    @staticmethod
    def _spelled(terms: Iterable[Term]) -> dict[str, set[tuple[str, ...]]]:
        by_first: dict[str, set[tuple[str, ...]]] = {}
        for term in terms:
            for spelling in term.spellings:
                forms = tuple(token.form for token in split_tokens(spelling))
                if forms and (len(spelling) > 2 or not spelling.isupper()):
                    by_first.setdefault(forms[0], set()).add(forms)
        return by_first

    @staticmethod
    def _find(spelled: dict[str, set[tuple[str, ...]]], text: str) -> list[tuple[int, int]]:
        tokens = split_tokens(text)
        forms = [token.form for token in tokens]
        return [
            (token.start, tokens[i + len(wanted) - 1].end)
            for i, token in enumerate(tokens)
            for wanted in spelled.get(token.form, ())
            if tuple(forms[i : i + len(wanted)]) == wanted
        ]


def _is_reaction(term: Term) -> bool:
    general = ("adverse", "Dose", "Laboratory", "Drug interaction", "Device", "Interference", "Overdose", "Medication", "Pregnancy", "Disease prog")
    return term.kind == "outcome" and term.category == "safety" and not any(word in term.name for word in general)


@lru_cache(maxsize=4)
def _words_of(terms: tuple[Term, ...]) -> _Words:
    return _Words(terms)
