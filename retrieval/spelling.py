"""Words as they are meant: misspelt, clipped, or so common that they say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from ingest.vocabulary import COMMON_WORDS
from ingest.words import Token, normal_form, spelling_form
from retrieval.lexicon import SHORTEST_TYPO, Lexicon

_TWO_TYPOS = 8  # letters of a word in which two slips are read through
_SHORTEST_CLIPPED = 4  # letters of a drug's name that are said for it: "dupi", "carfil"


def read_word(token: Token, lexicons: Sequence[Lexicon]) -> str:
    """The form of a word, or of the nearest word that is known where it is misspelt."""
    form = spelling_form(token.form)
    if is_known(token, lexicons) or len(form) < _SHORTEST_CLIPPED or not form.isalpha():
        return form
    if begun := _begun(form, lexicons):
        return begun
    if len(form) < SHORTEST_TYPO:
        return form
    allowed = 1 if len(form) < _TWO_TYPOS else 2
    near = [extractOne(form, lexicon.long_words, scorer=OSA.distance, score_cutoff=allowed) for lexicon in lexicons]
    nearest = min((hit for hit in near if hit), key=lambda hit: (hit[1], not hit[0].isascii(), hit[0]), default=None)
    if nearest and nearest[0][0] == form[0]:
        return nearest[0]
    clipped = {word for lexicon in lexicons if (word := lexicon.without_vowels(form))}
    return clipped.pop() if len(clipped) == 1 else form


def is_known(token: Token, lexicons: Sequence[Lexicon]) -> bool:
    """Whether a word is one of a spelling, or a common one."""
    form = spelling_form(token.form)
    return any(lexicon.begins(form) or form in lexicon.words for lexicon in lexicons) or form in common_words()


def _begun(form: str, lexicons: Sequence[Lexicon]) -> str | None:
    """The only drug that a clipped word begins ("pembro", "dupi"); ``None`` where none or several do."""
    drugs = {name for lexicon in lexicons for name in lexicon.drugs_beginning(form)}
    return drugs.pop() if len(drugs) == 1 else None


@cache
def common_words() -> frozenset[str]:
    """Normal forms of common words that restrict nothing: ``ingest/common_words.txt``."""
    lines = COMMON_WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(normal_form(line.strip()) for line in lines if line.strip() and not line.startswith("#"))
