"""Rows and titles told by an age, a level, an analysis, an assessor, or what patients were not; gaps without a unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from ingest.records import NOT_REACHED, Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.checks.figures.times import read_times
from retrieval.checks.terms.defined_letters import read_definitions
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.conftest import is_good
from tests.retrieval.checks.row_writer import RowWriter

BRIAR = Trial("NCT90000099", "BRIAR", "Solvetinib Versus Placebo in Adults With Lupus Nephritis", "Lupus Nephritis")
LOW, HIGH, NONE = "Solvetinib 20 mg", "Solvetinib 60 mg", "Placebo"
TITER = "Neutralizing Titers at Day 57, Solvetinib Versus Placebo"
TITER_BY_AGE = "Neutralizing Titers at Day 57 by Age Group"
LOSS = "Participants With a Sustained Loss of Kidney Function of >=40% or Renal Death"
GREAT_LOSS = "Participants With a Sustained Loss of Kidney Function of >=60% or Renal Death"
REMISSION = "Complete Remission Rate Assessed by Investigator"
PERIOD = "Relapse-free Interval"
DEAD = "Number of Participants Dead at Day 28, by Ventilation Status"
HBA1C = "Change From Baseline in HbA1c"
RATE = "Annualized Rate of Nephritis Flares Over 52 Weeks"
SEVERE_RATE = "Annualized Rate of Severe Nephritis Flares Over 52 Weeks"
LOSS_BY_DIABETES = "Participants With a Sustained Loss of Kidney Function, by Diabetes Status at Baseline"
REGIMEN = "Change From Baseline in Fatigue Score (Treatment-Regimen Estimand)"
BELOW = "Percentage of Participants With Proteinuria <0.5 g/Day"
WALK = "Ten Metre Walk Test"
STOPPED = "Time to Discontinuation for Any Reason"
FEV = "Change From Baseline in Pre-bronchodilator (BD) Lung Volume (FEV1) at Week 12"
FEV_OF_SOME = "Change From Baseline in Pre-BD FEV1 at Week 12 in Participants With Baseline FeNO >=20 ppb"
BNP = "Change From Baseline in NT-proBNP"
ADMITTED = "Time to First Heart Failure Hospitalization"
ADMITTED_BY_GRADE = "Number of Participants With First Heart Failure Hospitalization by Baseline Regurgitation Grade"
ALT = "Number of Participants With Alanine Aminotransferase (ALT) Above 3 Times the Upper Limit of Normal"
SCALE = "Change From Baseline in Systemic Lupus Activity Scale (SLAM) Total Score at Week 6"
SCALE_BY_TYPE = "Change From Baseline in SLAM Total Score at Week 6 by Nephritis Subtype"
CURED = "Percentage of Participants With Clinical Cure at Day 40 in the mITT Population"
CURED_EVALUABLE = "Percentage of Participants With Clinical Cure at Day 40 in the CE Population"
PROTEIN = "Ratio to Baseline in Urinary Protein at Week 12"
NAMES = {
    CURED: ("clinical cure",),
    CURED_EVALUABLE: ("clinical cure",),
    PROTEIN: ("urinary protein",),
    FEV_OF_SOME: ("Pre-BD FEV1 at week 12",),
    ADMITTED: ("first heart failure hospitalization",),
    ADMITTED_BY_GRADE: ("first heart failure hospitalization",),
    BNP: ("NT-proBNP",),
    ALT: ("ALT",),
    TITER: ("neutralizing titers",),
    TITER_BY_AGE: ("neutralizing titers",),
}
UACR = "Urinary Albumin-to-creatinine Ratio at Month 4 Relative to Baseline"


def _add_siblings(writer: RowWriter, versus: str) -> None:
    """Titles that differ in whom they count, by what their rows part them, or in how they were estimated."""
    for item, values, ratio in (
        ("Diabetes", ((61, 1075), (82, 1064)), "0.75"),
        ("None", ((41, 998), (44, 1007)), "0.93"),
    ):
        for arm, (n, size) in zip((HIGH, NONE), values, strict=True):
            writer.add(LOSS_BY_DIABETES, "count", str(n), "patients", arm=arm, item=item, n=n, N=size)
        writer.add(LOSS_BY_DIABETES, "hazard ratio", ratio, None, comparison=versus, item=item)
    for arm, value in ((HIGH, "9.3"), (NONE, "8.1")):
        writer.add(REGIMEN, "least-squares mean", value, "points", arm=arm)
        writer.add(BELOW, "percentage", f"4{value}", "%", arm=arm)
    writer.add(WALK, "mean difference", "-1.4", "seconds", comparison=versus)
    writer.rows.append(
        replace(
            writer.rows[-1],
            id="unreached",
            outcome=STOPPED,
            statistic="median",
            value=NOT_REACHED,
            unit="weeks",
            arm=HIGH,
            comparison=None,
            ci_low=Decimal("46.3"),
            ci_high=NOT_REACHED,
        )
    )
    for title, values in ((FEV, ("0.160", "0.077")), (FEV_OF_SOME, ("0.232", "0.108"))):
        for arm, value in zip((HIGH, NONE), values, strict=True):
            writer.add(title, "least-squares mean", value, "liters", arm=arm)
    for arm, value in ((HIGH, "-196"), (NONE, "101")):
        writer.add(BNP, "mean", value, "pg/mL", arm=arm)
    for item, value in (("Severe", "0.91"), ("Massive", "0.54")):
        writer.add(ADMITTED_BY_GRADE, "hazard ratio", value, None, comparison=versus, item=item)
    writer.add(ADMITTED, "hazard ratio", "0.68", None, comparison=versus)
    for title, values in ((SCALE, ("-15.2", "-11.9")), (SCALE_BY_TYPE, ("-15.9", "-11.8"))):
        row = {"item": "Class IV"} if title == SCALE_BY_TYPE else {}
        for arm, value in zip((HIGH, NONE), values, strict=True):
            writer.add(title, "least-squares mean", value, "score on a scale", arm=arm, **row)
    for title, values in ((CURED, ("67.4", "65.1")), (CURED_EVALUABLE, ("80.1", "78.9"))):
        for arm, value in zip((HIGH, NONE), values, strict=True):
            writer.add(title, "percentage", value, "%", arm=arm)
    gmr = {"ci_low": "0.62", "ci_high": "0.85", "ci_level": "95", "interval_kind": "CI", "p_comparator": "="}
    writer.add(PROTEIN, "geometric mean ratio", "0.73", None, comparison=versus, p_value="0.0001", **gmr)
    for arm, value in ((HIGH, "6"), (NONE, "2")):
        writer.add(ALT, "count", value, "patients", arm=arm, n=int(value), N=53)


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the invented trial."""
    writer = RowWriter(BRIAR)
    versus = f"{HIGH} vs {NONE}"
    ci = {"ci_level": "95", "interval_kind": "CI"}
    for arm, value, young, old in ((HIGH, "412.6", "447.9", "335.6"), (NONE, "351.2", "391.5", "271.9")):
        writer.add(TITER, "geometric mean", value, "titer", arm=arm)
        writer.add(TITER_BY_AGE, "geometric mean", young, "titer", arm=arm, item="18 to 49 years")
        writer.add(TITER_BY_AGE, "geometric mean", old, "titer", arm=arm, item="50 to 64 years")
    for title, bounds in ((LOSS, ("0.825", "0.732", "0.928")), (GREAT_LOSS, ("0.763", "0.648", "0.900"))):
        writer.add(title, "hazard ratio", bounds[0], None, comparison=versus, ci_low=bounds[1], ci_high=bounds[2], **ci)
    writer.add(REMISSION, "percentage", "44.9", "%", arm=HIGH)
    for item, value in (("Primary analysis (17 March 2023)", "8.1"), ("Updated analysis (30 November 2023)", "8.4")):
        writer.add(PERIOD, "median", value, "months", arm=HIGH, item=item)
    for arm, with_one, without in ((HIGH, (26, 117), (13, 144)), (NONE, (29, 113), (15, 145))):
        for item, (n, size) in (("Ventilated (at entry)", with_one), ("Non-ventilated Patients", without)):
            writer.add(DEAD, "count", str(n), "patients", arm=arm, item=item, n=n, N=size)
    for arm, value in ((LOW, "-1.64"), (HIGH, "-2.09"), (NONE, "-1.86")):
        writer.add(HBA1C, "least-squares mean", value, "percentage of HbA1c", arm=arm)
    gap = {"ci_low": "-0.36", "ci_high": "-0.10", **ci}
    writer.add(HBA1C, "least-squares mean difference", "-0.23", "percentage of HbA1c", comparison=versus, **gap)
    for title, values in ((RATE, ("0.776", "1.101")), (SEVERE_RATE, ("0.080", "0.119"))):
        for arm, value in zip((HIGH, NONE), values, strict=True):
            writer.add(title, "rate", value, "flares per participant-year", arm=arm)
    _add_siblings(writer, versus)
    for arm, value in ((HIGH, "0.655"), (NONE, "0.952")):
        writer.add(UACR, "least-squares mean", value, "Ratio", arm=arm)
    writer.add(UACR, "ratio of least-squares means", "0.688", None, comparison=versus)
    titles = dict.fromkeys(row.outcome for row in writer.rows)
    own = (
        Term("arm", LOW, None, (), BRIAR.id, role="experimental"),
        Term("arm", HIGH, None, (), BRIAR.id, role="experimental"),
        Term("arm", NONE, None, ("placebo",), BRIAR.id, role="control"),
        Term("drug", "Solvetinib", None, (), BRIAR.id),
        *(Term("outcome", title, None, NAMES.get(title, ()), BRIAR.id, category="efficacy") for title in titles),
    )
    table = ResultsTable(writer.rows)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    return lambda text: check_text(text, table=table, terms=terms, trials=(BRIAR,), trial=BRIAR.id, sources={})


@pytest.mark.parametrize(
    "text",
    [
        "Recipients aged 50 to 64 had neutralizing titers of 335.6 on the high dose and 271.9 on placebo at day 57.",
        "The loss of kidney function of at least 60% or renal death had a hazard ratio of 0.763 (0.648 to 0.900).",
        "The complete remission rate by investigator was 44.9% with solvetinib 60 mg.",
        "At the updated analysis (cutoff 30 November 2023) the median relapse-free interval was 8.4 months.",
        "Of patients who were not ventilated, 13 of 144 on 60 mg and 15 of 145 on placebo were dead by day 28.",
        "Participants on the 60 mg dose had an HbA1c reduction of 2.09 percentage points, 0.23 more than those on "
        "placebo (95% CI 0.10 to 0.36).",
        "HbA1c came down by 2.09 percentage points with the high dose and by 1.64 with the lowest.",
        "In patients with diabetes at baseline, 61 of 1075 on 60 mg and 82 of 1064 on placebo had a sustained loss of "
        "kidney function (HR 0.75).",
        "By the treatment-regimen estimand the fatigue score improved by 9.3 points on 60 mg and 8.1 on placebo.",
        "Below 0.5 g a day: 49.3% on solvetinib 60 mg against 48.1% on placebo.",
        "On the ten metre walk test patients were 1.4 seconds quicker on solvetinib 60 mg than on placebo.",
        "The SLAM total score fell by 15.2 points with solvetinib 60 mg and 11.9 with placebo by week 6.",
        "In the CE set clinical cure at day 40 was seen in 80.1% on solvetinib 60 mg and 78.9% on placebo.",
        "The urinary protein ratio between 60 mg and placebo was 0.73 at week 12 (95% CI 0.62-0.85; p<0.0001).",
        "Pre-BD FEV1 at week 12 was up 0.160 L on solvetinib 60 mg and 0.077 L on placebo.",
        "NT-proBNP fell by 196.0 pg/mL on solvetinib 60 mg and rose by 101.0 pg/mL on placebo.",
        "A first heart failure hospitalization had a hazard ratio of 0.68 with solvetinib 60 mg versus placebo.",
        "At month 4 the urinary albumin-to-creatinine ratio relative to baseline was 0.655 on solvetinib 60 mg, while "
        "on placebo the ratio was 0.952.",
        "At month 4 the urinary albumin-to-creatinine ratio relative to baseline fell to a ratio of 0.655 with "
        "solvetinib 60 mg and 0.952 with placebo.",
    ],
)
def test_true_statement_is_confirmed(check: Callable[[str], CheckReport], text: str) -> None:
    """Every figure with decimals, or of a count, stands, and nothing is called wrong."""
    report = check(text)
    told = [item for item in report.checks if "." in item.number or "of 14" in text]
    assert not [item.number for item in report.checks if item.verdict is Verdict.CONTRADICTED]
    assert told
    assert all(item.verdict in (Verdict.SUPPORTED, Verdict.DERIVED) for item in told)
    assert not [found for found in report.findings if found.severity == "error"]


@pytest.mark.parametrize(
    "text",
    [
        "Recipients aged 18 to 49 had neutralizing titers of 335.6 on the high dose and 271.9 on placebo at day 57.",
        "The loss of kidney function of at least 40% or renal death had a hazard ratio of 0.763 (0.648 to 0.900).",
        "The complete remission rate by the independent committee was 44.9% with solvetinib 60 mg.",
        "At the primary analysis (cutoff 17 March 2023) the median relapse-free interval was 8.4 months.",
        "Of patients who were not ventilated, 26 of 117 on 60 mg and 29 of 113 on placebo were dead by day 28.",
        "By the efficacy estimand the fatigue score improved by 9.3 points on 60 mg and 8.1 on placebo.",
        "On the ten metre walk test patients were 1.4 seconds slower on solvetinib 60 mg than on placebo.",
        "At month 4 the urinary albumin-to-creatinine ratio relative to baseline fell to a ratio of 0.952 with "
        "solvetinib 60 mg and 0.655 with placebo.",
        "The SLAM total score fell by 15.9 points with solvetinib 60 mg and 11.9 with placebo by week 6.",
        "In the CE set clinical cure at day 40 was seen in 67.4% on solvetinib 60 mg and 65.1% on placebo.",
        "The urinary protein ratio between 60 mg and placebo was 0.73 at week 12 (95% CI 0.62-0.85; p=0.01).",
        "NT-proBNP fell by 196 pg/mL on solvetinib 60 mg and fell by 101 pg/mL on placebo.",
        "HbA1c came down by a median of 2.09 percentage points with solvetinib 60 mg.",
        "HbA1c came down by 2.09 percentage points with the high dose and by 1.46 with the lowest.",
    ],
)
def test_false_statement_is_not_confirmed(check: Callable[[str], CheckReport], text: str) -> None:
    """Figures of another row, level, assessor or statistic do not stand."""
    assert not is_good(check(text))


def test_bound_told_as_median_is_found(check: Callable[[str], CheckReport]) -> None:
    """The lower limit of what was not reached is no median, whatever the text calls the outcome."""
    report = check("The median time to coming off solvetinib 60 mg was 46.3 weeks.")
    assert [(item.verdict, item.expected) for item in report.checks] == [(Verdict.CONTRADICTED, "not reached")]


def test_times_the_upper_limit_is_no_factor(check: Callable[[str], CheckReport]) -> None:
    """A threshold in multiples of a limit compares no two arms."""
    report = check("Six patients on solvetinib 60 mg had an ALT above 3 times the upper limit of normal.")
    assert [item.number for item in report.checks] == ["Six"]


def test_narrowed_events_contradict_nothing(check: Callable[[str], CheckReport]) -> None:
    """What "needing hospital care" counts may be another title's: its figure is no error."""
    report = check("For nephritis flares needing hospital care the yearly rate was 0.080 with solvetinib 60 mg.")
    assert [item.number for item in report.checks if item.verdict is Verdict.CONTRADICTED] == []


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("50 to 64 years", []),
        (">=65 years", []),
        ("12 years and older", []),
        ("4 years", [4 * 365.25]),
        ("Week 12 in those 65 years of age", [84.0]),
    ],
)
def test_age_is_no_time_point(words: str, days: list[float]) -> None:
    """The years of an age say nothing of when something was measured."""
    assert sorted(read_times(words)) == days


def test_letters_are_those_of_the_words_before_them() -> None:
    """Small words may be left out; letters that are no initials define nothing."""
    titles = ("Rate of Acute Exacerbations of Chronic Obstructive Disease (AECOD)", "Score on the Scale (PRO)")
    assert read_definitions(titles) == {"AECOD": "Acute Exacerbations Chronic Obstructive Disease"}
