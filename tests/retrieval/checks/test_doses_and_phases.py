"""Statements about arms told by their doses, and about figures at the start and later."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from ingest.records import Result, Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.checks.terms.arm_doses import doses_told
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex

TEASEL = Trial("NCT90000005", "TEASEL", "Two doses of Rilvex versus Quiet Walking Lessons in slow gait", "slow gait")
LOW, HIGH, LESSONS = "Rilvex 5 mg", "Rilvex 20 mg", "Quiet Walking Lessons"
GLUCOSE = "Change From Baseline in HbA1c at Week 24"
REACHED = "Percentage of Participants With HbA1c <7.0% at Week 24"
GAIT = "Gait Speed Score (GSS)"
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED, Verdict.QUOTED)


def _rows() -> list[Result]:
    rows: list[Result] = []

    def add(outcome: str, statistic: str, values: tuple[str, ...], unit: str | None, **fields: Any) -> None:
        category = fields.pop("category", "efficacy")
        for arm, value in zip((LOW, HIGH, LESSONS), values, strict=False):
            counted = {"n": int(value)} if statistic == "count" else {}
            rows.append(
                Result(f"t:{len(rows)}", TEASEL.id, "t", category, outcome, statistic, value=Decimal(value), unit=unit,
                       arm=arm, **counted, **fields)
            )  # fmt: skip

    add(GLUCOSE, "least-squares mean", ("-0.62", "-0.94", "-0.11"), "percentage of HbA1c", time_frame="Week 24")
    add(REACHED, "percentage", ("36.2", "47.5", "16.3"), "%", time_frame="Week 24", N=300)
    add(GAIT, "mean", ("15.2", "15.9", "15.6"), "units on a scale", item="Baseline", time_frame="Baseline, Week 8")
    add(GAIT, "mean", ("11.4", "9.3", "13.8"), "units on a scale", item="Week 8", time_frame="Baseline, Week 8")
    add("Vomiting", "count", ("12", "18", "4"), "patients", category="safety", grade="non-serious", N=300)
    add("Time to First Stumble", "median", ("14.1", "16.7", "9.2"), "days")
    add("All-cause mortality", "count", ("7", "9", "8"), "patients", category="safety", N=300)
    add("All-Cause Mortality at Day 90", "count", ("7", "9", "8"), "patients", N=310)
    rows.append(
        Result("t:ratio", TEASEL.id, "t", "efficacy", "Time to First Stumble", "risk ratio", value=Decimal("0.66"),
               comparison=f"{HIGH} vs {LESSONS}")
    )  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the trial."""
    table = ResultsTable(tuple(_rows()))
    own = (
        *(Term("arm", arm, None, (), TEASEL.id) for arm in (LOW, HIGH, LESSONS)),
        Term("drug", "Rilvex", None, (), TEASEL.id),
        Term("outcome", GAIT, None, ("GSS",), TEASEL.id, category="efficacy"),
    )
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(TEASEL,), trial=TEASEL.id)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Vomiting was seen in 18 patients on 20 mg, 12 on 5 mg and 4 given lessons.", id="on a dose"),
        pytest.param("In the 20 mg group 18 patients vomited: vomiting was less frequent in the 5 mg group (12).",
                     id="group of a dose"),
        pytest.param("HbA1c at Week 24 had fallen by 0.62 percentage points on Rilvex 5 mg and 0.94 on Rilvex 20 mg.",
                     id="points of one arm"),
        pytest.param("An HbA1c below 7.0% was reached by 47.5% on Rilvex 20 mg and 36.2% on Rilvex 5 mg.",
                     id="threshold of the title"),
        pytest.param("The GSS fell from 15.9 to 9.3 with Rilvex 20 mg and from 15.6 to 13.8 with Quiet Walking Lessons"
                     " by week 8.", id="from and to, twice"),
        pytest.param("The GSS rose from 9.3 on Rilvex 20 mg to 13.8 in the walking lessons group at week 8.",
                     id="part of a label"),
        pytest.param("Vomiting, none of it serious, was seen in 18 patients on Rilvex 20 mg.", id="grade denied"),
        pytest.param("Vomiting was a non-serious event in 18 patients on Rilvex 20 mg.", id="kind told as a noun"),
        pytest.param("By Day 90, 9 of 310 patients on Rilvex 20 mg had died.", id="title of one time"),
        pytest.param("Vomiting was about four times as frequent on 20 mg (18 of 300) as after lessons (4 of 300).",
                     id="about a factor"),
        pytest.param("The median advantage in time to first stumble was 7.5 days (16.7 v 9.2 days).", id="advantage"),
        pytest.param("GSS was 4.5 points lower on Rilvex 20 mg than with Quiet Walking Lessons at week 8.", id="than"),
        pytest.param("Vomiting was seen in 18 patients on Rilvex 20 mg, nearly all of grade 1.", id="nearly all"),
        pytest.param("The change in HbA1c was larger on Rilvex 20 mg (-0.94) than on Rilvex 5 mg (-0.62).", id="size"),
        pytest.param("By Day 90 there were 9 deaths in 310 patients on Rilvex 20 mg.", id="deaths in patients"),
        pytest.param("HbA1c was down 0.94 points on Rilvex 20 mg at Week 24.", id="down"),
    ],
)  # fmt: skip
def test_true_statement_is_not_called_wrong(check: Callable[[str], CheckReport], text: str) -> None:
    """No number of it is contradicted, and no finding calls it an error."""
    report = check(text)
    assert [(item.number, item.reason) for item in report.checks if item.verdict is Verdict.CONTRADICTED] == []
    assert [item.kind for item in report.findings if item.severity == "error"] == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("Vomiting was seen in 12 patients on 20 mg and 18 on 5 mg.", ["12", "18"], id="doses swapped"),
        pytest.param("HbA1c had fallen by 0.94 percentage points on Rilvex 5 mg at Week 24.", ["0.94"], id="points"),
        pytest.param("An HbA1c below 7.0% was reached by 45.7% on Rilvex 20 mg.", ["45.7"], id="threshold"),
        pytest.param("The GSS was 13.8 with Rilvex 20 mg at week 8.", ["13.8"], id="other arm at the time"),
        pytest.param("Vomiting was seen in 12 patients on Rilvex 5 mg, but 14 in the walking lessons group.", ["14"],
                     id="part of a label"),
        pytest.param("Vomiting was about nine times as frequent on 20 mg (18 of 300) as after lessons (4 of 300).",
                     ["nine times"], id="a factor far off"),
    ],
)  # fmt: skip
def test_wrong_number_is_found(check: Callable[[str], CheckReport], text: str, wrong: list[str]) -> None:
    """The wrong number is contradicted, and no right one."""
    assert [item.number for item in check(text).checks if item.verdict is Verdict.CONTRADICTED] == wrong


def test_risk_ratio_told_as_odds_ratio_is_named(check: Callable[[str], CheckReport]) -> None:
    """The same digits under the other name of a ratio are an error of their own class."""
    report = check("The odds ratio for a first stumble was 0.66.")
    assert "odds_as_risk" in [item.kind for item in report.findings if item.severity == "error"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("It was seen in 36 of 53 patients at 60 Gy.", ["60 Gy"], id="a dose of radiation"),
        pytest.param("It was seen in 7 of 8 patients with 66.5 Gy.", ["66.5 Gy"], id="with decimals"),
        pytest.param("The lungs had a mean dose of 15.2 Gy.", [], id="a dose that is measured"),
        pytest.param("It was seen in 36 of 53 patients at 62 Gy.", [], id="a dose of no arm"),
    ],
)
def test_dose_of_an_arm_is_no_figure(text: str, told: list[str]) -> None:
    """A dose that says what patients had, and that an arm's label has, is nothing to be looked up."""
    arms = ("Phase II: 60 Gy/30 fx + Chemotherapy", "Phase I: 66.5 Gy/35 fx + Chemotherapy")
    assert [text[start:end] for start, end in doses_told(text, (0, len(text)), arms)] == told
