"""Outcomes whose titles tell the time: which of them is meant."""

from __future__ import annotations

import pytest

from retrieval.questions.timed_titles import at_another_time, at_the_same_time, times_told

WEEK_12, WEEK_52 = "Change in Pain at Week 12", "Change in Pain at Week 52"


def test_time_is_told_in_either_order() -> None:
    """A unit before its number is the same as after it."""
    assert times_told("at Week 12, or 3 months") == {("week", "12"), ("month", "3")}


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("pain at week 12 and 52?", {"12", "52"}),
        ("pain at weeks 12, 24 and 52 on placebo", {"12", "24", "52"}),
        ("pain at 12 and 52 weeks", {"12", "52"}),
        ("pain at week 12/52", {"12", "52"}),
        ("pain at week 12 and 52 patients with a rash", {"12"}),
        ("pain at week 12 and 52% of the others", {"12"}),
    ],
)
def test_times_of_a_list_share_their_unit(text: str, times: set[str]) -> None:
    """What is counted otherwise is no time."""
    assert times_told(text) == {("week", number) for number in times}


def test_same_title_at_another_time() -> None:
    """Only a title that is the same but for the time is the outcome asked before."""
    held = (WEEK_12, WEEK_52, "Change in Sleep at Week 52")
    assert at_another_time([WEEK_12], "and at week 52", held=held) == (WEEK_52,)
    assert at_another_time([WEEK_12], "and with placebo", held=held) == ()


def test_outcome_without_a_time_is_meant_at_the_time_asked_before() -> None:
    """Of titles that differ in their time alone, the one at the earlier question's; others are left as they are."""
    assert at_the_same_time([WEEK_12, WEEK_52], ["Change in Sleep at Week 52"]) == (WEEK_52,)
    assert at_the_same_time([WEEK_12, "Deaths"], ["Change in Sleep at Week 52"]) == (WEEK_12, "Deaths")
