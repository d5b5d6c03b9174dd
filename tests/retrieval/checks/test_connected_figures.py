"""Figures that chat models tie together: gaps, factors, earlier analyses, what an interval allows, sizes of arms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport
from tests.retrieval.checks.conftest import is_good

Check = Callable[..., CheckReport]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Median PFS was 27.4 months with Veda-Rx, about 12 months above the 15.1 months with Rx.", True),
        ("Median PFS was 27.4 months with Veda-Rx, about 16 months above the 15.1 months with Rx.", False),
        ("Diarrhoea of any grade was seen in 34.5% with Veda-Rx, 6.6 points above the 27.9% with Rx.", True),
        ("Diarrhoea of any grade was seen in 34.5% with Veda-Rx, 16 points above the 27.9% with Rx.", False),
        ("MRD negativity was 31.2% with Veda-Rx, more than twice the 14.5% with Rx.", True),
        ("MRD negativity was 31.2% with Veda-Rx, more than three times the 14.5% with Rx.", False),
    ],
)  # fmt: skip
def test_gap_told_between_its_two_figures(check: Check, text: str, good: bool) -> None:
    """What one figure is above another is reckoned from the two that stand around it."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("The PFS hazard ratio was 0.66 at the final PFS analysis, compared with 0.61 about two years earlier.", True),
        ("The PFS hazard ratio was 0.66, hardly changed from 0.61 more than two years before.", True),
        ("The PFS hazard ratio was 0.66 at the final PFS analysis, compared with 0.61 nine years earlier.", False),
        ("At the final PFS analysis median PFS was 15.1 months with Rx, up from 14.35 months.", True),
        ("At the final PFS analysis median PFS was 15.1 months with Rx, up from 11.20 months.", False),
        ("By the final PFS analysis the median PFS had risen to 15.1 months in the Rx arm, from 14.35 months at the"
         " primary analysis.", True),
        ("By the final PFS analysis the median PFS had risen to 15.1 months in the Rx arm, from 13.45 months at the"
         " primary analysis.", False),
        ("The Rx-arm median for PFS differs between reports: 14.35 months in 2019, but 15.1 months in the final one.",
         True),
        ("PFS held up: at 41.3 months of follow-up the hazard ratio was 0.66.", True),
        ("PFS held up: at 18.6 months of follow-up the hazard ratio was 0.66.", False),
    ],
)  # fmt: skip
def test_figure_of_an_analysis_before(check: Check, text: str, good: bool) -> None:
    """ "Up from" and "two years earlier" tell the figure of the analysis before, and how far the two lie apart."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("The hazard ratio for death of 0.912 is compatible with anything from a 30% reduction to a 19% increase.",
         True),
        ("The hazard ratio for death of 0.912 is compatible with anything from a 50% reduction to a 19% increase.",
         False),
        ("The interval around the hazard ratio for death, 0.912, runs from a 30% lower to a 19% higher hazard.", True),
        ("With a hazard ratio for death of 0.912, the hazard of death was 19% higher.", False),
    ],
)  # fmt: skip
def test_what_an_interval_allows_is_reckoned_from_its_bounds(check: Check, text: str, good: bool) -> None:
    """The ends of an interval may be told in per cent; what was found may not be told as one of them."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Diarrhoea: Veda-Rx (n = 197) 34.5%, Rx (n = 136) 27.9%.", True),
        ("Diarrhoea: Veda-Rx (n = 197) 27.9%, Rx (n = 136) 34.5%.", False),
        ("The two regimens were alike in grade 3 or worse diarrhoea: 3.0% with Veda-Rx and 2.2% with Rx.", True),
        ("Pneumonia, the most important infection, affected 22.8% with Veda-Rx and 19.1% with Rx.", True),
        ("The PFS interval at the primary analysis is 0.41 to 0.92 - note the 98% level instead of the usual 95%.",
         True),
        ("The PFS interval at the primary analysis is 0.41 to 0.92 - note the 90% level instead of the usual 95%.",
         False),
        ("For PFS in high-risk cytogenetics the hazard ratio was 0.79, with an interval including unity.", True),
    ],
)  # fmt: skip
def test_what_belongs_to_a_name_or_to_custom_is_no_figure(check: Check, text: str, good: bool) -> None:
    """The size of an arm goes with its name; how many regimens there are and what level is usual are no results."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Looking at the PFS hazard ratio over time (0.61 \u2192 0.66), the effect is stable.", True),
        ("Looking at the PFS hazard ratio over time (0.66 \u2192 0.61), the effect is stable.", False),
        ("Median PFS nearly doubled: 15.1 months (Rx) \u2192 27.4 months (Veda-Rx).", True),
        ("Treatment lasted a median of 88.0 weeks with Veda-Rx, 1.5 times as long as in the Rx group (57.5 weeks).",
         True),
        ("Treatment lasted a median of 88.0 weeks with Veda-Rx, 3 times as long as in the Rx group (57.5 weeks).",
         False),
        ("The PFS hazard ratio was 0.61 at the primary analysis; later on it became 0.66.", True),
        ("In high-risk disease the PFS hazard ratio was 0.79, not far from that of the whole trial (0.66).", True),
        ("Serious TEAEs: 112 of 197 (Veda-Rx) and 71 of 136 (Rx), so more than half in each group.", True),
        ("The odds ratio of 1.89 for complete response should not be read as 'twice as likely'.", True),
        ("Diarrhoea any grade 34.5% vs 27.9%; pneumonia any grade 22.8% vs 19.1% (Veda-Rx vs Rx).", True),
        ("Diarrhoea any grade 27.9% vs 34.5%; pneumonia any grade 22.8% vs 19.1% (Veda-Rx vs Rx).", False),
    ],
)  # fmt: skip
def test_figures_beside_others(check: Check, text: str, good: bool) -> None:
    """Arrows, later analyses, the whole trial in brackets, shares of what was told, and what a ratio is not."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Veda-Rx reduced the hazard of progression or death by about a third (HR 0.66) finally.", True),
        ("Veda-Rx reduced the hazard of progression or death by two thirds (HR 0.66) finally.", False),
        ("The lower bound of the hazard ratio's interval for death is 0.702 and its upper bound 1.185.", True),
        ("The lower bound of the hazard ratio's interval for death is 0.802 and its upper bound 1.185.", False),
        ("OS: 58.3 months (Veda-Rx; lower limit 49.9 months) vs 51.7 months (Rx; lower limit 44.2 months).", True),
        ("Complete response: 38.2% on Veda-Rx and 24.6% on Rx, so little can be said of high-risk disease.", True),
        ("Compared with the primary analysis, median PFS with Rx increased from 14.35 months to 15.1 months.", True),
    ],
)  # fmt: skip
def test_what_is_reckoned_concluded_or_a_bound(check: Check, text: str, good: bool) -> None:
    """Shares of a hazard, bounds by their names, groups of which something is concluded, a change from an analysis."""
    assert is_good(check(text)) is good
