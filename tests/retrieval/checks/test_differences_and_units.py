"""What one arm has less another, changes measured in days, units of concentrations, and what events led to."""

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
from tests.retrieval.checks.conftest import is_good
from tests.retrieval.checks.row_writer import RowWriter

TANSY = Trial("NCT90000211", "TANSY", "Ravudin Versus Placebo in Adults With Migraine", "Migraine")
ACTIVE, NONE = "Ravudin", "Placebo"
DAYS = "Change From Baseline in Monthly Migraine Days"
IRON = "Ferritin at Week 48"
TYPES = "Number of Participants With Adverse Events by Type"
REACTION = "Adverse reaction leading to permanent discontinuation"
INFUSION = "Ravudin discontinuation due to infusion-related reaction"
FILTER = "Change From Baseline in Estimated Glomerular Filtration Rate (Creatinine) at Week 48"
CELLS = "Change From Baseline in CD4+ Cell Count at Week 48"
DIED = "Number of Participants Who Died of Any Cause"
BY_FAILURE = "Change From Baseline in Monthly Migraine Days by Previous Preventive Treatment Failure"
SHARE = "Percentage of Participants With a Complete Response"
HALVED = "Number of Participants With a Reduction of Monthly Migraine Days by at Least 50%"
COPIES = "Number of Participants With HIV-1 RNA Below 50 Copies/mL at Week {} (Snapshot)"
EFFICACY = (BY_FAILURE, SHARE, HALVED, COPIES.format(48), COPIES.format(96), DAYS, IRON, FILTER, CELLS, DIED)

Check = Callable[[str], CheckReport]


@pytest.fixture(scope="module")
def check() -> Check:
    """Check a text against the invented trial."""
    writer = RowWriter(TANSY, arms=(ACTIVE, NONE))
    for arm, mean, change in ((ACTIVE, "8.3", "-3.7"), (NONE, "8.2", "-1.8")):
        writer.add("Monthly Migraine Days", "mean", mean, "Days per month", arm=arm, category="baseline")
        writer.add(DAYS, "least-squares mean", change, "Days per month", arm=arm, N=310)
    bounds = {"ci_low": "-2.3", "ci_high": "-1.4", "ci_level": "95"}
    pair = f"{ACTIVE} vs {NONE}"
    writer.add(DAYS, "least-squares mean difference", "-1.9", "Days per month", comparison=pair, **bounds)
    writer.two(IRON, "median", ("30", "92"), "mg/dL")
    for arm, rate, cells in ((ACTIVE, "-12.2", "223.5"), (NONE, "-15.5", "216.9")):
        writer.add(FILTER, "least-squares mean", rate, "mL/min/1.73 m^2", arm=arm)
        writer.add(CELLS, "least-squares mean", cells, "cells/mm^3", arm=arm)
    writer.two(DIED, "count", ("44", "26"), "patients", N=310)
    writer.two(HALVED, "count", ("135", "84"), "patients", N=312)
    writer.two(COPIES.format(48), "count", ("290", "292"), "patients", N=310)
    writer.two(COPIES.format(96), "count", ("270", "272"), "patients", N=310)
    bounds = {"ci_low": "0.56", "ci_high": "1.14", "ci_level": "95"}
    writer.add(DIED, "hazard ratio", "0.80", None, comparison=pair, **bounds)
    writer.two(SHARE, "percentage", ("44.1", "28.5"), "%")
    for item, value, low, high in (
        ("No previous treatment failure", "-1.4", "-2.1", "-0.7"),
        ("At least one previous treatment failure", "-2.7", "-3.5", "-1.8"),
    ):
        bounds = {"ci_low": low, "ci_high": high, "ci_level": "95"}
        writer.add(
            BY_FAILURE, "least-squares mean difference", value, "Days per month", item=item, comparison=pair, **bounds
        )
    safety = {"category": "safety", "N": 319}
    writer.two(TYPES, "count", ("170", "182"), "patients", item="Any adverse event", **safety)
    writer.two(
        TYPES, "count", ("8", "11"), "patients", item="Adverse event leading to discontinuation of treatment", **safety
    )
    writer.add(REACTION, "percentage", "8.2", "%", arm=ACTIVE, category="safety")
    writer.add(INFUSION, "percentage", "0.6", "%", arm=ACTIVE, category="safety")
    writer.two("Started", "count", ("321", "319"), "patients", category="disposition")
    writer.two("Not completed: Adverse Event", "count", ("6", "7"), "patients", category="disposition", N=319)
    own = [Term("outcome", title, None, (), TANSY.id, category="efficacy") for title in EFFICACY]
    own += [Term("outcome", title, None, (), TANSY.id, category="safety") for title in (TYPES, REACTION, INFUSION)]
    own.append(Term("outcome", "Not completed: Adverse Event", None, (), TANSY.id, category="disposition"))
    own += [Term("arm", arm, None, (), TANSY.id) for arm in (ACTIVE, NONE)]
    own.append(Term("drug", "ravudin", None, (), TANSY.id))
    table = ResultsTable(writer.rows)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(TANSY,), trial=TANSY.id)


@pytest.mark.parametrize(
    "text",
    [
        "Ravudin minus placebo: -1.9 migraine days (95% CI -2.3 to -1.4).",
        "Monthly migraine days: ravudin minus placebo -1.9 (95% CI -2.3 to -1.4).",
        "Monthly migraine days changed by -3.7 days on ravudin and -1.8 days on placebo.",
        "From a mean of 8.2 monthly migraine days on placebo at baseline, the change was -1.8 on placebo and -3.7 on"
        " ravudin.",
        "Adverse events led to discontinuation in 8 participants on ravudin and 11 on placebo.",
        "An infusion reaction led to permanent discontinuation of ravudin in 0.6%.",
        "eGFR changed by -12.2 on ravudin and -15.5 on placebo, so the decrease was smaller on ravudin.",
        "eGFR changed by -12.2 on ravudin and -15.5 on placebo, so the decrease was greater on placebo.",
        "eGFR fell less on ravudin (-12.2) than on placebo (-15.5).",
        "The CD4+ count had risen by 223.5 cells/mm^3 on ravudin at Week 48.",
        "A reduction by at least 50% was reached by 135 of 312 participants on ravudin.",
        "The hazard ratio of death of any cause was 0.80 with a 95% CI of 0.56-1.14, so 1 lies inside.",
        "A complete response came in 44.1% on ravudin and 28.5% on placebo. The difference is 15.6 percentage points"
        " (derived).",
        "At Week 96, 270 of 310 on ravudin were suppressed.",
        "Deaths of any cause were more numerous on ravudin (44) than on placebo (26).",
    ],
)
def test_true_sentences(check: Check, text: str) -> None:
    """What is told of two arms, of days and of causes stands."""
    assert is_good(check(text))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Ravudin minus placebo: -1.9 migraine days (95% CI -2.8 to -1.4).", "-2.8"),
        ("Monthly migraine days changed by -7.3 days on ravudin and -1.8 days on placebo.", "-7.3"),
        ("At Week 48 the median ferritin was 30 g/L on ravudin and 92 mg/dL on placebo.", "30"),
        ("An infusion reaction led to permanent discontinuation of ravudin in 8.2%.", "8.2"),
        ("A reduction by at least 50% was reached by 135 of 321 participants on ravudin.", "321"),
        ("For placebo versus ravudin the hazard ratio of death of any cause in that analysis was 0.80.", "0.80"),
        ("For placebo versus ravudin the hazard ratio of death of any cause after COVID-19 was 0.80.", "0.80"),
        (
            "A complete response came in 44.1% on ravudin and 28.5% on placebo, a gap of 15.6 percent (derived).",
            "15.6",
        ),
        (
            "A complete response came in 44.1% on ravudin and 28.5% on placebo. The difference is 15.6% (derived).",
            "15.6",
        ),
        ("The CD4+ count had risen by 223.5 cells/mL on ravudin at Week 48.", "223.5"),
    ],
)
def test_false_figures(check: Check, text: str, wrong: str) -> None:
    """A figure changed, or told in another unit of the same kind, is contradicted."""
    assert [item.number for item in check(text).checks if item.verdict is Verdict.CONTRADICTED] == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "eGFR fell more on one drug (-12.2) than on the other (-15.5).",
        "eGFR changed by -12.2 on one drug and -15.5 on the other, so the decrease was greater on one drug.",
        "Deaths of any cause were less numerous on ravudin (44) than on placebo (26).",
    ],
)
def test_turned_directions(check: Check, text: str) -> None:
    """A word of direction that its two figures do not bear out is an error."""
    assert [found.kind for found in check(text).findings if found.severity == "error"] == ["direction"]


def test_value_told_to_lie_outside(check: Check) -> None:
    """Of an interval told before, "1 lies outside" is an error where it holds 1."""
    report = check("The hazard ratio of death of any cause was 0.80 with a 95% CI of 0.56-1.14, so 1 lies outside.")
    assert [found.kind for found in report.findings if found.severity == "error"] == ["bound_over_null"]


def test_row_of_those_without(check: Check) -> None:
    """Figures of those with a failure are none of those "without a previous treatment failure"."""
    told = "ravudin minus placebo was -2.7 migraine days (95% CI -3.5 to -1.8)."
    text = f"In participants {{}} previous treatment failure, {told}"
    assert is_good(check(text.format("with at least one")))
    wrong = check(text.format("without a")).checks
    assert [item.number for item in wrong if item.verdict is Verdict.CONTRADICTED] == ["-2.7", "-3.5", "-1.8"]
