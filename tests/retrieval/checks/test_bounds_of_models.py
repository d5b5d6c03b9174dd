"""How chat models tell bounds, levels, grades that nobody had, several analyses and labelled groups: LARKSPUR again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport
from tests.retrieval.checks.conftest import is_good

Check = Callable[..., CheckReport]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("The upper bound of the OS interval (1.185) lies above 1, and its lower bound is 0.702.", True),
        ("The upper bound of the OS interval (1.385) lies above 1, and its lower bound is 0.702.", False),
        ("The OS interval's lower limit (0.702) is below 1 and its upper limit (1.185) above 1.", True),
        ("The upper bound of the 95.2% CI for PFS (0.85) is well below 1.", True),
        ("The upper bound of the 95.2% CI for PFS (0.95) is well below 1.", False),
        ("The OS hazard ratio of 0.912 is closer to 1 than the PFS hazard ratio of 0.66.", True),
        (
            "Standard-risk cytogenetics had a PFS hazard ratio of 0.70, whereas high-risk cytogenetics had one of"
            " 0.79.",
            True,
        ),
        (
            "Standard-risk cytogenetics had a PFS hazard ratio of 0.70, whereas high-risk cytogenetics had one of"
            " 0.70.",
            False,
        ),
    ],
)
def test_bound_in_brackets_and_the_one_beside_it(check: Check, text: str, good: bool) -> None:
    """A bound may stand in brackets, and the one that it lies above is no figure; nor is "one of 0.79" a count."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("The interim PFS analysis has a 98% rather than a 95% interval: 0.61 (98% CI 0.41–0.92).", True),
        ("The interim PFS analysis has a 95% rather than a 98% interval: 0.61 (95% CI 0.41–0.92).", False),
        ("Unlike most trials, which give 95% intervals, the interim PFS analysis has 0.61 (98% CI 0.41–0.92).", True),
        ("The interim PFS analysis has a 95% interval: 0.61 (98% CI 0.41–0.92).", False),
    ],
)
def test_level_that_an_interval_has_not(check: Check, text: str, good: bool) -> None:
    """A level told to be another's, or not the interval's, is no level of it."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Median follow-up: 18.6 months (first cut-off), 41.3 months (second).", True),
        ("Median follow-up: 41.3 months (first cut-off), 18.6 months (second).", False),
        ("The median PFS with Rx was 14.35 months at the 2019 cut-off but 15.1 months at the 2021 cut-off.", True),
        ("The median PFS with Rx was 15.1 months at the 2019 cut-off but 14.35 months at the 2021 cut-off.", False),
    ],
)
def test_analyses_by_order_and_by_year(check: Check, text: str, good: bool) -> None:
    """An ordinal in brackets and a year name the analysis of the figure before, and the arm stays."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize("text", ["The arm sizes were 199 and 138.", "The arms are of unequal size: 199 and 138."])
def test_sizes_of_arms_are_those_randomised(check: Check, text: str) -> None:
    """How large the arms are is how many were randomised to each."""
    assert is_good(check(text))


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("No patient in either arm had pneumonia of grade 3 or higher.", False),
        ("No patient in the Rx arm had diarrhoea of grade 3 or worse.", False),
        ("Diarrhoea: 34.5% with Veda-Rx, 27.9% with Rx. No grade 3 events.", False),
    ],
)
def test_grade_that_some_had_is_not_told_of_nobody(check: Check, text: str, good: bool) -> None:
    """That nobody had an event of a grade is refuted by those who had."""
    assert is_good(check(text)) is good
