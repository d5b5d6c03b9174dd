"""Words before a question that tell what its answer is wanted for."""

from __future__ import annotations

import pytest

from retrieval.questions.lead_ins import without_lead_in
from tests.retrieval.small_trial import ask


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Preparing slides for Monday: what was median PFS?", "what was median PFS?"),
        ("For a poster on relapse, what was median PFS?", "what was median PFS?"),
        ("In the Gazette paper, what was median PFS?", None),
        ("For the registry report, what was median PFS?", None),
        ("In over-65s, what was median PFS?", None),
    ],
)
def test_lead_in_of_an_occasion(text: str, asked: str | None) -> None:
    """What the answer is wanted for is left aside; a source and a part of the patients are not."""
    found = without_lead_in(ask(text), read=ask)
    assert (found.text if found else None) == asked
