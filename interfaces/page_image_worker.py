"""The process that draws a page of a PDF: request and file on standard input, two pictures on standard output.

Nothing of the document is executed; the process may neither write files nor take more memory than it is given.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from typing import Any

MEMORY = 2_000_000_000
"""Bytes, of this process; kept where the platform can."""

SCALE = 2.0
"""Pixels a point: 144 dots an inch, sharp on a dense screen."""

LONGEST_SIDE = 2_400
"""Pixels: a poster is drawn smaller."""

AROUND = (40.0, 60.0)
"""Points shown beside and above the sentence: a line or five, and the column's edge."""

SHORTEST_PART = 20
"""Letters and digits of a sentence that must be on the page where the rest of it is on the next."""

INK, TINT = (168, 124, 0), (255, 243, 201)

Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels."""


def main() -> None:
    """Answer the request on standard input."""
    _confine()
    request = json.loads(sys.stdin.buffer.readline())
    sentence, page = draw(sys.stdin.buffer.read(), **request)
    sys.stdout.buffer.write(json.dumps([len(sentence), len(page)]).encode() + b"\n" + sentence + page)


def draw(raw: bytes, *, page: int, quote: str, share: float) -> tuple[bytes, bytes]:
    """Return the sentence with the lines around it, empty where it was not found, and the whole page, as PNG."""
    import pypdfium2

    document = pypdfium2.PdfDocument(raw)
    drawn = document[page - 1]
    scale = min(SCALE, LONGEST_SIDE / max(drawn.get_size()))
    text = drawn.get_textpage()
    bitmap = drawn.render(scale=scale)
    placed = _place_boxes(text, bitmap.get_posconv(drawn), span=find_span(text, quote, share=share))
    boxes = [box for box in placed if _is_within(box, bitmap.width, bitmap.height)]
    whole = bitmap.to_pil().convert("RGB")
    for box in boxes:
        _draw_box(whole, box)
    if not boxes:
        return b"", _to_png(whole)
    left, top, right, bottom = zip(*boxes, strict=True)
    beside, above = (int(points * scale) for points in AROUND)
    area = (
        max(0, min(left) - beside),
        max(0, min(top) - above),
        min(whole.width, max(right) + beside),
        min(whole.height, max(bottom) + above),
    )
    return _to_png(whole.crop(area)), _to_png(whole)


def find_span(text: Any, quote: str, *, share: float) -> tuple[int, int] | None:
    """Return first character and number of characters of ``quote`` on a page; of a part, where it runs over two."""
    from pypdfium2 import raw

    letters, places = _fold(chr(raw.FPDFText_GetUnicode(text, place)) for place in range(text.count_chars()))
    wanted, _ = _fold(quote)
    for part in (wanted, _longest_end(letters, wanted), _longest_start(letters, wanted)):
        found = _find_nearest(letters, part, share=share)
        if found is not None:
            first, last = places[found], places[found + len(part) - 1]
            return first, last - first + 1
    return None


def _fold(characters: Sequence[str] | Iterator[str]) -> tuple[str, list[int]]:
    """Return letters and digits alone, and the place of each: hyphens, spaces and signs differ between readers."""
    letters, places = [], []
    for place, character in enumerate(characters):
        for letter in unicodedata.normalize("NFKC", character).casefold():
            if letter.isalnum():
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def _longest_end(letters: str, wanted: str) -> str:
    """Return the beginning of a sentence with which the page ends."""
    ends = (wanted[:length] for length in range(len(wanted), SHORTEST_PART - 1, -1))
    return next((part for part in ends if part in letters), "")


def _longest_start(letters: str, wanted: str) -> str:
    """Return the end of a sentence with which the page begins."""
    starts = (wanted[-length:] for length in range(len(wanted), SHORTEST_PART - 1, -1))
    return next((part for part in starts if part in letters), "")


def _find_nearest(letters: str, part: str, *, share: float) -> int | None:
    found, at = [], letters.find(part) if part else -1
    while at >= 0:
        found.append(at)
        at = letters.find(part, at + 1)
    return min(found, key=lambda place: abs(place - share * len(letters)), default=None)


def _place_boxes(text: Any, position: Any, *, span: tuple[int, int] | None) -> Iterator[Box]:
    if span is None:
        return
    for place in range(text.count_rects(*span)):
        left, bottom, right, top = text.get_rect(place)
        corners = (position.to_bitmap(left, bottom), position.to_bitmap(right, top))
        across, down = zip(*corners, strict=True)
        yield min(across) - 2, min(down) - 2, max(across) + 2, max(down) + 2


def _is_within(box: Box, width: int, height: int) -> bool:
    """Whether some of a box shows: text may stand beyond the edge of its page."""
    left, top, right, bottom = box
    return left < width and top < height and right > 0 and bottom > 0


def _draw_box(picture: Any, box: Box) -> None:
    """Tint a box as a felt-tip pen does, so that what is printed there stays dark, and draw its edge."""
    from PIL import Image, ImageChops, ImageDraw

    left, top, right, bottom = max(0, box[0]), max(0, box[1]), min(picture.width, box[2]), min(picture.height, box[3])
    under = picture.crop((left, top, right, bottom))
    picture.paste(ImageChops.multiply(under, Image.new("RGB", under.size, TINT)), (left, top))
    ImageDraw.Draw(picture).rectangle((left, top, right - 1, bottom - 1), outline=INK, width=2)


def _to_png(picture: Any) -> bytes:
    target = BytesIO()
    picture.save(target, format="PNG")
    return target.getvalue()


def _confine() -> None:
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        with suppress(OSError, ValueError):  # not every platform keeps each of them
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main()
