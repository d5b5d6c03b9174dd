"""What letters, abstracts and slides tell beside their figures: sizes of groups, a cut-off stated once, one order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict

Check = Callable[[str], CheckReport]
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)
ABSTRACT = (
    "METHODS: Of 302 randomised patients, 107 had an early relapse (Isa-Kd, n=61; Kd, n=46). Data cut-off was 14"
    " January 2022.\nRESULTS: In early relapse, median PFS was 24.7 months with Isa-Kd and 17.2 months with Kd."
)
ORDERS = (
    "Complete response: 39.7% vs 27.6%.\n\nMRD negativity: 29.6% vs 13.0%.\n\nVery good partial response or better:"
    " 72.6% vs 56.1%.\n\nIn renal impairment, median PFS was NR vs 13.4 months."
)


def _wrong(report: CheckReport) -> set[tuple[int, str]]:
    told = {(item.start, item.reason) for item in report.checks if item.verdict is Verdict.CONTRADICTED}
    return told | {(item.start, item.reason) for item in report.findings if item.severity == "error"}


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        pytest.param(ABSTRACT, ("n=61; Kd, n=46", "n=46; Kd, n=61"), id="sizes of the group that is counted"),
        pytest.param(ABSTRACT, ("14 January 2022", "7 February 2020"), id="the cut-off stated once"),
        pytest.param("With longer follow-up (about 44 months), median PFS was 35.7 months with Isa-Kd.",
                     ("44", "34"), id="a follow-up in brackets"),
        pytest.param(">= 70 yrs (86 of the 302): PFS HR 0.36, 95% CI 0.18-0.75.", ("302", "299"),
                     id="the size of a group in brackets"),
        pytest.param(ORDERS, ("NR vs 13.4", "13.4 vs NR"), id="one pair against the order of the others"),
        pytest.param("1q21+ was found in 41.9% of the Isa-Kd arm and 42.3% of the Kd arm. Exactly three copies were"
                     " found in 24.0% and 30.1%; four copies or more in 17.9% and 12.2%.",
                     ("24.0% and 30.1%", "30.1% and 24.0%"), id="numbers of copies"),
        pytest.param("How often do infusion reactions happen?\nOn Isa-Kd, nearly all were low-grade: 13.6% of patients"
                     " had a grade 1 reaction, 31.6% a grade 2 reaction and just 0.6% a grade 3 reaction.",
                     ("31.6", "3.16"),
                     id="one of several figures of an outcome told before"),
        pytest.param("How is isatuximab given?\nIntravenously at 10 mg/kg, weekly for the first 4 weeks and every 2"
                     " weeks thereafter.", ("every 2 weeks", "every 3 weeks"), id="a schedule asked for"),
        pytest.param("Isatuximab is given at 10 mg for every kilogram of body weight.", ("10 mg", "10 g"),
                     id="grams for each kilogram"),
        pytest.param("Diarrhoea had risen to 39.5% of Isa-Kd patients by January 2022.",
                     ("January 2022", "February 2020"), id="risen by a date"),
        pytest.param("Pneumonia of any grade occurred in 36.2% and 30.0%. Serious adverse events overall: 59% with"
                     " Isa-Kd and 57% with Kd.", ("59% with Isa-Kd and 57%", "57% with Isa-Kd and 59%"),
                     id="events overall"),
        pytest.param("The serious TEAE rate of high-risk patients was 64.3% when they had isatuximab and 66.7% when"
                     " they had not.",
                     ("64.3% when they had isatuximab and 66.7%", "66.7% when they had isatuximab and 64.3%"),
                     id="when they had a drug"),
    ],
)  # fmt: skip
def test_figures_stand_and_altered_ones_do_not(check: Check, text: str, altered: tuple[str, str]) -> None:
    """Every figure of a true text is confirmed, and what is wrong in the altered one is found."""
    report = check(text)
    assert not _wrong(report)
    assert [item.number for item in report.checks if item.verdict not in GOOD] == []
    assert text.replace(*altered) != text
    assert _wrong(check(text.replace(*altered)))


@pytest.mark.parametrize(
    "text",
    [
        "Because the CI crosses 1, this does not demonstrate a statistically significant OS benefit.",
        "There is no evidence of a statistically significant overall survival advantage.",
    ],
)
def test_significance_that_is_denied_is_none(check: Check, text: str) -> None:
    """A benefit that is said not to be shown is not called significant, however far the word stands from the "not"."""
    assert not _wrong(check(text))
