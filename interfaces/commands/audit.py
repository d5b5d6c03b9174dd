"""The commands of ``trialcite audit``."""

from __future__ import annotations

from dataclasses import asdict

import click

from drafting.audit import AuditTrail, Event
from drafting.integrity import verify
from ingest.settings import read_settings
from interfaces.commands import options
from interfaces.output import emit, report
from interfaces.serialise import dump


@click.group(no_args_is_help=False)
def audit() -> None:
    """List the audit trail, and verify it.

    It holds what was done to letters and reports.
    """


@audit.command("list")
@click.argument("key", metavar="[ID]", required=False)
@options.form
def list_events(key: str | None, form: str) -> int:
    """List what was done, in the order it was recorded.

    ID is one letter or report; all if not given.
    """
    events = AuditTrail(read_settings().home).events(key)
    if form == "json":
        emit(dump([asdict(event) for event in events], indent=2))
    elif events:
        emit("\n".join(describe_event(event) for event in events))
    if not events:
        report(f"nothing is recorded{f' of {key}' if key else ''} in {read_settings().home}")
    return 0 if events else 1


@audit.command("verify")
@click.option("--head", metavar="HEAD", help="NUMBER:HASH that was printed earlier and kept elsewhere.")
@options.form
def verify_trail(head: str | None, form: str) -> int:
    """Verify that nothing was altered or removed.

    Holds the chain of events and every kept state to their hashes, and prints the head, to be kept elsewhere.
    """
    found = verify(AuditTrail(read_settings().home), head=head)
    if form == "json":
        emit(dump(asdict(found), indent=2))
    elif found.faults:
        emit("\n".join(fault.text for fault in found.faults))
    elif found.head:
        emit(f"{found.events} events, nothing altered, removed or inserted\nhead {found.head}")
    else:
        emit("nothing is recorded yet")
    if found.faults:
        report(f"{len(found.faults)} faults: the trail is not as it was written")
    return 1 if found.faults else 0


def describe_event(event: Event) -> str:
    """Return one event in one line: when, what, who, and what it means."""
    told = "; ".join(part for part in (event.meaning, f"reason: {event.reason}" if event.reason else "") if part)
    return (
        f"{event.number:>4}  {event.ts_utc}  {event.object} v{event.version}  {event.action}  "
        f"by {event.actor} ({event.role})  {told}"
    )
