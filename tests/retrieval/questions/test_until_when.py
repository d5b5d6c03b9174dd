"""Until when treatment was to go on."""

from __future__ import annotations

import pytest

from retrieval.questions.until_when import asks_until_when
from tests.retrieval.small_trial import ask


@pytest.mark.parametrize(
    "text",
    [
        "How long did they stay on it, fixed cycles or till progression?",
        "Treat to progression, or time-limited?",
        "Was it a fixed-duration regimen?",
        "For how many cycles was treatment planned?",
        "When was therapy to be stopped?",
        "Was the treatment open-ended?",
        "Fixed course or until relapse?",
        "for how long do patients continue",
        "how long is it given?",
    ],
)
def test_end_of_treatment_is_asked_in_many_words(text: str) -> None:
    """A fixed time held against an event, or the time of stopping, asks until when treatment went on."""
    assert asks_until_when(ask(text))


@pytest.mark.parametrize(
    "text",
    [
        "What was the time to progression?",
        "What share of patients was treated until progression?",
        "How many patients came off treatment?",
        "How long did pneumonia last on treatment, or until progression?",
        "When was the drug approved?",
    ],
)
def test_other_times_are_no_end_of_treatment(text: str) -> None:
    """A measured time, or how many got so far, asks for its result."""
    assert not asks_until_when(ask(text))
