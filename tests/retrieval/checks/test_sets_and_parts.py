"""Whose figure it is: of an analysis set, of one sex, of some of an arm's people, of an arm told in other words."""

from __future__ import annotations

import pytest

from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.row_writer import RowWriter

MEADOW = Trial("NCT90000079", "MEADOW", "Ostremab Plus Advice Versus Advice Alone in Families", "Migraine")
BOTH, ALONE, OTHER = "Ostremab Tablet With Advice", "Advice Alone", "Breathing Class Control"
RECURRED = "Time to First Recurrence - mITT, On-Treatment"
RECURRED_ITT = "Time to First Recurrence - ITT, Overall Period"
CURED = "Number of Participants With Clinical Cure at Week 4 in the CE Population"
REMITTED = "Number of Participants With Remission of the Main Headache Disorder at Weeks 8 and 24"
SCORE = "Stamina Index T-Score at Week 8 by Sex"
MISSED = "Days Missed at Work During the Winter"
BURST = "Number of Participants With Serotonin Burst Syndrome (SBS) by Maximum Grade"
LISTED = "Serotonin burst syndrome"
DIED = "All-cause mortality"


@pytest.fixture(scope="module")
def held() -> tuple[ResultsTable, TermIndex]:
    """The table of the invented trial, and its titles."""
    writer, against = RowWriter(MEADOW), f"{BOTH} vs {ALONE}"
    ratio = {"comparison": against, "ci_level": "95"}
    mitt, itt = {"population": "modified intention-to-treat"}, {"population": "intention-to-treat"}
    writer.add(RECURRED, "hazard ratio", "0.82", None, ci_low="0.61", ci_high="1.10", **ratio, **mitt)
    writer.add(RECURRED_ITT, "hazard ratio", "0.87", None, ci_low="0.69", ci_high="1.09", **ratio, **itt)
    for arm, cured, size in ((BOTH, 312, 331), (ALONE, 297, 318)):
        writer.add(CURED, "count", str(cured), "patients", arm=arm, n=cured, N=size)
    for arm, count, size in ((BOTH, 54, 118), (ALONE, 12, 59)):
        writer.add(REMITTED, "count", str(count), "patients", arm=arm, n=count, N=size, item="Week 8")
    writer.add(REMITTED, "odds ratio", "3.30", None, ci_low="1.59", ci_high="6.86", item="Week 8", **ratio)
    for sex, values in (("Female", ("46.9", "43.0")), ("Male", ("48.6", "46.8"))):
        for arm, value in zip((BOTH, ALONE), values, strict=True):
            writer.add(SCORE, "mean", value, "T-score", arm=arm, N=60, item=sex)
    for arm, value, size in ((BOTH, "4.0", 115), (OTHER, "5.0", 113), (ALONE, "6.5", 57)):
        writer.add(MISSED, "median", value, "days", arm=arm, N=size)
    for item, count in (("Any grade", 86), ("Grade 3", 4)):
        writer.add(BURST, "count", str(count), "patients", arm=BOTH, n=count, N=102, item=item)
    serious = {"grade": "serious", "category": "safety"}
    writer.add("Serious adverse events", "count", "40", "patients", arm=BOTH, n=40, N=102, **serious)
    for grade, count in (("serious", 18), ("non-serious", 79)):
        writer.add(LISTED, "count", str(count), "patients", arm=BOTH, n=count, N=102, grade=grade, category="safety")
    for arm, who, count in ((BOTH, "Babies", 8), (BOTH, "Mothers", 1), (ALONE, "Babies", 10), (ALONE, "Mothers", 0)):
        writer.add(DIED, "count", str(count), "patients", arm=f"{arm} - {who}", n=count, N=590, category="safety")
    own = (
        Term("arm", BOTH, None, ("tablet",), MEADOW.id, role="experimental"),
        Term("arm", OTHER, None, (), MEADOW.id, role="control"),
        Term("arm", ALONE, None, ("alone",), MEADOW.id, role="control"),
        *(
            Term("outcome", title, None, (), MEADOW.id, category="efficacy")
            for title in (RECURRED, RECURRED_ITT, CURED, REMITTED, SCORE, MISSED)
        ),
        Term("outcome", BURST, None, ("SBS",), MEADOW.id, category="efficacy"),
        Term("outcome", "Serious adverse events", None, ("serious adverse event",), MEADOW.id, category="safety"),
        Term("outcome", LISTED, None, (), MEADOW.id, category="safety"),
    )
    table = ResultsTable(writer.rows)
    return table, TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)


def _check(text: str, held: tuple[ResultsTable, TermIndex]) -> CheckReport:
    table, terms = held
    return check_text(text, table=table, terms=terms, trials=(MEADOW,), trial=MEADOW.id)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("In the on-treatment mITT analysis Ostremab Tablet With Advice was non-inferior to Advice Alone"
                     " for first recurrence: HR 0.82, 95% CI 0.61 to 1.10.", ("0.82", "0.87"), id="mITT is a set"),
        pytest.param("In the CE population, 312 of 331 patients on Ostremab Tablet With Advice were clinically cured at"
                     " week 4.", ("CE population", "mMITT population"), id="another set"),
        pytest.param("Among women, the mean stamina T-score at week 8 was 46.9 with Ostremab Tablet With Advice.",
                     ("women", "men"), id="one sex"),
        pytest.param("Among girls, the mean stamina T-score at week 8 was 46.9 with Ostremab Tablet With Advice.",
                     ("girls", "boys"), id="one sex of the young"),
        pytest.param("Median days missed at work in winter: 4.0 days with Ostremab Tablet With Advice (n=115), 5.0 with"
                     " the Breathing Class (n=113) and 6.5 with Advice Alone (n=57).", ("6.5", "6.8"),
                     id="a size behind each arm"),
        pytest.param("At week 8 the odds of remission of the main headache disorder were 3.30 times as high with"
                     " Ostremab Tablet With Advice as with Advice Alone (95% CI 1.59-6.86).", ("1.59", "1.95"),
                     id="odds, times"),
        pytest.param("At week 8 the odds of remission of the main headache disorder with Ostremab Tablet With Advice"
                     " were 3.30 times those with Advice Alone (95% CI 1.59-6.86).",
                     ("the odds of remission of the main headache disorder with Ostremab Tablet With Advice were",
                      "the risk of remission of the main headache disorder with Ostremab Tablet With Advice was"),
                     id="odds told as a risk"),
        pytest.param("SBS was reported as a serious adverse event in 18 of 102 on Ostremab Tablet With Advice.",
                     ("18 of", "79 of"), id="the list of serious events"),
        pytest.param("Eight babies died with Ostremab Tablet With Advice, ten with Advice Alone, eighteen altogether.",
                     ("eighteen", "twenty"), id="some of an arm's people"),
    ],
)  # fmt: skip
def test_of_whom_a_figure_is_told(text: str, change: tuple[str, str], held: tuple[ResultsTable, TermIndex]) -> None:
    """The true sentence has no error and its figures stand; the same sentence altered in one thing has one."""
    report = _check(text, held)
    assert [item.reason for item in report.checks if item.verdict is Verdict.CONTRADICTED] == []
    assert [found.reason for found in report.findings if found.severity == "error"] == []
    again = _check(text.replace(*change), held)
    wrong = [item for item in again.checks if item.verdict is Verdict.CONTRADICTED]
    assert wrong or [found for found in again.findings if found.severity == "error"]


def test_a_regimen_in_other_words_is_the_arm_not_yet_named() -> None:
    """A count told of those given "the two-drug tablet" after the other arm's is none of the arm before."""
    trial = Trial("NCT90000080", "FELL", "Ostremab Versus Velbatide", "Migraine")
    writer = RowWriter(trial, arms=("OSB", "VTD/QTD"))
    writer.two("Serious adverse events", "count", ("33", "37"), "patients", N=357, grade="serious", category="safety")
    own = [Term("arm", arm, None, (), trial.id) for arm in ("OSB", "VTD/QTD")]
    table = ResultsTable(writer.rows)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    for count, good in (("37", True), ("33", False)):
        text = (
            f"A serious event was reported for 33 of 357 OSB recipients and {count} of 357 given the two-drug tablet."
        )
        report = check_text(text, table=table, terms=terms, trials=(trial,), trial=trial.id)
        assert all(item.verdict is Verdict.SUPPORTED for item in report.checks) is good


def test_age_words_in_a_trial_of_age_cohorts_are_no_subgroup() -> None:
    """ "In adolescents (Cohort 1)" names a cohort twice, and no subgroup that the table lacks."""
    trial = Trial("NCT90000081", "HEATH", "Ostremab in Migraine", "Migraine")
    writer = RowWriter(trial, arms=("Cohort 1: 12 to <18 Years", "Cohort 2: 2 to <12 Years"))
    writer.two("Trough Concentration of Ostremab", "mean", ("118.4", "96.2"), "ng/mL", N=20)
    own = [Term("arm", arm, None, (arm[:8],), trial.id) for arm in writer.arms or ()]
    own.append(Term("outcome", "Trough Concentration of Ostremab", None, (), trial.id, category="efficacy"))
    table = ResultsTable(writer.rows)
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *own), table=table)
    for value, verdict in (("118.4", Verdict.SUPPORTED), ("96.2", Verdict.CONTRADICTED)):
        text = f"The mean trough concentration of ostremab was {value} ng/mL in adolescents (Cohort 1)."
        report = check_text(text, table=table, terms=terms, trials=(trial,), trial=trial.id)
        assert [item.verdict for item in report.checks] == [verdict]
