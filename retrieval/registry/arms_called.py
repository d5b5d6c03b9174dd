"""Arms that a record calls otherwise where it counts events: "Placebo (Double-blind Period)" of "Placebo then X"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.stems import stems
from retrieval.terms import TermIndex

_ALL = "all"
_OF_PERIOD = re.compile(
    r"\s*(?:\([^()]*\)|[-\u2013:,/]\s[^-\u2013:,/]*\b(?:period|phase|part|stage|extension|treatment|set|population)\b.*)$",
    re.IGNORECASE,
)
"""What an arm's name adds of when or in whom events were counted."""


def with_arms_called(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the arms of its outcomes that are called by the words of those it names, and by more.

    As it is where its outcomes have results of the arms named, or more than one arm is called so.
    """
    trial = question.trial or ""
    titles = {title for name in question.outcomes for title in (name, *terms.outcomes_of(name, trial=trial))}
    held = {arm for title, arm in corpus.table.slots(trial, ("outcome", "arm")) if title in titles and arm}
    arms = {arm: _called(arm, held - {_ALL}) for arm in question.arms}
    if not held or set(arms.values()) == set(arms):
        return question
    mentions = (
        replace(m, term=replace(m.term, name=arms[m.term.name])) if m.term.kind == "arm" and m.term.name in arms else m
        for m in question.mentions
    )
    return replace(question, arms=tuple(dict.fromkeys(arms.values())), mentions=tuple(mentions))


def _called(arm: str, held: Collection[str]) -> str:
    """The one arm held that has all words of the name of another one but for its period; else that one itself."""
    bare = stems(_OF_PERIOD.sub("", arm))
    others = [] if arm in held or arm == _ALL or not bare else [other for other in held if bare <= stems(other)]
    return others[0] if len(others) == 1 else arm
