"""RANNOCH, an invented record of one drug by two routes: arms by a word of theirs, rows by limits, notes beside."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in
from tests.retrieval.small_trial import make_result

RANNOCH = Trial("NCT90000041", "RANNOCH", "Fenimab in Bog Wheeze", "Bog Wheeze")
SKIN, VEIN, DUMMY = "Fenimab 100 mg SC", "Fenimab 75 mg IV", "Placebo"
RELAPSES = "Rate of Clinically Significant Relapses of Bog Wheeze Per Year"
ADMITTED = "Rate of Relapses Requiring Hospitalization Per Year"
REVIEWED = "Bog Response Rate (BRR) as Assessed by Independent Review Committee (IRC)"
LIVER = "Number of Participants With Liver Test Elevations"
SHIVERS = "Number of Participants With Shivers by Worst Grade"
ONSET = "Time to Onset of First Shivers"
CELLS = "Blood Eosinophil Count at Baseline and Week 8"
SCORE = "Mean Change From Baseline in Fen Score at Week 8"
EVENTS = "Number of Participants With Any Adverse Event (AE), Serious AE, and AE Leading to Withdrawal"
ZINC = "Percentage of Time in Therapeutic Zinc Range"
LUMPS = "Incidence of Recurrent Lumps or Lump-related Death"
TEXT = (
    ("Title", "Fenimab in Bog Wheeze"),
    ("Conditions", "Conditions studied: Bog Wheeze."),
    ("Design", "Intervention model: parallel. Masking: double."),
    (
        "Primary outcomes",
        f"Primary outcome: {RELAPSES}. Relapses that need a cortisone.\n\nPrimary outcome: {LUMPS}. Noninferiority was "
        "declared if the upper limit of the 95% CI was below 1.50.",
    ),
    (
        "Secondary outcomes",
        f"Secondary outcome: {SCORE}. A change of 3 points is considered clinically relevant.\n\n"
        f"Secondary outcome: {REVIEWED}. Tested hierarchically against 40%.",
    ),
)
SOURCE = Source(
    "rannoch", "registry_record", RANNOCH.id, "RANNOCH record", "RANNOCH. ClinicalTrials.gov: NCT90000041.",
    "registry", path="rannoch.json", publication_type="registry record",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None}
_rows = RowMaker("rannoch", RANNOCH.id, (SKIN, VEIN, DUMMY), size=90)


def _effect(key: str, outcome: str, pair: tuple[str, str], value: str, **slots: Any) -> Result:
    return make_result(
        f"rannoch:{key}", trial=RANNOCH.id, outcome=outcome, comparison=" vs ".join(pair), value=Decimal(value),
        **_EMPTY | {"statistic": "rate ratio"} | slots,
    )  # fmt: skip


_RATE: dict[str, Any] = {"statistic": "rate", "unit": "relapses per year", "note": "Primary outcome."}
_MEAN: dict[str, Any] = {"statistic": "mean", "unit": "points"}
_SHARE: dict[str, Any] = {"statistic": "percentage", "unit": "%"}
_TESTED: dict[str, Any] = {"p_value": Decimal("0.01"), "p_comparator": "="}
ROWS = (
    *_rows("st", "Started", "90", "90", "90", category="disposition"),
    *_rows("re", RELAPSES, "0.83", "0.93", "1.74", **_RATE),
    _effect("r1", RELAPSES, (SKIN, DUMMY), "0.47", **_TESTED),
    _effect("r2", RELAPSES, (VEIN, DUMMY), "0.53", **_TESTED),
    *_rows("ad", ADMITTED, "0.03", "0.06", "0.11", **_RATE | {"note": None}),
    _effect("a1", ADMITTED, (SKIN, DUMMY), "0.31", **_TESTED),
    _effect("a2", ADMITTED, (VEIN, DUMMY), "0.61", **_TESTED),
    *_rows("rv", REVIEWED, "56.8", "51.7", "21.3", **_SHARE),
    *_rows("l1", LIVER, "46", "45", "44", item="ALT >3*ULN"),
    *_rows("l2", LIVER, "38", "37", "36", item="AST >3*ULN"),
    *_rows("l3", LIVER, "4", "3", "2", item="ALT >3*ULN and total bilirubin >2*ULN on same date"),
    *_rows("s1", SHIVERS, "78", "77", "76", item="Any grade"),
    *_rows("s2", SHIVERS, "26", "25", "24", item="Grade 2"),
    *_rows("s3", SHIVERS, "13", "12", "11", item="Grade 3 or higher"),
    *_rows("on", ONSET, "58.5", "57.5", "56.5", statistic="median", unit="hours"),
    *_rows("c1", CELLS, "0.29", "0.28", "0.32", item="Baseline; n=90, 89, 88", **_MEAN),
    *_rows("c2", CELLS, "0.04", "0.05", "0.27", item="Week 8; n=80, 79, 78", **_MEAN),
    *_rows("sc", SCORE, "-16.1", "-15.2", "-9.3", **_MEAN),
    *_rows("e1", EVENTS, "71", "72", "73", category="safety", item="Any AE"),
    *_rows("e2", EVENTS, "5", "6", "7", category="safety", item="Any AE leading to withdrawal"),
    *_rows("zi", ZINC, "60.9", "61.9", "62.9", statistic="mean", unit="percentage of time"),
    *_rows("lu", LUMPS, "2.26", "2.46", "2.69", **_SHARE | {"note": "Primary outcome."}),
    _effect("l9", LUMPS, (SKIN, DUMMY), "0.84", ci_low=Decimal("0.60"), ci_high=Decimal("1.18"), ci_level=Decimal(95),
            interval_kind="CI", note="Non-inferiority analysis.", **_TESTED),
    *_rows("am", "All-cause mortality", "1", "2", "3", category="safety"),
)  # fmt: skip
TERMS = (
    Term("arm", SKIN, trial=RANNOCH.id, role="experimental"),
    Term("arm", VEIN, trial=RANNOCH.id, role="experimental"),
    Term("arm", DUMMY, trial=RANNOCH.id, role="control"),
    Term("drug", "Fenimab", trial=RANNOCH.id),
    Term("outcome", RELAPSES, trial=RANNOCH.id, category="efficacy", primary=True),
    Term("outcome", EVENTS, trial=RANNOCH.id, category="safety", broader=("Treatment-emergent adverse event",)),
    Term("outcome", "Time to first response", "TTR", category="efficacy"),
    Term("outcome", "Study centres", None, ("hospital",), category="design"),
    Term("outcome", "All-cause mortality", None, ("death", "deaths"), category="safety"),
    Term("grade", "any", synonyms=("any grade",)),
    Term("grade", ">=3", synonyms=("gr3+",)),
    Term("statistic", "p-value", synonyms=("significant", "significantly", "p")),
    Term("statistic", "percentage", synonyms=("rate", "rates", "how often")),
)


@cache
def _rannoch(design: str | None = None) -> OneRecord:
    parts = [(title, design if design and title == "Design" else part) for title, part in TEXT]
    return OneRecord(ROWS, terms=TERMS, trial=RANNOCH, source=SOURCE, parts=parts)


def answer(text: str, *, design: str | None = None) -> str:
    """The sentences of the answer to a question about RANNOCH."""
    return answer_in(_rannoch(design), text)


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("RANNOCH: rate ratio for relapses needing hospitalization with the subcutaneous dose?", "0.31",
                     "0.61", id="a route before dose"),
        pytest.param("RANNOCH: rate ratio for relapses needing hospitalization, IV fenimab", "0.61", "0.31",
                     id="a route by the drug"),
        pytest.param("RANNOCH rate ratio, relapses needing hospitalization, SC versus placebo", "0.31", "0.61",
                     id="a route against an arm"),
        pytest.param("Did fenimab 75 mg IV reduce hospitalizations in RANNOCH?", "0.61", "0.31",
                     id="the one arm named"),
        pytest.param("RANNOCH: how many had shivers of grade 2 on the intravenous arm?", "25 of 90", "77 of 90",
                     id="a row beside it"),
    ],
)  # fmt: skip
def test_word_of_its_own_names_an_arm(question: str, told: str, not_told: str) -> None:
    """Beside a dose, a drug or another arm, the words that only one arm has lead to its comparison."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("RANNOCH: ALT above 3 x ULN?", "46 of 90", "4 of 90 patients with Fenimab 100",
                     id="a sign in words"),
        pytest.param("RANNOCH: AST above three times the upper limit of normal?", "38 of 90", "46 of 90",
                     id="the limit in full"),
        pytest.param("RANNOCH: any grade and gr3+ shivers?", "13 of 90", "26 of 90", id="two grades"),
        pytest.param("RANNOCH: eosinophils at week 8?", "0.04", "0.29", id="the time of a row"),
        pytest.param("RANNOCH: eos at week 8?", "0.04", "no result", id="the beginning of a word"),
        pytest.param("RANNOCH: how many had an AE that led to withdrawal?", "5 of 90", "71 of 90",
                     id="what became of the events"),
        pytest.param("RANNOCH: how long after the infusion do the shivers usually start?", "58.5", "78 of 90",
                     id="how soon"),
        pytest.param("RANNOCH zinc - TTR?", "60.9", "no result", id="a short form that is another elsewhere"),
        pytest.param("RANNOCH: annual rates of clinically significant relapses?", "0.83", "no result", id="per year"),
        pytest.param("RANNOCH: what share had recurrent lumps or lump-related death?", "2.26", "1 of 90",
                     id="deaths from one cause"),
        pytest.param("RANNOCH: flare-ups that put people in hospital?", "0.03", "centres", id="no number of hospitals"),
        pytest.param("RANNOCH: bog response rate by independent review?", "56.8", "no result",
                     id="an assessor in the title"),
    ],
)  # fmt: skip
def test_row_meant_by_other_words(question: str, told: str, not_told: str) -> None:
    """Limits, grades, times and fates in other words lead to their row, and to no other."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


def test_both_rows_are_told_where_each_is_asked() -> None:
    """A row is told beside another that has its words and more, where a clause asks for it alone."""
    text = answer("RANNOCH: how many had ALT above 3 x ULN, and how many had both ALT and bilirubin raised?")
    assert "46 of 90" in text, text
    assert "4 of 90 patients with Fenimab 100" in text, text


def test_condition_of_no_title_is_not_held() -> None:
    """A part of the patients by a common word is told as not held."""
    assert "no result for" in answer("RANNOCH: how often did relapses occur in patients with active cancer?")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("RANNOCH: is the change in Fen Score clinically meaningful?", "A change of 3 points",
                     id="what is relevant"),
        pytest.param("RANNOCH: which threshold was the bog response rate tested against?", "against 40%",
                     id="what it was tested against"),
        pytest.param("RANNOCH: was fenimab SC noninferior on recurrent lumps?", "below 1.50",
                     id="a criterion that only the definition tells"),
        pytest.param("RANNOCH: what was the p-value for superiority on recurrent lumps?", "no test of superiority",
                     id="no test of superiority"),
        pytest.param("RANNOCH: how often did relapses occur, and was the difference significant?", "1.74",
                     id="rates beside their ratio"),
    ],
)  # fmt: skip
def test_what_the_record_says_beside_is_told(question: str, told: str) -> None:
    """What makes a figure large enough, or a test one, stands beside the figure."""
    text = answer(question)
    assert told in text, text


def test_control_group_of_a_single_group_is_corrected() -> None:
    """A control group that is taken for granted is corrected from the record's own design."""
    text = answer("RANNOCH: response rate versus the control arm?", design="Intervention model: single group.")
    assert "Intervention model: single group." in text, text
    assert "Correction" not in answer("RANNOCH: response rate versus the control arm?")
