"""Proposed results shown for review, and what a person decides on them."""

from __future__ import annotations

import csv
import getpass
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from ingest.confirmations import Confirmations
from ingest.corpus import Corpus, open_corpus
from ingest.errors import TableError
from ingest.records import Result, Source
from ingest.results_file import COLUMNS, to_cells
from interfaces.output import emit, report
from interfaces.serialise import dump, result_entry
from retrieval.answers.phrasing import print_bound
from retrieval.reviewing import Entry, edit, find_entry, review

TO_EXPORT = ("open", "confirmed")
"""States of rows that a curator can put into a results file."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What a person decides.

    Attributes:
        changes: ``"column=value"``, written into every row that is confirmed.
        who: Name that is kept with the decision; the user's own where none is given.
    """

    confirm: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    reason: str = ""
    who: str | None = None

    def __bool__(self) -> bool:
        return bool(self.confirm or self.reject)


def run_review(
    source: str | None, *, orders: Orders, file: Path | None, form: Literal["text", "json"], home: Path
) -> int:
    """List, decide or export, and return the exit code: 1 when there is nothing to review."""
    with open_corpus(home) as corpus:
        if source is not None and source not in corpus.sources:
            raise TableError(f"{source}: expected the id of a source of the corpus; trialcite sources lists them")
        entries = review(corpus, home=home, source=source)
        if orders:
            for line in decide(orders, entries, corpus=corpus, home=home):
                report(line)
            if orders.confirm:
                report("confirmed rows count from the next ingestion on: run trialcite ingest")
            return 0
        shown = [entry for entry in entries if entry.state != "held"]
        if file is not None:
            report(f"{export(shown, file)} rows written to {file}")
        elif form == "json":
            rows = [review_entry(number, entry, sources=corpus.sources) for number, entry in enumerate(shown, start=1)]
            emit(dump(rows, indent=2))
        elif shown:
            emit(describe(shown))
        if not any(entry.state == "open" for entry in shown):
            report("nothing to review: every figure that was read in prose is in the table or decided")
            return 1
    return 0


def decide(orders: Orders, entries: Sequence[Entry], *, corpus: Corpus, home: Path) -> list[str]:
    """Keep the decisions, and return one line on each.

    Raises:
        TableError: An id is unknown, a change is malformed, or a row breaks a rule; nothing is kept then.
    """
    store, lines, who = Confirmations(home), [], orders.who or _user()
    confirmed = [(find_entry(entries, key), key) for key in orders.confirm]
    rejected = [(find_entry(entries, key), key) for key in orders.reject]
    rows = [(entry, edit(entry.result, orders.changes)) for entry, _ in confirmed]
    for entry, row in rows:
        store.check(entry.id, row, source=corpus.sources[entry.source])
    for entry, row in rows:
        source = corpus.sources[entry.source]
        made = store.confirm(entry.id, row, source=source, who=who, reason=orders.reason)
        lines.append(f"{entry.id}: confirmed as {entry.source}:p{made.number:03}")
    for entry, key in rejected:
        source = corpus.sources[entry.source]
        store.reject(key, entry.result, source=source, who=who, reason=orders.reason)
        lines.append(f"{key}: rejected")
    return lines


def export(entries: Iterable[Entry], file: Path) -> int:
    """Write the rows that are open or confirmed as a results file, and return how many.

    Raises:
        TableError: The file is there already, or cannot be written.
    """
    rows = [entry for entry in entries if entry.state in TO_EXPORT]
    numbers: dict[str, int] = {}
    try:
        with file.open("x", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, COLUMNS)
            writer.writeheader()
            for entry in rows:
                numbers[entry.source] = numbers.get(entry.source, 0) + 1
                row = replace(entry.result, id=f"{entry.source}:{numbers[entry.source]:03}")
                writer.writerow(to_cells(row))
    except OSError as error:
        raise TableError(f"{file}: cannot be written ({error.strerror}); name a file that is not there yet") from error
    return len(rows)


def describe(entries: Sequence[Entry]) -> str:
    """Return the rows as text, one paragraph each, with what is uncertain of it."""
    return "\n\n".join(_describe(number, entry) for number, entry in enumerate(entries, start=1))


def review_entry(number: int, entry: Entry, *, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Return one row of ``review --format json``; the result has the keys of ``lookup``."""
    decision = entry.decision
    made = None
    if decision is not None:
        made = {
            "verdict": decision.verdict,
            "who": decision.who,
            "at": decision.at.isoformat(),
            "reason": decision.reason,
        }
    return {
        "n": number,
        "id": entry.id,
        "source": entry.source,
        "state": entry.state,
        "quote": entry.result.quote,
        "start": entry.result.start,
        "end": entry.result.end,
        "figure": [entry.proposal.start, entry.proposal.end] if entry.proposal else None,
        "uncertain": list(entry.proposal.uncertain) if entry.proposal else [],
        "result": result_entry(entry.result, sources=sources),
        "decision": made,
    }


def _user() -> str:
    """The name under which the person is logged in."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name on this system
        return "unknown"


def _describe(number: int, entry: Entry) -> str:
    row, decision = entry.result, entry.decision
    lines = [f"[{number}] {entry.id}  {entry.state}  {entry.source}, {row.locator}", f"    {_tell(row)}"]
    if row.quote:
        lines.append(f"    “{' '.join(row.quote.split())}”")
    if decision is not None:
        why = f": {decision.reason}" if decision.reason else ""
        lines.append(f"    {decision.verdict} by {decision.who} on {decision.at:%Y-%m-%d}{why}")
    elif entry.proposal is not None:
        lines += [f"    ? {reason}" for reason in entry.proposal.uncertain]
    return "\n".join(lines)


def _tell(row: Result) -> str:
    """The slots of a row on one line, those that are empty left out."""
    value = "" if row.value is None else f" {row.value}"
    parts = [
        f"{row.outcome}{f', grade {row.grade}' if row.grade else ''}",
        row.arm or row.comparison or "no arm",
        f"{row.statistic}{value}{f' {row.unit}' if row.unit else ''}",
    ]
    if row.interval_kind:
        level = f" {row.ci_level} %" if row.ci_level else ""
        parts.append(f"{row.interval_kind}{level} {print_bound(row.ci_low)} to {print_bound(row.ci_high)}")
    if row.n is not None:
        parts.append(f"n {row.n}" + (f" of N {row.N}" if row.N is not None else ""))
    if row.p_value is not None:
        parts.append(f"p {row.p_comparator} {row.p_value} ({row.p_sides})")
    told = (row.population, row.subgroup, row.analysis, row.time_frame, row.data_cutoff)
    parts += [str(entry) for entry in told if entry is not None]
    return " | ".join(parts)
