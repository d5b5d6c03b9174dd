"""``trialcite draft``: an inquiry in, a letter with its check report out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from drafting.blocking import list_blocks
from drafting.check_file import SUFFIX, render_checks
from drafting.composing import Heading, compose
from drafting.inquiry import Circumstances, read_inquiry
from drafting.intake_export import describe_report
from drafting.intake_report import IntakeReports
from drafting.lint import lint_letter
from drafting.picking import pick
from drafting.picks_file import describe_picks, read_picks, write_picks
from drafting.records import Inquiry, Letter, Selection
from drafting.regions import find_region
from drafting.templates import Templates, read_templates
from ingest.errors import EvidenceError
from ingest.settings import Settings
from interfaces.output import emit, read_stdin, report
from interfaces.text_files import read_file, to_text
from retrieval.assistant import Assistant, open_assistant
from retrieval.chat_model.model import open_model

if TYPE_CHECKING:
    from collections.abc import Mapping

    Writer = Callable[[Letter, Templates], bytes]


class DraftError(EvidenceError):
    """A letter that was not asked for in a way that can be done."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asks for; ``None`` where it does not say."""

    out: Path | None = None
    picks: Path | None = None
    pick_only: bool = False
    region: str | None = None
    requester: str | None = None
    channel: str | None = None
    product: str | None = None
    number: str | None = None
    model: str | None = None


def run_draft(inquiry: str | None, *, order: Order, settings: Settings) -> int:
    """Draft a letter and write it; return 1 where a number of it is contradicted.

    Raises:
        DraftError: The order lacks an inquiry, or asks for an unknown form.
        EvidenceError: The inquiry, the picks or a template cannot be read.
    """
    write = choose_writer(order.out)
    templates = read_templates(settings.templates)
    find_region(order.region or settings.region)
    chosen = settings.model if order.model is None else order.model
    chat = open_model(chosen, url=settings.model_url, timeout_seconds=settings.model_timeout_seconds)
    with (assistant := open_assistant(settings.home, model=chat)).corpus:
        asked, selections = _pick(inquiry, order=order, settings=settings, assistant=assistant)
        if order.pick_only:
            return _show_picks(asked, selections, order=order, assistant=assistant)
        heading = Heading(_today(), order.number, order.product)
        letter = compose(asked, selections, heading=heading, assistant=assistant, templates=templates)
        if order.out is None:
            emit(write(letter, templates).decode())
        else:
            _save(letter, order.out, data=write(letter, templates), assistant=assistant)
        for each in lint_letter(letter, corpus=assistant.corpus):
            where = f"“{each.remark.words}” in {each.section}" if each.remark.words else each.section
            report(f"wording, {each.remark.kind}: {where}: {each.remark.reason}; {each.remark.alternative}")
        reasons = list_blocks(letter)
    for reason in reasons:
        report(f"not to be approved: {reason}")
    return 1 if reasons else 0


def _pick(
    inquiry: str | None, *, order: Order, settings: Settings, assistant: Assistant
) -> tuple[Inquiry, tuple[Selection, ...]]:
    """The inquiry with its evidence: from a file of picks, or found now."""
    if inquiry is None:
        if order.picks is None or order.pick_only:
            raise DraftError(
                "no inquiry; give it as text, as a file or as - for stdin, or picks with --picks FILE.json"
            )
        return read_picks(order.picks, corpus=assistant.corpus)
    if order.picks is not None and not order.pick_only:
        raise DraftError(
            f"{order.picks} holds its own inquiry; leave the inquiry out, or add --pick-only to write picks"
        )
    about = Circumstances(_today(), order.region or settings.region, order.requester, order.channel)
    text = read_inquiry_text(inquiry)
    _take_in(text, assistant=assistant, home=settings.home)
    asked, questions = read_inquiry(text, about=about, corpus=assistant.corpus, terms=assistant.terms)
    return asked, pick(asked, questions, assistant=assistant)


def _take_in(text: str, *, assistant: Assistant, home: Path) -> None:
    """Keep what an inquiry tells of adverse events as an open report, and say so before anything else is done."""
    kept = IntakeReports(home).take(text, terms=assistant.corpus.terms)
    for line in describe_report(kept) if kept else ():
        report(line)
    if kept:
        report(f"for the safety team: trialcite intake show {kept.report.id} --out report.docx")


def _show_picks(asked: Inquiry, selections: tuple[Selection, ...], *, order: Order, assistant: Assistant) -> int:
    emit("\n".join(describe_picks(selections, corpus=assistant.corpus)))
    if order.picks is not None:
        write_picks(asked, selections, order.picks, corpus=assistant.corpus)
        report(f"picks: {order.picks}; change them, then: trialcite draft --picks {order.picks} --out letter.docx")
    return 0


def _save(letter: Letter, out: Path, *, data: bytes, assistant: Assistant) -> None:
    checks = out.with_name(f"{out.stem}{SUFFIX}")
    try:
        out.write_bytes(data)
        checks.write_text(render_checks(letter, corpus=assistant.corpus), encoding="utf-8")
    except OSError as error:
        raise DraftError(f"{error.filename}: cannot be written ({error.strerror or error})") from error
    report(f"letter {letter.id}, version {letter.version}: {out}; check report: {checks}")


def read_inquiry_text(inquiry: str) -> str:
    """The text of an inquiry: itself, what a file holds, or standard input."""
    if inquiry == "-":
        return to_text(read_stdin(), name="stdin")
    try:
        named = "\n" not in inquiry and Path(inquiry).is_file()
    except OSError:  # a text that is too long to be a name
        named = False
    return to_text(read_file(Path(inquiry)), name=inquiry) if named else inquiry


def choose_writer(out: Path | None) -> Writer:
    """What writes the form that a file's suffix names."""
    suffix = ".md" if out is None else out.suffix.casefold()
    if suffix not in _WRITERS:
        raise DraftError(f"{out}: expected a name that ends in {', '.join(_WRITERS)}")
    return _WRITERS[suffix]


def _to_docx(letter: Letter, templates: Templates) -> bytes:
    from drafting.docx_letter import write_docx

    return write_docx(letter, templates=templates)


def _to_pdf(letter: Letter, templates: Templates) -> bytes:
    from drafting.pdf_letter import write_pdf

    return write_pdf(letter, templates=templates)


def _to_markdown(letter: Letter, templates: Templates) -> bytes:
    from drafting.markdown_letter import write_markdown

    return write_markdown(letter, templates=templates).encode()


_WRITERS: Mapping[str, Writer] = {".docx": _to_docx, ".pdf": _to_pdf, ".md": _to_markdown}


def _today() -> date:
    return datetime.now(UTC).date()
