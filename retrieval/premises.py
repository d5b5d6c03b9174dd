"""Figures that a question takes for granted, compared with the table before it is answered."""

from __future__ import annotations

from ingest.corpus import Corpus
from retrieval.checks import check_text
from retrieval.phrasing import in_sentence
from retrieval.question import Question
from retrieval.records import Sentence, Verdict
from retrieval.terms import TermIndex


def correct_premises(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """One correction for each slot that the question fills with another figure than the one reported.

    The wrong figure is not repeated, so that no answer carries it.
    """
    report = check_text(question.text, table=corpus.table, terms=terms, trials=corpus.trials, trial=question.trial)
    corrections: dict[str, Sentence] = {}
    for check in report.checks:
        if check.verdict is Verdict.CONTRADICTED and check.result is not None:
            row = corpus.table.get(check.result)
            whose = row.comparison or (f"with {row.arm}" if row.arm and row.arm != "all" else "")
            slot = " ".join(part for part in (row.statistic, "of", in_sentence(row.outcome), whose) if part)
            text = f"Correction: a figure that the question gives is not what is reported for the {slot}."
            corrections.setdefault(slot, Sentence(text, (row,)))
    return tuple(corrections.values())
