"""MARLPIT, an invented record: yearly slopes, a test by its margin alone, rows of a composite, a taste."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in
from tests.retrieval.small_trial import make_result

MARLPIT = Trial("NCT90000031", "MARLPIT", "Marlanib in Children With Clay Kidney", "Clay Kidney")
MARL, DUMMY = "Marlanib", "Placebo"
EARLY = "Change in GFR From Baseline to Week 3"
CHRONIC, TOTAL = "Chronic GFR Slope From Week 3 to End of Treatment", "Total GFR Slope From Baseline to Month 20"
FLOW = "Number of Participants With Open Flow Through Day 9"
AGAIN = "Number of Participants With Unplanned Stay or Secondary Intervention Within 80 Days"
AGAIN_TIME = "Time to First Secondary Intervention"
TASTE = "Number of Participants With Acceptable Palatability of the Syrup"
PARTS = "Number of Participants With Components of the Clay Composite"
TEXT = (
    ("Title", "Marlanib in Children With Clay Kidney"),
    ("Conditions", "Conditions studied: Clay Kidney."),
    ("Design", "Phase: phase 3. Enrolment: 160 (actual)."),
    ("Primary outcomes", f"Primary outcome: {FLOW}. No stop of the flow."),
    ("Eligibility criteria", "Minimum age: 4 Years. Maximum age: 15 Years. Sex: all."),
)
SOURCE = Source(
    "marlpit", "registry_record", MARLPIT.id, "MARLPIT record", "MARLPIT. ClinicalTrials.gov: NCT90000031.",
    "registry", path="marlpit.json", publication_type="registry record",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None}
_COUNT: dict[str, Any] = {"statistic": "count", "unit": "patients"}
_MEAN: dict[str, Any] = {"statistic": "least-squares mean"}
_YEARLY = "mL/min per year"


_rows = RowMaker("marlpit", MARLPIT.id, (MARL, DUMMY), size=80)


def _effect(key: str, outcome: str, value: str, low: str, high: str | None, **slots: Any) -> Result:
    """A comparison of the arms with its interval, of which the upper bound may be open."""
    bounds = {"ci_low": Decimal(low), "ci_high": Decimal(high) if high else None, "ci_level": Decimal(95)}
    slots = _EMPTY | bounds | slots
    return make_result(
        f"marlpit:{key}", trial=MARLPIT.id, outcome=outcome, arm=None, comparison=f"{MARL} vs {DUMMY}", value=value,
        **slots,
    )  # fmt: skip


_TESTED = "Analysis as posted: Risk Difference (RD). Non-inferiority analysis. Non-inferiority margin of -7 points."
ROWS = (
    *_rows("e", EARLY, "-4.1", "-0.6", unit="mL/min", **_MEAN),
    *_rows("c", CHRONIC, "-1.3", "-3.2", unit=_YEARLY, **_MEAN),
    *_rows("t", TOTAL, "-2.4", "-3.7", unit=_YEARLY, **_MEAN),
    *_rows("f", FLOW, "71", "72", note="Primary outcome."),
    _effect("fd", FLOW, "-1.2", "-5.5", None, statistic="risk difference", unit="percentage points", note=_TESTED),
    *_rows("a", AGAIN, "12", "19"),
    _effect("ah", AGAIN, "0.66", "0.38", "1.14", statistic="hazard ratio", unit=None, p_value=Decimal("0.13")),
    *_rows("at", AGAIN_TIME, "41", "38", statistic="median", unit="days"),
    *_rows("p", TASTE, "62", "55"),
    *_rows("k", PARTS, "7", "11", item="Clay death"),
    _effect("kh", PARTS, "0.62", "0.24", "1.61", statistic="hazard ratio", unit=None, item="Clay death"),
    *_rows("s", "Serious adverse events", "9", "8", category="safety", grade="serious"),
    *_rows("l", PARTS, "14", "23", item="Graft"),
)
TERMS = (
    Term("arm", MARL, trial=MARLPIT.id, role="experimental"),
    Term("arm", DUMMY, trial=MARLPIT.id, role="control"),
    Term("drug", MARL, trial=MARLPIT.id),
    Term("outcome", FLOW, None, (), MARLPIT.id, category="efficacy", primary=True),
    Term("outcome", EARLY, None, ("GFR",), MARLPIT.id, category="efficacy"),
    *(Term("outcome", title, trial=MARLPIT.id, category="efficacy") for title in
      (CHRONIC, TOTAL, AGAIN, AGAIN_TIME, TASTE, PARTS)),
    Term("subgroup", "children", None, ("kids", "child")),
    Term("statistic", "p-value", None, ("significant", "significantly")),
)  # fmt: skip


@cache
def marlpit() -> OneRecord:
    """The corpus, made once."""
    return OneRecord(ROWS, terms=TERMS, trial=MARLPIT, source=SOURCE, parts=TEXT)


def answer(text: str) -> str:
    """The sentences of an answer."""
    return answer_in(marlpit(), text)
