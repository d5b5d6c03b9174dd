"""The most frequent adverse events, ranked by what the table reports."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval import wording
from retrieval.figures import Figure, group_figures
from retrieval.filters import ANY_GRADE
from retrieval.question import Question
from retrieval.records import Sentence
from retrieval.terms import TermIndex

_MOST = 5
_SUMMARY = (
    "treatment-emergent",
    "treatment-related",
    "adverse event",
    "adverse reaction",
    "due to",
    "leading to",
)
"""Words of outcomes that sum up events, and are ranked with no single event."""
_MEASURED = "(laboratory)"
"""What ends the names of laboratory values, which are ranked by themselves where they are asked for."""


def rank_events(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Figure, ...]:
    """The adverse events most frequent in the arm asked (else the experimental one), most frequent first."""
    assert question.trial is not None, "a question is answered for one trial"
    grade = question.grades[0] if question.grades else ANY_GRADE
    measured = wording.asks_laboratory(question.text)
    rows = [
        row
        for row in corpus.table.results(trial=question.trial)
        if _is_event(row, grade) and (_MEASURED in row.outcome) == measured
    ]
    figures = group_figures(rows, corpus=corpus, terms=terms)
    latest: dict[str, Figure] = {}
    for figure in figures:
        if _arm_value(figure, question) is not None:
            latest.setdefault(figure.first.outcome, figure)
    return tuple(sorted(latest.values(), key=lambda figure: -(_arm_value(figure, question) or 0))[:_MOST])


def introduce_ranking(figures: Sequence[Figure]) -> Sentence:
    """Say that the ranking is of what the corpus holds, not of all that was reported."""
    rows = figures[0].rows[:1]
    what = "laboratory abnormalities" if _MEASURED in rows[0].outcome else "single adverse events"
    return Sentence(f"Of the {what} that this corpus holds, these are the most frequent, in falling order.", rows)


def _is_event(row: Result, grade: str) -> bool:
    single = row.category == "safety" and not any(word in row.outcome.casefold() for word in _SUMMARY)
    return single and row.grade == grade and row.subgroup is None and row.statistic == "percentage"


def _arm_value(figure: Figure, question: Question) -> Decimal | None:
    values = [(row.arm, row.value) for row in figure.rows if row.arm and isinstance(row.value, Decimal)]
    asked = [value for arm, value in values if arm in question.arms] or [value for _, value in values]
    return asked[0] if asked else None
