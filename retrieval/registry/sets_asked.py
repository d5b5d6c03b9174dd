"""Analysis sets that a question over a registry record names: what it posts in them, and those it does not post."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.at_large import names_results, primary_outcomes
from retrieval.questions.question import Question
from retrieval.questions.titled_outcomes import EFFECTS
from retrieval.registry.trial_words import record_of
from retrieval.terms import TermIndex, Token


def primary_in_set(question: Question, left: Sequence[Token], *, corpus: Corpus, terms: TermIndex) -> tuple[str, ...]:
    """What a record posts in the analysis set that alone is named: "and in the per-protocol analysis".

    The primary outcomes, where the set has any; else whatever it has, where that is no long list.
    """
    sets = [m for m in question.mentions if m.term.kind == "population" and m.term.name in question.populations]
    beside = [token for token in left if not any(m.start <= token.start < m.end for m in sets)]
    results = names_results(question.text) or _GOES_ON.match(question.text)
    topics = {topic.name for topic in question.topics} - ({_SETS} if results else set())
    other = set(question.statistics) - EFFECTS or question.method or (_WHAT.match(question.text) and not results)
    if not sets or beside or topics or other or record_of(question.trial, corpus=corpus) is None:
        return ()
    rows = [row for row in corpus.table.results(trial=question.trial) if row.population in question.populations]
    held = tuple(dict.fromkeys(row.outcome for row in rows if row.category == "efficacy"))
    primary = tuple(name for name in held if name in primary_outcomes(question, terms=terms))
    return primary or (held if len(held) <= _MOST_OF_SET else ())


_WHAT = re.compile(r"\W*(?:who|which|what|when|why|where)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\W*(?:and|but)?\W*(?:in|for|with|by|(?:what|how) about)\b", re.IGNORECASE)
"""How a question begins that asks of a set what was asked of another."""
_SETS = "analysis populations"
_MOST_OF_SET = 3
"""Outcomes of an analysis set that are told together where none is named."""


def without_unposted_sets(question: Question, *, corpus: Corpus) -> Question:
    """The question without sets of all patients that its trial's record names nowhere: its tables say who was at risk.

    A set that leaves some of them out stays a restriction, so that the figures of all never stand for it.
    """
    if not question.populations or not question.outcomes:
        return question
    posted = {name for (name,) in corpus.table.slots(question.trial or "", ("population",)) if name}
    kept = tuple(name for name in question.populations if name in posted or name == _OF_SOME)
    return replace(question, populations=kept)


_OF_SOME = "per-protocol"
