"""The patients of both arms counted together."""

from __future__ import annotations

import pytest

from retrieval.answers.figures import group_figures
from retrieval.answers.pooled import describe_pooled
from tests.retrieval.small_trial import ask, harbour


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Both arms taken together, how many had pneumonia?", True),
        ("Pneumonia across both arms?", True),
        ("Pneumonia over the two treatment groups, please", True),
        ("How many had pneumonia, both arms combined?", True),
        ("Pneumonia in both arms?", False),
        ("Pneumonia in each arm?", False),
    ],
)
def test_sum_is_told_where_it_is_asked(text: str, told: bool) -> None:
    """20 and 12 of 100 each are 32 of 200."""
    corpus, terms = harbour()
    figures = group_figures(corpus.table.results(outcome="Pneumonia"), corpus=corpus, terms=terms)
    said = " ".join(sentence.text for sentence in describe_pooled(ask(text), figures))
    assert ("32 of 200 patients" in said) == told
