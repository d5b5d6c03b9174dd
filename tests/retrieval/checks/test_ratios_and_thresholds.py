"""Changes told of a ratio to baseline, thresholds of titles, and who started what: CAMPION in a model's words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.records import CheckReport
from retrieval.terms import TermIndex
from tests.retrieval.checks.conftest import is_good
from tests.retrieval.checks.row_writer import RowWriter

CAMPION = Trial("NCT90000077", "CAMPION", "Ternovir versus placebo in kidney disease", "kidney disease")
ARMS = ("Ternovir", "Placebo")
RATIO = "Change in Urinary Albumin-to-creatinine Ratio (UACR) From Baseline to Month 6"
DECLINE = "The First Occurrence of Kidney Failure, a Sustained Decrease in eGFR of ≥45%, or Renal Death"


@pytest.fixture(scope="module")
def check() -> Callable[[str], CheckReport]:
    """Check a text about the trial."""
    rows = RowWriter(CAMPION, arms=ARMS)
    rows.two("Started", "count", ("1504", "1498"), "patients", category="disposition")
    rows.two(RATIO, "least-squares mean", ("0.655", "0.952"), "Ratio", time_frame="Month 6")
    rows.two(DECLINE, "count", ("152", "226"), "patients")
    rows.add(DECLINE, "hazard ratio", "0.66", None, comparison="Ternovir vs Placebo")
    table = ResultsTable(rows.rows)
    terms = TermIndex(
        (*read_terms(CLINICAL_TERMS), *(Term("arm", arm, None, (), CAMPION.id) for arm in ARMS)), table=table
    )
    return lambda text: check_text(text, table=table, terms=terms, trials=(CAMPION,), trial=CAMPION.id)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("UACR fell by 34.5% from baseline to month 6 with Ternovir (ratio 0.655).", True),
        ("UACR fell by 43.5% from baseline to month 6 with Ternovir (ratio 0.655).", False),
        ("UACR rose by 34.5% from baseline to month 6 with Ternovir (ratio 0.655).", False),
        ("With the 45% threshold the composite of kidney failure, a sustained decrease in eGFR or renal death had a"
         " hazard ratio of 0.66.", True),
        ("With the 65% threshold the composite of kidney failure, a sustained decrease in eGFR or renal death had a"
         " hazard ratio of 0.66.", False),
        ("1504 patients started Ternovir and 1498 started placebo.", True),
        ("1498 patients started Ternovir and 1504 started placebo.", False),
    ],
)  # fmt: skip
def test_ratio_threshold_and_start(check: Callable[[str], CheckReport], text: str, good: bool) -> None:
    """A fall follows from the ratio behind it, a threshold is no figure, and who started stands before the arm."""
    assert is_good(check(text)) is good
