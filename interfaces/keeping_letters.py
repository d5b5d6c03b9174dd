"""The commands of ``trialcite letters``: keep a letter, take it through review, bundle its evidence."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from drafting.audit import AuditTrail
from drafting.integrity import verify
from drafting.review import Kept, Letters, ReviewError, Signature
from ingest.corpus import open_corpus
from ingest.settings import read_settings
from interfaces.auditing import describe_event
from interfaces.output import emit, report
from interfaces.steps import name_person

letters = typer.Typer(help="Letters kept for review: draft, in review, approved, superseded; every version is kept.")

Key = Annotated[str, typer.Argument(help="Id of the letter.", metavar="ID")]
By = Annotated[str | None, typer.Option("--by", help="Who takes the step; your user name if not given.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; it stands in the audit trail.")]


@letters.command("add")
def add_letter(
    file: Annotated[Path, typer.Argument(help="A letter that trialcite draft wrote: .docx, or its .checks.json.")],
    reason: Reason = "drafted",
    by: By = None,
) -> None:
    """Keep a drafted letter, or the next version of one that is kept."""
    from interfaces.checking_letters import read_letter_file

    letter = read_letter_file(file)
    if letter is None:
        raise ReviewError(f"{file}: expected a letter that trialcite draft wrote, as .docx or .checks.json")
    store, signed = Letters(read_settings().home), Signature(name_person(by), reason)
    kept = store.edit(letter, signed=signed) if letter.id in store.ids() else store.add(letter, signed=signed)
    report(f"letter {kept.id}, version {kept.version}: {kept.status}")


@letters.command("list")
def list_letters() -> None:
    """List the letters kept here, with version and state."""
    store = Letters(read_settings().home)
    keys = store.ids()
    for key in keys:
        letter = store.get(key).letter
        emit(f"{letter.id}  v{letter.version}  {letter.status}  {letter.topic}")
    if not keys:
        report(f"no letter is kept in {read_settings().home}; trialcite letters add keeps one")
        raise typer.Exit(1)


@letters.command("show")
def show_letter(key: Key) -> None:
    """Show a letter's state and history, and what stands against its approval."""
    from drafting.check_report import blocks_approval
    from drafting.lint import lint_letter

    kept = _get(key)
    emit(f"{kept.letter.id}, version {kept.letter.version}, {kept.letter.status}: {kept.letter.topic}")
    emit("\n".join(describe_event(event) for event in kept.events))
    with open_corpus(read_settings().home) as corpus:
        for reason in blocks_approval(kept.letter, corpus):
            emit(f"not to be approved: {reason}")
        for each in lint_letter(kept.letter, corpus=corpus):
            emit(f"wording, {each.remark.kind}: “{each.remark.words}” in {each.section}; {each.remark.alternative}")


@letters.command("submit")
def submit_letter(key: Key, reason: Reason = "ready for review", by: By = None) -> None:
    """Give a draft to review."""
    kept = _get(key)
    signed = Signature(name_person(by), reason)
    _tell(Letters(read_settings().home).submit(key, version=kept.letter.version, signed=signed).status, kept)


@letters.command("return")
def return_letter(key: Key, reason: Reason, by: By = None) -> None:
    """Give a letter in review back to its authors."""
    kept = _get(key)
    signed = Signature(name_person(by), reason)
    _tell(Letters(read_settings().home).send_back(key, version=kept.letter.version, signed=signed).status, kept)


@letters.command("approve")
def approve_letter(
    key: Key,
    reason: Reason,
    by: By = None,
    review_by: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="When to look at it again; in a year.", metavar="YYYY-MM-DD"),
    ] = None,
) -> None:
    """Approve a letter in review; not by one who wrote it, and not while a number of it is contradicted."""
    kept = _get(key)
    with open_corpus(read_settings().home) as corpus:
        approved = Letters(read_settings().home).approve(
            key,
            version=kept.letter.version,
            signed=Signature(name_person(by), reason),
            corpus=corpus,
            review_by=review_by.date() if review_by else None,
        )
    _tell(approved.status, kept)


@letters.command("supersede")
def supersede_letter(key: Key, reason: Reason, by: By = None) -> None:
    """Take a letter out of use for good."""
    kept = _get(key)
    signed = Signature(name_person(by), reason)
    _tell(Letters(read_settings().home).supersede(key, version=kept.letter.version, signed=signed).status, kept)


@letters.command("print")
def print_letter(
    key: Key,
    out: Annotated[Path, typer.Option(help="Where it goes: .docx, .pdf or .md.")],
    version: Annotated[int | None, typer.Option(help="An earlier version.")] = None,
) -> None:
    """Write a kept letter as a document, with its state and dates."""
    from drafting.templates import read_templates
    from interfaces.drafting_letters import choose_writer

    store = Letters(read_settings().home)
    letter = store.get(key).letter if version is None else store.version(key, version)
    _save(out, choose_writer(out)(letter, read_templates(read_settings().templates)))


@letters.command("bundle")
def bundle_letter(key: Key, out: Annotated[Path, typer.Option(help="Where the zip file goes.")]) -> None:
    """Write the evidence of a letter as one zip file with a manifest of hashes."""
    from drafting.bundle import make_bundle
    from drafting.templates import read_templates

    kept = _get(key)
    found = verify(AuditTrail(read_settings().home))
    for fault in found.faults:
        report(f"the audit trail is not as it was written: {fault.text}")
    with open_corpus(read_settings().home) as corpus:
        templates = read_templates(read_settings().templates)
        _save(out, make_bundle(kept.letter, kept.events, head=found.head, corpus=corpus, templates=templates))


@letters.command("check-bundle")
def check_bundle_file(
    file: Annotated[Path, typer.Argument(help="A zip that trialcite letters bundle wrote.")],
) -> None:
    """Hold a bundle to the hashes in its manifest."""
    from drafting.bundle import check_bundle
    from interfaces.text_files import read_file

    wrong = check_bundle(read_file(file))
    for line in wrong:
        emit(line)
    if wrong:
        raise typer.Exit(1)
    emit("every file is as the manifest says")


def _get(key: str) -> Kept:
    return Letters(read_settings().home).get(key)


def _tell(status: str, before: Kept) -> None:
    report(f"letter {before.letter.id}, version {before.letter.version}: {status}")


def _save(out: Path, data: bytes) -> None:
    try:
        out.write_bytes(data)
    except OSError as error:
        raise ReviewError(f"{out}: cannot be written ({error.strerror or error})") from error
    report(f"written: {out}")
