"""Word stems, so that "positive" finds "positivity" and "masked" finds "masking"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import Stemmer

from retrieval.terms import split_tokens


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of ``text``."""
    return stem_forms(token.form for token in split_tokens(text))


def stem_forms(forms: Iterable[str]) -> frozenset[str]:
    """Return the stems of words in their normal form."""
    return frozenset(_stemmer().stemWords(list(forms)))


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
