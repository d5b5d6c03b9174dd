"""The unit in which a question gives a time."""

from __future__ import annotations

import pytest

from retrieval.answers.units_claimed import correct_units
from tests.retrieval.small_trial import BASE, ask, make_result

DURATION = make_result(
    "update:30", outcome="Treatment duration", arm=BASE, statistic="median", value="35.7", unit="weeks"
)


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("How long was treatment? I have 35.7 months noted for the control arm.", True),
        ("How long was treatment? I have 35.7 weeks noted for the control arm.", False),
        ("Was treatment 36 months with Base?", False),
    ],
)
def test_time_in_another_unit_is_corrected(text: str, corrected: bool) -> None:
    """The digits of a time in weeks with the word months; other digits are another rule's."""
    told = correct_units(ask(text), [DURATION])
    assert [sentence.text.endswith("35.7 weeks.") for sentence in told] == [True] * corrected
