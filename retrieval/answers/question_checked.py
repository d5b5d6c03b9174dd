"""The checks of a question's own figures, as of what is held."""

from __future__ import annotations

from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.checks import check_text
from retrieval.intake import stories
from retrieval.questions.question import Question
from retrieval.records import Check, Finding
from retrieval.terms import TermIndex


def check_question(
    question: Question, *, corpus: Corpus, terms: TermIndex
) -> tuple[tuple[Check, ...], tuple[Finding, ...]]:
    """The checks and findings of the question, read as being about the outcome that it was understood to ask for."""
    named = any(mention.term.kind == "outcome" for mention in question.mentions)
    lead = "" if named or len(question.outcomes) != 1 else f"{question.outcomes[0]}: "
    text = lead + question.text
    report = check_text(
        text, table=corpus.table, terms=terms, trials=corpus.trials, trial=question.trial, sources=corpus.sources
    )
    moved = [replace(check, start=check.start - len(lead), end=check.end - len(lead)) for check in report.checks]
    own = stories.patient_spans(question.text)  # a temperature, an age: one person's, and no claim
    return tuple(c for c in moved if c.start >= 0 and not any(a <= c.start < b for a, b in own)), report.findings
