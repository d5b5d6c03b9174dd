"""Approvals that a question asks the date of: of which agency, so that one's date never stands for another's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.dates_told import dates_told
from retrieval.questions.question import Question

_TITLE = " approval date"
_APPROVED = (
    r"(?:approv\w+|licen[cs]\w+|authori[sz]\w+|green[- ]?li(?:ght\w*|t)|clear(?:ed|ance)|go-ahead"
    r"|marketing permission|nod|ok(?:['’]?e?d|ay\w*)?|sign(?:ed)?[- ]off|thumbs[- ]up|wav(?:ed|e) through)"
)
_DATED = re.compile(
    rf"\b(?:when|(?:what|which) (?:\w+ )?(?:date|day|month|year))\b[^?.;]*\b{_APPROVED}\b"
    rf"|\b{_APPROVED}\b[^?.;]*\b(?:when|(?:what|which) (?:\w+ )?(?:date|day|month|year))\b"
    rf"|\b{_APPROVED} dates?\b|\bdates? of\b[^?.;,]{{0,40}}\b{_APPROVED}\b",
    re.IGNORECASE,
)
"""That it is asked when something was approved."""
_AGENCIES = {
    "FDA": r"(?i:fda)|Food and Drug Administration|(?i:American?)|US|U\.S\.(?:A\.)?|USA|United States"
    r"|(?i:the (?:states|us|usa|u\.s\.))",
    "EU": r"EU|EC|(?i:ema|chmp|europ\w+|brussels)",
    "MHRA": r"(?i:mhra)|UK|U\.K\.|(?i:united kingdom|britain|british)",
    "PMDA": r"(?i:pmda|mhlw|japan\w*)",
    "Health Canada": r"(?i:health canada|canad\w+)",
    "NMPA": r"(?i:nmpa|china|chinese)",
    "TGA": r"TGA|(?i:australia\w*)",
    "Swissmedic": r"(?i:swissmedic|switzerland|swiss)",
    "ANVISA": r"(?i:anvisa|brazil\w*)",
    "CDSCO": r"CDSCO|(?i:india|indian)",
}
"""Agencies that approve drugs, each with the words for it and for where its approval holds."""
_NAMED = {agency: re.compile(rf"\b(?:{words})(?!\w)") for agency, words in _AGENCIES.items()}


def with_approvals(question: Question, *, corpus: Corpus) -> Question:
    """The question for the date of approval by each agency that it names; by those that have a date, where none."""
    named = tuple(f"{agency}{_TITLE}" for agency, words in _NAMED.items() if words.search(question.text))
    others = tuple(name for name in question.outcomes if not is_approval(name))
    if not _asks_approval(question, named, others):
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome",))
    dates = named or tuple(outcome for (outcome,) in slots if outcome and is_approval(outcome))
    if not dates or (others and not named):
        return question
    spoken = frozenset(m.term.name for m in question.mentions if m.term.kind == "subgroup" and _is_place(m.text))
    asked = replace(
        question,
        outcomes=(*others, *dates),
        statistics=tuple(name for name in question.statistics if name != "date"),
        subgroups=tuple(name for name in question.subgroups if name not in spoken),
        mentions=tuple(m for m in question.mentions if m.term.kind != "topic" or m.term.section is not None),
    )
    return asked if others else replace(asked, topics=(), unknown=(), unread=())


def _asks_approval(question: Question, named: Sequence[str], others: Sequence[str]) -> bool:
    """Whether it is asked whether or when a drug was approved.

    Args:
        named: The approvals of the agencies named.
        others: What else is asked.
    """
    if _DATED.search(question.text):
        return True
    if others:
        return False
    if _WHO_APPROVED.search(question.text) or (named and _IS_APPROVED.search(question.text)):
        return True
    return _IS_GIVEN.search(question.text) is not None and any(told.month for told in dates_told(question.text))


_IS_APPROVED = re.compile(
    rf"^\W*(?:so\s|and\s)?(?:did|do|does|has|have|had|is|was|were|are)\b[^?.;]*\b{_APPROVED}\b", re.IGNORECASE
)
"""That it is asked whether something was approved: "did A and B both approve it"."""
_IS_GIVEN = re.compile(rf"\b{_APPROVED}\b", re.IGNORECASE)
"""An approval beside a date that the question tells: "was the approval in May 2021"."""
_BODIES = r"(?:\w+\s)?(?:agenc\w+|regulat\w+|authorit\w+|countr\w+|health bod\w+)"
_WHO_APPROVED = re.compile(
    rf"\b(?:which|what|any|who|by)\s{_BODIES}\b[^?.;]*\b{_APPROVED}\b"
    rf"|\b{_APPROVED}\b[^?.;]*\b(?:which|what|any|by)\s{_BODIES}\b",
    re.IGNORECASE,
)
"""That it is asked who approved something."""


def is_approval(outcome: str) -> bool:
    """Whether an outcome is the date of an approval."""
    return outcome.endswith(_TITLE)


def _is_place(words: str) -> bool:
    place = _WITHIN.sub("", words)
    return any(pattern.fullmatch(place) for pattern in _NAMED.values())


_WITHIN = re.compile(r"^(?:in|across|within|throughout)\s", re.IGNORECASE)
