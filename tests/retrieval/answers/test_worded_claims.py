"""Claims in words that the leading result contradicts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from retrieval.answers.worded_claims import correct_words, lies_in_range
from tests.retrieval.small_trial import BOTH, OS, ask, make_ratio, make_result

CROSSING = make_ratio("update:9", "0.82", ("0.60", "1.12", "95"), outcome=OS)
CLEAR = make_ratio("update:10", "0.61", ("0.40", "0.93", "95"), outcome=OS)
LARGE_P = make_result("update:11", outcome=OS, statistic="p-value", comparison=BOTH, p_comparator="=", p_value="0.38")
LINES = make_result(
    "article:9", outcome="Prior lines of therapy for eligibility", statistic="range", category="design",
    value="1-3", unit="lines", interval_kind="range", ci_low="1", ci_high="3", data_cutoff=None, analysis=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "row", "corrected"),
    [
        pytest.param("Is it true that survival was significantly longer?", CROSSING, True, id="interval"),
        pytest.param("As it was significantly longer, what was survival?", CROSSING, True, id="given that"),
        pytest.param("The difference was statistically significant, right?", LARGE_P, True, id="p-value"),
        pytest.param("Is it true that survival was significantly longer?", CLEAR, False, id="true"),
        pytest.param("Is it true that survival was not significantly longer?", CROSSING, False, id="denied"),
        pytest.param("Survival wasn't significantly longer, was it?", CROSSING, False, id="denied in short"),
        pytest.param("Correct me if I'm wrong, but survival was significantly longer", CROSSING, True, id="sure"),
        pytest.param("So it doubled survival, right?", CROSSING, True, id="doubled"),
        pytest.param("It extended survival, didn't it?", CROSSING, True, id="extended"),
        pytest.param("So it doubled survival, right?", CLEAR, False, id="longer indeed"),
        pytest.param("Was survival significantly longer?", CROSSING, False, id="open"),
        pytest.param("Is it true that the ratio was 0.82 at the last cut-off?", CROSSING, False, id="no cut"),
        pytest.param("Since five earlier lines were allowed, were they frail?", LINES, True, id="outside"),
        pytest.param("Since three earlier lines were allowed, were they frail?", LINES, False, id="inside"),
    ],
)
def test_claim_in_words_is_corrected(text: str, row: object, corrected: bool) -> None:
    """What is taken for granted and is not so is corrected; an open question and a true claim are not."""
    told = correct_words(ask(text), [row])  # type: ignore[list-item]
    assert bool(told) is corrected
    assert all(sentence.results == (row,) for sentence in told)


def test_unit_with_signs_is_no_pattern() -> None:
    """A unit is text of a table, whatever signs it has."""
    odd = replace(LINES, unit="points (of 10")
    assert correct_words(ask("Since five points (of 10 were allowed, were they frail?"), [odd])
    assert not correct_words(ask("Since five earlier lines were allowed, were they frail?"), [odd])


@pytest.mark.parametrize(("number", "within"), [("four", True), ("1", True), ("5", False), ("nobody", False)])
def test_number_within_a_range_of_patients_may_be_one_of_theirs(number: str, within: bool) -> None:
    """Bounds of a confidence interval are none of single patients."""
    held = replace(LINES, category="baseline", ci_high=Decimal(4))
    assert lies_in_range(number, [held]) is within
    assert not lies_in_range(number, [CLEAR])


def test_number_beyond_eligibility_that_a_patient_had_is_no_wrong_figure() -> None:
    """The baseline table shows the fourth line that eligibility does not let in."""
    had = replace(LINES, outcome="Number of prior lines of therapy", category="baseline", ci_high=Decimal(4))
    question = ask("Only three lines were allowed, so why had somebody four lines?")
    assert correct_words(question, [had, LINES]) == ()
