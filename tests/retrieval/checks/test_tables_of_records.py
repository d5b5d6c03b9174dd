"""Tables over a registry's own titles: rows, visits and periods in headings, digits of names, lists of time points."""

from __future__ import annotations

import pytest

from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.checks.figures.times import only_time, read_times
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.row_writer import RowWriter

FENRUE = Trial("NCT90000077", "FENRUE", "Inhaled orvatide in stiff lungs", "stiff lungs")
DRUG, DUMMY = "Inhaled Orvatide + Oral Base (OB)", "Oral Base (OB) + Inhaled Placebo"
RATE = "Remission Rate at 12, 24 and 36 Weeks"
CELLS = "Change From Baseline in Cluster of Differentiation 8+ (CD8+) Lymphocyte Counts at Weeks 12 and 24"
CLEARANCE = "Change From Baseline in Clearance by Creatinine and Cystatin"
SYMPTOMS = "Number of Subjects With Any and Grade 3 Solicited Symptoms"
COMPONENTS = "Number of Participants With Components of Collapse or Lung Bleeding"
FRACTURES = "Percentage of Participants With New Rib Fractures Through Month"
DEATHS = "Remission (REM) - Number of Patients With an Event"


def _check(text: str) -> CheckReport:
    table = RowWriter(FENRUE, arms=(DRUG, DUMMY))
    for weeks, values in ((12, ("61.2", "48.3")), (24, ("52.9", "33.7")), (36, ("47.1", "21.8"))):
        table.two(RATE, "percentage", values, "%", item=f"{weeks} weeks")
    table.two(DEATHS, "count", ("88", "119"), "patients")
    for item, values in (("Week 12", ("118.4", "96.2")), ("Week 24", ("171.9", "140.6"))):
        table.two(CELLS, "least-squares mean", values, "cells per cubic millimeter", item=item)
    for item, values in (
        ("Clearance by cystatin C (mL/min/1.73 m^2)", ("7.3", "4.1")),
        ("Creatinine", ("0.6", "0.9")),
    ):
        table.two(CLEARANCE, "mean", values, "units on a scale", item=item)
    for item, values in (("Any Redness", ("1153", "46")), ("Grade 3 Redness", ("294", "15"))):
        table.two(SYMPTOMS, "count", values, "patients", item=item, category="safety")
    for item, values in (("Any collapse", ("199", "250")), ("Lung bleeding", ("15", "17"))):
        table.two(COMPONENTS, "count", values, "patients", item=item)
    table.two(f"{FRACTURES} 12", "percentage", ("0.5", "1.8"), "%")
    table.two(f"{FRACTURES} 24", "percentage", ("0.6", "2.5"), "%")
    for arm, number in (("Period 1: Placebo", "9"), ("Period 1: Orvatide", "24")):
        table.add("Serious adverse events", "count", number, "patients", arm=arm, grade="serious", category="safety")
    terms = TermIndex(read_terms(CLINICAL_TERMS), table=(own := ResultsTable(table.rows)))
    return check_text(text, table=own, terms=terms, trials=(FENRUE,))


def _table(corner: str, *rows: tuple[str, str, str]) -> str:
    lines = [(corner, "Inhaled orvatide + oral base", "Oral base + inhaled placebo"), ("---", "---", "---"), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _contradicted(report: CheckReport) -> list[str]:
    return [item.number for item in report.checks if item.verdict is Verdict.CONTRADICTED]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (_table("Outcome", ("Remission rate (24 weeks)", "52.9%", "33.7%")), ("(24", "(36")),
        (_table("Outcome", ("Remission rate at week 12", "61.2%", "48.3%")), ("week 12", "week 24")),
        (_table("Remission rate", ("12 weeks", "61.2%", "48.3%"), ("36 weeks", "47.1%", "21.8%")), ("36", "24")),
        ("Remission rate (24 weeks): 33.7% with oral base plus inhaled placebo.", ("24", "12")),
        (_table("Outcome", ("Lymphocyte counts (Week 24)", "171.9", "140.6")), ("Week 24", "Week 12")),
        (_table("Outcome", ("Solicited symptoms (Any Redness)", "1153", "46")), ("Any", "Grade 3")),
        (_table("Outcome", ("Any and grade 3 solicited symptoms (Any Redness)", "1153", "46")), ("1153", "294")),
        (_table("Outcome", ("Components of collapse or lung bleeding (Any collapse)", "199", "250")), ("199", "15")),
        (_table("Outcome", ("New rib fractures", "0.6%", "2.5%")), ("2.5", "3.5")),
    ],
)
def test_rows_of_tables(text: str, wrong: tuple[str, str]) -> None:
    """A cell is of the title, the row and the time that its headings name, and of no other."""
    report = _check(text)
    assert not _contradicted(report)
    assert not [item.number for item in report.checks if "%" in item.number and item.verdict is Verdict.UNCHECKED]
    assert _contradicted(_check(text.replace(wrong[0], wrong[1], 1)))


@pytest.mark.parametrize(
    "text",
    [
        "Cluster of differentiation 8+ lymphocyte counts (Week 24) were 171.9 on inhaled orvatide plus oral base.",
        "Clearance by cystatin C (mL/min/1.73 m^2) was 7.3 with orvatide plus oral base.",
    ],
)
def test_digits_of_names(text: str) -> None:
    """Digits between the same two words as in a title or in a row's name are no figures, nor is an exponent."""
    report = _check(text)
    assert not {"8", "1.73", "2"} & {item.number for item in report.checks}
    assert not _contradicted(report)


def test_arms_that_share_a_part() -> None:
    """The second of two arms begins where a part of the first is told again, "A + B and B + C"."""
    text = (
        "Remission at 24 weeks was {} versus {} for Inhaled Orvatide + Oral Base and Oral Base + Inhaled Placebo, "
        "respectively."
    )
    assert not _contradicted(_check(text.format("52.9%", "33.7%")))
    assert _contradicted(_check(text.format("33.7%", "52.9%")))


def test_lists_of_times() -> None:
    """A list before its unit tells each of its times; two times are not one."""
    assert read_times("Rate at 12, 24 and 36 weeks") == {84.0, 168.0, 252.0}
    assert only_time("Rate at month 12") == "12 months"
    assert only_time("Rate at weeks 12 and 24") is None
    assert only_time("aged 70 years or over") is None
