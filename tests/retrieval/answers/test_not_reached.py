"""Which medians were not reached."""

from __future__ import annotations

import pytest

from retrieval.answers.not_reached import asks_not_reached, medians_not_reached
from tests.retrieval.small_trial import LAST, RESULTS, ZELTA, SmallCorpus, ask, make_result

MEDIAN = {"statistic": "Kaplan-Meier median", "arm": ZELTA, "value": "not reached", "unit": "months"}
ROWS = (
    make_result("update:70", outcome="Overall survival", data_cutoff=LAST, **MEDIAN),
    make_result("update:71", outcome="Progression-free survival", subgroup="age >=65 years", **MEDIAN),
    make_result("update:72", outcome="Overall survival", **(MEDIAN | {"value": "40"})),
)


def test_each_median_is_asked_where_it_was_not_reached() -> None:
    """In its part of the patients and at its analysis; one that was reached is none."""
    corpus = SmallCorpus((*RESULTS, *ROWS))
    question = ask("In which results is the median 'not reached'?", corpus=corpus)
    assert set(medians_not_reached(question, corpus=corpus)) == {
        "What was the median overall survival at the final analysis?",
        "What was the median progression-free survival in the subgroup age >=65 years at the primary analysis?",
    }
    assert medians_not_reached(ask("Which OS median was not reached?", corpus=corpus), corpus=corpus) == ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Which medians were not reached, for which arm?", True),
        ("List all outcomes whose medians were not yet reached.", True),
        ("Why was it not reached?", False),
        ("What was the median?", False),
    ],
)
def test_which_were_not_reached_is_asked(text: str, asked: bool) -> None:
    """Of no outcome in particular."""
    assert asks_not_reached(text) is asked
