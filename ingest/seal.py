"""Whether the files of a generation are as they were published: a list of them with their sizes.

A disk that fails, or a copy that breaks off, leaves files that are cut short or missing. Chroma reads a database that
was cut to nothing as an empty one, and vectors that were cut short end the process, as does a table that is read
through mmap: so sizes are compared first. Files may grow: whoever opens Chroma's database adds a row.
"""

from __future__ import annotations

import json
from pathlib import Path

from ingest.errors import HomeError

SEAL = "files.json"


def seal(folder: Path) -> None:
    """Write down which files ``folder`` holds, and how large they are."""
    sizes = {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != SEAL
    }
    (folder / SEAL).write_text(json.dumps(sizes), encoding="utf-8")


def find_damage(folder: Path, *, below: str = "") -> tuple[str, ...]:
    """Return the files of a sealed folder that are missing or shorter than they were; none where nothing was sealed.

    Args:
        below: Only this file, or the files of this folder, within it.
    """
    try:
        sizes = json.loads((folder / SEAL).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError):
        return (SEAL,)
    wanted = (name for name in sizes if not below or name == below or name.startswith(f"{below}/"))
    return tuple(name for name in wanted if _find_size(folder / name) < sizes[name])


def refuse_damage(folder: Path, *, below: str) -> None:
    """See that a part of a sealed folder can be opened.

    Raises:
        HomeError: It was cut short.
    """
    damaged = find_damage(folder, below=below)
    if damaged:
        raise HomeError(f"{folder / damaged[0]}: missing, or cut short; run trialcite ingest, which builds it anew")


def _find_size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
