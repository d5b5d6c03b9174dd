"""The key secondary outcome of a trial, where its record says which one that is."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.measure_words import measures_of
from retrieval.registry.planned import definitions

SECONDARY = "secondary endpoints"


def with_key_secondary(question: Question, *, corpus: Corpus) -> Question:
    """The question for the outcomes that the record calls key secondary ones, where these are asked; else as it is."""
    named = any(m.term.kind == "outcome" for m in question.mentions)  # else they are guessed from words of titles
    if named or not _ASKED.search(question.text):
        return question
    trial = question.trial or ""
    told = definitions(trial, measures_of(trial, corpus=corpus), corpus=corpus)
    found = tuple(title for title, said in told.items() if _CALLED.search(f"{title} {said}"))
    found = tuple(title for title in found if told[title].startswith(_OWN)) or found
    if not found:
        return question
    return replace(
        question,
        outcomes=found,
        topics=tuple(topic for topic in question.topics if topic.name != SECONDARY),
        mentions=tuple(m for m in question.mentions if m.term.name != SECONDARY),
    )


def asks_secondary(question: Question) -> bool:
    """Whether what is asked is of secondary outcomes, of which a figure of the primary one tells nothing."""
    return any(topic.name == SECONDARY for topic in question.topics)


_ASKED = re.compile(r"\bkey\s(?:[\w-]+\s){0,2}secondar(?:y|ies)\b", re.IGNORECASE)
_OWN = "Secondary outcome: "
"""Begins the definition of a secondary outcome, which is called so itself; another is an analysis of one."""
_CALLED = re.compile(r"\bkey secondary\b", re.IGNORECASE)
