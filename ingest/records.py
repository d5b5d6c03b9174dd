"""The records of the corpus: what a source is read into, before any question is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

NOT_REACHED = "not reached"
"""A median or a bound that was not reached: a value of its own, neither a number nor missing."""

Category = Literal["design", "disposition", "baseline", "efficacy", "safety"]
Tier = Literal["primary", "registry", "regulatory", "company", "secondary"]
PublicationType = Literal[
    "article", "registry record", "regulatory document", "conference abstract", "company page", "news"
]
PassageKind = Literal["text", "result", "disclosure"]
NoticeKind = Literal["retraction", "erratum", "expression of concern", "to confirm"]
Relationship = Literal[
    "honoraria",
    "consulting or advisory role",
    "speaker's bureau",
    "research funding",
    "grants",
    "personal fees",
    "employment",
    "shares or stock options",
    "no competing interests",
    "other",
]
Value = Decimal | date | str


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial of the corpus.

    Attributes:
        id: Registry number, e.g. ``"NCT00000000"``; the key of everything that belongs to the trial.
        acronym: Short name, or ``None``.
        title: What the trial is, in one phrase.
        condition: Disease studied, or ``None``.
        identifiers: Other registry numbers and protocol codes, as ``(kind, value)``.
    """

    id: str
    acronym: str | None
    title: str
    condition: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of the corpus manifest.

    Attributes:
        id: Key of the source: lower-case letters, digits, ``.``, ``_`` and ``-``.
        kind: Which reader reads it; ``"figures"`` when only figures of the source are held, not its text.
        trial: Id of the trial that it reports, or ``None``.
        authors: Full names in the order printed.
        citation: Bibliographic reference in AMA style.
        identifiers: ``(kind, value)`` pairs such as ``("doi", "10.1016/...")``.
        publication_type: What kind of publication it is: it decides which source leads where several report one figure.
        path: File that was read, relative to its manifest; ``None`` for ``"figures"``. A file that holds several
            records, such as a search result, is the path of several sources: an identifier tells which record.
        sha256: Hash of that file, in hexadecimal; ``None`` for ``"figures"``.
        retrieved: Day on which it was fetched from a registry or a library; ``None`` where that is not known.
    """

    id: str
    kind: str
    trial: str | None
    title: str
    citation: str
    tier: Tier
    authors: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    url: str | None = None
    licence: str | None = None
    publication_type: PublicationType | None = None
    path: str | None = None
    sha256: str | None = None
    retrieved: date | None = None


@dataclass(frozen=True, slots=True)
class SourceNotice:
    """What a reader of answers from a source has to know of it, or a person has to confirm.

    Attributes:
        kind: ``"to confirm"`` for what the source words in a way that a program must not decide, such as a data cut-off
            in free text; the other kinds are notices that were published on the source.
        text: One sentence, with the identifier of the published notice where there is one.
    """

    kind: NoticeKind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A titled span of a document; offsets are half-open, in code points of ``Document.text``."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A numbered page of a document, counted from 1; offsets as in ``Section``."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a source, with its sections and pages in reading order."""

    source: str
    text: str
    sections: tuple[Section, ...] = ()
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded, found and cited.

    Attributes:
        id: Key, the same for the same content at the same place.
        kind: ``"text"`` for a span of a document; ``"result"`` and ``"disclosure"`` for a rendered entry.
        text: For ``"text"``, exactly ``document.text[start:end]``.
        start: Offset into the document; ``None`` where the passage was rendered.
        link: Id of the ``Result`` or ``Disclosure`` that was rendered; ``None`` for ``"text"``.
    """

    id: str
    source: str
    trial: str | None
    kind: PassageKind
    text: str
    start: int | None = None
    end: int | None = None
    section: str | None = None
    page: int | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One relationship that one author declared with one organisation.

    Attributes:
        author: Initials as printed; ``None`` where the statement covers "all other authors".
        name: Full name from the author list; ``None`` when the initials do not resolve to one author.
        organisation: As printed; ``None`` for "no competing interests".
        wording: The clause that states it, verbatim: ``document.text[start:end] == wording``.
    """

    id: str
    source: str
    trial: str | None
    author: str | None
    name: str | None
    relationship: Relationship
    organisation: str | None
    wording: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Result:
    """One reported figure with everything that makes it unambiguous.

    Attributes:
        id: Key, ``"<source>:<number>"``.
        locator: Section, table or JSON pointer within the source; ``None`` when only the figure is held.
        item: Row of the outcome in the source's own words, where it has several: a registry's class and category, such
            as ``"Week 24"`` or ``"Female"``; ``None`` where it has one.
        grade: CTCAE grade (``"any"``, ``"3"``, ``">=3"``, ``"1-4"``, ``"5"``), ``"serious"``, or ``"non-serious"`` for
            the registry's other events, which leave the serious ones out; ``None`` where grading does not apply.
        population: Analysis set; a part of it stands in ``subgroup``, never here.
        censoring: Rule that differs from the protocol's, e.g. ``"FDA-requested"``; ``None`` for the protocol's own.
        cutoff_stated: Whether the source prints the cut-off, or the analysis implies it; ``None`` without a cut-off.
        follow_up: Median follow-up of the analysis, with its unit.
        time_frame: When the outcome was measured, in the source's own words; it never stands for a data cut-off.
        arm: One arm or ``"all"``; ``None`` where two are compared.
        comparison: ``"<arm> vs <arm>"``; ``None`` where one arm is described.
        statistic: What ``value`` is: ``"hazard ratio"``, ``"percentage"``, ``"count"``, ``"Kaplan-Meier median"``.
        value: As printed: a ``Decimal`` keeps its decimals; a text, a date or ``NOT_REACHED``; ``None`` where the
            p-value is the result.
        unit: Unit of ``value`` and its interval.
        interval_kind: What the bounds are; ``None`` without bounds.
        ci_level: Confidence level in percent; ``None`` unless ``interval_kind`` is ``"CI"``.
        n: Participants with the event.
        N: Participants analysed.
        p_comparator: ``"="``, ``"<"``, ``">"``; ``None`` without a p-value.
        p_tested: Whether the p-value belongs to a formal test with a share of the alpha.
        quote: Verbatim sentence of the source that prints the figure; ``None`` where its text is not held.
        start: Offset of ``quote`` in the source's document; ``None`` without a quote.
    """

    id: str
    trial: str
    source: str
    category: Category
    outcome: str
    statistic: str
    locator: str | None = None
    item: str | None = None
    grade: str | None = None
    population: str | None = None
    subgroup: str | None = None
    assessor: str | None = None
    censoring: str | None = None
    analysis: str | None = None
    data_cutoff: date | None = None
    cutoff_stated: bool | None = None
    follow_up: str | None = None
    time_frame: str | None = None
    arm: str | None = None
    comparison: str | None = None
    value: Value | None = None
    unit: str | None = None
    interval_kind: Literal["CI", "range", "IQR"] | None = None
    ci_low: Decimal | str | None = None
    ci_high: Decimal | str | None = None
    ci_level: Decimal | None = None
    n: int | None = None
    N: int | None = None
    p_comparator: str | None = None
    p_value: Decimal | None = None
    p_sides: Literal["one-sided", "two-sided", "not stated"] | None = None
    p_tested: Literal["tested", "nominal", "unknown"] | None = None
    note: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
