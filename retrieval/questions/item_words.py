"""The words that tell the rows of an outcome apart, and the rows all of whose words are said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.records import Result
from retrieval.terms import common_words, split_tokens

BRACKETS = re.compile(r"\s*\([^()]*\)")
"""What the name of a row or of an outcome explains."""
DENIALS = frozenset("not no non none without unknown".split())
"""Words by which a row counts those who do not have what another counts."""
_SIGNS = frozenset("> < >= <= =".split())
_PERIODS = frozenset("period phase".split())
"""What a row is that is named by the words before: "Double-Blind Period"."""
_GRADED = frozenset("any grade 1 2 3 4 5 or more worse severity".split())
"""What a row adds to the name of an event: "pain, any grade"."""


def words_of_items(rows: Sequence[Result]) -> dict[str, set[str]]:
    """The words that tell each row of an outcome from the others."""
    titles = {token.form for row in rows for token in split_tokens(row.outcome)}
    items = dict.fromkeys(row.item for row in rows if row.item)
    forms_of = {item: {token.form for token in split_tokens(_bare(item))} for item in items}
    words = {item: forms - (common_words() - DENIALS) - _PERIODS or forms for item, forms in forms_of.items()}
    own = {item: forms - titles for item, forms in words.items()}
    if any(own.values()):  # "race" tells no race from another, unless the title lists the rows
        bare = {item: forms if forms <= titles else forms - titles for item, forms in forms_of.items()}
        words = {item: own[item] or bare[item] for item in words}  # "complete" of responses is a word of any text
    return {item: forms - _GRADED or forms if "grade" in forms_of[item] else forms for item, forms in words.items()}


def items_said(words: dict[str, set[str]], asked: set[str]) -> tuple[dict[str, set[str]], set[str]]:
    """The rows all of whose words are said, with the words looked for; without what need not be said, where none is."""
    if named := {item for item, forms in words.items() if forms and forms <= asked}:
        return words, named
    words = {item: forms - _GRADED for item, forms in words.items()}  # what a row is graded by need not be asked
    if named := {item for item, forms in words.items() if forms and forms <= asked}:
        return words, named
    unsigned = {
        item: frozenset(forms - _SIGNS) for item, forms in words.items()
    }  # "above 3 x ULN" says what ">3*ULN" does
    seen = Counter(unsigned.values())
    return words, {item for item, forms in unsigned.items() if forms and forms <= asked and seen[forms] == 1}


def _bare(item: str) -> str:
    """What a row is called, without what it explains in brackets: "Double-Blind Period (Week 0 - 52)"."""
    return BRACKETS.sub(" ", item) if BRACKETS.sub("", item).strip() else item
