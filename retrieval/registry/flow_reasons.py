"""Those who left for a reason that a question names, as the flow of a record counts them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.periods import CALLED
from retrieval.questions.question import Question
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.reason_words import reason_words
from retrieval.stems import stems

NOT_COMPLETED = "Not completed"


def with_named_reasons(question: Question, *, corpus: Corpus) -> Question:
    """The question for those who left for the reason that it names, where the flow counts them by it."""
    in_flow = bool(FLOW.search(question.text))
    if not in_flow and not LEFT.search(question.text):
        return question
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    flow = [title for title, kind in kinds.items() if title and kind == "disposition"]
    found = _reasons_named(question.text, flow)
    if _counts_all_before(question.text, flow):
        for_events = [title for title in flow if title == _FOR_EVENTS and FOR_EVENTS.search(question.text)]
        found = [*(title for title in flow if title == NOT_COMPLETED), *(found or for_events)]
    reasons = tuple(reason_words(question.text))
    counted = any((title or "").startswith(f"{NOT_COMPLETED}: ") for title in kinds)
    if not found and counted and reasons and not in_flow:  # that nobody is counted for it is no reason to count others
        found = [f"{NOT_COMPLETED}: {reason.capitalize()}" for reason in reasons]
    if not found or _is_of_another_kind(question):
        return question
    others = list(_measured_beside(question, found, in_flow=in_flow))
    if _FOR_EVENTS in found:
        events = {mention.term.name for mention in question.mentions if FOR_EVENTS.search(mention.text)}
        others = [name for name in others if name not in events]
    others = [name for name in others if name in kinds or not _is_said_as_reason(name, found, question)]
    return replace(question, outcomes=tuple(dict.fromkeys((*others, *found))), unknown=(), unread=())


def _reasons_named(text: str, titles: Iterable[str]) -> list[str]:
    """The titles of those who left for a reason that is named; "withdrew" alone is none, and all who left as well."""
    bare = CALLED.sub(" ", text)
    said = stems(bare) | stems(" ".join(reason_words(bare)))
    words = {title: stems(title.removeprefix(f"{NOT_COMPLETED}: ")) - _GLUE for title in titles}
    found = [
        title
        for title, reason in words.items()
        if title.startswith(f"{NOT_COMPLETED}: ")
        and reason
        and reason != _EVENT
        and all(word in said or in_lay_words(frozenset((word,))) & said for word in reason)
    ]
    leaving = stems(" ".join(match.group() for match in LEFT.finditer(text)))
    told_otherwise = [title for title in found if not words[title] <= leaving]
    if told_otherwise or not found or FOR_EVENTS.search(text):
        return told_otherwise
    return found if list(reason_words(bare)) or NOT_COMPLETED not in words else [NOT_COMPLETED, *found]


def _counts_all_before(text: str, titles: Sequence[str]) -> bool:
    """Whether all who left are counted before those who did so for a reason: "drop-outs, and how many for lack of"."""
    further = FURTHER.search(text)
    first = text[: further.start()] if further else ""
    named = _reasons_named(first, titles)
    return bool(LEFT.search(first)) and not FOR_EVENTS.search(first) and (not named or NOT_COMPLETED in named)


def _measured_beside(question: Question, found: Iterable[str], *, in_flow: bool) -> list[str]:
    """The outcomes of efficacy and safety asked beside, but those that the flow counts, too, where it is asked: deaths.

    Args:
        in_flow: Whether the flow itself is asked.
    """
    named = {m.term.name: m for m in question.mentions if m.term.kind == "outcome"}
    others = [name for name in question.outcomes if name in named and named[name].term.category in _MEASURED]
    if not in_flow or _TABLE_TOO.search(question.text):
        return others
    return [name for name in others if not any(stems(named[name].text) & stems(title) for title in found)]


def _is_of_another_kind(question: Question) -> bool:
    """Whether a word that nothing accounts for stands right before the leaving: a "virologic withdrawal"."""
    ends = {token.end for token in (*question.unknown, *question.unread)}
    return any(match.start() - 1 in ends for match in LEFT.finditer(question.text))


def _is_said_as_reason(name: str, reasons: Iterable[str], question: Question) -> bool:
    """Whether the words that name an outcome are those of a reason to leave: "left for an exacerbation"."""
    said = [stems(m.text) for m in question.mentions if m.term.kind == "outcome" and m.term.name == name]
    return any(words and words <= stems(reason) for words in said for reason in reasons)


FURTHER = re.compile(
    r"(?:[,;(]\s?|\s)(?:(?:and|plus)\s)?(?:how many(?=\sof\s(?:them|these|those)\b"
    r"|\s(?:left|quit|withdrew|stopped|dropped"
    r"|discontinued|were|was|did|because|due|owing|for)\b)|of whom\b)(?:\sof\s(?:them|these|those))?",
    re.IGNORECASE,
)
"""Begins a further count, of some of those counted before it."""
FLOW = re.compile(r"\b(?:(?:participant|patient|subject) flow|flow (?:chart|diagram)|disposition)\b", re.IGNORECASE)
"""That it is asked what the flow counts."""
_TABLE_TOO = re.compile(
    r"\b(?:safety|adverse[ -]events?|AEs?|mortality|deaths?) (?:table|section|data|module|results?|count)\b",
    re.IGNORECASE,
)
"""That it is asked what the table of adverse events counts, too."""
LEFT = re.compile(
    r"\b(?:le(?:ft|ave|aving)|quit|discontinu\w*|withdr\w+|drop\w*|stopp?\w*"
    r"|not (?:complet|finish)\w*|removed?|taken out|explant\w*|were lost)\b"
    r"(?!\s(?:group|arm|period|phase|part|stage|cohort)s?\b)",
    re.IGNORECASE,
)


def reasons_counted(text: str) -> Iterator[tuple[int, int, str]]:
    """A count of some of those who left, by the reason alone: "drop-outs, and how many due to side effects"."""
    for match in FURTHER.finditer(text):
        reason = _REASON.match(text, match.end())
        if reason and LEFT.search(text[: match.start()]):
            yield match.start(), reason.end(), f"{match.group().split(' of ')[0]} left {reason['why']}"


_REASON = re.compile(
    r"\s(?:were\s|was\s|did so\s)?(?P<why>because|due to|owing to|for (?=lack\b|an?\b|side\b))", re.IGNORECASE
)
_GLUE = stems("a an and by for from in of on or the to with subject participant patient study")
_EVENT = stems("adverse event")
_FOR_EVENTS = f"{NOT_COMPLETED}: Adverse Event"
_MEASURED = ("efficacy", "safety")
FOR_EVENTS = re.compile(r"\b(?:adverse events?|side[ -]effects?|AEs?)\b", re.IGNORECASE)
