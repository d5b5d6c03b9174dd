"""Outcomes found by the words of their titles."""

from __future__ import annotations

import pytest

from retrieval.questions.titles import of_their_kind, outcomes_by_words
from retrieval.terms import index_terms
from tests.retrieval.small_trial import ZELTA, SmallCorpus, ask, harbour, make_result


def test_time_of_a_question_stands_in_the_title_as_a_time() -> None:
    """The 2 of "at 2 years" is not that of a name, and may stand in the time frame."""
    _, terms = harbour()
    titles = {"Hair Loss 2": "", "Hair Loss": "2 years"}
    assert outcomes_by_words(ask("hair loss at 2 years"), titles=titles, terms=terms) == ("Hair Loss",)
    assert outcomes_by_words(ask("hair loss at 3 years"), titles=titles, terms=terms) == ()


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("What was the partial response rate?", set()),
        ("What was the renal response?", {"Complete renal response rate"}),
    ],
)
def test_title_of_another_outcome_is_not_what_is_asked(text: str, titles: set[str]) -> None:
    """A very good partial response is no partial one, and renal impairment no renal response."""
    share = {"statistic": "percentage", "arm": ZELTA, "value": "30", "unit": "%"}
    rows = [
        make_result("update:61", outcome="Very good partial response rate", **share),
        make_result("update:62", outcome="Complete renal response rate", **share),
        make_result("update:63", outcome="Renal impairment", **share, category="baseline"),
    ]
    corpus = SmallCorpus(rows)
    near = ("Very good partial response rate", "Renal impairment")
    found = of_their_kind(near, ask(text, corpus=corpus), corpus=corpus, terms=index_terms(corpus))
    assert set(found) == titles


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("What was the event-free survival?", "Progression-free survival events"),
        ("Was there sustained MRD negativity?", "MRD negativity rate"),
        ("What share had a minimal response?", "MRD-negative complete response rate"),
    ],
)
def test_name_of_the_vocabulary_is_no_other_name_of_it(text: str, near: str) -> None:
    """A title that shares words with the endpoint asked, and is an endpoint of its own, is another matter."""
    share = {"statistic": "percentage", "arm": ZELTA, "value": "30", "unit": "%"}
    corpus = SmallCorpus([make_result("update:64", outcome=near, **share)])
    assert of_their_kind((near,), ask(text, corpus=corpus), corpus=corpus, terms=index_terms(corpus)) == ()
