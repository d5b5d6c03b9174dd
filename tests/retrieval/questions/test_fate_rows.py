"""The rows of what became of an event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.questions.fate_rows import with_consequence
from tests.retrieval.small_trial import RESULTS, ask

PNEUMONIA = [row for row in RESULTS if row.outcome == "Pneumonia"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("My patient got pneumonia on day 10 after zeltamab, how common is that?", True),
        ("A man had pneumonia, which lasted for weeks. How common is pneumonia?", True),
        ("On which day did pneumonia occur?", False),
        ("How long did pneumonia last, what was its duration?", False),
    ],
)
def test_when_an_event_came_in_a_story_is_not_asked(text: str, told: bool) -> None:
    """The rate answers a question with a story; it does not tell a day or a duration that is asked."""
    assert bool(with_consequence(PNEUMONIA, ask(text))) is told


STOPPED = replace(
    PNEUMONIA[0], outcome="Treatment-emergent adverse event leading to discontinuation", item=None, grade=None
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Who quit because of side effects, zeltamab vs control?", True),
        ("Who quit because of side effects, zeltamab versus no zeltamab?", True),
        ("Who quit because of side effects of zeltamab?", False),
    ],
)
def test_drug_that_is_compared_names_an_arm(text: str, told: bool) -> None:
    """Nobody is asked who stopped that drug alone."""
    assert bool(with_consequence([STOPPED], ask(text))) is told
