"""WILLOW, an invented record: arms that go on, and are called otherwise where events are counted; rows in a list."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in
from tests.retrieval.small_trial import make_result

WILLOW = Trial("NCT90000083", "WILLOW 1", "Osikamab in Brittle Bark", "Brittle Bark")
OSIK, SHAM = "Osikamab / Denolin", "Placebo / Denolin"
OSIK_YEAR, SHAM_YEAR = "Osikamab (Double-blind Period)", "Placebo (Double-blind Period)"
CLEAR, LATER = (f"Percentage of Participants With Clear Bark at Week {week} by Ring Count" for week in (24, 48))
DENSITY = "Percent Change From Baseline in Density at the Lumbar Spine, Total Hip and Femoral Neck at Month 12"
KIDNEY = "Change From Baseline in Serum Creatinine and Filtration From Cystatin C at Week 24"
DRY = "Dry Time in Participants With Exon 7 Deletion or K12R Mutation, and by Root Status (Investigator)"
CARDIAC = "Number With Adjudicated Cardiovascular Serious Adverse Events or Osteonecrosis"
STOPPED = "Number of Participants Who Discontinued Study Drug Due to an AE"
TEXT = (
    ("Title", "Osikamab in Brittle Bark"),
    ("Conditions", "Conditions studied: Brittle Bark."),
    ("Arms", f"{OSIK} (experimental). Monthly.\n\n{SHAM} (comparator). Monthly."),
    ("Primary outcomes", f"Primary outcome: {CLEAR}. Time frame: Week 24."),
    ("Secondary outcomes", f"Secondary outcome: {LATER}. Time frame: Week 48."),
    ("Before assignment", "Participants on placebo could cross over to osikamab after Month 12."),
    ("Adverse event reporting", "Safety set. All deaths: a fall in one participant, and pneumonia in two."),
    ("Inclusion criteria", "Inclusion Criteria: Brittle bark for 2 months."),
)  # fmt: skip
SOURCE = Source(
    "willow", "registry_record", WILLOW.id, "WILLOW record", "WILLOW. ClinicalTrials.gov: NCT90000083.",
    "registry", path="willow.json", publication_type="registry record",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None}
_rows = RowMaker("willow", WILLOW.id, (OSIK, SHAM), size=90)
_of_year = RowMaker("willow", WILLOW.id, (OSIK_YEAR, SHAM_YEAR), size=88)


def _effect(key: str, outcome: str, value: str, low: str, high: str, **slots: Any) -> Result:
    return make_result(
        f"willow:{key}", trial=WILLOW.id, outcome=outcome, comparison=f"{OSIK} vs {SHAM}", value=Decimal(value),
        interval_kind="CI", ci_low=Decimal(low), ci_high=Decimal(high), ci_level=Decimal(95), **_EMPTY | slots,
    )  # fmt: skip


_SHARE: dict[str, Any] = {"statistic": "percentage", "unit": "%"}
_MEAN: dict[str, Any] = {"statistic": "mean", "unit": "%"}
_SAFE: dict[str, Any] = {"category": "safety"}
_POINTS: dict[str, Any] = {"statistic": "risk difference", "unit": "percentage points"}
ROWS = (
    *_rows("st", "Started", "90", "90", category="disposition"),
    *_rows("on", "Ongoing Study Treatment at Data Cut-off", "41", "24", category="disposition"),
    *_rows("co", "Completed", "80", "78", category="disposition"),
    *_rows("nc", "Not completed", "10", "12", category="disposition"),
    *_rows("os", "Median Overall Survival (OS)", "38.6", "31.8", statistic="median", unit="months"),
    *_rows("p2", "Time to Second Progression or Death", "25.1", "20.2", statistic="median", unit="months"),
    *_rows("pl", "PALM2 Mutation Status", "52", "49", item="Exon 7 deletion", category="baseline"),
    *_rows("cv", CARDIAC, "11", "9", item="Cardiovascular event", grade="serious", **_SAFE),
    *_of_year("de", "All-cause mortality", "3", "2", **_SAFE),
    *_rows("ae", STOPPED, "7", "5", **_SAFE),
    *_rows("cl", CLEAR, "71.3", "22.8", note="Primary outcome.", **_SHARE),
    _effect("ce", CLEAR, "48.5", "40.1", "56.9", p_value=Decimal("0.001"), p_comparator="<", **_POINTS),
    *_rows("la", LATER, "64.2", "25.7", **_SHARE),
    _effect("le", LATER, "38.5", "29.6", "47.4", **_POINTS),
    *_rows("d1", DENSITY, "13.4", "0.7", item="Lumbar spine", **_MEAN),
    *_rows("d2", DENSITY, "6.9", "0.2", item="Total hip", **_MEAN),
    *_rows("d3", DENSITY, "5.1", "0.6", item="Femoral neck", **_MEAN),
    *_rows("k1", KIDNEY, "10.35", "13.61", item="Serum creatinine", statistic="mean", unit="umol/L"),
    *_rows("k2", KIDNEY, "7.8", "4.4", item="Filtration from cystatin C", statistic="mean", unit="mL/min"),
    *_rows("x1", DRY, "21.4", "11.9", item="Exon 7 deletion", statistic="median", unit="months"),
    *_rows("x2", DRY, "14.6", "9.5", item="K12R", statistic="median", unit="months"),
    *_rows("x3", DRY, "15.2", "9.8", item="Root lesions at entry", statistic="median", unit="months"),
    *_rows("x4", DRY, "19.1", "10.7", item="No root lesions at entry", statistic="median", unit="months"),
    *_of_year("se", "Serious adverse events", "34", "31", grade="serious", **_SAFE),
    *_of_year("it", "Itching", "17", "16", grade="non-serious", **_SAFE),
)
TERMS = (
    Term("outcome", CLEAR, category="efficacy", trial=WILLOW.id, primary=True),
    Term("outcome", "PALM2 Mutation Status", None, ("PALM2",), category="baseline", trial=WILLOW.id),
    Term("outcome", "Median Overall Survival (OS)", "OS", category="efficacy", trial=WILLOW.id),
    Term("outcome", "All-cause mortality", None, ("deaths",), category="safety", trial=WILLOW.id),
    Term("outcome", "Serious adverse events", None, ("SAEs",), category="safety", trial=WILLOW.id),
    Term("arm", OSIK, None, trial=WILLOW.id, role="experimental"),
    Term("arm", SHAM, None, trial=WILLOW.id, role="control"),
    Term("arm", OSIK_YEAR, None, ("osikamab",), trial=WILLOW.id),
    Term("arm", SHAM_YEAR, None, ("placebo",), trial=WILLOW.id),
    Term("drug", "Osikamab", trial=WILLOW.id),
)


@cache
def willow() -> OneRecord:
    """The corpus, made once."""
    return OneRecord(ROWS, terms=TERMS, trial=WILLOW, source=SOURCE, parts=TEXT)


def answer(question: str) -> str:
    """What is told to a question over the record."""
    return answer_in(willow(), question)
