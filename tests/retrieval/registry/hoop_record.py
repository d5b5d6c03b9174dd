"""COLDSTREAM, an invented record of an implant: a goal, rates over time, composites, traits at entry, other names."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in
from tests.retrieval.small_trial import make_result

COLDSTREAM = Trial("NCT90000053", "COLDSTREAM", "A Hoop for Marsh Valves", "Marsh Leak")
HOOP, DRUGS, RUN_IN = "Hoop + Bogetil 50 mg", "Bogetil Alone", "Run-In"
COMPOSITE = "Hierarchical Composite of Death, Heart Failure Hospitalization, and Change in KCCQ"
SEVERAL = "First Occurrence of the Composite of Stroke, Amputation, or Coma"
STAYS = "Annualized Rate of Heart Failure Hospitalizations"
FIRST_BY = "Number of Participants With First Heart Failure Hospitalization by Baseline Leak Stage"
KCCQ = "Change From Baseline in KCCQ Score at 12 Months"
WALK = "Change From Baseline in Six-Minute Walk Distance at 12 Months"
PACER = "Number of Participants With a New Pacemaker Within 30 Days"
MAJOR = "Percentage of Participants With Major Adverse Events at 30 Days"
PROCEDURE = "Procedure Time"
PEAK_AT = "Time to Maximum Plasma Concentration (Tmax) of Bogetil"
FALL = "Number of Participants With a Reduction in Leak of 30% or More at 12 Months"
EVENTS_BY = "Time to First BOGE by Baseline Kidney Function (eGFR)"
BOGE = "First Occurrence of Coma, Stroke, or Rescue (a Composite Bog Outcome)"
MINUTES = "Daily Duration of Leaks at Week 6"
LOWS = "Number of Confirmed Hypoglycaemic Episodes"
SUGAR = "Glucose Tolerance at 2 Years"
TEXT = (
    ("Title", "A Hoop for Marsh Valves"),
    ("Conditions", "Conditions studied: Marsh Leak."),
    ("Design", "Study type: observational. Observational model: cohort. Enrolment: 80 (actual)."),
    ("Arms", "Hoop + Bogetil 50 mg (experimental). Hoop, then bogetil for 24 weeks. Dose escalation: 10 mg, "
     "then 50 mg.\n\nBogetil Alone. For 24 weeks."),
    ("Interventions", "Bogetil (drug). Oral marsh channel blocker. Other names: Bogex."),
    ("Before assignment", "Of them, 27 were screening failures and 80 took part."),
    ("Primary outcomes", f"Primary outcome: {MAJOR}. Compared with a performance goal of 15%.\n\n"
     f"Primary outcome: {FALL}. Spikes of the signal are counted by the core laboratory."),
    ("Other outcomes", f"Primary outcome: {BOGE}. Time to a first BOGE."),
    ("Inclusion criteria", "Inclusion Criteria: Marsh leak."),
    ("Exclusion criteria", "Exclusion Criteria: Sglt blocker started within 90 days, or systolic pressure above 160."),
)  # fmt: skip
SOURCE = Source(
    "coldstream", "registry_record", COLDSTREAM.id, "COLDSTREAM record", "COLDSTREAM. ClinicalTrials.gov: NCT90000053.",
    "registry", path="coldstream.json", publication_type="registry record",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None}
_rows = RowMaker("coldstream", COLDSTREAM.id, (HOOP, DRUGS, RUN_IN), size=40)


def _effect(key: str, outcome: str, value: str, statistic: str, **slots: Any) -> Result:
    return make_result(
        f"coldstream:{key}", trial=COLDSTREAM.id, outcome=outcome, comparison=f"{HOOP} vs {DRUGS}",
        value=Decimal(value), statistic=statistic, **_EMPTY | slots,
    )  # fmt: skip


_MEAN: dict[str, Any] = {"statistic": "mean", "unit": "points"}
_TRAIT: dict[str, Any] = {"category": "baseline"}
_EVENT: dict[str, Any] = {"category": "safety", "grade": "non-serious"}
_TESTED: dict[str, Any] = {"p_value": Decimal("0.001"), "p_comparator": "<", "p_sides": "one-sided"}
ROWS = (
    *_rows("st", "Started", "40", "40", category="disposition"),
    *_rows("co", COMPOSITE, "46.8", "30.8", statistic="percentage", unit="%"),
    _effect("cw", COMPOSITE, "1.52", "Win Ratio"),
    *_rows("sv", SEVERAL, "13", "17", note="Primary outcome."),
    *_rows("ra", STAYS, "0.24", "0.38", statistic="rate", unit="events per participant-year"),
    *_rows("f1", FIRST_BY, "12", "14", item="Severe"),
    *_rows("f2", FIRST_BY, "11", "19", item="Torrential"),
    *_rows("kc", KCCQ, "15.8", "4.9", **_MEAN),
    *_rows("wa", WALK, "22.4", "-8.7", statistic="mean", unit="meters"),
    *_rows("pa", PACER, "9", "1"),
    *_rows("ma", MAJOR, "4.7", statistic="percentage", unit="%"),
    make_result(
        "coldstream:mp", trial=COLDSTREAM.id, outcome=MAJOR, arm=HOOP, value=None, statistic="p-value",
        note="Exact binomial test, against the performance goal of 15%.", **_EMPTY, **_TESTED,
    ),
    *_rows("pt", PROCEDURE, "118", statistic="median", unit="minutes"),
    *_rows("tm", PEAK_AT, "2.1", "2.2", statistic="median", unit="hours"),
    *_rows("fa", FALL, "31", "18"),
    *_rows("bo", BOGE, "34", "35", note="Primary outcome."),
    *_rows("e8", EVENTS_BY, "17", "22", item="eGFR < 60"),
    *_rows("e9", EVENTS_BY, "27", "33", item="eGFR >= 60"),
    make_result(
        "coldstream:ei", trial=COLDSTREAM.id, outcome=EVENTS_BY, comparison=f"{HOOP} vs {DRUGS}", value=None,
        statistic="p-value", note="Treatment by subgroup interaction.", p_value=Decimal("0.01"), p_comparator="=",
        **_EMPTY,
    ),
    *_rows("mi", MINUTES, "34.5", "52.0", statistic="median", unit="minutes per day"),
    _effect("md", MINUTES, "-14.5", "median difference", unit="minutes per day"),
    *_rows("lo", LOWS, "78.9", "98.0", item="Confirmed hypoglycaemia", statistic="rate", unit="per 100 patient-years"),
    *_rows("ls", "Number With Severe Hypoglycaemia or Gallstones", "11", "15", item="Severe hypoglycaemia"),
    *_rows("ul", "Number With at Least One New Digital Ulcer", "5", "9"),
    *_rows("bf", "Fingertip Blood Flow at Week 6", "171", "138", statistic="mean", unit="units"),
    *_rows("wt", "Change From Baseline to Month 36 in Body Weight", "-2.8", "-0.5", statistic="mean", unit="kg"),
    *_rows("bm", "Body Mass Index", "32.5", "32.6", statistic="mean", unit="kg/m2", **_TRAIT),
    *_rows("cv", "Established Heart Disease", "38", "37", **_TRAIT),
    *_rows("gl", "Percentage Gaining >=15 Letters", "29.2", "31.8", statistic="percentage", unit="%"),
    *_rows("al", "Percentage Avoiding a Loss of >=15 Letters", "98.1", "98.9", statistic="percentage", unit="%"),
    *_rows("q8", "Number on Each Interval at Week 52", "12", "13", item="Every 8 weeks (Q8W)"),
    *_rows("q6", "Number on Each Interval at Week 52", "23", "24", item="Every 16 weeks (Q16W)"),
    *_rows("si", "Change From Baseline in Sight at Month 12", "10.7", "10.9", statistic="mean", unit="letters"),
    *_rows("p1", "Number With Injection-Site Reactions", "20", "21", item="Pain: any grade", category="safety"),
    *_rows("p3", "Number With Injection-Site Reactions", "4", "3", item="Pain: Grade 3", category="safety"),
    *_rows("dp", "Duration of Injection-Site Pain", "2.4", "2.2", statistic="median", unit="days"),
    *_rows("sr", "Percentage With a Seroresponse at Month 1", "71.6", "3.3", statistic="percentage", unit="%"),
    *_rows("fr", "Geometric Mean Fold Rise at Month 1", "7.8", "1.1", statistic="geometric mean", unit="fold rise"),
    *_rows("sa", "Serious adverse events", "16", "18", category="safety", grade="serious"),
    *_rows("s1", SUGAR, "185.5", "184.5", item="2 hour glucose", statistic="mean", unit="mg/dl"),
    *_rows("b2", "2 hour glucose", "182.5", "183.5", statistic="mean", unit="mg/dl", **_TRAIT),
    *_rows("b1", "Duration of leak", "11.7", "12.6", statistic="mean", unit="years", **_TRAIT),
    *_rows("as", "Race (NIH/OMB)", "7", "8", item="Asian", **_TRAIT),
    *_rows("wh", "Race (NIH/OMB)", "33", "32", item="White", **_TRAIT),
    *_rows("fe", "Sex: Female, Male", "21", "22", item="Female", **_TRAIT),
    *_rows("me", "Sex: Female, Male", "19", "18", item="Male", **_TRAIT),
    *_rows("uk", "Region of Enrollment", "25", "24", item="United Kingdom", **_TRAIT),
    *_rows("fr", "Region of Enrollment", "15", "16", item="France", **_TRAIT),
    *_rows("sg", "Sglt blocker use", "3", "4", item="Yes", **_TRAIT),
    *_rows("sh", "Share of Attacks With Relief of Cramp", "58.2", "43.8", statistic="percentage", unit="%"),
    _effect("se", "Share of Attacks With Relief of Cramp", "1.79", "odds ratio"),
    *_rows("am", "All-cause mortality", "2", "3", category="safety"),
    *_rows("e1", "Access site haemorrhage", "6", "0", "1", **_EVENT),
    *_rows("e2", "Anaemia", "5", "9", "2", **_EVENT),
    *_rows("e3", "Cough", "8", "5", "3", **_EVENT),
)  # fmt: skip
TERMS = (
    Term("arm", HOOP, None, ("hoop", "device"), trial=COLDSTREAM.id, role="experimental"),
    Term("arm", DRUGS, None, ("drugs alone", "controls"), trial=COLDSTREAM.id, role="control"),
    Term("drug", "Bogetil", trial=COLDSTREAM.id),
)


@cache
def coldstream() -> OneRecord:
    """The corpus, made once."""
    return OneRecord(ROWS, terms=TERMS, trial=COLDSTREAM, source=SOURCE, parts=TEXT)


def answer(question: str) -> str:
    """What is told to a question over the record."""
    return answer_in(coldstream(), question)
