"""Serious events that are asked at large, in place of the outcomes of events at large, which have no such grade."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.coded_events import single_events
from retrieval.questions.question import Question
from retrieval.stems import stems
from retrieval.terms import common_words

_SERIOUS = "serious"
_AT_LARGE = "adverse event"


_PLAIN = stems(" ".join(sorted(common_words())))
_OF_EVENTS = stems("treatment emergent adverse events serious TEAE TEAEs SAE SAEs AE AEs participants")
"""What the title of serious events at large has, whatever is asked of them."""


def with_serious(question: Question, *, corpus: Corpus) -> Question:
    """The question for the outcomes of serious events, where those at large that it names have none: "serious AEs".

    An outcome that a row of it names ("infection" of the events of interest) is not asked at large.
    """
    if _SERIOUS not in question.grades:
        return question
    trial = question.trial or ""
    slots = corpus.table.slots(trial, ("outcome", "grade", "category"))
    events = single_events(trial, table=corpus.table)
    graded = {title for title, grade, kind in slots if title and grade == _SERIOUS and kind == "safety"} - events
    rows = [(title, stems(item)) for title, item in corpus.table.slots(trial, ("outcome", "item")) if title and item]
    named = {m.term.name for m in question.mentions if (m.term.name, stems(m.text)) in rows}
    said = stems(question.text) | _OF_EVENTS
    wide = {title for title in graded if _AT_LARGE in title.casefold() and stems(title) - _PLAIN <= said}
    found: list[str] = []
    for name in question.outcomes:
        large = _AT_LARGE in name.casefold() and name not in graded | named
        found += sorted(wide or (t for t in graded if _AT_LARGE in t.casefold())) if large and graded else [name]
    return replace(question, outcomes=tuple(dict.fromkeys(found)))


def with_all_and_serious(question: Question, *, corpus: Corpus) -> Question:
    """The question for an event whatever its grade, where all cases of it and the serious ones are asked: both tables.

    As it is where it names another grade, or what is no single event.
    """
    events = single_events(question.trial or "", table=corpus.table)
    if question.grades != (_SERIOUS,) or not question.outcomes or not events.issuperset(question.outcomes):
        return question
    if not _ALL_AND_SERIOUS.search(question.text):
        return question
    kept = tuple(m for m in question.mentions if m.term.kind != "grade" and m.term.name != "all")
    return replace(question, grades=(), arms=tuple(arm for arm in question.arms if arm != "all"), mentions=kept)


_ALL = r"(?:all|any|total|overall|altogether)\b"
_CASES = r"(?:\s(?:cases|events|ones))?"
_AND = r"\s?(?:,|&|/|\band\b|\bplus\b)\s?(?:the\s)?"
_ALL_AND_SERIOUS = re.compile(
    rf"\b{_ALL}{_CASES}{_AND}serious\b|\bserious{_CASES}{_AND}{_ALL}"
    r"|\bof (?:those|them|these|which)(?: cases| events)? (?:were|was) serious\b",
    re.IGNORECASE,
)
"""That all cases are asked beside the serious ones: "serious cases and all cases", "how many of them were serious"."""
