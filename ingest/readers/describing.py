"""What a file without a manifest tells of itself: its sources, and the trials that it describes."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.readers.identity import find_trial, hash_file, make_id, reports_trial
from ingest.readers.jats import describe_jats
from ingest.readers.medline import describe_medline, is_medline
from ingest.readers.pdf import read_head
from ingest.readers.pubmed_page import PubmedPage, is_pubmed_page, parse_page
from ingest.readers.pubmed_xml import describe_pubmed_xml, is_pubmed_xml
from ingest.readers.reading import Description
from ingest.readers.text import read_characters
from ingest.readers.xml_file import parse_xml
from ingest.records import Source

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>\]}]+")
_PMID = re.compile(r"\bPMID:?\s*(\d{1,8})\b")
_HEAD_CHARACTERS = 1_000  # enough to tell a kind of text by its first line
_TITLE_CHARACTERS = 300  # a longer first line is a paragraph
_TITLE_WORDS = 3  # fewer are a page number, a mark or a kind of article
_HEADER = re.compile(r"^(?:Microsoft \w+ - |[Uu]ntitled)|\b(?:doi|DOI)\b|https?://|\b(?:19|20)\d\d;|^[^a-z]*$")


def describe_pdf(path: Path) -> tuple[Description, ...]:
    """Return the source that a PDF is: its title from its metadata or first page, its identifiers from its text.

    Raises:
        SourceError: The file cannot be read.
    """
    named, text = read_head(path)
    return (_describe(path, kind="pdf", named=named or "", text=text),)


def describe_text(path: Path) -> tuple[Description, ...]:
    """Return the sources that a text is: MEDLINE records or a PubMed page by its contents, else a text.

    Raises:
        SourceError: The file cannot be read.
    """
    if _begins_medline(path):
        return describe_medline(path)
    text = read_characters(path)
    page = parse_page(text) if is_pubmed_page(text) else None
    if page is not None:
        return (_describe_page(path, page=page, text=text),)
    return (_describe(path, kind="text", named="", text=text),)


def describe_xml(path: Path) -> tuple[Description, ...]:
    """Return the sources that an XML file holds: PubMed's records by its root, else articles in JATS.

    Raises:
        SourceError: The file cannot be read, or is neither.
    """
    return describe_pubmed_xml(path) if is_pubmed_xml(parse_xml(path)) else describe_jats(path)


def _begins_medline(path: Path) -> bool:
    """Whether a file begins as MEDLINE text: a search may be larger than any other text."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            return is_medline(file.read(_HEAD_CHARACTERS))
    except OSError:
        return False  # reading the text tells what is wrong


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
    return Description(
        Source(
            id=make_id(path.stem),
            kind="pubmed_page",
            trial=find_trial(text),
            title=page.title,
            citation=f"{page.title.rstrip('.')}. {page.citation}",
            tier="primary" if reports_trial(page.types) else "secondary",
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
