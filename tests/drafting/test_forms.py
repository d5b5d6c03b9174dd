"""A letter as a file: Word, PDF and Markdown."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pypdf
import pytest

from drafting.docx_letter import write_docx
from drafting.docx_parts import read_record
from drafting.letter_file import from_json, without_verbatim
from drafting.markdown_letter import write_markdown
from drafting.pdf_letter import write_pdf
from drafting.pdf_styles import plain
from drafting.records import Letter
from drafting.templates import read_templates
from interfaces.text_files import to_text


@pytest.fixture(scope="module")
def word(letter: Letter) -> bytes:
    """The letter as a Word document."""
    return write_docx(letter, templates=read_templates())


def test_word_document_embeds_its_record(letter: Letter, word: bytes) -> None:
    """The record inside a document is the letter, with the inquiry as it is shown."""
    record = read_record(word, name="letter.docx")
    assert record is not None
    assert from_json(record) == without_verbatim(letter)


def test_inquiry_as_received_is_nowhere_in_the_document(word: bytes) -> None:
    """Neither the text nor the record of a document that leaves the team repeats who asked."""
    with ZipFile(BytesIO(word)) as archive:
        assert not any(b"A. Person" in archive.read(name) for name in archive.namelist())


def test_no_part_of_the_document_is_written_twice(word: bytes) -> None:
    """Each part of the package has a name of its own; Word refuses a document with two of one name."""
    names = ZipFile(BytesIO(word)).namelist()
    assert len(names) == len(set(names))


def test_table_headers_repeat_and_rows_stay_whole(word: bytes) -> None:
    """Every table of evidence repeats its header row on each page, and no row breaks across two."""
    tables = docx.Document(BytesIO(word)).tables
    xml = [table.rows[0]._tr.xml for table in tables]
    assert len(xml) >= 2
    assert all("w:tblHeader" in row and "w:cantSplit" in row for row in xml)


def test_reference_numbers_are_raised_and_no_part_of_the_text(word: bytes) -> None:
    """A sentence ends with its full stop and a raised number, which a check of the text does not read."""
    body = docx.Document(BytesIO(word)).paragraphs
    answer = next(p for p in body if p.text.startswith("In HARBOUR, at the final analysis"))
    assert [run.text for run in answer.runs if run.style.name == "Citation Mark"] == ["1"]
    assert "0.48-0.90).\n" in to_text(word, name="letter.docx")


def test_properties_say_how_the_letter_was_written(word: bytes) -> None:
    """Machine-readable metadata tells that no language model took part."""
    with ZipFile(BytesIO(word)) as archive:
        assert b'name="AI-generated"><vt:lpwstr>no<' in archive.read("docProps/custom.xml")
    assert "without a language model" in docx.Document(BytesIO(word)).core_properties.comments


def test_without_appendix_no_check_report_is_printed(letter: Letter) -> None:
    """What is sent to a requester goes without the internal page."""
    raw = write_docx(letter, templates=read_templates(), appendix=False)
    document = docx.Document(BytesIO(raw))
    assert "check report" not in document.element.body.xml


def test_pdf_holds_the_text_and_the_mark_of_a_draft(letter: Letter) -> None:
    """Each page of the PDF carries the letter's id and its status."""
    reader = pypdf.PdfReader(BytesIO(write_pdf(letter, templates=read_templates())))
    texts = [page.extract_text() for page in reader.pages]
    assert all(letter.id in text and "DRAFT" in text for text in texts)
    assert f"Page 1 of {len(texts)}" in texts[0]
    assert "0.66 (95.2% CI, 0.48-0.90)" in " ".join(texts[0].split())
    assert reader.metadata is not None
    assert letter.topic in (reader.metadata.title or "")


def test_pdf_prints_what_its_font_lacks_in_other_letters() -> None:
    """A letter of another script is spelled out or loses its accent, and never vanishes."""
    assert plain("β2-microglobulin ≥5.5 Špela Ż") == "beta2-microglobulin ≥5.5 Špela Z"


def test_markdown_reads_as_the_letter(letter: Letter) -> None:
    """Sections, a table with bands, and references in order."""
    text = write_markdown(letter, templates=read_templates(), appendix=False)
    assert "\n## Answer\n\nIn HARBOUR, at the final analysis" in text
    assert "| **Data cutoff, 30 September 2021 (final analysis)** |  |  |  |" in text
    assert "(98% CI, 0.40-0.93); 1-sided *P* = .0021.<sup>2</sup>\n" in text
    assert "\n1. Cole D. Updated zeltamab results. Bog Journal. 2022;3:4.\n" in text
