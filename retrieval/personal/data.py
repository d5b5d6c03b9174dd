"""Personal data in a text: who it could identify, told before anything leaves the machine, and masked there.

The rules know what a question about a trial holds by right: registry numbers, data cut-offs, doses, ages that name a
subgroup, and authors whose interests are asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from weakref import WeakKeyDictionary

from ingest.corpus import Corpus
from ingest.words import normal_form, normal_forms
from retrieval.interests.people import fold_name
from retrieval.personal import names as personal_names
from retrieval.personal import numbers as personal_numbers
from retrieval.terms import common_words

Kind = Literal[
    "name",
    "initials",
    "date of birth",
    "age over 89",
    "record number",
    "national number",
    "phone number",
    "e-mail",
    "address",
]


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """Words that could identify a person: ``text[start:end]``, half-open."""

    start: int
    end: int
    kind: Kind


def find_personal_data(text: str, *, corpus: Corpus) -> tuple[PersonalDatum, ...]:
    """The personal data of ``text`` in order; the longer where two overlap.

    Args:
        corpus: Its authors may be named, and its words are no person's name or initials.
    """
    words, authors = _read_names(corpus)
    found = [
        *(PersonalDatum(*span, kind) for kind, span in personal_numbers.find(text)),
        *(PersonalDatum(*span, "name") for span in personal_names.find_names(text, known=words, authors=authors)),
        *(PersonalDatum(*span, "initials") for span in personal_names.find_initials(text, known=words)),
    ]
    return tuple(_without_overlaps(found))


def masked(text: str, *, corpus: Corpus) -> str:
    """``text`` with personal data replaced by its kind: ``"[name]"``."""
    for datum in reversed(find_personal_data(text, corpus=corpus)):
        text = f"{text[: datum.start]}[{datum.kind}]{text[datum.end :]}"
    return text


def _without_overlaps(found: Iterable[PersonalDatum]) -> Iterator[PersonalDatum]:
    end = 0
    for datum in sorted(found, key=lambda one: (one.start, -one.end)):
        if datum.start >= end:
            yield datum
            end = datum.end


_NAMES: WeakKeyDictionary[Corpus, tuple[frozenset[str], frozenset[str]]] = WeakKeyDictionary()


def _read_names(corpus: Corpus) -> tuple[frozenset[str], frozenset[str]]:
    """Normal forms of words that name no person, and the folded words of the authors' names; read once."""
    if corpus not in _NAMES:
        told = (form for term in corpus.terms for spelling in term.spellings for form in normal_forms(spelling))
        words = frozenset(told) | common_words() | {normal_form(word) for word in personal_names.NO_NAMES}
        names = (name for source in corpus.sources.values() for name in source.authors)
        _NAMES[corpus] = words, frozenset(fold_name(part) for name in names for part in name.split())
    return _NAMES[corpus]
