"""Odd, broken and hostile files: one clear error each, or what they hold, and never a crash or a hang."""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.readers.pdf import Limits, read_pdf
from ingest.readers.pdf.worker import answer

ODD_FILES = 300  # made from a seed; a thousand others, of 39 real files, were tried by hand
_ERROR = re.compile(r"(?:, page \d+)?: [^\n]+(?:;|,) [^\n]+")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is written."""
    return tmp_path / "odd.pdf"


def _mutate(contents: bytes, others: Sequence[bytes], dice: random.Random) -> bytes:
    """Change a file as transmission, disks and ill will do."""
    start, end = sorted(dice.randrange(len(contents) + 1) for _ in range(2))
    number = dice.choice(list(re.finditer(rb"\d+", contents)) or [re.match(b"", contents)])
    bytes_changed = bytearray(contents)
    for _ in range(dice.choice((1, 20))):
        bytes_changed[dice.randrange(len(contents))] = dice.randrange(256)
    odd = dice.choice((b"-1", b"0", b"1", b"2", b"9" * 12, b"null", b"[" * 500, b"<<" * 500, b"(", b"/FlateDecode"))
    return dice.choice(
        [
            contents[:end],
            contents[start:],
            contents[:start] + contents[end:],
            contents[:end] + contents[start:],
            contents[:start] + dice.choice(others)[start:],
            bytes(bytes_changed),
            *[contents[: number.start()] + odd + contents[number.end() :]] * 6,
        ]
    )


def test_odd_files_are_answered(path: Path, make: Callable, make_stream: Callable, at: Callable) -> None:
    """Whatever became of a file, the answer is its text with sound spans, or one line that names a remedy."""
    dice = random.Random(4)  # noqa: S311  # for odd files, not for secrets
    form = make_stream(at([(50, 400, 10, "A form.")]).encode(), "/Type /XObject /Subtype /Form /BBox [0 0 600 800]")
    seeds = [
        make([at([(50, 700, 10, "A lamp that burns.")])]),
        make([at([(50, 700 - 12 * n, 10, f"Lamp {n} burns.") for n in range(20)])] * 3),
        make(["/X Do"], page="/XObject << /X 7 0 R >>", more=[form]),
    ]
    outcomes = []
    for _ in range(ODD_FILES):
        contents = dice.choice(seeds)
        for _ in range(dice.choice((1, 2, 3))):
            contents = _mutate(contents or b"%", seeds, dice)
        path.write_bytes(contents)
        begin = time.monotonic()
        reply = answer(str(path), limits=Limits(), head=None, tell=lambda message: None)
        assert time.monotonic() - begin < 10
        outcomes.append("error" in reply)
        if "error" in reply:
            assert _ERROR.fullmatch(reply["error"])
        else:
            assert all(0 <= start <= end <= len(reply["text"]) for _, start, end in reply["pages"] + reply["sections"])
    assert 0.1 < sum(outcomes) / ODD_FILES < 0.9


def _make_hostile(kind: str, make: Callable, make_stream: Callable) -> bytes:
    """Return a file that was made to take all time or all memory."""
    if kind == "lists within lists":
        return make(["/X " + "[" * 100_000])
    if kind == "stream that unfolds":
        return make([" " * 90_000_000])
    if kind == "letters without end":
        return make([f"BT /F1 1 Tf ({'A' * 250_000}) Tj ET"])
    names = " ".join(f"/X{n} {7 + n} 0 R" for n in range(12))
    entries = f"/Type /XObject /Subtype /Form /Resources << /XObject << {names} >> /Font << /F1 3 0 R >> >>"
    forms = [make_stream(f"/X{n + 1} Do ".encode() * 100, entries) for n in range(11)]
    text = make_stream(b"BT /F1 10 Tf (A lamp) Tj ET", entries)
    return make(["/X0 Do"], page=f"/XObject << {names} >>", more=[*forms, text])


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        pytest.param("lists within lists", r"broken", id="lists within lists"),
        pytest.param("stream that unfolds", r"page 1: cannot be read \(Limit reached", id="stream that unfolds"),
        pytest.param("letters without end", r"page 1: draws more than 200,000 letters", id="letters without end"),
        pytest.param("forms that multiply", r"page 1: draws more than 20,000 forms", id="forms that multiply"),
    ],
)
def test_hostile_file_is_one_error(kind: str, message: str, path: Path, make: Callable, make_stream: Callable) -> None:
    """A file that was made to take all memory or all time is ended with one line."""
    path.write_bytes(_make_hostile(kind, make, make_stream))
    reply = answer(str(path), limits=Limits(), head=None, tell=lambda message: None)
    assert re.search(message, reply["error"])
    assert _ERROR.fullmatch(reply["error"])


def test_pages_that_hold_each_other_end(path: Path, make_file: Callable) -> None:
    """A page tree without end is a broken file."""
    path.write_bytes(make_file([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 2 >>"]))
    with pytest.raises(SourceError, match=r"odd\.pdf: .*(?:broken|holds no text).*; "):
        read_pdf(path, source="odd")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is not bounded")
def test_memory_is_bounded(path: Path, make: Callable) -> None:
    """A file that takes more memory than allowed is one error."""
    path.write_bytes(make([" " * 60_000_000]))
    with pytest.raises(SourceError, match=r"odd\.pdf: needs over 150 MB of memory; split the file"):
        read_pdf(path, source="odd", limits=Limits(memory=150_000_000))


def test_process_that_hangs_is_ended(path: Path, make: Callable) -> None:
    """A page that takes longer than allowed ends the reading, soon after."""
    path.write_bytes(make(["BT /F1 1 Tf " + "() Tj " * 400_000 + " ET"]))
    begin = time.monotonic()
    with pytest.raises(SourceError, match=r"odd\.pdf: reading took too long.*split the file or save it anew"):
        read_pdf(path, source="odd", limits=Limits(step_seconds=0.3))
    assert time.monotonic() - begin < 10
