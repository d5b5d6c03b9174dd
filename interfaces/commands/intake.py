"""The commands of ``trialcite intake``: what an inquiry tells of adverse events, before anything else is done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from drafting.intake_export import describe_report, to_docx, to_json
from drafting.intake_report import IntakeError, IntakeReports, KeptReport
from ingest.corpus import open_corpus
from ingest.settings import read_settings
from interfaces.commands import options
from interfaces.output import emit, report
from interfaces.steps import name_person

key = click.argument("key", metavar="ID")
_OUT: dict[str, Any] = {
    "type": options.FILE,
    "metavar": "FILE",
    "help": "Write the report for the safety team: .docx or .json.",
}


@click.group(no_args_is_help=False)
def intake() -> None:
    """Find adverse events told in inquiries.

    Product complaints and special situations as well; each is kept as an open report.
    """


@intake.command("check")
@click.argument("inquiry")
@click.option("--out", **_OUT)
def check_inquiry(inquiry: str, out: Path | None) -> int:
    """Look an inquiry over; keep what it tells.

    INQUIRY is its text, a file, or - for stdin. What it tells is kept as an open report, and the exit code is 1.
    """
    from interfaces.drafting_letters import read_inquiry_text

    with open_corpus(read_settings().home) as corpus:
        kept = IntakeReports(read_settings().home).take(read_inquiry_text(inquiry), terms=corpus.terms)
    if kept is None:
        emit("nothing found: no adverse event, special situation or product complaint is told in words that are known")
        return 0
    emit("\n".join(describe_report(kept)))
    if out is not None:
        _save(kept, out)
    return 1


@intake.command("list")
def list_reports() -> int:
    """List the reports kept here, with their state."""
    store = IntakeReports(read_settings().home)
    keys = store.ids()
    for key in keys:
        emit(next(describe_report(store.get(key))))
    if not keys:
        report(f"no report is kept in {read_settings().home}")
    return 0 if keys else 1


@intake.command("show")
@key
@click.option("--out", **_OUT)
def show_report(key: str, out: Path | None) -> None:
    """Show a report, or write it for the safety team."""
    kept = IntakeReports(read_settings().home).get(key)
    emit("\n".join(describe_report(kept)))
    if out is not None:
        _save(kept, out)


@intake.command("close")
@key
@click.option("--reason", required=True, help="Why; it stands in the audit trail.")
@click.option("--by", required=True, help="Who closes it; nothing closes a report by itself.")
def close_report(key: str, reason: str, by: str) -> None:
    """Close a report, by a named person and with a reason."""
    emit(next(describe_report(IntakeReports(read_settings().home).close(key, by=name_person(by), reason=reason))))


def _save(kept: KeptReport, out: Path) -> None:
    suffix = out.suffix.casefold()
    if suffix not in (".docx", ".json"):
        raise IntakeError(f"{out}: expected a name that ends in .docx or .json")
    data = to_docx(kept) if suffix == ".docx" else to_json(kept).encode()
    try:
        out.write_bytes(data)
    except OSError as error:
        raise IntakeError(f"{out}: cannot be written ({error.strerror or error})") from error
    IntakeReports(read_settings().home).exported(kept.report.id, by=name_person(None), form=suffix.removeprefix("."))
    report(f"written: {out}")
