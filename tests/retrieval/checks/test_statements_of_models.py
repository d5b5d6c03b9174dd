"""How chat models tell who entered, lists, two analyses, censoring rules and bounds: LARKSPUR in their words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict
from tests.retrieval.checks.conftest import is_good, verdicts_of

Check = Callable[..., CheckReport]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Of the 337 randomised patients, 199 were assigned to Veda-Rx and 138 to Rx.", True),
        ("Of 337 patients randomised, 199 received Veda-Rx and 138 received Rx.", True),
        ("Of the 347 randomised patients, 199 were assigned to Veda-Rx and 138 to Rx.", False),
    ],
)
def test_whole_before_the_arms_is_everybody(check: Check, text: str, good: bool) -> None:
    """Who was randomised in all is told before how many went to each arm."""
    assert is_good(check(text)) is good


def test_some_of_those_randomised_are_no_other_number_of_them(check: Check) -> None:
    """A count out of all who were randomised may be of anything: it is not refuted by their number."""
    found = verdicts_of(check("The diary was kept by 190 of 199 randomised patients in the Veda-Rx arm."))
    assert found["190"] is Verdict.UNCHECKED


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("PFS (final PFS analysis): 27.4 months with Veda-Rx vs 15.1 months with Rx.", True),
        ("**PFS (final PFS analysis):** 15.1 months with Veda-Rx vs 27.4 months with Rx.", False),
        ("In the 2021 readout the median PFS was 27.4 months with Veda-Rx; in the 2019 readout it had not been"
         " reached.", True),
        ("In the 2019 readout the median PFS was 27.4 months with Veda-Rx.", False),
        ("At the interim analysis the hazard ratio for PFS was 0.61, while the later report gave 0.66.", True),
        ("Whereas the first report gave a hazard ratio of 0.66 for PFS at the interim analysis, the later report"
         " gave 0.61.", False),
        ("The final PFS analysis was triggered after a set number of events and gave a hazard ratio of 0.66.", True),
    ],
)  # fmt: skip
def test_analysis_is_told_by_its_report(check: Check, text: str, good: bool) -> None:
    """A report, a readout and a bracket tell the analysis of the figures behind them."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("With regulator-requested censoring the PFS hazard ratio was 0.73, while the published value is 0.66.", True),
        ("With regulator-requested censoring the PFS hazard ratio was 0.66, while the published value is 0.73.", False),
        ("The PFS hazard ratio at the final PFS analysis was 0.66 in the publication and 0.73 in the regulator's"
         " analysis, which used another censoring rule.", True),
    ],
)  # fmt: skip
def test_published_figure_is_under_no_other_rule(check: Check, text: str, good: bool) -> None:
    """A censoring rule named for one figure does not hold for the published one beside it."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("The upper limit of the 98% CI 0.41-0.92 for PFS at the interim analysis lies below one.", True),
        ("The upper limit of the 98% CI 0.41-0.98 for PFS at the interim analysis lies below one.", False),
        ("The OS hazard ratio of 0.912 points in the direction of Veda-Rx, but its 95% CI is 0.702 to 1.185.", True),
        ("The OS hazard ratio of 0.912 has a confidence interval (0.702-1.185) that runs well beyond 1.", True),
    ],
)
def test_bounds_are_read_whole_whatever_leads_to_them(check: Check, text: str, good: bool) -> None:
    """Both bounds behind "the upper limit of the interval" are bounds, and what a ratio points to is no unit."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Veda-Rx cut the hazard of progression or death by 34% at the final PFS analysis, compared with 39% at the"
         " interim analysis.", True),
        ("Veda-Rx cut the hazard of progression or death by 34% at the final PFS analysis, compared with 34% at the"
         " interim analysis.", False),
        ("The published hazard ratio for PFS of 0.66 corresponds to 34%.", True),
        ("A 12.3-month improvement in median PFS was seen (27.4 months versus 15.1 months).", True),
        ("A 14.3-month improvement in median PFS was seen (27.4 months versus 15.1 months).", False),
        ("Median follow-up grew from 18.6 to 41.3 months.", True),
    ],
)  # fmt: skip
def test_what_follows_from_figures_is_reckoned(check: Check, text: str, good: bool) -> None:
    """A second change of the hazard, a ratio told again in per cent, and a gain before its medians."""
    assert is_good(check(text)) is good


def test_list_of_which_one_name_was_read_refutes_nothing(check: Check) -> None:
    """Three figures of one arm are not three of one outcome: what else they are of was not read."""
    found = verdicts_of(check("Diarrhoea, wombles and gribbles occurred in 34.5%, 12.5% and 10.5% with Veda-Rx."))
    assert Verdict.CONTRADICTED not in (found["12.5"], found["10.5"])


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("The PFS hazard ratio drifted from 0.61 to 0.66 as follow-up lengthened from 18.6 to 41.3 months.", True),
        ("Median follow-up lengthened from 18.6 to 54.2 months, and that of PFS from 18.6 to 14.3 months.", False),
        ("Exposure was longer with Veda-Rx, at 88.0 weeks versus 57.5 weeks with Rx.", True),
        ("The median treatment duration was longer with Rx, at 88.0 weeks versus 57.5 weeks with Veda-Rx.", False),
        ("The MRD negativity rate with Veda-Rx doubled that of Rx (31.2% vs 14.5%).", True),
        ("Veda-Rx nearly doubled median PFS compared with Rx (27.4 versus 15.1 months).", True),
        ("Veda-Rx nearly tripled median PFS compared with Rx (27.4 versus 15.1 months).", False),
        ("For every 100 patients treated, about 11 more had a grade 3 or worse TEAE with Veda-Rx (76% vs 65%).", True),
        ("For every 100 patients treated, about 21 more had a grade 3 or worse TEAE with Veda-Rx (76% vs 65%).", False),
        ("A hazard ratio of 0.66 for PFS does not mean that 34% of patients avoided progression.", True),
    ],
)  # fmt: skip
def test_steps_and_factors_are_held_against_their_figures(check: Check, text: str, good: bool) -> None:
    """Both ends of a step have one unit and one outcome; "per 100" and a factor are of the figures in brackets."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("High-risk cytogenetics: HR 0.79 (95% CI 0.44-1.42). Standard-risk cytogenetics: HR 0.70 (95% CI 0.49-0.996).",
         True),
        ("For PFS, high-risk cytogenetics: HR 0.70 (95% CI 0.49-0.996).", False),
        ("Diarrhoea was as frequent in both arms (34.5% vs 27.9%), also at grade 3 or more (3.0% vs 2.2%).", True),
        ("TEAEs of grade 3 or worse were more frequent with Veda-Rx (76% vs 65%), yet discontinuations were not (10% vs"
         " 13%).", True),
        ("TEAEs of grade 3 or worse were more frequent with Veda-Rx (76% vs 65%), yet discontinuations were not (13% vs"
         " 10%).", False),
        ("Grade 3 or worse TEAEs with Veda-Rx (n=197): 149 (76%).", True),
        ("Grade 3 or worse TEAEs with Veda-Rx (n=199): 149 (76%).", False),
        ("The p-value for overall survival (one-sided, 0.2451) is nominal.", True),
        ("No patient with Veda-Rx had grade 3 or worse pneumonia.", False),
    ],
)  # fmt: skip
def test_figures_go_with_their_own_group_grade_and_size(check: Check, text: str, good: bool) -> None:
    """A label's group is no outcome for the next one, a grade told behind a bracket is that of the next figures."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("The median treatment duration was extended from 57.5 weeks to 88.0 weeks by adding vedamab.", True),
        ("The median treatment duration was extended from 55.7 weeks to 88.0 weeks by adding vedamab.", False),
        ("Both arms responded: the overall response rate was high in both arms (81.4% and 70.3%).", True),
        ("The hazard ratio for PFS was better in standard-risk cytogenetics than in high-risk cytogenetics (0.70 vs"
         " 0.79).", True),
        ("Standard-risk cytogenetics, not high-risk cytogenetics, is where the PFS interval excludes 1 (HR 0.70, 95% CI"
         " 0.49-0.996).", True),
        ("Overall survival with Veda-Rx was a median of nearly five years (58.3 months).", True),
        ("Overall survival with Veda-Rx was a median of nearly eight years (58.3 months).", False),
        ("Complete response was widely apart: the gap had widened (38.2% with Veda-Rx and 24.6% with Rx).", True),
    ],
)  # fmt: skip
def test_figures_told_behind_what_they_mean(check: Check, text: str, good: bool) -> None:
    """What was added came last, figures in a bracket are of one arm or group each, and round words are not refuted."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Diarrhoea: 34.5% any grade and 3.0% grade 3 or worse with Veda-Rx; 27.9% and 2.2% with Rx.", True),
        ("Diarrhoea: 27.9% any grade and 2.2% grade 3 or worse with Veda-Rx; 34.5% and 3.0% with Rx.", False),
        ("PFS went like this: at the interim analysis HR 0.61 (98% CI 0.41-0.92), at the final PFS analysis HR 0.66"
         " (95.2% CI 0.51-0.85).", True),
        ("PFS went like this: at the interim analysis HR 0.66 (95.2% CI 0.51-0.85), at the final PFS analysis HR 0.61"
         " (98% CI 0.41-0.92).", False),
        ("In high-risk cytogenetics median PFS was 17.2 months with Veda-Rx and 12.9 with Rx, less than seen overall"
         " (27.4 and 15.1 months).", True),
        ("Two subgroups had a PFS hazard ratio: high-risk cytogenetics (HR 0.79) and standard-risk cytogenetics (HR"
         " 0.70).", True),
    ],
)  # fmt: skip
def test_each_pair_is_of_what_leads_it(check: Check, text: str, good: bool) -> None:
    """Two grades of one arm, an analysis before its ratio, and everybody behind a group's figures."""
    assert is_good(check(text)) is good
