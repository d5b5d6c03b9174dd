"""MARLWICK, an invented record: arms of doses and schedules in several periods, each with a control, none compared."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from ingest.records import Result, Source, Trial
from ingest.vocabulary import Term
from retrieval.questions.timed_titles import times_told
from retrieval.registry.times_of_titles import of_times_alone
from tests.retrieval.registry.record_corpus import OneRecord, RowMaker, answer_in
from tests.retrieval.small_trial import make_result

MARLWICK = Trial("NCT90000172", "MARLWICK", "Tidalol in Reed Ague", "Reed Ague")
LOW, HIGH, DUMMY = "Tidalol 20 mg", "Tidalol 40 mg", "Placebo (for Tidalol 40 mg)"
OPEN_LOW, OPEN_HIGH = "OLE: Tidalol 20 mg", "OLE: Tidalol 40 mg"
OFTEN, SELDOM = "Tidalol Every 4 Weeks", "Tidalol Every 8 Weeks"
AGUE = "Change From Baseline in Mean Monthly Ague Days to the Last Month (Month 6) of the Double-blind Treatment Phase"
LATER = "Change From Baseline in Monthly Ague Days at Week 52 (Open Treatment Phase)"
CALM = "Percentage of Participants With Reed Calm at Week 20"
CALM_BY = "Percentage of Participants With Reed Calm at Week 20 by Prior ZNFα Blocker Therapy"
ORGANS = "Time to Each Component of the Small Vessel Composite"
TITERS = "Anti-Ague Titers"
EVENTS = "Number of Participants With Adverse Events During the Open Treatment Phase"
RATE = "Event Rate of the Primary Composite Endpoint per 100 Patient-years"
SPLIT = "Number of Participants With Ague Death, Coma, or Collapse"
TEXT = (
    ("Title", "Tidalol in Reed Ague"),
    ("Conditions", "Conditions studied: Reed Ague."),
    ("Arms", f"{LOW} (experimental). Daily.\n\n{HIGH} (experimental). Daily.\n\n{OFTEN}. Drip.\n\n{SELDOM}. Drip."),
    ("Primary outcomes", f"Primary outcome: {AGUE}."),
)  # fmt: skip
SOURCE = Source(
    "marlwick", "registry_record", MARLWICK.id, "MARLWICK record", "MARLWICK. ClinicalTrials.gov: NCT90000172.",
    "registry", path="marlwick.json", publication_type="registry record",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"data_cutoff": None, "analysis": None, "population": None}
_rows = RowMaker("marlwick", MARLWICK.id, (LOW, HIGH, DUMMY), size=200)
_open = RowMaker("marlwick", MARLWICK.id, (OPEN_LOW, OPEN_HIGH), size=180)
_drip = RowMaker("marlwick", MARLWICK.id, (OFTEN, SELDOM, DUMMY), size=120)


def _effect(key: str, outcome: str, arm: str, value: str) -> Result:
    return make_result(
        f"marlwick:{key}", trial=MARLWICK.id, outcome=outcome, comparison=f"{arm} vs {DUMMY}", value=Decimal(value),
        statistic="mean difference", unit="days", **_EMPTY,
    )  # fmt: skip


_DAYS: dict[str, Any] = {"statistic": "mean", "unit": "days"}
_SHARE: dict[str, Any] = {"statistic": "percentage", "unit": "%"}
ROWS = (
    *_rows("st", "Started", "200", "200", "201", item="Double-blind phase", category="disposition"),
    *_open("so", "Started", "181", "182", item="Open treatment phase", category="disposition"),
    *_rows("ag", AGUE, "-3.2", "-3.7", "-1.8", note="Primary outcome.", **_DAYS),
    _effect("e2", AGUE, LOW, "-1.4"),
    _effect("e4", AGUE, HIGH, "-1.9"),
    *_open("la", LATER, "-4.2", "-4.6", **_DAYS),
    *_drip("ca", CALM, "44.8", "41.8", "15.9", **_SHARE),
    *_drip("cf", CALM_BY, "35.0", "37.2", "5.3", item="Prior ZNFα blocker failure", **_SHARE),
    *_drip("cn", CALM_BY, "47.9", "45.8", "19.0", item="No prior ZNFα blocker", **_SHARE),
    *_rows("o1", ORGANS, "26", "27", "37", item="Nephropathy composite"),
    *_rows("o2", ORGANS, "16", "17", "21", item="New macroalbuminuria"),
    *_rows("o3", ORGANS, "3", "4", "5", item="Death due to renal disease"),
    *_rows("o4", ORGANS, "61", "62", "63", item="Retinopathy composite"),
    *_rows("t0", TITERS, "12.5", "12.6", "12.9", item="Month 0", statistic="geometric mean", unit="titer"),
    *_rows("t3", TITERS, "523.7", "524.1", "13.2", item="Month 3", statistic="geometric mean", unit="titer"),
    *_rows("t9", TITERS, "161.7", "162.1", "13.9", item="Month 38", statistic="geometric mean", unit="titer"),
    *_open("ev", EVENTS, "26", "43", item="Any adverse event", category="safety"),
    *_rows("rp", RATE, "4.6", "4.1", "7.5", statistic="rate", unit="events per 100 patient-years"),
    *_rows("sp", SPLIT, "97", "99", "112", note="Primary outcome."),
    *_rows("hi", "Hiccups", "12", "15", "6", category="safety", grade="non-serious"),
)
TERMS = (
    *(Term("arm", arm, trial=MARLWICK.id) for arm in (LOW, HIGH, DUMMY, OPEN_LOW, OPEN_HIGH, OFTEN, SELDOM)),
    Term("drug", "Tidalol", trial=MARLWICK.id),
    Term("outcome", AGUE, None, ("ague days",), MARLWICK.id, category="efficacy", primary=True),
    Term("outcome", LATER, None, (), MARLWICK.id, category="efficacy"),
    *(Term("outcome", title, None, ("reed calm",), MARLWICK.id, category="efficacy") for title in (CALM, CALM_BY)),
    Term("outcome", ORGANS, None, (), MARLWICK.id, category="efficacy"),
    Term("outcome", TITERS, None, ("titers",), MARLWICK.id, category="efficacy"),
    Term("outcome", EVENTS, None, (), MARLWICK.id, category="safety"),
    Term("outcome", "Hiccups", None, ("hiccups",), MARLWICK.id, category="safety"),
    Term("outcome", "Treatment-emergent adverse event", None, ("side effects", "side effect"), category="safety"),
)


@cache
def _marlwick() -> OneRecord:
    return OneRecord(ROWS, terms=TERMS, trial=MARLWICK, source=SOURCE, parts=TEXT)


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("MARLWICK: ague days with 40 mg?", "-1.9", "-1.4", id="a dose that a control names, too"),
        pytest.param("MARLWICK: ague days on the 20?", "-1.4", "-1.9", id="a dose by its number alone"),
        pytest.param("Was 40 mg better than 20 mg on ague days in MARLWICK?", "no result for a comparison", "-1.8",
                     id="doses that were not compared"),
        pytest.param("MARLWICK: which dose did better on ague days?", "no result for a comparison", "no ague",
                     id="doses that are not named"),
        pytest.param("Did 40 mg beat placebo on ague days in MARLWICK?", "-1.9", "a comparison", id="its control"),
        pytest.param("Was 40 mg better than 20 mg at one year in MARLWICK?", "-4.6", "-3.7",
                     id="the same at a later time, in a later phase"),
        pytest.param("MARLWICK: reed calm with four-weekly versus eight-weekly dosing?", "44.8", "does not cover",
                     id="schedules in words"),
        pytest.param("Reed calm on the q8w arm of MARLWICK?", "41.8", "no result", id="a schedule by letters"),
        pytest.param("Did anti-ZNF failures get to reed calm in MARLWICK?", "37.2", "41.8", id="a part told by a word"),
        pytest.param("How many went into the open treatment phase of MARLWICK?", "181", "26 of", id="a period alone"),
        pytest.param("What happened to the small vessel composite in the kidneys in MARLWICK?", "26 of", "61 of",
                     id="rows of an organ, and no small word"),
        pytest.param("MARLWICK: titers a month after the second dose and then three years on?", "523.7", "no result",
                     id="a time that only doses tell"),
        pytest.param("How often did hiccups turn up as side effects in MARLWICK?", "12 of", "no result",
                     id="an event that is called one"),
    ],
)  # fmt: skip
def test_arms_of_doses_and_schedules_are_those_asked(question: str, told: str, not_told: str) -> None:
    """Each in any words and in every period, and with what nobody compared."""
    text = answer_in(_marlwick(), question)
    assert told in text, text
    assert not_told not in text, text


@pytest.mark.parametrize("question", ["MARLWICK: event rate of the primary endpoint per 100 patient-years, right?"])
def test_number_of_a_unit_is_no_figure_claimed(question: str) -> None:
    """The 100 of "per 100 patient-years" counts nobody."""
    assert "Correction" not in answer_in(_marlwick(), question)


def test_title_of_the_time_asked_is_meant_before_one_that_has_it_among_others() -> None:
    """A time frame with the baseline in it tells no other time."""
    told = {CALM: "Baseline and Week 20", "Lasting Reed Calm": "Week 8 and Week 20", "Reed Score": "Week 20"}
    assert of_times_alone([*told], times_told("at week 20"), told) == [CALM, "Reed Score"]
    assert of_times_alone([*told], times_told("at any time"), told) == [*told]
