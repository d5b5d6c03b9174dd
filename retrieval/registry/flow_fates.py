"""What became of the patients of an arm, or of those still treated, as the flow of a registry record counts them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.criteria_words import CROSSOVER

_CROSSED = "Crossover"
_STILL = "Still on treatment"
_ONGOING = re.compile(
    r"\b(?:ongoing|continu\w+|remain\w*|still)\b.*\b(?:treat\w*|drug|therapy|medication)\b"
    r"|\b(?:treatment|therapy|drug|medication)\b.*\b(?:ongoing|continuing)\b",
    re.IGNORECASE,
)
_IN_STUDY = re.compile(
    r"\b(?:still|remain\w*|ongoing|continu\w+) (?:[\w-]+ )?(?:in|on|within) (?:the )?(?:study|trial|follow[- ]?up)\b"
    r"|\b(?:still|yet) (?:being )?followed(?: up)?\b",
    re.IGNORECASE,
)
"""That those are asked for who had not left the trial."""
_ONGOING_REASON = re.compile(r"Not completed: (?:[\w-]+ )?(?:ongoing|continuing|still)\b", re.IGNORECASE)
_BECAME = re.compile(
    r"\bwhat (?:happened to|(?:has )?bec[ao]me of|was done with)\s(?:the\s|those\s|all\s)*(?:[\w/-]+\s){0,5}"
    r"(?:patients|participants|people|subjects|volunteers|women|men|children|group|arm|ones|on|in|from|given|assigned)\b",
    re.IGNORECASE,
)
_FLOW = ("Started", "Completed", "Not completed")


def with_those_ongoing(question: Question, *, corpus: Corpus) -> Question:
    """The question for the milestone that counts those still treated, where it asks for them."""
    kinds = corpus.table.slots(question.trial or "", ("outcome", "category"))
    question = _without_crossover(question, {title for title, _ in kinds})
    flow = [title for title, kind in kinds if title and kind == "disposition" and not title.startswith(_FLOW[2])]
    if not question.outcomes and _IN_STUDY.search(question.text):  # of those who have not completed it yet
        ongoing = tuple(title for title, _ in kinds if title and _ONGOING_REASON.match(title))
        return replace(question, outcomes=tuple(dict.fromkeys(ongoing)), topics=()) if ongoing else question
    found = [title for title in flow if _ONGOING.search(title)]
    if _STILL not in question.outcomes or not found:
        return question
    outcomes = (other for name in question.outcomes for other in (found if name == _STILL else (name,)))
    return replace(question, outcomes=tuple(dict.fromkeys(outcomes)))


def _without_crossover(question: Question, held: Collection[str | None]) -> Question:
    """The question without a number of those who crossed over, where it asks if that was allowed, and none is held."""
    if any("cross" in (title or "").casefold() for title in held) or not CROSSOVER.search(question.text):
        return question
    return replace(
        question,
        outcomes=tuple(name for name in question.outcomes if name != _CROSSED),
        mentions=tuple(m for m in question.mentions if m.term.name != _CROSSED),
    )


def with_fate_of_arm(question: Question, *, corpus: Corpus) -> Question:
    """The question for the flow of an arm, where it asks what became of those in it and names no outcome."""
    if not question.arms or question.outcomes or question.subgroups or not _BECAME.search(question.text):
        return question
    held = {title for (title,) in corpus.table.slots(question.trial or "", ("outcome",))}
    return replace(question, outcomes=tuple(name for name in _FLOW if name in held), topics=(), unread=())
