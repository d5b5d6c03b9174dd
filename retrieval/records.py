"""The records of an answer and of a check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from ingest.records import Result

Status = Literal["answered", "not_found", "declined"]


class Verdict(StrEnum):
    """What the table and the cited passages say of one number."""

    SUPPORTED = "supported"
    DERIVED = "derived"
    QUOTED = "quoted"
    CONTRADICTED = "contradicted"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of a source's document: ``document.text[start:end]``, half-open."""

    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Printed:
    """A span of a text that the program itself printed from a result, among words that it did not write."""

    start: int
    end: int
    result: Result


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence before its evidence is numbered: the results it prints and the spans it rests on.

    Attributes:
        sources: Ids of sources that it cites as such, for what the manifest tells of them (a PubMed number).
        counted: Numbers in it that were counted: sources and authors of the manifest, names in a list that is quoted.
        trial: Id of the trial that it is about where an answer is about several; else the draft's.
        stays: Whether it is said in these words by a chat model's answer too: a correction, an absence, who declared
            what.
        written: Whether a chat model wrote it: it is checked although it may cite nothing.
        printed: What the program filled into it, for a model that writes no numbers.
        faults: What is wrong with it beyond its numbers; offsets are those of ``text``.
    """

    text: str
    results: tuple[Result, ...] = ()
    quotes: tuple[Quote, ...] = ()
    trial: str | None = None
    stays: bool = False
    written: bool = False
    printed: tuple[Printed, ...] = ()
    faults: tuple[Finding, ...] = ()
    sources: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement comes from.

    Attributes:
        n: The mark in the answer, counted from 1.
        kind: ``"text"`` with a verbatim quote; ``"figure"`` where only figures of the source are held, and
            ``locator``, ``quote``, ``start`` and ``end`` are ``None``.
        start: Offset of the quote: ``document.text[start:end] == quote``.
    """

    n: int
    kind: Literal["text", "figure"]
    source: str
    reference: str
    locator: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer, without marks, and the numbers of its citations."""

    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict on one number of a text.

    Attributes:
        number: The verbatim span ``text[start:end]``, without comparator and unit.
        result: Id of the result that decided, or ``None``.
        expected: What the deciding result says in place of a contradicted number, or ``None``.
        reason: What was read, what it was compared with, and what was assumed.
    """

    number: str
    start: int
    end: int
    verdict: Verdict
    result: str | None
    expected: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """An error of wording or consistency that is not one number."""

    kind: str
    severity: Literal["error", "warning"]
    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All checks and findings of one text, in the order of their offsets."""

    text: str
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the reader must know beside the answer."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked answer, as the command line, the pages and later servers show it.

    Attributes:
        answer: The statements, one a line, with ``[n]`` marks; the offsets of ``checks`` and ``findings`` point here.
        results: Results that the answer prints.
        model: Chat model that wrote it, or ``None``.
        prompt: Fingerprint of the prompts that shaped it, or ``None`` without a model.
        corpus: Fingerprint of the corpus that it was answered from.
    """

    question: str
    status: Status
    answer: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    results: tuple[Result, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...]
    model: str | None
    prompt: str | None
    corpus: str
    seconds: float
