"""MEDLINE text, PubMed's tagged format: one article for each record.

Limits: ``MAX_BYTES`` and ``MAX_RECORDS``. MeSH headings and substances are left out; they are the library's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import SourceError
from ingest.readers.article import choose_article, describe_articles, read_article, remember_last
from ingest.readers.marks import read_marks
from ingest.readers.pubmed_page import DECLARATION
from ingest.readers.reading import Description, Reading
from ingest.readers.references import Article, Part, Person, write_date
from ingest.readers.text import read_characters
from ingest.records import Source

MAX_BYTES = 50_000_000
"""Ten thousand records of five thousand characters."""
MAX_RECORDS = 10_000
"""PubMed's own limit for one download."""

_FIELD = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)")
_BEGIN = re.compile(r"\s*PMID- ?\d")
_LABEL = re.compile(r"(?:^|(?<=[.?!)\]])\s+)([A-Z][A-Z]+(?:[ ,/&-]+[A-Z]+){0,6}):\s+")
_RELATIONS = {
    "RIN": "RetractionIn", "ROF": "RetractionOf", "PRIN": "PartialRetractionIn", "PROF": "PartialRetractionOf",
    "RRI": "RetractedandRepublishedIn", "RRF": "RetractedandRepublishedFrom", "EIN": "ErratumIn", "EFR": "ErratumFor",
    "CRI": "CorrectedandRepublishedIn", "CRF": "CorrectedandRepublishedFrom", "RPI": "CorrectedandRepublishedIn",
    "RPF": "CorrectedandRepublishedFrom", "ECI": "ExpressionOfConcernIn", "ECF": "ExpressionOfConcernFor",
}  # fmt: skip
_RELATED = {
    "RIN": "Retraction in", "ROF": "Retraction of", "PRIN": "Partial retraction in", "PROF": "Partial retraction of",
    "RRI": "Retracted and republished in", "RRF": "Retracted and republished from", "EIN": "Erratum in",
    "EFR": "Erratum for", "CRI": "Corrected and republished in", "CRF": "Corrected and republished from",
    "RPI": "Republished in", "RPF": "Republished from", "ECI": "Expression of concern in",
    "ECF": "Expression of concern for", "CIN": "Comment in", "CON": "Comment on", "UIN": "Update in",
    "UOF": "Update of", "SPIN": "Summary for patients in", "ORI": "Original report in",
}  # fmt: skip

Field = tuple[str, str]


def read_medline(path: Path, *, source: Source) -> Reading:
    """Read the record of ``source``: title, publication, abstract by its labels, declarations, notices.

    Raises:
        SourceError: The file is no MEDLINE text, or does not hold the record.
    """
    return read_article(choose_article(_read_articles(path), source=source, file=path.name), source=source)


def describe_medline(path: Path) -> tuple[Description, ...]:
    """Return what each record of the file is.

    Raises:
        SourceError: The file is no MEDLINE text.
    """
    return describe_articles(_read_articles(path), path=path, kind="medline")


def is_medline(text: str) -> bool:
    """Whether a text of unknown kind is MEDLINE text: it begins with a record's number."""
    return bool(_BEGIN.match(text))


@remember_last
def _read_articles(path: Path) -> tuple[Article, ...]:
    text = read_characters(path, max_bytes=MAX_BYTES)
    if not is_medline(text):
        raise SourceError(
            f"{path.name}: expected MEDLINE text that begins with 'PMID- ', found {text.lstrip()[:20]!r}; save the "
            "search from PubMed in the format PubMed"
        )
    articles: dict[str, Article] = {}
    for number, record in enumerate(_split_records(text, file=path.name), start=1):
        if number > MAX_RECORDS:
            raise SourceError(f"{path.name}: expected at most {MAX_RECORDS:,} records, found more; split the file")
        articles.setdefault(record[0][1], _read_record(record))
    return tuple(articles.values())


def _split_records(text: str, *, file: str) -> Iterator[list[Field]]:
    record: list[tuple[str, list[str]]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        field = _FIELD.fullmatch(line)
        if field and field[1] == "PMID" and record:
            yield _join_lines(record)
            record = []
        if field:
            record.append((field[1], [field[2].strip()]))
        elif line.startswith(" ") and record:
            record[-1][1].append(line.strip())
        elif line.strip():
            raise SourceError(
                f"{file}, line {number}: expected a field such as 'TI  - ', or its next line behind six spaces; found "
                f"{line[:40]!r}; fetch the file anew"
            )
    yield _join_lines(record)


def _join_lines(record: list[tuple[str, list[str]]]) -> list[Field]:
    return [(tag, " ".join(filter(None, lines))) for tag, lines in record]


def _read_record(record: list[Field]) -> Article:
    def first(*tags: str) -> str:
        return next((text for tag in tags for key, text in record if key == tag), "")

    types = tuple(text.casefold() for key, text in record if key == "PT")
    title = first("TI", "BTI")
    relations = [(_RELATIONS[key], text) for key, text in record if key in _RELATIONS]
    return Article(
        title=title,
        journal=first("TA", "JT", "BTI"),
        published=_read_date(first("DP"), electronic=first("DEP")),
        volume=first("VI"),
        issue=first("IP"),
        pages=first("PG"),
        persons=tuple(_read_persons(record)),
        identifiers=tuple(_read_identifiers(record)),
        types=types,
        trials=tuple(text.rpartition("/")[2] for key, text in record if key == "SI" and "/NCT" in text),
        parts=tuple(_read_parts(record)),
        notices=read_marks(relations, types=types, title=title),
    )


def _read_parts(record: list[Field]) -> Iterator[Part]:
    for key, text in record:
        if key in ("AB", "OAB"):
            yield from _read_abstract(text, title="Abstract" if key == "AB" else "Other abstract")
    yield from _list(record, "TT", title="Vernacular title")
    yield from _list(record, "CI", title="Copyright")
    yield from _join(record, "OT", title="Keywords")
    for key, text in record:
        if key == "COIS":
            yield (DECLARATION,), text.removeprefix("- ")
    yield from _join(record, "GR", title="Grants")
    yield from _join(record, "SI", title="Registration and data")
    yield from _join(record, "FIR", title="Collaborators")
    yield from _list(record, "AD", title="Affiliations")
    for key, text in record:
        if key in _RELATED:
            yield ("Related publications",), f"{_RELATED[key]}: {text}"


def _read_abstract(text: str, *, title: str) -> Iterator[Part]:
    """Yield the abstract's paragraphs by the labels in capitals that PubMed writes before them."""
    pieces = _LABEL.split(text)
    yield (title,), pieces[0].strip()
    for label, paragraph in zip(pieces[1::2], pieces[2::2], strict=True):
        unlabelled = label.casefold() in ("unlabelled", "unlabeled")
        yield (title,) if unlabelled else (label.capitalize(),), paragraph.strip()


def _list(record: list[Field], tag: str, *, title: str) -> Iterator[Part]:
    for text in dict.fromkeys(text for key, text in record if key == tag):
        yield (title,), text


def _join(record: list[Field], tag: str, *, title: str) -> Iterator[Part]:
    yield (title,), "; ".join(text for key, text in record if key == tag)


def _read_date(printed: str, *, electronic: str) -> str:
    if printed:
        return printed
    return write_date(electronic[:4], electronic[4:6], electronic[6:8])


def _read_persons(record: list[Field]) -> Iterator[Person]:
    """Yield authors and groups; a full name stands before its short form, and either may be missing."""
    full: str | None = None
    for key, text in (*record, ("AU", "")):
        if key == "FAU" or (key == "AU" and full is None) or key == "CN":
            if full:
                yield Person(_turn(full), full.replace(",", ""))
            full = text if key == "FAU" else None
            if key != "FAU" and text:
                yield Person(text, text)
        elif key == "AU" and full is not None:
            yield Person(_turn(full), text or full.replace(",", ""))
            full = None


def _turn(name: str) -> str:
    last, _, fore = name.partition(", ")
    return f"{fore} {last}".strip()


def _read_identifiers(record: list[Field]) -> Iterator[tuple[str, str]]:
    doi = [text for key, text in record if key in ("LID", "AID") and text.endswith("[doi]")]
    pmcid = [text for key, text in record if key == "PMC"]
    yield "pmid", record[0][1]
    if pmcid:
        yield "pmcid", pmcid[0]
    if doi:
        yield "doi", doi[0].removesuffix("[doi]").strip()
