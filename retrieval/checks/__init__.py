"""Checks every number of a text against the results table: ``check_text``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ingest.records import Passage, Source, Trial
from ingest.table import ResultsTable
from retrieval.checks.binding.reading import Reader
from retrieval.checks.figures.plain_text import read_plainly
from retrieval.checks.judging.assumed import Spans
from retrieval.checks.report import write_report
from retrieval.records import CheckReport, Printed
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
    sources: Mapping[str, Source] = MappingProxyType({}),
    printed: Sequence[Printed] = (),
    written: Spans = (),
) -> CheckReport:
    """Return a verdict on every number of ``text``, and the errors that are not one number.

    Args:
        trial: Id of the trial that the text is about; else the one it names, else the only one there is.
        passages: Passages that may bind a number that the table does not hold.
        sources: What the results' sources are, by id: of results that agree, the one of the leading source decides.
        printed: Spans that the program filled in from a result: there the words are checked against that result.
        written: Spans that a chat model wrote: where its words leave open which figure they mean, none is confirmed.
    """
    reader = Reader(table, terms=terms, trials=trials, trial=trial, sources=sources)
    plain = read_plainly(text)
    if plain is None:
        return write_report(text, reader=reader, passages=passages, printed=printed, written=written)
    own = [plain.inside(*span) for span in written]
    report = write_report(plain.text, reader=reader, passages=passages, printed=plain.printed(printed), written=own)
    return plain.original(report, text)
