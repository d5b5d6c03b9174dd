"""Sentences as chat models write them: changes over time, themes before a colon, rules and levels told twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict
from tests.retrieval.checks.conftest import verdicts_of

Check = Callable[..., CheckReport]
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


def kinds_of(report: CheckReport) -> set[str]:
    """The kinds of the errors found."""
    return {found.kind for found in report.findings if found.severity == "error"}


@pytest.mark.parametrize(
    "text",
    [
        "Median PFS in the control arm went from 14.35 to 15.1 months.",
        "The control arm showed little change in median PFS, from 14.35 months to 15.1 months.",
        "With longer follow-up, median PFS moved from 14.35 to 15.1 months in the control group.",
        "Median follow-up grew from 18.6 months at the first look to 41.3 months at the second.",
        "Median PFS hardly moved in the control arm (14.35 and then 15.1 months).",
    ],
)
def test_change_over_time_is_of_one_arm(check: Check, text: str) -> None:
    """Two figures told as a change are those of two cut-offs, and no error for being of two."""
    report = check(text)
    assert set(verdicts_of(report).values()) == {Verdict.SUPPORTED}
    assert not kinds_of(report)


@pytest.mark.parametrize(
    "text",
    [
        "Median PFS in the control arm went from 15.1 to 14.35 months.",
        "With longer follow-up, median PFS moved from 14.35 to 15.1 months in the vedamab group.",
        "Median PFS rose from 14.35 months with Rx at the interim analysis to 27.4 months with Rx at the last.",
    ],
)
def test_change_told_backwards_or_of_the_other_arm_is_no_change(check: Check, text: str) -> None:
    """The earlier cut-off's figure comes first, and both are of the arm named."""
    assert Verdict.CONTRADICTED in verdicts_of(check(text)).values()


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("The rates themselves at the final PFS analysis were 38.2% and 24.6%.", True),
        ("At the final PFS analysis it was 38.2% with Veda-Rx.", True),
        ("With Rx the rate was 24.6% at the final PFS analysis.", True),
        ("With Rx the rate was 38.2% at the final PFS analysis.", False),
    ],
)
def test_name_of_an_analysis_is_no_outcome_that_has_no_such_figure(check: Check, text: str, good: bool) -> None:
    """A percentage told of "the final PFS analysis" goes on with the outcome of the sentence before."""
    verdicts = verdicts_of(check(f"Complete response was more frequent with Veda-Rx. {text}"))
    assert all(verdict in GOOD for verdict in verdicts.values()) is good


@pytest.mark.parametrize(
    ("text", "number", "verdict"),
    [
        ("Pneumonia is the side effect seen most: any grade in 22.8% of Veda-Rx patients.", "22.8", Verdict.SUPPORTED),
        ("Diarrhoea was one of the adverse events: any grade, 34.5% with Veda-Rx.", "34.5", Verdict.SUPPORTED),
        ("Patients responded well: 38.2% of those on Veda-Rx reached a complete response.", "38.2", Verdict.SUPPORTED),
        ("Overall response was good; 24.6% of patients on Rx had a complete response.", "24.6", Verdict.SUPPORTED),
        ("Patients did well: 24.6% of those on Veda-Rx reached a complete response.", "24.6", Verdict.CONTRADICTED),
        ("In the final analysis patients were treated for 88.0 weeks with Veda-Rx.", "88.0", Verdict.SUPPORTED),
        ("Patients were treated for 57.5 weeks with Veda-Rx.", "57.5", Verdict.CONTRADICTED),
    ],
)  # fmt: skip
def test_figure_is_of_the_nearest_outcome_that_it_can_be_of(
    check: Check, text: str, number: str, verdict: Verdict
) -> None:
    """A theme before a colon, a general word for events, and a verb without a figure of its own give way."""
    assert verdicts_of(check(text))[number] is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The PFS hazard ratio in the main analysis, with all events counted, was 0.73.", Verdict.CONTRADICTED),
        ("The PFS hazard ratio at the final PFS analysis was 0.73.", Verdict.UNCHECKED),
        ("In a sensitivity analysis the PFS hazard ratio was 0.73.", Verdict.SUPPORTED),
        ("The regulator's rule gives a PFS hazard ratio of 0.73.", Verdict.SUPPORTED),
    ],
)
def test_figure_of_a_censoring_rule_needs_the_rule_named(check: Check, text: str, verdict: Verdict) -> None:
    """A plain sentence means the protocol's own rule."""
    assert verdicts_of(check(text))["0.73"] is verdict


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The PFS hazard ratio was 0.61; its 95% confidence interval ran as follows: 98% CI 0.41-0.92.", True),
        ("The PFS hazard ratio was 0.61 (98% CI 0.41-0.92), a 98% CI and not a 95% CI.", False),
        ("PFS favoured Veda-Rx (HR 0.61, 98% CI 0.41-0.92) and at the final analysis, too (0.66, 95.2% CI 0.51-0.85).",
         False),
    ],
)  # fmt: skip
def test_interval_of_two_levels_is_an_error(check: Check, text: str, found: bool) -> None:
    """One interval has one confidence level."""
    assert ("ci_level" in kinds_of(check(text))) is found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In high-risk cytogenetics PFS was significantly longer (HR 0.79, 95% CI 0.44-1.42).", "p_value"),
        ("Progression-free survival was cut to 0.66 of its length in the control arm.", "hazard_as_time"),
        ("MRD negativity was reached by about one in ten with Veda-Rx.", "unchecked_quantity"),
    ],
)
def test_words_around_a_true_figure_can_be_wrong(check: Check, text: str, kind: str) -> None:
    """Significance beside an interval that contains 1, a hazard told as a length, a share far from the figure."""
    report = check(text)
    assert kind in kinds_of(report) or Verdict.CONTRADICTED in verdicts_of(report).values()


@pytest.mark.parametrize(
    "text",
    [
        "A median that is not reached means that most had not progressed.",
        "Two hazard ratios are in use for PFS: 0.61 and 0.66.",
        "There were three data cut-offs.",
    ],
)
def test_what_is_explained_or_counted_of_the_reports_is_no_figure(check: Check, text: str) -> None:
    """How many hazard ratios there are, and what "not reached" means, is no figure of the trial."""
    assert not {"not reached", "Two", "three"} & set(verdicts_of(check(text)))


@pytest.mark.parametrize(
    ("text", "number", "good"),
    [
        ("In the trial as a whole the PFS hazard ratio was 0.79.", "0.79", False),
        ("Across the whole trial, the hazard ratio for PFS was 0.70.", "0.70", False),
        ("In the high-risk cytogenetics group the hazard ratio for PFS was 0.79.", "0.79", True),
        ("Pneumonia of grade 3 or higher stayed below 15% in both arms.", "15", True),
        ("Pneumonia of grade 3 or higher stayed below 12% in both arms.", "12", False),
        ("The overall response rate differed (81.4% vs 70.3%).", "81.4", True),
        ("The overall response rate hardly differed: 81.4% and 70.3%.", "70.3", True),
        ("The overall response rate differed by 11.1 percentage points.", "11.1", True),
        ("Treatment with Veda-Rx lasted 88.0 weeks.", "88.0", True),
        ("Patients received Veda-Rx for a median of 88.0 weeks and Rx for a median of 57.5 weeks.", "57.5", True),
        ("Patients received Veda-Rx for a median of 57.5 weeks.", "57.5", False),
        ("About one patient in three reached MRD negativity with Veda-Rx.", "one patient in three", True),
        ("Median OS was 58.3 months with Veda-Rx (lower 95% bound 49.9 months) and 51.7 months with Rx.", "49.9", True),
    ],
)  # fmt: skip
def test_words_of_a_model_are_read(check: Check, text: str, number: str, good: bool) -> None:
    """Everybody or a group, both arms at once, durations, shares and bounds in the words of a model."""
    assert (verdicts_of(check(text))[number] in GOOD) is good


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The two-sided p-value for PFS was one-sided p = 0.0021.", True),
        ("The p-value was one-sided and not two-sided: one-sided p=0.0021 for PFS.", False),
        ("PFS: one-sided p = 0.0021.", False),
    ],
)
def test_p_value_of_both_sides_is_an_error(check: Check, text: str, found: bool) -> None:
    """One p-value is one-sided or two-sided."""
    assert ("p_value" in kinds_of(check(text))) is found


@pytest.mark.parametrize(
    ("text", "number", "good"),
    [
        ("PFS: HR 0.61 (98% CI 0.41-0.92) in 2019 and HR 0.66 (95.2% CI 0.51-0.85) in 2021.", "0.61", True),
        ("PFS gave an HR of 0.66 in 2019 and an HR of 0.61 in 2021.", "0.66", False),
        ("The PFS HR went from 0.61 in 2019 to 0.66 in 2021 for Veda-Rx against Rx.", "0.66", True),
        ("The risk of progression or death fell by 39% at the interim analysis (HR 0.61) and by 34% at the final PFS "
         "analysis (HR 0.66).", "34", True),
        ("For standard-risk cytogenetics the PFS HR was 0.70, for high-risk cytogenetics 0.79.", "0.70", True),
        ("For high-risk cytogenetics the PFS HR was 0.70, for standard-risk cytogenetics 0.79.", "0.70", False),
        ("149 of 197 patients (76%) on Veda-Rx and 88 of 136 patients (65%) on Rx had a grade ≥3 TEAE, and 112 of 197 "
         "patients (57%) and 71 of 136 patients (52%) a serious one.", "112", True),
        ("The regulator's own calculation gave a PFS hazard ratio of 0.73.", "0.73", True),
        ("A little over a third of patients on Veda-Rx (38.2%) had a complete response.", "a third", True),
    ],
)  # fmt: skip
def test_each_figure_has_its_own_qualifier(check: Check, text: str, number: str, good: bool) -> None:
    """Years, groups, grades and changes told of two figures belong to the one that they stand beside."""
    assert (verdicts_of(check(text))[number] in GOOD) is good


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The probability of a complete response was multiplied by 1.89.", "odds_as_risk"),
        ("The chance of MRD negativity was raised by a factor of 2.67.", "odds_as_risk"),
        ("The time to progression or death was multiplied by 0.66, the PFS hazard ratio.", "hazard_as_time"),
    ],
)
def test_ratio_told_as_a_factor_is_an_error(check: Check, text: str, kind: str) -> None:
    """An odds ratio multiplies no probability, and a hazard ratio no time."""
    assert kind in kinds_of(check(text))
