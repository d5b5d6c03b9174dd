"""REEDHOLM, an invented record: what a scale is and its scores mean, and how long each period was."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from ingest.records import Source, Trial
from ingest.vocabulary import Term
from retrieval.registry.field_patterns import FIELDS
from tests.retrieval.registry.record_corpus import OneRecord, answer_in, draft_in
from tests.retrieval.small_trial import make_result

REEDHOLM = Trial("NCT90000047", "REEDHOLM", "Rushimab in Fen Blight", "Fen Blight")
MAIN, ASIDE = "Days Without Limp at Week 20", "Blight of Other Than Fen Origin at Week 20"
MUMPS = "Percentage With a Positive Response (Antibody Titer of 8 or More) to Mumps Vaccine at Week 16"
RUBELLA = "Percentage With a Positive Response (Twofold Increase) to Rubella Toxoid (Dost Vaccine) at Week 16"
EARLY, LATE = (f"Change From Baseline in Reed Cough Index (RCI) at Week {week}" for week in (8, 20))
SAYS = "The RCI ranges from 0 to 40; higher scores are worse."
TEXT = (
    ("Title", "Rushimab in Fen Blight"),
    ("Conditions", "Conditions studied: Fen Blight."),
    ("Design", "Phase: phase 3. Masking: double."),
    ("Arms", "Rushimab (experimental). 40 mg under the skin every third week for 20 weeks."),
    ("Dates", "Study start: 2031-05. Study completion: 2034-02."),
    ("Recruitment", "After a Run-in Period of 3 weeks, patients entered a Double-Blind (DB) Treatment Period from "
     "Day 1 to Week 20, and then an Open Label Safety Extension (OLE) Period, up to Week 60."),
    ("Secondary outcomes", f"Secondary outcome: {EARLY}. {SAYS} Time frame: Week 8.\n\n"
     f"Secondary outcome: {LATE}. {SAYS} Time frame: Week 20."),
)  # fmt: skip
SOURCE = Source(
    "reedholm", "registry_record", REEDHOLM.id, "REEDHOLM record", "REEDHOLM. ClinicalTrials.gov: NCT90000047.",
    "registry", path="reedholm.json", publication_type="registry record",
)  # fmt: skip
ROWS = tuple(
    make_result(
        f"reedholm:{place}{arm}", trial=REEDHOLM.id, outcome=outcome, arm=arm, value=Decimal(value),
        statistic="percentage" if outcome in (MUMPS, RUBELLA) else "mean",
        unit="%" if outcome in (MUMPS, RUBELLA) else "points", data_cutoff=None, analysis=None, population=None,
    )
    for place, (outcome, *values) in enumerate(
        ((EARLY, "-3.4", "-1.1"), (LATE, "-6.8", "-2.7"), (MAIN, "88.2", "61.5"), (ASIDE, "7.3", "7.9"),
         (MUMPS, "71.4", "73.1"), (RUBELLA, "64.9", "66.2"))
    )
    for arm, value in zip(("Rushimab", "Placebo"), values, strict=True)
)  # fmt: skip
TERMS = (
    Term("arm", "Rushimab", trial=REEDHOLM.id, role="experimental"),
    Term("arm", "Placebo", trial=REEDHOLM.id, role="control"),
    *(Term("outcome", title, None, ("RCI", "Reed Cough Index"), REEDHOLM.id, category="efficacy")
      for title in (EARLY, LATE)),
    Term("outcome", MAIN, None, (), REEDHOLM.id, category="efficacy", primary=True),
    Term("outcome", ASIDE, None, (), REEDHOLM.id, category="efficacy"),
    *(Term("outcome", title, None, (), REEDHOLM.id, category="efficacy") for title in (MUMPS, RUBELLA)),
    Term("outcome", "Antibody titre", None, ("antibody response",), category="efficacy"),
    Term("drug", "Rushimab", None, ("rushimab",), REEDHOLM.id),
)  # fmt: skip


@cache
def _reedholm() -> OneRecord:
    return OneRecord(ROWS, terms=TERMS, trial=REEDHOLM, source=SOURCE, parts=TEXT)


@pytest.mark.parametrize(
    "question",
    [
        "What is RCI in REEDHOLM?",
        "REEDHOLM: explain the RCI score",
        "Is a higher RCI worse in REEDHOLM?",
        "What is the maximum RCI score in REEDHOLM?",
        "In REEDHOLM, do lower RCI scores mean a better state?",
    ],
)
def test_scale_is_told_by_its_definition_once(question: str) -> None:
    """A measure taken twice has one definition, and no result is told in its place."""
    text = answer_in(_reedholm(), question)
    assert text.count("ranges from 0 to 40") == 1
    assert "-3.4" not in text


@pytest.mark.parametrize("question", ["What was the RCI score at week 8 in REEDHOLM?", "What is the RCI in REEDHOLM?"])
def test_value_of_a_scale_is_told_by_its_results(question: str) -> None:
    """An article without a noun such as "scale", or the past, asks for the value."""
    assert "-3.4" in answer_in(_reedholm(), question)


@pytest.mark.parametrize("period", ["run-in period", "double-blind phase", "open-label extension part", "run-in phase"])
def test_length_of_a_period_is_told_in_the_words_of_the_record(period: str) -> None:
    """However the record writes the name."""
    assert "Day 1 to Week 20" in answer_in(_reedholm(), f"How long was the {period} of REEDHOLM?")


def test_length_of_a_period_that_is_not_told_is_not_held() -> None:
    """The trial's phase is no answer."""
    draft = draft_in(_reedholm(), "How many weeks did the maintenance phase of REEDHOLM take?")
    assert draft.status == "not_found"
    assert "the length of the maintenance phase" in draft.sentences[0].text


@pytest.mark.parametrize(
    "question",
    [
        "Is rushimab useful in fen blight? (REEDHOLM)",
        "Was rushimab effective in chronic fen blight in REEDHOLM?",
        "Does rushimab help, by REEDHOLM?",
        "What was the main result of REEDHOLM?",
        "Did it work? (REEDHOLM)",
    ],
)
def test_condition_of_all_patients_asks_for_no_outcome_with_its_words(question: str) -> None:
    """What all have says only of which trial it is asked: the primary outcome leads."""
    assert answer_in(_reedholm(), question).startswith(MAIN)


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("What were the RCI and the antibody response to rubella in REEDHOLM?", "64.9", "71.4"),
        ("REEDHOLM: RCI and rubella antibody response?", "64.9", "71.4"),
        ("REEDHOLM: RCI and antibody response to mumps vaccine?", "71.4", "64.9"),
    ],
)
def test_antibodies_are_those_against_what_is_named_beside_them(question: str, told: str, not_told: str) -> None:
    """The title that has the general name is none of another pathogen."""
    text = answer_in(_reedholm(), question)
    assert told in text
    assert not_told not in text
    assert "-3.4" in text


def test_figure_of_a_gap_is_corrected_by_a_title_that_tells_its_statistic_once() -> None:
    """A "percentage of percentage" is nothing."""
    text = answer_in(_reedholm(), f"REEDHOLM: {RUBELLA} was 46.9 % on rushimab, right?")
    assert text.startswith("Correction:")
    assert "ercentage of Percentage" not in text


def test_result_of_the_primary_outcome_is_told_beside_another() -> None:
    """Compared are figures, and no definitions."""
    text = answer_in(_reedholm(), "Compare the groups of REEDHOLM on the primary outcome and the RCI.")
    assert "88.2" in text
    assert "-3.4" in text


def test_how_long_a_trial_ran_is_told_by_its_dates() -> None:
    """From its start to its completion."""
    assert "2031-05" in answer_in(_reedholm(), "How long did the trial run? (REEDHOLM)")


def test_whether_something_was_given_so_is_told_by_how_it_was_given() -> None:
    """In the record's own words."""
    assert "every third week" in answer_in(_reedholm(), "Was rushimab given once a month in REEDHOLM?")


@pytest.mark.parametrize(
    ("question", "asked"),
    [("What was it in the double-blind phase?", False), ("NCT90000047 phase?", False), ("What is its phase?", True)],
)
def test_phase_of_the_trial_is_no_phase_of_treatment(question: str, asked: bool) -> None:
    """A phase that is named by what happens in it is a period."""
    assert bool(FIELDS["Phase"].search(question)) == asked
