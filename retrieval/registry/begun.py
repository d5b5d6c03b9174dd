"""Events that begin in a trial, apart from patients who had them at entry: "does it cause diabetes"."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.stems import stems
from retrieval.terms import TermIndex


def with_events_begun(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for what patients came to have, where it asks that and was read as those who had it at entry."""
    trial = question.trial or ""
    titles = [title for name in question.outcomes for title in terms.outcomes_of(name, trial=trial) or (name,)]
    if not any(map(_AT_ENTRY.search, titles)) or not _BEGINS.search(question.text):
        return question
    named = [stems(m.text) for m in question.mentions if m.term.kind == "outcome"]
    slots = corpus.table.slots(trial, ("outcome", "category"))
    measured = [title for title, kind in slots if title and kind in _MEASURED and not _AT_ENTRY.search(title)]
    begun = [title for title in measured if any(words <= stems(title) for words in named)]
    return replace(question, outcomes=tuple(dict.fromkeys(begun))) if begun else question


_MEASURED = ("efficacy", "safety")
_AT_ENTRY = re.compile(
    r"\b(?:by|with(?:out)?|in|among)\b.*\b(?:at (?:baseline|entry)|history)\b|\bby history of\b", re.IGNORECASE
)
_BEGINS = re.compile(
    r"\b(?:caus(?:e|es|ed|ing)|develop(?:s|ed|ing)?|provok(?:e|es|ed|ing)|trigger(?:s|ed|ing)?|induc(?:e|es|ed|ing)"
    r"|br(?:ing|ings|inging|ought) on|lead(?:s|ing)? to|led to|g[ei]ves? (?:you|people|them)"
    r"|(?:g[eo]t|becom\w+|became)|risk of|newly?(?:[- ]onset)?)\b",
    re.IGNORECASE,
)
"""That something comes to be, and is not asked of those who have it."""
