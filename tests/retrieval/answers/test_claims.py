"""Figures that a question wants confirmed."""

from __future__ import annotations

import pytest

from retrieval.answers.claims import correct_claim
from tests.retrieval.small_trial import RESULTS, SmallCorpus, ask, make_result

FLOW = {"category": "disposition", "statistic": "count", "unit": "patients", "arm": "all", "data_cutoff": None}
CORPUS = SmallCorpus(
    (
        *RESULTS,
        make_result("article:31", outcome="Patients screened", value="341", **FLOW),
        make_result("article:32", outcome="Patients randomised", value="302", **FLOW),
    )
)
SHOWN = CORPUS.table.results(outcome="Patients randomised")


def test_wrong_number_is_corrected_and_traced() -> None:
    """The number reported is told, and what the claimed one is the number of."""
    told = correct_claim(ask("The trial had 341 randomised, right?"), SHOWN, corpus=CORPUS)
    assert [[row.id for row in sentence.results] for sentence in told] == [["article:32"], ["article:31"]]


def test_number_of_nothing_is_only_corrected() -> None:
    """A number that no result has is not traced."""
    told = correct_claim(ask("The trial had 299 randomised, right?"), SHOWN, corpus=CORPUS)
    assert [[row.id for row in sentence.results] for sentence in told] == [["article:32"]]


@pytest.mark.parametrize(
    "text",
    ["The trial had 302 randomised, right?", "Were 341 or 302 patients randomised?", "How many were randomised?"],
)
def test_right_or_open_question_is_not_corrected(text: str) -> None:
    """A right figure, and a question that claims none, get no correction."""
    assert correct_claim(ask(text), SHOWN, corpus=CORPUS) == ()
