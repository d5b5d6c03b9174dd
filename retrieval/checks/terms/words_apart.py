"""The words of a sentence that may tell which title a name stands for: not those of other names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.mentions import overlaps
from retrieval.terms import Mention, word_forms


def words_for(
    text: str, span: tuple[int, int], mention: Mention, *, found: Sequence[Mention], words: frozenset[str]
) -> frozenset[str]:
    """Return the words that may belong to a name: of a sentence that has it twice, those of its own part alone.

    In "remission in 36.7 %, and composite remission in 66.4 %" the first is no composite one.
    """
    alike = [item for item in found if item.text.casefold() == mention.text.casefold() and item.start != mention.start]
    low = max((item.end for item in alike if item.end <= mention.start), default=None)
    high = min((item.start for item in alike if item.start >= mention.end), default=None)
    own = words - _of_longer(mention, found)
    if low is None and high is None:
        return own
    first = span[0] if low is None else _last_break(text, low, mention.start)
    last = span[1] if high is None else _last_break(text, mention.end, high)
    return own & (word_forms(text[first:last]) | folds(text[first:last]))


def _last_break(text: str, start: int, end: int) -> int:
    """Where the last part of a sentence begins between two of its names."""
    return max((match.start() for match in _BREAK.finditer(text, start, end)), default=end)


_BREAK = re.compile(r"[,;]\s|\s(?:and|versus|vs\.?|but|while|whereas)\s", re.IGNORECASE)


def words_apart(told: str, spans: Sequence[tuple[int, int]], words: frozenset[str]) -> frozenset[str]:
    """The words of a sentence but for those that stand within other outcomes' long titles alone."""
    for low, high in spans:
        told = f"{told[:low]}{' ' * (high - low)}{told[high:]}"
    return words if not spans else word_forms(told) | folds(told)


def _of_longer(mention: Mention, found: Sequence[Mention]) -> frozenset[str]:
    """The words by which another mention is longer: of "rash in 12 %, isolated rash in 7 %" no first one's."""
    own = word_forms(mention.text)
    others = [item for item in found if len(item.text) > len(mention.text) and not overlaps(item, mention)]
    told = [word_forms(item.text) for item in others]
    return frozenset[str]().union(*(forms - own for forms in told if own < forms))


_FOLDS = {"twofold": "2", "threefold": "3", "fourfold": "4", "fivefold": "5", "tenfold": "10"}


_FOLD = re.compile(r"\b(?:two|three|four|five|ten)fold\b")


def folds(text: str) -> frozenset[str]:
    """The figures of "a fourfold rise", which a title may print as "4-fold"."""
    folded = text.casefold()
    if "fold" not in folded:
        return frozenset()
    return frozenset(_FOLDS[word] for word in _FOLD.findall(folded.replace("-", "")))
