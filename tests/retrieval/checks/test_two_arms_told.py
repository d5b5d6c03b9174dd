"""Sentences about two arms: names that are a part of a label, orders of telling, and a statistic of its own name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.row_writer import RowWriter

SORREL = Trial("NCT90000041", "SORREL", "Nasal vedarine with tablets", "low mood")
DRUG, DUMMY = "Nasal Vedarine Plus Oral Tablets", "Nasal Placebo Plus Oral Tablets"
TANSY = Trial("NCT90000042", "TANSY", "Tanserix vaccine in adults", "tick fever")
SHOT, SALINE = "Tanserix Group", "Placebo Group"
FEVER = "Number of Subjects With Confirmed Tick Fever Cases, in Subjects Aged {}"
BURDOCK = Trial("NCT90000043", "BURDOCK", "Burdoglifozin in swollen ankles", "swollen ankles")
SHORT = "Burdo 10 mg"


def _sorrel() -> RowWriter:
    table = RowWriter(SORREL, arms=(DRUG, DUMMY))
    table.two("Itching", "count", ("31", "12"), "patients", N=110, category="safety")
    table.two("Change From Baseline in Skin Thickness at Week 8", "mean", ("-13.6", "-9.4"), "microns")
    table.two("Age, Continuous", "mean", ("44.9", "46.4"), "Years", category="baseline")
    return table


def _tansy() -> RowWriter:
    table = RowWriter(TANSY, arms=(SHOT, SALINE))
    table.two("Age, Continuous", "mean", ("62.4", "61.3"), "Years", category="baseline")
    interval = {"interval_kind": "CI", "ci_level": "95", "comparison": f"{SHOT} vs {SALINE}"}
    for ages, cases, efficacy, low, high in (
        ("50 Years and Older", ("6", "210"), "97.16", "93.72", "98.97"),
        ("50 to 59 Years", ("3", "87"), "96.57", "89.62", "99.31"),
        ("70 Years and Older", ("1", "48"), "97.93", "87.91", "99.95"),
    ):
        table.two(FEVER.format(ages), "count", cases, "patients", N=7344)
        table.add(FEVER.format(ages), "Vaccine efficacy (%)", efficacy, None, ci_low=low, ci_high=high, **interval)
    return table


def _burdock() -> RowWriter:
    table = RowWriter(BURDOCK, arms=(SHORT, "Placebo"))
    table.two("Age, Continuous", "mean", ("66.2", "66.9"), "Years", category="baseline")
    return table


@pytest.fixture(scope="module")
def check() -> Callable[..., CheckReport]:
    """Check a text about one of the trials."""
    table = ResultsTable((*_sorrel().rows, *_tansy().rows, *_burdock().rows))
    own = (
        Term("outcome", FEVER.format("50 Years and Older"), TANSY.id, (), category="efficacy", primary=True),
        Term("drug", "Vedarine", None, (), SORREL.id),
        Term("drug", "Burdoglifozin", None, (), BURDOCK.id),
        Term("arm", "Placebo", None, ("placebo arm", "placebo group", "placebo"), BURDOCK.id),
        Term("arm", SALINE, None, ("placebo arm", "placebo group", "placebo"), TANSY.id),
    )
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)

    def run(text: str, trial: Trial) -> CheckReport:
        return check_text(text, table=table, terms=terms, trials=(SORREL, TANSY, BURDOCK), trial=trial.id)

    return run


def _wrong(report: CheckReport) -> list[str]:
    return [item.number for item in report.checks if item.verdict is Verdict.CONTRADICTED]


@pytest.mark.parametrize(
    ("text", "trial"),
    [
        pytest.param("Mean age: {} and {} years with vedarine and placebo, respectively.", SORREL, id="respectively"),
        pytest.param("In the vedarine and placebo groups, respectively, mean age was {} and {} years.", SORREL,
                     id="respectively in front"),
        pytest.param("Mean age (vedarine, {} years; placebo, {} years).", SORREL, id="in brackets"),
        pytest.param("Compared with placebo, vedarine patients had a mean age of {} vs {} years.", SORREL,
                     id="compared with"),
        pytest.param("Relative to placebo, burdoglifozin patients had a mean age of {} years vs {} years.", BURDOCK,
                     id="short label"),
        pytest.param("In the burdoglifozin and placebo groups, respectively, mean age was {} and {} years.", BURDOCK,
                     id="short label listed"),
        pytest.param("Mean age was {} years in the vaccine group and {} years in the placebo group.", TANSY,
                     id="the vaccine"),
        pytest.param("Mean age: {} and {} years with the vaccine and placebo, respectively.", TANSY, id="with vaccine"),
        pytest.param("Vaccinees had a mean age of {} years, placebo recipients of {} years.", TANSY, id="vaccinees"),
    ],
)  # fmt: skip
def test_two_arms_are_told_apart(check: Callable[..., CheckReport], text: str, trial: Trial) -> None:
    """The figures stand in the order told, and both are wrong when they are swapped."""
    ages = {SORREL.id: ("44.9", "46.4"), TANSY.id: ("62.4", "61.3"), BURDOCK.id: ("66.2", "66.9")}[trial.id]
    assert _wrong(check(text.format(*ages), trial)) == []
    assert _wrong(check(text.format(*ages[::-1]), trial)) == list(ages[::-1])


@pytest.mark.parametrize(
    ("text", "trial", "wrong"),
    [
        pytest.param("Compared with placebo, vedarine-treated skin shrank more (-13.6 vs -9.4 microns).", SORREL, [],
                     id="pair in brackets"),
        pytest.param("Among adults aged 70 or more, vaccine efficacy came to 97.93% (95% CI 87.91-99.95).", TANSY, [],
                     id="ages of a title"),
        pytest.param("Among adults aged 50 to 59, vaccine efficacy came to 97.93% (95% CI 87.91-99.95).", TANSY,
                     ["97.93", "87.91", "99.95"], id="other ages"),
        pytest.param("The efficacy against tick fever was 97.2% in adults of 50 years and older.", TANSY, [],
                     id="efficacy alone"),
        pytest.param("The vaccine was 97.2% effective (95% CI 93.7 to 99.0).", TANSY, [], id="effective"),
        pytest.param("The vaccine was 79.2% effective (95% CI 63.7 to 89.0).", TANSY, ["79.2", "63.7", "89.0"],
                     id="not so effective"),
        pytest.param("Vaccine efficacy: 97.16% overall, 96.57% at 50-59 years, 97.93% at 70 years or older.", TANSY,
                     [], id="several ages"),
        pytest.param("Vaccine efficacy: 97.16% overall, 97.93% at 50-59 years, 96.57% at 70 years or older.", TANSY,
                     ["97.93", "96.57"], id="ages swapped"),
        pytest.param("For mean age, the vedarine figure was 44.9 and the placebo figure 46.4 (± 3.1).", SORREL, [],
                     id="a figure is no label"),
    ],
)  # fmt: skip
def test_figures_of_arms_and_efficacy(
    check: Callable[..., CheckReport], text: str, trial: Trial, wrong: list[str]
) -> None:
    """An efficacy is that of the ages told, and no share of the patients."""
    assert _wrong(check(text, trial)) == wrong
