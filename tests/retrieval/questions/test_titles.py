"""Outcomes found by the words of their titles."""

from __future__ import annotations

from retrieval.questions.titles import outcomes_by_words
from tests.retrieval.small_trial import ask, harbour


def test_time_of_a_question_stands_in_the_title_as_a_time() -> None:
    """The 2 of "at 2 years" is not that of a name, and may stand in the time frame."""
    _, terms = harbour()
    titles = {"Hair Loss 2": "", "Hair Loss": "2 years"}
    assert outcomes_by_words(ask("hair loss at 2 years"), titles=titles, terms=terms) == ("Hair Loss",)
    assert outcomes_by_words(ask("hair loss at 3 years"), titles=titles, terms=terms) == ()
