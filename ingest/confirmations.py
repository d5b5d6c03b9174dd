"""What persons decided on proposed results: kept in the state folder, outside its generations, and never changed.

    <home>/decisions.sqlite    one row a decision, in the order in which they were made

A decision is of one proposal of one source as its file was then, told by the file's hash. The newest decision on a
proposal counts. Once the source's file is another one, its decisions are stale: they are shown, and count no more.
SQLite keeps the file whole when a process is killed, and lets one writer wait for the other.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from ingest.errors import HomeError
from ingest.records import Document, Result, Source
from ingest.results_file import check_row, read_row, to_cells

Confirmed = Mapping[tuple[str, str], tuple[Result, ...]]
Verdict = Literal["confirmed", "rejected"]
FILE = "decisions.sqlite"
_CONFIRMED = re.compile(r"p\d{3,}", re.ASCII)
_WAIT_SECONDS = 30.0  # a decision is written in milliseconds; who waits longer meets a fault
_SCHEMA = """
CREATE TABLE IF NOT EXISTS decisions (
    place INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, sha256 TEXT NOT NULL, proposal TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('confirmed', 'rejected')), number INTEGER, cells TEXT NOT NULL,
    start INTEGER, stop INTEGER, who TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL
);
CREATE TRIGGER IF NOT EXISTS kept BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are kept'); END;
CREATE TRIGGER IF NOT EXISTS fixed BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are kept'); END;
"""


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person decided on one proposal.

    Attributes:
        sha256: Hash of the source's file when it was decided.
        result: The row as it was confirmed, perhaps edited, or as it was rejected.
        number: Number of the confirmed row within its source; ``None`` of a rejected one.
        at: When, in UTC, to the second.
        reason: Why, in the person's words; empty where none was given.
    """

    source: str
    sha256: str
    proposal: str
    verdict: Verdict
    result: Result
    number: int | None
    who: str
    at: datetime
    reason: str = ""


class Confirmations:
    """The decisions kept in the state folder ``home``."""

    def __init__(self, home: Path) -> None:
        self._path = home / FILE

    def confirm(self, proposal: str, result: Result, *, source: Source, who: str, reason: str = "") -> Decision:
        """Keep that a row is right; from the next ingestion on it is a result of its source.

        Raises:
            TableError: The row breaks a rule of results files.
            HomeError: The state folder cannot be written.
        """
        self.check(proposal, result, source=source)
        return self._add(proposal, "confirmed", result, source=source, by=(who, reason))

    @staticmethod
    def check(proposal: str, result: Result, *, source: Source) -> None:
        """Hold a row that is to be confirmed to the rules of results files.

        Raises:
            TableError: It breaks a rule; the message names the proposal, the column and the rule.
        """
        cells = to_cells(result) | {"id": f"{source.id}:000"}  # the rows of a file are numbered without the letter
        check_row(cells, where=f"proposal {proposal}", remedy="write another value with --set COLUMN=VALUE")

    def reject(self, proposal: str, result: Result, *, source: Source, who: str, reason: str) -> Decision:
        """Keep that a proposed row is none.

        Raises:
            HomeError: The state folder cannot be written.
        """
        return self._add(proposal, "rejected", result, source=source, by=(who, reason))

    def decisions(self) -> tuple[Decision, ...]:
        """Return the newest decision on each proposal of each state of a source, in the order of the first."""
        if not self._path.is_file():
            return ()
        with self._open() as store:
            rows = store.execute("SELECT * FROM decisions ORDER BY place").fetchall()
        newest = {(row["source"], row["sha256"], row["proposal"]): _to_decision(row) for row in rows}
        return tuple(newest.values())

    def results(self) -> Confirmed:
        """Return the confirmed rows by source and hash of its file, ids ``"<source>:p001"`` and on."""
        found: dict[tuple[str, str], tuple[Result, ...]] = {}
        for decision in self.decisions():
            if decision.verdict == "confirmed":
                key = (decision.source, decision.sha256)
                result = replace(decision.result, id=f"{decision.source}:p{decision.number:03}")
                found[key] = (*found.get(key, ()), result)
        return found

    def _add(self, proposal: str, verdict: Verdict, result: Result, *, source: Source, by: tuple[str, str]) -> Decision:
        """Write one decision; a row that was confirmed before keeps its number."""
        who, reason = by
        cells = json.dumps(to_cells(result), ensure_ascii=False)
        at = datetime.now(UTC).replace(microsecond=0)
        with self._open(create=True) as store:
            store.execute("BEGIN IMMEDIATE")  # of two reviewers the second waits here, and sees the first one's numbers
            number = _number(store, proposal, source=source) if verdict == "confirmed" else None
            store.execute(
                "INSERT INTO decisions (source, sha256, proposal, verdict, number, cells, start, stop, who, at, reason)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    source.id,
                    source.sha256 or "",
                    proposal,
                    verdict,
                    number,
                    cells,
                    result.start,
                    result.end,
                    who,
                    at.isoformat(),
                    reason,
                ),
            )
            store.execute("COMMIT")
        return Decision(source.id, source.sha256 or "", proposal, verdict, result, number, who, at, reason)

    @contextmanager
    def _open(self, *, create: bool = False) -> Iterator[sqlite3.Connection]:
        store = None
        try:
            if create:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            store = sqlite3.connect(self._path, timeout=_WAIT_SECONDS, isolation_level=None)
            store.row_factory = sqlite3.Row
            if create:
                store.execute("PRAGMA synchronous = FULL")
                store.executescript(_SCHEMA)
            yield store
        except (sqlite3.Error, OSError) as error:
            raise HomeError(
                f"{self._path}: the decisions on proposed results cannot be read or written ({error}); "
                "free the disk or choose another folder in TRIALCITE_HOME"
            ) from error
        finally:
            if store is not None:
                store.close()


def is_confirmed(result: Result) -> bool:
    """Whether a person confirmed the result, and no results file or reader tells it."""
    return _CONFIRMED.fullmatch(result.id.rpartition(":")[2]) is not None


def place_in(document: Document, result: Result) -> Result | None:
    """Return the row with the offsets of its quote in the text; ``None`` where that does not print it once any more."""
    if result.quote is None or document.text[result.start : result.end] == result.quote:
        return result
    if document.text.count(result.quote) != 1:
        return None
    start = document.text.index(result.quote)
    return replace(result, start=start, end=start + len(result.quote))


def _number(store: sqlite3.Connection, proposal: str, *, source: Source) -> int:
    known = store.execute(
        "SELECT number FROM decisions WHERE source = ? AND sha256 = ? AND proposal = ? AND number IS NOT NULL",
        (source.id, source.sha256 or "", proposal),
    ).fetchone()
    if known:
        return int(known["number"])
    last = store.execute("SELECT max(number) AS last FROM decisions WHERE source = ?", (source.id,)).fetchone()
    return int(last["last"] or 0) + 1


def _to_decision(row: sqlite3.Row) -> Decision:
    result = replace(read_row(json.loads(row["cells"])), start=row["start"], end=row["stop"])
    return Decision(
        row["source"],
        row["sha256"],
        row["proposal"],
        row["verdict"],
        result,
        row["number"],
        row["who"],
        datetime.fromisoformat(row["at"]),
        row["reason"],
    )
