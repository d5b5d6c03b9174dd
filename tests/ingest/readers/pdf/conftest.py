"""PDFs drawn for each test: what is written where, and how it is read."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO

import pytest
from pypdf import PdfReader

from ingest.readers.pdf.glyphs import PageReader
from ingest.readers.pdf.segments import join_words
from ingest.readers.pdf.text import Text, write_text

Shown = tuple[float, float, float, str]  # x, y, size, text; a leading "*" sets it bold
FONTS = (
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
)


def write_at(shown: Iterable[Shown]) -> str:
    """Return the instructions that write texts at their places."""
    lines = []
    for x, y, size, text in shown:
        font = "F2" if text.startswith("*") else "F1"
        escaped = text.removeprefix("*").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        lines.append(f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET")
    return "\n".join(lines)


def assemble(objects: Sequence[bytes]) -> bytes:
    """Return the file of numbered objects, the first of which is its catalogue."""
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(body))
    )


def stream(content: bytes, entries: str = "") -> bytes:
    """Return a stream object, compressed."""
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode %b >>\nstream\n%b\nendstream" % (len(packed), entries.encode(), packed)


def make_pdf(
    pages: Sequence[str], *, fonts: Sequence[str] = FONTS, page: str = "", more: Sequence[bytes] = ()
) -> bytes:
    """Return a PDF whose pages follow the instructions given.

    Args:
        page: Entries of every page.
        more: Objects that follow those of the pages; the first has the number ``3 + len(fonts) + 2 * len(pages)``.
    """
    first = 3 + len(fonts)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    named = " ".join(f"/F{n + 1} {3 + n} 0 R" for n in range(len(fonts)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()]
    objects += [font.encode() for font in fonts]
    for number, content in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {first + 2 * number + 1} 0 R "
            f"/Resources << /Font << {named} >> {'' if page.startswith('/Rotate') else page} >> "
            f"{page if page.startswith('/Rotate') else ''} >>".encode()
        )
        objects.append(stream(content.encode("cp1252")))
    return assemble([*objects, *more])


def read_text(contents: bytes) -> Text:
    """Return what is read from a PDF, in this process."""
    reader = PageReader()
    drawings = [reader.read(page) for page in PdfReader(BytesIO(contents)).pages]
    segments = [join_words(drawing.words) for drawing in drawings]
    return write_text(segments, [drawing.rules for drawing in drawings], tell=lambda page: None)


@pytest.fixture(scope="session")
def make() -> Callable[..., bytes]:
    """A function that makes a PDF of pages of instructions."""
    return make_pdf


@pytest.fixture(scope="session")
def make_stream() -> Callable[..., bytes]:
    """A function that makes a compressed stream."""
    return stream


@pytest.fixture(scope="session")
def make_file() -> Callable[..., bytes]:
    """A function that makes a file of objects."""
    return assemble


@pytest.fixture(scope="session")
def at() -> Callable[..., str]:
    """A function that writes texts at their places."""
    return write_at


@pytest.fixture(scope="session")
def read() -> Callable[..., Text]:
    """A function that reads pages, each a list of ``(x, y, size, text)``."""
    return lambda *pages: read_text(make_pdf([write_at(page) for page in pages]))


@pytest.fixture(scope="session")
def read_file() -> Callable[[bytes], Text]:
    """A function that reads a PDF."""
    return read_text
