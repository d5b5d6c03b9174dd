"""LARCHMONT, an invented record of lungs: an outcome at two times by short forms, cancers by tissue, "C1" cycles."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from ingest.plan import CLINICAL_TERMS
from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from ingest.vocabulary_file import read_terms
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in
from tests.retrieval.small_trial import make_result

LARCHMONT = Trial("NCT90000047", "LARCHMONT", "Lariximab in Adults With Larch Lung", "Larch Lung")
LOW, HIGH, DUMMY = "Lariximab 20 mg", "Lariximab 60 mg", "Placebo"
BREATH_4 = "Absolute Change From Baseline in Percent Predicted Forced Expiratory Volume in 1 Second (ppFEV1)"
BREATH_24 = "Absolute Change in ppFEV1"
SALT_24 = "Absolute Change in Sweat Chloride (SwCl)"
SALT_4 = "Absolute Change in SwCl at Week 4"
WEIGHT = "Absolute Change in Body Weight"
SHRINKAGE = "Percent Change in Lobe Volume"
QUIET = "Percentage of Participants With No Evidence of Larch Activity"
SLOWER = "Time to Onset of Confirmed Larch Progression"
BETTER = "Percentage of Participants With Confirmed Larch Improvement"
POSITIVE = "Percentage of Seropositive Participants Who Were Larch Score (LSC) Responders During the First Cycle (C1)"
EARLY = "Percentage of Seropositive Participants Who Were Early LSC Responders During C1"
WHOLE = "Percentage of Participants (Seropositive and Seronegative) Who Were LSC Responders During C1"
RANGE = "Time in Target Zone (TTZ)"
EVENTS = "Number of Participants With Events (TEAEs) and Serious TEAEs"
COMPOSITE = "Time to Death, Gout or Hospitalization for Unstable Angina"
PULSE = "Change in Pulse"
RATE = "Annualized Blister Rate"
NONE = "Percentage of Participants With Zero Blisters"
MARKER = "Change in C-reactive Protein (CRP)"
WELL = "Change in Wellness Score (Impact of Weight on Life (IWL))"
TEXT = (
    ("Title", "Lariximab in Adults With Larch Lung"),
    ("Conditions", "Conditions studied: Larch Lung."),
    ("Keywords", "Keywords: QRX."),
    ("Arms", "\n\n".join(f"{arm} (experimental). Once daily." for arm in (LOW, HIGH, DUMMY))),
    ("Interventions", "Lariximab (drug). A QRX blocker. Other names: Larivo."),
    ("Design", "Allocation: randomized.\n\nMasking: double (participant, investigator)."),
    ("Eligibility criteria", "Minimum age: 18 years."),
    ("Inclusion criteria", "Inclusion Criteria: Body weight of 40 kg or more.\n\nFerritin of 30 or less."),
    ("Other outcomes", f"Other outcome: {RANGE}. Percentage of time with a QRT between 2 and 3."),
)
SOURCE = Source(
    "larchmont", "registry_record", LARCHMONT.id, "LARCHMONT record", "LARCHMONT. ClinicalTrials.gov: NCT90000047.",
    "registry", path="larchmont.json", publication_type="registry record",
)  # fmt: skip
_rows = RowMaker("larchmont", LARCHMONT.id, (LOW, HIGH, DUMMY), size=90)
_MEAN: dict[str, Any] = {"statistic": "least-squares mean", "unit": "points", "N": 81}
_SHARE: dict[str, Any] = {"statistic": "percentage", "unit": "%", "N": 82}
_EVENT: dict[str, Any] = {"category": "safety", "grade": "non-serious"}


def _effect(key: str, outcome: str, value: str, **slots: Any) -> Result:
    shared = {"data_cutoff": None, "analysis": None, "population": None, "statistic": "mean difference"}
    slots = shared | {"p_value": Decimal("0.03"), "p_comparator": "=", "comparison": f"{HIGH} vs {DUMMY}"} | slots
    return make_result(f"larchmont:{key}", trial=LARCHMONT.id, outcome=outcome, value=Decimal(value), **slots)


ROWS = (
    *_rows("st", "Started", "90", "91", "92", category="disposition"),
    *_rows("n1", "Not completed: Adverse Event", "5", "6", "7", category="disposition"),
    *_rows("bm", "BMI", "21", "22", "23", category="baseline", statistic="mean", unit="kg/m2"),
    *_rows("b4", BREATH_4, "13.1", "13.6", "0.2", time_frame="From Baseline at Week 4", **_MEAN),
    *_rows("b2", BREATH_24, "14.1", "14.9", "0.4", time_frame="From Baseline Through Week 24", **_MEAN),
    *_rows("s2", SALT_24, "41.1", "42.2", "0.5", time_frame="From Baseline Through Week 24", **_MEAN),
    *_rows("s4", SALT_4, "39.1", "39.2", "0.6", time_frame="From Baseline at Week 4", **_MEAN),
    *_rows("we", WEIGHT, "3.1", "3.4", "0.7", time_frame="Week 24", **_MEAN),
    _effect("wd", WEIGHT, "2.7", time_frame="Week 24"),
    *_rows("sh", SHRINKAGE, "1.1", "1.2", "1.9", time_frame="Week 24", **_MEAN),
    _effect("sd", SHRINKAGE, "0.7", time_frame="Week 24"),
    *_rows("qu", QUIET, "47.1", "47.4", "27.1", time_frame="Week 24", **_SHARE),
    *_rows("sl", SLOWER, "7.1", "7.6", "12.2", time_frame="Week 24", **_SHARE),
    *_rows("be", BETTER, "20.1", "20.4", "12.4", time_frame="Week 24", **_SHARE),
    *_rows("po", POSITIVE, "67.1", "67.7", "29.7", time_frame="8 weeks in C1", note="Primary outcome.", **_SHARE),
    *_rows("ea", EARLY, "56.1", "56.9", "25.1", time_frame="2 weeks in C1", **_SHARE),
    *_rows("wh", WHOLE, "66.1", "66.9", "37.3", time_frame="8 weeks in C1", **_SHARE),
    *_rows("ra", RANGE, "63.1", "64.4", "61.1", time_frame="Week 24", statistic="mean", unit="percentage of time"),
    *_rows("pu", PULSE, "3.1", "3.5", "0.8", time_frame="Week 24", **_MEAN),
    *_rows("rt", RATE, "1.1", "1.5", "38.2", time_frame="Week 24", statistic="rate", unit="blisters per year"),
    *_rows("no", NONE, "55.1", "55.6", "0.1", time_frame="Week 24", **_SHARE),
    *_rows("cr", MARKER, "0.41", "0.47", "0.85", time_frame="Week 24", **_MEAN),
    *_rows("wl", WELL, "5.1", "5.6", "0.9", time_frame="Week 24", **_MEAN),
    *_rows("co", COMPOSITE, "31", "32", "33"),
    *_rows("e1", EVENTS, "61", "62", "63", category="safety", item="Any TEAE"),
    *_rows("e2", EVENTS, "11", "12", "13", category="safety", item="Serious TEAE", grade="serious"),
    *_rows("se", "Serious adverse events", "11", "12", "13", category="safety", grade="serious"),
    *_rows("al", "Alanine aminotransferase increased", "21", "22", "23", **_EVENT),
    *_rows("as", "Aspartate aminotransferase increased", "24", "25", "26", **_EVENT),
    *_rows("an", "Angina pectoris", "14", "15", "16", **_EVENT),
    *_rows("au", "Angina unstable", "4", "5", "6", **_EVENT),
    *_rows("br", "Invasive ductal breast carcinoma", "1", "2", "0", category="safety", grade="serious"),
)
TERMS = (
    *(Term("arm", arm, trial=LARCHMONT.id, role="experimental") for arm in (LOW, HIGH, DUMMY)),
    Term("drug", "Lariximab", trial=LARCHMONT.id),
    Term("outcome", BREATH_4, "ppFEV1", trial=LARCHMONT.id, category="efficacy"),
    Term("outcome", SALT_24, "SwCl", ("sweat chloride",), trial=LARCHMONT.id, category="efficacy"),
    Term("outcome", POSITIVE, "LSC", trial=LARCHMONT.id, category="efficacy"),
    *read_terms(CLINICAL_TERMS),
)


@cache
def corpus() -> OneRecord:
    """The corpus of that record."""
    return OneRecord(ROWS, terms=TERMS, trial=LARCHMONT, source=SOURCE, parts=TEXT)


def answer(text: str) -> str:
    """The sentences of the answer to a question over the record."""
    return answer_in(corpus(), text)
