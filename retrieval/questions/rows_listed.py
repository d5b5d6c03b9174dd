"""Rows of a measure that a question lists beside another one: "spine and hip", "creatinine and eGFR", "A vs B"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from ingest.records import Result
from retrieval.registry.lay_words import in_lay_words
from retrieval.stems import stems
from retrieval.terms import common_words

_JOINT = re.compile(
    r"\s*[,;/&+]\s*(?:(?:and|or|vs\.?|versus)\s)?"
    r"|\s(?:and|or|plus|vs\.?|versus|against|than|as well as|compared (?:with|to))\s",
    re.IGNORECASE,
)
_PLAIN = stems(" ".join(sorted(common_words())))
_SHORTEST = 3
"""Letters of a word by which a row is told beside another."""


def listed_beside(
    rows: Sequence[Result], named: Collection[str], text: str, *, written_out: Callable[[str], str] = str
) -> set[str]:
    """The rows of a list that a word of their own tells, each at another place of it than the rows already named.

    Args:
        named: The rows that the question names by more of their words.
        written_out: Gives the name of a row with its short forms in full.
    """
    measured = {row.item for row in rows if row.item and row.category in ("efficacy", "safety")}
    pieces = [stems(piece) for piece in _JOINT.split(text)]
    if len(pieces) < _FEWEST or not measured > set(named):
        return set()
    told = {item: stems(f"{item} {written_out(item)}") for item in measured}
    told = {item: words | in_lay_words(words) for item, words in told.items()}
    seen = Counter(word for words in told.values() for word in words)
    own = {item: {word for word in words if seen[word] == 1} for item, words in told.items()}
    mine = set().union(*(own[item] for item in named if item in own))

    def tells(piece: frozenset[str], item: str) -> bool:
        found = own[item] & piece
        whole = bool(found) and piece - _SMALL <= told[item]  # "drug-related AE": everyday words, and nothing else
        return not mine & piece and (whole or any(map(_is_telling, found)))

    return {item for item in own if item not in named and any(tells(piece, item) for piece in pieces)}


_FEWEST = 2
"""Members of a list."""


def _is_telling(word: str) -> bool:
    return word not in _PLAIN and len(word) >= _SHORTEST and not word.isdecimal()


_SMALL = stems("a an the of in on for at with what how about was were is are did do any")
