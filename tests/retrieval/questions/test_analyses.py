"""Analyses that are named by their order in time."""

from __future__ import annotations

import pytest

from tests.retrieval.small_trial import ask


@pytest.mark.parametrize(
    ("text", "analyses"),
    [
        ("PFS at the 1st cutoff", {"primary analysis"}),
        ("PFS in the second report", {"final analysis"}),
        ("PFS at the third data cut", set()),
        ("PFS in the main publication", {"primary analysis"}),
        ("PFS after first relapse", set()),
    ],
)
def test_analysis_is_counted(text: str, analyses: set[str]) -> None:
    """The first cut-off is the earliest; a third one, of two, is none."""
    assert {term.name for term, _ in ask(text).analyses} == analyses
