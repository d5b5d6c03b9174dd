"""Which questions ask for a field of a record."""

from __future__ import annotations

import pytest

from retrieval.registry.field_patterns import FIELDS


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("When did the trial start?", True),
        ("In which year did it open?", True),
        ("How many had arthritis when they started?", False),
        ("What was the score when patients began?", False),
    ],
)
def test_when_patients_began_is_no_date_of_the_trial(text: str, asks: bool) -> None:
    """Only the trial's own beginning is a field of its record."""
    assert bool(FIELDS["Study start"].search(text)) == asks
