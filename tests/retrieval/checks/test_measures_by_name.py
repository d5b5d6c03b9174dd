"""Figures told by a statistic of its own name, of titles whose rows are told."""

from __future__ import annotations

import pytest

from ingest.records import Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.records import Verdict
from retrieval.terms import TermIndex
from tests.retrieval.checks.row_writer import RowWriter

YARROW = Trial("NCT90000044", "YARROW", "Yarrow vaccine in children", "marsh fever")


def _yarrow() -> RowWriter:
    table = RowWriter(YARROW, arms=("Yarrow", "Placebo"))
    interval = {"interval_kind": "CI", "ci_level": "95", "comparison": "Yarrow vs Placebo"}
    for title, rows in (
        (
            "VE in Preventing Marsh Fever Induced by Each Strain",
            (("Strain 4", "51.0", "-69.4", "85.8"), ("Strain 1", "69.8", "54.8", "79.9")),
        ),
        (
            "VE in Preventing Marsh Fever by Strain in Children Without Antibodies",
            (("Strain 4", "-99.0", "-99.9", "79.5"), ("Strain 1", "67.2", "50.3", "78.4")),
        ),
    ):
        for item, value, low, high in rows:
            table.add(title, "Vaccine Efficacy (VE) (%)", value, None, ci_low=low, ci_high=high, item=item, **interval)
    held = "Percentage of Children With Antibodies to Each Strain"
    for item, shares in (("Strain 4", ("99.4", "63.7")), ("Strain 1", ("99.5", "50.1"))):
        table.two(held, "percentage", shares, "%", item=item)
    return table


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("Strain 4: efficacy 51.0% (95% CI -69.4 to 85.8).", "supported supported supported supported"),
        ("Strain 4: efficacy 51.0% (95% CI 0.1 to 85.8).", "supported supported contradicted supported"),
        ("Strain 4: efficacy 12%.", "unchecked"),
    ],
)
def test_measure_of_no_title_told_is_that_of_the_row(text: str, verdicts: str) -> None:
    """Of titles that only share the row told, the one with the figure is meant; one without it ends in no error."""
    table = ResultsTable(_yarrow().rows)
    terms = TermIndex(read_terms(CLINICAL_TERMS), table=table)
    report = check_text(text, table=table, terms=terms, trials=(YARROW,), trial=YARROW.id)
    assert [check.verdict for check in report.checks] == [Verdict(verdict) for verdict in verdicts.split()]
