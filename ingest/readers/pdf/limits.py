"""How much one PDF may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What ends the reading of a file, each with an error of its own.

    Attributes:
        bytes: Of the file; pypdf holds it in memory.
        pages: A clinical study report has up to some thousand.
        characters: Of text; a compressed page can unfold into gigabytes.
        step_seconds: For one page, and for joining the pages at last. A dense page takes a quarter of a second.
        seconds: For the whole file.
        memory: In bytes, of the process that reads; kept where the platform can (not on Windows).
    """

    bytes: int = 200_000_000
    pages: int = 5_000
    characters: int = 20_000_000
    step_seconds: float = 60.0
    seconds: float = 1_200.0
    memory: int = 2_000_000_000


DEFAULT = Limits()
