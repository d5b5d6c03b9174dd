"""A PubMed page is read as its article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.readers.pubmed_page import read_pubmed_page
from ingest.records import Document, Source

SOURCE = Source("page", "pubmed_page", None, "Page", "Page.", "primary")


def _read(text: str, folder: Path) -> Document:
    path = folder / "page.txt"
    path.write_bytes(text.encode())
    document = read_pubmed_page(path, source=SOURCE).document
    assert document is not None
    return document


def _parts(document: Document) -> list[tuple[str, str]]:
    return [(section.title, document.text[section.start : section.end]) for section in document.sections]


def test_article_is_kept_and_page_is_not(page: str, tmp_path: Path) -> None:
    """Title, citation, authors, abstract by its labels and declaration stay; banner, buttons and lists go."""
    assert _parts(_read(page, tmp_path)) == [
        ("Title", "Lanternib for tired lamps (LANTERN): a randomised trial"),
        (
            "Publication",
            (
                "Ann Made Up Med. 2019 Mar 2;12(3):45-56. doi: 10.9999/AMUM.19.00012. Epub 2019 Feb 1.\n\n"
                "Ada Example, Bo Sample\n\nPMID: 12345678 DOI: 10.9999/AMUM.19.00012"
            ),
        ),
        ("Objective", "To see whether lanternib brightens lamps."),
        ("Patients and methods", "We lit 40 lamps. Each burned for 3·5 h."),
        ("Results", "Half of them shone."),
        ("Conclusions", "It works: at times."),
        ("Trial registration", "ClinicalTrials.gov NCT00000042."),
        ("Keywords", "lamps; light."),
        ("Copyright", "Copyright © 2019 The Lamp Society."),
        ("Declaration of interests", "AE reports grants from Acme Light. BS has nothing to disclose."),
    ]


def test_sections_cover_the_text(page: str, tmp_path: Path) -> None:
    """Between two sections there is nothing but an empty line."""
    document = _read(page, tmp_path)
    assert "\n\n".join(text for _, text in _parts(document)) == document.text


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda page: page.replace("\n", "\r\n"), id="Windows line ends"),
        pytest.param(lambda page: "\ufeff" + page, id="byte-order mark"),
        pytest.param(lambda page: page.replace("Half of", "Half  of ").replace("\n\n", "\n \n\n"), id="stray spaces"),
    ],
)
def test_writing_of_the_file_does_not_matter(change: Callable[[str], str], page: str, tmp_path: Path) -> None:
    """Line ends, byte-order marks and stray spaces give the same document."""
    assert _read(change(page), tmp_path) == _read(page, tmp_path)


def test_abstract_without_labels_is_one_section(page: str, tmp_path: Path) -> None:
    """An unstructured abstract becomes the section "Abstract"."""
    start, end = page.index("OBJECTIVE"), page.index("PubMed Disclaimer")
    document = _read(page[:start] + "We lit lamps.\n\nThey shone.\n\n" + page[end:], tmp_path)
    assert ("Abstract", "We lit lamps.\n\nThey shone.") in _parts(document)


def test_labels_within_one_paragraph_are_found(page: str, tmp_path: Path) -> None:
    """An abstract copied as one paragraph is divided at its known labels."""
    start, end = page.index("OBJECTIVE"), page.index("PubMed Disclaimer")
    document = _read(page[:start] + "Background: Lamps. Methods: We lit 4. Results: 2 shone.\n" + page[end:], tmp_path)
    assert _parts(document)[2:5] == [("Background", "Lamps."), ("Methods", "We lit 4."), ("Results", "2 shone.")]


@pytest.mark.parametrize(
    ("above", "citation"),
    [
        pytest.param(
            "Ann Made Up Med\nActions\nAdd to search", "Ann Made Up Med. 2019 Mar 2;12(3):45-56.", id="buttons"
        ),
        pytest.param("Randomized Controlled Trial", "2019 Mar 2;12(3):45-56.", id="no journal"),
    ],
)
def test_journal_stands_above_the_date(above: str, citation: str, page: str, tmp_path: Path) -> None:
    """The journal is found past its buttons; a publication type is no journal."""
    document = _read(page.replace("Ann Made Up Med\n", f"{above}\n", 1), tmp_path)
    assert _parts(document)[1][1].startswith(citation)


def test_page_without_abstract_is_still_an_article(page: str, tmp_path: Path) -> None:
    """What there is, is read: a letter has a title, a citation and a declaration."""
    start, end = page.index("OBJECTIVE"), page.index("PubMed Disclaimer")
    document = _read(page[:start] + "No abstract available\n" + page[end:], tmp_path)
    assert [title for title, _ in _parts(document)] == ["Title", "Publication", "Declaration of interests"]


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        pytest.param(b"Dear Sir, lamps are bright.", "expected a PubMed page", id="a letter"),
        pytest.param(b"", "expected text, found an empty file", id="empty"),
        pytest.param(b"\xff\xfe\x00a", "expected text in UTF-8", id="another encoding"),
        pytest.param(b"a" * 2_000_001, "expected at most 2,000,000 bytes", id="huge"),
        pytest.param(b"2019;" * 100_000, "expected a PubMed page", id="a long line"),
    ],
)
def test_other_files_are_one_error(contents: bytes, message: str, tmp_path: Path) -> None:
    """A file that is no PubMed page is a SourceError that says what was expected."""
    path = tmp_path / "page.txt"
    path.write_bytes(contents)
    with pytest.raises(SourceError, match=f"page.txt: {message}"):
        read_pubmed_page(path, source=SOURCE)


def test_furniture_alone_is_no_article(banner: str, tmp_path: Path) -> None:
    """A page that failed to load holds no article."""
    with pytest.raises(SourceError, match="expected a PubMed page"):
        _read(banner, tmp_path)


@pytest.mark.parametrize(
    ("heading", "kind", "words"),
    [
        ("Retraction in", "retraction", "This article was retracted: Ann Made Up Med. 2027;1:1."),
        ("Erratum in", "erratum", "A correction of this article was published: Ann Made Up Med. 2027;1:1."),
    ],
)
def test_what_was_published_about_an_article_is_noticed(
    heading: str, kind: str, words: str, page: str, tmp_path: Path
) -> None:
    """A page lists a retraction or a correction under a heading of its own."""
    path = tmp_path / "page.txt"
    path.write_text(f"{page}\n{heading}\n\n- Ann Made Up Med. 2027;1:1.\n\nSimilar articles\n", encoding="utf-8")
    notices = read_pubmed_page(path, source=SOURCE).notices
    assert [(notice.kind, notice.text) for notice in notices] == [(kind, words)]
