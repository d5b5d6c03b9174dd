"""The commands of ``trialcite audit``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Literal

import typer

from drafting.audit import AuditTrail, Event
from drafting.integrity import verify
from ingest.settings import read_settings
from interfaces.output import emit, report
from interfaces.serialise import dump

audit = typer.Typer(help="The audit trail of letters and reports: list it, and verify that nobody changed it.")


@audit.command("list")
def list_events(
    object: Annotated[str | None, typer.Argument(help="One letter or report; all if not given.")] = None,  # noqa: A002
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print it.")] = "text",
) -> None:
    """List what was done, in the order in which it was recorded."""
    events = AuditTrail(read_settings().home).events(object)
    if form == "json":
        emit(dump([asdict(event) for event in events], indent=2))
    elif events:
        emit("\n".join(describe_event(event) for event in events))
    if not events:
        report(f"nothing is recorded{f' of {object}' if object else ''} in {read_settings().home}")
        raise typer.Exit(1)


@audit.command("verify")
def verify_trail(
    head: Annotated[
        str | None, typer.Option(help="NUMBER:HASH that was printed earlier and kept elsewhere.", metavar="HEAD")
    ] = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print it.")] = "text",
) -> None:
    """Verify the chain of events and every kept state; print the head, to be kept elsewhere."""
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
        raise typer.Exit(1)


def describe_event(event: Event) -> str:
    """Return one event in one line: when, what, who, and what it means."""
    told = "; ".join(part for part in (event.meaning, f"reason: {event.reason}" if event.reason else "") if part)
    return (
        f"{event.number:>4}  {event.ts_utc}  {event.object} v{event.version}  {event.action}  "
        f"by {event.actor} ({event.role})  {told}"
    )
