"""A source as a bibliographic reference: its kind, and the parts of its AMA citation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.records import Source

Kind = Literal["article", "abstract", "registry record", "label", "webpage", "data on file"]

_KINDS: dict[str, Kind] = {
    "article": "article",
    "conference abstract": "abstract",
    "registry record": "registry record",
    "regulatory document": "label",
    "company page": "webpage",
    "news": "webpage",
}
_KINDS_OF_TIER: dict[str, Kind] = {"primary": "article", "registry": "registry record", "regulatory": "label"}
_JOURNAL = re.compile(
    r"(?:^|[.?!]\s+)(?P<journal>[^.?!]+)\. (?P<year>(?:19|20)\d{2})\b(?: [A-Z][a-z]+(?: \d+)?)?"
    r"(?:;\s?(?P<volume>[^\s:;.(]+)(?:\((?P<issue>[^)]*)\))?(?::(?P<pages>[\w.–-]*\w))?)?"
)
"""Journal, year, volume, issue and pages as an AMA citation has them: abbreviated journals carry no full stops."""
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_INITIAL = r"[^\W\d_a-z]"
_NAME = re.compile(rf"[^\W\d_][\w'’.-]*(?: [\w'’.-]+)* {_INITIAL}{{1,4}}(?:-{_INITIAL})?|{_INITIAL}[\w'’-]+")
_PARTICLES = frozenset("da de del della den der di dos du el la le ten ter van von zu zur".split())
_SUFFIX = re.compile(r"(?:[js]r|2nd|3rd)\.?|I{2,3}|IV", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(?:group|investigators|committee|consortium|agency|administration|collaborators)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Name:
    """An author: family and given names and what follows them ("Jr"), or a group in ``family`` alone."""

    family: str
    given: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """What reference formats are written from.

    Attributes:
        others: Whether there are more authors than those named ("et al").
        container: Journal, registry or site that holds it.
        pages: As printed, with a hyphen.
        number: Registry number of a trial.
        note: The AMA citation, so that nothing of it is lost.
    """

    id: str
    kind: Kind
    title: str
    authors: tuple[Name, ...] = ()
    others: bool = False
    container: str | None = None
    year: int | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    pmid: str | None = None
    number: str | None = None
    url: str | None = None
    accessed: date | None = None
    note: str = ""


def read_reference(source: Source) -> Reference:
    """Return a source as a reference; what its citation does not give is left out, and nothing is made up."""
    kind = find_kind(source)
    identifiers = dict(source.identifiers)
    rest = source.citation.partition(source.title)[2] or source.citation
    held = _JOURNAL.search(rest) if kind in ("article", "abstract") else None
    year = held["year"] if held else next(iter(_YEAR.findall(rest)), None)
    authors, others = _read_authors(source)
    container = {"registry record": "ClinicalTrials.gov"} if "clinicaltrials.gov" in source.citation.casefold() else {}
    return Reference(
        id=source.id,
        kind=kind,
        title=source.title.removesuffix("."),  # PubMed ends titles with one; a style puts its own
        authors=authors,
        others=others,
        container=held["journal"].strip() if held else container.get(kind),
        year=int(year) if year else None,
        volume=held["volume"] if held else None,
        issue=held["issue"] if held else None,
        pages=(held["pages"] or "").replace("–", "-") or None if held else None,
        doi=identifiers.get("doi"),
        pmid=identifiers.get("pmid"),
        number=identifiers.get("nct") if kind == "registry record" else None,
        url=source.url,
        accessed=source.retrieved,
        note=source.citation,
    )


def find_kind(source: Source) -> Kind:
    """Return what a source is; where no type is given its tier tells it, and a company's text without address is data
    on file.
    """
    if source.publication_type:
        return _KINDS[source.publication_type]
    if source.tier in _KINDS_OF_TIER:
        return _KINDS_OF_TIER[source.tier]
    return "webpage" if source.url else "data on file"


def split_name(full: str) -> Name:
    """Return a full name in two parts: ``"Pim van der Meer"`` is of the family van der Meer."""
    words = full.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    if len(words) < 2 or _GROUP.search(full):
        return Name(full)
    start = next((place for place, word in enumerate(words[1:], start=1) if word in _PARTICLES), len(words) - 1)
    return Name(" ".join(words[start:]).rstrip(","), " ".join(words[:start]), suffix)


def _read_authors(source: Source) -> tuple[tuple[Name, ...], bool]:
    """The authors that are listed, else those that the citation names before the title."""
    if source.authors:
        return tuple(map(split_name, source.authors)), False
    before, found, _ = source.citation.partition(source.title)
    if not found or not before.strip():
        return (), False
    others = bool(re.search(r"\bet al\b", before))
    names = [part.strip(" .") for part in re.sub(r",?\s*\bet al\b\.?", "", before).split(",")]
    if not all(_NAME.fullmatch(name) for name in names):
        return (), False
    return tuple(_split_printed(name) for name in names), others


def _split_printed(name: str) -> Name:
    """``"Moreau P"``: the family comes first, then initials."""
    family, _, given = name.rpartition(" ")
    return Name(family, given) if family else Name(given)
