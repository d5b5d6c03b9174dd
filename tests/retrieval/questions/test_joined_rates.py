"""Rates of two outcomes that are named together."""

from __future__ import annotations

import pytest

from tests.retrieval.small_trial import ask

CR, MRD, BOTH = "Complete response rate", "MRD negativity rate", "MRD-negative complete response rate"


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("CR and MRD negativity rates in both arms?", {CR, MRD}),
        ("What were the CR and MRD-neg percentages?", {CR, MRD}),
        ("How many were in CR and MRD negative?", {BOTH}),
        ("CR and MRD negativity: what share had it?", {BOTH}),
        ("both CR and MRD negativity rates", {BOTH}),
        ("ORR, CR and MRD negativity?", {"Overall response rate", CR, MRD}),
    ],
)
def test_rates_of_two_are_asked_of_each(text: str, outcomes: set[str]) -> None:
    """Rates in the plural are of each of two; one rate is of those who had both."""
    assert set(ask(text).outcomes) == outcomes
