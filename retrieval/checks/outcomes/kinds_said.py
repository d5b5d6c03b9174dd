"""General words that only say what kind an event named before is: "anaemia is the side effect seen most"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.sentences.clauses import Clause
from retrieval.terms import Mention

_IS_THE = re.compile(
    r"\b(?:is|are|was|were|remains?|remained)\s(?:by far )?(?:the|an?|one of the)\s(?:[\w-]+\s){0,3}$", re.IGNORECASE
)
_APPOSED = re.compile(r"(?:,| \()\s?(?:by far )?(?:the|an?|one of the)\s(?:[\w-]+\s){0,3}$", re.IGNORECASE)
"""Between an event and the kind that it is: "pneumonia, the most important infection, affected"."""
_MOST = re.compile(
    r"\b(?:commonest|(?:most|least) (?:common|frequent|often \w+|prevalent)|(?:leading|main|predominant|rarest))\s$",
    re.IGNORECASE,
)
"""Before the kind of which an event named before is the first: "bronchitis was the most common infection"."""
_KIND = re.compile(
    r"(?:side[ -]effects?|(?:adverse )?(?:events?|reactions?)|AEs?|TEAEs?|toxicit(?:y|ies))", re.IGNORECASE
)


def says_the_kind(clause: Clause, mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether a general word says what kind an event named before is: "anaemia is the side effect seen most"."""
    first = _MOST.search(clause.text, max(clause.sentence.start, mention.start - 30), mention.start)
    if mention.term.category != "safety":
        return False
    apposed = _APPOSED.search(clause.text, max(clause.sentence.start, mention.start - 60), mention.start)
    if apposed and clause.text[mention.end : mention.end + 1] in (",", ")"):
        return any(other.end == apposed.start() and other.term.category == "safety" for other in found)
    if not (first or _KIND.search(mention.text)):
        return False
    lead = _IS_THE.search(clause.text, max(clause.sentence.start, mention.start - 60), mention.start)
    return lead is not None and any(
        other.term.category == "safety" and other.end <= lead.start() + 1 and other.term.name != mention.term.name
        for other in found
    )


def is_of_theme(clause: Clause, mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether "more responded" is told of a response named before: "by this measure", or behind its colon."""
    if not _RESPONDED.fullmatch(mention.text):
        return False
    themes = [other for other in found if other.end < mention.start and "respon" in other.term.name.casefold()]
    return _THIS_MEASURE.match(clause.text, mention.end) is not None or any(
        _THEME_ENDS.match(clause.text, theme.end, mention.start) for theme in themes
    )


_RESPONDED = re.compile(r"(?:more )?respond(?:ed|s|ing)?", re.IGNORECASE)
_THIS_MEASURE = re.compile(
    r"\s(?:by|on|under|according to)\s(?:this|that|the same)\s(?:measure|criterion|definition|end ?point|yardstick)\b",
    re.IGNORECASE,
)
_THEME_ENDS = re.compile(r"[^.;:]{0,60}:\s")
