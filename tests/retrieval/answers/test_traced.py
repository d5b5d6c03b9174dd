"""Of what a figure is that a question quotes."""

from __future__ import annotations

import pytest

from retrieval.answers.traced import tell_traced
from retrieval.terms import index_terms
from tests.retrieval.small_trial import RESULTS, SmallCorpus, ask, make_ratio


def _told(text: str) -> list[str]:
    same = make_ratio("update:90", "0.61", ("0.30", "1.24", "95"), subgroup="age >=65 years")
    corpus = SmallCorpus((same, *RESULTS))
    return [s.text for s in tell_traced(ask(text, corpus=corpus), corpus=corpus, terms=index_terms(corpus))]


@pytest.mark.parametrize(
    "text", ["What does a hazard ratio of 0.61 mean?", "What does the hazard ratio of 0.61 tell us?"]
)
def test_meaning_of_a_hazard_ratio_is_explained(text: str) -> None:
    """The ratio of all patients before that of a part; each with its interval's verdict and the lower hazard."""
    told = _told(text)
    assert "subgroup" not in told[0]
    assert "excludes the null value" in told[1]
    assert "A hazard ratio of 0.61 is a 39% lower hazard" in told[2]
    assert "subgroup" in told[3]


def test_figure_is_traced_without_an_explanation() -> None:
    """Where it is asked of what a figure is, its result tells."""
    told = _told("0.61 - what is that number?")
    assert told
    assert not any("lower hazard" in text for text in told)
