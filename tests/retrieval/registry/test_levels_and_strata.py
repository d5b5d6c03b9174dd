"""Questions over a record of levels over time, strata told in titles, doses with their controls, and a withdrawal."""

from __future__ import annotations

import pytest

from tests.retrieval.registry.quay_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("QASI 75 at week 4?", "QASI 75: Week 4: 21", "QASI 50: Week 4", id="the level named"),
        pytest.param(
            "How many reached QASI 50 or QASI 75 at week 4?", "QASI 50: Week 4: 61", "Week 8", id="two levels"
        ),
        pytest.param("QASI 75 at week 16?", "QASI 75: Week 16: 35", "Week 4: 21", id="the level at the time"),
        pytest.param("QASI 90 week 16?", "no result", "Week 8: 11", id="a level that has no row at that time"),
        pytest.param("How many kept QASI 90 to week 48?", "36", "QASI 90: Week 8", id="the title of the time asked"),
        pytest.param("QGA 0/1 at week 16?", "84", "ss-QGA", id="a short form behind other letters is another"),
        pytest.param("What was ss-QGA 0/1 at week 16?", "71", "84", id="the longer short form"),
        pytest.param(
            "QGA response at week 16 in people over 90 kg?", ">90 kilograms: 78", "87", id="a weight is no age"
        ),
        pytest.param("Exacerbation rate with eosinophils below 150?", "0.51", "0.31", id="limit by the microlitre"),
        pytest.param(
            "Exacerbation rate in patients with eosinophils >= 300 cells/µL?", "0.31", "0.51", id="upper limit"
        ),
        pytest.param(
            "Exacerbation rate in those on high-dose inhaled corticosteroids?", "0.61", "0.41", id="a dose of"
        ),
        pytest.param("Exacerbation rate with 50 mg vs placebo?", "0.82", "0.81", id="the control of the dose"),
        pytest.param("Exacerbation rate with fenimab?", "0.41", "0.03", id="a drug is no pool of its arms"),
        pytest.param("Peak flow at week 52?", "PEF) (time: at week 52)", "28", id="not held at that time"),
        pytest.param("How many of the withdrawal group were retreated?", "57", "by Subject", id="the group's name"),
        pytest.param("How many started the withdrawal period?", "Started", "by Subject", id="the period's name"),
        pytest.param(
            "How many had high blood pressure at baseline?", "31 of 100", "5 of 100", id="a condition at entry"
        ),
        pytest.param("How many had a baseline spore count above 100,000?", "55 of 100", "65", id="a share at baseline"),
        pytest.param("Hypertension as a side effect?", "5 of 100", "31 of 100", id="the event of its name"),
        pytest.param("Who got a common cold?", "17 of 100", "40 of 100", id="a cold"),
        pytest.param("Injection site redness?", "44 of 100", "no result", id="redness"),
    ],
)
def test_the_row_asked_is_told(question: str, told: str, not_told: str) -> None:
    """The level, stratum, control or period asked is told, and none beside it."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


@pytest.mark.parametrize(
    ("question", "correction"),
    [
        pytest.param(
            "Why was placebo 1 mL more effective than fenimab 20 mg for QGA at week 16?",
            "is not higher with Placebo",
            id="more effective, of shares that had what is wished for",
        ),
        pytest.param(
            "Fenimab 50 mg cut exacerbations by 60%, right?", "0.56 is a 44% lower rate", id="another reduction"
        ),
    ],
)
def test_a_wrong_premise_is_corrected(question: str, correction: str) -> None:
    """What a question takes for granted is held against the two arms that it names."""
    text = answer(question)
    assert "Correction" in text, text
    assert correction in text, text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Fenimab 50 mg cut exacerbations by 44%, right?", id="the reduction"),
        pytest.param(
            "Fenimab 20 mg was more effective than placebo 1 mL for QGA at week 16, right?", id="the better arm"
        ),
    ],
)
def test_a_true_premise_is_left(question: str) -> None:
    """Nothing is corrected that the figures bear out."""
    assert "Correction" not in answer(question)


def test_a_condition_at_entry_and_the_event() -> None:
    """Where it is asked who had a condition before and who developed it, both are told, and no other condition."""
    text = answer("How many had high blood pressure before the trial, and how many developed it?")
    assert "31 of 100" in text, text
    assert "5 of 100 patients" in text, text
    assert "25 of 100" not in text, text
