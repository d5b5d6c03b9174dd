"""The words and signs of a text, under the form in which spellings that mean the same are equal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

_TOKEN = re.compile(
    r"\b(?:t|del|inv|amp|gain|dup|add)\(\d[\dpq;. ]*\)"  # a chromosomal change is one word
    r"|>=|<=|[≥≤⩾⩽<>+%]|\d+(?:[.·]\d+)?(?=\s*%)|[^\W_]+(?:['’]s\b)?"
)
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "κ": "kappa", "λ": "lambda",
    "σ": "sigma", "ω": "omega",
}  # fmt: skip
"""Letters that are written out, too: "IFN-γ" is "IFN-gamma"; "µ" is a unit's."""
_SIGNS = {"≥": ">=", "⩾": ">=", "≤": "<=", "⩽": "<=", **_GREEK}
_RAISED = str.maketrans("²³", "23")
"""Raised figures of units: "1.73 m²" is also written "1.73 m2"."""
_SPELLINGS = (
    (re.compile(r"ae|oe"), "e"),  # anaemia, diarrhoea, oedema
    (re.compile(r"is(e|ed|es|ing|ation|ations)$"), r"iz\1"),  # randomised, hospitalisation
    (re.compile(r"(?<=[a-z]{2})our(s?)$"), r"or\1"),  # tumour, and not "four"
)
_PEOPLE = frozenset("patient pt pts people ppl participant subject person they".split())
_PLURALS = ((re.compile(r"(?<=[^aeiouy])ies$"), "y"), (re.compile(r"(?<=[^sui])s$"), ""))


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign of a text: ``form`` is its normal form, equal for spellings that mean the same."""

    start: int
    end: int
    text: str
    form: str


@cache
def normal_form(word: str) -> str:
    """The form under which a word is compared: case, plural and British or American spelling are read through."""
    if word[-2:] in ("'s", "’s"):
        return normal_form(word[:-2])  # also of capitals: "the FDA's rule"
    if len(word) > 3 and word[-1] == "s" and word[:-1].isupper():
        return normal_form(word[:-1])  # "SAEs" are several "SAE"
    form = _SIGNS.get(word, word.casefold().translate(_RAISED))
    if len(form) > 3:
        for pattern, replacement in _SPELLINGS if word.isupper() else (*_SPELLINGS, *_PLURALS):  # "HADS" is no plural
            form = pattern.sub(replacement, form)
    return form


def spelling_form(form: str) -> str:
    """The form under which words of spellings are compared: whoever takes part in a trial is a patient, "they" too."""
    return "patient" if form in _PEOPLE else form


@lru_cache(maxsize=512)  # a sentence is read by several steps in a row, and titles for every question
def split_tokens(text: str) -> tuple[Token, ...]:
    """The words and signs of ``text`` in order; hyphens, dashes, slashes and spaces only separate."""
    return tuple(
        Token(match.start(), match.end(), match.group(), normal_form(match.group())) for match in _TOKEN.finditer(text)
    )


@lru_cache(maxsize=4096)  # of names and titles above all: each is held against many
def word_forms(text: str) -> frozenset[str]:
    """The normal forms of the words and signs of ``text``, in no order."""
    return frozenset(token.form for token in split_tokens(text))


def normal_forms(text: str) -> list[str]:
    """The normal forms of ``split_tokens`` alone, for the thousands of spellings of a vocabulary."""
    return [normal_form(word) for word in _TOKEN.findall(text)]


def split_forms(text: str) -> list[str]:
    """The forms under which the words of a spelling are compared."""
    return [spelling_form(form) for form in normal_forms(text)]


def first_form(text: str) -> str | None:
    """The form of a spelling's first word; ``None`` where it has no word."""
    first = text.partition(" ")[0]
    if first[:1].isalpha() and "(" not in first:  # no word that begins so goes beyond a space
        return _form_of_first(first)
    match = _TOKEN.search(text)
    return spelling_form(normal_form(match.group())) if match else None


@cache
def _form_of_first(text: str) -> str:
    return split_forms(text)[0]


def distinct_forms(texts: Iterable[str]) -> frozenset[str]:
    """The forms of all words of many spellings, each word read once."""
    return frozenset(spelling_form(normal_form(word)) for word in set(_TOKEN.findall("\n".join(texts))))
