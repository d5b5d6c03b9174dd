"""Source files read into documents, one module for each kind of file."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

from ingest.errors import SourceError
from ingest.readers.pdf import read_head, read_pdf
from ingest.readers.pubmed_page import PubmedPage, is_pubmed_page, parse_page, read_pubmed_page
from ingest.readers.text import read_characters, read_text
from ingest.records import Document, Source

READERS = {"pubmed_page": read_pubmed_page, "pdf": read_pdf, "text": read_text}
"""Reader of each kind of source that has a file."""
SUFFIXES = {".pdf": "pdf", ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text"}
"""Kinds that a bare file's name tells; a text that is a PubMed page is found by its contents."""

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>\]}]+")
_PMID = re.compile(r"\bPMID:?\s*(\d{1,8})\b")
_NCT = re.compile(r"\bNCT\d{8}\b")
_TITLE_CHARACTERS = 300  # a longer first line is a paragraph
_TITLE_WORDS = 3  # fewer are a page number, a mark or a kind of article
_HEADER = re.compile(r"^(?:Microsoft \w+ - |[Uu]ntitled)|\b(?:doi|DOI)\b|https?://|\b(?:19|20)\d\d;|^[^a-z]*$")
_TRIAL_TYPES = ("clinical trial", "controlled trial", "equivalence trial")


def read_document(path: Path, *, source: Source) -> Document:
    """Read a source's file with the reader of its kind.

    Raises:
        SourceError: The kind has no reader, or its reader cannot read the file.
    """
    reader = READERS.get(source.kind)
    if reader is None:
        raise SourceError(f"{source.id}: expected one of the kinds {', '.join(READERS)}; found {source.kind!r}")
    return reader(path, source=source.id)


def describe_file(path: Path) -> Source:
    """Return the source that a file says it is: kind and id from its name, the rest from its text.

    The trial is the one registry number that the text names most; ``None`` where two are named equally often.

    Raises:
        SourceError: The file has no kind that can be read, or cannot be read.
    """
    kind = SUFFIXES.get(path.suffix.casefold())
    if kind is None:
        raise SourceError(f"{path.name}: expected a file of type {', '.join(SUFFIXES)}; convert it to one of them")
    named, text = read_head(path) if kind == "pdf" else (None, read_characters(path))
    page = parse_page(text) if kind == "text" and is_pubmed_page(text) else None
    title = page.title if page else _find_title(named or "") or _find_title(text) or path.stem
    identifiers = _find_identifiers(text if page is None else f"{page.citation} {page.identifiers}", body=text)
    return Source(
        id=_slug(path.stem),
        kind="pubmed_page" if page else kind,
        trial=_find_trial(text),
        title=title,
        citation=_cite(title, page=page, identifiers=identifiers),
        tier="primary" if page and any(known in name for known in _TRIAL_TYPES for name in page.types) else "secondary",
        identifiers=identifiers,
        publication_type="article" if page else None,
        path=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


def _find_title(text: str) -> str | None:
    """The first line of several words that is no page header; Markdown's heading marks are dropped."""
    for line in text.splitlines():
        title = " ".join(line.lstrip("# ").split())
        words = title.split()
        if len(words) >= _TITLE_WORDS and len(title) <= _TITLE_CHARACTERS and not _HEADER.search(title):
            return title
    return None


def _find_identifiers(head: str, *, body: str) -> tuple[tuple[str, str], ...]:
    doi, pmid = _DOI.search(head), _PMID.search(head)
    trial = _find_trial(body)
    found = (("pmid", pmid and pmid.group(1)), ("doi", doi and _trim_doi(doi.group())), ("nct", trial))
    return tuple((kind, value) for kind, value in found if value)


def _trim_doi(doi: str) -> str:
    """Drop the sentence's punctuation; a closing bracket stays where the DOI itself opened one."""
    doi = doi.rstrip(".,;:'")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;:'")
    return doi


def _find_trial(text: str) -> str | None:
    counts: list[tuple[str, int]] = Counter(_NCT.findall(text)).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return None
    return counts[0][0]


def _cite(title: str, *, page: PubmedPage | None, identifiers: tuple[tuple[str, str], ...]) -> str:
    """What is known, in the order of a reference; nothing is made up for what is not."""
    if page:
        return f"{title.rstrip('.')}. {page.citation}"
    doi = dict(identifiers).get("doi")
    return f"{title.rstrip('.')}." + (f" doi:{doi}" if doi else "")


def _slug(stem: str) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", stem.casefold()).strip("-._") or "source"
