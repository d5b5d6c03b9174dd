"""Figures of trials in two phases whose arms have the same doses, and of changes beside gaps to the control."""

from __future__ import annotations

import pytest

from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.arm_periods import period_told
from retrieval.checks import check_text
from retrieval.checks.terms.analysis_sets import is_gap_of_change
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.row_writer import RowWriter

SORREL = Trial("NCT90000072", "SORREL", "Oral ravitinib in plaque rash", "plaque rash")
LOW, HIGH, DUMMY = "Ravitinib 2 mg", "Ravitinib 4 mg", "Placebo"
CLEAR = "Percentage of Participants Achieving Rash Severity Index (RSI) Score <=5 at Week 12"
FALL = "Percent Reduction From Baseline in 28-day Adjusted FLR Frequency"
GAP = "Percent Reduction in Focal Lesion Recurrence (FLR) Frequency Over Placebo, Standardized to a 28-day Duration"


def _check(text: str) -> CheckReport:
    arms = tuple(f"{arm} ({phase})" for phase in ("Phase 2", "Phase 3") for arm in (HIGH, LOW, DUMMY))
    table = RowWriter(SORREL)
    shares = {"Phase 2": ("51.9", "33.3", "3.6"), "Phase 3": ("35.2", "21.7", "5.3")}
    for phase, values in shares.items():
        for arm, value in zip((HIGH, LOW, DUMMY), values, strict=True):
            table.add(f"{phase}: {CLEAR}", "percentage", value, "%", arm=f"{arm} ({phase})", time_frame="Week 12")
    for arm, value in zip((HIGH, LOW, DUMMY), ("37.2", "29.5", "17.6"), strict=True):
        table.add(FALL, "median", value, "percent reduction", arm=f"{arm} (Phase 3)")
    for arm, value in ((HIGH, "22.8"), (LOW, "14.1")):
        pair = f"{arm} (Phase 3) vs {DUMMY} (Phase 3)"
        table.add(GAP, "Percent reduction over placebo", value, None, comparison=pair)
    names = {
        f"Phase 2: {CLEAR}": "RSI score",
        f"Phase 3: {CLEAR}": "RSI score",
        FALL: "FLR frequency",
        GAP: "FLR frequency",
    }
    named = [Term("arm", arm, None, (), SORREL.id) for arm in arms]
    named += [Term("outcome", title, None, (name,), SORREL.id, category="efficacy") for title, name in names.items()]
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *named), table=(own := ResultsTable(table.rows)))
    return check_text(text, table=own, terms=terms, trials=(SORREL,))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("In the phase 2 part, 51.9% of the 4 mg group had an RSI score of 5 or less at week 12.", ("51.9", "35.2")),
        ("Phase III: RSI score <=5 at week 12 in 35.2% on 4 mg and 21.7% on 2 mg.", ("21.7", "33.3")),
        ("RSI score <=5 at week 12 in phase 2 was reached by 33.3% of the 2 mg arm.", ("phase 2", "phase 3")),
        (
            "Patients on 4 mg had a median reduction of 37.2% in FLR frequency from baseline (placebo 17.6%).",
            ("17.6", "19.6"),
        ),
        ("The median percent reduction in FLR frequency from baseline was 29.5% on 2 mg.", ("29.5", "14.1")),
    ],
)
def test_parts_told(text: str, wrong: tuple[str, str]) -> None:
    """A figure is of the phase that is told, and a change from baseline is no gap to the control."""
    assert not [item.reason for item in _check(text).checks if item.verdict is Verdict.CONTRADICTED]
    assert any(item.verdict is Verdict.CONTRADICTED for item in _check(text.replace(*wrong)).checks)


def test_period_told() -> None:
    """Of one arm in several phases the one that is named, else the first."""
    arms = [f"{LOW} (Phase 2)", f"{LOW} (Phase 3)"]
    assert period_told(arms, "in the phase 3 part of the trial") == arms[1]
    assert period_told(arms, "at week 12") == arms[0]


def test_gap_of_change() -> None:
    """A title of a gap is of another kind than a change from baseline, unless the gap is told, too."""
    assert is_gap_of_change(GAP, "the mean change from baseline on 4 mg")
    assert not is_gap_of_change(GAP, "the reduction from baseline over placebo")
    assert not is_gap_of_change(FALL, "the mean change from baseline on 4 mg")


@pytest.mark.parametrize("told", ["{} mg/day", "{} mg a day", "{} mg per day", "{} mg daily", "{} mg"])
def test_doses_a_day(told: str) -> None:
    """A dose a day tells the arm that has it in its label, however the day is told."""
    table, arms = RowWriter(SORREL), ("Ravitinib 100 mg/Day", "Ravitinib 200 mg/Day", DUMMY)
    for arm, value in zip(arms, ("49", "42", "20"), strict=True):
        table.add("Somnolence", "count", value, "patients", arm=arm, n=int(value), N=250, category="safety")
    named = [Term("arm", arm, None, (), SORREL.id) for arm in arms]
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *named), table=(own := ResultsTable(table.rows)))
    for first, second, wrong in (("49", "42", False), ("42", "49", True)):
        text = (
            f"Somnolence was seen in {first} patients taking {told.format(100)} and in {second} on {told.format(200)}."
        )
        checks = check_text(text, table=own, terms=terms, trials=(SORREL,)).checks
        assert any(item.verdict is Verdict.CONTRADICTED for item in checks) is wrong


def test_bound_beside_its_own() -> None:
    """A bound is contradicted that stands beside the estimate and the other bound of a result, whatever its title."""
    table, arms = RowWriter(SORREL), (HIGH, DUMMY)
    pair = {"comparison": f"{HIGH} vs {DUMMY}", "ci_low": "0.80", "ci_high": "1.03", "ci_level": "95"}
    table.add("Yearly Event Rate for All Cause Death", "hazard ratio", "0.91", None, **pair)
    named = [Term("arm", arm, None, (), SORREL.id) for arm in arms]
    terms = TermIndex((*read_terms(CLINICAL_TERMS), *named), table=(own := ResultsTable(table.rows)))
    text = f"The hazard ratio for death from any cause with {HIGH} versus placebo was 0.91 (95% CI 0.80 to 0.99)."
    checks = {item.number: item for item in check_text(text, table=own, terms=terms, trials=(SORREL,)).checks}
    assert checks["0.99"].verdict is Verdict.CONTRADICTED
