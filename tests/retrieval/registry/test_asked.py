"""What a question over a registry record asks for: its flow, its doses, its titles at one time, its events by name."""

from __future__ import annotations

import pytest

from retrieval.questions.meant import after_baseline
from tests.retrieval.registry.small_record import answer, draft


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("What was the loading dose of mirelcept in FENWAY?", "40 mg on Day 1", "matching", id="arm"),
        pytest.param("How many people were screened for FENWAY?", "“Overall, 344 people were screened.”", "no result",
                     id="screened"),
        pytest.param("How many left FENWAY before the end, and how many of them because of adverse events?",
                     "Not completed: 10 of 100", "Pneumonia", id="left early"),
        pytest.param("how many persons have stopped because of adverse event in FENWAY?",
                     "Not completed: Adverse Event: 6", "no result", id="left for events"),
        pytest.param("How many people started FENWAY and how many finished it?", "Completed – Main Period: 90", "X-ray",
                     id="finished"),
        pytest.param("How many on placebo completed FENWAY, and why did the others stop?",
                     "Not completed: Adverse Event: 6", "Received", id="reasons"),
        pytest.param("Could a pregnant woman join FENWAY?", "Exclusion criteria: “Pregnancy or lactation.”", "insulin",
                     id="inflected"),
        pytest.param("Who could not take part in FENWAY?", "“Use of insulin.”", "Platelets", id="exclusion list"),
        pytest.param("Which serious adverse events were seen in FENWAY?", "Pneumonia, serious: 3 of 100", "rate",
                     id="names of events"),
        pytest.param("Was FENWAY open to 80-year-olds?", "“Maximum age: 74 Years.”", "lung", id="age"),
        pytest.param("Marsh Ache Index change wk 8 in FENWAY", "-9.5", "no result", id="shorthand of weeks"),
        pytest.param("How many countries took part in FENWAY?", "Counted from this list: 3 countries.", "Enrolment",
                     id="countries"),
        pytest.param("Which drugs were forbidden before FENWAY?", "“Use of insulin.”", "Platelets", id="forbidden"),
        pytest.param("How many Asian people took part in FENWAY?", "Asian: 21 of 100", "Enrolment", id="race"),
        pytest.param("The two most common serious adverse events in FENWAY?", "Heat stroke", "aspiration", id="two"),
        pytest.param("Who ran FENWAY and was there a safety monitoring board?", "“Data monitoring committee: yes.”",
                     "Pneumonia", id="safety board"),
        pytest.param("pneumonia in the FENWAY trial (serious AEs), n", "3 of 100", "no result", id="kind of event"),
    ],
)  # fmt: skip
def test_question_is_answered_in_the_words_of_the_record(question: str, told: str, not_told: str) -> None:
    """What is asked is told, and nothing beside it."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


def test_value_at_baseline_is_not_a_change_from_it() -> None:
    """The index at baseline is not posted, only its change."""
    assert draft("What was the Marsh Ache Index change from baseline in FENWAY?").status == "answered"


def test_event_that_only_shares_a_word_is_another() -> None:
    """Heat stroke is no stroke."""
    assert draft("How many patients had a stroke in FENWAY?").status == "not_found"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param("By how much did the index improve by week 8?", True, id="effect"),
        pytest.param("How much did it change from baseline to week 8?", True, id="change from baseline"),
        pytest.param("What happened to the index?", True, id="what became of it"),
        pytest.param("Was the heart rate affected?", True, id="affected"),
        pytest.param("What happened to patients with a high index?", False, id="what became of patients"),
        pytest.param("What was the mean age?", False, id="no time"),
    ],
)
def test_effect_at_a_later_time_is_told_from_a_value_at_baseline(text: str, asked: bool) -> None:
    """Of an effect at a time, a value at baseline tells nothing."""
    assert after_baseline(text) is asked


def test_dose_that_no_arm_was_given_has_no_result() -> None:
    """20 mg was given, not 90 mg."""
    assert draft("What was the effect of mirelcept 90 mg on pneumonia in FENWAY?").status == "not_found"


def test_claim_of_equality_is_corrected() -> None:
    """3 of 100 against 5 of 110."""
    text = answer("Pneumonia was just as frequent with mirelcept as with placebo in FENWAY. Is this so?")
    assert text.startswith("Correction: the figures reported for pneumonia, serious are not the same"), text
