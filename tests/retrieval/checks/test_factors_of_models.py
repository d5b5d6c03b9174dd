"""How chat models tell factors, gaps, and how long patients stayed on an arm: LARKSPUR in their words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict
from tests.retrieval.checks.conftest import is_good, verdicts_of

Check = Callable[..., CheckReport]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Median PFS was 27.4 months with Veda-Rx, almost double the 15.1 months with Rx.", True),
        ("Median PFS was 27.4 months with Veda-Rx, almost triple the 15.1 months with Rx.", False),
        ("Veda-Rx more than doubled the MRD negativity rate: 31.2% vs 14.5%.", True),
        ("MRD negativity more than doubled (14.5% to 31.2%) with the addition of vedamab.", True),
        ("MRD negativity more than tripled (14.5% to 31.2%) with the addition of vedamab.", False),
        ("MRD negativity was half as common with Rx (14.5% vs 31.2%).", True),
        ("Diarrhoea was half as common with Rx (27.9% vs 34.5%).", False),
        ("Median PFS improved with Veda-Rx (15.1 to 27.4 months).", True),
        ("Median PFS improved with Veda-Rx (27.4 to 15.1 months).", False),
    ],
)
def test_factor_is_of_the_two_figures(check: Check, text: str, good: bool) -> None:
    """A factor is held against the figures around it; what changed in brackets is no interval."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("The MRD negativity rate with Veda-Rx was 16.7 percentage points above the 14.5% seen with Rx.", True),
        ("The MRD negativity rate with Veda-Rx was 19.7 percentage points above the 14.5% seen with Rx.", False),
        ("With Veda-Rx, median PFS was 27.4 months, well beyond the 15.1 months observed with Rx.", True),
        ("At 27.4 months, median PFS with Veda-Rx was longer than the 15.1 months seen with Rx.", True),
        ("At 15.1 months, median PFS with Veda-Rx was longer than the 14.5 months seen with Rx.", False),
    ],
)
def test_figure_seen_with_an_arm_is_of_that_arm(check: Check, text: str, good: bool) -> None:
    """What was seen with an arm is its own figure, and what one goes beyond is no time point."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Patients stayed on Veda-Rx 30.5 weeks longer than on Rx (median 88.0 vs 57.5 weeks).", True),
        ("Patients were treated with Veda-Rx for a median of 88.0 weeks and with Rx for 57.5 weeks.", True),
        ("Patients remained on Veda-Rx longer (median 57.5 weeks) than on Rx (88.0 weeks).", False),
        ("Patients treated with Veda-Rx had a median PFS of 27.4 months.", True),
        ("Patients who stayed on Veda-Rx had a median PFS of 27.4 months.", True),
    ],
)
def test_staying_on_an_arm_tells_treatment_duration(check: Check, text: str, good: bool) -> None:
    """How long patients stayed on an arm is the duration of their treatment, where no other outcome is told."""
    assert is_good(check(text)) is good


def test_share_in_words_is_no_number_of_patients(check: Check) -> None:
    """ "One in four" is not refuted by how many there were."""
    found = verdicts_of(check("One in four patients assigned to Veda-Rx was pleased."))
    assert found["One in four"] is Verdict.UNCHECKED
