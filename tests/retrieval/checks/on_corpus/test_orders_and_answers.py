"""People who did something with an arm, orders of the figures before, answers about a group, gaps of groups."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict

Check = Callable[[str], CheckReport]
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)
HYPERTENSION = "Hypertension of any grade was seen in 37.3% with Isa-Kd and in 32.0% with Kd. "


def _errors(report: CheckReport) -> list[str]:
    told = [item.reason for item in report.checks if item.verdict is Verdict.CONTRADICTED]
    return told + [item.reason for item in report.findings if item.severity == "error"]


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        pytest.param("Fewer people gave up because of a TEAE with isatuximab, 8% against 14% of the controls.",
                     ("Fewer", "More"), id="people who did something with a drug"),
        pytest.param("More patients had hypertension of any grade in the Isa-Kd group, namely 37.3% against 32.0%.",
                     ("More", "Fewer"), id="in a group"),
        pytest.param("37.3% with Isa-Kd and 32.0% with Kd had any hypertension, so more patients did on Isa-Kd.",
                     ("more", "fewer"), id="behind both figures"),
        pytest.param("More of the patients on Isa-Kd became MRD negative, 33.5% versus 15.4%.", ("More", "Fewer"),
                     id="of the patients"),
        pytest.param("Renal impairment at baseline was more common among patients assigned to Isa-Kd: 24% vs 15%.",
                     ("more", "less"), id="patients assigned to an arm"),
        pytest.param(HYPERTENSION + "It was thus more common with Isa-Kd.", ("more", "less"), id="it was thus"),
        pytest.param(HYPERTENSION + "The event was therefore less frequent among patients given Kd.",
                     ("less", "more"), id="the event"),
        pytest.param("Adverse reactions led to discontinuation in 8% with Isa-Kd and 14% with Kd. Discontinuation was"
                     " hence rarer in the isatuximab arm.", ("rarer", "commoner"), id="a word of the outcome before"),
        pytest.param("The triplet had been given for a median of 94.0 weeks, the doublet for 61.9 weeks.",
                     ("94.0 weeks", "94.0 months"), id="given for"),
        pytest.param("The median time on Isa-Kd was 94.0 weeks.", ("94.0", "49.0"), id="time on an arm"),
        pytest.param("The median time to next treatment was longer with Isa-Kd, at 43.99 months, than with Kd, at 25.0"
                     " months.", ("25.0", "52.0"), id="at a median, than"),
        pytest.param("In early relapse the medians at that cut-off were 24.7 months (Isa-Kd) and 17.2 months (Kd).",
                     ("early", "late"), id="medians of a group"),
        pytest.param("The gain in median PFS was 7.5 months in early and 20.8 months in late relapse.",
                     ("7.5", "8.5"), id="gains in two groups"),
        pytest.param("In late relapse the gap in median PFS was 20.8 months, in early relapse 7.5 months.",
                     ("7.5", "5.7"), id="differences in two groups"),
        pytest.param("Median PFS was prolonged by 7.5 months in early relapse and by 20.8 months in late relapse.",
                     ("20.8", "28.0"), id="prolonged by, and by"),
        pytest.param("Median PFS improved by 16.5 months.", ("16.5", "15.6"), id="a gap of medians in two decimals"),
        pytest.param("The potential complete response rate with Isa-Kd was 45.8%.", ("45.8", "48.5"),
                     id="one word more of a title"),
        pytest.param("Corrected for interference, the potential complete response rate on Isa-Kd went up from 39.7 to"
                     " 45.8 percent.", ("39.7", "37.9"), id="from a plainer title"),
        pytest.param("When was the next therapy needed?\nAfter 43.99 months with Isa-Kd, compared with 25.0 months on"
                     " Kd.", ("43.99", "34.99"), id="after a time of each arm"),
        pytest.param("Patients on Kd went on to the next treatment sooner (25.0 months) than those on Isa-Kd (43.99"
                     " months).", ("sooner", "later"), id="sooner, with figures in brackets"),
        pytest.param("Time on the doublet came to a median of 61.9 weeks.", ("61.9 weeks", "61.9 months"),
                     id="time on an arm came to"),
        pytest.param("PFS: 35.7 | 19.2 months\nStopped for a TEAE: 8% | 14%\nMRD negativity: 33.5% | 15.4%",
                     ("19.2", "29.1"), id="one bar between two figures"),
        pytest.param("Did isatuximab prolong PFS?\nYes, significantly. The hazard ratio was 0.53 (99% CI 0.32-0.89).",
                     ("PFS?\nYes, significantly. The hazard ratio was 0.53 (99% CI 0.32-0.89)",
                      "OS?\nYes, significantly. The hazard ratio was 0.855 (95% CI 0.608-1.202)"), id="yes"),
        pytest.param("In patients whose kidneys do not work well, PFS had a hazard ratio of 0.27.", ("0.27", "0.72"),
                     id="a general group that the trial defines"),
        pytest.param("PFS: hazard ratio 0.58, lower limit 0.42, upper limit 0.79 (95.4% CI).", ("0.79", "0.97"),
                     id="the level behind the upper limit"),
        pytest.param("MRD negativity, isatuximab vs the controls: 33.5% vs 15.4%.", ("33.5% vs 15.4", "15.4% vs 33.5"),
                     id="a drug against the other arm"),
        pytest.param("MRD negativity: isatuximab 33.5%, the controls 15.4%.", ("33.5%, the controls 15.4%",
                     "15.4%, the controls 33.5%"), id="a drug, its figure, and the other arm"),
        pytest.param("MRD negativity: 33.5% [Isa-Kd]; 15.4% [Kd].", ("33.5% [Isa-Kd]; 15.4%", "15.4% [Isa-Kd]; 33.5%"),
                     id="arms in square brackets"),
        pytest.param("By January 2022 MRD negativity was found in 33.5% on Isa-Kd (in February 2020: 29.6%).",
                     ("January 2022", "February 2023"), id="an analysis in a bracket"),
        pytest.param("103 PFS events were counted at the interim analysis and 159 at the final analysis, 56 more.",
                     ("159", "195"), id="a name that fits two analyses"),
    ],
)  # fmt: skip
def test_true_text_stands_and_altered_does_not(check: Check, text: str, altered: tuple[str, str]) -> None:
    """Every figure is confirmed, and one word or digit more makes an error."""
    report = check(text)
    assert _errors(report) == []
    assert [item.number for item in report.checks if item.verdict not in GOOD] == []
    assert _errors(check(text.replace(*altered)))


@pytest.mark.parametrize(
    "text",
    [
        "Thrombocytopenia was common in the laboratory (94.4% and 87.7%), but 29.9% and 23.8% had grade 3 or worse.",
        "The upper bound for PFS in early relapse lies above one (0.662; 95% CI 0.407-1.077).",
        "Dyspnoea was seen in 28.8% of those given isatuximab, and in 24.0% when it was not.",
        "Hypertension of any grade was more common with isatuximab: 37.3% and 32.0%.",
        "Serious TEAEs were less common among those given Kd: 57% and 59%.",
        "High-grade (≥3) TEAEs occurred in 77% with Isa-Kd and 67% with Kd.",
        "Severe TEAEs (3 or above) occurred in 77% with Isa-Kd and 67% with Kd.",
        "The PFS comparison at the interim analysis crossed its boundary (one-sided p=0.0007).",
    ],
)
def test_figures_of_both_arms_and_their_grade(check: Check, text: str) -> None:
    """Behind a word that compares an arm the other figure is the other arm's; a grade may lack its word."""
    report = check(text)
    assert _errors(report) == []
    assert {item.verdict for item in report.checks} <= set(GOOD)


@pytest.mark.parametrize(
    "text",
    [
        "Those given Kd had responded after a median of 1.12 months, those given Isa-Kd after 1.08 months.",
        "Infusion reactions were seen in 45.8% vs 3.3%, nearly all of grade 1 or 2.",
        "And those whose hair is grey?\nThe hazard ratio for PFS was 0.36.",
    ],
)
def test_what_may_be_right_is_not_contradicted(check: Check, text: str) -> None:
    """A remark on a grade is of no figure, and a question may be about a group in words that name none."""
    assert _errors(check(text)) == []


@pytest.mark.parametrize("lead", ["What about {}?\n", "And {}?\n\n", "Q: Did {} benefit?\nA: ", "Next, {}.\n"])
@pytest.mark.parametrize("told", ["The hazard ratio for PFS came to {}.", "HR for PFS {}.", "Their PFS HR was {}."])
def test_answer_tells_of_the_group_asked_about(check: Check, lead: str, told: str) -> None:
    """Or of all patients; a figure of neither is wrong."""
    text = lead.format("patients with impaired kidneys") + told
    assert [item.verdict for item in check(text.format("0.27")).checks] == [Verdict.SUPPORTED]
    assert Verdict.CONTRADICTED in {item.verdict for item in check(text.format("0.36")).checks}


def test_orders_of_what_was_told_before_need_its_matter(check: Check) -> None:
    """A sentence of another grade or outcome says nothing of the figures before it."""
    assert _errors(check(HYPERTENSION + "It was severe less often with Isa-Kd.")) == []
    assert _errors(check(HYPERTENSION + "Deaths were less frequent with Isa-Kd.")) == []
