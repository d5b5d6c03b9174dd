"""Checks every number of a text against the results table: ``check_text``."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.records import Passage, Trial
from ingest.table import ResultsTable
from retrieval.checks.reading import Reader
from retrieval.checks.report import write_report
from retrieval.records import CheckReport
from retrieval.terms import TermIndex

__all__ = ["check_text"]


def check_text(  # noqa: PLR0913  # what a text is checked against, each by its name
    text: str,
    *,
    table: ResultsTable,
    terms: TermIndex,
    trials: tuple[Trial, ...],
    trial: str | None = None,
    passages: Sequence[Passage] = (),
) -> CheckReport:
    """Return a verdict on every number of ``text``, and the errors that are not one number.

    Args:
        trial: Id of the trial that the text is about; else the one it names, else the only one there is.
        passages: Passages that may bind a number that the table does not hold.
    """
    reader = Reader(table, terms=terms, trials=trials, trial=trial)
    return write_report(text, reader=reader, passages=passages)
