"""What is meant where some words of a question are not the record's: a measure singled out, an arm, a time, a row."""

from __future__ import annotations

import pytest

from retrieval.questions.at_large import of_primary_kind
from retrieval.questions.timed_titles import times_told
from retrieval.registry.narrowing import has_less
from tests.retrieval.registry.mill_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("How many in AVONMILL preferred the jab?", "65 of 100", "no result", id="by one plain word"),
        pytest.param("AVONMILL: median time to rewarming on saline?", "29.5 minutes", "no result", id="everyday word"),
        pytest.param("How much thicker or thinner did the macula get in AVONMILL?", "-201.5", "no result",
                     id="words of the eye"),
        pytest.param("What share of eyes gained three lines or more in AVONMILL?", "29.2%", "no result",
                     id="lines of letters"),
        pytest.param("Did the heart rate change in AVONMILL?", "no result", "13 of 100", id="a rate of each patient"),
        pytest.param("What was the effect on lung function in AVONMILL?", "no result", "31 of 100",
                     id="another function"),
        pytest.param("What was the median time to smiling in AVONMILL, saline arm?", "no result", "21 titer",
                     id="no primary outcome in place of another"),
        pytest.param("How many attacks a week did patients of AVONMILL have?", "9.1 attacks per week", "no result",
                     id="what is counted in each patient"),
        pytest.param("Any deaths in the mid-dose arm of AVONMILL?", "8 of 100", "no result", id="the dose between"),
        pytest.param("AVONMILL: M.1 titers after a year?", "81 titer", "301 titer", id="a year in days"),
        pytest.param("AVONMILL: M.1 titers 4 weeks after the second dose?", "301 titer", "81 titer",
                     id="a time after a dose"),
        pytest.param("How many had severe hives in AVONMILL?", "9 of 100", "64 of 100", id="a severity in a name"),
        pytest.param("Is there a benefit in people with an eGFR below 60 in AVONMILL?", "0.71", "no result",
                     id="a part that is a row"),
        pytest.param("Which SAE was thought to be related to the vaccine in AVONMILL?", "1 of 100 patients with SV-80",
                     "Hip fracture", id="no ranking of what was related"),
        pytest.param("How many had a grade 3 local reaction in AVONMILL, and how many any at all?", "66 of 100",
                     "no result", id="all of them beside a grade"),
        pytest.param("In AVONMILL, how many died in the 20 group?", "8 of 100", "no result", id="dose by its number"),
    ],
)  # fmt: skip
def test_what_is_meant_is_told(question: str, told: str, not_told: str) -> None:
    """A word that the record has not neither hides what it has, nor lets another outcome pass."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("AVONMILL: mill storm, overall and severe?", "78 of 100", "no result", id="all beside a grade"),
        pytest.param("AVONMILL: mill storm, grade 3 or worse?", "3 of 100", "78 of 100", id="grade in a row's name"),
        pytest.param("Risk ratio for major bleeding in AVONMILL?", "0.31", "0.44", id="no composite"),
        pytest.param("Did quality of life change in AVONMILL?", "7.4 points", "no result", id="by its instrument"),
        pytest.param("What share had had a previous clot in AVONMILL?", "46 of 100", "71 of 100", id="a history"),
        pytest.param("Eosinophil counts in AVONMILL?", "0.29 GI/L", "91 of 100", id="a count in each patient"),
        pytest.param("AVONMILL: eosinophil count at week 52?", "no result", "0.29", id="a time nobody measured"),
        pytest.param("How many withdrew for a side effect in AVONMILL?", "5 of 100", "15 of 100",
                     id="the reason, not the verb"),
        pytest.param("AVONMILL: how many stopped because the fever came back?", "25 of 100", "15 of 100",
                     id="progression in plain words"),
        pytest.param("What HbA1c did people need to get into AVONMILL?", "10% or less", "no result",
                     id="what was needed to get in"),
        pytest.param("Which dose of AVONMILL had the most solicited local reactions?", "66 of 100", "Two doses",
                     id="doses ranked"),
        pytest.param("Did women in AVONMILL respond better than men?", "18.9 snores", "22.6 snores",
                     id="what those of a kind gained"),
        pytest.param("24-hour snoring frequency in AVONMILL?", "22.6 snores", "24.3 snores", id="no part unasked"),
        pytest.param("Snoring frequency score in AVONMILL?", "22.6 snores", "no result", id="a word of measuring"),
        pytest.param("AVONMILL: a reduction in snoring by 50%?", "no result", "27 of 100", id="another percentage"),
        pytest.param("Lung thickness fall with SV-80 in AVONMILL?", "-1.7 mm", "no result", id="the fall of a value"),
        pytest.param("Daily duration of cramps in AVONMILL?", "median difference (SV-80 µg vs Saline): -14.5",
                     "was -14.5", id="a median difference is no median"),
        pytest.param("AVONMILL: geometric mean ratio of M.1 titres at day 57?", "1.33", "21 titer",
                     id="a statistic by its whole name"),
        pytest.param("AVONMILL: liver enzymes above five times normal?", "8 of 100", "16 of 100", id="a multiple"),
        pytest.param("In patients with urine protein at baseline of 1.5 or more, did it work in AVONMILL?", "0.86",
                     "201 titer", id="a part by its value at baseline"),
        pytest.param("Gait speed at baseline in AVONMILL?", "1.14 m/s", "0.24", id="no change for a value at baseline"),
        pytest.param("How many in AVONMILL took a heparin blocker?", "36 of 100", "no result", id="a blocker"),
        pytest.param("AVONMILL: how long did people stay on treatment?", "143 days", "no result",
                     id="staying on treatment"),
        pytest.param("Any fatalities in AVONMILL?", "13 of 100", "no result", id="fatalities are deaths"),
        pytest.param("AVONMILL: did it save lives?", "13 of 100", "no result", id="lives saved"),
        pytest.param("How often were they readmitted per year in AVONMILL?", "0.38 events", "0.10", id="a yearly rate"),
        pytest.param("Major bleeding in AVONMILL with the RR", "1.8%", "9.8%", id="the rates beside their ratio"),
    ],
)  # fmt: skip
def test_what_is_meant_is_told_and_no_neighbour(question: str, told: str, not_told: str) -> None:
    """Neither a composite, a verb, a number of those analysed nor another time stands in for what is asked."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


@pytest.mark.parametrize(
    ("title", "other", "expected"),
    [
        pytest.param({8: 1.0, 11: 0.3}, {0: 1.0, 8: 1.0, 11: 0.3}, True, id="fewer words"),
        pytest.param({8: 1.0, 11: 0.3}, {0: 1.0, 8: 0.7, 11: 0.3}, False, id="a word that the other only defines"),
        pytest.param({8: 1.0}, {8: 1.0}, False, id="as many"),
    ],
)
def test_title_has_less(title: dict[int, float], other: dict[int, float], expected: bool) -> None:
    """A title with a word of its own is asked beside another, whose definition has that word."""
    assert has_less(title, other) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("for the primary efficacy endpoint", ("VTE",), id="efficacy"),
        pytest.param("for the primary safety outcome", ("Major bleeding",), id="safety"),
        pytest.param("for the primary outcome", ("VTE", "Major bleeding"), id="both"),
    ],
)
def test_primary_outcomes_of_one_kind(text: str, expected: tuple[str, ...]) -> None:
    """Of two primary outcomes the one of the kind asked."""
    assert of_primary_kind(("VTE", "Major bleeding"), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("at the end of year one", {("year", "1")}, id="year one"),
        pytest.param("in the second year", {("year", "2")}, id="second year"),
        pytest.param("did it last a year", {("year", "1")}, id="a year"),
        pytest.param("a month later", {("month", "1")}, id="a month later"),
        pytest.param("episodes a year", set(), id="per year"),
    ],
)
def test_times_in_words(text: str, expected: set[tuple[str, str]]) -> None:
    """A time in words is a time; a rate by the year is none."""
    assert times_told(text) == expected
