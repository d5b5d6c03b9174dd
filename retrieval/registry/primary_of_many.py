"""The primary measure, where one name leads to many measures of a record and nothing tells which is asked."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.measure_words import measures_of
from retrieval.stems import stems
from retrieval.terms import TermIndex

_MANY = 4
"""Measures of one name, of which each would be told with its comparisons: so many drown the one that was asked."""

_SHORTEST = 4
"""Letters of a word that tells one measure from another."""
_OTHER = re.compile(r"\b(?:all|every\w*|each|any|halv\w+|half|thirds?|quarters?|respon\w+)\b", re.IGNORECASE)
"""That several measures are asked, or a share that reaches some change."""


def with_primary_of_many(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the primary measure alone, of the many that a name leads to and no further word tells apart."""
    left = question.landmark or question.unknown or question.unread or _OTHER.search(question.text)
    if len(question.outcomes) < _MANY or left:
        return question
    told = measures_of(question.trial or "", corpus=corpus)
    primary = [
        t.name for t in terms.terms("outcome", trial=question.trial) if t.primary and t.name in question.outcomes
    ]
    if len(primary) != 1 or any(name not in told for name in question.outcomes):
        return question
    names = {m.text.casefold() for m in question.mentions if m.term.kind == "outcome"}
    if len(names) != 1:
        return question
    said = stems(question.text)
    apart = frozenset().union(*(told[name].titled for name in question.outcomes)) - told[primary[0]].titled
    apart = frozenset(word for word in apart if len(word) >= _SHORTEST)
    return question if apart & said else replace(question, outcomes=(primary[0],))
