"""The audit trail keeps every step, refuses changes, and shows those that were made around it."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from drafting.audit import FILE, START, AuditTrail, Event, Person, Step, hash_of
from drafting.integrity import verify
from ingest.errors import AuditError, EvidenceError

_ANN = Person("Ann", "drafter")


def _step(version: int = 1, content: bytes | None = None) -> Callable[[tuple[Event, ...]], Step]:
    return lambda past: Step("edited", version, "authorship", "as asked", content)


@pytest.fixture
def trail(tmp_path: Path) -> AuditTrail:
    """A trail of five events on two letters."""
    trail = AuditTrail(tmp_path)
    for number in range(1, 6):
        name = "letter 1" if number % 2 else "letter 2"
        trail.append(name, by=_ANN, decide=_step(number, f"text {number}".encode()))
    return trail


def _break(home: Path, *statements: str) -> None:
    """Change the file as somebody with an editor for SQLite would: the triggers are put back."""
    with sqlite3.connect(home / FILE) as store:
        triggers = store.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            store.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            store.execute(statement)
        for _, sql in triggers:
            store.execute(sql)
    store.close()


def _faults(home: Path, head: str | None = None) -> list[str]:
    return [fault.text for fault in verify(AuditTrail(home), head=head).faults]


def test_event_tells_who_did_what_when_and_why(trail: AuditTrail) -> None:
    """An event holds the person, the step, its meaning and reason, and the states before and after it."""
    first, third, fifth = trail.events("letter 1")
    assert (third.actor, third.role, third.action, third.version) == ("Ann", "drafter", "edited", 3)
    assert (third.meaning, third.reason) == ("authorship", "as asked")
    assert third.before_hash == first.after_hash == hashlib.sha256(b"text 1").hexdigest()
    assert third.ts_utc.endswith("+00:00")
    assert first.prev_hash == START
    assert fifth.prev_hash == trail.events("letter 2")[-1].hash


def test_state_that_a_step_left_is_kept(trail: AuditTrail) -> None:
    """Every version can be read again; a later one obscures none."""
    assert [trail.content(event.after_hash or "") for event in trail.events("letter 2")] == [b"text 2", b"text 4"]


def test_step_that_is_refused_leaves_no_event(trail: AuditTrail) -> None:
    """Where the rule raises, nothing is recorded."""

    def refuse(past: tuple[Event, ...]) -> Step:
        raise EvidenceError(f"no step after {len(past)}")

    with pytest.raises(EvidenceError, match="no step after 3"):
        trail.append("letter 1", by=_ANN, decide=refuse)
    assert len(trail.events()) == 5


def test_untouched_trail_verifies_and_gives_its_head(trail: AuditTrail, tmp_path: Path) -> None:
    """Five events, no fault; the head is number and hash of the last."""
    found = verify(trail)
    assert found.faults == ()
    assert found.head == f"5:{trail.events()[-1].hash}"
    assert verify(AuditTrail(tmp_path / "nothing here")).faults == ()


@pytest.mark.usefixtures("trail")
@pytest.mark.parametrize("statement", ["UPDATE events SET actor = 'Bob'", "DELETE FROM contents"])
def test_database_refuses_changes(statement: str, tmp_path: Path) -> None:
    """Neither events nor kept states can be changed or removed through SQLite."""
    store = sqlite3.connect(tmp_path / FILE)
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        store.execute(statement)
    store.close()


@pytest.mark.usefixtures("trail")
@pytest.mark.parametrize(
    ("statements", "fault"),
    [
        pytest.param(["UPDATE events SET actor = 'Bob' WHERE number = 3"], "event 3 altered", id="altered"),
        pytest.param(["DELETE FROM events WHERE number = 2"], "event 2 removed", id="removed"),
        pytest.param(["DELETE FROM events WHERE number < 3"], "events 1-2 removed", id="beginning removed"),
        pytest.param(["DELETE FROM events WHERE number > 3"], "the end is cut off: 2 events", id="end removed"),
        pytest.param(
            [
                "UPDATE events SET number = 90 WHERE number = 2",
                "UPDATE events SET number = 2 WHERE number = 4",
                "UPDATE events SET number = 4 WHERE number = 90",
            ],
            "event 2 does not follow event 1",
            id="moved",
        ),
        pytest.param(
            [
                "UPDATE events SET number = 6 WHERE number = 5",
                "INSERT INTO events SELECT 5, ts_utc, 'Bob', role, action, object, version, before_hash, after_hash,"
                " reason, meaning, prev_hash, hash FROM events WHERE number = 4",
            ],
            "event 5 altered, or not written by this program: edited of letter 2 by Bob",
            id="inserted",
        ),
        pytest.param(
            ["UPDATE contents SET content = 'HR 0.35' WHERE rowid = 2"],
            "the state that event 2 left was altered: letter 2 version 2",
            id="state altered",
        ),
        pytest.param(
            ["DELETE FROM contents WHERE rowid = 4"],
            "the state that event 4 left is gone: letter 2 version 4",
            id="state removed",
        ),
        pytest.param(
            ["INSERT INTO contents VALUES ('00ff', 'text')"], "a kept state that no event left", id="state inserted"
        ),
    ],
)
def test_change_made_around_the_program_is_found(statements: list[str], fault: str, tmp_path: Path) -> None:
    """An event or a state that was altered, removed, inserted or moved is named."""
    _break(tmp_path, *statements)
    assert any(fault in text for text in _faults(tmp_path)), _faults(tmp_path)


def test_event_altered_with_its_hash_breaks_the_next(trail: AuditTrail, tmp_path: Path) -> None:
    """Who alters an event and reckons its hash anew is found at the event after it."""
    altered = hash_of(replace(trail.events()[2], actor="Bob"))
    _break(tmp_path, f"UPDATE events SET actor = 'Bob', hash = '{altered}' WHERE number = 3")  # noqa: S608
    assert _faults(tmp_path) == [
        "event 4 does not follow event 3: one of the two was altered, inserted or moved",
    ]


def test_noted_head_finds_an_end_that_was_cut_off_without_a_trace(trail: AuditTrail, tmp_path: Path) -> None:
    """Where SQLite's own count was changed too, only the head that was kept elsewhere tells of the removed end."""
    head = verify(trail).head
    _break(
        tmp_path,
        "DELETE FROM events WHERE number = 5",
        "DELETE FROM contents WHERE content = CAST('text 5' AS BLOB)",
        "UPDATE sqlite_sequence SET seq = 4",
    )
    assert _faults(tmp_path) == []
    assert "the noted head 5:" in _faults(tmp_path, head)[0]
    (tmp_path / FILE).unlink()
    assert _faults(tmp_path, head) == ["the trail that had this head is gone"]


@pytest.mark.usefixtures("trail")
def test_missing_trigger_is_found(tmp_path: Path) -> None:
    """Who takes the triggers away leaves that as a trace."""
    store = sqlite3.connect(tmp_path / FILE)
    store.execute("DROP TRIGGER events_kept")
    store.close()
    assert _faults(tmp_path) == ["the trigger events_kept, which refuses changes, is gone or altered"]


def test_two_writers_at_once_make_one_chain(tmp_path: Path) -> None:
    """Steps of several writers follow one another, and each sees those before it."""

    def write() -> None:
        own = AuditTrail(tmp_path)
        for _ in range(5):
            own.append("letter", by=_ANN, decide=lambda past: Step("edited", len(past) + 1, "authorship", ""))

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    trail = AuditTrail(tmp_path)
    assert [event.version for event in trail.events()] == list(range(1, 16))
    assert verify(trail).faults == ()


def test_trail_that_cannot_be_written_is_one_error_and_no_step(tmp_path: Path) -> None:
    """Where the folder cannot be made, the error says that nothing was done."""
    (tmp_path / "home").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(AuditError, match=r"cannot be written.*nothing was done"):
        AuditTrail(tmp_path / "home").append("letter", by=_ANN, decide=_step())


def test_full_disk_is_one_error_and_no_step(trail: AuditTrail, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where SQLite cannot write, the step did not happen, and the trail is as it was."""
    real = sqlite3.connect

    def limited(*args: object, **kwargs: object) -> sqlite3.Connection:
        store: sqlite3.Connection = real(*args, **kwargs)  # type: ignore[call-overload]
        store.execute(f"PRAGMA max_page_count = {store.execute('PRAGMA page_count').fetchone()[0]}")
        return store

    monkeypatch.setattr(sqlite3, "connect", limited)
    with pytest.raises(AuditError, match="full"):
        trail.append("letter 1", by=_ANN, decide=_step(6, b"x" * 100_000))
    monkeypatch.undo()
    assert len(trail.events()) == 5
    assert verify(trail).faults == ()


def test_file_that_is_no_database_is_one_error(tmp_path: Path) -> None:
    """A file of something else is said to be unreadable."""
    (tmp_path / FILE).write_bytes(b"no database" * 1000)
    with pytest.raises(AuditError, match="cannot be read"):
        AuditTrail(tmp_path).events()
