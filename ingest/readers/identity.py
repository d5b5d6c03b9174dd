"""What makes a source known: its id, the hash of its file, the trial that it names."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from ingest.errors import SourceError

_NCT = re.compile(r"\bNCT\d{8}\b")
_TRIAL_TYPES = ("clinical trial", "controlled trial", "equivalence trial")


def find_trial(text: str, *, among: Collection[str] = ()) -> str | None:
    """Return the one registry number that ``text`` names most; ``None`` where two are named equally often.

    Args:
        among: Numbers that alone count, where there are some.
    """
    numbers = (number for number in _NCT.findall(text) if not among or number in among)
    counts: list[tuple[str, int]] = Counter(numbers).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return None
    return counts[0][0]


def make_id(name: str) -> str:
    """Return a source id made from a name: lower-case letters, digits, ``.``, ``_`` and ``-``."""
    return re.sub(r"[^a-z0-9._-]+", "-", name.casefold()).strip("-._") or "source"


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal.

    Raises:
        SourceError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SourceError(f"{path.name}: cannot be read; {error.strerror or error}") from error


def reports_trial(types: Collection[str]) -> bool:
    """Whether a publication of these types, in lower case, reports a trial; a protocol announces one."""
    return any(known in name and "protocol" not in name for known in _TRIAL_TYPES for name in types)
