"""FELLMOOR, an invented record: those of a history, one event of any grade, the event of one patient's story."""

from __future__ import annotations

from functools import cache

import pytest

from ingest.records import Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in

TRIAL = Trial("NCT90000391", "FELLMOOR", "Fellimab in Fell Fever", "Fell Fever")
DRUG, DUMMY = "Fellimab", "Placebo"
FLARES = "Participants With a Heath Flare"
WATCHED = "Participants With Events of Special Interest"
GRADED = "Participants With Grade 3 to 5 Events"
RESPONDED = "Response Rate in Participants With Measurable Marsh Disease at Baseline"
SOURCE = Source(
    "fellmoor", "registry_record", TRIAL.id, "FELLMOOR record", "FELLMOOR. ClinicalTrials.gov: NCT90000391.",
    "registry", path="fellmoor.json", publication_type="registry record",
)  # fmt: skip
TEXT = (
    ("Title", "Fellimab in Fell Fever"),
    ("Conditions", "Conditions studied: Fell Fever."),
    ("Arms", f"{DRUG} (experimental). Once daily.\n\n{DUMMY} (placebo_comparator). Once daily."),
)
_rows = RowMaker("fellmoor", TRIAL.id, (DRUG, DUMMY), size=400)
ROWS = (
    *_rows("st", "Started", "400", "400", category="disposition"),
    *_rows("f1", FLARES, "31", "62", category="efficacy"),
    *_rows("r1", RESPONDED, "52.7", "37.1", category="efficacy", statistic="percentage", unit="%"),
    *_rows("w1", WATCHED, "55", "66", category="safety", item="Any"),
    *_rows("w2", WATCHED, "18", "5", category="safety", item="Brackish cough (definite or probable)"),
    *_rows("g1", GRADED, "8", "1", category="safety", item="Marsh rash"),
    *_rows("c1", "Brackish cough", "11", "4", category="safety", grade="serious"),
)
TERMS = (
    Term("arm", DRUG, trial=TRIAL.id, role="experimental"),
    Term("arm", DUMMY, trial=TRIAL.id, role="control"),
    Term("drug", DRUG, trial=TRIAL.id),
    Term("grade", "any", None, ("any grade", "all grades")),
    Term("statistic", "count", None, ("how many",)),
    Term("statistic", "percentage", None, ("how often",)),
    Term("outcome", FLARES, None, ("heath flare", "heath flares"), TRIAL.id, category="efficacy"),
    Term("outcome", RESPONDED, None, (), TRIAL.id, category="efficacy"),
    Term("outcome", "Brackish cough", None, ("cough",), TRIAL.id, category="safety"),
    Term("outcome", GRADED, None, ("marsh rash",), TRIAL.id, category="safety"),
    Term("outcome", WATCHED, None, (), TRIAL.id, category="safety"),
)


@cache
def _corpus() -> OneRecord:
    return OneRecord(ROWS, terms=TERMS, trial=TRIAL, source=SOURCE, parts=TEXT)


@pytest.mark.parametrize(
    "question",
    [
        "Heath flares in the patients with prior heath flare?",
        "Heath flares in people who had a history of heath flare",
        "Heath flares in those with heath flare when they entered",
    ],
)
def test_those_of_a_history_are_not_told_by_all_patients(question: str) -> None:
    """An outcome of the same name is none of theirs."""
    assert answer_in(_corpus(), question).startswith("This corpus holds no result for")


def test_outcome_is_told_where_all_had_the_disease_before() -> None:
    """The condition of the whole trial is no part of the patients."""
    assert "31 of 400" in answer_in(_corpus(), "Heath flares in patients with known fell fever?")
    assert "31 of 400" in answer_in(_corpus(), "How many had a heath flare?")


def test_title_that_is_of_those_at_entry_tells_them() -> None:
    """What the title itself says of the patients is no part of them that is lacking."""
    assert "52.7" in answer_in(_corpus(), f"What was the {RESPONDED.lower()}?")


def test_row_of_one_event_counts_any_grade() -> None:
    """A row without a grade is told, the total beside it and a title of some grades are not."""
    told = answer_in(_corpus(), "Brackish cough as event of special interest, any grade: how many?")
    assert "18 of 400" in told
    assert "55 of 400" not in told
    assert "8 of 400" not in answer_in(_corpus(), "Marsh rash of any grade: how many?")


def test_event_of_a_story_is_asked_by_its_name() -> None:
    """The other words of the story ask for nothing."""
    plain = answer_in(_corpus(), "How often was brackish cough seen?")
    assert plain == answer_in(_corpus(), "My mother got brackish cough on this drug. How often was that seen?")
