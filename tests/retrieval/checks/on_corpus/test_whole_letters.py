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
        pytest.param("| Population | Arm | CR | MRD-negative |\n|:--|:--|--:|--:|\n| Age >=70 years | Isa-Kd | 38.5% |"
                     " 23.1% |\n| Age >=70 years | Kd | 23.5% | 11.8% |", ("38.5% | 23.1%", "23.5% | 11.8%"),
                     id="groups in rows, arms in a column of their own"),
        pytest.param("2/ In Feb 2020 the PFS hazard ratio was 0.53.\n3/ In Jan 2022 the PFS hazard ratio was 0.58.",
                     ("0.58", "0.85"), id="posts with numbers"),
        pytest.param("Pneumonia occurred in 36.2% (Kd: 30.0%), bronchitis in 23.7% (control 13.0%).",
                     ("36.2% (Kd: 30.0%)", "30.0% (Kd: 36.2%)"), id="the other arm in brackets"),
        pytest.param("At the primary analysis MRD negativity was 29.6% with Isa-Kd and 13.0% with Kd. The MRD-negative"
                     " CR rates were 20.1% and 10.6%, and they had moved to 26.3% and 12.2% at the January 2022"
                     " cut-off.",
                     ("January 2022", "February 2023"), id="moved to at another analysis"),
        pytest.param("Complete response in those aged 70 or older: 38.5% with Isa-Kd and 23.5% with Kd.\n* All figures"
                     " are from the primary analysis.", ("the primary analysis", "the final OS analysis"),
                     id="an analysis told behind all"),
        pytest.param("By February 2023 patients had been on Isa-Kd for a median of 94.0 weeks, and on Kd for a median"
                     " of 61.9 weeks.", ("94.0 weeks", "94.0 days"), id="had been on an arm"),
        pytest.param("Isatuximab was given with carfilzomib and dexamethasone to 177 patients.", ("177", "122"),
                     id="a drug given with the other arm"),
        pytest.param("Isa-Kd (179 patients) was compared with the two-drug regimen (123 patients).", ("179", "123"),
                     id="sizes in brackets behind each"),
        pytest.param("302 people with myeloma that had come back joined it.", ("302", "466"), id="all who joined"),
        pytest.param("Serious events overall were balanced: 59% and 57%. By January 2022 the serious figure had gone up"
                     " to 70.1% for Isa-Kd and 59.8% for Kd.", ("January 2022", "February 2023"),
                     id="the same event at another cut-off"),
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


def test_order_of_arms_is_not_that_of_another_outcome(check: Check) -> None:
    """Behind a figure of the control arm alone, a pair without arms may be told in either order."""
    told = "Median OS in the control arm is 50.6 months, and time to next treatment 43.99 months against 25.0 months."
    assert not _wrong(check(told))


@pytest.mark.parametrize(
    ("group", "wrong"), [pytest.param("early and late", True, id="one holds 1"), pytest.param("late", False, id="none")]
)
def test_significance_in_groups_is_held_against_their_intervals(check: Check, group: str, wrong: bool) -> None:
    """A sentence without figures that calls the effect significant in a group needs an interval that leaves out 1."""
    report = check(f"The estimates favoured Isa-Kd, with statistical significance in {group} relapse.")
    assert bool(_wrong(report)) is wrong
