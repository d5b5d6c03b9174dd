"""An effect asked on what a record counts only as an adverse event, which is said before the count."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.absence import not_found
from retrieval.answers.answering import Draft
from retrieval.answers.phrasing import in_sentence
from retrieval.coded_events import single_events
from retrieval.questions.question import Question

_LOWERS = re.compile(
    r"\b(?:lower\w*|reduc\w*|prevent\w*|protect\w*|cut|cuts|avert\w*|decreas\w*)\b"
    r"|\b(?:efficac\w*|effective\w*) (?:against|in preventing|on|for)\b|\bworks? against\b",
    re.IGNORECASE,
)
_AS_EVENTS = re.compile(
    r"\b(?:adverse|side[ -]effects?|events?|safety|serious|reported|AEs?|SAEs?|dose)\b", re.IGNORECASE
)


def with_effect_not_held(question: Question, draft: Draft, *, corpus: Corpus) -> Draft:
    """The answer with what it does not hold first, where all that it tells are events of the registry's own table."""
    rows = [row for sentence in draft.sentences for row in sentence.results if not sentence.stays]
    asked = _LOWERS.search(question.text) and not _AS_EVENTS.search(question.text)
    if not rows or not asked or not {row.outcome for row in rows} <= single_events(rows[0].trial, table=corpus.table):
        return draft
    names = ", ".join(dict.fromkeys(in_sentence(row.outcome) for row in rows))
    absent = not_found(
        f"an effect on {names}, which is counted only as an adverse event", corpus=corpus, question=question
    )
    return replace(draft, sentences=(absent, *draft.sentences))
