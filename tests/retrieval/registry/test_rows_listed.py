"""Questions over a record that list its rows, name its arms as they are called elsewhere in it, or ask for fates."""

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
        pytest.param("How many had clear bark at week 24, and was that tested against placebo?", ("71.3", "48.5"),
                     "64.2", id="a test"),
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


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("Did anybody die?", "3 of 88", "25.1", id="the dead are counted"),
        pytest.param("Who died, and what did they die of?", "pneumonia in two", "25.1", id="what they died of"),
        pytest.param("What were the three deaths due to?", "a fall in one", "38.6", id="what deaths were due to"),
        pytest.param("Did fewer die on osikamab?", "38.6", "25.1", id="survival, and no progression"),
        pytest.param("Deaths and serious side effects?", "34 of 88", "11 of 90", id="totals, and no narrower measure"),
        pytest.param("How many came off the drug because of side effects?", "7 of 90", "no result", id="an AE"),
        pytest.param("HER2 status at baseline?", "HER2 status”", "52 of 90", id="another marker"),
        pytest.param("How many were still on treatment?", "41 of 90", "no result", id="those still treated"),
        pytest.param("What became of the placebo group?", "78 of 90", "22.8", id="the fate of an arm"),
        pytest.param("Was crossover allowed?", "could cross over to osikamab", "no result", id="crossing over"),
    ],
)  # fmt: skip
def test_fates_and_totals(question: str, told: str, not_told: str) -> None:
    """What became of patients is told as the record counts it, and no measure that only has a word of it."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text
