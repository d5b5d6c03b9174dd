"""Answers from a registry record: fields, criteria, definitions, and outcomes by the names that it posts."""

from __future__ import annotations

import pytest

from retrieval.registry.passages import quote_record
from tests.retrieval.registry.small_record import answer, ask, draft, fenway


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("FENWAY phase II wasn't it?", "“Phase: phase 3.”", "Masking", id="phase"),
        pytest.param("How was FENWAY masked?", "“Masking: double (participant, investigator).”", "Phase", id="masking"),
        pytest.param("Did FENWAY have a DMC?", "“Data monitoring committee: yes.”", "Phase", id="committee"),
        pytest.param("In which year was FENWAY opened?", "“Study start: 2019-02-11 (actual).”", "2021", id="opened"),
        pytest.param("What day did FENWAY begin?", "“Study start: 2019-02-11 (actual).”", "2021", id="day"),
        pytest.param(
            "FENWAY start and end, when?", "“Study completion: 2021-06-30 (actual).”", "Phase", id="both ends"
        ),
        pytest.param("When did FENWAY wrap up?", "“Study completion: 2021-06-30 (actual).”", "2019", id="wrap up"),
        pytest.param(
            "Date of first enrolment in FENWAY?", "“Study start: 2019-02-11", "Enrolment:", id="first enrolment"
        ),
        pytest.param("When did FENWAY start?", "“Study start: 2019-02-11 (actual).”", "2021", id="start"),
        pytest.param("Who was the PI of FENWAY?", "“Principal investigator: Ada Quill, Northquay", "Velo", id="person"),
        pytest.param("Grant number of FENWAY?", "P77BL001 (NIH grant number)", "Sponsor", id="number"),
        pytest.param("Age range for entry into FENWAY?", "“Maximum age: 74 Years.”", "phase", id="age"),
    ],
)
def test_field_of_the_record_is_told_alone(question: str, told: str, not_told: str) -> None:
    """A field is quoted, and not the section around it."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("FENWAY: DBP limits?", ["Exclusion criteria: “Mean diastolic blood pressure (DBP) ≥105 mmHg.”"],
                     id="short form"),
        pytest.param("Are people taking insulin eligible for FENWAY?", ["Exclusion criteria: “Use of insulin.”"],
                     id="exclusion"),
        pytest.param("FENWAY criteria: platelets, and pregnancy?",
                     ["Inclusion criteria: “Platelets ≥90 per nL.”",
                      "Exclusion criteria: “Pregnancy or lactation.”"], id="two parts"),
    ],
)  # fmt: skip
def test_criteria_that_carry_the_words_are_told(question: str, told: list[str]) -> None:
    """Each part of a question on entry finds its criterion, and nothing else is told."""
    assert [sentence.text for sentence in draft(question).sentences] == told


def test_age_on_either_side_of_a_number_is_no_word_of_a_criterion() -> None:
    """Who could take part is asked by "younger than 60" as by "under 60"."""
    younger, under = (draft(f"Could anyone {side} 60 enter FENWAY?").sentences for side in ("younger than", "under"))
    assert younger == under
    assert younger


def test_definition_is_the_posted_description() -> None:
    """What an outcome is, is what the record says of it."""
    assert "from 0 to 70, where more is worse" in answer("How is the Marsh Ache Index defined in FENWAY?")


def test_dose_is_how_the_drug_was_given() -> None:
    """Where no result is a dose, the intervention's description is."""
    assert "20 mg by mouth once daily for 8 weeks" in answer("mirelcept dose in FENWAY?")


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("FENWAY asian participants", "Asian: 21 of 100 patients", "withdrawal", id="row of the race"),
        pytest.param("weight z score at baseline in FENWAY", "-0.3 score", "points", id="short form in a title"),
        pytest.param("how many withdrew from FENWAY?", "4 of 100", "21", id="irregular verb"),
        pytest.param("GFR decreased in FENWAY?", "12 of 100", "3 of 100", id="initials"),
        pytest.param("pneumonia reported as SAE, FENWAY", "3 of 100", "aspiration", id="no other event"),
        pytest.param("How many patients switched to open-label mirelcept in FENWAY?", "7 of 100", "4 of 100",
                     id="milestone"),
        pytest.param("Marsh Ache Index in FENWAY, leaving out those with earlier rescue", "-8.8", "-9.5", id="variant"),
        pytest.param("What were the results of the primary lung endpoint in FENWAY?", "-9.5", "of 100 patients",
                     id="primary"),
        pytest.param("pneumonia with and without the anti-bog antibody in FENWAY", "3 of 100", "no result",
                     id="treatment in other words"),
    ],
)  # fmt: skip
def test_outcome_is_found_by_other_words_than_its_title(question: str, told: str, not_told: str) -> None:
    """What a record posts under one title is asked for by many."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("age over 60 in FENWAY", "39 of 100", "61 of 100", id="class of age"),
        pytest.param("share below 20 on the Marsh Ache Index, FENWAY", "44%", "-9.5", id="share"),
        pytest.param("significance level of the Marsh Ache Index in FENWAY", "level of 0.031", "-9.5", id="test"),
    ],
)
def test_other_figures_and_words_are_not_passed_off(question: str, told: str, not_told: str) -> None:
    """A class of age, a share or a note of the analysis is what is asked, and not its neighbour."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


def test_sentence_that_carries_every_word_is_quoted() -> None:
    """What is neither outcome, field nor criterion stands in a sentence of the record, or nowhere."""
    question, missed = ask("Was anything given by mouth matching?"), ask("Was anything given by needle?")
    assert [quote.text for quote in quote_record(question, corpus=fenway())] == []
    assert quote_record(missed, corpus=fenway()) == ()
    assert "A matching tablet." in quote_record(ask("What was matching?"), corpus=fenway())[0].text


def test_another_time_than_the_one_posted_is_not_held() -> None:
    """A title that tells its own week does not answer for another."""
    assert draft("Marsh Ache Index at week 52 in FENWAY?").status == "not_found"


def test_trial_that_is_not_held_is_not_answered_with_another() -> None:
    """Another trial's registry number is said to be not held."""
    assert draft("pneumonia in NCT90000010?").status == "not_found"
