"""Statements of chat models over the corpus: two groups in one arm, values, elided names, brackets before an arm."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict

Check = Callable[[str], CheckReport]
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        pytest.param("Early vs late relapse, median PFS with Isa-Kd: 24.7 vs 42.7 months.", ("42.7", "21.9"),
                     id="two groups in one arm"),
        pytest.param("Whether relapse was early (24.6% vs 15.2%) or late (37.5% vs 16.7%), more became MRD negative.",
                     ("37.5", "33.5"), id="a group told by its adjective"),
        pytest.param("ECOG PS was 0 or 1 in 94% of the Isa-Kd arm.", ("0 or 1", "2"), id="a value that many had"),
        pytest.param("Refractoriness to lenalidomide was seen in 32% (Isa-Kd) and 34% (Kd); to an IMiD and a PI in"
                     " 20% and 22%.", ("20%", "44%"), id="a name without its head"),
        pytest.param("Laboratory neutropenia occurred in 54.8% (grade ≥3: 19.2%) with Isa-Kd and in 43.4%"
                     " (grade ≥3: 7.4%) with Kd.", ("43.4", "34.4"), id="brackets before the arm"),
        pytest.param("Dyspnoea was more common with Isa-Kd (28.8% vs. 24.0% any grade; 5.0% vs. 0.8% grade ≥3).",
                     ("5.0", "50.0"), id="a grade behind its pair"),
        pytest.param("There was no grade 4 diarrhoea in either arm; grade 3 diarrhoea occurred in 2.8% and 2.5%.",
                     ("2.8", "8.2"), id="a grade of another part"),
        pytest.param("The CR rate grew by 4.4 percentage points in the Isa-Kd arm (from 39.7% to 44.1%) but by only"
                     " 0.9 points in the Kd arm (from 27.6% to 28.5%).", ("0.9", "4.4"), id="two changes"),
        pytest.param("The hazard of progression or death was 47% lower at the first analysis and 42% lower at the"
                     " final PFS one.", ("47%", "42%"), id="two reductions"),
        pytest.param("The confidence interval for the Kd median OS starts at 38.932 months.", ("38.932", "52.172"),
                     id="where an interval starts"),
        pytest.param("While the OS hazard ratio (0.855) is below 1, its 95% CI extends to 1.202.", ("1.202", "1.022"),
                     id="where an interval ends"),
        pytest.param("The hazard of death was 14.5% lower, but anything from 39.2% lower to 20.2% higher is"
                     " compatible with the data.", ("20.2", "22.0"), id="what an interval allows"),
        pytest.param("Baseline: median age 65 vs 63 years, high-risk cytogenetics 23.5% vs 25.2%, one prior line 44%"
                     " vs 45%.", ("23.5", "32.5"), id="a trait in a list with commas"),
        pytest.param("Patients were allocated in a 3 to 2 ratio: 179 to Isa-Kd and 123 to Kd.", ("179", "197"),
                     id="counts behind an allocation ratio"),
        pytest.param("Only one patient in 177 (0.6%) on Isa-Kd had a grade 3 infusion-related reaction.",
                     ("177", "122"), id="one in a whole"),
        pytest.param("- Randomised: 179 and 123\n- Treated: 177 and 122", ("177", "178"), id="a participle leads"),
        pytest.param("For the high-risk group the 95% CI (0.361–1.451) includes 1, for the standard-risk group"
                     " (0.266–0.728) it does not, for PFS.", ("0.266", "0.166"), id="bounds behind a group"),
        pytest.param("An infusion-related reaction occurred in 81 of 177 Isa-Kd patients; it led to discontinuation of"
                     " isatuximab in only 0.6%.", ("0.6", "6.0"), id="what a pronoun led to"),
        pytest.param("Just under half had received a single prior line (44% on Isa-Kd, 45% on Kd), and the median"
                     " number of prior lines was two.", ("44%", "54%"), id="a share right behind its group"),
        pytest.param("Yes: after 44 months the PFS hazard ratio was 0.58, versus 0.53 after 20.7 months.",
                     ("0.58", "0.53"), id="a follow-up behind a word and a colon"),
        pytest.param("The PFS2 p-value at the final OS analysis was 0.0035 (one-sided).", ("0.0035", "0.0002"),
                     id="a p-value at an analysis"),
        pytest.param("Reasons for stopping: progressive disease in 45.3% of the Isa-Kd arm (81/179).", ("81", "66"),
                     id="a reason behind a colon"),
        pytest.param("PFS subgroups: age ≥70 (HR 0.36), eGFR <60 (HR 0.27).", ("0.36", "0.27"),
                     id="a figure in brackets behind its group"),
        pytest.param("MRD-negative CR rates were 18.0% vs 10.9% (early relapse) and 30.8% vs 13.9% (late).",
                     ("30.8", "18.0"), id="a group in brackets behind its pair"),
        pytest.param("94% of Isa-Kd patients had an ECOG performance status of 0 or 1.", ("94%", "6%"), id="a value"),
        pytest.param("IRRs led to isatuximab discontinuation in 0.6% and to interruption in 29.9%.", ("29.9", "92.9"),
                     id="two things that it led to"),
        pytest.param("More grade ≥3 TEAEs were seen with Isa-Kd: 77% vs 67% first, 84.2% vs 73.0% in February 2023.",
                     ("77%", "84.2%"), id="first, behind its figures"),
        pytest.param("Key numbers: HR 0.58 (PFS), HR 0.855 (OS), 44.1% vs 28.5% (CR), 33.5% vs 15.4% (MRD negativity).",
                     ("44.1", "33.5"), id="each outcome in brackets behind its figures"),
        pytest.param("Compared with the 2020 data cut, when the hazard ratio for PFS was 0.53, the 2022 estimate of"
                     " 0.58 is slightly less favourable.", ("0.53", "0.58"), id="estimates of two years"),
        pytest.param("MRD negativity was found in 33.5% of the Isa-Kd arm, more than double the 15.4% in the Kd arm.",
                     ("double", "triple"), id="a factor before what it is of"),
        pytest.param("Median TTNT was 43.99 months (95% CI 31.31–not reached), as opposed to 25.0 months (95% CI"
                     " 17.938–31.31) with Kd.", ("43.99", "34.99"), id="an interval in brackets before the arm"),
        pytest.param("There were 103 PFS events at the interim analysis. At that time 103 PFS events had occurred,"
                     " compared with 159 at the final PFS analysis.", ("159 at", "195 at"), id="at that time"),
    ],
)  # fmt: skip
def test_statement_stands_and_its_altered_figure_does_not(check: Check, text: str, altered: tuple[str, str]) -> None:
    """Each figure of the statement is confirmed; the altered one is not."""
    assert [item for item in check(text).checks if item.verdict not in GOOD] == []
    assert not any(found.severity == "error" for found in check(text).findings)
    report = check(text.replace(altered[0], altered[1], 1))
    assert any(item.verdict not in GOOD for item in report.checks)


@pytest.mark.parametrize(
    "text",
    [
        "At the primary analysis a proportion of 0.53 of the Isa-Kd patients remained free of progression.",
        "The probability of being progression-free was 0.58 with Isa-Kd.",
    ],
)
def test_hazard_ratio_is_no_share_of_the_patients(check: Check, text: str) -> None:
    """The digits of a ratio do not confirm a share that is told of them."""
    [number] = check(text).checks
    assert number.verdict is Verdict.UNCHECKED


def test_share_of_one_is_the_percentage(check: Check) -> None:
    """ "A proportion of 0.335" is 33.5 %."""
    told = "The proportion with MRD negativity was {} with Isa-Kd at the final PFS analysis."
    assert check(told.format("0.335")).checks[0].verdict is Verdict.SUPPORTED
    assert check(told.format("0.353")).checks[0].verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    "text",
    [
        "A hazard ratio of 0.58 corresponds to a halving of the number of patients who progressed.",
        "A hazard ratio of 0.58 means that the number of patients who progressed was halved.",
    ],
)
def test_hazard_ratio_halves_no_number_of_patients(check: Check, text: str) -> None:
    """The events counted have no ratio; the endpoint that they are of has."""
    assert "hazard_as_absolute_risk" in {found.kind for found in check(text).findings}
