"""Two parts of the patients that are asked at once: "high-risk patients over 70" are in neither part alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.vocabulary import Term
from retrieval.stems import stems
from retrieval.terms import Mention

_AT_ONCE = re.compile(
    r"\s?(?:(?:patients|pts|people|those|ones|individuals|subjects|participants|disease|folk|adults)\s)?"
    r"(?:(?:(?:who|that)\s(?:(?:were|are|was|is|had|have|has|also|both|carry|carried|in addition)\s)+"
    r"|with(?! or\b| and\b)|and (?:also|at the same time)|aged|of|having|whose|plus|and with|but also)\s?)?"
    r"(?:(?:an?|the|also|additional|concomitant)\s){0,2}",
    re.IGNORECASE,
)
"""What stands between two parts of which the same people are."""


def with_parts_at_once(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions with two parts of different kinds, which the same people are of, as one part of its own name."""
    parts = sorted((m for m in mentions if m.term.kind == "subgroup"), key=lambda m: m.start)
    for first, second in pairwise(parts):
        if first.end <= second.start and _are_apart(first, second) and _are_at_once(text, first, second):
            term = Term("subgroup", f"{first.term.name} together with {second.term.name}")
            joint = Mention(first.start, second.end, text[first.start : second.end], term)
            return with_parts_at_once(text, [*(m for m in mentions if m not in (first, second)), joint])
    return tuple(sorted(mentions, key=lambda m: m.start))


def _are_at_once(text: str, first: Mention, second: Mention) -> bool:
    both = _BOTH.search(text[: first.start]) and _AND.fullmatch(text, first.end, second.start)
    return bool(both or _AT_ONCE.fullmatch(text, first.end, second.start))


_BOTH = re.compile(r"\b(?:had|have|has|having|with|were|are|was|is)\sboth\s(?:an?\s)?$", re.IGNORECASE)
_AND = re.compile(r"\sand\s(?:an?\s)?", re.IGNORECASE)


def _are_apart(first: Mention, second: Mention) -> bool:
    """Whether two parts are made by different traits, so that a patient may be of both or of one."""
    one, other = stems(first.term.name), stems(second.term.name)
    nested = one <= other or other <= one or first.term.name in second.term.broader
    return (
        not nested
        and not set(first.term.broader) & set(second.term.broader)
        and second.term.name not in first.term.broader
    )
