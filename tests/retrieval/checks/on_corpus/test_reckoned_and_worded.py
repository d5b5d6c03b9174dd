"""What is reckoned in words or signs, groups that are none, and figures worded as something else, over the corpus."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict

Check = Callable[[str], CheckReport]


def _wrong(report: CheckReport) -> list[str]:
    told = [item.reason for item in report.checks if item.verdict is Verdict.CONTRADICTED]
    return told + [item.reason for item in report.findings if item.severity == "error"]


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        pytest.param("42 of 179 in the isatuximab group and 7 of 123 in the control group were still taking study"
                     " treatment (23.5% and 5.7%, respectively).", ("23.5% and 5.7%", "5.7% and 23.5%"),
                     id="shares of the other arm's counts"),
        pytest.param("Fewer controls (15.4%) than isatuximab patients (33.5%) became MRD-negative.",
                     ("Fewer", "More"), id="a figure in brackets before than"),
        pytest.param("Both arms together (derived): 179 + 123 = 302 patients.", ("= 302", "= 312"),
                     id="a sum written out of confirmed counts"),
        pytest.param("Derived: 179 randomised minus 177 treated leaves 2 patients on Isa-Kd who never started.",
                     ("leaves 2", "leaves 7"), id="what is left"),
        pytest.param("Isa-Kd cut the hazard of progression or death at 70 years and over by 64% (HR 0.36; 64% is"
                     " 1 minus 0.36).", ("64% (HR", "46% (HR"), id="one minus the ratio"),
        pytest.param("Progression or death happened at a rate 42% lower on Isa-Kd than on Kd (HR 0.58).",
                     ("lower", "higher"), id="happened at a lower rate"),
        pytest.param("TTNT hazard ratio 0.583: on Isa-Kd, the rate of moving on to another therapy was lower by 42%.",
                     ("the rate of", "the proportion of patients"), id="a proportion of patients doing something"),
        pytest.param("In those aged 70 or more, an HR of 0.36 for PFS signals a reduced event rate for Isa-Kd.",
                     ("a reduced event rate", "2.8 times the progression-free survival time"), id="times the time"),
        pytest.param("MRD negativity, Isa-Kd vs Kd: 29.6% vs 13.0% in the analysis of 2020; 33.5% vs 15.4% in that of"
                     " 2022.", ("29.6%", "26.9%"), id="two analyses told by their years"),
        pytest.param("As stated in the Canadian Kyprolis monograph, dyspnoea of any grade affected 28.8% on Isa-Kd and"
                     " 24.0% on Kd.", ("28.8%", "22.8%"), id="the country of a document"),
    ],
)  # fmt: skip
def test_is_right_as_told_and_wrong_when_altered(text: str, altered: tuple[str, str], check: Check) -> None:
    """The text as told has no error, and with one change it has one."""
    assert not _wrong(check(text))
    assert _wrong(check(text.replace(*altered, 1)))


def test_a_figure_of_a_group_told_in_other_words_is_left_open(check: Check) -> None:
    """ "In this subgroup" points to a group that no term names; a figure of one is not held against that of all."""
    text = "Relapse was late in this subgroup, and the HR of 0.542 means a lower hazard of progression on Isa-Kd."
    assert not _wrong(check(text))


@pytest.mark.parametrize("praise", ["Safety: excellent.", "It is an unprecedented, well-tolerated option."])
def test_safety_praised_is_no_balance(praise: str, check: Check) -> None:
    """A benefit told with praise of the safety, and no figure of it, lacks balance."""
    report = check(f"HR for PFS 0.58 (95.4% CI 0.42-0.79). {praise}")
    assert "missing_balance" in [item.kind for item in report.findings]
