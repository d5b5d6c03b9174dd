"""The records of a letter: plain, frozen, and the same after they have been written and read (``letter_file``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from retrieval.records import Finding, Notice, Quote, Status, Verdict

LetterStatus = Literal["draft", "in review", "approved", "superseded"]
Origin = Literal["result", "quote", "model", "template", "person"]
"""Who worded a text: the program from results, a source, a language model, a team's template, or a person."""
Role = Literal["asked", "design", "background", "context", "safety"]
"""Why evidence stands in a letter: it was asked for, or it is needed to read or to balance what was asked for."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What somebody asked, and how it reached the team.

    Attributes:
        verbatim: As it was received; it may hold personal data and is never written into a letter.
        shown: The same without greeting and signature, personal data masked: what its record in a letter holds.
        restated: One neutral question each, without greetings, signatures and patients.
        requester: Kind of requester, e.g. ``"physician"``; ``None`` when not told.
        channel: How it came, e.g. ``"e-mail"``; ``None`` when not told.
        region: Code of the region that the letter is for (``regions.toml``).
        trial: Id of the trial that the inquiry names, for questions that name none; ``None`` without one.
        notices: What was noticed in it before anything else, e.g. an adverse event.
    """

    verbatim: str
    shown: str
    restated: tuple[str, ...]
    requester: str | None
    channel: str | None
    region: str
    received: date
    trial: str | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterText:
    """A sentence or a table cell: its words, and the evidence that they rest on.

    Attributes:
        results: Ids of the results that it prints.
        quotes: Spans of held documents that it quotes.
        sources: Ids of the sources that it cites, in order; their numbers follow from their place in the letter.
        trial: Id of the trial that it is about; ``None`` where it is about several or none.
    """

    text: str
    results: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    sources: tuple[str, ...] = ()
    origin: Origin = "template"
    trial: str | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """The evidence for one question: what the program found, and what a person made of it.

    Attributes:
        question: The question that was answered, or what evidence was added for, as a heading.
        trials: Ids of the trials that it is about.
        results: Ids of the results picked, in the order of the answer.
        quotes: Spans of held documents picked.
        told: What is said beside results and quotes: that something is not held, a model's sentences.
        notices: What a reader of the evidence has to know.
        chosen: Whether a person changed the picks.
        model: Chat model that answered, or ``None``; likewise the fingerprint of its prompts.
    """

    question: str
    role: Role
    status: Status
    trials: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    told: tuple[LetterText, ...] = ()
    notices: tuple[Notice, ...] = ()
    chosen: bool = False
    model: str | None = None
    prompt: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together: running text, one bullet point, a quotation or a caution."""

    sentences: tuple[LetterText, ...]
    kind: Literal["text", "bullet", "number", "caution"] = "text"


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells in the order of the header; a band has one, which names the data cut-off of the rows below it."""

    cells: tuple[LetterText, ...]
    band: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption above and its notes below."""

    caption: LetterText
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[LetterText, ...] = ()
    kind: Literal["table"] = "table"


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a letter.

    Attributes:
        key: Its name in code: ``"inquiry"``, ``"answer"``, ``"label"``, ``"data"`` ...
        level: 1 for a section, 2 for a part of the one before.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Reference:
    """A cited source as it was when the letter was checked last.

    Attributes:
        n: Its number in the letter, counted from 1 in order of first citation.
        citation: In AMA style.
        sha256: Hash of the file that was read; ``None`` where only figures of the source are held.
        notices: What had been published on it, e.g. an erratum.
    """

    n: int
    source: str
    citation: str
    sha256: str | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterCheck:
    """The verdict on one number of a letter, and all that is needed to ask again whether it still holds.

    Attributes:
        section: Key of the section.
        text: The sentence or cell; the number is ``text[start:end]``.
        result: Id of the deciding result, or ``None``.
        printed: That result in words, with its slot.
        expected: What it says in place of a contradicted number.
        digest: Hash of the result as the table held it.
        cutoff: Its data cut-off.
        latest: The latest data cut-off that the corpus held for the same slot.
        source: Id of the source that the number was taken from.
        quote: Words of that source that print it; ``None`` where its text is not held.
        sha256: Hash of the source's file; ``None`` where only figures are held.
    """

    section: str
    text: str
    start: int
    end: int
    number: str
    verdict: Verdict
    reason: str
    result: str | None = None
    printed: str | None = None
    expected: str | None = None
    digest: str | None = None
    cutoff: date | None = None
    latest: date | None = None
    source: str | None = None
    quote: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class LetterFinding:
    """An error of wording or consistency in one sentence, found by the number checks."""

    section: str
    text: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who signed a version of a letter, when, and what the signature means; the audit trail holds the reason.

    Attributes:
        at: In UTC, to the second.
    """

    name: str
    meaning: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """A response letter: everything that its documents print, and the evidence behind it.

    Attributes:
        id: The same for all versions.
        version: Counted from 1; raised by every edit after the first review.
        created: Day on which this version was composed.
        review_by: Day by which an approved letter has to be looked at again; ``None`` until it is approved.
        product: What the inquiry is about, or ``None``.
        signed: Signatures on this version; an edit or a return takes them away.
        model: Chat model that answered, or ``None``: then every sentence comes from results, sources and templates.
        corpus: Fingerprint of the corpus that it was checked against last.
    """

    id: str
    version: int
    status: LetterStatus
    created: date
    region: str
    topic: str
    inquiry: Inquiry
    selections: tuple[Selection, ...]
    sections: tuple[Section, ...]
    product: str | None = None
    effective: date | None = None
    review_by: date | None = None
    references: tuple[Reference, ...] = ()
    checks: tuple[LetterCheck, ...] = ()
    findings: tuple[LetterFinding, ...] = ()
    model: str | None = None
    prompt: str | None = None
    corpus: str = ""
    signed: tuple[SignOff, ...] = ()


def texts_of(section: Section) -> Iterator[LetterText]:
    """Yield the sentences and cells of a section in reading order."""
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield from block.sentences
        else:
            yield block.caption
            yield from (cell for row in block.rows for cell in row.cells)
            yield from block.notes
