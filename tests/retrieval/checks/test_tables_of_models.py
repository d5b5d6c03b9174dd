"""Tables of chat models, as they are told on one line, and changes between two arms: LARKSPUR in their words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport
from tests.retrieval.checks.conftest import is_good

Check = Callable[..., CheckReport]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Median PFS rose from 15.1 to 27.4 months with Veda-Rx.", True),
        ("Median PFS was pushed from 15.1 months to 27.4 months when vedamab was added.", True),
        ("Median PFS rose from 27.4 to 15.1 months with Veda-Rx.", False),
        ("Median PFS rose from 14.35 to 27.4 months with Veda-Rx.", False),
        ("With Veda-Rx, median PFS went up from 14.35 to 27.4 months.", False),
        ("Median PFS stood at 27.4 months with Veda-Rx, up from 14.35 months.", False),
    ],
)
def test_change_between_arms_is_of_one_analysis(check: Check, text: str, good: bool) -> None:
    """The unit of two figures tells no change over time, and what rose between two arms is of one data cut-off."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Pneumonia: Veda-Rx grade ≥3 14.7%, Rx grade ≥3 11.0%.", True),
        ("Pneumonia: Veda-Rx any grade 22.8%, Veda-Rx grade ≥3 14.7%, Rx any grade 19.1%, Rx grade ≥3 11.0%.", True),
        ("Pneumonia: Veda-Rx any grade 22.8%, Veda-Rx grade ≥3 11.0%, Rx any grade 19.1%, Rx grade ≥3 14.7%.", False),
        ("Pneumonia: Veda-Rx, all grades 22.8%, Veda-Rx, grade ≥3 14.7%, Rx, all grades 19.1%.", True),
        ("Pneumonia: any grade: Veda-Rx 22.8%, any grade: Rx 19.1%, grade ≥3: Veda-Rx 14.7%, grade ≥3: Rx 11.0%.",
         True),
        ("Pneumonia: any grade: Veda-Rx 22.8%, any grade: Rx 11.0%, grade ≥3: Veda-Rx 14.7%, grade ≥3: Rx 19.1%.",
         False),
    ],
)  # fmt: skip
def test_column_tells_arm_and_grade(check: Check, text: str, good: bool) -> None:
    """The name of each column, an arm and a grade, holds for the cell behind it."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Median PFS, months (95% CI): Veda-Rx 27.4 (22.1–33.9), Rx 15.1 (12.6–18.8).", True),
        ("Median PFS, months (95% CI): Veda-Rx 15.1 (12.6–18.8), Rx 27.4 (22.1–33.9).", False),
        ("Median OS (95% CI), months: Veda-Rx 58.3 (49.9–NR), Rx 51.7 (44.2–NR).", True),
        ("Median PFS: Veda-Rx (n=199) 27.4 (22.1–33.9), Rx (n=138) 15.1 (12.6–18.8).", True),
        ("Median PFS (95% CI): 27.4 (22.1–33.9) vs 15.1 (12.6–18.8) months (Veda-Rx vs Rx).", True),
        ("Median PFS (95% CI): 27.4 (22.1–33.9) vs 15.1 (12.6–18.8) months (Rx vs Veda-Rx).", False),
    ],
)
def test_median_is_told_for_both_arms(check: Check, text: str, good: bool) -> None:
    """What is named once, the median with its interval, holds for the figures of both arms."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Median PFS was about 27 and a half months with Veda-Rx.", True),
        ("Median PFS was about 29 and a half months with Veda-Rx.", False),
    ],
)
def test_half_behind_digits_is_of_their_number(check: Check, text: str, good: bool) -> None:
    """Digits and a half are one number, as words and a half are."""
    assert is_good(check(text)) is good
