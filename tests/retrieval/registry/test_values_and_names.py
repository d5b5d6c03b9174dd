"""TARRMOOR, an invented record: a value and its classes, shares of a value at baseline, events by their bare names."""

from __future__ import annotations

from functools import cache

import pytest

from ingest.records import Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in

TRIAL = Trial("NCT90000417", "TARRMOOR", "Tarrimab in Tarr Fever", "Tarr Fever")
DRUG, DUMMY = "Tarrimab", "Placebo"
INDEX, CLASSES, WEIGHT, PRESSURE = (
    "Marsh Bulk Index",
    "Marsh Bulk Index, Customized",
    "Fen Weight",
    "Upper Fen Pressure",
)
LOST = "Number of Participants Who Lost {}% or More of Baseline Fen Weight"
EARLY, FINAL = "Participants With a Fell or Ridge Break Through Month 12", "Participants With a Ridge Break at the End"
BY_PART, WHOLE = "Yearly Decline in Fen Volume by Subgroup", "Yearly Decline in Fen Volume Over 52 Weeks"
COUGHED = "Change From Baseline in Brackish Cough Score"
CHANGED = "Change in Upper and Lower Fen Pressure"
SOURCE = Source(
    "tarrmoor", "registry_record", TRIAL.id, "TARRMOOR record", "TARRMOOR. ClinicalTrials.gov: NCT90000417.",
    "registry", path="tarrmoor.json", publication_type="registry record",
)  # fmt: skip
TEXT = (
    ("Title", "Tarrimab in Tarr Fever"),
    ("Conditions", "Conditions studied: Tarr Fever."),
    ("Arms", f"{DRUG} (experimental). Once daily.\n\n{DUMMY} (placebo_comparator). Once daily."),
)
_rows = RowMaker("tarrmoor", TRIAL.id, (DRUG, DUMMY), size=400)
ROWS = (
    *_rows("st", "Started", "400", "400", category="disposition"),
    *_rows("lf", "Not completed", "39", "38", category="disposition"),
    *_rows("b0", "Time Since Diagnosis", "1.7", "1.6", category="baseline", statistic="mean", unit="years"),
    *_rows("b1", INDEX, "37.8", "38.0", category="baseline", statistic="mean", unit="points"),
    *_rows("b2", CLASSES, "81", "82", category="baseline", item="Below 30 kg/m^2"),
    *_rows("b3", CLASSES, "136", "137", category="baseline", item="30 to below 40 kg/m^2"),
    *_rows("b4", CLASSES, "183", "181", category="baseline", item="40 kg/m^2 or higher"),
    *_rows("b5", WEIGHT, "105.4", "105.2", category="baseline", statistic="mean", unit="kg"),
    *_rows("b6", PRESSURE, "126", "127", category="baseline", statistic="mean", unit="mmHg"),
    *_rows("b7", "Sex: Female, Male", "211", "212", category="baseline", item="Female"),
    *_rows("l1", LOST.format(10), "338", "69", category="efficacy"),
    *_rows("l2", LOST.format(20), "188", "10", category="efficacy"),
    *_rows("c1", CHANGED, "-6.2", "-1.1", category="efficacy", statistic="mean", unit="mmHg",
           item="Upper fen pressure"),
    *_rows("e1", EARLY, "14", "22", category="efficacy", item="Ridge break"),
    *_rows("e2", FINAL, "41", "66", category="efficacy"),
    *_rows("v1", WHOLE, "-114.6", "-239.9", category="efficacy", statistic="mean", unit="mL/year"),
    *_rows("v2", BY_PART, "-94.0", "-196.6", category="efficacy", statistic="mean", unit="mL/year", item="Female"),
    *_rows("v3", BY_PART, "-103.5", "-247.8", category="efficacy", statistic="mean", unit="mL/year",
           item="Age <65 years"),
    *_rows("k1", COUGHED, "-1.8", "-2.6", category="efficacy", statistic="mean", unit="points"),
    *_rows("n1", "Brackish cough", "47", "26", category="safety", grade="non-serious"),
    *_rows("n2", "Brackish cough", "63", "31", category="safety", grade="non-serious", unit="events"),
    *_rows("n3", "Marsh ache", "26", "7", category="safety", grade="non-serious"),
    *_rows("n4", "Marsh ache upper", "21", "8", category="safety", grade="non-serious"),
    *_rows("n5", "Cholelithiasis", "12", "3", category="safety", grade="non-serious"),
    *_rows("n6", "Wrist fracture", "5", "4", category="safety", grade="non-serious"),
    *_rows("f1", "Participants With a New Vertebral Fracture", "9", "8", category="efficacy"),
    *_rows("s1", "Fen vasculitis (study eye)", "3", "1", category="safety", grade="serious"),
)  # fmt: skip
TERMS = (
    Term("arm", DRUG, trial=TRIAL.id, role="experimental"),
    Term("arm", DUMMY, trial=TRIAL.id, role="control"),
    Term("drug", DRUG, trial=TRIAL.id),
    Term("grade", "serious"),
    Term("statistic", "count", None, ("how many", "number of")),
    Term("statistic", "mean", None, ("average", "change from baseline")),
    Term("outcome", "Body weight", None, ("MBI", "weight"), category="baseline"),
    Term("outcome", "Marsh ache", None, ("upper marsh ache",), category="safety"),
    Term("outcome", "Cholecystitis", None, ("gallstones",), category="safety"),
    Term("outcome", "Fracture", None, ("fractures",), category="safety"),
    Term("outcome", "Vasculitis", category="safety"),
    Term("outcome", WEIGHT, None, ("fen weight", "baseline fen weight"), TRIAL.id, category="baseline"),
    Term("outcome", "Sex: Female, Male", None, ("women",), TRIAL.id, category="baseline"),
    Term("outcome", BY_PART, None, ("women",), TRIAL.id, category="efficacy"),
    Term("outcome", "Fen volume", None, ("fen volume",), category="efficacy"),
    Term("subgroup", "women"),
    Term("subgroup", "age <65 years", None, ("under-65s", "under 65s")),
)


@cache
def _corpus() -> OneRecord:
    return OneRecord(ROWS, terms=TERMS, trial=TRIAL, source=SOURCE, parts=TEXT)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        pytest.param("Any fen vasculitis?", "3 of 400", "no result", id="event without its brackets"),
        pytest.param("upper marsh ache", "21 of 400", "26 of 400", id="words of the event in another order"),
        pytest.param("How many had brackish cough?", "47 of 400", "-1.8", id="who had an event, and no score of it"),
        pytest.param("How many brackish cough episodes were there?", "63 events", "no result", id="events"),
        pytest.param("How many times did brackish cough occur?", "63 events", "no result", id="times"),
        pytest.param("Mean MBI?", "37.8 points", "105.4", id="short form of a title"),
        pytest.param("How many had an MBI over 40?", "183 of 400", "37.8", id="class above a limit"),
        pytest.param("How many had an MBI below 40?", "81 of 400", "183 of 400", id="classes below a limit"),
        pytest.param("Marsh bulk index at baseline", "37.8 points", "81 of 400", id="value, not classes"),
        pytest.param("How many lost 10% of their baseline fen weight?", "338 of 400", "105.4", id="share of baseline"),
        pytest.param("How many lost a fifth of their fen weight?", "188 of 400", "338 of 400", id="share in words"),
        pytest.param("upper fen pressure at baseline", "126 mmHg", "-6.2", id="value at baseline, no row of a change"),
        pytest.param("Ridge break at the end", "41 of 400", "14 of 400", id="title of the time asked"),
        pytest.param("Gallstones?", "12 of 400", "no result", id="gallstones"),
        pytest.param("How many did not make it to the end?", "39 of 400", "no result", id="left before the end"),
        pytest.param("Spinal fractures?", "9 of 400", "no result", id="spinal fracture"),
        pytest.param("How many broke a wrist?", "5 of 400", "no result", id="broken bone"),
        pytest.param("How long had they been diagnosed?", "1.7 years", "no result", id="time since diagnosis"),
        pytest.param("Women?", "211 of 400", "-94.0", id="those of a trait, and no result of theirs"),
        pytest.param("Yearly decline in fen volume?", "-114.6", "-94.0", id="all, and not by subgroup"),
        pytest.param("Yearly decline in fen volume in women", "-94.0", "no result", id="row of a sex"),
    ],
)
def test_what_is_asked_is_told_and_nothing_alike(question: str, told: str, untold: str) -> None:
    """A question of everyday words is answered by the row that it means, and by none with words of it."""
    text = answer_in(_corpus(), f"{question}")
    assert told in text, text
    assert untold not in text, text
