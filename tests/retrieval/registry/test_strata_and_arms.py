"""Patients above a limit as titles tell them, arms by their schedules, what a title of other arms does not have."""

from __future__ import annotations

import pytest

from tests.retrieval.registry.scarp_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("Median OS in high expressors in SCARPSIDE?", "20.1 months", "16.7", id="the highest stratum"),
        pytest.param("OS with an RTS of at least 50% in SCARPSIDE?", "20.1 months", "16.7", id="the limit itself"),
        pytest.param("Was PFS longer in the whole population of SCARPSIDE?", "16.71 months", "20.11",
                     id="all patients are those above the least limit"),
        pytest.param("OS in SCARPSIDE with an RTS of 1-49%?", "no result", "PFS", id="a range that is no stratum"),
        pytest.param("How did scarpimab do in SCARPSIDE in people whose RTS was 50% or more?", "20.1 months", "47 of",
                     id="how a stratum did, and not how many they were"),
        pytest.param("What was the hazard ratio for death in all patients of SCARPSIDE?", "0.81", "no result",
                     id="the ratio of death is that of survival"),
        pytest.param("What was the hazard ratio for the key secondary endpoint of SCARPSIDE?", "0.80", "0.85",
                     id="no primary outcome for the key secondary one"),
        pytest.param("How many ridge infarctions were there in SCARPSIDE?", "39 of 100", "53 of 100",
                     id="an event and not the composite of it"),
    ],
)  # fmt: skip
def test_the_titles_asked_are_told(question: str, told: str, not_told: str) -> None:
    """Of titles alike the one of the patients, or of the outcome, that is asked."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("Bleeds a year in SCARPSIDE compared with those not on prophylaxis?", "38.2", "4.8",
                     id="the arm that goes without"),
        pytest.param("SCARPSIDE: treated bleeds with the every-two-weeks regimen?", "1.3 bleeds", "no result",
                     id="an interval joined by hyphens"),
        pytest.param("What was the bleeding rate of SCARPSIDE in arm D?", "1.4 bleeds", "no result",
                     id="the measure that the arm has"),
        pytest.param("How did scarpimab of SCARPSIDE compare with patients' own earlier cliffase prophylaxis?", "4.8",
                     "3 of 100", id="a treatment held against another names nothing measured"),
        pytest.param("In SCARPSIDE, did patients like scarpimab better than their cliffase?", "90.0%", "3 of 100",
                     id="what was liked better"),
        pytest.param("How many of SCARPSIDE without prophylaxis went over to scarpimab?", "88 of 100", "no result",
                     id="the one milestone of a switch"),
        pytest.param("Who needed a higher dose in SCARPSIDE?", "4 of 100", "for 4 weeks", id="whose dose was raised"),
        pytest.param("How many in SCARPSIDE got diabetes?", "6 of 100", "31 of 100", id="what came later"),
        pytest.param("Thyroid problems in SCARPSIDE?", "21 of 100", "no result", id="too little and too much"),
        pytest.param("How many died in the scarpimab arms of SCARPSIDE pooled?", "29 of 200", "no result",
                     id="arms counted together"),
        pytest.param("Were patients with brain mets let into SCARPSIDE?", "central nervous system", "no result",
                     id="the brain by its system"),
        pytest.param("Did anybody in SCARPSIDE get blockers?", "3 of 100", "no result",
                     id="a word of the title that one measure has"),
    ],
)  # fmt: skip
def test_what_a_record_has_of_an_arm_is_told(question: str, told: str, not_told: str) -> None:
    """Arms are found by what they are given or go without, and milestones by what people call them."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text
