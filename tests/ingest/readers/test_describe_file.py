"""A bare file tells what source it is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.readers import describe_file, read_source
from ingest.records import Source


def test_pubmed_page_is_recognised(page: str, tmp_path: Path) -> None:
    """A PubMed page gives title, citation, identifiers and trial; a trial report is primary."""
    path = tmp_path / "Lantern Page.txt"
    path.write_text(page, encoding="utf-8")
    (source,) = [found.source for found in describe_file(path)]
    assert (source.id, source.kind, source.trial, source.tier) == (
        "lantern-page",
        "pubmed_page",
        "NCT00000042",
        "primary",
    )
    assert source.title == "Lanternib for tired lamps (LANTERN): a randomised trial"
    assert source.citation.startswith(f"{source.title}. Ann Made Up Med. 2019 Mar 2;12(3):45-56.")
    assert source.identifiers == (("pmid", "12345678"), ("doi", "10.9999/AMUM.19.00012"), ("nct", "NCT00000042"))
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_markdown_gives_its_first_heading(tmp_path: Path) -> None:
    """Title and DOI come from the text; a closing bracket of the sentence is no part of the DOI."""
    path = tmp_path / "note.md"
    path.write_text("# Notes on lamps\n\nSee (doi:10.9999/lamp(19)1-2). NCT00000042, NCT00000043.\n", encoding="utf-8")
    (source,) = [found.source for found in describe_file(path)]
    assert (source.kind, source.title, source.tier) == ("text", "Notes on lamps", "secondary")
    assert source.identifiers == (("doi", "10.9999/lamp(19)1-2"),)
    assert source.trial is None


def test_pdf_gives_the_title_of_its_metadata(build_pdf: Callable[..., bytes], tmp_path: Path) -> None:
    """The metadata's title is believed before the first line."""
    path = tmp_path / "report.pdf"
    path.write_bytes(build_pdf(["Page header"], title="A trial of lamps"))
    assert [found.source.title for found in describe_file(path)] == ["A trial of lamps"]


def test_unknown_file_type_is_an_error(tmp_path: Path) -> None:
    """A type without reader names those that have one."""
    path = tmp_path / "lamps.docx"
    path.write_bytes(b"x")
    with pytest.raises(SourceError, match=r"lamps\.docx: expected a file of type \.pdf, \.txt"):
        describe_file(path)


def test_kind_without_reader_is_an_error(tmp_path: Path) -> None:
    """A manifest's slip in the kind is one clear line."""
    source = Source(id="a", kind="word", trial=None, title="A", citation="A.", tier="primary")
    with pytest.raises(SourceError, match=r"expected one of the kinds pubmed_page, pdf, text.*; found 'word'"):
        read_source(tmp_path / "a", source=source)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        pytest.param("search.txt", "PMID- 1\nTI  - A trial of lamps\n", "medline", id="MEDLINE text"),
        pytest.param(
            "search.xml",
            "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>A trial of lamps</ArticleTitle>"
            "</Article></MedlineCitation></PubmedArticle>",
            "pubmed_xml",
            id="PubMed XML",
        ),
        pytest.param(
            "paper.nxml",
            "<article><front><article-meta><title-group><article-title>A trial of lamps</article-title></title-group>"
            "</article-meta></front></article>",
            "jats",
            id="JATS",
        ),
    ],
)
def test_kind_is_told_by_the_contents(name: str, text: str, kind: str, tmp_path: Path) -> None:
    """A text and an XML file tell themselves what they are, and can be read as such."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (described,) = describe_file(path)
    assert (described.source.kind, described.source.title) == (kind, "A trial of lamps")
    reading = read_source(path, source=described.source)
    assert reading.document is not None
    assert reading.document.text.startswith("A trial of lamps")
