"""Which row of a measure, which arm by its dose, and which of two measures of one event a question means."""

from __future__ import annotations

import pytest

from retrieval.questions.timed_titles import times_told
from retrieval.registry.lay_words import in_lay_words
from tests.retrieval.registry.dose_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("How many had redness of over 20 mm after the first dose in DORNOCH?", "21 of 100", "11 of 100",
                     id="a row in everyday words, at a dose"),
        pytest.param("How many cardiovascular deaths were there in DORNOCH?", "31 of 100", "61 of 100",
                     id="the part of a composite, its short form read"),
        pytest.param("DORNOCH: urgent bog rescues, limavax vs placebo", "51 of 100", "61 of 100", id="a part by words"),
        pytest.param("How many people died in DORNOCH?", "71 of 100", "Not completed", id="the measure of deaths"),
        pytest.param("DORNOCH primary endpoint: how many had an event, each arm?", "61 of 100", "100 of 100",
                     id="the primary endpoint by its topic"),
        pytest.param("How many got the second injection in DORNOCH?", "91 of 100", "100 of 100", id="a milestone"),
        pytest.param("By how much did the Fen Severity Index fall by week 8 in DORNOCH?", "-5 points", "81 points",
                     id="a change, where the name is that of a value at baseline"),
        pytest.param("How many in the DORNOCH trial were pox positive, and how many of them obese?",
                     "no result for obese", "no result for pox", id="a part that is not held beside one that is"),
        pytest.param("In which arm of DORNOCH was hair loss most frequent?", "3 of 100", "6 of 100",
                     id="arms and no events are ranked"),
        pytest.param("Local reactions by dose in DORNOCH?", "11 of 100", "(experimental)", id="no dose is asked for"),
        pytest.param("Could someone with sleep apnoea have entered DORNOCH?", "Exclusion criteria: “Sleep apnea",
                     "does not cover", id="British spelling"),
        pytest.param("Below what kidney function were people kept out of DORNOCH?", "glomerular", "apnea",
                     id="a criterion in everyday words"),
        pytest.param("Why does the 10 µg group of DORNOCH have so few patients?", "closed early", "no result",
                     id="why a group is small"),
        pytest.param("How many became much or very much improved in DORNOCH?", "44 of 100", "no result",
                     id="words in a row"),
        pytest.param("How long did they take to fall asleep in DORNOCH?", "2 minutes", "no result", id="no fall"),
        pytest.param("What was the mean Fen Severity Index, and how many were pox positive in DORNOCH?", "16 of 100",
                     "no result", id="parts asked one by one"),
        pytest.param("Why was DORNOCH stopped early?", "vials ran out", "closed", id="why a trial was stopped"),
        pytest.param("Could somebody on olanzapine have joined DORNOCH?", "antipsychotic", "apnea", id="a class"),
        pytest.param("Could somebody with a tattoo have joined DORNOCH?", "no result for a criterion on “tattoo”",
                     "apnea", id="no criterion"),
        pytest.param("FSI change at week 24 in DORNOCH?", "week 24", "Week 8 (", id="the time asked is named"),
    ],
)  # fmt: skip
def test_row_arm_and_measure_meant(question: str, told: str, not_told: str) -> None:
    """The words of a question lead to one row, and to no near one."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


def test_dose_alone_names_its_arm() -> None:
    """A figure that is confirmed of one dose is held against that dose's arm."""
    text = answer("Is it true that 22 people on 10 µg had redness over 20 mm after dose 1 in DORNOCH?")
    assert "Correction" in text, text
    assert "Limavax 10 µg: 21 of 100" in text, text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("after the second vaccination", {("dose", "2")}, id="in words"),
        pytest.param("After Dose 1", {("dose", "1")}, id="in digits"),
        pytest.param("two doses of 5 mg", set(), id="a number of doses"),
    ],
)
def test_doses_are_times(text: str, expected: set[tuple[str, str]]) -> None:
    """A dose by its number tells when, as a week does."""
    assert times_told(text) == expected


def test_slip_of_a_record_is_read_through() -> None:
    """A misspelt word of the trade has its everyday words, and its own spelling."""
    assert {"pruritus", "itch"} <= in_lay_words(frozenset(("pruriti",)))
