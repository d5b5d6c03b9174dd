"""What a sentence takes from the one before it, and words that tell of whom, of what and under which rule it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict

Check = Callable[[str], CheckReport]
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        pytest.param("VGPR or better was more frequent on Isa-Kd (72.6% and 56.1%) at the primary analysis.",
                     ("72.6% and 56.1%", "56.1% and 72.6%"), id="the arm that did better comes first"),
        pytest.param("MRD negativity followed the same order. It was 24.6% versus 15.2% after early relapse, and 37.5%"
                     " versus 16.7% after late relapse.", ("24.6%", "42.6%"), id="a group of what was told before"),
        pytest.param("Serious TEAEs were about as common in both groups: 59% and 57%.", ("57%", "75%"),
                     id="a figure of each arm"),
        pytest.param("OS was unreached on Isa-Kd; the lower end of its 95% CI was 52.172 months.", ("52.172", "50.6"),
                     id="an end of its interval"),
        pytest.param("Grade 3 or worse TEAEs: 67% of those who were not given isatuximab, 77% of those who were.",
                     ("67%", "87%"), id="not given"),
        pytest.param("Serious pneumonia occurred in 18.0% of patients who didn't receive isatuximab.",
                     ("who didn't receive", "who received"), id="did not receive"),
        pytest.param("By the rule that regulators asked for in censoring, the PFS hazard ratio was 0.548.",
                     ("0.548", "0.584"), id="the regulator's rule"),
        pytest.param("Adverse events in the safety population cover 177 patients treated with Isa-Kd, 122 with Kd.",
                     ("177", "197"), id="cover is no comparator"),
        pytest.param("Any-grade reactions were URTI (67% with Isa-Kd, 57% with Kd), fatigue (42% and 32%).",
                     ("57%", "37%"), id="what follows a bracket is of no figure in it"),
        pytest.param("At the final overall survival analysis the median time on treatment was 94.0 weeks with Isa-Kd.",
                     ("weeks", "months"), id="the time on treatment in another unit"),
        pytest.param("Median PFS2 was 47.18 months on Isa-Kd. On Kd it was 32.36 months. The medians differ by 14.82"
                     " months.", ("14.82", "18.42"), id="a gap of two sentences"),
        pytest.param("Cytogenetics. At the primary analysis the PFS hazard ratio was 0.44 for standard risk. It was"
                     " 0.724 for those at high risk, the 95% CI reaching from 0.361 to 1.451.", ("0.724", "0.742"),
                     id="a group named within an expression"),
        pytest.param("At a follow-up of 43.96 months and 159 progression-free survival events the PFS HR was 0.58.",
                     ("159", "195"), id="events behind a time"),
        pytest.param("The final PFS analysis puts median PFS on Kd at 19.2 months.", ("19.2", "35.7"),
                     id="put at, and no time point"),
        pytest.param("Median OS was unreached on Isa-Kd at 56.61 months of follow-up (95% CI 52.172 to not reached).",
                     ("52.172", "38.932"), id="an interval behind a follow-up"),
        pytest.param("What about high-risk cytogenetics?\nHere the PFS hazard ratio was 0.724 (95% CI 0.361-1.451).",
                     ("0.724", "0.742"), id="here, of the group asked about"),
        pytest.param("After a late relapse median PFS was 42.7 months on Isa-Kd and 21.9 months on Kd. These patients"
                     " were 104 in the Isa-Kd arm and 72 in the Kd arm.", ("104", "114"), id="these patients"),
        pytest.param("Patients had had a median of two earlier lines. A hundred and seventy-nine got Isa-Kd and 123"
                     " got Kd.", ("123 got", "133 got"), id="who got what"),
        pytest.param("Infusion reactions of any grade: 45.8 percent with Isa-Kd, 3.3 with Kd. Fatigue of any grade,"
                     " 41.8 and 32.0.", ("41.8", "48.1"), id="shares without their sign"),
        pytest.param("At the final OS analysis 50.6 months was the median survival in the Kd arm.", ("Kd", "Isa-Kd"),
                     id="was the median in"),
        pytest.param("Eighty-one of the 179 on Isa-Kd came off therapy because of progressive disease.",
                     ("Eighty-one", "Eighty-four"), id="why they came off"),
        pytest.param("An overall response was seen in 86.6% with Isa-Kd and 82.9% with Kd (p=0.3859).",
                     ("0.3859", "0.0386"), id="the p-value of both arms"),
        pytest.param("With deaths from COVID-19 censored a hazard ratio of 0.803 was found.", ("0.803", "0.830"),
                     id="the outcome of a rule"),
        pytest.param("Of 302 people (179 Isa-Kd, 123 Kd), 42 (23.5%) and 7 (5.7%) were still on treatment.",
                     ("302", "320"), id="all of whom it is told"),
        pytest.param("Among 179 and 123 randomised patients, 185 had had a transplant.", ("185", "158"),
                     id="the whole of each arm"),
        pytest.param("The confidence interval around the PFS hazard ratio of 0.58 was a 95.4% one.", ("95.4", "99"),
                     id="the level behind its ratio"),
        pytest.param("Renal impairment was found in 24% with Isa-Kd. In them the hazard ratio was 0.27, and 52.0% of"
                     " those on Isa-Kd had a complete renal response.", ("0.27", "0.36"), id="in them"),
        pytest.param("Close to half of the patients on Isa-Kd (44.1%) had a complete response by January 2022.",
                     ("half", "two thirds"), id="about a share"),
        pytest.param("Two hundred and sixteen of those randomised were younger than 70.", ("sixteen", "sixty"),
                     id="some of these, who are a group"),
    ],
)  # fmt: skip
def test_true_stands_and_altered_does_not(check: Check, text: str, altered: tuple[str, str]) -> None:
    """Every number of the text as it is stands; altered, it is contradicted or found wrong."""
    report = check(text)
    assert [item for item in report.checks if item.verdict not in GOOD] == []
    assert [item for item in report.findings if item.severity == "error"] == []
    wrong = check(text.replace(*altered))
    assert any(item.verdict is Verdict.CONTRADICTED for item in wrong.checks) or any(
        item.severity == "error" for item in wrong.findings
    )


@pytest.mark.parametrize(
    "text",
    [
        "Whereas 31.0% of early relapsers on Isa-Kd had kidneys that did not work, 15.4% of those on Kd had.",
        "Cough without any grade above 2 was seen in 23.0% and 15.0%.",
    ],
)
def test_true_figures_are_not_contradicted(check: Check, text: str) -> None:
    """What a figure is of, or a grade that nobody had, is not what it counts."""
    assert Verdict.CONTRADICTED not in {item.verdict for item in check(text).checks}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("In 1q21+ disease PFS was significantly longer with Isa-Kd (HR 0.58).", True, id="of a group"),
        pytest.param("A complete renal response was seen in 52.0% on Isa-Kd and 30.8% on Kd. This difference is"
                     " statistically significant.", True, id="of the sentence before"),
        pytest.param("The PFS hazard ratio was 0.53 at the primary analysis. This result was significant.", False,
                     id="tested, of the sentence before"),
        pytest.param("In 1q21+ disease the PFS hazard ratio was 0.58, but significance cannot be claimed.", False,
                     id="denied behind the word"),
        pytest.param("The HR for time to next treatment was 0.583: 41.7% fewer Isa-Kd-treated patients needed a next"
                     " therapy.", True, id="a hazard as a share of patients of an arm"),
        pytest.param("The time to next treatment on Isa-Kd was 0.583-fold that on Kd.", True, id="a time so many fold"),
        pytest.param("The hazard of progression or death on Isa-Kd was 0.53 times that on Kd.", False, id="a hazard"),
        pytest.param("The OS hazard ratio was 0.855 (95% CI 0.608-1.202). The estimate leans towards Kd.", True,
                     id="the other side"),
        pytest.param("The OS hazard ratio was 0.855 (95% CI 0.608-1.202). The estimate leans towards Isa-Kd.", False,
                     id="its own side"),
        pytest.param("PFS2 improved significantly with Isa-Kd (HR 0.68; 95% CI 0.50-0.94).", True,
                     id="nominal at another cut-off"),
        pytest.param("All subgroup results were statistically significant.", True, id="of all subgroups"),
        pytest.param("The subgroups were analysed without a test of significance.", False, id="not tested"),
    ],
)  # fmt: skip
def test_claims_that_a_ratio_does_not_bear_out(check: Check, text: str, found: bool) -> None:
    """What no p-value was reported for is not significant, and a hazard ratio is no share of patients."""
    assert any(item.severity == "error" for item in check(text).findings) is found


@pytest.mark.parametrize(
    "text",
    [
        "For progression-free survival, Isa-Kd vs Kd (data cut-off January 14, 2022), the hazard ratio was 0.68 (95% CI"
        " 0.5-0.94).",
        "Complete response rate (data cut-off February 7, 2020) was 13 of 123 patients (10.6%) for patients on Kd.",
    ],
)
def test_figures_of_another_outcome_stay_its_own(check: Check, text: str) -> None:
    """However many of them agree: PFS is no PFS2, and a complete response no MRD-negative one."""
    assert Verdict.CONTRADICTED in {item.verdict for item in check(text).checks}
