"""How chat models tell bounds, gaps, levels, remarks and two sources: LARKSPUR in their words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict
from tests.retrieval.checks.conftest import is_good, verdicts_of

Check = Callable[..., CheckReport]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("For the median PFS with Veda-Rx the lower bound was 22.1 months and the upper one 33.9 months.", True),
        ("For the median PFS with Veda-Rx the lower bound was 33.9 months and the upper one 22.1 months.", False),
        ("The upper limit of the interval for the median PFS with Rx reached 18.8 months, its lower one 12.6.", True),
        ("The OS interval crosses one (it runs from 0.702 to 1.185).", True),
        ("The OS interval crosses one (it runs from 0.702 to 1.158).", False),
    ],
)
def test_bound_is_told_in_the_words_of_the_other(check: Check, text: str, good: bool) -> None:
    """The second bound may be called "the upper one", and an interval may be spoken of before it runs anywhere."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("There is a gap of 12.3 months between the two PFS medians (27.4 months with Veda-Rx, 15.1 with Rx).", True),
        ("The PFS medians differ by 12.3 months (27.4 months with Veda-Rx and 15.1 months with Rx).", True),
        ("The PFS medians differ by 13.2 months (27.4 months with Veda-Rx and 15.1 months with Rx).", False),
        ("The gap between the PFS medians, 27.4 months with Veda-Rx and 15.1 months with Rx, amounts to 12.3 months.",
         True),
        ("The gap between the PFS medians, 27.4 months with Veda-Rx and 15.1 months with Rx, amounts to 11.3 months.",
         False),
    ],
)  # fmt: skip
def test_gap_is_told_before_its_figures(check: Check, text: str, good: bool) -> None:
    """The difference of two medians may be told before them, or at the sentence's end."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("With roughly two more years of follow-up the PFS hazard ratio was 0.66 at the final PFS analysis.", True),
        ("With roughly five more years of follow-up the PFS hazard ratio was 0.66 at the final PFS analysis.", False),
        ("After another two years of follow-up the PFS hazard ratio was 0.66 (final PFS analysis).", True),
        ("The median follow-up at the final PFS analysis was about 41 months (41.3).", True),
        ("The median follow-up at the final PFS analysis was about 41 months (44.3).", False),
    ],
)
def test_follow_up_is_told_by_how_much_longer_it_was(check: Check, text: str, good: bool) -> None:
    """More years of follow-up lie between two cut-offs, and lengthen nobody's survival."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Diarrhoea was rarely severe: 34.5% of Veda-Rx patients had it, and 3.0% had it at grade 3 or higher.", True),
        ("Diarrhoea was mostly not severe. It occurred in 34.5% of Veda-Rx patients.", True),
        ("Diarrhoea was often severe: 34.5% of Veda-Rx patients had it.", False),
        ("Diarrhoea was rarely severe with Veda-Rx (3.0%).", True),
        ("Diarrhoea was rarely severe with Veda-Rx (34.5%).", False),
    ],
)
def test_remark_on_severity_is_no_grade_of_what_follows(check: Check, text: str, good: bool) -> None:
    """How bad events were as a rule does not tell the grade of the figures after it."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Under regulator-requested censoring the hazard ratio for PFS was 0.73, compared with 0.66 in the paper.",
         True),
        ("The median PFS on Rx was 14.35 months in the first report but 15.1 months in the later abstract.", True),
        ("The median PFS on Veda-Rx was 14.35 months in the first report but 15.1 months in the later abstract.",
         False),
        ("Median PFS with Veda-Rx was 27.4 months, compared with 15.1 months in the control group.", True),
    ],
)  # fmt: skip
def test_figures_of_two_sources_are_of_one_arm(check: Check, text: str, good: bool) -> None:
    """What one publication gives against another is no other arm's."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("The PFS hazard ratio was 0.61 (0.41 to 0.92) at the primary analysis. The interval is a 98% one.", True),
        ("Two values are quoted for the primary analysis. The paper reports a hazard ratio of 0.61.", True),
        ("The hazard ratio of the primary analysis was 0.66.", False),
        ("The one-year PFS rate with Rx was 15.1 months.", False),
        ("The response rate with Veda-Rx was 27.4 months.", False),
    ],
)
def test_what_a_figure_is_of_is_told_around_it(check: Check, text: str, good: bool) -> None:
    """A level goes on with the interval before it, a primary analysis is of the primary outcome, a rate is no time."""
    assert is_good(check(text)) is good


def test_level_of_another_interval_is_wrong(check: Check) -> None:
    """A level that the interval before does not have is not confirmed by another interval."""
    found = verdicts_of(check("The PFS hazard ratio was 0.66 (0.51 to 0.85). The interval is given at the 98% level."))
    assert found["98"] is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("The intention-to-treat population counts 199 patients for Veda-Rx and 138 for Rx, whereas the safety"
         " population counts 197 and 136, respectively.", True),
        ("The proportion of patients with a complete response in the Veda-Rx arm was 38.2%.", True),
        ("The proportion of patients with a complete response in the Rx arm was 38.2%.", False),
        ("An odds ratio of 2.67 for MRD negativity should not be turned into \"2.67 times more likely\".", True),
        ("The odds ratio of MRD negativity was 2.67, so they were 2.67 times more likely to be negative.", False),
    ],
)  # fmt: skip
def test_pairs_and_shares_as_models_tell_them(check: Check, text: str, good: bool) -> None:
    """A second pair goes on in the order of the first, and a share of those with an outcome is the outcome's."""
    assert is_good(check(text)) is good
