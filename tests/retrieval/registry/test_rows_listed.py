"""Questions over a record that list its rows, and that name its arms as they are called elsewhere in it."""

from __future__ import annotations

import pytest

from tests.retrieval.registry.willow_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("How far did spine density rise in a year, and the hip?", ("13.4", "6.9"), "5.1", id="clauses"),
        pytest.param("Density of the spine vs the femoral neck?", ("13.4", "5.1"), "6.9", id="held against"),
        pytest.param("Creatinine and filtration changes at week 24?", ("10.35", "7.8"), "no result", id="two names"),
        pytest.param("exon 7 versus K12R, who stayed dry longer?", ("21.4", "14.6"), "19.1", id="codes"),
        pytest.param("How dry were they with K12R?", ("14.6",), "21.4", id="one alone"),
        pytest.param("Clear bark at week 24 in the placebo arm?", ("22.8",), "no result", id="an arm of two parts"),
        pytest.param("Clear bark, osikamab vs placebo, week 24?", ("71.3", "48.5"), "does not cover", id="with effect"),
        pytest.param("Itching in the placebo arm?", ("16 of 88",), "no result", id="the arm itself"),
        pytest.param("Did osi make them itch?", ("17 of 88",), "no result", id="three letters of a drug"),
        pytest.param("What is the CI at week 48?", ("38.5",), "48.5", id="the primary outcome at another time"),
        pytest.param("What were the results in WILLOW 2?", ("no result for “WILLOW 2”",), "71.3", id="a sister"),
    ],
)  # fmt: skip
def test_listed_rows_and_arms_by_part_of_their_names(question: str, told: tuple[str, ...], not_told: str) -> None:
    """Each row of a list is told and no other, and an arm by the words that all its names share."""
    text = answer(question)
    assert all(figure in text for figure in told), text
    assert not_told not in text, text
