"""Whether the audit trail is as it was written."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.audit import START, TRIGGERS, AuditTrail, Event, hash_of


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was written.

    Attributes:
        event: Number of the event concerned; ``None`` where it is about the file.
    """

    event: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification found.

    Attributes:
        head: ``"number:hash"`` of the last event, to be noted elsewhere; ``None`` of an empty trail.
    """

    events: int
    head: str | None
    faults: tuple[Fault, ...]


def verify(trail: AuditTrail, *, head: str | None = None) -> Verification:
    """Return all faults of the trail, in the order of its events.

    Args:
        head: The head that was noted at an earlier time; a trail that does not hold it any more was cut off or
            written anew.

    Raises:
        AuditError: The trail cannot be read at all.
    """
    if trail.is_empty():
        return Verification(0, None, (Fault(None, "the trail that had this head is gone"),) if head else ())
    events = trail.events()
    with trail.reading() as store:
        faults = (
            *_check_chain(events),
            *_check_end(store, events, head=head),
            *_check_contents(store, events),
            *_check_triggers(store),
        )
    return Verification(len(events), f"{events[-1].number}:{events[-1].hash}" if events else None, faults)


def _check_chain(events: tuple[Event, ...]) -> Iterator[Fault]:
    """Hold each event to its own hash, and to the event before it."""
    number, previous = 0, START
    for event in events:
        if event.number > number + 1:
            missing = f"event {number + 1}" if event.number == number + 2 else f"events {number + 1}-{event.number - 1}"
            yield Fault(number + 1, f"{missing} removed: event {event.number} follows event {number}")
        elif event.prev_hash != previous:
            before = f"event {number}" if number else "the start"
            yield Fault(
                event.number,
                f"event {event.number} does not follow {before}: one of the two was altered, inserted or moved",
            )
        if hash_of(event) != event.hash:
            yield Fault(
                event.number,
                f"event {event.number} altered, or not written by this program: {event.action} of {event.object} "
                f"by {event.actor}, {event.ts_utc}",
            )
        number, previous = event.number, event.hash


def _check_end(store: sqlite3.Connection, events: tuple[Event, ...], *, head: str | None) -> Iterator[Fault]:
    """Look for events that stood after the last one."""
    last = events[-1].number if events else 0
    row = store.execute("SELECT seq FROM sqlite_sequence WHERE name = 'events'").fetchone()
    if row is not None and row["seq"] > last:
        yield Fault(last + 1, f"the end is cut off: {row['seq'] - last} events after event {last} removed")
    if head is None:
        return
    number, _, hash = head.strip().partition(":")  # noqa: A001  # the trail's own word
    held = {str(event.number): event.hash for event in events}
    if held.get(number) != hash:
        yield Fault(
            int(number) if number.isdigit() else None,
            f"the noted head {number}:{hash[:12]}… is not in this trail: it was cut off before it, or written anew",
        )


def _check_contents(store: sqlite3.Connection, events: tuple[Event, ...]) -> Iterator[Fault]:
    """Hold each kept state to its hash and to the events that left it."""
    left: dict[str, Event] = {}
    states: dict[str, str | None] = {}
    for event in events:
        if event.after_hash is not None:
            left.setdefault(event.after_hash, event)
        if event.object in states and states[event.object] != event.before_hash:
            yield Fault(event.number, f"event {event.number} does not begin with the state that {event.object} had")
        states[event.object] = event.after_hash
    kept: set[str] = set()
    for row in store.execute("SELECT hash, CAST(content AS BLOB) AS content FROM contents ORDER BY rowid"):
        kept.add(row["hash"])
        by = left.get(row["hash"])
        if by is None:
            yield Fault(None, f"a kept state that no event left: {row['hash'][:12]}")
        elif hashlib.sha256(row["content"]).hexdigest() != row["hash"]:
            yield Fault(
                by.number, f"the state that event {by.number} left was altered: {by.object} version {by.version}"
            )
    for hash, event in left.items():  # noqa: A001
        if hash not in kept:
            yield Fault(
                event.number,
                f"the state that event {event.number} left is gone: {event.object} version {event.version}",
            )


def _check_triggers(store: sqlite3.Connection) -> Iterator[Fault]:
    """Look for the triggers that refuse changes, word by word."""
    held = {
        row["name"]: row["sql"] for row in store.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'")
    }
    for name, statement in TRIGGERS.items():
        if held.get(name) != statement:
            yield Fault(None, f"the trigger {name}, which refuses changes, is gone or altered")
    for name in held.keys() - TRIGGERS.keys():
        yield Fault(None, f"a trigger that is none of this program's: {name}")
