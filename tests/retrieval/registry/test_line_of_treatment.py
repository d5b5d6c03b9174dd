"""The line of treatment of a whole trial, doses told by the day, arms that began as controls, the fatal grade."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.questions.graded_rows import graded_rows
from retrieval.registry.arm_doses import _a_day, _amounts, _as_one
from retrieval.registry.fatal_grade import _OF_FIVE
from retrieval.registry.rewriting import in_its_words
from retrieval.registry.serious_asked import _ALL_AND_SERIOUS
from retrieval.registry.untreated import all_untreated
from tests.retrieval.registry.small_record import ask, fenway_words
from tests.retrieval.small_trial import make_result


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("Any deaths in first-line bog lung?", "Any deaths in bog lung?", id="of the condition"),
        pytest.param("Any deaths in the frontline setting?", "Any deaths?", id="the setting"),
        pytest.param("Deaths in untreated bog lung?", "Deaths in bog lung?", id="untreated"),
        pytest.param("Deaths in newly diagnosed vegans?", "Deaths in newly diagnosed vegans?", id="of others"),
        pytest.param("Deaths in second-line bog lung?", "Deaths in second-line bog lung?", id="a later line"),
        pytest.param(
            "Could untreated bog lung be enrolled?", "Could untreated bog lung be enrolled?", id="who may enter"
        ),
    ],
)
def test_line_of_treatment_that_all_have_restricts_nothing(question: str, said: str) -> None:
    """It is left out where nobody in the trial had been treated, and stays in any other trial."""
    words = fenway_words()
    assert in_its_words(ask(question), replace(words, untreated=True)) == said
    assert in_its_words(ask(question), words) == question


@pytest.mark.parametrize(
    ("text", "untreated"),
    [
        ("Velo in Previously Untreated Bog Lung", True),
        ("Velo Versus Bark as First-Line Treatment", True),
        ("No prior systemic anti-cancer therapy for advanced disease", True),
        ("Treatment-naive for metastatic bog lung", True),
        ("Progressed after first-line treatment", False),
        ("No prior therapy with velo", False),
    ],
)
def test_record_tells_that_all_are_untreated(text: str, untreated: bool) -> None:
    """A first line that is over, or a single drug that nobody had, is no such thing."""
    assert all_untreated(text) is untreated


@pytest.mark.parametrize(
    ("arms", "one"),
    [
        ({"Velo 10 mg", "Velo 10 mg - Induction Period", "Any Velo 10 mg", "Placebo - Velo 10 mg"}, {"Velo 10 mg"}),
        ({"Placebo - Velo 10 mg"}, {"Placebo - Velo 10 mg"}),
        ({"Velo 10 mg", "Velo 10 mg + Bark"}, {"Velo 10 mg", "Velo 10 mg + Bark"}),
    ],
)
def test_dose_is_of_the_arm_that_began_on_it(arms: set[str], one: set[str]) -> None:
    """Those who came to it later, alone or with the others, are not meant by a dose alone."""
    assert _as_one(arms) == one


def test_dose_is_the_one_of_a_day() -> None:
    """An arm's "200 mg/day" is asked for as "200 mg", and a dose by weight is no dose of a day."""
    asked, told, weighed = (next(_amounts(text))[0] for text in ("200 mg", "200 mg/Day", "200 mg/kg"))
    assert _a_day(asked) == told
    assert _a_day(weighed) == weighed


@pytest.mark.parametrize(
    ("item", "fatal"),
    [("Grade 5 adverse event", True), ("Any, Grade 5 AEs", True), ("Grade 5", True), ("Grade 5 pneumonia", False)],
)
def test_row_of_the_fatal_grade(item: str, fatal: bool) -> None:
    """Events at large of grade 5 are those who died of one; a kind of event is not."""
    assert bool(_OF_FIVE.search(item)) is fatal


@pytest.mark.parametrize(
    ("question", "graded"),
    [
        ("How bad was the numbness?", ["Grade 1", "Grade 2", "Grade 3 or higher"]),
        ("Numbness of grade 2 or higher?", ["Grade 2", "Grade 3 or higher"]),
        ("Numbness of grade 3 or higher?", []),
    ],
)
def test_grades_with_the_last_and_all_above(question: str, graded: list[str]) -> None:
    """The row from a grade upwards is told with those below it; asked for itself it is no list of grades."""
    items = ("No numbness", "Grade 1", "Grade 2", "Grade 3 or higher")
    rows = [
        make_result(f"numb:{place}", outcome="Numbness", item=item, statistic="count", value="7")
        for place, item in enumerate(items)
    ]
    assert [row.item for row in graded_rows(rows, question)] == graded


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Gout: serious cases and all cases?", True),
        ("gout, overall and serious?", True),
        ("How many had gout, and how many of those were serious?", True),
        ("Was there any serious gout?", False),
        ("All serious gout, please", False),
    ],
)
def test_all_cases_beside_the_serious_ones(question: str, asked: bool) -> None:
    """Both tables of events are asked; "any serious" is of the serious ones alone."""
    assert bool(_ALL_AND_SERIOUS.search(question)) is asked
