"""How often something is given."""

from __future__ import annotations

import pytest

from retrieval.questions.frequencies import frequencies
from tests.retrieval.small_trial import ask

SCHEDULE = "dosing schedule"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("every other week", {("2", "week")}),
        ("q2w", {("2", "week")}),
        ("an every-2-week dosing", {("2", "week")}),
        ("weekly for the first 4 weeks, then every 2 weeks", {("1", "week"), ("2", "week")}),
        ("twice a day", {("twice", "day")}),
        ("for two years", set()),
    ],
)
def test_frequency_is_read_in_any_words(text: str, told: set[tuple[str, str]]) -> None:
    """A number of units between two doses, or of doses in a unit; how long it was given is no frequency."""
    assert frequencies(text) == told


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Was zeltamab given every 4 weeks?", True),
        ("zeltamab q4w, correct?", True),
        ("what is the zeltamab loading schedule before it goes to q2w", True),
        ("Were scans done every 8 weeks with zeltamab?", False),
        ("How many had pneumonia with zeltamab given every 4 weeks?", False),
    ],
)
def test_frequency_of_a_drug_asks_for_its_schedule(text: str, asked: bool) -> None:
    """How often a drug was given asks for its schedule; scans and results are no giving."""
    question = ask(text)
    assert (SCHEDULE in {topic.name for topic in question.topics}) is asked
    assert not asked or question.unknown == ()
