"""Arms under the labels of periods, rates told in the other words of their unit, and titles split by a trait."""

from __future__ import annotations

import pytest

from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS
from ingest.vocabulary_file import read_terms
from retrieval.arm_periods import whole_of
from retrieval.checks import check_text
from retrieval.records import CheckReport, Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.row_writer import RowWriter

TEASEL = Trial("NCT90000071", "TEASEL", "Oral ravitinib in stiff joints", "stiff joints")
DRUG, DUMMY = "Ravitinib 15 mg", "Placebo"
STIFFNESS = "Change From Baseline in Stiffness Score at Week 12"
BLEEDING = "Event Rate of Major Bleeding During the Intended Period"
PER_YEAR = "Percent of participants per year (events per 100 patient-years)"


def _check(text: str) -> CheckReport:
    table = RowWriter(TEASEL, arms=(DRUG, DUMMY))
    table.two(STIFFNESS, "least-squares mean", ("-4.2", "-1.9"), "units on a scale")
    for arm, number in (
        ("Period 1: Placebo", "9"),
        ("Period 1: Ravitinib 15 mg", "24"),
        ("Any Ravitinib 15 mg", "198"),
    ):
        table.add("Serious adverse events", "count", number, "patients", arm=arm, grade="serious", category="safety")
    table.two(BLEEDING, "percentage", ("2.13", "3.09"), PER_YEAR, category="safety")
    terms = TermIndex(read_terms(CLINICAL_TERMS), table=(own := ResultsTable(table.rows)))
    return check_text(text, table=own, terms=terms, trials=(TEASEL,))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Stiffness score at week 12 changed by -4.2 with ravitinib versus -1.9 with placebo.", ("-1.9", "-2.9")),
        ("Among the participants on ravitinib in Period 1, 24 had a serious adverse event.", ("24", "198")),
        (
            "Major bleeding: 2.13 events per 100 patient-years with ravitinib as against 3.09 on placebo.",
            ("2.13", "3.19"),
        ),
    ],
)
def test_arms_of_periods(text: str, wrong: tuple[str, str]) -> None:
    """An arm is the one that its outcome counts, in the period that is named."""
    assert not [item.reason for item in _check(text).checks if item.verdict is Verdict.CONTRADICTED]
    altered = _check(text.replace(*wrong)).checks
    assert any(item.verdict is Verdict.CONTRADICTED for item in altered if item.number == wrong[1])


@pytest.mark.parametrize(
    ("arm", "whole"),
    [
        ("Ravitinib 2 mg (Phase 2)", "Ravitinib 2 mg"),
        ("Placebo - Part B", "Placebo"),
        ("Ravitinib (Run-in Period)", "Ravitinib"),
        ("Ravitinib 15 mg", "Ravitinib 15 mg"),
    ],
)
def test_numbered_periods(arm: str, whole: str) -> None:
    """A numbered phase or a lettered part ends the name of an arm as a period does."""
    assert whole_of(arm) == whole
