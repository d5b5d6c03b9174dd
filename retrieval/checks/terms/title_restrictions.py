"""What a title says of the patients that it counts alone: "in Participants With Detectable PD-L1"."""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.terms import common_words, split_tokens, word_forms

_RESTRICTED = re.compile(
    r"(?:\b(?:in|among|for) (?:the )?(?:(?:sub(?:group|set|population)|participants|patients|subjects)s? "
    r"(?:with|who|of|whose)|those (?:with|who))"
    r"|[:-] (?:(?:sub)?population|subgroup|participants|patients|subjects) (?:with|who|of|on|whose))\b(?P<whom>.*)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def restriction(title: str) -> frozenset[str]:
    """The words that tell whom alone a title counts: "in the subgroup with a baseline of 120 or more"."""
    forms = {token.form for token in split_tokens(whom_of(title))}
    return frozenset(form for form in forms if form not in common_words() and form not in ("baseline", "least"))


def whom_of(title: str) -> str:
    """What a title says of the patients that it counts alone."""
    match = _RESTRICTED.search(title)
    return match["whom"] if match else ""


def is_of_others(title: str, words: frozenset[str]) -> bool:
    """Whether a title counts only some patients, of whom the sentence says nothing."""
    whom = restriction(title)
    telling = {form for form in whom if form.isalpha() and len(form) > 1}
    return bool(whom) and not (telling or whom) & words


HAVING = word_forms("positive detectable expressing expression tumour tumor tumours disease status")
"""Words by which patients are told to have a marker: "PD-L1-positive tumours", of "Detectable PD-L1"."""
