"""A page of a PDF as a picture, with the cited sentence boxed.

A process of its own draws it, as a damaged file can end the process that opens it. What is drawn is what was read: a
file that has changed since is refused.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import EvidenceError

SECONDS = 20.0
"""A dense page takes half a second."""

MOST_BYTES = 200_000_000
"""Of the file, as when it is read."""

_PROGRAM = "interfaces.page_image_worker"


class PageImageError(EvidenceError):
    """The page cannot be shown; the text of the passage still can."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a quote stands in a PDF.

    Attributes:
        page: Counted from 1.
        share: How far down the page's text the quote begins, from 0 to 1: it tells repeated sentences apart.
    """

    page: int
    quote: str
    share: float


@dataclass(frozen=True, slots=True)
class PageImage:
    """Two PNG pictures.

    Attributes:
        sentence: The sentence with the lines around it; ``None`` where it was not found on the page.
        page: The whole page, with the sentence boxed where it was found.
    """

    sentence: bytes | None
    page: bytes


def draw_page(path: Path, *, sha256: str, spot: Spot) -> PageImage:
    """Return pictures of the page that ``spot`` names.

    Args:
        sha256: Hash of the file that was read.

    Raises:
        PageImageError: The file is missing, is another one by now, or cannot be drawn.
    """
    raw = _read(path, sha256=sha256)
    head = json.dumps({"page": spot.page, "quote": spot.quote, "share": spot.share}).encode()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    try:
        done = subprocess.run(  # noqa: S603  # this same Python, with no shell between
            [sys.executable, "-P", "-m", _PROGRAM],
            input=head + b"\n" + raw,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise PageImageError(f"page {spot.page} of {path.name} cannot be drawn") from error
    lengths, _, pictures = done.stdout.partition(b"\n")
    first, second = json.loads(lengths)
    return PageImage(sentence=pictures[:first] or None, page=pictures[first : first + second])


def _read(path: Path, *, sha256: str) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PageImageError(f"{path.name} is too large to be drawn")
        raw = path.read_bytes()
    except OSError as error:
        raise PageImageError(f"{path.name} is no longer where it was read from") from error
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise PageImageError(f"{path.name} has changed since it was read; ingest it again to see its pages")
    return raw
