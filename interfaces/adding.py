"""``trialcite add``: records fetched by their identifiers, and files, into the corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from rich.console import Console

from ingest.embedding import Embedder
from ingest.errors import EvidenceError, FetchError
from ingest.fetched import Change, examine, folder_of, keep
from ingest.fetching import Fetched, Outcome, Services, fetch
from ingest.identifiers import FORMS, Identifier, parse_identifier
from ingest.network import Patience
from ingest.records import Source
from ingest.report import ProgressCallback
from ingest.settings import Settings
from interfaces.ingesting import ingest_with_progress
from interfaces.output import emit, report

PATIENCE = Patience()
"""How long a service is waited for."""

_NOTHING, _NOT_ALL = 2, 1  # exit codes
_CHANGES: Mapping[Change, str] = {
    "new": "fetched, kept",
    "changed": "fetched, has changed, kept",
    "unchanged": "fetched, has not changed, kept before",
}


def add(targets: Sequence[str], *, settings: Settings, progress: ProgressCallback | None = None) -> int:
    """Fetch what is named by an identifier, ingest it and the files that are named, and return the exit code.

    What has the form of an identifier is one, even where a file has that name: ``./12345678`` is the file.

    Raises:
        HomeError: The state folder cannot be written; what it held stays as it was.
    """
    identifiers = list(dict.fromkeys(found for target in targets if (found := parse_identifier(target))))
    named = [target for target in targets if not parse_identifier(target)]
    paths = [Path(target) for target in named if _is_there(target)]
    strangers = [target for target in named if not _is_there(target)]
    for target in strangers:
        report(f"{target!r}: expected {FORMS}, or a file that is there")
    kept = _fetch_and_keep(identifiers, settings=settings) if identifiers else 0
    embedder = Embedder(settings.embedding_model, precision=settings.embedding_precision)
    folders = [folder_of(settings.home)] if kept else []
    codes = [_ingest(path, settings=settings, embedder=embedder, progress=progress) for path in (*folders, *paths)]
    if all(code == _NOTHING for code in codes):
        return _NOTHING
    return _NOT_ALL if strangers or kept < len(identifiers) or any(codes) else 0


def _is_there(target: str) -> bool:
    try:
        return bool(target.strip()) and Path(target).exists()
    except (OSError, ValueError):  # it is too long for a name, or no name at all
        return False


def _fetch_and_keep(identifiers: Sequence[Identifier], *, settings: Settings) -> int:
    """Return how many of the records were fetched and kept."""
    records: list[tuple[Identifier, Source, Fetched]] = []
    failures: defaultdict[str, list[str]] = defaultdict(list)
    for outcome in _fetch(identifiers, settings=settings):
        try:
            if outcome.record is None:
                raise FetchError(outcome.error)
            records.append((outcome.identifier, examine(outcome.record, asked=outcome.identifier), outcome.record))
        except FetchError as error:
            failures[str(error)].append(str(outcome.identifier))
    for reason, names in failures.items():  # a service that cannot be reached is told once
        report(f"{', '.join(names)}: {reason}")
    if records:
        changes = keep([(source, record) for _, source, record in records], home=settings.home, today=_today())
        for identifier, source, _ in records:
            emit(f"{identifier}: {_CHANGES[changes[source.id]]} as {source.id}")
    return len(records)


def _fetch(identifiers: Sequence[Identifier], *, settings: Settings) -> tuple[Outcome, ...]:
    console = Console(stderr=True)
    services = Services(
        registry=settings.registry_url,
        pubmed=settings.pubmed_url,
        email=settings.pubmed_email,
        key=settings.pubmed_key,
    )
    with console.status("fetching records") as status:  # drawn where there is a terminal
        return fetch(
            identifiers, services=services, patience=PATIENCE, tell=lambda one: status.update(f"fetching {one}")
        )


def _ingest(path: Path, *, settings: Settings, embedder: Embedder, progress: ProgressCallback | None) -> int:
    """Return the exit code of one ingestion; that it fails does not stop the next."""
    try:
        return ingest_with_progress(path, settings=settings, embedder=embedder, progress=progress)
    except EvidenceError as error:
        report(str(error))
        return _NOTHING


def _today() -> date:
    return datetime.now().astimezone().date()
