"""Figures in AMA style."""

from __future__ import annotations

from typing import Any

import pytest

from drafting.statistics import state_p, state_value
from tests.retrieval.small_trial import make_event, make_ratio, make_result

MEDIAN: dict[str, Any] = {
    "outcome": "Overall survival",
    "statistic": "Kaplan-Meier median",
    "unit": "months",
    "arm": "A",
}


@pytest.mark.parametrize(
    ("slots", "stated"),
    [
        pytest.param({"p_value": "0.0007", "p_sides": "one-sided"}, "1-sided P = .0007", id="one"),
        pytest.param({"p_value": "0.18", "p_sides": "two-sided", "p_tested": "nominal"}, "nominal 2-sided P = .18",
                     id="nominal"),
        pytest.param({"p_value": "0.001", "p_comparator": "<", "p_sides": "not stated"}, "P < .001 (sides not stated)",
                     id="bound"),
    ],
)  # fmt: skip
def test_p_value_has_no_leading_zero_and_says_its_sides(slots: dict[str, Any], stated: str) -> None:
    """A P value is never printed without its comparator and its sides."""
    row = make_ratio("article:1", "0.5", ("0.3", "0.8", "95"), **{"p_comparator": "=", **slots})
    assert state_p(row) == stated


def test_ratio_is_followed_by_its_interval_with_its_level() -> None:
    """The level is the one reported, and not 95 by habit."""
    assert state_value(make_ratio("article:1", "0.61", ("0.40", "0.93", "98"))) == "0.61 (98% CI, 0.40-0.93)"


def test_bound_that_was_not_reached_is_joined_by_to() -> None:
    """A word and a number are not joined by a hyphen."""
    row = make_result("a:1", **MEDIAN, value="19.15", interval_kind="CI", ci_low="15.77", ci_high="not reached",
                      ci_level="95", source="article")  # fmt: skip
    assert state_value(row) == "19.15 months (95% CI, 15.77 to not reached)"


def test_percentage_carries_its_count() -> None:
    """n and N stand before the percentage."""
    assert state_value(make_event("update:3", "Headache", arm="A", n=31)) == "31 of 100 patients (31%)"
