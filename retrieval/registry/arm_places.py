"""Where a question has the name of an arm, and no word of what is measured."""

from __future__ import annotations

import re

from retrieval.terms import Token


def stands_for_arm(token: Token, text: str) -> bool:
    """Whether a word stands where the name of an arm does, and alone: "with the active and with the sham device"."""
    before, after = text[: token.start], text[token.end :]
    return bool(_AFTER.match(after) and (_BEFORE.search(before) or _COMPARED.match(after)))


_BEFORE = re.compile(r"\b(?:with|on|under|vs\.?|versus|than|using|receiving|and|or)\s(?:the\s)?$", re.IGNORECASE)
_COMPARED = re.compile(r"\s(?:vs|versus)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"\s?(?:[,;?.)]|$)|\s(?:and|or|vs|versus|than|compared|device|arms?|groups?|treatment|control|at|after)\b",
    re.IGNORECASE,
)
