"""Patterns whose words most sentences lack: asking for the words first takes a tenth of the time."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache

RARE: list[Rare] = []
"""Every such pattern, so that a test can hold each against its words."""


class Rare:
    """A pattern, read without regard to case, that is searched for only where one of its words stands.

    Attributes:
        words: Parts of words in lower case, one of which stands in everything that the pattern matches.
    """

    __slots__ = ("pattern", "words")

    def __init__(self, pattern: str, *words: str) -> None:
        self.pattern = re.compile(pattern, re.IGNORECASE)
        self.words = words
        RARE.append(self)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match between two offsets, as the pattern's own ``search`` does."""
        folded = _fold(text, start, end)
        for word in self.words:  # no ``any``, and no call: each costs more than most of the words
            if word in folded:
                return self.pattern.search(text, start, end)
        return None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Return every match between two offsets, as the pattern's own ``finditer`` does."""
        folded = _fold(text, start, end)
        for word in self.words:
            if word in folded:
                return self.pattern.finditer(text, start, end)
        return iter(())


@lru_cache(maxsize=512)  # many patterns are asked of one sentence
def _fold(text: str, start: int, end: int) -> str:
    return text[start:end].casefold()


class AnyOf:
    """Several rare patterns asked together whether one of them is found: the words of all are looked for at once."""

    __slots__ = ("_by_word",)

    def __init__(self, *patterns: Rare) -> None:
        self._by_word = tuple((word, rare.pattern) for rare in patterns for word in rare.words)

    def is_in(self, text: str) -> bool:
        """Whether any of the patterns is found in a text."""
        folded = text.casefold()
        likely = dict.fromkeys(pattern for word, pattern in self._by_word if word in folded)
        return any(pattern.search(text) for pattern in likely)
