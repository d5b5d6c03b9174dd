"""BIRCHWOOD, an invented record in pupils: one name at several visits, an arm of two drugs, sets told in words."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in
from tests.retrieval.small_trial import make_result

BIRCHWOOD = Trial(
    "NCT90000031", "BIRCHWOOD", "Quillacef-Tamobactam Versus Ferropenem in Fen Fever", "Fen Fever; Peatosis"
)
BOTH, CONTROL, USUAL = "Quillacef-Tamobactam", "Ferropenem", "Usual Village Help"
ARMS = (BOTH, CONTROL, USUAL)
CURE = "Number of Participants With Clearance (Clinical and Microbial) at Test of Clearance in the mITT Population"
CURE_END = "Number of Participants With Clearance at End of Therapy in the mITT Population"
CURE_LATE = "Number of Participants With Clearance at Late Follow-Up in the mITT Population"
BY_TYPE = "Percentage of Participants With Clearance by Fever Type (mITT Population)"
GERMS = "Number of Participants With Per-Pathogen Eradication"
COLD = "Time to Resolution of Chills"
SCORE = "Change From Baseline in Marsh Scale for Pupils (MSP) Total Score at Week 8"
SCORE_LATER = "Change From Baseline in MSP Total Score at Week 30"
ABSENT = "Days Absent From School"
LEVEL = "Maximum Plasma Concentration (Cmax) of Quillacef and Tamobactam"
EVENTS = "Number of Participants With Treatment-Emergent Adverse Events by Type"
MITT = (
    "Modified Intent-to-Treat (mITT) Population: all randomized pupils who had any study drug and a germ at baseline."
)
EVALUABLE = "Clinically Evaluable (CE) Population: treated pupils who were seen at the visit."
TEXT = (
    ("Title", "Quillacef-Tamobactam Versus Ferropenem in Pupils With Fen Fever"),
    ("Conditions", "Conditions studied: Fen Fever; Peatosis."),
    (
        "Arms",
        f"{BOTH} (experimental). Twice daily.\n\n{CONTROL} (active comparator). Twice daily.\n\n"
        f"{USUAL} (no intervention). Whatever the village gave; offered the drug later.",
    ),
    ("Exclusion criteria", "Exclusion Criteria: Gout at any time."),
    ("Eligibility criteria", "Minimum age: 11 Years. Maximum age: 14 Years. Sex: all."),
    ("Outcome measures", f"{CURE}. Analysed: {MITT}\n\n{LEVEL}. Analysed: {EVALUABLE} Nobody was left out."),
)
SOURCE = Source(
    "birchwood", "registry_record", BIRCHWOOD.id, "BIRCHWOOD record", "BIRCHWOOD. ClinicalTrials.gov: NCT90000031.",
    "registry", path="birchwood.json", publication_type="registry record",
)  # fmt: skip
_rows = RowMaker("birchwood", BIRCHWOOD.id, ARMS, size=100)


def _effect(key: str, outcome: str, value: str, low: str, high: str, **slots: Any) -> Result:
    told: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None, "interval_kind": "CI"}
    told |= {"comparison": f"{BOTH} vs {CONTROL}", "ci_low": Decimal(low), "ci_high": Decimal(high), "ci_level": "95"}
    return make_result(f"birchwood:{key}", trial=BIRCHWOOD.id, outcome=outcome, value=Decimal(value), **(told | slots))


_MEAN: dict[str, Any] = {"statistic": "mean", "unit": "points"}
ROWS = (
    *_rows("st", "Started", "100", "100", category="disposition"),
    *_rows("nc", "Not completed", "9", "8", category="disposition"),
    *_rows("n1", "Not completed: Lost to Follow-up", "6", "3", category="disposition"),
    *_rows("n2", "Not completed: Withdrawal by Subject", "3", "5", category="disposition"),
    *_rows("mi", "mITT Population", "91", "92", category="disposition"),
    *_rows("ag", "Age, Continuous", "12.5", "12.4", category="baseline", statistic="mean", unit="years"),
    *_rows("mc", "Total mire count", "18.5", "20.5", category="baseline", statistic="mean", unit="mires"),
    *_rows("bs", "Bog Severity (BOSE) Score", "29.5", "31.5", category="baseline", statistic="mean", unit="points"),
    *_rows("b5", "Percentage Achieving BOSE-50 at Week 8", "72.5", "32.5", statistic="percentage", unit="%"),
    *_rows("fr", "Number of Participants Free of Fen Dreams", "54", "37", "20"),
    _effect("fro", "Number of Participants Free of Fen Dreams", "3.30", "1.59", "6.86", statistic="odds ratio",
            comparison=f"{BOTH} vs {USUAL}"),
    *_rows("c1", CURE, "76", "72", note="Primary outcome."),
    _effect("c1e", CURE, "4", "-3", "11", statistic="risk difference", unit="percentage points"),
    *_rows("c2", CURE_END, "95", "93"),
    *_rows("c3", CURE_LATE, "70", "65"),
    *_rows("ta", BY_TYPE, "81.5", "77.5", item="Acute peatosis", statistic="percentage", unit="%"),
    *_rows("tb", BY_TYPE, "71.5", "67.5", item="Complicated lower fen fever", statistic="percentage", unit="%"),
    *_rows("g1", GERMS, "41", "42", item="Escherichia coli"),
    *_rows("g2", GERMS, "31", "32", item="Klebsiella pneumoniae"),
    *_rows("g3", GERMS, "21", "22", item="ESBL-producing rods"),
    *_rows("co", COLD, "33.5", "36.5", statistic="Kaplan-Meier median", unit="hours"),
    _effect("coe", COLD, "1.15", "0.89", "1.49", statistic="hazard ratio"),
    *_rows("s1", SCORE, "-13.5", "-9.5", note="Primary outcome.", **_MEAN),
    *_rows("s2", SCORE_LATER, "-15.5", "-12.5", **_MEAN),
    *_rows("ab", ABSENT, "4.5", "6.5", statistic="median", unit="days"),
    *_rows("l1", LEVEL, "82.5", item="Quillacef", statistic="geometric mean", unit="µg/mL"),
    *_rows("l2", LEVEL, "29.5", item="Tamobactam", statistic="geometric mean", unit="µg/mL"),
    *_rows("e1", EVENTS, "52", "48", item="Any TEAE", category="safety"),
    *_rows("e2", EVENTS, "10", "7", item="TEAE leading to discontinuation of study drug", category="safety"),
    *_rows("sa", "Serious adverse events", "17", "14", category="safety", grade="serious"),
    *_rows("am", "All-cause mortality", "4", "2", category="safety"),
    *_rows("cj", "Conjunctivitis", "8", "1", category="safety", grade="non-serious", note="Infections."),
    *_rows("go", "Gout", "7", "6", category="safety", grade="non-serious"),
    *_rows("he", "Headache", "26", "20", category="safety", grade="non-serious"),
    *_rows("hy", "Hypertension", "9", "12", category="safety", grade="non-serious"),
    *_rows("si", "Intentional self-injury", "2", "1", category="safety", grade="serious"),
    *_rows("sx", "Suicidal ideation", "3", "5", category="safety", grade="serious"),
)  # fmt: skip


def _term(title: str, *names: str, **slots: Any) -> Term:
    return Term("outcome", title, synonyms=names, trial=BIRCHWOOD.id, **({"category": "efficacy"} | slots))


TERMS = (
    Term("arm", BOTH, trial=BIRCHWOOD.id, role="experimental"),
    Term("arm", CONTROL, trial=BIRCHWOOD.id, role="control"),
    Term("arm", USUAL, trial=BIRCHWOOD.id, role="control"),
    _term(CURE, primary=True),
    _term(CURE_END, "Clearance"),
    _term(CURE_LATE),
    _term(LEVEL, "Quillacef", "Tamobactam"),
    _term(SCORE, primary=True),
    _term("Bog Severity (BOSE) Score", "BOSE", category="baseline"),
    Term("outcome", "Vision blurred", None, ("eye problems",), category="safety"),
    _term("Gout", category="safety"),
    Term("topic", "eligibility"),
    Term("outcome", "Age", None, ("age",), category="baseline"),
    _term("mITT Population", category="disposition"),
    _term("Not completed", "dropped out", category="disposition"),
    _term("Serious adverse events", "serious adverse event", category="safety"),
    _term("All-cause mortality", "deaths", category="safety"),
    _term(EVENTS, "side effects", category="safety"),
    Term("outcome", "Suicidal ideation", None, ("self-harm", "suicidal thoughts"), category="safety"),
    Term("subgroup", "children", synonyms=("kids",)),
    Term("grade", "serious", synonyms=("serious events",)),
    Term("statistic", "count", synonyms=("how many",)),
)


@cache
def _birchwood() -> OneRecord:
    return OneRecord(ROWS, terms=TERMS, trial=BIRCHWOOD, source=SOURCE, parts=TEXT)


def answer(text: str) -> str:
    """The sentences of an answer."""
    return answer_in(_birchwood(), text)
