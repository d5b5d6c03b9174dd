"""The commands of ``trialcite intake``: what an inquiry tells of adverse events, before anything else is done."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from drafting.intake_report import IntakeError, IntakeReports, KeptReport, describe_report, to_docx, to_json
from ingest.corpus import open_corpus
from ingest.settings import read_settings
from interfaces.output import emit, report
from interfaces.steps import name_person

intake = typer.Typer(help="Adverse events, product complaints and special situations told in inquiries.")
Key = Annotated[str, typer.Argument(help="Id of the report.", metavar="ID")]


@intake.command("check")
def check_inquiry(
    inquiry: Annotated[str, typer.Argument(help="The inquiry, a file that holds it, or - for stdin.")],
    out: Annotated[Path | None, typer.Option(help="Write the report for the safety team: .docx or .json.")] = None,
) -> None:
    """Look an inquiry over, and keep what it tells as an open report; exit 1 where it tells of something."""
    from interfaces.drafting_letters import read_inquiry_text

    with open_corpus(read_settings().home) as corpus:
        kept = IntakeReports(read_settings().home).take(read_inquiry_text(inquiry), terms=corpus.terms)
    if kept is None:
        emit("nothing found: no adverse event, special situation or product complaint is told in words that are known")
        return
    emit("\n".join(describe_report(kept)))
    if out is not None:
        _save(kept, out)
    raise typer.Exit(1)


@intake.command("list")
def list_reports() -> None:
    """List the reports kept here, with their state."""
    store = IntakeReports(read_settings().home)
    keys = store.ids()
    for key in keys:
        emit(next(describe_report(store.get(key))))
    if not keys:
        report(f"no report is kept in {read_settings().home}")
        raise typer.Exit(1)


@intake.command("show")
def show_report(
    key: Key, out: Annotated[Path | None, typer.Option(help="Write it for the safety team: .docx or .json.")] = None
) -> None:
    """Show a report, or write it for the safety team."""
    kept = IntakeReports(read_settings().home).get(key)
    emit("\n".join(describe_report(kept)))
    if out is not None:
        _save(kept, out)


@intake.command("close")
def close_report(
    key: Key,
    reason: Annotated[str, typer.Option(help="Why; it stands in the audit trail.")],
    by: Annotated[str, typer.Option(help="Who closes it; nothing closes a report by itself.")],
) -> None:
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
