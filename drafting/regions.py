"""The regions that letters are written for: how each is named, and where adverse events are reported there."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.errors import EvidenceError

DEFAULT = "INT"
_FILE = Path(__file__).parent / "regions.toml"


class RegionError(EvidenceError):
    """A region that is not known."""


@dataclass(frozen=True, slots=True)
class Region:
    """A region with the words that tell that a source is of it."""

    code: str
    name: str
    words: tuple[str, ...]
    authority: str

    def names(self, text: str) -> bool:
        """Whether a source's title, citation or address names the region."""
        return any(re.search(rf"(?<![\w.]){re.escape(word)}(?!\w)", text) for word in self.words)


def find_region(code: str) -> Region:
    """Return the region with this code or name.

    Raises:
        RegionError: There is none.
    """
    for region in list_regions():
        if code.casefold() in (region.code.casefold(), region.name.casefold()):
            return region
    known = ", ".join(f"{region.code} ({region.name})" for region in list_regions())
    raise RegionError(f"region {code!r}: expected one of {known}")


@cache
def list_regions() -> tuple[Region, ...]:
    """Return all regions of ``regions.toml``."""
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Region(code, entry["name"], tuple(entry["words"]), entry["authority"]) for code, entry in entries.items()
    )
