"""Where the passage index of a generation lies: in a folder of its own, or in a collection of a Chroma server."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

from ingest.errors import HomeError

_FOLDER = "chroma"
_SERVED = "index.json"  # written before the first passage; without it the index lies in the folder


@dataclass(frozen=True, slots=True)
class ServerPlace:
    """A collection of a Chroma server.

    Attributes:
        url: Of the server; it has no authentication of its own, so it is on loopback or behind a proxy.
        collection: A name that no other generation of any home has.
    """

    url: str
    collection: str

    def __str__(self) -> str:
        return f"{self.url}, collection {self.collection}"


Place = Path | ServerPlace


def choose_place(folder: Path, *, server: str | None) -> Place:
    """Return where the index of the generation in ``folder`` is to be built, and write it down there.

    Raises:
        OSError: It cannot be written.
    """
    if server is None:
        (folder / _SERVED).unlink(missing_ok=True)
        return folder / _FOLDER
    known = find_place(folder)
    if isinstance(known, ServerPlace) and known.url == server:
        return known
    place = ServerPlace(server, f"trialcite-{uuid4().hex}")
    (folder / _SERVED).write_text(json.dumps(asdict(place)), encoding="utf-8")
    return place


def find_place(folder: Path) -> Place:
    """Return where the index of the generation in ``folder`` lies.

    Raises:
        HomeError: What says so cannot be read.
    """
    try:
        return ServerPlace(**json.loads((folder / _SERVED).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return folder / _FOLDER
    except (OSError, TypeError, ValueError) as error:
        raise HomeError(f"{folder / _SERVED}: cannot be read; run trialcite ingest PATH --sync ({error})") from error


def is_at(place: Place, *, server: str | None) -> bool:
    """Whether ``place`` is on that server; ``None`` for a folder of its own."""
    return (place.url if isinstance(place, ServerPlace) else None) == server
