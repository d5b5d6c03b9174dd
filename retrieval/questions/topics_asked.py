"""Outcomes that are only named where a topic of prose is asked: where, what was concluded, what an endpoint was."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.questions import wording
from retrieval.questions.sizes_asked import asks_size
from retrieval.terms import Mention

_SETTING = "setting"
_WHERE = re.compile(
    r"\bwhere\b|\b(?:which|what) (?:parts?|countries|continents?|regions?|places?|locations?|areas?)\b", re.IGNORECASE
)
"""That it is asked where something was done: who took part there is not counted."""
_INTERPRETATION = "interpretation"
_IN_SECTION = re.compile(
    r"\bin (?:the|their|its|this)(?: \w+['’]s?)?(?: own)? (?:interpretations?|conclusions?|concluding \w+)\b"
    r"|\b(?:interpretation|conclusions?) (?:say|says|said|mentions?|mentioned)\b"
    r"|\b(?:does|do|did) (?:the |their |its )?(?:interpretation|conclusions?) \w+\b",
    re.IGNORECASE,
)
"""That it is asked what a conclusion says, whatever outcome it is about."""


def without_names_of_topics(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out an outcome by the words of a statistic, beside another, or of a topic, where no result is asked for.

    And those who took part where it is asked where it was, and what a conclusion is asked to speak of.
    """
    mentions = _without_abstract(tuple(m for m in mentions if not _is_beside_the_topic(text, m)))
    statistics = _spans_of(mentions, "statistic")
    if any((m.start, m.end) not in statistics for m in mentions if m.term.kind == "outcome"):
        mentions = tuple(m for m in mentions if m.term.kind != "outcome" or (m.start, m.end) not in statistics)
    names = {m.term.name for m in mentions if m.term.kind == "topic"}
    if _SETTING in names and _WHERE.search(text) and not (statistics or asks_size(text)):
        mentions = tuple(m for m in mentions if m.term.category != "disposition")
    if _INTERPRETATION in names and _IN_SECTION.search(text):
        return tuple(m for m in mentions if m.term.kind != "outcome")
    if wording.asks_result(text) or statistics:
        return mentions
    topics = _spans_of(mentions, "topic")
    return tuple(m for m in mentions if m.term.kind != "outcome" or (m.start, m.end) not in topics)


def _without_abstract(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions without where something is stated: "which criteria does the abstract state"."""
    if not any(m.term.kind == "topic" and m.term.section not in _OF_A_DOCUMENT for m in mentions):
        return mentions
    return tuple(m for m in mentions if m.term.kind != "topic" or m.text.casefold() not in _ABSTRACT)


def _spans_of(mentions: Iterable[Mention], kind: str) -> set[tuple[int, int]]:
    return {(m.start, m.end) for m in mentions if m.term.kind == kind}


def _is_beside_the_topic(text: str, mention: Mention) -> bool:
    """Whether the word of a topic is used of something else: "four earlier regimens", "the interval included"."""
    if mention.term.kind != "topic":
        return False
    if mention.term.section == "Publication" and _SAYS.match(text, mention.end):
        return True
    if mention.term.name == "intervention" and _HAD_BEFORE.match(text, mention.end):
        return True
    if mention.term.name == "intervention" and mention.text.casefold() in _REGIMENS:
        return bool(_EARLIER.search(text[: mention.start]))
    before = text[: mention.start]
    ends = _ENDS.match(text, mention.end) and _ADDED.search(before)
    return mention.text.casefold() == "included" and bool(ends or _COUNTED.search(before))


_COUNTED = re.compile(
    r"\b(?:how many|(?:number|share|proportion|percentage|fraction) of)\b[^?,;]*\b(?:was|were|are|got|being)\s$",
    re.IGNORECASE,
)
"""Before "included" where those who were are counted: "how many women were included"."""
_HAD_BEFORE = re.compile(r"[^?,;]*\b(?:before|already|previously|prior to|in the past)\b", re.IGNORECASE)
"""What follows treatments that patients had had, and that the trial did not give."""
_SAYS = re.compile(
    r"\s(?:says?|said|states?|mentions?|reports?|tells?|gives?|shows?|explains?|one|figure|value|number)\b",
    re.IGNORECASE,
)
"""What follows a publication that is only where something stands: "does the paper say what ...", "the Lancet one"."""
_ABSTRACT = ("abstract", "abstract's", "abstract’s")
_OF_A_DOCUMENT = (None, "Findings", "Publication")
"""Sections of topics that a document itself may be meant by, or that nothing is held of."""
_REGIMENS = ("regimen", "regimens", "combination", "combinations")
_EARLIER = re.compile(
    r"\b(?:earlier|previous|prior|former|past|preceding|other|more|further|another|one|two|three|four|five|six|\d"
    r"|which|each|either|neither|both)\s(?:of\s)?(?:the\s)?(?:two\s|three\s)?(?:\w+\s)?$",
    re.IGNORECASE,
)
_ADDED = re.compile(r"[,;(–-]\s?(?:the\s|its\s|with\s|all\s)?[\w-]+(?:\s[\w-]+)?\s$")
_ENDS = re.compile(r"\W*(?:$|[,;.)?!])")
