"""Reads odd PDFs as ingestion does: ``python -m evaluation.odd_pdfs --count 1000 [FOLDER...] --out FILE.md``.

It draws some PDFs (text, tables, two columns, forms in forms, a locked one, a compressed one, a page without text),
and damages them by chance, always in the same way: bytes turned, cut out, doubled or swapped, files cut short, numbers
made huge, names and filters exchanged, references bent in circles. PDFs of folders are read as they are, and damaged
too with ``--damage-folders``. Each file is read by the real worker process within its limits.

A file is *read*, *refused* with an error in one line that says what to do, *hung* when it had to be ended for its
time, or *crashed* when the worker broke off or anything but our own error came out. Ends with 0 without either.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random

from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import SourceError
from ingest.readers.pdf import read_pdf
from ingest.readers.pdf.limits import DEFAULT, Limits

_SENTENCE = "Median survival was {} months with lantern (95% CI, {} to {}) and 9.1 months with candle. "
_UNITS_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024
_BROKE_OFF = "the reading broke off"
_TOO_SLOW = "reading took too long"


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of one file."""

    name: str
    became: str
    reason: str
    seconds: float


def make_pdfs() -> dict[str, bytes]:
    """Return drawn PDFs by name."""
    plain = _draw(_write_page, pages=3)
    return {
        "text": plain,
        "uncompressed": _draw(_write_page, pages=2, packed=False),
        "columns": _draw(_write_columns, pages=2),
        "table": _draw(_write_table, pages=2),
        "turned": _turn(plain),
        "nested": _draw(_write_forms, pages=2),
        "many pages": _draw(_write_page, pages=60),
        "locked": _lock(plain),
        "empty": _draw(lambda canvas, _: canvas.rect(10, 10, 50, 50), pages=1),
    }


def damage(content: bytes, chance: Random) -> bytes:
    """Return a PDF that was damaged once, or twice or three times."""
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        content = chance.choice(_DAMAGES)(content, chance)
    return content


def read_file(path: Path, *, limits: Limits) -> Seen:
    """Read a file as ingestion does, and say what became of it."""
    start = time.perf_counter()
    became, reason = "read", ""
    try:
        read_pdf(path, source="odd", limits=limits)
    except SourceError as error:
        reason = str(error)
        clear = reason.startswith(path.name) and "\n" not in reason
        became = "crashed" if _BROKE_OFF in reason or not clear else "hung" if _TOO_SLOW in reason else "refused"
    except Exception as error:  # noqa: BLE001  # whatever it is, it is what is looked for
        became, reason = "crashed", f"{type(error).__name__}: {error}"
    return Seen(path.name, became, reason, time.perf_counter() - start)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.odd_pdfs", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, help="folders with PDFs")
    parser.add_argument("--count", type=int, default=1000, help="damaged PDFs in all")
    parser.add_argument("--damage-folders", action="store_true", help="damage those of the folders too")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    found = sorted(path for folder in given.folders for path in folder.rglob("*.pdf"))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(given.workers) as pool:
        damaged = _write_damaged(Path(folder), found if given.damage_folders else [], count=given.count)
        start = time.perf_counter()
        sets = {"damaged by chance": damaged, "of the folders, as they are": found}
        seen = {
            name: list(pool.map(lambda path: read_file(path, limits=DEFAULT), paths)) for name, paths in sets.items()
        }
        seconds = time.perf_counter() - start
    text = _describe(seen, seconds=seconds)
    print(text)
    if given.out:
        given.out.write_text(f"# Odd PDFs\n\n{text}\n", encoding="utf-8")
    return int(any(each.became in ("crashed", "hung") for some in seen.values() for each in some))


def _write_damaged(folder: Path, more: Sequence[Path], *, count: int) -> list[Path]:
    seeds = {**make_pdfs(), **{path.stem: path.read_bytes() for path in more}}
    names = sorted(seeds)
    written = []
    for number in range(count):
        name = names[number % len(names)]
        path = folder / f"{number:05}.pdf"
        path.write_bytes(damage(seeds[name], Random(number)))  # noqa: S311  # damage, no secrets
        written.append(path)
    return written


def _describe(seen: dict[str, list[Seen]], *, seconds: float) -> str:
    kinds = ("read", "refused", "crashed", "hung")
    lines = ["| PDFs | " + " | ".join(kinds) + " | median s | longest s |", "|---" + "|---:" * 6 + "|"]
    for name, some in seen.items():
        counts = Counter(each.became for each in some)
        times = sorted(each.seconds for each in some) or [0.0]
        cells = [f"{len(some):,} {name}", *(str(counts[kind]) for kind in kinds)]
        lines.append("| " + " | ".join([*cells, f"{times[len(times) // 2]:.2f}", f"{times[-1]:.2f}"]) + " |")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _UNITS_PER_MB
    lines += ["", f"{seconds:.0f} s in all; the largest worker process took {peak:.0f} MB."]
    refused = Counter(_kind(each) for some in seen.values() for each in some if each.became == "refused")
    lines += ["", "| refused because | files |", "|---|---:|"]
    lines += [f"| {reason} | {count} |" for reason, count in refused.most_common()]
    wrong = [each for some in seen.values() for each in some if each.became in ("crashed", "hung")]
    return "\n".join([*lines, *(f"\n{each.became}: {each.name}: {each.reason}" for each in wrong)])


def _kind(each: Seen) -> str:
    """The reason without what differs from file to file."""
    said = each.reason.removeprefix(each.name).lstrip(":, ")
    return re.sub(r"\d[\d,.]*", "N", re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "(...)", said))


def _draw(write: Callable[[Canvas, int], object], *, pages: int, packed: bool = True) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, pageCompression=int(packed), invariant=1)
    for page in range(pages):
        write(canvas, page)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _write_page(canvas: Canvas, page: int, *, x: float = 60, width: int = 1) -> None:
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(x, 780, f"{page + 1}. Results of the lantern trial")
    canvas.setFont("Helvetica", 9)
    for line in range(40):
        canvas.drawString(x, 750 - 14 * line, (_SENTENCE.format(12.5 + line, 9, 14 + page))[: 90 // width])


def _write_columns(canvas: Canvas, page: int) -> None:
    _write_page(canvas, page, x=50, width=2)
    _write_page(canvas, page, x=310, width=2)


def _write_table(canvas: Canvas, page: int) -> None:
    for row in range(30):
        canvas.line(50, 760 - 20 * row, 540, 760 - 20 * row)
        for column in range(5):
            canvas.drawString(60 + 95 * column, 745 - 20 * row, f"{row * column + page}.{column} (0.{row:02})")


def _write_forms(canvas: Canvas, page: int) -> None:
    for depth in range(12):
        name = f"form{page}-{depth}"
        canvas.beginForm(name)
        canvas.drawString(60, 700 - 20 * depth, f"Depth {depth} of a form")
        if depth:
            canvas.doForm(f"form{page}-{depth - 1}")
        canvas.endForm()
    canvas.doForm(f"form{page}-11")


def _turn(content: bytes) -> bytes:
    writer = PdfWriter()
    for number, page in enumerate(PdfReader(BytesIO(content)).pages):
        writer.add_page(page.rotate(90 * (number + 1)))
    return _save(writer)


def _lock(content: bytes) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(content))
    writer.encrypt("lantern", algorithm="RC4-128")
    return _save(writer)


def _save(writer: PdfWriter) -> bytes:
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _turn_bytes(content: bytes, chance: Random) -> bytes:
    found = bytearray(content)
    for _ in range(chance.choice([1, 3, 20])):
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def _cut_out(content: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randint(1, 2000) :] or b"%PDF-"


def _cut_short(content: bytes, chance: Random) -> bytes:
    return content[: chance.randint(1, len(content))]


def _double(content: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(content))
    part = content[start : start + chance.randint(1, 4000)]
    return content[:start] + part * chance.randint(2, 20) + content[start:]


def _swap(content: bytes, chance: Random) -> bytes:
    first, second = sorted(chance.randrange(len(content)) for _ in range(2))
    return (
        content[second:] + content[first:second] + content[:first]
        if chance.random() < 0.2
        else (content[:first] + content[second : second + 500] + content[first:])
    )


def _inflate_numbers(content: bytes, chance: Random) -> bytes:
    huge = (b"0", b"-1", b"99999999999", b"1e400", b"2147483648")
    return _change(content, rb"\d+", lambda _: chance.choice(huge), chance)


def _exchange_names(content: bytes, chance: Random) -> bytes:
    names = list(dict.fromkeys(re.findall(rb"/[A-Za-z0-9]+", content))) or [b"/Type"]
    return _change(content, rb"/[A-Za-z0-9]+", lambda _: chance.choice(names), chance)


def _bend_references(content: bytes, chance: Random) -> bytes:
    numbers = list(dict.fromkeys(re.findall(rb"\b(\d+) 0 R", content))) or [b"1"]
    return _change(content, rb"\b\d+ 0 R", lambda _: chance.choice(numbers) + b" 0 R", chance)


def _change(content: bytes, pattern: bytes, by: Callable[[bytes], bytes], chance: Random) -> bytes:
    """Change some of what a pattern finds."""
    share = chance.choice([0.002, 0.01, 0.1])
    return re.sub(pattern, lambda found: by(found[0]) if chance.random() < share else found[0], content)


_DAMAGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _turn_bytes,
    _cut_out,
    _cut_short,
    _double,
    _swap,
    _inflate_numbers,
    _exchange_names,
    _bend_references,
)


if __name__ == "__main__":
    sys.exit(main())
