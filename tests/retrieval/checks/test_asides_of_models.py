"""What chat models name beside the figure that they tell: comparisons, explanations, concessions, reasons, kinds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict
from tests.retrieval.checks.conftest import is_good

Check = Callable[..., CheckReport]
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("The estimate for death, 0.912, leans the same way as PFS, but its 95% CI is 0.702 to 1.185.", True),
        ("The estimate for death, 0.66, leans the same way as PFS, but its 95% CI is 0.702 to 1.185.", False),
        ("The hazard ratio for death was 0.912, in the same direction as for PFS, with a 95% CI 0.702-1.185.", True),
        ("Overall survival, unlike PFS, showed no clear difference: the hazard ratio was 0.912.", True),
        ("Overall survival, unlike PFS, showed no clear difference: the hazard ratio was 0.66.", False),
        ("Similar to PFS at 0.66, the hazard ratio for OS was 0.912.", True),
        ("In high-risk cytogenetics the PFS hazard ratio was 0.79, close to that of the trial as a whole, with a"
         " 95% CI of 0.44-1.42.", True),
    ],
)  # fmt: skip
def test_what_a_figure_is_compared_with_is_not_told(check: Check, text: str, good: bool) -> None:
    """The outcome or population behind "the same as" has no figure there."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("PFS2, which captures the time to a second progression or death, was 41.6 months with Veda-Rx.", True),
        ("PFS2 (i.e. the time to progression on the next therapy or death) was 41.6 months with Veda-Rx.", True),
        ("PFS, meaning survival without progression or death, was 27.4 months with Veda-Rx.", True),
        ("PFS, meaning survival without progression or death, was 58.3 months with Veda-Rx.", False),
        ("A relative hazard of second progression or death on PFS2 was not told; its median was 33.0 months"
         " with Rx.", True),
    ],
)  # fmt: skip
def test_what_explains_a_name_is_not_told(check: Check, text: str, good: bool) -> None:
    """A name and what it means are one outcome."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (
            "Despite more grade 3 or worse events, 10% discontinued because of a TEAE with Veda-Rx and 13% with Rx.",
            True,
        ),
        ("Although serious events were common, discontinuation because of TEAEs occurred in 10% with Veda-Rx.", True),
        ("Despite the longer PFS, the hazard ratio for overall survival was 0.912.", True),
        ("Despite the longer PFS, the hazard ratio for overall survival was 0.66.", False),
    ],
)
def test_what_is_conceded_first_is_not_told(check: Check, text: str, good: bool) -> None:
    """Outcomes and grades of "despite more grade 3 events," are none of the figures behind it."""
    assert all(item.verdict in GOOD for item in check(text).checks if item.number != "3") is good


@pytest.mark.parametrize(
    ("text", "number", "verdict"),
    [
        ("The interval (98% CI 0.41-0.92) of the interim PFS hazard ratio stays below one.", "0.92", Verdict.SUPPORTED),
        ("The PFS hazard ratio was 0.66 (95.2% CI 0.51-0.85), so it excludes one.", "0.85", Verdict.SUPPORTED),
    ],
)
def test_one_is_the_value_of_no_effect(check: Check, text: str, number: str, verdict: Verdict) -> None:
    """In words as in digits it is no figure."""
    report = check(text)
    assert {item.number: item.verdict for item in report.checks}[number] is verdict
    assert "one" not in {item.number for item in report.checks}


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Diarrhoea was the most frequent gastrointestinal event, affecting 34.5% with Veda-Rx.", True),
        ("Diarrhoea was frequent but rarely severe with Veda-Rx: 34.5% at any grade, 3.0% at grade 3 or worse.", True),
        ("Diarrhoea was frequent but rarely severe with Veda-Rx: 3.0% at any grade, 34.5% at grade 3 or worse.", False),
        ("Diarrhoea was rare as a severe event; at any grade it hit in 34.5% with Veda-Rx and 27.9% on Rx.", True),
        ("Diarrhoea (any grade / grade 3 or worse) occurred in 34.5% / 3.0% of patients on Veda-Rx and 27.9% / 2.2%"
         " on Rx.", True),
        ("Diarrhoea (any grade / grade 3 or worse) occurred in 27.9% / 2.2% of patients on Veda-Rx and 34.5% / 3.0%"
         " on Rx.", False),
        ("Diarrhoea of grade 3 or 4 was seen in 3.0% with Veda-Rx.", True),
        ("The PFS benefit (HR 0.66) came at the price of more grade 3 or worse TEAEs (76% vs 65%).", True),
    ],
)  # fmt: skip
def test_grade_is_of_the_figure_that_it_stands_beside(check: Check, text: str, good: bool) -> None:
    """And of no endpoint that has none."""
    assert is_good(check(text)) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Patients on Veda-Rx went 12.3 months longer before their disease progressed or they died (27.4 months versus"
         " 15.1 months).", True),
        ("With Veda-Rx the median PFS was 27.4 months, nearly twice the 15.1 months with Rx.", True),
        ("With Veda-Rx the median PFS was 27.4 months, three times the 15.1 months with Rx.", False),
        ("The time without progression or death nearly doubled, from 15.1 months to 27.4 months.", True),
        ("The time without progression or death tripled, from 15.1 months to 27.4 months.", False),
        ("The PFS hazard ratio of 0.66 means that the hazard of progression was about a third lower.", True),
        ("The PFS hazard ratio of 0.66 means that the hazard of progression was about a half lower.", False),
        ("Half of the patients on Rx had progressed or died by roughly 15.1 months.", True),
        ("Half of the patients on Veda-Rx had progressed or died by roughly 15.1 months.", False),
        ("Median PFS with Rx was 0.66 times that with Veda-Rx.", False),
        ("On average, the mean PFS was 27.4 months on Veda-Rx and that of patients on Rx 15.1 months.", False),
    ],
)  # fmt: skip
def test_factors_and_halves_follow_from_figures_beside_them(check: Check, text: str, good: bool) -> None:
    """A factor told of two medians, a share of a hazard, a half at its median."""
    assert is_good(check(text)) is good


def test_second_figure_is_of_the_mean_told_of_the_first(check: Check) -> None:
    """Both are medians in the table."""
    report = check("The mean PFS was 27.4 months on Veda-Rx and that of patients on Rx 15.1 months.")
    assert [item.verdict for item in report.checks] == [Verdict.CONTRADICTED] * 2


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Sources differ on median PFS in the control arm: the interim report gives 14.35 months, whereas the final PFS"
         " analysis gives 15.1 months.", True),
        ("The control group's median PFS barely changed (14.35 months at the interim analysis, 15.1 months at the final"
         " one), while the vedamab group's was 27.4 months.", True),
        ("It brought no more discontinuations: 19 of 197 patients (10%) on Veda-Rx and 18 of 136 patients (13%) on Rx"
         " stopped treatment because of a TEAE.", True),
        ("It brought no more discontinuations: 18 of 136 patients (13%) on Veda-Rx and 19 of 197 patients (10%) on Rx"
         " stopped treatment because of a TEAE.", False),
    ],
)  # fmt: skip
def test_both_figures_are_of_what_is_told_of_the_pair(check: Check, text: str, good: bool) -> None:
    """Of one arm at two analyses, or of one outcome behind them, whatever theme stands before the colon."""
    assert is_good(check(text)) is good
