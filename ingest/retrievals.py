"""When each file of a folder was retrieved from a public service: a hidden file beside them, read with them.

A day belongs to a file only while its hash is the file's own: a file that was replaced by hand has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter

RETRIEVALS = ".retrieved.json"


class Retrieval(BaseModel):
    """How one file was had.

    Attributes:
        sha256: Hash of the file.
        fingerprint: Hash of what its record says, without what the service changes every day.
        retrieved: The day on which the record, as it is now, was first seen.
        data_as_of: Time of the service's data then, where it tells one.
    """

    model_config = ConfigDict(frozen=True)

    sha256: str
    fingerprint: str
    retrieved: date
    data_as_of: str | None = None


_ENTRIES = TypeAdapter(dict[str, Retrieval])


def read_retrievals(folder: Path) -> dict[str, Retrieval]:
    """Return the entries of ``folder`` by file name; none where they cannot be read, since files do without them."""
    try:
        return _ENTRIES.validate_json((folder / RETRIEVALS).read_bytes())
    except (OSError, ValueError):
        return {}


def write_retrievals(entries: Mapping[str, Retrieval]) -> bytes:
    """Return what ``read_retrievals`` reads."""
    return _ENTRIES.dump_json(dict(sorted(entries.items())), indent=1)
