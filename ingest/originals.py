"""The file that a source was read from, as it lies on disk now."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Literal

from ingest.records import Source

State = Literal["as it was read", "changed", "missing"]
_KEPT = 4096  # hashes of files that have not been written to since


def check_original(source: Source, *, file: Path | None) -> State | None:
    """Return what became of the file of a source; ``None`` where there is none."""
    if file is None:
        return None
    try:
        known = file.stat()
        found = _hash(file, changed=known.st_mtime_ns, size=known.st_size)
    except OSError:
        return "missing"
    return "as it was read" if found == source.sha256 else "changed"


@lru_cache(maxsize=_KEPT)
def _hash(path: Path, *, changed: int, size: int) -> str:
    """A file is read again only once it was written to."""
    del changed, size
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
