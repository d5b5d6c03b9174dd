"""SCARP, an invented record of a bleeding disease: schedules as arms, strata in titles, a survey, doses raised."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in
from tests.retrieval.small_trial import make_result

SCARP = Trial("NCT90000041", "SCARPSIDE", "Scarpimab in Scarp Disease Without Antibodies", "Scarp Disease")
WEEKLY, LATER, BARE = "Arm A: 1.5 mg/kg Scarpimab QW", "Arm B: 3 mg/kg Scarpimab Q2W", "Arm C: No Prophylaxis"
OPEN, BEFORE = "Arm D: 1.5 mg/kg Scarpimab QW (open)", "Own Past: Previous Cliffase Prophylaxis"
ARMS = (WEEKLY, LATER, BARE)
BLEEDS = "Annualized Bleeding Rate (ABR) for Treated Bleeds"
EVERY_BLEED = "Annualized Bleeding Rate (ABR) for All Bleeds"
SAME_PATIENTS = "Comparison of ABR for Treated Bleeds on Scarpimab Versus Previous Cliffase Prophylaxis"
SURVEY = "Percentage of Participants Who Preferred Each Treatment in the Scarp Preference (ScarPref) Survey"
CLIFFASE = "Number of Participants With New Cliffase Blockers"
EVENTS = "Number of Participants With Marsh Death, Ridge Infarction, Hospitalization, or Fall"
EVENTS_KEY = "Number of Participants With Marsh Death, Ridge Infarction, or Fall"
INFARCTION = "Number of Participants With a Ridge Infarction"
LIVED = "Overall Survival (OS) in Participants With a Ridge Tumor Score (RTS) of \u2265{}%"
GREW = "Progression-free Survival (PFS) in Participants With a Ridge Tumor Score (RTS) of \u2265{}%"
TEXT = (
    ("Title", "Scarpimab in Scarp Disease Without Antibodies"),
    ("Conditions", "Conditions studied: Scarp Disease."),
    ("Design", "Masking: none. Enrolment: 300 (actual)."),
    (
        "Arms",
        "\n\n".join(
            f"{arm} (experimental). Scarpimab 3 mg/kg for 4 weeks, then as named." for arm in (WEEKLY, LATER, BARE)
        ),
    ),
    ("Interventions", "Scarpimab (drug). By injection under the skin."),
    (
        "Secondary outcomes",
        f"Secondary outcome: {EVENTS_KEY}. Key secondary composite outcome.\n\nSecondary outcome: {INFARCTION}.",
    ),
    ("Eligibility criteria", "Sex: all. Minimum age: 18 years."),
    ("Exclusion criteria", "Exclusion Criteria: Known untreated central nervous system metastases."),
    ("Dates", "Overall status: completed."),
)
SOURCE = Source(
    "scarp", "registry_record", SCARP.id, "SCARPSIDE record", "SCARPSIDE. ClinicalTrials.gov: NCT90000041.",
    "registry", path="scarp.json", publication_type="registry record",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None}
_RATE: dict[str, Any] = {"statistic": "rate", "unit": "bleeds per participant per year"}
_SHARE: dict[str, Any] = {"statistic": "percentage", "unit": "%"}
_EVENT: dict[str, Any] = {"category": "safety", "grade": "non-serious", "note": "Endocrine disorders. MedDRA 25.1."}
_MONTHS: dict[str, Any] = {"statistic": "median", "unit": "months"}
_PRIMARY = "Primary outcome. All patients."
_rows = RowMaker("scarp", SCARP.id, ARMS, size=100)
_open = RowMaker("scarp", SCARP.id, (OPEN, BEFORE), size=100)


def _ratio(key: str, outcome: str, value: str) -> Result:
    slots = {"statistic": "hazard ratio", "comparison": f"{LATER} vs {BARE}", **_EMPTY}
    return make_result(f"scarp:{key}", trial=SCARP.id, outcome=outcome, value=Decimal(value), **slots)


ROWS = (
    *_rows("st", "Started", "100", "100", "100", category="disposition"),
    *_rows("sw", "Switched to Scarpimab After 24 Weeks", "0", "0", "88", category="disposition"),
    *_rows("up", "Up-Titrated Dose to 3 mg/kg QW", "4", "1", "0", category="disposition"),
    *_rows("d1", "Diabetes Mellitus", "31", "32", "33", category="baseline", item="Yes"),
    *_rows("dm", "Diabetes mellitus", "6", "7", "8", **_EVENT),
    *_rows("t1", "Hypothyroidism", "21", "22", "2", **_EVENT),
    *_rows("t2", "Hyperthyroidism", "11", "12", "1", **_EVENT),
    *_rows("am", "All-cause mortality", "14", "15", "27", category="safety"),
    *_rows("ab", BLEEDS, "1.5", "1.3", "38.2", note=_PRIMARY, **_RATE),
    *_rows("aa", EVERY_BLEED, "2.5", "2.6", "47.6", **_RATE),
    *_open("ac", SAME_PATIENTS, "1.4", "4.8", **_RATE),
    *_rows("su", SURVEY, "90.0", "88.2", item="Preferred scarpimab", **_SHARE),
    *_rows("cb", CLIFFASE, "3", "2", "1"),
    *_rows("ev", EVENTS, "43", "44", "63", note=_PRIMARY),
    *_rows("ek", EVENTS_KEY, "33", "34", "53"),
    *_rows("ei", INFARCTION, "23", "24", "39"),
    _ratio("er", EVENTS, "0.85"),
    _ratio("kr", EVENTS_KEY, "0.80"),
    *(
        row
        for limit, low, high in (("50", "20.1", "12.2"), ("1", "16.7", "12.9"))
        for row in (
            *_rows(f"os{limit}", LIVED.format(limit), low, low, high, note=_PRIMARY, **_MONTHS),
            *_rows(f"pf{limit}", GREW.format(limit), f"{low}1", f"{low}1", f"{high}1", **_MONTHS),
        )
    ),
    _ratio("h50", LIVED.format("50"), "0.69"),
    _ratio("h1", LIVED.format("1"), "0.81"),
    *_rows("rt", "Ridge Tumor Score (RTS)", "48", "47", "49", category="baseline", item="RTS \u226550%"),
)
TERMS = (
    *(Term("arm", arm, None, (arm[:5],), SCARP.id, role="experimental") for arm in (WEEKLY, LATER, OPEN)),
    Term("arm", BARE, None, ("Arm C", "no prophylaxis"), SCARP.id, role="control"),
    Term("drug", "Scarpimab", trial=SCARP.id),
    Term("drug", "Cliffase", None),
    *(
        Term("outcome", title, None, short, SCARP.id, category="efficacy", primary=primary)
        for title, short, primary in (
            (BLEEDS, (), True),
            (EVENTS, (), True),
            *((LIVED.format(limit), ("OS",), True) for limit in ("50", "1")),
            *((GREW.format(limit), ("PFS",), False) for limit in ("50", "1")),
        )
    ),
)


@cache
def _scarp() -> OneRecord:
    return OneRecord(ROWS, terms=TERMS, trial=SCARP, source=SOURCE, parts=TEXT)


def answer(text: str) -> str:
    """The sentences of an answer."""
    return answer_in(_scarp(), text)
