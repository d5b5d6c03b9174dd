"""The audit trail: what was done to which object, by whom, when, what it means and why; and the states it left.

    <home>/audit.sqlite    events: one row a step, never changed; contents: the bytes that steps left, by their hash

Each event holds the hash of the event before it, so that one that is altered, removed, inserted or moved breaks the
chain, and ``verify`` says where. An event and the state that it leaves are written in one transaction: neither stands
without the other. Triggers refuse changes made through SQLite; whoever takes them away is found out, because the
triggers are looked for too. What no file can tell of itself is that its end was cut off, or that all of it was
written anew: the head (number and hash of the last event) that was noted elsewhere tells that.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import AuditError

FILE = "audit.sqlite"
START = "0" * 64
"""What the first event holds in place of the hash before it."""
_WAIT_SECONDS = 30.0  # a step is written in milliseconds; who waits longer meets a fault
_FIELDS = (
    *("number", "ts_utc", "actor", "role", "action", "object", "version"),
    *("before_hash", "after_hash", "reason", "meaning", "prev_hash", "hash"),
)
TRIGGERS = {
    f"{table}_{word}": f"CREATE TRIGGER {table}_{word} BEFORE {event} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END"
    for table in ("events", "contents")
    for word, event in (("kept", "DELETE"), ("fixed", "UPDATE"))
}
_SCHEMA = """
CREATE TABLE events (
    number INTEGER PRIMARY KEY AUTOINCREMENT, ts_utc TEXT NOT NULL, actor TEXT NOT NULL, role TEXT NOT NULL,
    action TEXT NOT NULL, object TEXT NOT NULL, version INTEGER NOT NULL, before_hash TEXT, after_hash TEXT,
    reason TEXT NOT NULL, meaning TEXT NOT NULL, prev_hash TEXT NOT NULL, hash TEXT NOT NULL
);
CREATE INDEX events_by_object ON events (object);
CREATE TABLE contents (hash TEXT PRIMARY KEY, content BLOB NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class Person:
    """Who does a step, and in which role."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be recorded.

    Attributes:
        version: Version of the object after the step.
        meaning: What the person says by it, as a signature would: authorship, review, approval.
        content: State of the object after the step; ``None`` where the step leaves it as it was.
    """

    action: str
    version: int
    meaning: str
    reason: str
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One recorded step.

    Attributes:
        ts_utc: When, in UTC, ISO 8601 with milliseconds.
        before_hash: SHA-256 of the object's state before; ``None`` of its first step.
        after_hash: The same after the step: the key of the kept content.
        prev_hash: Hash of the event before, of whatever object.
    """

    number: int
    ts_utc: str
    actor: str
    role: str
    action: str
    object: str
    version: int
    before_hash: str | None
    after_hash: str | None
    reason: str
    meaning: str
    prev_hash: str
    hash: str


class AuditTrail:
    """The audit trail kept in the state folder ``home``."""

    def __init__(self, home: Path) -> None:
        self._path = home / FILE

    def append(self, object: str, *, by: Person, decide: Callable[[tuple[Event, ...]], Step]) -> Event:  # noqa: A002  # the trail's own word
        """Record one step on an object, and return it as an event.

        Args:
            decide: Gives the step from the object's events so far; it raises where the step is not allowed. It is
                called while no other process can write, so that of two who decide at once the second sees the first.

        Raises:
            AuditError: The trail cannot be written; nothing was recorded.
        """
        with self._open(create=True) as store:
            store.execute("BEGIN IMMEDIATE")
            past = _of_object(store, object)
            step = decide(past)
            event = _follow(_last(store), past, of=object, step=step, by=by)
            if step.content is not None:
                store.execute("INSERT OR IGNORE INTO contents VALUES (?, ?)", (event.after_hash, step.content))
            places = ", ".join("?" * len(_FIELDS))
            store.execute(
                f"INSERT INTO events ({', '.join(_FIELDS)}) VALUES ({places})",  # noqa: S608  # our own field names
                tuple(asdict(event).values()),
            )
            store.execute("COMMIT")
        return event

    def events(self, object: str | None = None) -> tuple[Event, ...]:  # noqa: A002
        """Return the events of one object, or of all, in the order in which they were recorded."""
        if not self._path.is_file():
            return ()
        with self._open() as store:
            if object is not None:
                return _of_object(store, object)
            return _to_events(store.execute("SELECT * FROM events ORDER BY number"))

    def content(self, hash: str) -> bytes:  # noqa: A002
        """Return a kept state by its hash.

        Raises:
            AuditError: It is not kept, or is not what its hash says.
        """
        with self._open() as store:
            row = store.execute(
                "SELECT CAST(content AS BLOB) AS content FROM contents WHERE hash = ?", (hash,)
            ).fetchone()
        if row is None or hashlib.sha256(row["content"]).hexdigest() != hash:
            raise AuditError(f"{self._path}: the state {hash[:12]} is gone or altered; run trialcite audit verify")
        return bytes(row["content"])

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the open store to who verifies it."""
        with self._open() as store:
            yield store

    def is_empty(self) -> bool:
        """Whether nothing was ever recorded here."""
        return not self._path.is_file()

    @contextmanager
    def _open(self, *, create: bool = False) -> Iterator[sqlite3.Connection]:
        store = None
        try:
            if create:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            address = f"{self._path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
            # "rw" for reading too: what a killed writer left half-done is rolled back by whoever opens the file next
            store = sqlite3.connect(address, uri=True, timeout=_WAIT_SECONDS, isolation_level=None)
            store.row_factory = sqlite3.Row
            if create:
                store.execute("PRAGMA synchronous = FULL")
                _create(store)
            yield store
        except (sqlite3.Error, OSError) as error:
            raise AuditError(
                f"{self._path}: the audit trail cannot be {'written' if create else 'read'} ({error}), so nothing was "
                "done; free the disk, mend the permissions or choose another folder in TRIALCITE_HOME"
            ) from error
        finally:
            if store is not None:
                store.close()  # what was not committed is rolled back


def hash_of(event: Event) -> str:
    """Return the hash of an event: SHA-256 of all its fields but ``hash``, as JSON with sorted keys."""
    told = {name: value for name, value in asdict(event).items() if name != "hash"}
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _follow(last: Event | None, past: tuple[Event, ...], *, of: str, step: Step, by: Person) -> Event:
    """Return the step as the event after ``last``; ``past`` are the events of the same object."""
    before = past[-1].after_hash if past else None
    event = Event(
        number=last.number + 1 if last else 1,
        ts_utc=datetime.now(UTC).isoformat(timespec="milliseconds"),
        actor=by.name,
        role=by.role,
        action=step.action,
        object=of,
        version=step.version,
        before_hash=before,
        after_hash=before if step.content is None else hashlib.sha256(step.content).hexdigest(),
        reason=step.reason,
        meaning=step.meaning,
        prev_hash=last.hash if last else START,
        hash="",
    )
    return replace(event, hash=hash_of(event))


def _create(store: sqlite3.Connection) -> None:
    """Make the tables of a new file; those of an old one are left as they are, faults included."""
    if store.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        return
    store.execute("BEGIN IMMEDIATE")
    if not store.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        for statement in (*_SCHEMA.split(";"), *TRIGGERS.values()):
            store.execute(statement)
    store.execute("COMMIT")


def _of_object(store: sqlite3.Connection, name: str) -> tuple[Event, ...]:
    return _to_events(store.execute("SELECT * FROM events WHERE object = ? ORDER BY number", (name,)))


def _last(store: sqlite3.Connection) -> Event | None:
    found = _to_events(store.execute("SELECT * FROM events ORDER BY number DESC LIMIT 1"))
    return found[0] if found else None


def _to_events(rows: Iterable[sqlite3.Row]) -> tuple[Event, ...]:
    return tuple(Event(*(row[field] for field in _FIELDS)) for row in rows)
