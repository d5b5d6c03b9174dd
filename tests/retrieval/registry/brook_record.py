"""BROOKSIDE, an invented record: two vaccines, events by grade and by what they led to, two margins."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in
from tests.retrieval.small_trial import make_result

BROOKSIDE = Trial("NCT90000071", "BROOKSIDE", "Brookamab in Reed Rash", "Reed Rash")
BROOK, SHAM = "Brookamab 20 mg", "Placebo"
RABIES = "Percentage With a Positive Response (>=4-Fold Increase) to Rabies Toxoid Vaccine at Week 16"
LETTER = "Percentage With a Positive Response (Antibody Titer >=8 for Serogroup Y) to Menobrook Vaccine at Week 16"
EARLY, LATE = (f"Change From Baseline in Reed Disability Index (RDI) at Week {week}" for week in (12, 52))
FOLLOWED = "Duration of Follow-up"
EVENTS = "Number of Participants With Treatment-Emergent Adverse Events (TEAEs)"
INTEREST = "Number of Participants With Adverse Events of Interest"
DEATHS = "Percentage of Participants With All-cause Mortality (ACM) at Day 28"
EARLIER = "Percentage of Participants With ACM at Day 14"
OF_HEART = "Number With CV Death or Coma"
BEST = "Best Overall Response"
BY_CENTRE = "Objective Response Rate (ORR) Assessed by Independent Review Committee"
BY_DOCTOR = "ORR Assessed by Investigator"
GERMS = "Percentage With Microbiological Eradication"
SIGNS = "Change From Baseline in Global Reed Signs (GRS) Components at Week 16"
CURE = "Percentage of Participants With Clinical Cure at Test of Cure"
TEXT = (
    ("Title", "Brookamab in Reed Rash"),
    ("Conditions", "Conditions studied: Reed Rash."),
    ("Arms", "Brookamab 20 mg (experimental). Once weekly.\n\nPlacebo (comparator). Once weekly."),
    ("Secondary outcomes", f"Secondary outcome: {RABIES}. Antibody to the rabies toxoid. Time frame: Week 16.\n\n"
     f"Secondary outcome: {LETTER}. Serum antibody, given with the rabies vaccine. Time frame: Week 16."),
    ("Inclusion criteria", "Inclusion Criteria: Reed rash for 2 months.\n\nPlatelets above 100.\n\n"
     "eGFR above 30 mL/min.\n\nLVEF above 45%."),
    ("Exclusion criteria", "Exclusion Criteria: Earlier brookamab."),
)  # fmt: skip
SOURCE = Source(
    "brookside", "registry_record", BROOKSIDE.id, "BROOKSIDE record", "BROOKSIDE. ClinicalTrials.gov: NCT90000071.",
    "registry", path="brookside.json", publication_type="registry record",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None}
_rows = RowMaker("brookside", BROOKSIDE.id, (BROOK, SHAM), size=90)


def _difference(key: str, outcome: str, value: str, low: str, high: str, **slots: Any) -> Result:
    return make_result(
        f"brookside:{key}", trial=BROOKSIDE.id, outcome=outcome, comparison=f"{BROOK} vs {SHAM}",
        value=Decimal(value), statistic="difference", interval_kind="CI", ci_low=Decimal(low), ci_high=Decimal(high),
        ci_level=Decimal(95), p_value=Decimal("0.004"), p_comparator="=", **_EMPTY | slots,
    )  # fmt: skip


_SHARE: dict[str, Any] = {"statistic": "percentage", "unit": "%"}
_MEAN: dict[str, Any] = {"statistic": "mean", "unit": "points"}
_SAFE: dict[str, Any] = {"category": "safety"}
_MARGIN = "Non-inferiority analysis. Non-inferiority was shown if the {} limit of the 95% interval was {} {}."
ROWS = (
    *_rows("st", "Started", "90", "90", category="disposition"),
    *_rows("nc", "Not completed", "8", "5", category="disposition"),
    *_rows("n1", "Not completed: Adverse Event", "6", "1", category="disposition"),
    *_rows("n2", "Not completed: Lost to Follow-up", "2", "4", category="disposition"),
    *_rows("ra", RABIES, "83.3", "83.7", **_SHARE),
    *_rows("me", LETTER, "86.7", "87.0", **_SHARE),
    *_rows("ea", EARLY, "-2.07", "-0.38", **_MEAN),
    _difference("ed", EARLY, "-1.69", "-2.11", "-1.28", unit="points"),
    *_rows("la", LATE, "-3.11", "-0.95", **_MEAN),
    *_rows("fo", FOLLOWED, "18.2", "18.4", statistic="median", unit="months"),
    *_rows("an", EVENTS, "70", "61", item="Any TEAE", **_SAFE),
    *_rows("di", EVENTS, "9", "7", item="TEAE leading to discontinuation of study drug", **_SAFE),
    *_rows("de", EVENTS, "4", "3", item="TEAE with outcome of death", **_SAFE),
    *_rows("lo", EVENTS, "51", "12", item="TEAE leading to dose reduction", **_SAFE),
    *_rows("h0", INTEREST, "78", "14", item="Hyperphosphatemia: Any grade", grade="any", **_SAFE),
    *_rows("h3", INTEREST, "17", "2", item="Hyperphosphatemia: Grade 3 or higher", grade=">=3", **_SAFE),
    *_rows("k0", INTEREST, "33", "30", item="Diabetic ketoacidosis (adjudicated)", **_SAFE),
    *_rows("f0", INTEREST, "21", "22", item="Fournier's gangrene", **_SAFE),
    *_rows("c0", INTEREST, "25", "27", item="Clostridioides difficile infection", **_SAFE),
    *_rows("hp", "Hyperphosphataemia", "76", "11", grade="non-serious", **_SAFE),
    *_rows("dk", "Diabetic ketoacidosis", "19", "20", grade="serious", **_SAFE),
    *_rows("dd", DEATHS, "14.9", "16.3", note="Primary outcome.", **_SHARE),
    _difference("dm", DEATHS, "-1.3", "-7.7", "5.0", unit="percentage points",
                note=_MARGIN.format("upper", "below", 10)),
    *_rows("am", "All-cause mortality", "44", "47", **_SAFE),
    *_rows("cu", CURE, "67.4", "65.1", **_SHARE),
    _difference("cm", CURE, "2.3", "-5.8", "10.4", unit="percentage points",
                note=_MARGIN.format("lower", "above", -12)),
    *_rows("d4", EARLIER, "8.0", "9.7", **_SHARE),
    *_rows("he", OF_HEART, "31", "35"),
    *_rows("b1", BEST, "24", "10", item="Complete response"),
    *_rows("b2", BEST, "39", "28", item="Partial response"),
    *_rows("oc", BY_CENTRE, "41.8", "12.1", **_SHARE),
    *_rows("od", BY_DOCTOR, "44.9", "14.4", **_SHARE),
    *_rows("ge", GERMS, "66.9", "62.0", **_SHARE),
    *_rows("s1", SIGNS, "-0.9", "-0.4", item="Redness", **_MEAN),
    *_rows("s2", SIGNS, "-1.2", "-0.5", item="Scratches", **_MEAN),
    *_rows("ph", "Components of the Primary Composite Endpoint", "11", "16", item="Coma"),
    *_rows("pr", "Components of the Primary Composite Endpoint", "22", "27", item="Relapse"),
    *_rows("py", "Number Included in the Composite of Coma or Relapse", "29", "37", note="Primary outcome."),
    *_rows("t2", "Type 2 diabetes at baseline", "45", "46", category="baseline"),
    *_rows("ex", "Duration of Exposure to Study Drug", "17.8", "17.6", statistic="median", unit="months"),
    *_rows("nd", "Number of Doses of Study Drug Received", "15", "14", statistic="median", unit="doses"),
    *_rows("re", "Number Using Rescue Cream Within 24 Hours", "32", "49"),
    *_rows("pc", "Percent Change From Baseline in EASI at Week 16", "-71.5", "-32.4", **_MEAN),
    *_rows("tr", "Serum Trough Concentration at Week 16", "21.6", "0.1", **_MEAN),
    *_rows("kd", "First Occurrence of Kidney Failure or Renal Death", "26", "38"),
    *_rows("kr", INTEREST, "58", "54", item="Renal adverse event", **_SAFE),
    *_rows("er", "Application site erythema", "5", "3", grade="non-serious", **_SAFE),
    *_rows("w1", "Not completed: Withdrawal by Subject", "7", "6", item="Washout (2 Weeks)", category="disposition"),
    *_rows("sw", "Started", "55", "56", item="Washout (2 Weeks)", category="disposition"),
    *_rows("ef", "Left Ventricular Ejection Fraction", "31.2", "30.9", statistic="mean", unit="%", category="baseline"),
)  # fmt: skip
TERMS = (
    Term("arm", BROOK, None, ("brookamab",), trial=BROOKSIDE.id, role="experimental"),
    Term("arm", SHAM, None, ("placebo",), trial=BROOKSIDE.id, role="control"),
    Term("drug", "Brookamab", trial=BROOKSIDE.id),
)


@cache
def brookside() -> OneRecord:
    """The corpus, made once."""
    return OneRecord(ROWS, terms=TERMS, trial=BROOKSIDE, source=SOURCE, parts=TEXT)


def answer(question: str) -> str:
    """What is told to a question over the record."""
    return answer_in(brookside(), question)
