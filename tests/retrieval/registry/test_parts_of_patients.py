"""SALTMERE, an invented record: titles of parts of the patients, classes of age, an effect by its own name, units."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in, draft_in
from tests.retrieval.small_trial import make_result

SALTMERE = Trial("NCT90000171", "SALTMERE", "Orlimab in Episodic Salt Fever", "Salt Fever")
DRUG, DUMMY = "Orlimab", "Placebo"
PAIR = f"{DRUG} vs {DUMMY}"
RATE = "Yearly Rate of Brine Spells: ITT Population"
RATE_LOW = "Yearly Rate of Brine Spells: Population With Baseline Salinity <0.2 g/L"
RATE_STAYS = "Yearly Rate of Brine Spells Resulting in Admission"
SPELL_DAYS = "Change From Baseline in Monthly Spell Days at Week 12"
HALVED = "Percentage of Participants With at Least a 50% Reduction in Monthly Spell Days at Week 12"
CASES = "Number of Participants With Confirmed Quay Pox"
BY_AGE = "Number of Participants With Confirmed Quay Pox, by Age Strata"
INCIDENCE = "Incidence of Quay Pox"
SEQUELAE = "Number of Participants With Pox Sequelae"
SERIOUS = "Number of Participants With Serious Adverse Events"
DEATHS = "All-cause mortality"
TEXT = (
    ("Title", "Orlimab in Episodic Salt Fever"),
    ("Conditions", "Conditions studied: Salt Fever."),
    ("Interventions", "Orlimab (biological). Given under the skin."),
    ("Inclusion criteria", "Inclusion Criteria: Salt fever of at least one year."),
    ("Eligibility criteria", "Minimum age: 50 Years. Sex: all."),
)
SOURCE = Source(
    "saltmere", "registry_record", SALTMERE.id, "SALTMERE record", "SALTMERE. ClinicalTrials.gov: NCT90000171.",
    "registry", path="saltmere.json", publication_type="registry record",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None}
_rows = RowMaker("saltmere", SALTMERE.id, (DRUG, DUMMY), size=400)


def _effect(key: str, outcome: str, value: str, **slots: Any) -> Result:
    return make_result(
        f"saltmere:{key}", trial=SALTMERE.id, outcome=outcome, comparison=PAIR, value=Decimal(value),
        **_EMPTY | {"statistic": "Orlimab efficacy (%)"} | slots,
    )  # fmt: skip


_YEARLY: dict[str, Any] = {"statistic": "rate", "unit": "spells per year"}
_SAFETY: dict[str, Any] = {"category": "safety"}
ROWS = (
    *_rows("st", "Started", "400", "400", category="disposition"),
    *_rows("ra", RATE, "0.45", "0.87", note="Primary outcome.", **_YEARLY),
    *_rows("rl", RATE_LOW, "0.47", "0.51", **_YEARLY),
    *_rows("rs", RATE_STAYS, "0.038", "0.072", **_YEARLY),
    *_rows("sd", SPELL_DAYS, "-3.2", "-1.8", statistic="mean", unit="spell days / month"),
    *_rows("ha", HALVED, "43.3", "26.6", statistic="percentage", unit="%"),
    *_rows("ca", CASES, "6", "210"),
    _effect("ce", CASES, "97.2"),
    *_rows("a5", BY_AGE, "3", "87", item="50-69 years"),
    *_rows("a7", BY_AGE, "1", "48", item=">=70 years"),
    _effect("e5", BY_AGE, "96.6", item="50-69 years"),
    _effect("e7", BY_AGE, "97.9", item=">=70 years"),
    *_rows("in", INCIDENCE, "0.3", "9.1", item="Overall", **_YEARLY),
    *_rows("se", SEQUELAE, "2", "16"),
    _effect("sq", SEQUELAE, "93.7"),
    *_rows("s3", SERIOUS, "87", "97", item="Within 30 days", grade="serious", **_SAFETY),
    *_rows("sa", SERIOUS, "289", "286", item="Entire study", grade="serious", **_SAFETY),
    *_rows("sf", SERIOUS, "67", "74", item="Fatal, entire study", grade="serious", **_SAFETY),
    *_rows("de", DEATHS, "68", "75", **_SAFETY),
    *_rows("co", "Hiccups", "12", "6", grade="non-serious", **_SAFETY),
    *_rows("fe", "Salt fever", "9", "4", grade="non-serious", **_SAFETY),
)


def _outcome(title: str, *names: str, **more: Any) -> Term:
    return Term("outcome", title, None, names, SALTMERE.id, **{"category": "efficacy"} | more)


TERMS = (
    Term("arm", DRUG, trial=SALTMERE.id, role="experimental"),
    Term("arm", DUMMY, trial=SALTMERE.id, role="control"),
    Term("drug", DRUG, None, ("Orlix",), SALTMERE.id),
    *(_outcome(title, "rate of brine spells", primary=title == RATE) for title in (RATE, RATE_LOW, RATE_STAYS)),
    _outcome(SPELL_DAYS, "spell days"),
    _outcome(HALVED, "spell days"),
    *(_outcome(title, "quay pox") for title in (CASES, BY_AGE, INCIDENCE)),
    _outcome(SEQUELAE, "pox sequelae"),
    _outcome("Orlimab efficacy"),
    _outcome(SERIOUS, "serious adverse events", category="safety"),
    _outcome(DEATHS, "deaths", category="safety"),
    _outcome("Hiccups", category="safety"),
    _outcome("Salt fever", category="safety"),
    Term("grade", "serious", None, ("serious",)),
    Term("subgroup", "age >=70 years", None, ("over-70s", "70 and over"), SALTMERE.id),
)  # fmt: skip


@cache
def _saltmere() -> OneRecord:
    return OneRecord(ROWS, terms=TERMS, trial=SALTMERE, source=SOURCE, parts=TEXT)


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("SALTMERE: rate of brine spells in each group?", "0.45", "0.47", id="of all, in each group"),
        pytest.param("SALTMERE: rate of brine spells in patients on orlimab", "0.45", "0.038", id="of those treated"),
        pytest.param("Rate of brine spells with low salinity in SALTMERE?", "0.47", "no result", id="a part is said"),
        pytest.param("By how many spell days a month did orlimab beat placebo in SALTMERE?", "-3.2", "43.3",
                     id="the unit counted in"),
        pytest.param("SALTMERE: what share of patients cut their spell days by half?", "43.3", "no result",
                     id="people counted"),
        pytest.param("What was the orlimab efficacy against quay pox overall in SALTMERE?", "97.2", "9.1",
                     id="an effect by its name"),
        pytest.param("Orlimab efficacy against quay pox in SALTMERE in the over-70s", "97.9", "97.2",
                     id="an effect in a class of age"),
        pytest.param("How many had quay pox among those 70 and over in SALTMERE?", "48 of", "210 of",
                     id="a count in a class of age"),
        pytest.param("SALTMERE: pox sequelae in the over-70s?", "no result", "16 of", id="not told by age"),
        pytest.param("Serious adverse events and deaths in SALTMERE?", "289 of", "no result", id="deaths too"),
        pytest.param("SALTMERE: deaths, and serious adverse events", "87 of", "no result", id="deaths first"),
        pytest.param("Were hiccups common with the Orlix shots in SALTMERE?", "12 of", "no result", id="a form given"),
        pytest.param("How did orlimab do in episodic salt fever in SALTMERE?", "0.45", "9 of", id="what all have"),
    ],
)  # fmt: skip
def test_patients_and_measure_asked_are_told_and_no_others(question: str, told: str, not_told: str) -> None:
    """A part that nobody asked for is left out, and one that is asked is told or not held."""
    text = answer_in(_saltmere(), question)
    assert told in text, text
    assert not_told not in text, text


@pytest.mark.parametrize(
    "question",
    [
        "Does orlimab work in menstrual salt fever? (SALTMERE)",
        "Hiccups in people with familial salt fever in SALTMERE?",
        "SALTMERE: did those with chronic salt fever do as well?",
        "How many spell days did orlimab take off in type 1 salt fever in SALTMERE?",
    ],
)
def test_kind_of_the_condition_that_no_patient_had_is_not_held(question: str) -> None:
    """No result of all patients is told for those of a kind of which the record knows nothing."""
    assert draft_in(_saltmere(), question).status == "not_found"


def test_deaths_beside_events_are_of_no_cause() -> None:
    """The "and" before deaths is no cause of them."""
    assert not draft_in(_saltmere(), "Serious adverse events and deaths in SALTMERE?").notices
