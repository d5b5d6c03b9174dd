"""Rows of a registry's outcome told one beside the other, placebos of several doses, and units over time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.checks.terms.opposites import are_opposites
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.row_writer import RowWriter

SORREL = Trial("NCT90000141", "SORREL", "Talvedin Versus Placebo in Adults With Kidney Disease", "Kidney disease")
LOW, HIGH = "Talvedin 20 mg", "Talvedin 40 mg"
LOW_NONE, HIGH_NONE = "Placebo (for Talvedin 20 mg)", "Placebo (for Talvedin 40 mg)"
COMPOSITE = "Composite Endpoint of Kidney Failure or Cardiovascular (CV) Death"
PARTS = "Components of the Primary Composite Endpoint"
BLEEDS = "Number of Participants With Bleeding by Classification"
BY_STAGE = "Time to Kidney Failure by Histology"
SLOPE = "Slope of eGFR Over Time"
SURVIVAL = "Kidney Survival"
DIABETES = "Type 2 Diabetes"
VISITS = "Number of Participants With an Urgent Visit Due to Heart Failure"
STROKE = "Event Rate of Stroke"
VOLUME = "Change From Baseline in Lung Volume at Week 12"
TITLES = (PARTS, BLEEDS, BY_STAGE, SLOPE, VOLUME, STROKE, VISITS, SURVIVAL, f"{SURVIVAL} - Updated Analysis")
RATE = "mL/min/1.73 m2 per year"

Check = Callable[[str], CheckReport]
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)


@pytest.fixture(scope="module")
def check() -> Check:
    """Check a text against the invented trial."""
    writer = RowWriter(SORREL, arms=(LOW, LOW_NONE))
    pair = {"comparison": f"{LOW} vs {LOW_NONE}"}
    writer.two(COMPOSITE, "count", ("197", "312"), "patients", N=2152)
    writer.add(COMPOSITE, "hazard ratio", "0.61", None, ci_low="0.51", ci_high="0.72", ci_level="95", **pair)
    for item, counts, ratio in (
        ("Kidney failure", ("112", "201"), "0.53"),
        ("CV death", ("65", "80"), "0.81"),
    ):
        writer.two(PARTS, "count", counts, "patients", N=2152, item=item)
        writer.add(PARTS, "hazard ratio", ratio, None, item=item, **pair)
    for item, counts, ratio in (
        ("Intracranial bleeding", ("52", "122"), "0.42"),
        ("Gastrointestinal bleeding", ("105", "119"), "0.89"),
        ("TIMI major bleeding", ("148", "256"), "0.57"),
    ):
        writer.two(BLEEDS, "count", counts, "patients", N=2152, item=item)
        writer.add(BLEEDS, "hazard ratio", ratio, None, item=item, **pair)
    for item, ratio, low, high in (("Sclerotic", "0.35", "0.17", "0.71"), ("Non-sclerotic", "0.55", "0.39", "0.76")):
        writer.add(BY_STAGE, "hazard ratio", ratio, None, item=item, ci_low=low, ci_high=high, ci_level="95", **pair)
    for item, gap in (("Total slope", "0.93"), ("Chronic slope", "1.92")):
        writer.add(SLOPE, "least-squares mean difference", gap, RATE, item=item, **pair)
    for arm, value in ((LOW, "0.32"), (LOW_NONE, "0.18"), (HIGH, "0.34"), (HIGH_NONE, "0.21")):
        writer.add(VOLUME, "least-squares mean", value, "liters", arm=arm)
    for title, medians in ((SURVIVAL, ("14.7", "10.2")), (f"{SURVIVAL} - Updated Analysis", ("16.0", "11.4"))):
        writer.two(title, "median", medians, "months")
    for item, counts in (("Yes", ("1455", "1451")), ("No", ("697", "701"))):
        writer.two(DIABETES, "count", counts, "patients", N=2152, item=item, category="baseline")
    writer.two(VISITS, "count", ("10", "23"), "patients", N=2152)
    for arm, rate in ((LOW, "1.27"), (LOW_NONE, "1.60")):
        writer.add(STROKE, "percentage", rate, "Percent of participants per year", arm=arm)
    for arm, none, gap in ((LOW, LOW_NONE, "0.14"), (HIGH, HIGH_NONE, "0.13")):
        writer.add(VOLUME, "least-squares mean difference", gap, "liters", comparison=f"{arm} vs {none}")
    for arm, size in ((LOW, "631"), (LOW_NONE, "317"), (HIGH, "633"), (HIGH_NONE, "321"), ("all", "1902")):
        writer.add("Started", "count", size, "patients", arm=arm, n=int(size), category="disposition")
    own = (
        *(Term("arm", arm, None, (), SORREL.id) for arm in (LOW, HIGH, LOW_NONE, HIGH_NONE)),
        Term("outcome", COMPOSITE, None, (), SORREL.id, category="efficacy", primary=True),
        *(Term("outcome", name, None, (), SORREL.id, category="efficacy") for name in TITLES),
    )  # fmt: skip
    table = ResultsTable(writer.rows)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)

    def run(text: str) -> CheckReport:
        return check_text(text, table=table, terms=terms, trials=(SORREL,), trial=SORREL.id)

    return run


@pytest.mark.parametrize(
    ("text", "altered"),
    [
        pytest.param("The hazard ratio for cardiovascular death was 0.81.", ("0.81", "0.61"),
                     id="a row by another name"),
        pytest.param("Cardiovascular death occurred in 65 patients on talvedin 20 mg.", ("65", "197"),
                     id="a row by another name, counted"),
        pytest.param("Intracranial bleeding: 52 with 20 mg and 122 with its placebo (HR 0.42), gastrointestinal"
                     " bleeding 105 and 119 (HR 0.89).", ("gastrointestinal", "TIMI major"), id="the row named last"),
        pytest.param("The hazard ratio for kidney failure was 0.35 in sclerotic and 0.55 in non-sclerotic disease.",
                     ("0.35", "0.36"), id="each before its row"),
        pytest.param("0.93 - the difference in the total slope of eGFR between the arms.",
                     ("total", "chronic"), id="a figure before what it is"),
        pytest.param("The difference in the total slope of eGFR was 0.93 mL/min/1.73m2/year.", ("0.93", "0.39"),
                     id="a unit over time"),
        pytest.param("Lung volume at week 12: 0.32 L with 20 mg vs 0.18 L with placebo; 0.34 L with 40 mg vs 0.21 L"
                     " with placebo.", ("0.18", "0.21"), id="a placebo held against one dose"),
        pytest.param("Stroke occurred at a rate of 1.27% per year with talvedin 20 mg.", ("per year", "per month"),
                     id="a rate over another time"),
        pytest.param("Urgent visit for heart failure: 10 with talvedin 20 mg.", ("10", "12"),
                     id="a visit that is counted"),
        pytest.param("Two thirds of the patients on talvedin 20 mg had type 2 diabetes.", ("Two thirds", "One third"),
                     id="a share of those who had it"),
        pytest.param("In the first analysis median kidney survival was 14.7 months with talvedin 20 mg.",
                     ("14.7", "16.0"), id="the analysis of a title"),
        pytest.param("1902 patients: talvedin 20 mg (n=631), talvedin 40 mg (n=633) and two placebo groups (n=317 and"
                     " n=321).", ("633", "663"), id="sizes of arms behind that of all"),
    ],
)  # fmt: skip
def test_figures_stand_and_altered_ones_do_not(check: Check, text: str, altered: tuple[str, str]) -> None:
    """Every figure of a true text is confirmed, and the altered one has a contradiction."""
    assert [(item.number, item.reason) for item in check(text).checks if item.verdict not in GOOD] == []
    assert text.replace(*altered) != text
    assert [item for item in check(text.replace(*altered)).checks if item.verdict is Verdict.CONTRADICTED]


def test_kinds_of_survival_are_opposites() -> None:
    """A title of overall survival is none of progression-free survival, whatever else their names share."""
    assert are_opposites("Overall Survival: Updated Analysis", "Progression Free Survival (PFS) by Review")
    assert not are_opposites("Overall Survival: Updated Analysis", "Overall survival")


def test_dose_of_a_placebo_told_after_others_is_not_known(check: Check) -> None:
    """Behind two doses, "0.18 L with placebo" is of neither, and of no dose."""
    report = check("Lung volume at week 12 rose by 0.32 L with 20 mg, 0.34 L with 40 mg and 0.18 L with placebo.")
    assert [item for item in report.checks if item.verdict is Verdict.CONTRADICTED] == []
