"""Labels that end a block, groups that the trial has not, shares told as points, and other ways of telling figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict

Check = Callable[[str], CheckReport]
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


def is_wrong(report: CheckReport) -> bool:
    """Whether a number is contradicted, or an error is found beyond one number."""
    errors = [found for found in report.findings if found.severity == "error"]
    return bool(errors) or any(item.verdict is Verdict.CONTRADICTED for item in report.checks)


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        pytest.param("Grade ≥3 TEAEs, Isa-Kd: 84.2%. Population: safety. Cut-off: 7 February 2023.",
                     ("safety", "intention-to-treat"), id="a set behind the figure"),
        pytest.param("PFS HR 0.53. Cut-off: 7 February 2020.\n\nPFS HR 0.58. Cut-off: 14 January 2022.",
                     ("14 January 2022", "7 February 2020"), id="a cut-off behind the figure"),
        pytest.param("- Outcome: grade ≥3 TEAE\n- Isa-Kd: 77%\n- Kd: 67%\n- Population: safety",
                     ("safety", "ITT"), id="a set that ends a list"),
        pytest.param("PFS HR 0.53 (0.32-0.89). Confidence level: 99%.", ("99%", "95%"), id="a level in a label"),
        pytest.param("The final OS analysis gave HR 0.855 (95%CI: 0.608; 1.202).", ("95%CI", "90%CI"),
                     id="a level without a space"),
        pytest.param("Pneumonia: any grade 36.2%, grade 3 or above 22.0% with isatuximab.",
                     ("grade 3 or above", "serious"), id="or above, right before a figure"),
        pytest.param("The median time on treatment was 94.0 weeks (Isa-Kd) and 61.9 weeks (Kd), compared with 80 and"
                     " 61 weeks at the interim analysis.", ("94.0", "49.0"), id="a pair of another analysis behind"),
        pytest.param("Reason for stopping in February 2023: progressive disease in 81 (45.3%) on Isa-Kd and 66"
                     " (53.7%) on Kd.", ("81 (45.3%)", "81 (54.3%)"), id="a reason behind a time and a colon"),
        pytest.param("302 patients were randomised, and 299 (177 and 122) were treated.", ("299", "297"),
                     id="a sum with its parts"),
        pytest.param("The difference between the median PFS of 35.7 and 19.2 months, 16.5 months, is our own.",
                     ("16.5", "15.6"), id="a difference in apposition"),
        pytest.param("After many months (median 43.96 months) the PFS hazard ratio was 0.58.", ("0.58", "0.53"),
                     id="a follow-up in brackets"),
        pytest.param("177 patients received at least one dose of the three-drug regimen and 122 of the two-drug one.",
                     ("122", "123"), id="the two-drug regimen"),
        pytest.param("The isatuximab median PFS was 35.7 months.", ("35.7", "19.15"), id="a drug's median"),
        pytest.param("302 patients were randomised to Isa-Kd or Kd.", ("302", "234"), id="randomised to one or other"),
        pytest.param("The PFS hazard ratio was 0.724 (95% CI 0.361 to 1.451) with high-risk and 0.44 (95% CI 0.266 to"
                     " 0.728) with standard-risk cytogenetics; the former interval includes unity.",
                     ("includes", "excludes"), id="the former interval"),
        pytest.param("The complete response rate was 44.1% with Isa-Kd, 55% more than the 28.5% with Kd.",
                     ("55%", "15.6%"), id="points told as per cent"),
        pytest.param("The complete response rate was 55% higher with Isa-Kd than with Kd (44.1% v 28.5%).",
                     ("55%", "15.6%"), id="points told as per cent before the shares"),
        pytest.param("There were 103 PFS events at the first and 159 at the second of these cut-offs.",
                     ("103 PFS events at the first and 159", "159 PFS events at the first and 103"),
                     id="the second of these cut-offs"),
        pytest.param("Withdrawal for adverse reactions was less frequent (8% against 14%).",
                     ("less frequent", "more frequent"), id="a word of order before a bracket"),
        pytest.param("Hypertension was more common (37.3% v 32.0%).", ("more common", "less common"),
                     id="another word of order before a bracket"),
        pytest.param("The trial's EudraCT results were first posted on 11 May 2023.", ("May", "June"),
                     id="a date behind two names"),
        pytest.param("Of those with an early relapse, 18.0% on Isa-Kd were MRD negative and in complete response.",
                     ("18.0%", "26.3%"), id="a group before two outcomes told as one"),
        pytest.param("For MRD negativity the odds rose by a factor of 2.78.", ("odds", "probability"),
                     id="a factor of odds"),
        pytest.param("CR: 44.1% v 28.5%, difference 15.6 percentage points.", ("percentage points", "% relative"),
                     id="a relative difference behind the word"),
        pytest.param("The control arm did worse: PFS HR 0.58 for Isa-Kd v Kd.", ("worse", "better"), id="did worse"),
        pytest.param("The isatuximab group fared better (PFS HR 0.58).", ("better", "worse"), id="who fared better"),
        pytest.param("179 + 123 = 302 patients.", ("302", "312"), id="a sum written out"),
        pytest.param("Endpoint; Isa-Kd; Kd; effect\n"
                     "PFS, median (months), interim; NR; 19.15; HR 0.53 (99% CI 0.32-0.89)\n"
                     "PFS, median (months), 2022; 35.7; 19.2; HR 0.58 (95.4% CI 0.42-0.79)\n"
                     "CR, %, 2022; 44.1; 28.5; OR 2.09 (95% CI 1.26-3.48)", ("35.7; 19.2", "19.2; 35.7"),
                     id="a table with semicolons"),
        pytest.param("| Endpoint | Isa-Kd | Kd |\n|---|---|---|\n"
                     "| CR, %, 2022 | 44.1 | 28.5 |\n| CR, %, 2020 | 39.7 | 27.6 |",
                     ("39.7", "44.1"), id="a year that ends the name of a row"),
        pytest.param("Six patients on Isa-Kd and four of the others had a fatal TEAE.",
                     ("Six patients on Isa-Kd and four", "Four patients on Isa-Kd and six"), id="of the others"),
        pytest.param("Isa-Kd: 105 serious TEAEs among 177 treated (59%).", ("177", "197"), id="among so many"),
        pytest.param("For 1q21+ the PFS interval stops at 0.92, below 1.", ("0.92, below 1", "1.0"), id="it stops at"),
        pytest.param("ITT population (n=179 and 123): CR 39.7% and 27.6% at the interim.", ("n=179", "n=177"),
                     id="two sizes of a set"),
        pytest.param("In the ITT population (179 v 123 patients), CR was 39.7% v 27.6% at the interim.",
                     ("39.7", "37.9"), id="two sizes of a set with their noun"),
        pytest.param("CR (44.1%) and MRD negativity (33.5%) were both higher with Isa-Kd.",
                     ("CR (44.1%) and MRD negativity", "MRD negativity (44.1%) and CR"), id="names swapped"),
        pytest.param("MRD negativity was 33.5% as against 15.4%. The median age was 65 years on Isa-Kd (37-86) and 63"
                     " on Kd (33-90).", ("63 on", "36 on"), id="a whole number with its range"),
        pytest.param("Upper respiratory tract infection affected 66.7% on Isa-Kd (grade 3 or higher: 9.0%) and 57.0% on"
                     " Kd (grade 3 or higher: 7.0%). For pneumonia the figures were 36.2% (22.0%) and 30.0% (18.0%).",
                     ("30.0% (18.0%)", "30.0% (19.0%)"), id="bare shares in brackets after graded ones"),
        pytest.param("The US Food and Drug Administration approved isatuximab with Kd on 31 March 2021.",
                     ("31 March", "31 May"), id="a date told by a verb"),
        pytest.param("Screening ran from 25 October 2017 to 21 March 2019.", ("25 October 2017", "25 May 2017"),
                     id="the beginning of a range"),
        pytest.param("Median PFS was 35.7 months v 19.2 months with Kd. Serious TEAEs: 70.1% v 59.8% by January 2022."
                     " Do give the 95.4% CI of 0.42-0.79.", ("0.42-0.79", "0.24-0.79"), id="an interval told alone"),
        pytest.param("177 patients received Isa-Kd and 122 Kd. An infusion-related reaction occurred in 45.8% and 3.3%"
                     " of them, respectively.", ("45.8% and 3.3%", "3.3% and 45.8%"), id="of them, respectively"),
    ],
)  # fmt: skip
def test_statement_stands_and_its_altered_twin_is_wrong(check: Check, text: str, altered: tuple[str, str]) -> None:
    """Each figure of the statement is confirmed; with another value, set, level or cut-off it is contradicted."""
    assert [item for item in check(text).checks if item.verdict not in GOOD] == []
    assert not is_wrong(check(text))
    assert is_wrong(check(text.replace(*altered)))


@pytest.mark.parametrize(
    "group",
    ["the placebo arm", "the four-drug combination", "the lenalidomide group", "patients on pomalidomide"],
)
def test_group_that_the_trial_has_not_confirms_nothing(check: Check, group: str) -> None:
    """The figure of an arm does not confirm what is told of a treatment that nobody got."""
    [number] = check(f"With {group} the complete response rate was 28.5%.").checks
    assert number.verdict is Verdict.UNCHECKED


@pytest.mark.parametrize(
    "text",
    ["The complete response rate was 44.1% v 28.5% (margin 12.5%).", "A non-inferiority margin of 12.5% was set."],
)
def test_margin_is_no_figure(check: Check, text: str) -> None:
    """What a difference had to stay within is no number to check."""
    assert "12.5" not in {item.number for item in check(text).checks}


def test_second_share_in_brackets_is_left_open(check: Check) -> None:
    """Nobody can say what a share in brackets behind another is of."""
    report = check("Pneumonia: 36.2% (22.0%) with Isa-Kd and 30.0% (18.0%) with Kd.")
    assert [item.verdict for item in report.checks] == [Verdict.SUPPORTED, Verdict.UNCHECKED] * 2


@pytest.mark.parametrize(
    "text",
    ["Thank you for your letter of 3 May 2024 about the FDA approval.", "On 3 May 2024 you asked for its approval."],
)
def test_date_of_a_letter_is_no_date_of_the_trial(check: Check, text: str) -> None:
    """The day on which somebody wrote is not held against the day of what they wrote about."""
    assert [item.verdict for item in check(text).checks] == [Verdict.UNCHECKED]


def test_two_outcomes_told_as_one_are_no_group_of_the_figure_before(check: Check) -> None:
    """ "Both MRD negative and in CR" is told of the second figure alone."""
    report = check("The potential adjusted CR rate on Isa-Kd was 45.8%, and 24.0% were both MRD negative and in CR.")
    assert [item.verdict for item in report.checks] == [Verdict.SUPPORTED, Verdict.UNCHECKED]


def test_older_drugs_are_no_age_group(check: Check) -> None:
    """ "The two older drugs" tells nothing of the patients' age."""
    text = "Of 302 patients, 179 got isatuximab too; 123 were given the two older drugs (Kd)."
    assert not [item.reason for item in check(text).checks if item.verdict is not Verdict.SUPPORTED]
