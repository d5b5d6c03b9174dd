from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from interfaces.page_image import PageImageError, Spot, draw_page
from interfaces.page_image_worker import draw

LINES = ("The first line says nothing of it.", "Median survival was 19.15 months", "in the control group.", "The end.")
QUOTE = "Median survival was 19·15 months in the control group."


def _write(pages: int = 1, *, rotate: int = 0) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4)
    for _ in range(pages):
        canvas.setPageRotation(rotate)
        for place, line in enumerate(LINES):
            canvas.drawString(72, (300 if rotate else 700) - 20 * place, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _boxed(png: bytes) -> tuple[int, int, int, int] | None:
    """The smallest area that holds all ink of boxes."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    mask = Image.new("1", picture.size)
    mask.putdata([pixel == (168, 124, 0) for pixel in picture.get_flattened_data()])
    return mask.getbbox()


@pytest.fixture
def paper(tmp_path: Path) -> tuple[Path, str]:
    """A PDF of one page, and its hash."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(_write())
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


def test_sentence_is_boxed_over_its_lines(paper: tuple[Path, str]) -> None:
    """Two lines from 72 points on, at 680 and 660 points above the foot of a page of 842, at two pixels a point."""
    path, sha256 = paper
    drawn = draw_page(path, sha256=sha256, spot=Spot(1, QUOTE, 0.3))
    left, top, right, bottom = _boxed(drawn.page) or (0, 0, 0, 0)
    assert 130 <= left <= 144
    assert 2 * (842 - 680) - 30 <= top <= 2 * (842 - 680) - 10
    assert 2 * (842 - 660) <= bottom <= 2 * (842 - 660) + 14
    assert right < 600
    assert drawn.sentence is not None
    assert Image.open(BytesIO(drawn.sentence)).height < Image.open(BytesIO(drawn.page)).height / 3


def test_boxed_sentence_can_be_read(paper: tuple[Path, str]) -> None:
    """Its letters are black, on a ground that is tinted."""
    path, sha256 = paper
    drawn = draw_page(path, sha256=sha256, spot=Spot(1, QUOTE, 0.3))
    picture = Image.open(BytesIO(drawn.page)).convert("RGB")
    colours = set(picture.crop(_boxed(drawn.page)).get_flattened_data())
    assert (0, 0, 0) in colours
    assert (255, 243, 201) in colours


def test_turned_page_is_boxed_where_it_shows() -> None:
    """The box of a page that is turned by 90 degrees stands upright."""
    left, top, right, bottom = _boxed(draw(_write(rotate=90), page=1, quote=QUOTE, share=0.3)[1]) or (0, 0, 0, 0)
    assert bottom - top > right - left > 0


def test_sentence_that_is_not_there_gives_the_page_alone() -> None:
    """Nothing is boxed in its place."""
    sentence, page = draw(_write(), page=1, quote="Another sentence altogether, of some length.", share=0.0)
    assert sentence == b""
    assert _boxed(page) is None


def test_part_on_this_page_is_boxed() -> None:
    """A sentence that goes on on the next page is boxed as far as it stands here."""
    sentence, _ = draw(_write(), page=1, quote="in the control group. The end. And on it goes overleaf.", share=0.9)
    assert sentence


def test_changed_file_is_refused(paper: tuple[Path, str]) -> None:
    """A file with another hash than the one that was read is not shown."""
    path, sha256 = paper
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(PageImageError, match=r"paper\.pdf has changed since it was read"):
        draw_page(path, sha256=sha256, spot=Spot(1, QUOTE, 0.0))


def test_missing_file_is_told(paper: tuple[Path, str]) -> None:
    """A file that was moved away is named."""
    path, sha256 = paper
    path.unlink()
    with pytest.raises(PageImageError, match="no longer where it was read from"):
        draw_page(path, sha256=sha256, spot=Spot(1, QUOTE, 0.0))


@pytest.mark.parametrize("raw", [b"no PDF", _write()[:400]], ids=["other kind", "cut off"])
def test_broken_file_is_told(tmp_path: Path, raw: bytes) -> None:
    """A file that cannot be drawn ends its own process only."""
    path = tmp_path / "broken.pdf"
    path.write_bytes(raw)
    with pytest.raises(PageImageError, match=r"page 1 of broken\.pdf cannot be drawn"):
        draw_page(path, sha256=hashlib.sha256(raw).hexdigest(), spot=Spot(1, QUOTE, 0.0))
