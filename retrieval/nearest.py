"""What is held in place of what was asked: a grade that includes it, the figures that a measure is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.records import Result
from retrieval.figures import Figure
from retrieval.phrasing import grade_words, in_sentence
from retrieval.question import Question
from retrieval.records import Sentence

_GRADES = {"3": (">=3",), "4": (">=3",), ">=4": ("4", "5", ">=3"), "1-2": ("1", "2")}
"""Grades told in place of one that no result has: those that include it, or that it is made of."""
DIFFERENCE = "difference"
_DIFFERENCE = "risk difference"
MADE_OF_FIGURES = {_DIFFERENCE, "risk ratio", "number needed to treat", "number needed to harm"}
"""Measures that are made of both arms' figures; only the difference of two percentages is computed here."""


def ask_nearest(question: Question, missing: str | None) -> Question | None:
    """The question that the table may answer in place of ``question``, which it does not; ``None`` for none.

    Args:
        missing: The slot that no result fills.
    """
    if missing == "grade":
        grades = tuple(dict.fromkeys(grade for asked in question.grades for grade in _GRADES.get(asked, ())))
        return replace(question, grades=grades) if grades else None
    if missing == "statistic" and set(question.statistics) & MADE_OF_FIGURES:
        left = tuple(name for name in question.statistics if name not in MADE_OF_FIGURES)
        return replace(question, statistics=left, brief=True)
    return None


def describe_differences(question: Question, figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """The difference of the two arms' percentages, with its formula, where one is asked and no source reports it."""
    if not {DIFFERENCE, _DIFFERENCE} & set(question.statistics):
        return ()
    return tuple(sentence for figure in figures if (sentence := _describe_difference(figure.rows)))


def _describe_difference(rows: Sequence[Result]) -> Sentence | None:
    arms = [row for row in rows if row.statistic == "percentage" and row.arm not in (None, "all")]
    if len(arms) != 2 or not all(isinstance(row.value, Decimal) for row in arms):
        return None
    first, second = (row.value for row in arms)
    assert isinstance(first, Decimal), "checked above"
    assert isinstance(second, Decimal), "checked above"
    text = (
        f"Computed from these figures, not reported by a source: "
        f"{in_sentence(arms[0].outcome)}{grade_words(arms[0].grade)}, "
        f"{first}% with {arms[0].arm} minus {second}% with {arms[1].arm} is {first - second:f} percentage points."
    )
    return Sentence(text, tuple(arms))
