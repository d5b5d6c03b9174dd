"""The vocabulary as rows need it: a word that a question may use for an outcome is not always that outcome."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from ingest.vocabulary import Term
from retrieval.terms import normal_form, split_tokens

_BACKGROUND = ("design",)
_SIZES = ("Patients randomised", "Patients treated", "Patients screened")
_NO_NAMES = ("se", "sd", "sem", "ci")
"""Abbreviations that stand for a spread far more often than for the outcome that they also mean."""
_STEM = 5
"""Letters by which two words are compared: "hospitalised" and "hospitalisation" are one."""
_WEAK = frozenset(
    normal_form(word)
    for word in "serious a an the of or and to in for at by from on any all as that who was were is had than"
    " their rate rates patient patients participant participants change level levels score response-rate time number"
    " treatment-emergent treatment emergent with without prior previous earlier".split()
)


def separate_synonyms(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return the terms with the loose synonyms of general outcomes as outcomes of their own.

    Someone who asks for "HAQ-DI" is well served with the ACR20 response; a row that calls the one the other is wrong.
    A synonym stays where it says what the name says: its words are among the name's. Of an adverse event
    one that shares no word with the name stays too ("fever" is pyrexia), and one that adds a word does not ("injection
    site pain" is no reaction at large). A trial's own terms stay as they are. Outcomes of the design, and the numbers
    of patients, are left out: their figures are told by their form.
    """
    terms = tuple(_without_spreads(term) for term in terms)
    short = {term.abbreviation: stems(term.name) for term in terms if term.kind == "outcome" and term.abbreviation}
    found: list[Term] = []
    for term in terms:
        if term.kind != "outcome":
            found.append(term)
        elif term.category in _BACKGROUND or term.name in _SIZES:
            continue
        elif term.trial is not None:
            found.append(term)
        else:
            kept = tuple(synonym for synonym in term.synonyms if says_the_same(synonym, term, short=short))
            found.append(replace(term, synonyms=kept))
            found += [
                Term("outcome", synonym, category=term.category, broader=(term.name,))
                for synonym in term.synonyms
                if synonym not in kept
            ]
    return tuple(found)


def _without_spreads(term: Term) -> Term:
    kept = tuple(synonym for synonym in term.synonyms if synonym.casefold().rstrip("s") not in _NO_NAMES)
    return term if kept == term.synonyms else replace(term, synonyms=kept)


def says_the_same(synonym: str, term: Term, *, short: Mapping[str, frozenset[str]]) -> bool:
    """Whether a row may call by the term's name what a text calls by the synonym.

    Args:
        short: What the abbreviations of other outcomes stand for: the "TEAE" of "fatal TEAE".
    """
    if term.name[0].isdigit() or (term.abbreviation and _is_of_abbreviation(synonym, term.abbreviation)):
        return True
    named = {stem for spelling in (term.name, term.abbreviation or "") for stem in stems(spelling)}
    own = stems(synonym).union(*(short.get(word.rstrip("s"), frozenset()) for word in synonym.split()))
    own -= {stem for word in synonym.split() if word.rstrip("s") in short for stem in stems(word)}
    extra = own - named
    shared = bool(own & named)
    if term.category == "safety":
        return not extra if shared else not re.search(r"\d", synonym)
    return shared and not extra


@cache
def stems(text: str) -> frozenset[str]:
    """The beginnings of the words of a name that say something."""
    return frozenset(token.form[:_STEM] for token in split_tokens(text) if token.form not in _WEAK)


def _is_of_abbreviation(synonym: str, abbreviation: str) -> bool:
    return re.search(rf"(?<![A-Za-z]){re.escape(abbreviation)}(?![A-Za-z])", synonym) is not None
