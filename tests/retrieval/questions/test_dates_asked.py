"""Dates that a question tells, and when patients were enrolled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from retrieval.answers.dates_claimed import correct_dates
from retrieval.questions.dates_told import dates_told, with_dates_told
from tests.retrieval.small_trial import ANALYSES, FIRST, LAST, SmallCorpus, ask, make_result

DATED = {"category": "design", "statistic": "date", "arm": "all", "data_cutoff": None}
START = make_result("article:71", outcome="Enrolment start", value=date(2017, 5, 3), **DATED)
SCREENING = make_result("registry:72", outcome="Screening start", value=date(2017, 4, 20), **DATED)
CORPUS = SmallCorpus((START, SCREENING))


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("When did accrual run?", "Enrolment period"),
        ("Over which months did the study recruit?", "Enrolment period"),
        ("In what years were volunteers being recruited?", "Enrolment period"),
        ("Recruitment timeline?", "Enrolment period"),
        ("When did recruiting commence?", "Enrolment start"),
        ("On which day did enrolment finish?", "Enrolment end"),
        ("How many were recruited?", None),
    ],
)
def test_when_patients_were_enrolled_is_asked_with_any_verb(text: str, outcome: str | None) -> None:
    """The period or one end of it, whatever the word for enrolling is; a number is no time."""
    named = [name for name in ask(text).outcomes if name.startswith("Enrolment")]
    assert named == ([outcome] if outcome else [])


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("When did screening finish?", "Screening end"),
        ("When was screening over?", "Screening end"),
        ("end date of screening", "Screening end"),
        ("Last day of screening", "Screening end"),
        ("When did they start screening patients?", "Screening start"),
        ("When were patients screened?", "Screening period"),
        ("When was the screening visit?", None),
        ("How many were screened?", None),
    ],
)
def test_when_patients_were_screened_is_asked_with_any_verb(text: str, outcome: str | None) -> None:
    """As with enrolment; a visit is no period."""
    named = [name for name in ask(text).outcomes if name.startswith("Screening")]
    assert named == ([outcome] if outcome else [])


@pytest.mark.parametrize("text", ["When did enrolment begin and close?", "When recruitment started and ended?"])
def test_both_ends_of_enrolment_are_asked_by_two_verbs(text: str) -> None:
    """The second stands for the other end."""
    assert {"Enrolment start", "Enrolment end"} <= set(ask(text).outcomes) or "Enrolment period" in ask(text).outcomes


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("on 3 May 2017", (2017, 5, 3)),
        ("in Sept. 2019", (2019, 9, None)),
        ("March 31, 2021", (2021, 3, 31)),
        ("in april or so", (None, 4, None)),
        ("in 2016", (2016, None, None)),
    ],
)
def test_date_is_read_as_far_as_it_is_told(text: str, parts: tuple[int | None, ...]) -> None:
    """Day, month and year, each if it is there."""
    [told] = dates_told(text)
    assert (told.year, told.month, told.day) == parts


@pytest.mark.parametrize("text", ["it may be so", "they march on", "at 2022 patients"])
def test_verbs_and_numbers_are_no_dates(text: str) -> None:
    """ "May" in small letters is a verb."""
    assert dates_told(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Did enrolment start in May 2017?",
        "Did the trial start in April or in May 2017?",
        "One source says April 2017, another May 2017 for the start. Which is right?",
        "Enrolment started on 3 May 2017, correct?",
    ],
)
def test_date_told_restricts_nothing(text: str) -> None:
    """What is asked has a date: the one that the question tells is its value."""
    asked = with_dates_told(ask(text), corpus=CORPUS)
    assert asked.outcomes == ("Enrolment start",)
    assert not {token.form for token in asked.unknown} & {"april", "may"}


def test_month_narrows_what_has_no_date() -> None:
    """ "In April" of events is a restriction that no result fills."""
    question = replace(ask("How many had pneumonia in April?"), outcomes=("Pneumonia",))
    assert with_dates_told(question, corpus=CORPUS) == question


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Enrolment started in May 2017, right?", ()),
        ("Enrolment started in June 2017, right?", ("Correction",)),
        ("Enrolment started in April 2017, right?", ("Correction", "The date in the question is that of: screening")),
        ("Did enrolment start in April or May 2017?", ("The date in the question is that of: screening",)),
    ],
)
def test_date_claimed_is_held_against_the_one_reported(text: str, said: tuple[str, ...]) -> None:
    """A wrong date is corrected, and traced to what it is the date of."""
    told = correct_dates(ask(text), (START,), corpus=CORPUS)
    assert len(told) == len(said)
    assert all(sentence.text.startswith(start) for sentence, start in zip(told, said, strict=True))


def test_date_of_another_analysis_bears_none_out() -> None:
    """The cut-off of the analysis that is named is held against the date, and no other that is shown."""
    cut = DATED | {"outcome": "Data cut-off"}
    rows = (
        make_result("update:73", value=LAST, **cut | {"analysis": ANALYSES[LAST]}),
        make_result("update:74", value=FIRST, **cut | {"analysis": ANALYSES[FIRST]}),
    )
    [told] = correct_dates(
        ask("The cut-off of the primary analysis was 30 September 2021, right?"), rows, corpus=CORPUS
    )
    assert told.results == (rows[1],)
    assert not correct_dates(
        ask("The cut-off of the final analysis was 30 September 2021, right?"), rows, corpus=CORPUS
    )


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("When did the first patient get screened?", "Screening start"),
        ("On what date was the last participant screened?", "Screening end"),
    ],
)
def test_first_and_last_patient_screened_name_the_ends_of_screening(text: str, outcome: str) -> None:
    """Who was screened first tells when screening started, and no number of those screened."""
    assert ask(text).outcomes == (outcome,)
