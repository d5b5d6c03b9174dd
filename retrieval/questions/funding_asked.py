"""Whether a trial was paid for by industry, by its investigators or by somebody named: who paid answers all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from retrieval.terms import Mention, TermIndex

_FUNDING = "funding"
_PAID = (
    r"(?:fund(?:s|ed|er|ing)?|sponsor\w*|pa(?:y|ys|id) for|financ(?:e|es|ed|ing)|(?:financial(?:ly)? )?support(?:ed)?"
    r"|back(?:ed|ing)|bankroll\w*|money|cash)"
)
_SECTOR = (
    r"(?:industr(?:y|ial)|pharma(?:ceutical)?|big pharma|(?:drug|pharmaceutical) (?:compan\w+|industry|firms?|makers?"
    r"|manufacturers?)|drug-?makers?|manufacturers?|makers?|commercial(?:ly)?|corporate|compan(?:y|ies)|private(?:ly)?"
    r"|public(?:ly)?|government\w*|tax-?payers?|academi\w+|universit\w+|charit\w+|foundations?|non-?profit|grants?)"
)
_ASKED = re.compile(
    rf"\b{_SECTOR}\b[^?.;]{{0,30}}?\b{_PAID}\b|\b{_PAID}\b[^?.;]{{0,30}}?\b{_SECTOR}\b"
    rf"|\b{_SECTOR}(?:[- ]\w+)? or (?:an? )?{_SECTOR}\b"
    r"|\b(?:investigator|academi\w+|company|industry)[- ](?:initiated|sponsored|led|driven|funded)\b"
    r"|\b(?:academic|commercial|independent|non-?commercial|industry|pharma|company) (?:trial|study)\b"
    rf"|\bindependent(?:ly)? (?:of|from) (?:the |any )?{_SECTOR}\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"^\W*(?:Did|Has|did|has)\s(?:the\s)?(?:[A-Z][\w&-]*\s){1,3}(?:fund|sponsor|pay for|paid for|financ|support)\w*\b"
    rf"|\b{_PAID}\sby\s(?:the\s)?(?:[A-Z][\w&-]*)"
)
"""That it is asked of somebody by name."""
_PERSONS = re.compile(
    r"\b(?:authors?|investigators?(?![- ](?:initiated|led|sponsored|driven|funded))|researchers?|any(?:one|body)"
    r"|somebody|Dr|Prof\w*|declar\w+|disclos\w+|conflicts?|ties|interests?|sources?|papers?|publications?|honorari\w+|fees"
    r"|research (?:funding|grants?|money|support)"
    r"|who(?! (?:(?:really|actually|also|else|has|had) )?"
    r"(?:paid|pays?|fund\w*|financ\w*|sponsor\w*|back\w*|support\w*)))\b",
    re.IGNORECASE,
)
"""What asks for the money of persons, or for sources of the corpus."""


def asks_who_paid(text: str) -> bool:
    """Whether it is asked by whom a trial was paid for, whoever is taken to have done so; not of its authors."""
    return bool(_ASKED.search(text) or _NAMED.search(text)) and not _PERSONS.search(text)


def with_funding(text: str, mentions: tuple[Mention, ...], *, terms: TermIndex) -> tuple[Mention, ...]:
    """The mentions with who paid in place of the words that tell who did, where nothing was measured."""
    term = terms.term(_FUNDING, kind="topic")
    if term is None or not asks_who_paid(text) or any(m.term.kind in ("outcome", "subgroup") for m in mentions):
        return mentions
    named = tuple(m for m in mentions if m.term.kind not in ("topic", "statistic"))
    start, end = next(((a, b) for a, b in _sentences(text) if asks_who_paid(text[a:b])), (0, len(text)))
    said = text[start:end].rstrip()
    return (*named, Mention(start, start + len(said), said, term))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text: what is said beside the question has names of its own ("the drug is theirs")."""
    yield from pairwise((0, *(match.end() for match in _END.finditer(text)), len(text)))


_END = re.compile(r"[.?!]\s+(?=\S)")
