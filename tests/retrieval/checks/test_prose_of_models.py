"""Bounds, ratios over time, analyses told by their order, and halves, as chat models tell them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict
from tests.retrieval.checks.conftest import is_good, verdicts_of

Check = Callable[..., CheckReport]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (
            "At the interim analysis, the upper limit of the 98% confidence interval for the progression-free survival"
            " hazard ratio was 0.92.",
            True,
        ),
        (
            "At the interim analysis, the lower limit of the 98% confidence interval for the progression-free survival"
            " hazard ratio was 0.92.",
            False,
        ),
        ("The lower bound of the confidence interval for median overall survival with Rx was 44.2 months.", True),
        ("The lower bound of the confidence interval for median overall survival with Rx was 49.9 months.", False),
        ("The nominal one-sided p-value for overall survival in all of the patients randomised was 0.2451.", True),
        ("To three decimals, the hazard ratio for overall survival was 0.912.", True),
        ("Given to one decimal place, median PFS with Veda-Rx was 27.4 months at the final PFS analysis.", True),
    ],
)
def test_bound_is_called_one_from_afar(check: Check, text: str, good: bool) -> None:
    """Between a bound and its name may stand the level, the outcome and the statistic."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("With longer follow-up the PFS hazard ratio moved from 0.61 to 0.66.", True),
        ("The PFS hazard ratio shifted from 0.61 at the interim analysis to 0.66 at the final one.", True),
        ("The PFS hazard ratio drifted from 0.61 at the first look to 0.66.", True),
        ("With longer follow-up the PFS hazard ratio moved from 0.66 to 0.61.", False),
        ("The PFS hazard ratio improved from 0.66 at the interim analysis to 0.61 at the final one.", False),
    ],
)
def test_ratio_changes_from_the_earlier_analysis_to_the_later_one(check: Check, text: str, good: bool) -> None:
    """A ratio told as a change is of two cut-offs, in their order."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Median PFS with Rx was 15.1 months at the final PFS analysis, against 14.35 months at the first.", True),
        ("Median PFS with Rx was 14.35 months at the interim analysis and 15.1 months at the final one.", True),
        ("Median PFS with Rx was 14.35 months at the final PFS analysis, against 15.1 months at the first.", False),
    ],
)
def test_analysis_is_told_by_its_order_beside_another(check: Check, text: str, good: bool) -> None:
    """ "At the first", beside the final analysis, is the earliest cut-off."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Half of the patients on Rx were estimated to be alive at 51.7 months.", True),
        ("Half of the patients on Rx were still alive at 51.7 months; with Veda-Rx it took 58.3 months.", True),
        ("Half of the patients on Rx were estimated to be alive at 58.3 months.", False),
        ("A third of the patients on Rx were estimated to be alive at 51.7 months.", False),
    ],
)
def test_half_are_left_at_the_median(check: Check, text: str, good: bool) -> None:
    """The median of the arm that is named is the time at which half of it are left."""
    verdicts = verdicts_of(check(text))
    assert (next(iter(verdicts.values())) is Verdict.DERIVED) is good


@pytest.mark.parametrize(
    ("text", "number", "verdict"),
    [
        (
            "Pneumonia of any grade affected 22.8% of patients on Veda-Rx and 19.1% on Rx, but it was rarely severe:"
            " grade ≥3 pneumonia was seen in 14.7% and 11.0%.",
            "11.0",
            Verdict.SUPPORTED,
        ),
        ("At the final PFS analysis, 27% of patients remained on Veda-Rx.", "27", Verdict.UNCHECKED),
        (
            "Two of every five patients on Veda-Rx (38.2%) had a complete response.",
            "Two of every five",
            Verdict.DERIVED,
        ),
        ("Four of every five patients on Veda-Rx had a complete response.", "Four of every five", Verdict.CONTRADICTED),
    ],
)
def test_pairs_and_shares_in_words(check: Check, text: str, number: str, verdict: Verdict) -> None:
    """A pair goes on with the arms told before it; "two of every five" is 40 %."""
    assert verdicts_of(check(text))[number] is verdict


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Pneumonia was frequent (22.8% with Veda-Rx vs 19.1% with Rx), though grade ≥3 cases were rare (14.7% and "
         "11.0%).", True),
        ("There was no meaningful difference in serious TEAEs: 57% on Veda-Rx against 52% on Rx.", True),
        ("The MRD negativity rate was a bit more than double that of the control arm (31.2% vs 14.5%).", True),
        ("The MRD negativity rate was a bit more than double that of the control arm (14.5% vs 31.2%).", False),
        ("Vedamab kept patients on treatment longer: 88.0 weeks at the median with Veda-Rx, and 57.5 weeks with Rx.",
         True),
        ("Patients on Rx lived for a median of 15.1 months without progression.", True),
        ("Patients on Rx lived for a median of 51.7 months without progression.", False),
        ("Veda-Rx reduced the risk of progression or death by 39% versus Rx (HR 0.61, 98% CI 0.41-0.92).", True),
        ("Rx reduced the risk of progression or death by 39% versus Veda-Rx (HR 0.61, 98% CI 0.41-0.92).", False),
        ("At the interim analysis the PFS hazard ratio was 0.61; at the second it was 0.66.", True),
        ("At the interim analysis the PFS hazard ratio was 0.66; at the second it was 0.61.", False),
        ("Vedamab tripled the number of MRD-negative patients (odds ratio 2.67).", False),
    ],
)  # fmt: skip
def test_loose_words_around_a_figure(check: Check, text: str, good: bool) -> None:
    """A grade behind "though", a difference that is none, the arm held against, a time without progression."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    "text",
    [
        "Those who got Rx had TEAEs leading to discontinuation in 18 cases; those who got Veda-Rx, in {}.",
        "| Event | Veda-Rx (N=197) | Rx (N=136) |\n|---|---|---|\n| TEAEs leading to discontinuation | {} | 18 |",
    ],
)
def test_a_bare_number_is_the_count_of_its_arm_where_that_beside_it_is(check: Check, text: str) -> None:
    """19 of Veda-Rx and 18 of Rx had such an event."""
    assert verdicts_of(check(text.format(19)))["19"] is Verdict.SUPPORTED
    assert verdicts_of(check(text.format(14)))["14"] is Verdict.CONTRADICTED


def test_a_number_in_brackets_behind_an_arm_is_all_of_whom_its_count_is_told(
    check: Check,
) -> None:
    """Of 197 and 136 patients 112 and 71 had a serious event."""
    text = "112 patients given Veda-Rx (197 in all) and 71 given Rx (136) had serious TEAEs at the primary analysis."
    assert is_good(check(text))


def test_a_sum_written_out_is_of_the_counts_told_before_it(check: Check) -> None:
    """199 and 138 are 337, and none of them is told to be their sum."""
    text = "Of 337 randomised patients 199 were on Veda-Rx and 138 on Rx: 199 + 138 = {}."
    assert Verdict.CONTRADICTED not in [item.verdict for item in check(text.format(337)).checks]
    assert check(text.format(347)).checks[5].verdict is Verdict.CONTRADICTED
