"""HICKLING, an invented record: a composite with its parts apart, deaths counted twice, an effect in a part."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from retrieval.answers.answering import Draft
from retrieval.registry.deaths_counted import deaths_counted
from retrieval.registry.figures_asked import are_in_figures_asked
from retrieval.registry.measures import Measures
from tests.retrieval.registry.record_corpus import OneRecord, draft_in
from tests.retrieval.registry.small_record import ask, fenway
from tests.retrieval.small_trial import make_result

HICKLING = Trial("NCT90000051", "HICKLING", "Sallowmab in Mere Ague", "Mere Ague")
DRUG, DUMMY = "Sallowmab", "Placebo"
WHOLE = "Subjects Included in the Composite Endpoint of Mere Death or Ague Admission"
NARROW = "Subjects Included in the Composite Endpoint of Mere Death or Ague Relapse"
PARTS = "Components of the Primary Composite Endpoint"
BY_STATUS = "Primary Composite Endpoint by Diabetes Status"
RENAL = "Time to First Sustained Decline of Renal Filtration"
DEATHS = "Subjects Included in the Endpoint of All-cause Mortality"
SPECIAL = "Number of Participants With Adverse Events of Special Interest"
SOLICITED = "Participants With Solicited Reactions Within 7 Days After Any Dose"
SOURCE = Source(
    "hickling", "registry_record", HICKLING.id, "HICKLING record", "HICKLING. ClinicalTrials.gov: NCT90000051.",
    "registry", path="hickling.json", publication_type="registry record",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None}


def _rows(key: str, outcome: str, *values: int, **slots: Any) -> list[Result]:
    return [
        make_result(
            f"hickling:{key}{place}", trial=HICKLING.id, outcome=outcome, arm=arm, value=Decimal(value), n=value, N=700,
            **_EMPTY | {"statistic": "count", "unit": "patients"} | slots,
        )
        for place, (arm, value) in enumerate(zip((DRUG, DUMMY), values, strict=True))
    ]  # fmt: skip


def _effect(key: str, outcome: str, value: str, **slots: Any) -> Result:
    return make_result(
        f"hickling:{key}", trial=HICKLING.id, outcome=outcome, comparison=f"{DRUG} vs {DUMMY}", value=Decimal(value),
        statistic="hazard ratio", **_EMPTY | slots,
    )  # fmt: skip


ROWS = (
    *_rows("st", "Started", 700, 701, category="disposition"),
    *_rows("w", WHOLE, 161, 202, note="Primary outcome."),
    _effect("we", WHOLE, "0.74", p_value=Decimal("0.001"), note="Primary outcome."),
    *_rows("n", NARROW, 151, 192),
    _effect("ne", NARROW, "0.76", p_value=Decimal("0.002")),
    *_rows("ca", PARTS, 81, 92, item="Ague admission"),
    *_rows("cd", PARTS, 71, 82, item="Mere death"),
    _effect("cea", PARTS, "0.67", item="Ague admission"),
    _effect("ced", PARTS, "0.88", item="Mere death"),
    *_rows("dy", BY_STATUS, 61, 72, item="Diabetes"),
    *_rows("dn", BY_STATUS, 63, 74, item="No diabetes"),
    *_rows("re", RENAL, 18, 29),
    _effect(
        "ree",
        RENAL,
        "0.59",
        p_value=Decimal("0.17"),
        ci_low=Decimal("0.31"),
        ci_high=Decimal("1.12"),
        ci_level=Decimal(95),
        interval_kind="CI",
    ),
    *_rows("de", DEATHS, 51, 62),
    _effect("dee", DEATHS, "0.83", p_value=Decimal("0.03")),
    *_rows("am", "All-cause mortality", 55, 66, category="safety"),
    *_rows("sf1", SOLICITED, 21, 25, item="Chills, any grade", category="safety"),
    *_rows("sf2", SOLICITED, 2, 6, item="Aches, any grade", category="safety"),
    *_rows("ag", "Ague", 17, 19, category="safety", grade="non-serious"),
    *_rows("sr", SPECIAL, 31, 42, item="Renal adverse event", category="safety"),
    *_rows("sk", SPECIAL, 3, 4, item="Diabetic ketoacidosis", category="safety"),
    *_rows("sf", "Sex: Female, Male", 331, 342, item="Female", category="baseline"),
)
TERMS = (
    Term("arm", DRUG, trial=HICKLING.id, role="experimental"),
    Term("arm", DUMMY, trial=HICKLING.id, role="control"),
    Term("drug", DRUG, trial=HICKLING.id),
    Term("outcome", WHOLE, None, (), HICKLING.id, category="efficacy", primary=True),
    *(Term("outcome", title, None, (), HICKLING.id, category="efficacy") for title in (NARROW, BY_STATUS, RENAL)),
    Term("outcome", PARTS, None, ("Ague admission", "Mere death"), HICKLING.id, category="efficacy"),
    Term("outcome", DEATHS, None, ("died of any cause",), HICKLING.id, category="efficacy"),
    Term("outcome", "All-cause mortality", None, ("died of any cause",), HICKLING.id, category="safety"),
    Term("outcome", SOLICITED, None, (), HICKLING.id, category="safety"),
    Term("outcome", "Rigors", None, ("chills",), category="safety"),
    Term("outcome", "Ague", None, (), HICKLING.id, category="safety"),
    Term("outcome", SPECIAL, None, (), HICKLING.id, category="safety"),
    Term("outcome", "Sex: Female, Male", None, ("women", "Female"), HICKLING.id, category="baseline"),
    Term("subgroup", "diabetes", None, ("diabetic", "diabetics")),
    Term("subgroup", "renal impairment", None, ("low-filtration", "CKD")),
    Term("statistic", "p-value", None, ("significant",)),
    Term("statistic", "hazard ratio", "HR", ()),
    Term("topic", "primary endpoint", None, ("primary outcome",), section="Primary outcomes"),
)


@cache
def _hickling() -> OneRecord:
    return OneRecord(
        ROWS,
        terms=TERMS,
        trial=HICKLING,
        source=SOURCE,
        parts=(("Title", "Sallowmab in Mere Ague"), ("Primary outcomes", f"Primary outcome: {WHOLE}.")),
    )


def _draft(text: str) -> Draft:
    return draft_in(_hickling(), text)


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("What was the result of the primary endpoint in HICKLING?", "0.74", "0.67", id="result"),
        pytest.param("How did the primary outcome turn out in HICKLING?", "161 of 700", "81 of", id="turned out"),
        pytest.param("What was the primary endpoint of HICKLING?", WHOLE, "0.67", id="what it was"),
        pytest.param("What was the HR of mere death alone in HICKLING?", "0.88", "0.76", id="part of a composite"),
        pytest.param(
            "Deaths: of those who died of any cause in HICKLING, is it significant?", "0.83", "55 of", id="tested"
        ),
        pytest.param("Did sallowmab protect the kidneys in HICKLING?", "0.59", "31 of", id="protects"),
        pytest.param("Does sallowmab help the kidneys, HICKLING?", "0.59", "31 of", id="helps"),
        pytest.param("Does it work in diabetics, HICKLING?", "61 of", "ketoacidosis", id="in a part"),
    ],
)
def test_what_is_asked_is_not_told_by_another_of_its_words(question: str, told: str, not_told: str) -> None:
    """Neither the parts of a composite, nor an event that has the organ or the disease in its name."""
    text = "\n".join(sentence.text for sentence in _draft(question).sentences)
    assert told in text
    assert not_told not in text


@pytest.mark.parametrize(
    "asked",
    [
        "What was the effect in women in HICKLING?",
        "Was it effective among women, HICKLING?",
        "What was the benefit among those who had Female sex at baseline in HICKLING?",
    ],
)
def test_an_effect_is_not_told_by_how_many_took_part(asked: str) -> None:
    """A count at baseline is no effect."""
    drafted = _draft(asked)
    assert drafted.status == "not_found"
    assert "331" not in "\n".join(sentence.text for sentence in drafted.sentences)


@pytest.mark.parametrize(
    "asked",
    [
        "Did it work in patients with chronic kidney disease, HICKLING?",
        "What was the effect in those with CKD, HICKLING?",
        "Were low-filtration patients helped, HICKLING?",
        "Did low-filtration patients benefit, HICKLING?",
    ],
)
def test_an_effect_in_those_with_a_disease_is_no_outcome_of_its_organ(asked: str) -> None:
    """Renal filtration over all patients is no effect in those with kidney disease."""
    drafted = _draft(asked)
    assert drafted.status == "not_found"
    assert not [row for sentence in drafted.sentences for row in sentence.results]


def test_an_effect_in_those_without_a_disease_is_told_of_them() -> None:
    """The measure by the disease, whichever words stand around it."""
    text = _draft("What was the effect in people without diabetes in HICKLING?").sentences[0].text
    assert BY_STATUS in text


@pytest.mark.parametrize(
    "asked",
    [
        "What was the effect of sallowmab in HICKLING?",
        "What effect did sallowmab have, HICKLING?",
        "What was the effect?",
    ],
)
def test_an_effect_of_nothing_in_particular_is_the_primary_outcome(asked: str) -> None:
    """As where it is asked what the trial showed."""
    texts = [sentence.text for sentence in _draft(asked).sentences]
    assert WHOLE in texts[0]
    assert "161 of 700" in texts[0]


@pytest.mark.parametrize(
    "asked",
    [
        "What was the effect in patients with ague, HICKLING?",
        "How well did sallowmab work for ague in HICKLING?",
        "Did sallowmab help with ague, HICKLING?",
    ],
)
def test_an_effect_in_those_with_the_condition_is_the_primary_outcome(asked: str) -> None:
    """The condition of all patients is neither an event nor a part of what the composite counts."""
    drafted = _draft(asked)
    assert WHOLE in drafted.sentences[0].text
    assert not drafted.notices


@pytest.mark.parametrize("kind", ["an adverse event", "a side effect", "an AE"])
def test_the_condition_as_an_adverse_event_is_told_as_one(kind: str) -> None:
    """Even where a measure has the word."""
    texts = [sentence.text for sentence in _draft(f"How many had ague as {kind} in HICKLING?").sentences]
    assert "17 of 700" in texts[0]
    assert not any("omposite" in text for text in texts)


@pytest.mark.parametrize(
    "asked",
    ["What was the effect on all-cause mortality, HICKLING?", "Did sallowmab lower all-cause mortality in HICKLING?"],
)
def test_deaths_are_told_as_measured_and_as_counted_for_safety(asked: str) -> None:
    """Whatever words of bookkeeping the measure of deaths has in its title."""
    text = "\n".join(sentence.text for sentence in _draft(asked).sentences)
    assert "51 of 700" in text
    assert "55 of 700" in text


@pytest.mark.parametrize(
    ("title", "counted"),
    [
        ("Yearly Event Rate for All Cause Death", True),
        ("Annualized Rate of Death From Any Cause", True),
        ("Yearly Event Rate for Vascular Death", False),
    ],
)
def test_rates_of_death_per_year_are_of_deaths_alone(title: str, counted: bool) -> None:
    """Unless they are of deaths by one cause."""
    total = "All-cause mortality"
    told = deaths_counted(total, [total], ask("deaths?"), kinds={title: "efficacy", total: "safety"})
    assert told == ([title, total] if counted else [])


@pytest.mark.parametrize(
    ("title", "statistic", "told"),
    [
        ("Overall Survival (OS)", "hazard ratio", "Overall Survival (OS)"),
        ("Overall Survival (OS)", "hazard reduction", "Overall Survival (OS)"),
        ("Overall Survival (OS)", "count", "All-cause mortality"),
        ("Event-free Survival", "hazard ratio", None),
    ],
)
def test_hazard_of_death_is_that_of_survival(title: str, statistic: str, told: str | None) -> None:
    """Which the registry's own total of deaths has not."""
    total = "All-cause mortality"
    asked = replace(ask("By how much did it cut the risk of death?"), statistics=(statistic,))
    found = deaths_counted(total, [total], asked, kinds={title: "efficacy", total: "safety"})
    assert found == ([told] if told and told != total else [])


@pytest.mark.parametrize(
    ("asked", "timed"),
    [
        ("What was the median time to reach a marsh score of 20?", True),
        ("How many weeks until a marsh score of 20?", True),
        ("How many reached a marsh score of 20 at week 8?", False),
        ("For a long time the marsh score was 20?", False),
    ],
)
def test_a_time_until_something_is_told_by_no_share(asked: str, timed: bool) -> None:
    """Whatever title the name of the score leads to."""
    question = replace(ask(asked), statistics=())
    meant = Measures(("Part 3: Time to First Marsh Score of 20",), frozenset(), 1.0)
    share = "Percentage With a Marsh Score of 20"
    assert are_in_figures_asked(question, [share], meant, corpus=fenway()) is timed


@pytest.mark.parametrize(
    "asked", ["What was the placebo effect in HICKLING?", "What was the effect of the higher dose in HICKLING?"]
)
def test_an_effect_of_something_in_particular_is_not(asked: str) -> None:
    """What the trial did not measure is not told by what it did."""
    assert WHOLE not in "\n".join(sentence.text for sentence in _draft(asked).sentences)


def test_how_many_of_a_kind_took_part_is_told() -> None:
    """The count at baseline itself stays."""
    assert "331" in _draft("How many women were in HICKLING?").sentences[0].text


@pytest.mark.parametrize(
    ("question", "corrected"),
    [
        pytest.param(
            "As the HR of mere death alone was 0.67 in HICKLING, was it significant?", True, id="another row's"
        ),
        pytest.param("With a hazard ratio of 0.95 for mere death in HICKLING, what was it for?", True, id="nobody's"),
        pytest.param("What is the HR of 0.88 for mere death alone in HICKLING?", False, id="its own"),
        pytest.param("Was the HR of mere death alone 0.9 in HICKLING?", False, id="its own, rounded"),
        pytest.param("HICKLING was planned for a HR of 0.80; what was the HR of mere death?", False, id="planned"),
    ],
)
def test_ratio_given_is_held_against_the_one_told(question: str, corrected: bool) -> None:
    """Where the figure is another row's as well as where it is nobody's; what was planned claims nothing."""
    text = "\n".join(sentence.text for sentence in _draft(question).sentences)
    assert "0.88" in text
    assert ("Correction" in text) is corrected


@pytest.mark.parametrize("verb", ["protect the kidneys", "help the kidneys", "work on the kidneys"])
def test_what_a_treatment_did_is_told_with_what_the_test_says(verb: str) -> None:
    """Whether it did is no matter of the counts alone."""
    told = "\n".join(sentence.text for sentence in _draft(f"Did sallowmab {verb} in HICKLING?").sentences)
    assert "includes the null value" in told


def test_a_row_by_an_everyday_name_is_told_and_not_for_another_dose() -> None:
    """What is held after any dose is no figure of one dose; what is not held is said in the words of the question."""
    assert "21 of 700" in _draft("How many had chills in HICKLING?").sentences[0].text
    drafted = _draft("How many had chills after dose 2 in HICKLING?")
    assert drafted.status == "not_found"
    assert "“chills” (“after dose 2”)" in drafted.sentences[0].text
