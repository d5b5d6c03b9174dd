"""HEATHER, an invented record: an outcome by ages in its titles, response and remission, a scale with a taken name."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in
from tests.retrieval.small_trial import make_result

HEATHER = Trial("NCT90000091", "HEATHER", "Lingvax in Heath Pox", "Heath Pox")
LING, DUMMY = "Lingvax", "Ranibizumab"
ALL = "Number of Participants With Confirmed Heath Pox, in Participants Aged 40 Years and Older"
MIDDLE = "Number of Participants With Confirmed HP, in Participants Aged 40 to 59 Years"
OLD = "Number of Participants With Confirmed HP, in Participants Aged 60 Years and Older"
ITCH = "Number of Participants With Lasting Itch"
RESPONSE = "Percentage of Participants With a Response on the Heath Score at Week 8"
REMISSION = "Percentage of Participants in Remission (Heath Score 3 or Less) at Week 8"
SCALE = "Change From Baseline in Stooping Disability Scale (SDS) at Week 8"
SPACED = "Number of Participants on Each Interval of Doses"
RATE = "Incidence Rate of Confirmed HP, in Participants Aged 40 Years and Older"
SOON, LATE = "Change in Global Itch Assessment at Day 2 (24 Hours)", "Change in Global Itch Assessment at Week 8"
LASTED = "Duration of Local Redness"
LOCAL = "Number of Participants With Any and Grade 3 Local Reactions"
EYES = "Number of Participants With Ocular Adverse Events"
LEVELS = "Anti-Ling Antibody Concentration"
TEXT = (
    ("Title", "Lingvax or Ranibizumab in Heath Pox (HP)"),
    ("Conditions", "Conditions studied: Heath Pox."),
    ("Design", "Phase: phase 3. Enrolment: 400 (actual)."),
    ("Primary outcomes", f"Primary outcome: {ALL}. Confirmed by a swab."),
    ("Secondary outcomes", "Secondary outcome: Change in Foveal Thickness. Read from scanning laser topography."),
    ("Arms", f"{LING} (experimental). One dose.\n\n{DUMMY} (active comparator). One dose."),
    ("Interventions", f"{LING} (drug). Nasal spray once a month."),
    ("Eligibility criteria", "Minimum age: 40 Years. Sex: all."),
)
SOURCE = Source(
    "heather", "registry_record", HEATHER.id, "HEATHER record", "HEATHER. ClinicalTrials.gov: NCT90000091.", "registry",
    path="heather.json", publication_type="registry record",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None, "arm": None}
_rows = RowMaker("heather", HEATHER.id, (LING, DUMMY), size=200)


def _effect(key: str, outcome: str, value: str, low: str, high: str, **slots: Any) -> Result:
    slots = {"comparison": f"{LING} vs {DUMMY}", "ci_low": Decimal(low), "ci_high": Decimal(high), **slots}
    return make_result(
        f"heather:{key}", trial=HEATHER.id, outcome=outcome, value=Decimal(value), **(_EMPTY | slots)
    )  # fmt: skip


_EFFICACY: dict[str, Any] = {"statistic": "vaccine efficacy (%)", "unit": None}
_TESTED: dict[str, Any] = {"p_value": Decimal("0.001"), "p_comparator": "=", "p_sides": "two-sided"}
_SHARE: dict[str, Any] = {"statistic": "percentage", "unit": "%", "time_frame": "Week 8"}
_LEVEL: dict[str, Any] = {"statistic": "geometric mean", "unit": "mIU/mL", "time_frame": "At Months 0, 3, 13 and 37"}
ROWS = (
    *_rows("a", ALL, "9", "81", note="Primary outcome."),
    _effect("ae", ALL, "88.1", "80.2", "93.3", **(_EFFICACY | _TESTED)),
    *_rows("m", MIDDLE, "6", "51"),
    _effect("me", MIDDLE, "87.2", "75.1", "94.4", **_EFFICACY),
    *_rows("o", OLD, "3", "32"),
    _effect("oe", OLD, "89.3", "70.7", "97.4", **_EFFICACY),
    *_rows("i", ITCH, "2", "17"),
    *_rows("r", RESPONSE, "61.5", "44.5", **_SHARE),
    *_rows("q", REMISSION, "38.5", "21.5", **_SHARE),
    *_rows("d", SCALE, "-7.2", "-4.1", statistic="mean", unit="points", time_frame="Week 8"),
    _effect("dd", SCALE, "-3.3", "-5.2", "-1.4", statistic="mean difference", unit="points", time_frame="Week 8"),
    *(row for month, value in (("0", "13"), ("3", "5210"), ("13", "2430"), ("37", "1610"))
      for row in _rows(f"l{month}", LEVELS, value, "14", item=f"Month {month}", **_LEVEL)),
    *_rows("sc", "Started", "200", "200", category="disposition", item="Double-Blind Soothing Phase (4 Weeks)"),
    *_rows("c1", "Completed", "196", "195", category="disposition", item="Double-Blind Soothing Phase (4 Weeks)"),
    *_rows("c2", "Completed", "181", "177", category="disposition", item="Extension Phase (up to 20 Weeks)"),
    *_rows("s1", SPACED, "46", item="Every 9 weeks", time_frame="Week 48"),
    *_rows("s2", SPACED, "66", item="Every 5 weeks", time_frame="Week 48"),
    *_rows("e1", EYES, "71", "69", category="safety", item="Any ocular event"),
    *_rows("e2", EYES, "12", "14", category="safety", item="Serious ocular event"),
    *_rows("e3", EYES, "5", "8", category="safety", item="Uveitis"),
    *_rows("sa", "Serious adverse events", "33", "34", category="safety", grade="serious"),
    *_rows("ra", RATE, "0.4", "8.7", statistic="rate", unit="cases per 1000 person-years"),
    *_rows("is", SOON, "-9.1", "-7.1", statistic="mean", unit="points", time_frame="Day 2"),
    *_rows("il", LATE, "-21.1", "-17.1", statistic="mean", unit="points", time_frame="Week 8"),
    *_rows("r1", LOCAL, "90", "45", category="safety", item="Any Redness"),
    *_rows("r3", LOCAL, "19", "6", category="safety", item="Grade 3 Redness"),
    *_rows("rt", "Redness", "93", "47", category="safety", grade="non-serious"),
    *_rows("du", LASTED, "2.5", "1.5", item="Redness", statistic="median", unit="days",
           time_frame="Within 7 days after vaccination"),
    *_rows("th", "Change in Foveal Thickness", "-131", "-128", statistic="mean", unit="microns"),
    *_rows("gw", "Sex: Female, Male", "101", "99", category="baseline", item="Female"),
    *_rows("gm", "Sex: Female, Male", "99", "101", category="baseline", item="Male"),
    *_rows("g4", "Age, Customized", "120", "119", category="baseline", item="40-59 years"),
    *_rows("g6", "Age, Customized", "80", "81", category="baseline", item=">= 60 years"),
)  # fmt: skip
TERMS = (
    Term("arm", LING, trial=HEATHER.id, role="experimental"),
    Term("arm", DUMMY, trial=HEATHER.id, role="control"),
    *(Term("drug", name, trial=HEATHER.id) for name in (LING, DUMMY)),
    Term("outcome", "Completed", None, ("completed",), category="disposition"),
    Term("outcome", ALL, None, ("heath pox",), HEATHER.id, category="efficacy", primary=True),
    Term("outcome", SCALE, "SDS", (), HEATHER.id, category="efficacy"),
    *(Term("outcome", title, trial=HEATHER.id, category="efficacy") for title in
      (MIDDLE, OLD, ITCH, RESPONSE, REMISSION, LEVELS, SPACED, RATE, SOON, LATE, LASTED, "Change in Foveal Thickness")),
    Term("outcome", EYES, None, ("uveitis",), HEATHER.id, category="safety"),
    Term("outcome", "Vision blurred", None, ("eye side effects",), category="safety"),
    Term("outcome", "Serious adverse events", None, (), HEATHER.id, category="safety"),
    Term("outcome", LOCAL, None, (), HEATHER.id, category="safety"),
    Term("outcome", "Redness", None, (), HEATHER.id, category="safety"),
    Term("grade", "serious"),
    Term("grade", ">=3", None, ("severe",)),
    Term("outcome", "Best overall response", None, ("response", "remission"), category="efficacy"),
    Term("outcome", "Overall response rate", None, ("response rate", "responded"), category="efficacy"),
    Term("outcome", "Age >=60 years", None, ("aged 60 or older", "60 and older"), category="baseline"),
    Term("subgroup", "women", None, ("female",)),
    Term("subgroup", "age >=60 years", None, ("over 60", "aged 60 or older", "60 and older")),
    Term("subgroup", "age >=80 years", None, ("over 80",)),
    Term("subgroup", "age >=40 years", None, ("40 and over",)),
    Term("subgroup", "age 40-59 years", None, ("40 to 59", "40-59")),
    Term("statistic", "standard deviation", "SD", ("SDs",)),
    Term("statistic", "p-value", None, ("significant", "significantly")),
    Term("statistic", "difference", None, ("differences",)),
    Term("statistic", "count", None, ("how many",)),
)  # fmt: skip


@cache
def heather() -> OneRecord:
    """The corpus, made once."""
    return OneRecord(ROWS, terms=TERMS, trial=HEATHER, source=SOURCE, parts=TEXT)


def answer(text: str) -> str:
    """The sentences of an answer."""
    return answer_in(heather(), text)
