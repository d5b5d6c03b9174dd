"""The records that were fetched, kept as files that are ingested like any others.

    <home>/fetched/<source id>.json or .xml    as the service gave it
    <home>/fetched/.retrieved.json             the day of each, and how old the service's data were

A record is kept once its reader has read it whole. Its file is replaced in one step, and then its entry: a run that
ends in between leaves a file without a day, and the next one that fetches the record writes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from ingest.errors import FetchError, HomeError, SourceError
from ingest.fetching import Fetched
from ingest.home import Home, flush
from ingest.identifiers import Identifier
from ingest.readers import describe_file, read_source
from ingest.records import Source
from ingest.retrievals import RETRIEVALS, Retrieval, read_retrievals, write_retrievals

Change = Literal["new", "changed", "unchanged"]


def folder_of(home: Path) -> Path:
    """Return the folder in ``home`` that holds what was fetched."""
    return home / "fetched"


def examine(record: Fetched, *, asked: Identifier) -> Source:
    """Return the source that a record says it is, once its reader has read it whole. Nothing is kept.

    Raises:
        FetchError: It cannot be read, holds several sources, or is not what was asked for.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"record{record.suffix}"
        try:
            path.write_bytes(record.content)
            sources = [found.source for found in describe_file(path)]
            if len(sources) != 1:
                raise FetchError(f"expected the record of one source, found {len(sources)}; try again later")
            read_source(path, source=sources[0])
        except SourceError as error:
            raise FetchError(f"what came cannot be read, and nothing was kept of it: {error}") from error
        except OSError as error:
            raise FetchError(f"{folder}: cannot be written ({error}); free some disk space") from error
    _refuse_other(sources[0], asked)
    return sources[0]


def keep(records: Iterable[tuple[Source, Fetched]], *, home: Path, today: date) -> dict[str, Change]:
    """Keep records that were examined, and return by source id what that changed.

    A record that says what its file says already leaves file and day as they are.

    Raises:
        HomeError: Another process is writing, or ``home`` cannot be written; a file is either the old one or the new.
    """
    folder = folder_of(home)
    changes: dict[str, Change] = {}
    with Home(home).writing():
        try:
            folder.mkdir(exist_ok=True)
            for source, record in records:
                changes[source.id] = _keep(record, folder=folder, name=f"{source.id}{record.suffix}", today=today)
        except OSError as error:
            raise HomeError(
                f"{folder}: cannot be written ({error}); free some disk space, then run trialcite add again: "
                "what was there before is as it was"
            ) from error
    return changes


def _keep(record: Fetched, *, folder: Path, name: str, today: date) -> Change:
    entries = read_retrievals(folder)
    path, known = folder / name, entries.get(name)
    there = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    if known and known.sha256 == there and known.fingerprint == record.fingerprint:
        return "unchanged"
    entry = Retrieval(
        sha256=hashlib.sha256(record.content).hexdigest(),
        fingerprint=record.fingerprint,
        retrieved=today,
        data_as_of=record.as_of,
    )
    _replace(path, record.content)
    _replace(folder / RETRIEVALS, write_retrievals({**entries, name: entry}))
    return "changed" if there else "new"


def _replace(path: Path, content: bytes) -> None:
    """Write a file so that others see the old or the new one, and never a part; the draft is hidden from ingestion."""
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.write_bytes(content)
        flush(draft)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    flush(path.parent)


def _refuse_other(source: Source, asked: Identifier) -> None:
    found = dict(source.identifiers).get(asked.kind)
    if asked.kind != "nct" and (found or "").casefold() != asked.value.casefold():
        raise FetchError(f"expected the article {asked}, found one with {asked.kind} {found}; check it")
