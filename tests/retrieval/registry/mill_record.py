"""AVONMILL, an invented record of a vaccine in three doses: times after a dose, rows by kidney function and age."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in
from tests.retrieval.small_trial import make_result

AVONMILL = Trial("NCT90000014", "AVONMILL", "Sedgevax Vaccine in Adults With Mill Fever", "Mill Fever")
LOW, MIDDLE, HIGH, DUMMY = "SV-5 µg", "SV-20 µg", "SV-80 µg", "Saline"
ARMS = (LOW, MIDDLE, HIGH, DUMMY)
DAY_57 = "Geometric Mean Titer of Mill Antibodies Against M.1 at Day 57"
DAY_365 = "GMT of Mill Antibodies Against M.1 at Day 365 (Persistence)"
BY_AGE = "GMT of Mill Antibodies Against M.1 at Day 57 by Age Stratum"
KIDNEY = "Time to First Mill Attack by Baseline Renal Function (eGFR)"
HARMS = "Number of Participants With Severe Hives, Gout and Adder Bite"
SERIOUS = "Number of Participants With Serious Adverse Events and Deaths"
LOCAL = "Number of Participants With Solicited Local Reactions"
LIVER = "Number of Participants With Alanine Aminotransferase (ALT) Elevations"
BY_LOSS = "Ratio of Urine Protein to Creatinine Ratio (UPCR) by Baseline UPCR"
FREQUENCY = "24-Hour Snoring Frequency"
STORM = "Number of Participants With Mill Storm by Worst Grade"
CELLS = "Blood Eosinophil Count"
ATTACKS = "Weekly Number of Mill Attacks, Average of Weeks 3 to 6"
TEXT = (
    ("Title", "Sedgevax Vaccine in Adults With Mill Fever"),
    ("Conditions", "Conditions studied: Mill Fever."),
    ("Arms", "\n\n".join(f"{arm} (experimental). Two doses on Day 1 and Day 29." for arm in ARMS)),
    (
        "Inclusion criteria",
        "Inclusion Criteria: HbA1c of 10% or less.\n\nAdults of 60 years and more.",
    ),
    (
        "Limitations",
        "A carry-over effect cannot be excluded. Secondary outcomes were not adjusted for multiplicity.",
    ),
)
SOURCE = Source(
    "avonmill", "registry_record", AVONMILL.id, "AVONMILL record", "AVONMILL. ClinicalTrials.gov: NCT90000014.",
    "registry", path="avonmill.json", publication_type="registry record",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None}


_rows = RowMaker("avonmill", AVONMILL.id, ARMS, size=100)


def _effect(key: str, outcome: str, value: str, low: str, high: str, **slots: Any) -> Result:
    slots = {"comparison": f"{HIGH} vs {DUMMY}", "ci_low": Decimal(low), "ci_high": Decimal(high), **slots}
    return make_result(
        f"avonmill:{key}", trial=AVONMILL.id, outcome=outcome, value=Decimal(value), **(_EMPTY | slots)
    )  # fmt: skip


_TITER: dict[str, Any] = {"statistic": "geometric mean", "unit": "titer"}
_AFTER_2 = "Day 57 (28 days after dose 2)"
ROWS = (
    *_rows("st", "Started", "100", "99", "98", "97", category="disposition"),
    *_rows("t1", DAY_57, "201", "301", "401", "21", time_frame=_AFTER_2, **_TITER),
    _effect("tr", DAY_57, "1.33", "0.91", "1.77", statistic="geometric mean ratio", comparison=f"{HIGH} vs {MIDDLE}"),
    *_rows("t2", DAY_365, "71", "81", "91", "22", time_frame="Day 365", **_TITER),
    *_rows("ta", BY_AGE, "211", "311", "411", "23", item="60 to 74 years", time_frame="Day 57", **_TITER),
    *_rows("tb", BY_AGE, "111", "112", "113", "24", item=">= 75 years", time_frame="Day 57", **_TITER),
    *_rows("k1", KIDNEY, "31", "32", "33", "41", item="eGFR < 60"),
    *_rows("k2", KIDNEY, "34", "35", "36", "42", item="eGFR >= 60"),
    _effect("ke", KIDNEY, "0.71", "0.51", "0.91", item="eGFR < 60", statistic="hazard ratio"),
    *_rows("h1", HARMS, "1", "2", "3", "9", item="Severe hives"),
    *_rows("h2", HARMS, "51", "52", "53", "54", item="Gout"),
    *_rows("hi", "Hives", "61", "62", "63", "64", category="safety", grade="non-serious"),
    *_rows("s1", SERIOUS, "4", "5", "6", "7", category="safety", item="Serious adverse event"),
    *_rows("s2", SERIOUS, "0", "0", "1", "0", category="safety", item="Serious adverse event related to vaccination"),
    *_rows("s3", SERIOUS, "2", "8", "2", "2", category="safety", item="Death"),
    *_rows("hf", "Hip fracture", "2", "1", "1", "1", category="safety", grade="serious"),
    *_rows("l1", LOCAL, "44", "55", "66", "11", category="safety", item="Any grade"),
    *_rows("l2", LOCAL, "0", "1", "2", "0", category="safety", item="Grade 3"),
    *_rows("cv", "Time to First Cardiovascular Event", "13", "14", "15", "16"),
    *_rows("at", ATTACKS, "9.1", "8.1", "7.1", "12.1", statistic="mean", unit="attacks per week"),
    *_rows("tp", "Participant Treatment Preference", "65", "25", "75", "5", item="Prefers the vaccine"),
    *_rows("re", "Time to Fingertip Temperature Recovery", "18.5", "17.5", "16.5", "29.5",
           statistic="Kaplan-Meier median", unit="minutes"),
    *_rows("th", "Change in Central Subfield Thickness", "-201.5", "-202.5", "-203.5", "-4.5", statistic="mean",
           unit="microns"),
    *_rows("x1", STORM, "78", "21", "22", "23", item="Any grade"),
    *_rows("x2", STORM, "3", "0", "1", "2", item="Grade 3 or higher"),
    *_rows("mb", "Incidence of Major Bleeding", "0.6", "0.7", "0.8", "1.8", statistic="percentage", unit="%"),
    _effect("mr", "Incidence of Major Bleeding", "0.31", "0.17", "0.55", statistic="risk ratio"),
    *_rows("cb", "Composite of Major or Minor Bleeding", "4.6", "4.7", "4.8", "9.8", statistic="percentage", unit="%"),
    _effect("cr", "Composite of Major or Minor Bleeding", "0.44", "0.36", "0.56", statistic="risk ratio"),
    *_rows("ql", "Change in FACT-M Total Score", "7.4", "7.5", "7.6", "1.1", statistic="mean", unit="points"),
    *_rows("pv", "Previous VTE", "46", "40", "41", "42", category="baseline"),
    *_rows("ef", CELLS, "0.29", "0.28", "0.27", "0.32", statistic="geometric mean", unit="GI/L", time_frame="Week 32"),
    *_rows("en", CELLS, "91", "92", "93", "94", item="number analysed", time_frame="Week 32"),
    *_rows("n1", "Not completed: Adverse Event", "5", "6", "7", "1", category="disposition"),
    *_rows("n2", "Not completed: Withdrawal by Subject", "15", "16", "17", "11", category="disposition"),
    *_rows("n3", "Not completed: Disease progression", "25", "26", "27", "21", category="disposition"),
    *_rows("rh", "Rate of Gout Flares Requiring Hospitalization", "0.03", "0.06", "0.04", "0.10", statistic="rate",
           unit="per year"),
    *_rows("u3", LIVER, "16", "12", "11", "10", item="ALT above 3 x ULN"),
    *_rows("u5", LIVER, "2", "8", "9", "0", item="ALT above 5 x ULN"),
    *_rows("bl", BY_LOSS, "0.67", "0.68", "0.69", "0.96", item="Baseline UPCR below 1.5 g/g", statistic="mean",
           unit="ratio"),
    *_rows("bm", BY_LOSS, "0.47", "0.48", "0.49", "0.86", item="Baseline UPCR 1.5 g/g or above", statistic="mean",
           unit="ratio"),
    *_rows("ga", "Gait Speed", "1.11", "1.12", "1.13", "1.14", category="baseline", statistic="mean", unit="m/s"),
    *_rows("gc", "Change From Baseline in Gait Speed at Week 9", "0.21", "0.22", "0.23", "0.24", statistic="mean",
           unit="m/s"),
    *_rows("si", "Heparin Inhibitor Use", "36", "37", "38", "39", category="baseline"),
    *_rows("td", "Time to Discontinuation of Study Drug", "170", "171", "172", "143", statistic="Kaplan-Meier median",
           unit="days"),
    *_rows("am", "All-cause mortality", "13", "12", "11", "10", category="safety"),
    *_rows("an", "Annualized Rate of Hospitalizations", "0.24", "0.25", "0.26", "0.38", statistic="rate",
           unit="events per participant-year"),
    *_rows("fq", FREQUENCY, "13.9", "14.9", "15.9", "22.6", statistic="mean", unit="snores per hour"),
    *_rows("ff", f"{FREQUENCY} by Sex", "14.1", "15.1", "16.1", "24.3", item="Female", statistic="mean",
           unit="snores per hour"),
    *_rows("fm", f"{FREQUENCY} by Sex", "13.6", "14.6", "15.6", "18.9", item="Male", statistic="mean",
           unit="snores per hour"),
    *_rows("p3", "Number With a Reduction in Snoring of 30% or More", "51", "52", "53", "27"),
    *_rows("lu", "Change in Lung Thickness", "-1.5", "-1.6", "-1.7", "-0.2", statistic="mean", unit="mm"),
    *_rows("du", "Daily Duration of Cramps", "34.5", "35.5", "36.5", "52.0", statistic="median", unit="minutes"),
    _effect("dd", "Daily Duration of Cramps", "-14.5", "-24.0", "-5.0", statistic="median difference", unit="minutes"),
    *_rows("le", "Percentage Gaining >= 15 Letters in the Study Eye", "29.2", "35.5", "31.8", "2.2",
           statistic="percentage", unit="%"),
)  # fmt: skip
TERMS = (
    *(Term("arm", arm, trial=AVONMILL.id, role="experimental") for arm in (LOW, MIDDLE, HIGH)),
    Term("arm", DUMMY, trial=AVONMILL.id, role="control"),
    Term("drug", "Sedgevax MR", trial=AVONMILL.id),
    Term("outcome", DAY_57, trial=AVONMILL.id, category="efficacy", primary=True),
    Term("outcome", KIDNEY, trial=AVONMILL.id, category="efficacy"),
    Term("outcome", "Hives", trial=AVONMILL.id, category="safety"),
    Term("outcome", "Overall response rate", None, ("respond",), category="efficacy"),
    Term("outcome", "Renal impairment", None, ("eGFR below 60",), category="baseline"),
    Term("subgroup", "age >=75 years", synonyms=("over-75s",)),
    Term("subgroup", "age <60 years", synonyms=("below 60",)),
)


@cache
def _avonmill() -> OneRecord:
    return OneRecord(ROWS, terms=TERMS, trial=AVONMILL, source=SOURCE, parts=TEXT)


def answer(text: str) -> str:
    """The sentences of an answer."""
    return answer_in(_avonmill(), text)
