"""Files that persons hand in: kept in the state folder, and ingested from there like any others.

<home>/uploads/<name>    as it was handed in
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

from ingest.errors import SourceError
from ingest.home import Home
from ingest.readers import DESCRIBERS

UPLOAD_TYPES = tuple(sorted(suffix.removeprefix(".") for suffix in DESCRIBERS))
"""Suffixes of files that can be handed in, without their dot."""
LARGEST_MEGABYTES = 50
"""Of one file: a long article with its pictures has 20."""
MOST_FILES = 10
"""At a time."""
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 100


def folder_of_uploads(home: Path) -> Path:
    """Return where the files are kept."""
    return home / "uploads"


def keep_upload(name: str, content: bytes, *, home: Path) -> Path:
    """Keep one file, and return where.

    Raises:
        SourceError: It is too large, empty, of a kind that is not read, or another file of that name is kept.
        HomeError: Another process is writing, or the folder cannot be written.
    """
    safe = _name_safely(name, content)
    suffix = Path(safe).suffix.casefold()
    if suffix not in DESCRIBERS:
        raise SourceError(f"{name}: expected a file of type {', '.join(UPLOAD_TYPES)}; convert it to one of them")
    if not content:
        raise SourceError(f"{name}: is empty; hand in the whole file")
    if len(content) > LARGEST_MEGABYTES * 1_000_000:
        raise SourceError(f"{name}: has more than {LARGEST_MEGABYTES} MB; ingest it on the command line")
    target = folder_of_uploads(home) / safe
    with Home(home).writing():
        target.parent.mkdir(exist_ok=True)
        if target.is_file() and target.read_bytes() != content:
            raise SourceError(f"{name}: another file of this name was handed in before; rename this one")
        target.write_bytes(content)
    return target


def _name_safely(name: str, content: bytes) -> str:
    """A name that is one in every file system, and that leads nowhere else; by its content where no letter is left."""
    last = Path(name.replace("\\", "/")).name.strip()
    stem, dot, suffix = last.rpartition(".")
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    kept = _UNSAFE.sub("-", plain).strip(".-")[:_LONGEST_NAME]
    return f"{kept or hashlib.sha256(content).hexdigest()[:12]}{dot}{_UNSAFE.sub('', suffix).casefold()}"
