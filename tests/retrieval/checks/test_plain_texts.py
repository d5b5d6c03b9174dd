"""Marks of emphasis, ends of lines, brackets and spellings that change no figure of LARKSPUR."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.checks.figures.plain_text import read_plainly
from retrieval.records import CheckReport, Verdict
from tests.retrieval.checks.conftest import is_good, verdicts_of

Check = Callable[..., CheckReport]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        pytest.param("Median PFS was **27.4** months with Veda-Rx and **15.1** months with Rx.", True, id="bold"),
        pytest.param("Median PFS was **15.1** months with Veda-Rx and **27.4** months with Rx.", False, id="swapped"),
        pytest.param("PFS: HR **0.66** (**95.2**% CI **0.51**–**0.85**).", True, id="bold in an interval"),
        pytest.param("PFS: HR **0.66** (**95**% CI **0.51**–**0.85**).", False, id="another level"),
        pytest.param("PFS at the interim analysis: HR 0.61 (one-sided *P* = 0.0021).", True, id="italic p"),
        pytest.param("PFS at the interim analysis: HR 0.61 (one-sided <i>P</i> = 0.0012).", False, id="tagged p"),
        pytest.param("**MRD negativity was _31.2%_ with Veda-Rx and *14.5%* with Rx.** Figures: final PFS analysis.",
                     True, id="marks within marks"),
        pytest.param("Overall response rate: `81.4%` with Veda-Rx.", True, id="code"),
        pytest.param("MRD negativity was 31.2 per cent with Veda-Rx and 14.5 percent with Rx.", True, id="per cent"),
        pytest.param("MRD negativity was 31.2 % with Veda-Rx, 16.7 percent points more than with Rx.", True,
                     id="points stay points"),
        pytest.param("Median PFS with Veda-Rx was 27.4 months against 15.1 months with\n  Rx, a gap of 12.3\nmonths.",
                     True, id="wrapped"),
        pytest.param("Median PFS with Veda-Rx was not\nreached at the interim\nanalysis.", True, id="wrapped words"),
        pytest.param("Median PFS with Rx was not\nreached at the interim\nanalysis.", False, id="wrapped and wrong"),
        pytest.param("PFS: HR 0.66 [95.2% CI 0.51–0.85].", True, id="square brackets"),
        pytest.param("PFS: HR 0.66 [95.2% CI 0.51–0.58].", False, id="square brackets and wrong"),
        pytest.param("Overall survival: HR 0,912.", True, id="a comma before decimals"),
        pytest.param("Overall survival: HR 0,921.", False, id="a comma and wrong"),
    ],
)  # fmt: skip
def test_layout_changes_no_verdict(check: Check, text: str, good: bool) -> None:
    """A figure is what it is, however it is set."""
    assert is_good(check(text)) is good


def test_number_is_cut_out_of_the_marked_text(check: Check) -> None:
    """Offsets are those of the text as given, with its marks and lines."""
    text = "In LARKSPUR, *median* PFS with **Veda-Rx** was\n**27.4** months (HR **0.99**)."
    report = check(text)
    assert report.text == text
    assert [(item.number, text[item.start : item.end]) for item in report.checks] == [
        ("27.4", "27.4"),
        ("0.99", "0.99"),
    ]
    assert verdicts_of(report) == {"27.4": Verdict.SUPPORTED, "0.99": Verdict.CONTRADICTED}
    assert all(text[found.start : found.end] == found.text for found in report.findings)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("**Results of the trial**\n\nNo figures.", id="a line in bold is a heading"),
        pytest.param("- one\n* two\n* three", id="bullets"),
        pytest.param("12* patients and 15* others", id="marks of footnotes"),
        pytest.param("5 mg*h/mL and 6 mg*h/mL of snake_case_name", id="signs within words"),
    ],
)
def test_what_is_no_emphasis_stays(text: str) -> None:
    """Bullets, footnotes and headings are left as they are."""
    assert read_plainly(text) is None


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("MRD negativity: 62 of 199 versus 20 of 138 patients (Veda-Rx first).", True),
        ("MRD negativity: 20 of 138 versus 62 of 199 patients, Rx arm first.", True),
        ("MRD negativity: 20 of 138 versus 62 of 199 patients, Veda-Rx arm first.", False),
        ("PFS: 27.4 months with Veda-Rx versus 15.1 months with Rx at the final PFS analysis (HR 0.66).", True),
        ("PFS: 27.4 months with Veda-Rx versus 15.1 months with Rx at the interim analysis (HR 0.61).", False),
        ("Median PFS with Veda-Rx was 27.4 months at the later (2021) cut-off.", True),
        ("Median PFS with Veda-Rx was 27.4 months at the earlier (2019) cut-off.", False),
        ("Median PFS with Veda-Rx was 27.4 months at the later cut-off.", True),
        ("Median PFS with Veda-Rx was 27.4 months at the earlier cut-off.", False),
        ("“Among the 197 patients treated with Veda-Rx, 112 (57%) had a serious TEAE.”", True),
        ("“Among the 199 patients treated with Veda-Rx, 112 (57%) had a serious TEAE.”", False),
    ],
)  # fmt: skip
def test_order_and_analysis_are_told_behind_the_figures(check: Check, text: str, good: bool) -> None:
    """Which arm goes first, and of which analysis all figures are, may stand behind them."""
    assert is_good(check(text)) is good
