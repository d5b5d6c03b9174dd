"""QUAYSIDE, an invented record of two doses with a control each: levels over time, strata, a withdrawal period."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in
from tests.retrieval.small_trial import make_result

QUAYSIDE = Trial("NCT90000031", "QUAYSIDE", "Fenimab in Adults With Quay Scale", "Quay Scale")
LOW, HIGH = "Fenimab 20 mg", "Fenimab 50 mg"
DUMMY_LOW, DUMMY_HIGH = "Placebo 1 mL", "Placebo 2 mL"
POOL, DUMMIES = "Fenimab (Pooled)", "Placebo (Pooled)"
OFF, ON = "Withdrawal (Placebo)", "Maintenance (Fenimab)"
LEVELS = "Percentage Who Achieved QASI 50, QASI 75 and QASI 90 Responses Over Time"
KEPT = "Percentage Who Maintained a QASI 90 Response Through Week 48"
CLEAR = "Percentage With a Quay Global Assessment (QGA) Score of Cleared (0) or Minimal (1) at Week 16"
SCALP = "Percentage With a Scalp-specific Quay Global Assessment (ss-QGA) Score of 0 or 1 at Week 16"
BY_WEIGHT = "Percentage With a QGA Response of 0 or 1 at Week 16 by Baseline Body Weight"
RATE = "Annualized Rate of Severe Exacerbation Events During the 52-Week Treatment Period"
ITT, FEW, MANY, STEROIDS = (
    f"{RATE}: {part}"
    for part in (
        "Intent-to-treat (ITT) Population",
        "Population With Baseline Blood Eosinophil <0.15 Giga/L",
        "Population With Baseline Blood Eosinophil >=0.3 Giga/L",
        "Participants on High Dose Inhaled Corticosteroid at Baseline",
    )
)
ADMITTED = (
    "Annualized Rate of Severe Exacerbation Events Resulting in Hospitalization During the 52-Week Treatment Period"
)
FLOW = "Change From Baseline in Peak Expiratory Flow (PEF) at Week 24"
FIRST, SECOND = "Controlled Period (Week 0-16)", "Randomized Withdrawal Period (Week 28-72)"
TEXT = (
    ("Title", "Fenimab in Adults With Quay Scale"),
    ("Conditions", "Conditions studied: Quay Scale."),
    ("Interventions", "Fenimab (drug). By injection every 2 weeks."),
    ("Arms", f"{LOW} (experimental). 20 mg.\n\n{HIGH} (experimental). 50 mg."),
)
SOURCE = Source(
    "quayside", "registry_record", QUAYSIDE.id, "QUAYSIDE record", "QUAYSIDE. ClinicalTrials.gov: NCT90000031.",
    "registry", path="quayside.json", publication_type="registry record",
)  # fmt: skip

_of = RowMaker("quayside", QUAYSIDE.id, (LOW, HIGH, DUMMY_LOW, DUMMY_HIGH), 100)
_pooled = RowMaker("quayside", QUAYSIDE.id, (POOL, DUMMIES), 200)
_later = RowMaker("quayside", QUAYSIDE.id, (OFF, ON), 90)
_YEARLY = {"statistic": "rate", "unit": "events per person-year"}
_SHARE = {"statistic": "percentage", "unit": "%"}


def _ratio(key: str, value: str, pair: tuple[str, str]) -> Result:
    return make_result(
        f"quayside:{key}", trial=QUAYSIDE.id, outcome=ITT, arm=None, comparison=" vs ".join(pair), value=Decimal(value),
        statistic="risk ratio", unit=None, data_cutoff=None, analysis=None, population=None,
    )  # fmt: skip


ROWS = (
    *_of("i", ITT, "0.41", "0.42", "0.81", "0.82", **_YEARLY),
    *_of("f", FEW, "0.51", "0.52", "0.53", "0.54", **_YEARLY),
    *_of("m", MANY, "0.31", "0.32", "0.91", "0.92", **_YEARLY),
    *_of("s", STEROIDS, "0.61", "0.62", "0.63", "0.64", **_YEARLY),
    *_pooled("a", ADMITTED, "0.03", "0.06", **_YEARLY),
    *_of("l50", LEVELS, "61", "62", "63", "64", item="QASI 50: Week 4", time_frame="Weeks 4, 8 and 16", **_SHARE),
    *_of("l75", LEVELS, "21", "22", "23", "24", item="QASI 75: Week 4", time_frame="Weeks 4, 8 and 16", **_SHARE),
    *_of("l90", LEVELS, "11", "12", "13", "14", item="QASI 90: Week 8", time_frame="Weeks 4, 8 and 16", **_SHARE),
    *_of("l00", LEVELS, "35", "36", "37", "38", item="QASI 75: Week 16", time_frame="Weeks 4, 8 and 16", **_SHARE),
    *_later("k", KEPT, "36", "88", time_frame="Week 48", **_SHARE),
    *_of("c", CLEAR, "84", "85", "8", "9", **_SHARE),
    *_of("sc", SCALP, "71", "72", "5", "6", **_SHARE),
    *_of("w1", BY_WEIGHT, "87", "86", "7", "6", item="<=90 kilograms", **_SHARE),
    *_of("w2", BY_WEIGHT, "78", "79", "4", "3", item=">90 kilograms", **_SHARE),
    *_of("p", FLOW, "28", "25", "5", "9", statistic="mean", unit="liters per minute"),
    *_of("n1", "Not completed", "4", "5", "6", "7", category="disposition", item=FIRST),
    *_later("n2", "Not completed", "8", "9", category="disposition", item=SECOND),
    *_of("r1", "Not completed: Withdrawal by Subject", "1", "2", "3", "1", category="disposition", item=FIRST),
    *_later("r2", "Not completed: Withdrawal by Subject", "2", "1", category="disposition", item=SECOND),
    *_later("st", "Started", "90", "90", category="disposition", item=SECOND),
    *_later("re", "Retreated", "57", "16", category="disposition", item=SECOND),
    *_of("e1", "Nasopharyngitis", "17", "18", "19", "20", category="safety", grade="non-serious"),
    *_of("e2", "Upper respiratory tract infection", "40", "41", "42", "43", category="safety", grade="non-serious"),
    *_of("v1", "Quay Spore Count at Baseline", "55", "56", "57", "58", category="baseline", item=">=100,000 spores"),
    *_of("v2", "Quay Spore Count at Baseline", "45", "44", "43", "42", category="baseline", item="<100,000 spores"),
    *_of("v3", "Percentage With a Quay Spore Count <50 at Week 48", "65", "66", "67", "68", **_SHARE),
    *_of("h1", "Medical History", "31", "32", "33", "34", category="baseline", item="Hypertension"),
    *_of("h2", "Medical History", "25", "26", "27", "28", category="baseline", item="Asthma"),
    *_of("e4", "Hypertension", "5", "6", "7", "8", category="safety", grade="non-serious"),
    *_of("e3", "Injection site erythema", "44", "45", "46", "47", category="safety", grade="non-serious"),
    _ratio("i1", "0.55", (LOW, DUMMY_LOW)),
    _ratio("i2", "0.56", (HIGH, DUMMY_HIGH)),
)
TERMS = (
    *(Term("arm", arm, trial=QUAYSIDE.id, role="experimental") for arm in (LOW, HIGH, ON)),
    *(Term("arm", arm, trial=QUAYSIDE.id, role="control") for arm in (DUMMY_LOW, DUMMY_HIGH)),
    Term("arm", POOL, None, ("Fenimab",), QUAYSIDE.id, role="experimental"),
    Term("arm", DUMMIES, None, ("Placebo",), QUAYSIDE.id, role="control"),
    Term("arm", OFF, None, ("Withdrawal",), QUAYSIDE.id, role="control"),
    Term("drug", "Fenimab", trial=QUAYSIDE.id),
    Term("outcome", "Not completed: Withdrawal by Subject", None, ("withdrawal",), QUAYSIDE.id, category="disposition"),
    Term("outcome", "Quay Spore Count at Baseline", None, ("spore count",), QUAYSIDE.id, category="baseline"),
    Term("outcome", "Hypertension", None, ("high blood pressure",), QUAYSIDE.id, category="safety"),
    Term("outcome", "Retreated", trial=QUAYSIDE.id, category="disposition"),
    Term("outcome", "Started", trial=QUAYSIDE.id, category="disposition"),
)


@cache
def quayside() -> OneRecord:
    """The corpus, made once."""
    return OneRecord(ROWS, terms=TERMS, trial=QUAYSIDE, source=SOURCE, parts=TEXT)


def answer(text: str) -> str:
    """The sentences of an answer."""
    return answer_in(quayside(), text)
