"""A question as it was meant to be typed: plain blanks and hyphens, capitals where they belong, slips mended."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ingest.corpus import Corpus
from ingest.words import normal_form, spelling_form, split_tokens
from retrieval.lexicon import SHORTEST_TYPO, Lexicon
from retrieval.spelling import common_words, is_known, read_word
from retrieval.terms import TermIndex

if TYPE_CHECKING:
    from spellchecker import SpellChecker

_BLANKS = re.compile(r"[^\S\n]+")
_HYPHENS = str.maketrans({**dict.fromkeys("\u2010\u2011\ufe63\uff0d", "-"), "\u00ad": None, "\u200b": None})
"""Hyphens that do not break, and signs that only say where a line may."""
_SHORTEST_SHOUTED = 4  # letters of a common word in capitals: "HR FOR OS" is how it is written
_LONGEST = 40  # letters of what may be a word
_WORD = re.compile(rf"(?<![\w.@/'’])[A-Za-z][a-z]{{{SHORTEST_TYPO - 1},{_LONGEST}}}(?![\w@/]|['’](?!s\b|\W|$)|\.\w)")
_SHORT = re.compile(r"(?<![\w.@/'’-])(?<![A-Z]\. )[a-z]{4}(?![\w@/'’-])")
"""A short word, which is mended only where one word of the field or of any talk has one letter more: "erly"."""
_SMALL = re.compile(r"(?<![\w./-])(?<!\d )(?<!per )(?:[a-z]{2,6}|[A-Z]{2,6})(?![\w-])")
"""What may be an abbreviation in other letters than its own; behind a number, "hr" and "mos" are times."""
_BEGINS = re.compile(r"(?:^|[.!?:\n]\s*|[\"“(])$")


def as_meant(text: str, *, corpus: Corpus, terms: TermIndex) -> str:
    """Return ``text`` as it was meant.

    A word is mended where neither the corpus nor an English dictionary knows it and one slip leads to a word that is
    known; what has a capital within a sentence is a name and stays, so that another trial or drug stays another one.
    """
    plain = _BLANKS.sub(" ", text.translate(_HYPHENS))
    plain = plain.lower() if _is_shouted(plain) else plain
    lexicons, names = terms.lexicons(), _names(corpus)

    def mend(word: re.Match[str]) -> str:
        named = word[0][0].isupper() and not _BEGINS.search(plain[: word.start()])
        return word[0] if named or word[0].casefold() in names else _mended(word[0], lexicons)

    abbreviations = _abbreviations(terms)

    def complete(word: re.Match[str]) -> str:
        free = word[0] not in names and word[0] not in abbreviations
        return _with_letter_left_out(word[0], lexicons) if free else word[0]

    mended = _SHORT.sub(complete, _WORD.sub(mend, plain))
    return _SMALL.sub(lambda word: abbreviations.get(word[0].lower(), word[0]), mended)


def _names(corpus: Corpus) -> frozenset[str]:
    """The words of the names of authors and organisations, without regard to case."""
    if corpus not in _NAMES:  # two threads may read them at once: both read the same
        organisations = (entry.organisation for entry in corpus.disclosures if entry.organisation)
        authors = (name for source in corpus.sources.values() for name in source.authors)
        words = (word for name in (*authors, *organisations) for word in re.findall(r"\w+", name))
        _NAMES[corpus] = frozenset(word.casefold() for word in words)
    return _NAMES[corpus]


_NAMES: WeakKeyDictionary[Corpus, frozenset[str]] = WeakKeyDictionary()
_ABBREVIATIONS: WeakKeyDictionary[TermIndex, Mapping[str, str]] = WeakKeyDictionary()


def _abbreviations(terms: TermIndex) -> Mapping[str, str]:
    """What is written in capitals, by its small letters: ``{"pfs": "PFS", "mpfs": "mPFS"}``."""
    if terms not in _ABBREVIATIONS:
        outcomes = (term for term in terms.terms("outcome") if term.category == "efficacy")
        spellings = (spelling for term in (*terms.terms("statistic"), *outcomes) for spelling in term.spellings)
        written = {spelling.lower(): spelling for spelling in spellings if _is_short(spelling)}
        _ABBREVIATIONS[terms] = {small: written[small] for small in written.keys() - common_words()}
    return _ABBREVIATIONS[terms]


def _is_short(spelling: str) -> bool:
    return spelling.isalpha() and sum(map(str.isupper, spelling)) > 1


def _is_shouted(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) >= _SHORTEST_SHOUTED]
    return text.isupper() and any(normal_form(word.lower()) in common_words() for word in words)


def _mended(word: str, lexicons: Sequence[Lexicon]) -> str:
    [token] = split_tokens(word)
    if is_known(token, lexicons) or _is_english(token.form) or _is_english(word.lower()):
        return word
    near = {other for other in _dictionary().candidates(word.lower()) or () if other[0] == word[0].lower()}
    read = read_word(token, lexicons)
    if read not in {spelling_form(normal_form(other)) for other in near}:
        near.add(read)
    meant = max(near, key=lambda other: _likelihood(other, word.lower(), lexicons))
    return word if meant == token.form else meant.capitalize() if word[0].isupper() else meant


def _with_letter_left_out(word: str, lexicons: Sequence[Lexicon]) -> str:
    """The one word of the field, or of any talk, that a short unknown word is with a letter more; else the word."""
    [token] = split_tokens(word)
    if is_known(token, lexicons) or _is_english(word):
        return word
    longer = (near for near in _dictionary().candidates(word) or () if len(near) > len(word) and near[0] == word[0])
    usual = [near for near in longer if any(_likelihood(near, word, lexicons)[:2])]
    return usual[0] if len(usual) == 1 else word


def _likelihood(word: str, typed: str, lexicons: Sequence[Lexicon]) -> tuple[int, bool, bool, int, str]:
    """What tells the word that was meant: a word of this field or of any talk, letters that changed places, its use."""
    form = spelling_form(normal_form(word))
    lists = sum(form in lexicon.words for lexicon in lexicons)
    transposed = sorted(word) == sorted(typed)
    return lists, form in common_words(), transposed, _dictionary()[word], word


def _is_english(word: str) -> bool:
    return word in _dictionary()


@cache
def _dictionary() -> SpellChecker:
    """English words by how often they are used; read when the first unknown word is met."""
    from spellchecker import SpellChecker

    return SpellChecker(distance=1)
