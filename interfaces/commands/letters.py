"""The commands ``draft`` and ``letters``: draft a letter, keep it, take it through review, bundle its evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from drafting.audit import AuditTrail
from drafting.integrity import verify
from drafting.records import Letter
from drafting.review import Kept, Letters, ReviewError, Signature
from ingest.corpus import open_corpus
from ingest.settings import read_settings
from interfaces.commands import options
from interfaces.commands.audit import describe_event
from interfaces.output import emit, report
from interfaces.steps import name_person

_SHOWN = 100  # characters of an edit
key = click.argument("key", metavar="ID")
reason = click.option("--reason", required=True, help="Why; it stands in the audit trail.")


@click.command()
@click.argument("inquiry", required=False)
@click.option(
    "--out", type=options.FILE, help="Where the letter goes: .docx, .pdf or .md. Default: Markdown to stdout."
)
@click.option(
    "--picks", type=options.FILE, metavar="FILE.json", help="Picks to compose from, or with --pick-only to write."
)
@click.option("--pick-only", is_flag=True, help="Stop when the evidence is picked, and show it.")
@click.option("--region", help="US, EU, UK, CA or INT. Default: TRIALCITE_REGION.")
@click.option("--requester", help="Who asks, e.g. physician.")
@click.option("--channel", help="How the inquiry came, e.g. e-mail.")
@click.option("--product", help="What it is about, where it does not say so.")
@click.option("--id", "number", help="Id of the letter; made from the inquiry if not given.")
@options.model
def draft(inquiry: str | None, **order: Any) -> int:
    """Draft a response letter to an inquiry.

    INQUIRY is its text, a file, or - for stdin; without it, --picks has to hold it. The letter has references and a
    check report.
    """
    from interfaces.drafting_letters import Order, run_draft

    return run_draft(inquiry, order=Order(**order), settings=read_settings())


@click.group(no_args_is_help=False)
def letters() -> None:
    """Take letters through review, and bundle them.

    A letter is a draft, in review, approved or superseded; every version is kept.
    """


@letters.command("add")
@click.argument("file", type=options.FILE)
@click.option("--reason", default="drafted", help="Why; it stands in the audit trail.")
@options.signer
def add_letter(file: Path, reason: str, by: str | None) -> None:
    """Keep a letter, or the next version of one.

    FILE is what trialcite draft wrote: .docx, or its .checks.json.
    """
    from drafting.templates import read_templates
    from interfaces.checking_letters import find_edit, read_letter_file

    letter = read_letter_file(file)
    if letter is None:
        raise ReviewError(f"{file}: expected a letter that trialcite draft wrote, as .docx or .checks.json")
    settings = read_settings()
    if edit := find_edit(letter, file, templates=read_templates(settings.templates)):
        raise ReviewError(
            f"{file}: was edited by hand, at “{edit[:_SHOWN]}”, which its record does not follow; "
            "edit the letter on the page Draft, or draft it again"
        )
    store, signed = Letters(settings.home), Signature(name_person(by), reason)
    kept = store.edit(letter, signed=signed) if letter.id in store.ids() else store.add(letter, signed=signed)
    report(f"letter {kept.id}, version {kept.version}: {kept.status}")


@letters.command("list")
def list_letters() -> int:
    """List the letters kept here, with version and state."""
    store = Letters(read_settings().home)
    keys = store.ids()
    for key in keys:
        letter = store.get(key).letter
        emit(f"{letter.id}  v{letter.version}  {letter.status}  {letter.topic}")
    if not keys:
        report(f"no letter is kept in {read_settings().home}; trialcite letters add keeps one")
    return 0 if keys else 1


@letters.command("show")
@key
def show_letter(key: str) -> None:
    """Show a letter's state, history and obstacles.

    The obstacles are what stands against its approval, and its wording.
    """
    from drafting.blocking import blocks_approval
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
@key
@click.option("--reason", default="ready for review", help="Why; it stands in the audit trail.")
@options.signer
def submit_letter(key: str, reason: str, by: str | None) -> None:
    """Give a draft to review."""
    _take(Letters.submit, key, Signature(name_person(by), reason))


@letters.command("return")
@key
@reason
@options.signer
def return_letter(key: str, reason: str, by: str | None) -> None:
    """Give a letter in review back to its authors."""
    _take(Letters.send_back, key, Signature(name_person(by), reason))


@letters.command("approve")
@key
@reason
@options.signer
@click.option("--review-by", type=options.DAY, metavar="YYYY-MM-DD", help="When to look at it again; in a year.")
def approve_letter(key: str, reason: str, by: str | None, review_by: datetime | None) -> None:
    """Approve a letter in review.

    Not by one who wrote it, and not while a number of it is contradicted.
    """
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
@key
@reason
@options.signer
def supersede_letter(key: str, reason: str, by: str | None) -> None:
    """Take a letter out of use for good."""
    _take(Letters.supersede, key, Signature(name_person(by), reason))


@letters.command("print")
@key
@click.option("--out", type=options.FILE, required=True, help="Where it goes: .docx, .pdf or .md.")
@click.option("--version", type=int, help="An earlier version.")
def print_letter(key: str, out: Path, version: int | None) -> None:
    """Write a kept letter as a document."""
    from drafting.templates import read_templates
    from interfaces.drafting_letters import choose_writer

    store = Letters(read_settings().home)
    letter = store.get(key).letter if version is None else store.version(key, version)
    _save(out, choose_writer(out)(letter, read_templates(read_settings().templates)))


@letters.command("bundle")
@key
@click.option("--out", type=options.FILE, required=True, help="Where the zip file goes.")
def bundle_letter(key: str, out: Path) -> None:
    """Write the evidence of a letter as one zip file."""
    from drafting.bundle import make_bundle, warn_of_bundle
    from drafting.templates import read_templates

    kept = _get(key)
    found = verify(AuditTrail(read_settings().home))
    for fault in found.faults:
        report(f"the audit trail is not as it was written: {fault.text}")
    with open_corpus(read_settings().home) as corpus:
        templates = read_templates(read_settings().templates)
        report(warn_of_bundle(kept.letter, corpus=corpus))
        _save(out, make_bundle(kept.letter, kept.events, head=found.head, corpus=corpus, templates=templates))


@letters.command("check-bundle")
@click.argument("file", type=options.FILE)
def check_bundle_file(file: Path) -> int:
    """Hold a bundle to the hashes in its manifest.

    FILE is a zip that trialcite letters bundle wrote.
    """
    from drafting.bundle import check_bundle
    from interfaces.text_files import read_file

    wrong = check_bundle(read_file(file))
    for line in wrong:
        emit(line)
    if not wrong:
        emit("every file is as the manifest says")
    return 1 if wrong else 0


def _get(key: str) -> Kept:
    return Letters(read_settings().home).get(key)


def _take(step: Callable[..., Letter], key: str, signed: Signature) -> None:
    """Take one step of a letter's review, and tell where the letter stands then."""
    kept = _get(key)
    _tell(step(Letters(read_settings().home), key, version=kept.letter.version, signed=signed).status, kept)


def _tell(status: str, before: Kept) -> None:
    report(f"letter {before.letter.id}, version {before.letter.version}: {status}")


def _save(out: Path, data: bytes) -> None:
    try:
        out.write_bytes(data)
    except OSError as error:
        raise ReviewError(f"{out}: cannot be written ({error.strerror or error})") from error
    report(f"written: {out}")
