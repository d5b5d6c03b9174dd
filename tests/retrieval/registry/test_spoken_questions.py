"""Questions as they are spoken over a record, and of names that several of its outcomes share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.retrieval.registry import mill_record, ward_record
from tests.retrieval.registry.birch_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("How many bailed and what for?", "6 of 100", "no result", id="who left"),
        pytest.param("did the kids skip less school or nah", "4.5 days", "no result", id="all are children"),
        pytest.param("how many had serious events", "17 of 100", "no result", id="a grade alone"),
        pytest.param("Deaths and how many had serious events?", "17 of 100", "no result", id="beside deaths"),
        pytest.param("Deaths and how many had serious events?", "4 of 100", "no result", id="and the deaths"),
        pytest.param("Any self-harm as a serious event?", "2 of 100", "no result", id="the event by its own name"),
        pytest.param("Serious events, and how many had side effects?", "52 of 100", "no result", id="a grade of one"),
        pytest.param("What was the clearance rate?", "76 of 100", "95 of 100", id="the primary one of a name"),
        pytest.param("Clearance at end of therapy?", "95 of 100", "76 of 100", id="the one named further"),
        pytest.param("Clearance at the late follow-up?", "70 of 100", "76 of 100", id="another named further"),
        pytest.param("Clearance by fever type?", "81.5%", "76 of 100", id="each part"),
        pytest.param("Clearance by fever type?", "71.5%", "no result", id="and the other"),
        pytest.param("Clearance in peatosis versus complicated lower fen fever?", "81.5%", "no result", id="versus"),
        pytest.param("What about ESBL producers and E. coli?", "41 of 100", "no result", id="a species"),
        pytest.param("K pneumoniae eradication?", "31 of 100", "41 of 100", id="without its stop"),
        pytest.param("Did quillacef beat ferropenem?", "76 of 100", "82.5", id="an arm by its first drug"),
        pytest.param("What was the Cmax of quillacef?", "82.5", "76 of 100", id="the drug as a row"),
        pytest.param("Did quillacef beat ferropenem?", "4 percentage points", "52 of 100", id="no harms"),
        pytest.param("Chills resolved faster with quillacef-tamobactam, right?", "not statistically significant",
                     "no result", id="faster"),
        pytest.param("Did chills resolve faster with quillacef-tamobactam?", "1.15", "not statistically", id="asked"),
        pytest.param("Does the effect stick? like wk 30 vs the ferropenem lot", "-15.5", "-13.5", id="later"),
        pytest.param("How was the mITT population defined and how many were in it?", "and a germ at baseline",
                     "no result", id="a set"),
        pytest.param("How was the mITT population defined and how many were in it?", "91 of", "no result",
                     id="and size"),
        pytest.param("Who was in the CE population?", "seen at the visit", "Nobody", id="a set by its letters"),
        pytest.param("Which side effects do you see more of with quillacef-tamobactam?", "Headache", "Hypertension",
                     id="more of"),
        pytest.param("Is it true that kids were 3.3 times more likely to be free of fen dreams?", "is an odds ratio",
                     "another figure", id="odds are no chances"),
        pytest.param("Is it true that the odds ratio of being free of fen dreams was 3.3?", "3.30", "is an odds ratio,",
                     id="odds as such"),
        pytest.param("What were the mean age and mire count at baseline?", "18.5", "no result", id="a trait listed"),
        pytest.param("What were the mean age and mire count at baseline?", "12.5", "no result", id="and the first"),
        pytest.param("Was clearance better than with usual help?", "arm: Usual Village Help", "76 of 100",
                     id="an arm by everyday words"),
        pytest.param("Was the control group a waiting list?", "offered the drug later", "no result", id="controls"),
        pytest.param("What did the comparator arms get?", "Ferropenem (active", "Tamobactam (exp", id="comparators"),
        pytest.param("Any eye problems?", "8 of 100", "does not cover", id="events of an organ"),
        pytest.param("How much did the BOSE come down?", "72.5%", "29.5", id="a value at baseline is no change"),
        pytest.param("What was the change in mire count?", "no result", "18.5", id="of which nothing is held"),
        pytest.param("What was the BOSE at baseline?", "29.5", "no result", id="the value at baseline as such"),
        pytest.param("Could people with gout get in?", "Gout", "of 100", id="to get in"),
    ],
)  # fmt: skip
def test_what_is_asked_in_speech_is_told(question: str, told: str, not_told: str) -> None:
    """Whatever words are spoken, the outcome that the rest of them leads to is told."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


@pytest.mark.parametrize(
    ("question", "asked_of", "told"),
    [
        ("Did galavax shrink the kidney tumors?", ward_record.answer, ward_record.WHOLE),
        ("Did it ease mill fever?", mill_record.answer, mill_record.DAY_57),
    ],
)
def test_what_was_done_to_the_condition_is_the_primary_outcome(
    question: str, asked_of: Callable[[str], str], told: str
) -> None:
    """In whatever words the condition of all patients is told."""
    assert told in asked_of(question)
