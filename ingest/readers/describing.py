"""What a file without a manifest tells of itself: its sources, and the trials that it describes."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

from ingest.errors import SourceError
from ingest.readers.pdf import read_head
from ingest.readers.pubmed_page import PubmedPage, is_pubmed_page, parse_page
from ingest.readers.reading import Description
from ingest.readers.text import read_characters
from ingest.records import Source

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>\]}]+")
_PMID = re.compile(r"\bPMID:?\s*(\d{1,8})\b")
_NCT = re.compile(r"\bNCT\d{8}\b")
_TITLE_CHARACTERS = 300  # a longer first line is a paragraph
_TITLE_WORDS = 3  # fewer are a page number, a mark or a kind of article
_HEADER = re.compile(r"^(?:Microsoft \w+ - |[Uu]ntitled)|\b(?:doi|DOI)\b|https?://|\b(?:19|20)\d\d;|^[^a-z]*$")
_TRIAL_TYPES = ("clinical trial", "controlled trial", "equivalence trial")


def describe_pdf(path: Path) -> tuple[Description, ...]:
    """Return the source that a PDF is: its title from its metadata or first page, its identifiers from its text.

    Raises:
        SourceError: The file cannot be read.
    """
    named, text = read_head(path)
    return (_describe(path, kind="pdf", named=named or "", text=text),)


def describe_text(path: Path) -> tuple[Description, ...]:
    """Return the source that a text is: a PubMed page by its contents, else a text.

    Raises:
        SourceError: The file cannot be read.
    """
    text = read_characters(path)
    page = parse_page(text) if is_pubmed_page(text) else None
    if page is not None:
        return (_describe_page(path, page=page, text=text),)
    return (_describe(path, kind="text", named="", text=text),)


def find_trial(text: str) -> str | None:
    """Return the one registry number that ``text`` names most; ``None`` where two are named equally often."""
    counts: list[tuple[str, int]] = Counter(_NCT.findall(text)).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return None
    return counts[0][0]


def make_id(name: str) -> str:
    """Return a source id made from a name: lower-case letters, digits, ``.``, ``_`` and ``-``."""
    return re.sub(r"[^a-z0-9._-]+", "-", name.casefold()).strip("-._") or "source"


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal.

    Raises:
        SourceError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SourceError(f"{path.name}: cannot be read; {error.strerror or error}") from error


def _describe(path: Path, *, kind: str, named: str, text: str) -> Description:
    title = _find_title(named) or _find_title(text) or path.stem
    identifiers = _find_identifiers(text, body=text)
    doi = dict(identifiers).get("doi")
    return Description(
        Source(
            id=make_id(path.stem),
            kind=kind,
            trial=find_trial(text),
            title=title,
            # What is known, in the order of a reference; nothing is made up for what is not.
            citation=f"{title.rstrip('.')}." + (f" doi:{doi}" if doi else ""),
            tier="secondary",
            identifiers=identifiers,
            path=path.name,
            sha256=hash_file(path),
        )
    )


def _describe_page(path: Path, *, page: PubmedPage, text: str) -> Description:
    of_trial = any(known in name for known in _TRIAL_TYPES for name in page.types)
    return Description(
        Source(
            id=make_id(path.stem),
            kind="pubmed_page",
            trial=find_trial(text),
            title=page.title,
            citation=f"{page.title.rstrip('.')}. {page.citation}",
            tier="primary" if of_trial else "secondary",
            identifiers=_find_identifiers(f"{page.citation} {page.identifiers}", body=text),
            publication_type="article",
            path=path.name,
            sha256=hash_file(path),
        )
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
    trial = find_trial(body)
    found = (("pmid", pmid and pmid.group(1)), ("doi", doi and _trim_doi(doi.group())), ("nct", trial))
    return tuple((kind, value) for kind, value in found if value)


def _trim_doi(doi: str) -> str:
    """Drop the sentence's punctuation; a closing bracket stays where the DOI itself opened one."""
    doi = doi.rstrip(".,;:'")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;:'")
    return doi
