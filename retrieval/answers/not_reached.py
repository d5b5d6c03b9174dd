"""Which results have a median that was not reached, asked of a trial and of no outcome."""

from __future__ import annotations

import re

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.phrasing import in_sentence
from retrieval.questions.question import Question

_ASKS = re.compile(
    r"\b(?:which|what|where|whose|any|all|every|list|name)\b[^?.]*\b(?:results?|medians?|end-?points?|outcomes?|arms?|figures?"
    r"|groups?)\b[^?.]*\bnot (?:yet |been )*reached\b|\bnot (?:yet |been )*reached\b[^?.]*\bwhich\b",
    re.IGNORECASE,
)
_NOT_REACHED = "not reached"


def asks_not_reached(text: str) -> bool:
    """Whether it is asked which medians were not reached, of whatever outcome."""
    return bool(_ASKS.search(re.sub(r"['‘’“”\"]", "", text)))


def medians_not_reached(question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The questions for each median that was not reached, in its part of the patients and at its analysis."""
    if question.outcomes or question.subgroups or not asks_not_reached(question.text):
        return ()
    rows = [row for row in corpus.table.results(trial=question.trial) if str(row.value) == _NOT_REACHED]
    return tuple(dict.fromkeys(_asked(row) for row in rows if not row.censoring))


def _asked(row: Result) -> str:
    part = f" in the subgroup {row.subgroup}" if row.subgroup else ""
    when = f" at the {row.analysis}" if row.analysis else ""
    return f"What was the median {in_sentence(row.outcome)}{part}{when}?"
