"""A letter as LibreOffice opens it: every page drawn, nothing lost on the way. One conversion serves all."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pypdfium2
import pytest

from drafting.docx_letter import write_docx
from drafting.records import Letter, Paragraph, texts_of
from drafting.templates import read_templates

pytestmark = pytest.mark.office

_SECONDS = 180  # a first start makes a profile


@pytest.fixture(scope="module")
def pages(letter: Letter, tmp_path_factory: pytest.TempPathFactory) -> Iterator[pypdfium2.PdfDocument]:
    """The letter as LibreOffice prints it; without LibreOffice this fails and is not skipped."""
    folder = tmp_path_factory.mktemp("office")
    source = folder / "letter.docx"
    source.write_bytes(write_docx(letter, templates=read_templates()))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    document = pypdfium2.PdfDocument(folder / "letter.pdf")
    yield document
    document.close()


def test_every_page_carries_header_and_footer(letter: Letter, pages: pypdfium2.PdfDocument) -> None:
    """Each page shows the letter's id, its status, and its number of all pages."""
    for number in range(len(pages)):
        text = _text(pages, number)
        assert letter.id in text
        assert "DRAFT - not approved for use" in text
        assert f"Page {number + 1} of {len(pages)}" in text


def test_every_sentence_of_the_letter_is_printed(letter: Letter, pages: pypdfium2.PdfDocument) -> None:
    """No sentence is lost between the record and the page."""
    printed = _squeeze(" ".join(_text(pages, number) for number in range(len(pages))))
    sentences = [
        text.text
        for section in letter.sections
        for block in section.blocks
        if isinstance(block, Paragraph) and block.kind == "text"
        for text in texts_of(section)
        if text in block.sentences
    ]
    lost = [sentence for sentence in sentences if not _is_printed(sentence, printed)]
    assert len(sentences) > 5
    assert lost == []


def _is_printed(sentence: str, printed: str) -> bool:
    """Whether a sentence is there, as a whole or in two parts: it may run over the foot and head of two pages."""
    words = sentence.split()
    return any(
        _squeeze(" ".join(words[:at])) in printed and _squeeze(" ".join(words[at:])) in printed
        for at in range(len(words))
    )


def test_letter_fits_its_pages(pages: pypdfium2.PdfDocument) -> None:
    """A short letter with its report takes a few pages, and the report stands across."""
    assert 3 <= len(pages) <= 8
    first, last = pages[0], pages[len(pages) - 1]
    assert first.get_height() > first.get_width()
    assert last.get_width() > last.get_height()


def test_pages_are_drawn(pages: pypdfium2.PdfDocument) -> None:
    """Each page has ink on it, and the first as much as a page of text."""
    inked = [(page.render(scale=0.5).to_numpy() < 100).mean() for page in pages]
    assert min(inked) > 0.0001
    assert inked[0] > 0.002


def _text(pages: pypdfium2.PdfDocument, number: int) -> str:
    return " ".join(str(pages[number].get_textpage().get_text_range()).split())


def _squeeze(text: str) -> str:
    """Text without spaces and hyphens, which lines break at; and without raised numbers, which stand in between."""
    return "".join(character for character in text if not character.isspace() and character not in "-\ufffe\u00ad")
