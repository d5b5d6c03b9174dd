"""An effect asked on what a record counts only as an adverse event, which is said before the count."""

from __future__ import annotations

from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.absence import not_found
from retrieval.answers.answering import Draft
from retrieval.answers.phrasing import in_sentence
from retrieval.coded_events import single_events
from retrieval.questions.effects_asked import asks_effect_in_part, asks_prevention
from retrieval.questions.question import Question


def with_effect_not_held(question: Question, draft: Draft, *, corpus: Corpus) -> Draft:
    """The answer with what it does not hold first, where all that it tells are events of the registry's own table.

    Where all are of the baseline it is not told: how many women took part is no effect in women.
    """
    rows = [row for sentence in draft.sentences for row in sentence.results if not sentence.stays]
    if rows and asks_effect_in_part(question.text) and all(row.category == "baseline" for row in rows):
        names = " and ".join(dict.fromkeys(in_sentence(row.outcome) for row in rows))
        subject = f"an effect in a part of the patients by {names}, which is told only at baseline"
        absent = not_found(subject, corpus=corpus, question=question)
        return replace(draft, status="not_found", sentences=(absent,))
    asked = asks_prevention(question.text)
    if not rows or not asked or not {row.outcome for row in rows} <= single_events(rows[0].trial, table=corpus.table):
        return draft
    names = ", ".join(dict.fromkeys(in_sentence(row.outcome) for row in rows))
    absent = not_found(
        f"an effect on {names}, which is counted only as an adverse event", corpus=corpus, question=question
    )
    return replace(draft, sentences=(absent, *draft.sentences))
