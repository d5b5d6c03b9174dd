"""TORRIDON, an invented record of children: rows by letters, a measure in parts of the patients, effects and deaths."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, answer_in
from tests.retrieval.small_trial import make_result

TORRIDON = Trial("NCT90000011", "TORRIDON", "Galavax in Children With Renal Mire Tumor", "Renal Mire Tumor")
NEW, OLD, BOTH = "Galavax", "Oldvax", "Galavax Plus Booster"
PROTECTED = "Percentage With Seroprotection Against Strains A, B and W at Day 30: Galavax and Oldvax"
PROTECTED_BOTH = "Percentage With Seroprotection at Day 30: Booster Group"
TITERS = "Geometric Mean Titers of Antibodies Against Strains A, B and W"
WHOLE = "Mire-Free Survival (MFS)"
PARTS = "MFS in Prespecified Subgroups"
RHYTHM = "Change From Baseline in PQcF at Day 30"
HEALED = "Healed by Day 30 (ITT)"
HEALED_STRICTLY = "Healed by Day 30 (PP)"
SCHOOL = "Time to Return to School"
HARMS = "Number of Participants With Complications by Marsh-Fen Scale"
PUMP = "Number of Participants With Parts of the Composite"
EVENTS = "Number of Participants With Treatment-emergent Adverse Events (TEAEs)"
TEXT = (
    ("Title", "Galavax in Children With Renal Mire Tumor"),
    ("Conditions", "Conditions studied: Renal Mire Tumor."),
    ("Keywords", "Keywords: sedge histology; sphagnum histology."),
    ("Design", "Phase: phase 3. Masking: double (participant, outcomes assessor). Enrolment: 300 (actual)."),
    ("Interventions", "Galavax (biological). Given over 90 seconds.\n\nOldvax (biological). Given over 60 seconds."),
    ("Arms", "Galavax (experimental). Galavax, 15 microgram.\n\nOldvax (active comparator). Oldvax, 7 microgram."),
    ("Exclusion criteria", "Exclusion Criteria: Use of a sedative."),
    ("Recruitment", "Children were enrolled from 4 May 2018 at 3 sites in Chad."),
    ("Eligibility criteria", "Minimum age: 12 Months. Maximum age: 9 Years. Sex: female."),
    ("Secondary outcomes", f"{RHYTHM}. Triplicate ECG; PQ interval corrected by Fen's formula."),
    ("Dates", "Overall status: completed. Study start: 2019-02-11 (actual)."),
)
SOURCE = Source(
    "torridon", "registry_record", TORRIDON.id, "TORRIDON record", "TORRIDON. ClinicalTrials.gov: NCT90000011.",
    "registry", path="torridon.json", publication_type="registry record",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None}


def _rows(key: str, outcome: str, values: dict[str, str], **slots: Any) -> list[Result]:
    slots = {"statistic": "count", "unit": "patients", **_EMPTY, **slots}
    counted = slots["statistic"] == "count"
    return [
        make_result(
            f"torridon:{key}{place}", trial=TORRIDON.id, outcome=outcome, arm=arm, value=value,
            **(slots | ({"n": int(value), "N": 100} if counted else {})),
        )
        for place, (arm, value) in enumerate(values.items())
    ]  # fmt: skip


def _effect(key: str, outcome: str, value: str, **slots: Any) -> Result:
    return make_result(
        f"torridon:{key}", trial=TORRIDON.id, outcome=outcome, comparison=f"{NEW} vs {OLD}", value=Decimal(value),
        **_EMPTY | slots,
    )  # fmt: skip


def _pair(first: str, second: str) -> dict[str, str]:
    return {NEW: first, OLD: second}


_SHARE: dict[str, Any] = {"statistic": "percentage", "unit": "%"}
_TITER: dict[str, Any] = {"statistic": "geometric mean", "unit": "titers"}
_TIME: dict[str, Any] = {"statistic": "Kaplan-Meier median", "unit": "months"}
ROWS = (
    *_rows("st", "Started", _pair("100", "99"), category="disposition"),
    *_rows("tr", "Treated", _pair("98", "96"), category="disposition"),
    *_rows("nc", "Not completed", _pair("20", "19"), category="disposition"),
    *_rows("n1", "Not completed: Lack of Efficacy", _pair("3", "5"), category="disposition"),
    *_rows("n2", "Not completed: Death", _pair("6", "7"), category="disposition"),
    *_rows("n3", "Not completed: Physician Decision", _pair("8", "9"), category="disposition"),
    *_rows("hi", "Histology", _pair("41", "42"), category="baseline", item="Sedge"),
    *_rows("hj", "Histology", _pair("51", "52"), category="baseline", item="Sphagnum"),
    *_rows("pa", PROTECTED, _pair("91.1", "81.1"), item="Strain A", **_SHARE),
    *_rows("pb", PROTECTED, _pair("92.2", "82.2"), item="Strain B", **_SHARE),
    *_rows("pw", PROTECTED, _pair("93.3", "83.3"), item="Strain W", **_SHARE),
    *_rows("qb", PROTECTED_BOTH, {BOTH: "72.2"}, item="Strain B", **_SHARE),
    *_rows("qw", PROTECTED_BOTH, {BOTH: "73.3"}, item="Strain W", **_SHARE),
    *_rows("tb", TITERS, _pair("22", "12"), item="Strain B: Day 30", **_TITER),
    *_rows("tw", TITERS, _pair("33", "13"), item="Strain W: Day 30", **_TITER),
    _effect("tr", TITERS, "2.54", item="Strain W: Day 30", statistic="GMT ratio"),
    *_rows("wh", WHOLE, _pair("14.4", "11.1"), **_TIME),
    _effect("wr", WHOLE, "0.71", statistic="hazard ratio", note="The boundary of 0.0123 was not crossed.",
            ci_low=Decimal("0.51"), ci_high=Decimal("1.01")),
    *_rows("ps", PARTS, _pair("15.5", "10.1"), item="Sedge histology", **_TIME),
    *_rows("pr", PARTS, _pair("13.3", "12.2"), item="Sphagnum histology", **_TIME),
    *_rows("qt", RHYTHM, _pair("3.7", "4.7"), statistic="mean", unit="msec"),
    *_rows("hl", HEALED, _pair("61", "56"), population="intention-to-treat"),
    *_rows("hp", HEALED_STRICTLY, _pair("63", "58"), population="per-protocol"),
    *_rows("sc", SCHOOL, _pair("4.4", "6.6"), statistic="Kaplan-Meier median", unit="days"),
    *_rows("ha", HARMS, _pair("54", "35"), item="Any level"),
    *_rows("h3", HARMS, _pair("17", "18"), item="Level ≥III"),
    *_rows("pd", PUMP, _pair("23", "24"), item="Long-term ventilation"),
    *_rows("pf", PUMP, _pair("31", "32"), item="Lung failure"),
    *_rows("am", "All-cause mortality", _pair("7", "7"), category="safety"),
    *_rows("ta", EVENTS, _pair("81", "82"), category="safety", item="Any TEAE"),
    *_rows("tl", EVENTS, _pair("38", "27"), category="safety", item="TEAE Leading to Treatment Withdrawal"),
    *_rows("fc", "Febrile convulsion", _pair("1", "2"), category="safety", grade="serious"),
)  # fmt: skip
TERMS = (
    *(Term("arm", arm, trial=TORRIDON.id, role="experimental") for arm in (NEW, BOTH)),
    Term("arm", OLD, trial=TORRIDON.id, role="control"),
    Term("drug", "Galavax", trial=TORRIDON.id),
    Term("outcome", PROTECTED, None, ("Strain A", "Strain B", "Strain W"), TORRIDON.id, category="efficacy"),
    Term("outcome", PROTECTED_BOTH, None, ("Strain B", "Strain W"), TORRIDON.id, category="efficacy"),
    Term("outcome", TITERS, trial=TORRIDON.id, category="efficacy"),
    Term("outcome", WHOLE, "MFS", ("mire-free survival",), TORRIDON.id, category="efficacy", primary=True),
    Term("outcome", PARTS, None, ("sedge histology", "sphagnum histology"), TORRIDON.id, category="efficacy"),
    Term(
        "outcome",
        EVENTS,
        None,
        ("treatment-emergent adverse events", "TEAE"),
        TORRIDON.id,
        category="safety",
        broader=("Treatment-emergent adverse event",),
    ),
    Term("outcome", "Febrile convulsion", None, ("fever fit",), TORRIDON.id, category="safety"),
    *(Term("outcome", title, trial=TORRIDON.id, category="efficacy") for title in (RHYTHM, SCHOOL, HARMS, PUMP)),
    *(
        Term("outcome", title, trial=TORRIDON.id, category="efficacy", primary=True)
        for title in (HEALED, HEALED_STRICTLY)
    ),
    Term("population", "intention-to-treat", "ITT", ("intention-to-treat analysis",)),
    Term("population", "per-protocol", None, ("per-protocol analysis",)),
    Term("outcome", "Patients treated", category="disposition", synonyms=("received treatment", "were dosed")),
    Term("outcome", "Lung failure", category="efficacy"),
    Term("subgroup", "ventilation", synonyms=("on ventilation",)),
    Term("subgroup", "children", synonyms=("kids",)),
    Term("subgroup", "women", synonyms=("girls",)),
)


@cache
def _torridon() -> OneRecord:
    return OneRecord(ROWS, terms=TERMS, trial=TORRIDON, source=SOURCE, parts=TEXT)


def answer(text: str) -> str:
    """The sentences of the answer to a question about TORRIDON."""
    return answer_in(_torridon(), text)
