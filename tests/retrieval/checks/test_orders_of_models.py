"""How chat models set groups, arms and analyses side by side: LARKSPUR in their words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport
from tests.retrieval.checks.conftest import is_good

Check = Callable[..., CheckReport]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("High-risk cytogenetics had a PFS hazard ratio of 0.79, which is higher than the overall 0.66.", True),
        ("High-risk cytogenetics had a PFS hazard ratio of 0.79, versus 0.66 overall.", True),
        ("High-risk cytogenetics had a PFS hazard ratio of 0.66, versus 0.79 overall.", False),
    ],
)
def test_overall_figure_beside_that_of_a_group(check: Check, text: str, good: bool) -> None:
    """What is called the overall figure is of everybody, whatever group is told before it."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Diarrhoea and pneumonia were more frequent with Veda-Rx (34.5% and 22.8%) than with Rx (27.9% and 19.1%).",
         True),
        ("Diarrhoea and pneumonia were more frequent with Veda-Rx (22.8% and 34.5%) than with Rx (27.9% and 19.1%).",
         False),
        ("Diarrhoea was more frequent with Veda-Rx (34.5% vs 27.9%), discontinuation due to TEAEs with Rx"
         " (13% vs 10%).", True),
        ("Diarrhoea was more frequent with Veda-Rx (34.5% vs 27.9%), discontinuation due to TEAEs with Rx"
         " (10% vs 13%).", False),
    ],
)  # fmt: skip
def test_two_outcomes_of_two_arms(check: Check, text: str, good: bool) -> None:
    """Two figures behind each arm are of two outcomes; in the next bracket the arm named before it comes first."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Treatment lasted a median of 88.0 weeks (about 1.7 years) with Veda-Rx.", True),
        ("Treatment lasted a median of 88.0 weeks (about 2.6 years) with Veda-Rx.", False),
        ("Median PFS with Veda-Rx was 27.4 months (about 2.3 years).", True),
        ("Progression came about 12.3 months later with Veda-Rx (median PFS 27.4 vs 15.1 months).", True),
        ("Progression came about 15.3 months later with Veda-Rx (median PFS 27.4 vs 15.1 months).", False),
    ],
)
def test_time_in_another_unit_and_later(check: Check, text: str, good: bool) -> None:
    """A time told to a decimal is near what it is about, not within one of it."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("One in six or seven Rx patients (14.5%) became MRD negative.", True),
        ("There were 110 more complete responses with Veda-Rx than with Rx (76 vs 34).", False),
    ],
)
def test_alternatives_and_gaps_of_counts(check: Check, text: str, good: bool) -> None:
    """ "Six or seven" is one share, and how many more there were is no sum."""
    assert is_good(check(text)) is good
