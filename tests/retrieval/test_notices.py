"""What a question tells beside what it asks is noticed."""

from __future__ import annotations

import pytest

from retrieval.notices import find_notices
from retrieval.records import Notice
from tests.retrieval.small_trial import harbour


def notices(question: str) -> tuple[Notice, ...]:
    """The notices of a question about HARBOUR."""
    return find_notices(question, corpus=harbour()[0])


def test_adverse_event_is_told_with_its_four_elements() -> None:
    """What was found is shown in the question's own words, and what is missing is named."""
    [notice] = notices("A patient on zeltamab developed pneumonia yesterday. What was the rate?")
    assert notice.kind == "adverse_event"
    assert "tells: patient (“A patient”), product (“zeltamab”), reaction (“pneumonia”)." in notice.text
    assert notice.text.endswith("Still to be asked for: reporter.")


def test_complete_report_lacks_nothing() -> None:
    """Who says "my patient" is the reporter: all four elements are told."""
    [notice] = notices("My patient developed pneumonia after zeltamab.")
    assert "tells: reporter (who asks), patient (“My patient”)" in notice.text
    assert "Still to be asked for" not in notice.text


def test_question_about_a_rate_raises_nothing() -> None:
    """A reaction that is only asked about is no event."""
    assert notices("What was the rate of pneumonia with zeltamab?") == ()


def test_personal_data_is_told_by_its_kinds() -> None:
    """The notice names the kinds and repeats none of the words."""
    [notice] = notices("Please send PFS to Mrs Whitby, MRN 0048291.")
    assert notice.kind == "personal_data"
    assert "name and record number" in notice.text
    assert "Whitby" not in notice.text


def test_event_and_personal_data_are_both_told() -> None:
    """One question may tell of both."""
    told = notices("Mr Carver, my patient, developed pneumonia after zeltamab.")
    assert [notice.kind for notice in told] == ["adverse_event", "personal_data"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("My lips are swelling since my zeltamab infusion, is that listed?", id="own"),
        pytest.param("Dad has a rash all over after zeltamab. Normal?", id="relative"),
        pytest.param("A patient is having an anaphylactic reaction to zeltamab right now, what do I do?", id="ward"),
        pytest.param("Can zeltamab cause a stroke? My dad's face is drooping right now.", id="no event told"),
        pytest.param("He is shivering now, what do I do?", id="somebody told of before"),
        pytest.param("I want to end my life, this treatment isn't working.", id="crisis"),
    ],
)
def test_symptoms_of_a_lay_person_or_right_now_are_sent_to_care_first(text: str) -> None:
    """Before anything else the reader is told not to wait for an answer."""
    assert notices(text)[0].kind == "urgent"
    assert "do not wait for an answer here" in notices(text)[0].text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("My patient developed pneumonia after zeltamab last week.", id="of a clinician, over"),
        pytest.param("My father died of pneumonia on zeltamab last year.", id="over"),
        pytest.param("My sister is about to start zeltamab. How common is pneumonia?", id="only asked"),
        pytest.param("What was the rate of pneumonia with zeltamab?", id="rate"),
        pytest.param("Is he doing well now?", id="no symptom"),
    ],
)
def test_nobody_else_is_sent_to_care(text: str) -> None:
    """What is over, what a clinician reports later and what is only asked is no emergency."""
    assert "urgent" not in [notice.kind for notice in notices(text)]
