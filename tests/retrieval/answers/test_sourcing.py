"""Where results are reported."""

from __future__ import annotations

import pytest

from retrieval.answers.sourcing import tell_reports
from tests.retrieval.small_trial import ask, harbour


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        pytest.param("Who published the final analysis?", {"update", "registry"}, id="analysis"),
        pytest.param("Where was the analysis in those aged 65 or older published?", {"update"}, id="part"),
        pytest.param("Where was PFS at the final analysis reported?", set(), id="an outcome is asked"),
        pytest.param("What came out at the final analysis, and who reported it?", set(), id="asked beside"),
        pytest.param("When was the final analysis?", set(), id="no source is asked"),
        pytest.param("Which journal published the final analysis, and what is its DOI?", set(), id="a number is asked"),
    ],
)
def test_sources_of_an_analysis_are_told(text: str, sources: set[str]) -> None:
    """Who reported an analysis or a part of the patients is told, where no outcome of it is asked."""
    told = tell_reports(ask(text), corpus=harbour()[0])
    assert {row.source for sentence in told for row in sentence.results} == sources
