"""LUGMARSH, an invented record: titles alike of all patients or parts, of patients or lesions, at two stages."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from ingest.records import Source, Trial
from ingest.vocabulary import Term
from retrieval.checks.figures.characters import readable
from retrieval.checks.figures.numbers import find_numbers
from tests.retrieval.registry.fen_record import answer as answer_fen
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in

LUGMARSH = Trial("NCT90000031", "LUGMARSH", "Sedgamab in Peat Blister", "Peat Blister")
DRUG, DUMMY = "Sedgamab", "Placebo"
WHOLE = "Change From Baseline in Lug Discomfort Rating (LDR) Total Score at Week 9"
PARTS = "Change From Baseline in LDR Total Score at Week 9 by Blister Kind"
PATIENTS = "Percentage of Participants With Complete Closure of All Treated Blisters at Week 9"
THINGS = "Number of Blisters Closed at Week 9"
EARLY = "Mean Antidrug Levels at Day 1 (Pre-dose) by Clade"
LATE = "Mean Antidrug Levels at Day 22 by Clade"
REASON = "Not completed: Blister relapse"
TEXT = (
    ("Title", "Sedgamab in Peat Blister"),
    ("Conditions", "Conditions studied: Peat Blister."),
    ("Primary outcomes", f"Primary outcome: {WHOLE}. Higher is worse."),
    ("Eligibility criteria", "Minimum age: 18 Years. Sex: all."),
)
SOURCE = Source(
    "lugmarsh", "registry_record", LUGMARSH.id, "LUGMARSH record", "LUGMARSH. ClinicalTrials.gov: NCT90000031.",
    "registry", path="lugmarsh.json", publication_type="registry record",
)  # fmt: skip
_MEAN: dict[str, Any] = {"statistic": "mean", "unit": "points"}
_rows = RowMaker("lugmarsh", LUGMARSH.id, (DRUG, DUMMY), size=90)


ROWS = (
    *_rows("st", "Started", "60", "61", category="disposition"),
    *_rows("nr", REASON, "3", "4", category="disposition"),
    *_rows("w", WHOLE, "-7.1", "-2.2", **_MEAN),
    *_rows("pf", PARTS, "-8.3", "-2.6", item="Flat kind", **_MEAN),
    *_rows("pd", PARTS, "-5.4", "-1.9", item="Domed kind", **_MEAN),
    *_rows("c", PATIENTS, "41.5", "12.5", statistic="percentage", unit="%"),
    *_rows("t", THINGS, "77", "21", unit="Blisters"),
    *_rows("e1", EARLY, "9.1", "9.2", item="Clade A", **_MEAN),
    *_rows("e2", EARLY, "6.3", "6.4", item="Clade B", **_MEAN),
    *_rows("l1", LATE, "31.1", "9.7", item="Clade A", **_MEAN),
    *_rows("l2", LATE, "58.6", "6.9", item="Clade B", **_MEAN),
)
TERMS = (
    Term("arm", DRUG, trial=LUGMARSH.id, role="experimental"),
    Term("arm", DUMMY, trial=LUGMARSH.id, role="control"),
    Term("drug", DRUG, trial=LUGMARSH.id),
    Term("outcome", WHOLE, None, (), LUGMARSH.id, category="efficacy", primary=True),
    Term("outcome", PARTS, None, ("LDR total score",), LUGMARSH.id, category="efficacy"),
    Term("outcome", THINGS, None, ("blisters closed",), LUGMARSH.id, category="efficacy"),
    Term("outcome", EARLY, None, ("antidrug levels",), LUGMARSH.id, category="efficacy"),
    Term("outcome", LATE, None, ("antidrug levels",), LUGMARSH.id, category="efficacy"),
    Term("outcome", "Blister relapse rate", None, ("blister relapse", "relapses"), category="efficacy"),
    Term("topic", "primary endpoint", section="Primary outcomes"),
)


@cache
def _lugmarsh() -> OneRecord:
    return OneRecord(ROWS, terms=TERMS, trial=LUGMARSH, source=SOURCE, parts=TEXT)


def _answer(text: str) -> str:
    return answer_in(_lugmarsh(), text)


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("How did the LDR total score change in both groups of LUGMARSH?", "-7.1", "-8.3", id="all"),
        pytest.param("LUGMARSH: LDR total score on placebo at week 9", "-2.2", "-1.9", id="all, of one arm"),
        pytest.param("How did the LDR total score change in the domed kind in LUGMARSH?", "-5.4", "-7.1", id="a part"),
        pytest.param("LDR total score by kind of blister in LUGMARSH?", "-8.3", "-7.1", id="every part"),
        pytest.param("What share of patients had all blisters closed at week 9 in LUGMARSH?", "41.5", "77",
                     id="patients"),
        pytest.param("what % of pts had blisters closed, LUGMARSH", "41.5", "77", id="patients in short"),
        pytest.param("Of all the blisters in LUGMARSH, how many closed?", "77", "41.5", id="lesions"),
        pytest.param("Which clade had the highest antidrug levels after dosing in LUGMARSH?", "Clade B, 58.6", "9.1",
                     id="ranked after the dose"),
        pytest.param("What were antidrug levels in clade A following the first dose in LUGMARSH?", "31.1", "9.1",
                     id="after the dose"),
        pytest.param("Does sedgamab reduce relapses in LUGMARSH?", "no result", "3 of 90", id="no rate"),
        pytest.param("How many left LUGMARSH because of a blister relapse?", "3 of 90", "no result", id="the reason"),
        pytest.param("Did sedgamab outperform placebo on the primary endpoint of LUGMARSH?", "-7.1", "no result",
                     id="result of the primary outcome"),
        pytest.param("Did LUGMARSH meet its primary endpoint?", "-7.1", "no result", id="primary outcome met"),
    ],
)  # fmt: skip
def test_title_asked_is_told_and_none_that_is_alike(question: str, told: str, not_told: str) -> None:
    """Of titles that share their words the one asked is told."""
    text = _answer(question)
    assert told in text, text
    assert not_told not in text, text


def test_what_the_primary_endpoint_was_is_its_definition() -> None:
    """Where no comparison is asked, no figure is told."""
    assert "-7.1" not in _answer("What was the primary endpoint of LUGMARSH?")


def test_differences_of_each_comparison_are_told_where_they_are_asked() -> None:
    """Those that met the criterion, too."""
    text = answer_fen("Was peatamab noninferior in SEDGEMOOR for the shared strains, and what were the differences?")
    assert "0.94" in text
    assert "0.56" in text


def test_unit_of_a_dilution_has_no_number() -> None:
    """The 1 of a reciprocal titer is no estimate before its interval."""
    found = find_numbers(readable("391 titer (1/dilution) (95% CI 350-437)"))
    assert "1" not in [number.text for number in found]
