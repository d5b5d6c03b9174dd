"""RIDGEWAY, an invented record of three doses against another drug: limits, amounts, titles of some doses."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, answer_in
from tests.retrieval.small_trial import make_result

RIDGEWAY = Trial("NCT90000021", "RIDGEWAY", "Velastin Versus Oldarol for Brow Tension in Ridge Fever", "Ridge Fever")
LOW, MIDDLE, HIGH, OTHER = "5 mg Velastin", "10 mg Velastin", "15 mg Velastin", "1 mg Oldarol"
ARMS = (LOW, MIDDLE, HIGH, OTHER)
LOSS = "Percentage of Participants Who Achieved Weight Loss >=5%, >=10%, and >=15% From Baseline"
TENSION = "Brow Tension Score During Weeks 3 and 4"
HALVED = "Number of Participants With at Least 50% Reduction From Baseline in Brow Tension"
BOTH = "Annualized Rate of Moderate or Severe Storms"
AGED = "GMT of Ridge Antibodies by Age Group"
A1C = "Change From Baseline in HbA1c"
TEXT = (
    ("Title", "Velastin Versus Oldarol for Brow Tension in Ridge Fever"),
    ("Conditions", "Conditions studied: Ridge Fever."),
    ("Arms", "\n\n".join(f"{arm} (experimental). Once a week, starting at 2.5 mg." for arm in ARMS)),
    (
        "Secondary outcomes",
        "Secondary outcome: Brow Persistence Index at Month 36. Kept three years on. Time frame: Month 36.\n\n"
        "Secondary outcome: GMT of Ridge Antibodies by Source. Lots were consistent within 0.67 to 1.50.",
    ),
)
PARTS = "First Occurrence of Cardiovascular Death, Myocardial Infarction, Stroke, or Ridge Failure"
HARMS = "Number of Participants With Adverse Events (AEs)"
SOURCE = Source(
    "ridgeway", "registry_record", RIDGEWAY.id, "RIDGEWAY record", "RIDGEWAY. ClinicalTrials.gov: NCT90000021.",
    "registry", path="ridgeway.json", publication_type="registry record",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None}
_SHARE: dict[str, Any] = {"statistic": "percentage", "unit": "%"}
_LEFT: dict[str, Any] = {"category": "disposition"}


def _rows(key: str, outcome: str, *values: str, arms: tuple[str, ...] = ARMS, **slots: Any) -> list[Result]:
    slots = {"statistic": "count", "unit": "patients", **_EMPTY, **slots}
    counted = slots["statistic"] == "count"
    return [
        make_result(
            f"ridgeway:{key}{place}", trial=RIDGEWAY.id, outcome=outcome, arm=arm, value=value,
            **(slots | ({"n": int(value), "N": 100} if counted else {})),
        )
        for place, (arm, value) in enumerate(zip(arms, values, strict=True))
    ]  # fmt: skip


def _effect(key: str, outcome: str, value: str, arm: str, **slots: Any) -> Result:
    return make_result(
        f"ridgeway:{key}", trial=RIDGEWAY.id, outcome=outcome, value=Decimal(value), comparison=f"{arm} vs {OTHER}",
        **(_EMPTY | slots),
    )  # fmt: skip


_MEAN: dict[str, Any] = {"statistic": "mean", "unit": "percentage of HbA1c"}
_KILOS: dict[str, Any] = {"statistic": "mean", "unit": "kilograms (kg)"}
_RATE: dict[str, Any] = {"statistic": "rate", "unit": "storms per year"}
_LITRES: dict[str, Any] = {"statistic": "mean", "unit": "liters"}
_TITER: dict[str, Any] = {"statistic": "geometric mean", "unit": "titer"}
_SCORE: dict[str, Any] = {"statistic": "mean", "unit": "score"}
ROWS = (
    *_rows("st", "Started", "100", "99", "98", "97", **_LEFT),
    *_rows("a1", f"{A1C} (10 mg and 15 mg)", "-2.3", "-2.4", "-1.8", arms=(MIDDLE, HIGH, OTHER), **_MEAN,
           note="Primary outcome."),
    _effect("e1", f"{A1C} (10 mg and 15 mg)", "-0.61", HIGH, statistic="mean difference",
            note="Non-inferiority analysis. Margin 0.4."),
    *_rows("a2", f"{A1C} (5 mg)", "-2.1", "-1.8", arms=(LOW, OTHER), **_MEAN),
    *_rows("s1", "Percentage of Participants With HbA1c <7.0%", "85.1", "88.1", "92.1", "81.1", **_SHARE),
    *_rows("s2", "Percentage of Participants With HbA1c <5.7%", "34.2", "44.2", "50.2", "19.2", **_SHARE),
    *_rows("w", "Change From Baseline in Body Weight", "-7.7", "-10.7", "-12.7", "-6.7", **_KILOS),
    *_rows("l1", LOSS, "68.5", "82.5", "86.5", "58.5", item=">=5% weight loss", **_SHARE),
    *_rows("l2", LOSS, "35.5", "52.5", "64.5", "25.5", item=">=10% weight loss", **_SHARE),
    *_rows("l3", LOSS, "15.5", "27.5", "39.5", "8.5", item=">=15% weight loss", **_SHARE),
    *_rows("t", TENSION, "3.1", "3.2", "3.3", "5.4", **_SCORE, note="Primary outcome."),
    *_rows("h", HALVED, "31", "32", "33", "9"),
    *_rows("ba", "Hemoglobin A1c", "8.31", "8.32", "8.33", "8.34", category="baseline", **_MEAN),
    *_rows("bw", "Body Weight", "92.1", "92.2", "92.3", "92.4", category="baseline", **_KILOS),
    *_rows("bs", "Brow Tension Severity Index", "6.11", "6.12", "6.13", "6.14", category="baseline", **_SCORE),
    *_rows("r1", BOTH, "0.71", "0.72", "0.73", "1.14", **_RATE, note="Primary outcome."),
    *_rows("r2", "Annualized Rate of Severe Storms", "0.071", "0.072", "0.073", "0.114", **_RATE),
    *_rows("r3", "Time to First Moderate or Severe Storm", "41.1", "42.1", "43.1", "31.1",
           statistic="Kaplan-Meier median", unit="weeks"),
    *_rows("r0", "Moderate or Severe Storms in the Year Before Screening", "2.1", "2.2", "2.3", "2.4", **_RATE,
           category="baseline"),
    *_rows("v1", "Change in Forced Brow Volume (FBV) at Week 12", "0.161", "0.162", "0.163", "0.071", **_LITRES),
    *_rows("v2", "Change in FBV at Week 52", "0.151", "0.152", "0.153", "0.061", **_LITRES),
    *_rows("v3", "Change in FBV at Week 52 in Participants With Baseline Brow Width >=20 cm", "0.251", "0.252", "0.253",
           "0.091", **_LITRES),
    *_rows("g1", AGED, "391", "392", "447", "371", item="18 to 49 years", **_TITER),
    *_rows("g2", AGED, "291", "292", "335", "271", item="50 to 64 years", **_TITER),
    *_rows("k1", "Percentage With a 4-Fold Rise of Antibody Titer to Kestrel Toxoid", "83.1", "83.2", "83.3", "84.4",
           **_SHARE),
    *_rows("k2", "Percentage With an Antibody Titer of 8 or More to the Plover Vaccine", "86.1", "86.2", "86.3", "87.4",
           **_SHARE),
    *_rows("d2", "Received Dose 2", "85", "86", "87", "88", **_LEFT),
    *_rows("x3", HARMS, "5", "4", "6", "3", item="Related SAE", category="safety"),
    *_rows("ge", "Causative Gene", "41", "42", "43", "44", item="BRW2", category="baseline"),
    *_rows("lo", "GMT of Ridge Antibodies by Source", "511", "512", "513", "514", **_TITER),
    *_rows("pk", "Prior Kelpazole Use", "31", "32", "33", "36", item="Yes", category="baseline"),
    *_rows("n1", "Not completed: Adverse Event", "21", "22", "23", "24", **_LEFT),
    *_rows("x1", HARMS, "51", "52", "53", "54", item="Any AE", category="safety"),
    *_rows("x2", HARMS, "41", "42", "43", "44", item="AE leading to discontinuation", category="safety"),
    *_rows("hk", "Hyperkalaemia", "61", "62", "63", "64", category="safety", grade="non-serious"),
    *_rows("c", PARTS, "71", "72", "74", "75"),
    *_rows("te", "Tension headache", "1", "2", "3", "4", category="safety", grade="non-serious"),
    *_rows("te", "Tension", "11", "12", "13", "14", category="safety", grade="non-serious"),
)  # fmt: skip
TERMS = (
    *(Term("arm", arm, trial=RIDGEWAY.id, role="experimental") for arm in (LOW, MIDDLE, HIGH)),
    Term("arm", OTHER, trial=RIDGEWAY.id, role="control", synonyms=("oldarol",)),
    Term("drug", "Velastin", trial=RIDGEWAY.id, synonyms=("vela",)),
    Term("drug", "Oldarol", trial=RIDGEWAY.id, synonyms=("olda",)),
    *(Term("outcome", title, None, ("HbA1c",), trial=RIDGEWAY.id, category="efficacy") for title in
      (f"{A1C} (10 mg and 15 mg)", f"{A1C} (5 mg)")),
    Term("outcome", "Change From Baseline in Body Weight", None, ("body weight",), trial=RIDGEWAY.id,
         category="efficacy"),
    Term("outcome", "Tension", trial=RIDGEWAY.id, category="safety"),
    Term("grade", ">=3", synonyms=("severe",)),
    Term("grade", "1-2", synonyms=("moderate", "mild")),
    Term("outcome", "Antibody titre", None, ("antibody response", "vaccine response"), category="efficacy"),
    Term("outcome", "Treatment-emergent adverse event", None, ("side effects",), category="safety"),
    Term("outcome", "Treatment discontinuation for any reason", None, ("stopped treatment",), category="disposition"),
    Term("outcome", "Major adverse cardiovascular events", None, ("MACE",), category="efficacy"),
    Term("outcome", "Serious adverse events", None, ("serious adverse events",), category="safety"),
    Term("statistic", "dose", None, ("dose",)),
    Term("subgroup", "elderly", synonyms=("older adults", "older people")),
    Term("outcome", BOTH, None, ("storms",), trial=RIDGEWAY.id, category="efficacy", primary=True),
)  # fmt: skip


@cache
def _ridgeway() -> OneRecord:
    return OneRecord(ROWS, terms=TERMS, trial=RIDGEWAY, source=SOURCE, parts=TEXT)


def answer(text: str) -> str:
    """The sentences of an answer."""
    return answer_in(_ridgeway(), text)
