"""Outcomes that a sentence names only to compare the figure of another with theirs."""

from __future__ import annotations

import re

from retrieval.checks.sentences.clauses import Clause
from retrieval.terms import Mention

_NEAR = 60
"""Code points before an outcome in which it is told to be compared with."""
_LIKE = re.compile(
    r"\b(?:the same (?:\w+ ){0,3}as|similar(?:ly)? to|comparable (?:to|with)"
    r"|in (?:line|keeping|contrast|parallel) (?:with|to)|consistent with"
    r"|(?:just |much )?(?:as|like|unlike) (?:for|in|with)|unlike|mirror(?:s|ed|ing)|parallel(?:s|ed|ing)?|than)"
    r"\s(?:that (?:of|for|in|seen (?:for|in|with))\s|(?:the|for|in|with|of)\s)*$",
    re.IGNORECASE,
)
"""Before what the figure of another outcome is compared with: "points in the same direction as PFS"."""
_FIGURE = re.compile(r"[^,;:.]*?(?<![A-Za-z])[0-9]")
"""A figure before the next pause: it is told of what stands there."""


_WHEN = re.compile(r"\b(?:by the time|when|once|until|after|before|since)\s(?:the |its )?$", re.IGNORECASE)
_ANALYSED = re.compile(
    r"\s(?:was|were|had been|is|has been)\s(?:\w+\s)?"
    r"(?:analy[sz]ed|assessed|evaluated|tested|read out|looked at|examined|announced|published|reported)\b",
    re.IGNORECASE,
)


def is_occasion(clause: Clause, mention: Mention) -> bool:
    """Whether an outcome only says when a figure is of: "by the time PFS was analysed, 70 % had had an event"."""
    if not _ANALYSED.match(clause.text, mention.end, clause.sentence.end):
        return False
    return _WHEN.search(clause.text, max(clause.sentence.start, mention.start - _NEAR), mention.start) is not None


def is_compared(clause: Clause, mention: Mention) -> bool:
    """Whether an outcome is only what another one's figure is compared with, and has no figure behind it itself."""
    if not _LIKE.search(clause.text, max(clause.sentence.start, mention.start - _NEAR), mention.start):
        return False
    others = clause.mentions.get("outcome", ())
    told = _FIGURE.match(clause.text, mention.end, clause.sentence.end)
    return told is None and any(other.term.name != mention.term.name for other in others)


_LEADS = re.compile(r"\W*(?:on|in|by|from|per|according to|based on|as (?:for|to))\s(?:the\s)?", re.IGNORECASE)
_ENDS = re.compile(r"\s?(?:values?|tests?|testing|results?|parameters?|findings?|assessments?|data)?,", re.IGNORECASE)


def is_setting(clause: Clause, mention: Mention) -> bool:
    """Whether an outcome without figures only leads a sentence: "On laboratory values, lymphopenia was seen in"."""
    lead = _LEADS.fullmatch(clause.text, clause.sentence.start, mention.start)
    if not lead or not _ENDS.match(clause.text, mention.end) or clause.evidence.results(mention.term.name):
        return False
    others = (other for other in clause.mentions.get("outcome", ()) if other.start > mention.end)
    return any(clause.evidence.results(other.term.name) for other in others)


def is_group_of_it(clause: Clause, mention: Mention) -> bool:
    """Whether a trait only says in whom the outcome told before was seen: "It was 24 % after early relapse"."""
    told_of_it = _IT_WAS.match(clause.text, clause.sentence.start)
    if told_of_it is None or not any(group.start == mention.start for group in clause.mentions.get("subgroup", ())):
        return False
    return _IN_WHOM.search(clause.text, max(clause.sentence.start, mention.start - _NEAR), mention.start) is not None


_IT_WAS = re.compile(
    r"\W*(?:it|this|they|these|the (?:rates?|figures?|shares?))\s(?:was|were|is|are|reached|rose|fell|stood|came)\b",
    re.IGNORECASE,
)
_IN_WHOM = re.compile(
    r"\b(?:after|in|for|among|with|following)\s(?:the\s|(?:those|patients) with\s|an?\s)?$", re.IGNORECASE
)
