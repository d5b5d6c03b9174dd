"""Times that are one visit, in whatever unit."""

from __future__ import annotations

import pytest

from retrieval.questions.timed_titles import agree, times_told


@pytest.mark.parametrize(
    ("asked", "told", "one"),
    [
        pytest.param("at one year", "Week 52", True, id="a year"),
        pytest.param("after 6 months", "Week 24", True, id="nearly"),
        pytest.param("at week 24", "Week 26", False, id="same unit"),
        pytest.param("at week 12", "Week 52", False, id="another time"),
        pytest.param("weeks 12 and 52", "Week 52, Week 12", True, id="a list"),
        pytest.param("cycle 2", "Week 2", False, id="cycles"),
    ],
)
def test_times_agree_across_units(asked: str, told: str, one: bool) -> None:
    """A year is 52 weeks; 24 and 26 weeks are two visits."""
    assert agree(times_told(asked), times_told(told)) is one
