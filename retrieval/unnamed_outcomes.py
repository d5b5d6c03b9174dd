"""Answers to what names no outcome: by the words of a record, or by the results at large."""

from __future__ import annotations

from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.answering import Draft, answer_figures
from retrieval.answers.refusals import not_held
from retrieval.questions import wording
from retrieval.questions.at_large import measured_outcomes
from retrieval.questions.question import Question
from retrieval.registry.passages import quote_record
from retrieval.registry.things import things_named
from retrieval.terms import TermIndex


def answer_at_large(question: Question, *, corpus: Corpus, terms: TermIndex) -> Draft | None:
    """Draft the answer to what names no outcome: by the record's words, by no section, or by the results at large."""
    if recorded_words := quote_record(question, corpus=corpus):
        return Draft("answered", recorded_words, question.trial)
    if untold := [m.text for m in question.mentions if m.term.kind == "topic" and m.term.section is None]:
        return not_held(question, untold, corpus=corpus)
    named = question.unknown or question.unread or things_named(question, corpus=corpus)
    if not wording.asks_overview(question.text) or named:
        return None
    overview = replace(question, outcomes=measured_outcomes(question, corpus=corpus, terms=terms), brief=True)
    return answer_figures(overview, corpus=corpus, terms=terms)
