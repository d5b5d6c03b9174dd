"""Sources and analyses that stand in another clause than the outcome asked."""

from __future__ import annotations

import pytest

from retrieval.questions.asks import split_question
from tests.retrieval.small_trial import OS, PFS, ask


@pytest.mark.parametrize(
    ("text", "analyses"),
    [
        ("PFS at the primary analysis, and what was OS at the final analysis?", {PFS: "primary", OS: "final"}),
        ("What was PFS at the primary analysis, and what is the latest OS?", {PFS: "primary", OS: ""}),
        ("What was PFS at the primary analysis, and what was OS?", {PFS: "primary", OS: "primary"}),
        ("What was PFS, and what was OS at the final analysis?", {PFS: "", OS: "final"}),
        ("PFS and OS at the final analysis", {PFS: "final", OS: "final"}),
        ("How was PFS at the primary analysis, and how many at the final analysis?", {PFS: "primary final"}),
    ],
)
def test_analysis_is_of_the_outcome_of_its_clause(text: str, analyses: dict[str, str]) -> None:
    """An analysis holds for what is asked after it, unless that tells its own; never for what was asked before."""
    parts = split_question(ask(text))
    told = {part.outcomes[0]: " ".join(term.name.split()[0] for term, _ in part.analyses) for part in parts}
    assert told == analyses


def test_each_analysis_is_asked_within_a_clause() -> None:
    """Analyses of two outcomes are no two analyses of each."""
    apart = split_question(ask("What was PFS at the first analysis, and what is the latest OS?"))
    assert not any(part.every_cutoff for part in apart)
    assert all(
        part.every_cutoff for part in split_question(ask("What was PFS at the first and at the latest analysis?"))
    )
