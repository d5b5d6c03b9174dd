"""The rows of what became of an event."""

from __future__ import annotations

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
