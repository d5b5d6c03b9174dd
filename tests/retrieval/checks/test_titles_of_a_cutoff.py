"""An outcome told at a cut-off is the title that has results then, in its own sentence or below what announces it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ingest.records import Result, Trial
from ingest.table import ResultsTable
from ingest.vocabulary import CLINICAL_TERMS
from ingest.vocabulary_file import read_terms
from retrieval.checks import check_text
from retrieval.terms import TermIndex

MOSS = Trial("NCT90000083", "MOSSWELL", "Dovarel versus placebo in moss fever", "moss fever")
FIRST, LATER = date(2016, 9, 13), date(2017, 5, 24)


def _verdict(text: str, number: str) -> str:
    rows = [
        Result(f"r:{title}", MOSS.id, "r", outcome=title, statistic="median", value=Decimal(value), unit="months",
               category="efficacy", arm="Dovarel", data_cutoff=day)
        for title, value, day in (
            ("Overall Survival (OS)", "20.0", FIRST),
            ("Overall Survival at 36 Months of Follow-up", "37.6", LATER),
        )
    ]  # fmt: skip
    table = ResultsTable(rows)
    terms = TermIndex(read_terms(CLINICAL_TERMS), table=table)
    report = check_text(text, table=table, terms=terms, trials=(MOSS,), trial=MOSS.id)
    return next(item.verdict.value for item in report.checks if item.number == number)


@pytest.mark.parametrize(
    "lead",
    [
        "At the cut-off of 24 May 2017 ",
        "All results have the cut-off of 24 May 2017. ",
        "The results are those of the cut-off of 24 May 2017.\n\n",
    ],
)
@pytest.mark.parametrize(("value", "verdict"), [("37.6", "supported"), ("36.7", "contradicted")])
def test_outcome_at_a_cutoff_is_the_title_that_has_it(lead: str, value: str, verdict: str) -> None:
    """The title of the later look is meant where its cut-off is told, and the figure is held against that."""
    assert _verdict(f"{lead}median overall survival was {value} months on Dovarel.", value) == verdict


def test_outcome_at_its_own_cutoff_stays_itself() -> None:
    """Of the first cut-off the title of that name is meant."""
    text = "At the cut-off of 13 September 2016 median overall survival was 37.6 months on Dovarel."
    assert _verdict(text, "37.6") == "contradicted"
