"""A statistic of a list belongs to the thing in whose phrase it stands."""

from __future__ import annotations

import pytest

from retrieval.questions.measures_said import is_said_of
from tests.retrieval.small_trial import OS, PFS, ask

ORR = "Overall response rate"


@pytest.mark.parametrize(
    ("text", "statistic", "outcome", "said"),
    [
        ("the median PFS, the hazard ratio, and the ORR", "median", PFS, True),
        ("the median PFS, the hazard ratio, and the ORR", "median", ORR, False),
        ("the median PFS, the hazard ratio, and the ORR", "hazard ratio", ORR, False),
        ("the hazard ratios for PFS and ORR", "hazard ratio", ORR, True),
        ("What was the hazard ratio, and what were PFS and OS?", "hazard ratio", OS, True),
        ("What was the median PFS? What was the ORR?", "median", ORR, False),
    ],
)
def test_statistic_is_said_of_its_own_phrase(text: str, statistic: str, outcome: str, said: bool) -> None:
    """Of one before all outcomes it is said of each."""
    question = ask(text)
    [name] = [name for name in question.statistics if statistic in name]
    assert is_said_of(name, outcome, question) is said
