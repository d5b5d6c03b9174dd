"""Outcomes named only to say whose share is told, or what kind of event: "of the patients enrolled, 61 % had"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.sentences.clauses import Clause
from retrieval.terms import Mention

BACKGROUND = ("design", "disposition")
"""Categories of outcomes that tell who took part rather than what came of it."""


def describing(clause: Clause, named: Sequence[Mention]) -> list[Mention]:
    """The mentions that only say, beside another outcome, whose share it is or what kind of event."""
    others = {mention.term.name for mention in named if mention.term.category not in BACKGROUND}
    aside = [mention for mention in named if others - {mention.term.name} and _only_describes(clause, mention)]
    if others:
        return aside
    groups = [mention for mention in named if _names_group(clause, mention)]
    left = {mention.term.name for mention in named if mention not in groups}
    return [mention for mention in groups if left - {mention.term.name}]


def _names_group(clause: Clause, mention: Mention) -> bool:
    """Whether a participle tells whose share is counted: "7 of 123 (5.7 %) randomised to B remained on treatment"."""
    before = clause.text[max(clause.sentence.start, mention.start - 24) : mention.start]
    counted = _OF_WHOM.match(clause.text, mention.end) is not None or _WERE.match(mention.text) is not None
    return not counted and _only_describes(clause, mention) and _SHARED.search(before) is not None


_OF_WHOM = re.compile(
    r"\s?[,(]?\s?(?:(?:[0-9,]+|all|most|none|half|some) )?of (?:whom|these|them|which)\b", re.IGNORECASE
)
"""Behind a group that is counted itself: "205 randomised patients, 200 of whom"."""


_WERE = re.compile(r"(?:was|were) ", re.IGNORECASE)
"""Begins what patients are told to have undergone: "314 patients were treated with A" counts these."""
_SHARED = re.compile(r"(?:[0-9%)]|[0-9)] (?:patients|participants|subjects|people)) $", re.IGNORECASE)


def _only_describes(clause: Clause, mention: Mention) -> bool:
    """Whether a mention beside another outcome says whose share it is, or what kind of event: "as a serious event"."""
    if mention.term.category == "disposition":
        if {unit for _, unit in clause.evidence.kinds(mention.term.name)} - _PEOPLE:
            return False  # "20 cycles were started on A": cycles are counted, and nobody
        participle = mention.text.endswith(("ed", "given"))
        of_arm = any(0 < arm.start - mention.end < _BESIDE for arm in clause.mentions.get("arm", ()))
        by = participle and (of_arm or _BY.match(clause.text, mention.end) is not None)
        return by or _WHOM.match(clause.text, mention.start) is not None
    before = clause.text[max(clause.sentence.start, mention.start - 24) : mention.start]
    adjective = _ADJECTIVE.fullmatch(mention.text) is not None and not clause.evidence.results(mention.term.name)
    return adjective or (mention.term.category == "safety" and _AS_EVENT.search(before) is not None)


_PEOPLE = frozenset({None, "patients", "participants", "%"})
"""Units in which patients are counted."""
_LEAD = re.compile(
    r"\W*(?:(?:(?:out )?of|among|by|in terms of)\s|(?:for|in|of) every 100+ )[^,;.0-9]{3,60},", re.IGNORECASE
)


_WHEN_ANALYSED = re.compile(
    r"\W*(?:when|once|after|by the time)\s[^,;.0-9]{3,60}\b"
    r"(?:analy[sz]ed|assessed|evaluated|reported|finali[sz]ed|presented|published|available|mature|complete),",
    re.IGNORECASE,
)
"""What tells when the rest of a sentence is of: "When overall survival was finally analysed, 42 were still treated"."""


def leads(clause: Clause, mention: Mention) -> bool:
    """Whether a sentence's first words only say whose share is told, or what kind of event: "Of those enrolled, "."""
    when = _WHEN_ANALYSED.match(clause.text, clause.sentence.start, clause.sentence.end)
    if when is not None and mention.end < when.end():
        return True
    lead = _LEAD.match(clause.text, clause.sentence.start, clause.sentence.end)
    if lead is None or mention.end >= lead.end():
        return False
    if _REASONS.match(mention.text):
        return False  # one of them is told next
    others = any(other.start >= lead.end() for other in clause.mentions.get("outcome", ()))
    return mention.term.category == "disposition" or (mention.term.category == "safety" and others)


_REASONS = re.compile(r"(?:the )?reasons? for\s", re.IGNORECASE)
PARTICIPLE = re.compile(
    r"(?:(?:patients|participants|people|subjects|those|adults|women|men) )?(?:[a-z]+ed\swith|treated\sby)\b"
)
_WHOM = re.compile(r"[a-z]+ed\s(?:[^\W\d]\S*\s){0,3}?(?:patients|participants|subjects|people|women|men)\b")
"""A participle that says whose share is told: "2827 treated participants had an event"."""
_BESIDE = 6
"""Within how many code points an arm stands right behind a participle: "allocated the A"."""
_BY = re.compile(r"\s(?:with|by|on|to)\b")
_AS_EVENT = re.compile(r"(?:\b(?:as|was|were) (?:an?|any)|[a-z], an?) (?:[\w-]+ )?$", re.IGNORECASE)
_ADJECTIVE = re.compile(r"(?:event|progression|disease|relapse|recurrence)[- ]free", re.IGNORECASE)
