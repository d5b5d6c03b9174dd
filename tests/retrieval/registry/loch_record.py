"""KILLOCH, an invented record of two doses: severe flares, a level of the drug, reasons to leave, deaths by cause."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from ingest.records import Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in
from tests.retrieval.small_trial import make_result

KILLOCH = Trial("NCT90000123", "KILLOCH", "Lochavir in Peat Lupus", "Peat Lupus")
LOW, HIGH, DUMMY = "Lochavir 2 mg/kg", "Lochavir 8 mg/kg", "Placebo"
ARMS = (LOW, HIGH, DUMMY)
RESPONSE = "Percentage of Participants With Response at Week 40, Using the Peat Responder Index (PRI)"
BY_SCORE = "PRI Response at Week 40 by Baseline Peat Score"
FLARE = "Number of Participants With at Least One Severe Peat Flare"
FIRST = "Time to First Peat Flare"
LEVEL = "Serum Lochavir Trough Concentration at Week 40"
EVENTS = "Number of Participants With Adverse Events (AEs), Serious AEs and Liver Findings"
SCARRING = "Percentage of Participants With Clinical Scarring per Renfrew Criteria"
RISK = "Peat Risk Index"
DOSE, RATE = "Prednisone Dose", "Estimated Glomerular Filtration Rate (eGFR)"
TEXT = (
    ("Title", "Lochavir in Peat Lupus"),
    ("Conditions", "Conditions studied: Peat Lupus."),
    ("Interventions", "Lochavir (drug). 2 mg/kg or 8 mg/kg by infusion every 4 weeks."),
    (
        "Arms",
        f"{LOW} (experimental). 2 mg/kg every 4 weeks.\n\n{HIGH} (experimental). 8 mg/kg every 4 weeks.\n\n"
        f"{DUMMY} (placebo comparator). Saline every 4 weeks.",
    ),
    ("Inclusion criteria", "Inclusion Criteria: eGFR of 30 mL/min or more.\n\nPeat lupus for a year."),
    (
        "Primary outcomes",
        f"Primary outcome: {RESPONSE}. Response is a fall of 4 points of the peat score. Time frame: Week 40.",
    ),
    (
        "Before assignment",
        "512 participants were enrolled and 300 were randomized. Reasons for not being randomized: low weight (200).",
    ),
)
SOURCE = Source(
    "killoch", "registry_record", KILLOCH.id, "KILLOCH record", "KILLOCH. ClinicalTrials.gov: NCT90000123.",
    "registry", path="killoch.json", publication_type="registry record",
)  # fmt: skip
_rows = RowMaker("killoch", KILLOCH.id, ARMS, size=100)
_SHARE: dict[str, Any] = {"statistic": "percentage", "unit": "%"}
_MEAN: dict[str, Any] = {"statistic": "mean", "category": "baseline"}
ROWS = (
    *_rows("st", "Started", "100", "99", "98", category="disposition"),
    *_rows("re", RESPONSE, "41.5", "52.5", "33.5", note="Primary outcome.", time_frame="Week 40", **_SHARE),
    make_result("killoch:or", trial=KILLOCH.id, outcome=RESPONSE, comparison=f"{HIGH} vs {DUMMY}", arm=None,
                statistic="odds ratio", value=Decimal("2.19"), ci_low=Decimal("1.25"), ci_high=Decimal("3.85"),
                data_cutoff=None, analysis=None, population=None, time_frame="Week 40"),
    *_rows("b1", BY_SCORE, "31.5", "37.5", "27.5", item="Peat score 9 or less", time_frame="Week 40", **_SHARE),
    *_rows("b2", BY_SCORE, "61.5", "67.5", "47.5", item="Peat score above 9", time_frame="Week 40", **_SHARE),
    *_rows("fl", FLARE, "21", "13", "29"),
    *_rows("ff", FIRST, "101", "122", "83", statistic="median", unit="days"),
    *_rows("le", LEVEL, "3.7", "44.4", statistic="geometric mean", unit="ug/mL", time_frame="Week 40"),
    *_rows("e1", EVENTS, "77", "78", "79", item="Any AE"),
    *_rows("e2", EVENTS, "16", "17", "18", item="Serious AE"),
    *_rows("sc", SCARRING, "5.5", "4.5", "6.5", **_SHARE),
    *_rows("hd", "Headache", "33", "34", "35", category="safety", grade="non-serious"),
    *_rows("na", "Nausea", "23", "24", "25", category="safety", grade="non-serious"),
    *_rows("pl", "Peat lupus", "2", "3", "4", category="safety", grade="serious"),
    *_rows("sa", "Serious adverse events", "16", "17", "18", category="safety", grade="serious"),
    *_rows("am", "All-cause mortality", "6", "7", "8", category="safety"),
    *_rows("g1", "Rate of Bog Events in the Safety Set", "84", "85", "86", item="Any drug-related AE"),
    *_rows("g2", "Rate of Bog Events in the Safety Set", "64", "65", "66",
           item="Drug-related AE leading to discontinuation"),
    *_rows("cv", "Number of Participants With Heart Death or Stroke", "51", "52", "53"),
    *_rows("kd", "Number of Participants With Kidney Death or Dialysis", "54", "55", "56"),
    *_rows("nc", "Not completed", "20", "19", "30", category="disposition"),
    *_rows("n1", "Not completed: Adverse Event", "9", "10", "11", category="disposition"),
    *_rows("n2", "Not completed: Lack of Efficacy", "4", "2", "14", category="disposition"),
    *_rows("n3", "Not completed: Subject no longer meets criteria", "7", "5", "3", category="disposition"),
    *_rows("pd", DOSE, "11.1", "12.2", "13.3", unit="mg/day", **_MEAN),
    *_rows("r1", RISK, "21", "22", "23", item="Favorable (0)", category="baseline"),
    *_rows("r2", RISK, "71", "72", "73", item="Poor (3 and more)", category="baseline"),
    *_rows("in", "Number of Participants Included in the Endpoint of Peat Loss", "57", "58", "59"),
    *_rows("fr", "Peat-free Time in Favorable-risk Participants", "9.4", "9.5", "9.6", statistic="median",
           unit="months"),
    *_rows("n4", "Not completed: Site closed", "1", "0", "2", category="disposition"),
    *_rows("hs", "History of Bog Stroke", "24", "25", "26", category="baseline"),
    *_rows("bs", "Number of Participants With Bog Stroke or Rescue", "81", "82", "83"),
    *_rows("pa", "Monthly Peat Days", "8.1", "8.2", "8.3", unit="days", **_MEAN),
    *_rows("pm", "Monthly Peat Medication Days", "3.1", "3.2", "3.3", unit="days", **_MEAN),
    *_rows("pc", "Change From Baseline in Monthly Peat Days", "-4.1", "-4.2", "-4.3", statistic="mean", unit="days"),
    *_rows("ms", "Number of Participants With Moderate/Severe Peat Crisis", "61", "62", "63"),
    *_rows("sv", "Number of Participants With Severe Peat Crisis", "30", "31", "32"),
    *_rows("gf", RATE, "61.1", "62.2", "63.3", unit="mL/min", **_MEAN),
    *_rows("gc", "Change From Baseline in eGFR at Week 40", "-1.1", "-2.2", "-3.3", statistic="mean", unit="mL/min"),
)  # fmt: skip
_OWN: dict[str, Any] = {"trial": KILLOCH.id}
TERMS = (
    *(Term("arm", arm, role="experimental", **_OWN) for arm in (LOW, HIGH)),
    Term("arm", DUMMY, role="control", **_OWN),
    Term("drug", "lochavir"),
    Term("statistic", "dose", synonyms=("mg/kg", "dosed")),
    Term("statistic", "percentage", synonyms=("rate",)),
    Term("grade", ">=3", synonyms=("severe",)),
    Term("grade", "serious", synonyms=("serious",)),
    Term("topic", "dosing schedule", synonyms=("schedule",), section="methods"),
    Term("outcome", RESPONSE, category="efficacy", primary=True, **_OWN),
    Term("outcome", "Overall survival", None, ("die", "died"), category="efficacy"),
    Term("outcome", "Treatment-emergent adverse event", None, ("adverse event", "side effect", "safety"),
         category="safety"),
    Term("outcome", "Patients randomised", None, ("how many patients", "participants included", "took part"),
         category="disposition"),
    Term("outcome", "Monthly peat days", None, ("peat days",), category="efficacy"),
    Term("outcome", "Study centres", None, ("site", "hospital"), category="design"),
    Term("statistic", "count", None, ("how many", "how many patients")),
    Term("outcome", "Serious adverse events", category="safety", **_OWN),
    Term("outcome", "Peat lupus", category="safety", **_OWN),
    Term("outcome", DOSE, category="baseline", **_OWN),
)  # fmt: skip


@cache
def _killoch() -> OneRecord:
    return OneRecord(ROWS, terms=TERMS, trial=KILLOCH, source=SOURCE, parts=TEXT)


def answer(text: str) -> str:
    """The sentences of an answer."""
    return answer_in(_killoch(), text)
