"""Questions of how a part of the patients did, in words that would name its size as well."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.questions import wording
from retrieval.terms import Mention

_FARED_IN = re.compile(
    r"\bhow (?:did|do|does) [^?,;]{3,80}?\bcompare (?:with|to|against)\b"
    r"|\b(?:(?<!side )(?<!adverse )(?<!undesirable )(?:effects?|advantage|impact|gain)(?:\sof\s[\w+-]+)?"
    r"(?:\s(?!on\b|of\b|and\b|or\b)[\w-]+){0,3}?(?=\s(?:in|for|among|within)\b)|evidence(?=\s(?:in|for|among)\b)"
    r"|how good (?:is|was)|worth(?:\s?while|\sit)|(?:tell me|we know|known) about)\b"
    r"|^\W*_+(?:\W|_|\b(?:vs\.?|versus|against|and|or|compared (?:with|to)|over)\b)*(?:in|for|among)\s",
    re.IGNORECASE,
)
"""Effects, evidence and the like in a part; or the arms, lines in place of their names, and nothing else before it."""


def asks_how_fared(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether it is asked how the part of the patients that a text names did, and not how large it is."""
    for arm in (m for m in mentions if m.term.kind in ("arm", "drug")):
        text = f"{text[: arm.start]}{'_' * (arm.end - arm.start)}{text[arm.end :]}"
    return wording.asks_overview(text) or wording.weighs(text) or bool(_FARED_IN.search(text))
