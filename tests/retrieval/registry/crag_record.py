"""CRAGSIDE, an invented record: two doses, levels of a score, a marker, crises, a definition that tells more."""

from __future__ import annotations

from functools import cache
from typing import Any

from ingest.records import Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in

CRAG = Trial("NCT90000042", "CRAGSIDE", "Cragimab in Crag Disease", "Crag Disease")
HIGH, LOW, DUMMY = "Cragimab 10 mg", "Cragimab 5 mg", "Placebo"
LEVEL = "Percentage of Participants Achieving at Least 75% Improvement in Crag Area and Severity Index (CRAG 75)"
LATER = "Percentage of Participants Achieving CRAG 75 Response at Week 24"
ALL = "Overall Survival (OS) in All Randomized Participants"
MARKED = "OS in Participants With Detectable PD-L1"
CRISES = "Annual Rate of Crag Crises"
NONE = "Number of Participants With No Crag Crisis During the Study"
SHARP = "Change From Baseline in Modified Total Cliff Score"
SATISFIED = "Crag Treatment Satisfaction Questionnaire Score"
HYPO = "Rate of Hypoglycemia With Glucose <54 mg/dL"
FEAR = "Change From Baseline in Crag Questionnaire Hyperglycemia and Hypoglycemia Scores"
TEXT = (
    ("Title", "Cragimab in Crag Disease"),
    ("Conditions", "Conditions studied: Crag Disease."),
    ("Arms", f"{HIGH} (experimental). Daily.\n\n{LOW} (experimental). Daily.\n\n{DUMMY} (placebo comparator). Daily."),
    ("Interventions", "Cragimab (drug). The starting dose of 2.5 mg was raised every 4 weeks until the assigned dose."),
    (
        "Secondary outcomes",
        f"Secondary outcome: {SHARP}. X-rays of hands and feet; higher scores mean more bone damage."
        f"\n\nSecondary outcome: {SATISFIED}.",
    ),
    ("Eligibility criteria", "Sex: all. Minimum age: 18 years."),
    ("Dates", "Overall status: completed."),
)
SOURCE = Source(
    "crag", "registry_record", CRAG.id, "CRAGSIDE record", "CRAGSIDE. ClinicalTrials.gov: NCT90000042.",
    "registry", path="crag.json", publication_type="registry record",
)  # fmt: skip
_RATE: dict[str, Any] = {"statistic": "rate", "unit": "events per year"}
_MEAN: dict[str, Any] = {"statistic": "mean", "unit": "points"}
_MONTHS: dict[str, Any] = {"statistic": "median", "unit": "months"}
_PRIMARY = "Primary outcome. All patients."
_rows = RowMaker("crag", CRAG.id, (HIGH, LOW, DUMMY), size=100)


def _event(organs: str) -> dict[str, Any]:
    return {"category": "safety", "grade": "non-serious", "note": f"{organs}. MedDRA 25.1."}


ROWS = (
    *_rows("st", "Started", "100", "100", "100", category="disposition"),
    *_rows("sw", "Switched to Cragimab 10 mg", "0", "0", "88", category="disposition"),
    *_rows("n1", "Not completed: Lack of Luck", "4", "5", "6", category="disposition", item="Opening (Week 0 to 12)"),
    *_rows("n2", "Not completed: Lack of Luck", "74", "75", "76", category="disposition", item="Later (Week 12 to 60)"),
    *_rows("no", "Not completed: Ongoing in Study", "37", "36", "35", category="disposition"),
    *_rows("bs", "Crag Area and Severity Index (CRAG) Score", "19", "20", "21", category="baseline", **_MEAN),
    *_rows("p1", "Prior Systemic Therapy", "29", "28", "27", category="baseline", item="Non-biologic only"),
    *_rows("p2", "Prior Systemic Therapy", "33", "32", "31", category="baseline", item="Biologic"),
    *_rows("cs", "Concomitant Corticosteroid Use", "27", "26", "25", category="baseline", item="Yes"),
    *_rows("m1", "PD-L1 Status on Cells", "61", "62", "63", category="baseline", item="Positive"),
    *_rows("m2", "PD-L1 Status on Cells", "39", "38", "37", category="baseline", item="Negative"),
    *_rows("l1", LEVEL, "41", "42", "7", time_frame="Week 12", note=_PRIMARY),
    *_rows("l2", LATER, "51", "52", "8", time_frame="Week 24"),
    *_rows("oa", ALL, "21.0", "21.1", "18.7", **_MONTHS),
    *_rows("om", MARKED, "25.4", "25.5", "17.9", **_MONTHS),
    *_rows("cr", CRISES, "1.63", "2.01", "2.98", **_RATE),
    *_rows("c0", NONE, "24", "12", "11"),
    *_rows("sh", SHARP, "0.41", "0.42", "0.90", **_MEAN),
    *_rows("sa", SATISFIED, "7.5", "7.4", "5.1", **_MEAN),
    *_rows("hy", HYPO, "0.07", "0.06", "0.01", **_RATE),
    *_rows("f1", FEAR, "1.1", "1.2", "1.3", item="Hypoglycemia", **_MEAN),
    *_rows("am", "All-cause mortality", "3", "2", "1", category="safety"),
    *_rows("ch", "Hypercholesterolaemia", "20", "18", "5", **_event("Metabolism and nutrition disorders")),
    *_rows("pc", "Prostate cancer", "12", "11", "10", **_event(
        "Neoplasms benign, malignant and unspecified (incl cysts and polyps)"
    )),
)  # fmt: skip
TERMS = (
    *(Term("arm", arm, trial=CRAG.id, role="experimental") for arm in (HIGH, LOW)),
    Term("arm", DUMMY, trial=CRAG.id, role="control"),
    Term("drug", "Cragimab", trial=CRAG.id),
    Term("outcome", LEVEL, None, ("CRAG 75",), CRAG.id, category="efficacy", primary=True),
    Term("outcome", "Crag Area and Severity Index (CRAG) Score", None, ("CRAG",), CRAG.id, category="baseline"),
    Term("outcome", ALL, None, ("OS",), CRAG.id, category="efficacy"),
    Term("outcome", FEAR, None, ("hypoglycemia",), CRAG.id, category="efficacy"),
)


@cache
def _crag() -> OneRecord:
    return OneRecord(ROWS, terms=TERMS, trial=CRAG, source=SOURCE, parts=TEXT)


def answer(text: str) -> str:
    """The sentences of an answer."""
    return answer_in(_crag(), text)
