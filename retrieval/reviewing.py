"""The proposed results of a corpus with what was decided on them: what a person has to look at, and what is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from ingest.confirmations import Confirmations, Decision
from ingest.corpus import Corpus
from ingest.errors import TableError
from ingest.records import Result, Source, Trial
from ingest.results_file import COLUMNS, read_row, to_cells
from retrieval.proposals import Proposal, Proposer

State = Literal["open", "confirmed", "rejected", "held", "stale"]
_FIXED = ("id", "trial", "source", "quote")
"""Columns that say where a row comes from: an edit must not change them."""
_SAME = ("outcome", "grade", "arm", "comparison", "statistic", "value", "ci_low", "ci_high", "subgroup")
"""Slots by which a result of the table is the proposed one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One proposed row and its state.

    Attributes:
        state: ``"held"`` where a results file has the row already; ``"stale"`` for a decision on an earlier file of the
            source, which counts no more.
        proposal: ``None`` for a stale decision whose figure is no longer proposed.
        decision: The newest one, if there is one.
    """

    id: str
    source: str
    state: State
    result: Result
    proposal: Proposal | None = None
    decision: Decision | None = None


def review(corpus: Corpus, *, home: Path, source: str | None = None) -> tuple[Entry, ...]:
    """Return every proposed row of the corpus's prose, or of one source's, and the stale decisions after them.

    Registry records are left out: their figures are read from their own structure.
    """
    trials = {trial.id: trial for trial in corpus.trials}
    told = {item.trial for item in corpus.sources.values() if source in (None, item.id) and item.trial in trials}
    proposer = Proposer((*corpus.terms, *(term for trial in sorted(told - {None}) for term in corpus.own_terms(trial))))
    decisions = [item for item in Confirmations(home).decisions() if source in (None, item.source)]
    entries: list[Entry] = []
    for item in corpus.sources.values():
        trial = trials.get(item.trial or "")
        if source in (None, item.id) and trial is not None and item.publication_type != "registry record":
            entries += _of_source(item, trial, corpus=corpus, proposer=proposer, decisions=decisions)
    hashes = {item.id: item.sha256 or "" for item in corpus.sources.values()}
    entries += [
        Entry(item.proposal, item.source, "stale", item.result, decision=item)
        for item in decisions
        if item.source in hashes and hashes[item.source] != item.sha256
    ]
    return tuple(entries)


def find_entry(entries: Sequence[Entry], key: str) -> Entry:
    """Return the proposed row with this id.

    Raises:
        TableError: No row is proposed under it.
    """
    found = [entry for entry in entries if entry.id == key and entry.proposal is not None]
    if not found:
        raise TableError(f"{key}: no proposed row has this id; trialcite review lists them")
    return found[0]


def edit(result: Result, changes: Sequence[str]) -> Result:
    """Return the row with ``"column=value"`` written into it; an empty value empties the column.

    Raises:
        TableError: A change is not of that form, or names a column that is not a result's or cannot be changed.
    """
    cells = to_cells(result)
    for change in changes:
        column, equals, value = change.partition("=")
        if not equals or column not in COLUMNS or column in _FIXED:
            allowed = ", ".join(name for name in COLUMNS if name not in _FIXED)
            raise TableError(f"{change!r}: expected column=value with one of the columns {allowed}")
        cells[column] = value.strip()
    try:
        edited = read_row(cells)
    except ValueError as error:
        raise TableError(f"{', '.join(changes)}: {error}; dates are YYYY-MM-DD, n and N whole numbers") from error
    return replace(edited, start=result.start, end=result.end)


def _of_source(
    source: Source, trial: Trial, *, corpus: Corpus, proposer: Proposer, decisions: Sequence[Decision]
) -> list[Entry]:
    document = corpus.document(source.id)
    if document is None:
        return []
    decided = {
        item.proposal: item for item in decisions if (item.source, item.sha256) == (source.id, source.sha256 or "")
    }
    held = {_slots(result) for result in corpus.table.results(source=source.id)}
    entries = []
    for proposal in proposer.propose(document, source=source, trial=trial):
        decision = decided.get(proposal.id)
        state: State = decision.verdict if decision else "held" if _slots(proposal.result) in held else "open"
        result = decision.result if decision else proposal.result
        entries.append(Entry(proposal.id, source.id, state, result, proposal, decision))
    return entries


def _slots(result: Result) -> tuple[object, ...]:
    return tuple(getattr(result, name) for name in _SAME)
