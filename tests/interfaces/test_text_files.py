"""The texts that people hand in."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from interfaces.text_files import TextError, read_file, to_text


def save(document: Document) -> bytes:
    """Return the file of a document."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_text_is_kept_but_for_its_byte_order_mark() -> None:
    """Line ends and spaces stay, so that offsets hold in the file that was given."""
    assert to_text(b"\xef\xbb\xbfHR 0.53\r\n ", name="a.txt") == "HR 0.53\r\n "


@pytest.mark.parametrize(
    ("raw", "name", "told"),
    [
        pytest.param(b"p=0\xb70007", "a.txt", "a.txt: expected UTF-8 text or DOCX, found byte 0xb7", id="latin-1"),
        pytest.param(b"\xff\xfeH\0R\0", "a.txt", "found byte 0xff at offset 0", id="utf-16"),
        pytest.param(b"a\0b", "a.bin", "found a binary file", id="binary"),
        pytest.param(b"PK\x03\x04broken", "a.docx", "a.docx: this DOCX file does not open", id="broken archive"),
        pytest.param(b"no archive", "a.docx", "a.docx: this DOCX file does not open", id="no archive"),
    ],
)
def test_text_that_cannot_be_read_is_one_clear_error(raw: bytes, name: str, told: str) -> None:
    """The error names the file, what was found in it, and what to do."""
    with pytest.raises(TextError) as error:
        to_text(raw, name=name)
    assert told in str(error.value)
    assert "save it" in str(error.value)


def test_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    """A path without a file is told with the kinds of file that can be given."""
    with pytest.raises(TextError, match=r"cannot be read .*; give a text, Markdown or DOCX file"):
        read_file(tmp_path / "letter.docx")


def test_docx_is_read_in_document_order() -> None:
    """A table stands between the paragraphs around it: a row a line, a tab between its cells."""
    document = docx.Document()
    document.add_paragraph("Before 0.53")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("Arm", "n/N", "A", "1/2"), strict=True):
        cell.text = text
    document.add_paragraph("After")
    assert to_text(save(document), name="letter.docx") == "Before 0.53\nArm\tn/N\nA\t1/2\nAfter"


def test_docx_text_in_insertions_and_content_controls_is_read_and_deleted_text_is_not() -> None:
    """A number that a reviewer inserted is in the letter; one that was struck out is not."""
    document = docx.Document()
    paragraph = document.add_paragraph("HR ")
    for xml in (
        "<w:del {}><w:r><w:delText>0.35</w:delText></w:r></w:del>",
        "<w:ins {}><w:r><w:t>0.53</w:t></w:r></w:ins>",
        "<w:sdt {}><w:sdtContent><w:r><w:t> (99%</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:r {}><w:tab/><w:t>CI)</w:t></w:r>",
    ):
        paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
    assert to_text(save(document), name="letter.docx") == "HR 0.53 (99%\tCI)"


def test_docx_without_its_suffix_is_recognised() -> None:
    """What is piped into the program has no name to go by."""
    document = docx.Document()
    document.add_paragraph("HR 0.53")
    assert to_text(save(document), name="stdin") == "HR 0.53"
