"""The conversations that are kept: one SQLite file in the state folder, for all users and sessions.

Every call opens the file, does one transaction and closes it, so that sessions and processes may share it, and so that
a copy of the folder is a copy of the history. What is deleted is overwritten.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_urlsafe

from ingest.errors import EvidenceError
from interfaces.conversations import Entry, Feedback, Opinion, Turn
from retrieval.record_json import dump_record, load_record
from retrieval.records import Answer

WAIT_SECONDS = 10.0
"""How long one session waits for another to finish writing: a turn takes milliseconds, so fifty at once do not fail."""

LONGEST_REASON = 2_000
"""Characters of a reason that are kept."""

LONGEST_TITLE = 200
"""Characters of the first question that name its conversation in the list."""

_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversation (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, touched TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS conversation_owner ON conversation (owner, touched);
CREATE TABLE IF NOT EXISTS turn (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    question TEXT NOT NULL, answer TEXT, error TEXT, stopped INTEGER NOT NULL, words TEXT NOT NULL,
    good INTEGER, reason TEXT, given TEXT
);
CREATE INDEX IF NOT EXISTS turn_conversation ON turn (conversation);
"""


class HistoryError(EvidenceError):
    """The history cannot be read or written; questions are answered all the same."""


def new_conversation() -> str:
    """Return the id of a conversation that is begun; it stands in a page's address, so nobody may guess another's."""
    return token_urlsafe(12)


class History:
    """The history in a state folder. Whatever is read or changed belongs to ``owner``, the id of one user."""

    def __init__(self, home: Path, *, owner: str) -> None:
        self._path = home / "history.sqlite3"
        self._owner = owner

    def add(self, turn: Turn, *, conversation: str) -> int:
        """Keep a turn at the end of a conversation, which it begins if need be, and return the turn's id.

        Raises:
            HistoryError: It cannot be written, or the conversation is another user's.
        """
        title = " ".join(turn.question.split())[:LONGEST_TITLE]
        answer = dump_record(turn.answer) if turn.answer else None
        words = f"{turn.question}\n{turn.answer.answer if turn.answer else ''}".casefold()
        with self._open() as database:
            database.execute(
                "INSERT INTO conversation VALUES (?, ?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET touched = excluded.touched",
                (conversation, self._owner, title, _now()),
            )
            if not self._owns(database, conversation):
                raise HistoryError("this conversation is another user's; begin a new one")
            added = database.execute(
                "INSERT INTO turn (conversation, question, answer, error, stopped, words) VALUES (?, ?, ?, ?, ?, ?)",
                (conversation, turn.question, answer, turn.error, turn.stopped, words),
            )
        assert added.lastrowid is not None
        return added.lastrowid

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """Return the turns of a conversation, oldest first; none where it is not held, or another user's."""
        with self._open() as database:
            rows = database.execute(
                "SELECT t.* FROM turn t JOIN conversation c ON c.id = t.conversation "
                "WHERE c.id = ? AND c.owner = ? ORDER BY t.id",
                (conversation, self._owner),
            ).fetchall()
        return tuple(_to_turn(row) for row in rows)

    def search(self, text: str = "", *, limit: int = 50) -> tuple[Entry, ...]:
        """Return the conversations with a turn that holds every word of ``text``, the newest first."""
        words = text.casefold().split()
        holds = " AND ".join(["instr(t.words, ?) > 0"] * len(words)) or "1"
        with self._open() as database:
            rows = database.execute(
                "SELECT c.*, (SELECT count(*) FROM turn WHERE conversation = c.id) AS turns FROM conversation c "  # noqa: S608  # only the number of the placeholders varies
                f"WHERE c.owner = ? AND EXISTS (SELECT 1 FROM turn t WHERE t.conversation = c.id AND {holds}) "
                "ORDER BY c.touched DESC, c.rowid DESC LIMIT ?",
                (self._owner, *words, limit),
            ).fetchall()
        return tuple(
            Entry(row["id"], row["title"], datetime.fromisoformat(row["touched"]), row["turns"]) for row in rows
        )

    def delete(self, conversation: str | None = None) -> None:
        """Remove one conversation, or all of this user's."""
        with self._open() as database:
            database.execute(
                "DELETE FROM conversation WHERE owner = ? AND (? IS NULL OR id = ?)",
                (self._owner, conversation, conversation),
            )

    def judge(self, turn: int, opinion: Opinion | None) -> None:
        """Keep what the reader thinks of a turn in place of an earlier opinion; ``None`` takes it back."""
        values = (opinion.good, opinion.reason[:LONGEST_REASON], _now()) if opinion else (None, None, None)
        with self._open() as database:
            database.execute(
                "UPDATE turn SET good = ?, reason = ?, given = ? WHERE id = ? AND conversation IN "
                "(SELECT id FROM conversation WHERE owner = ?)",
                (*values, turn, self._owner),
            )

    def _owns(self, database: sqlite3.Connection, conversation: str) -> bool:
        held = database.execute("SELECT 1 FROM conversation WHERE id = ? AND owner = ?", (conversation, self._owner))
        return held.fetchone() is not None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with _transaction(self._path) as database:
            yield database


def list_feedback(home: Path) -> tuple[Feedback, ...]:
    """Return the opinions of all users, oldest first; none where there is no history yet.

    Raises:
        HistoryError: The history cannot be read.
    """
    path = home / "history.sqlite3"
    if not path.exists():
        return ()
    with _transaction(path) as database:
        rows = database.execute(
            "SELECT t.*, c.owner FROM turn t JOIN conversation c ON c.id = t.conversation "
            "WHERE t.good IS NOT NULL ORDER BY t.given, t.id"
        ).fetchall()
    return tuple(
        Feedback(
            given=datetime.fromisoformat(row["given"]),
            owner=row["owner"],
            good=bool(row["good"]),
            reason=row["reason"],
            question=row["question"],
            answer=load_record(row["answer"], Answer) if row["answer"] else None,
        )
        for row in rows
    )


@contextmanager
def _transaction(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file, made on first use and readable by its owner alone, and commit what is done with it."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        with closing(sqlite3.connect(path, timeout=WAIT_SECONDS)) as database, database:
            database.row_factory = sqlite3.Row
            _prepare(database, path)
            yield database
    except (OSError, sqlite3.Error) as error:
        raise HistoryError(
            f"{path}: the history cannot be used ({error}); answers are given, but not kept. "
            "Free some disk space, or allow this folder to be written"
        ) from error


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("PRAGMA secure_delete = ON")  # a deleted question may have held a patient's data
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version == 0:
        database.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")
    elif version != _VERSION:
        raise HistoryError(f"{path}: written by another version of the program; move it away to begin a new history")


def _to_turn(row: sqlite3.Row) -> Turn:
    return Turn(
        question=row["question"],
        answer=load_record(row["answer"], Answer) if row["answer"] else None,
        error=row["error"],
        stopped=bool(row["stopped"]),
        id=row["id"],
        opinion=None if row["good"] is None else Opinion(bool(row["good"]), row["reason"]),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
