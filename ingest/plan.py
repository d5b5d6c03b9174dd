"""What an ingestion has to do, decided by content hashes before anything is read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import EvidenceError, SourceError
from ingest.generation import FORMAT, Catalog, Holding, Origin
from ingest.manifest import Manifest, verify_file
from ingest.plain import fields_of, to_plain
from ingest.records import Source
from ingest.vocabulary import CLINICAL_TERMS, Term
from ingest.vocabulary_file import read_terms


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be done with every source.

    Attributes:
        origin: What the ingested path says beside its sources, with the hash of its results files as they are now.
        general_terms: Terms that hold for any trial.
        to_read: Sources that are new or changed, as they will be held.
        unchanged: Sources that are listed and held already.
        failed: Sources that are held already, and stay as they are because their file cannot be had.
        others: Sources of other origins, which stay as they are.
        removed: Sources that the origin no longer lists.
        failures: Why sources or results files failed, by source id or path.
        read_results: Whether the results files have to be read.
    """

    manifest: Manifest
    origin: Origin
    general_terms: tuple[Term, ...]
    to_read: tuple[Holding, ...]
    unchanged: tuple[Holding, ...]
    failed: tuple[Holding, ...]
    others: tuple[Holding, ...]
    removed: tuple[Holding, ...]
    failures: Mapping[str, str] = field(default_factory=dict)
    read_results: bool = False


def read_general_terms() -> tuple[Term, ...]:
    """Return the terms that hold for any trial; none where their file is not there.

    Raises:
        VocabularyError: The file is broken.
    """
    return read_terms(CLINICAL_TERMS) if CLINICAL_TERMS.is_file() else ()


def make_plan(manifest: Manifest, *, before: Catalog | None, sync: bool) -> Plan:
    """Compare what a path offers with what is held.

    Args:
        before: What is held; ``None`` when nothing is.
        sync: Whether the sources of other origins are to be removed.

    Raises:
        VocabularyError: A vocabulary file is broken.
    """
    held = {holding.source.id: holding for holding in (before.holdings if before else ())}
    failures = dict(manifest.failures)
    listed = [holding for source in manifest.sources if (holding := _examine(manifest, source, held, failures))]
    unchanged = [holding for holding in listed if _is_held(holding, held)]
    failed = [held[key] for key in _find_failed(manifest, held, failures)]
    mentioned = {holding.source.id for holding in (*listed, *failed)}
    rest = [holding for key, holding in held.items() if key not in mentioned]
    to_read = [holding for holding in listed if not _is_held(holding, held)]
    origin = _describe_origin(manifest, failures)
    earlier = next((known for known in (before.origins if before else ()) if known.path == origin.path), None)
    return Plan(
        manifest=manifest,
        origin=origin,
        general_terms=read_general_terms(),
        to_read=tuple(to_read),
        unchanged=tuple(unchanged),
        failed=tuple(failed),
        others=tuple(holding for holding in rest if not (sync or _is_of(manifest, holding))),
        removed=tuple(holding for holding in rest if sync or _is_of(manifest, holding)),
        failures=failures,
        read_results=bool(to_read) or earlier is None or earlier.results_digest != origin.results_digest,
    )


def plan_renewal(before: Catalog, *, without: Collection[str]) -> Plan:
    """Keep what is held as it is, without some sources; nothing is read."""
    origin = before.origins[0]
    path = Path(origin.path)
    return Plan(
        manifest=Manifest(path=path, root=path),
        origin=origin,
        general_terms=before.terms,
        to_read=(),
        unchanged=(),
        failed=(),
        others=tuple(holding for holding in before.holdings if holding.source.id not in without),
        removed=tuple(holding for holding in before.holdings if holding.source.id in without),
    )


def fingerprint(
    holdings: Iterable[Holding],
    *,
    origins: Iterable[Origin],
    terms: Iterable[Term],
    model: str,
    confirmed: Sequence[object] = (),
) -> str:
    """Return the hash of what a generation is made from, 16 hexadecimal digits; where it came from does not matter."""
    content = [
        FORMAT,
        model,
        sorted((holding.source.id, holding.digest) for holding in holdings),
        sorted(json.dumps([fields_of(origin) | {"path": None}], default=to_plain) for origin in origins),
        list(terms),
        *confirmed,
    ]
    return _digest(content)[:16]


def _examine(
    manifest: Manifest, source: Source, held: Mapping[str, Holding], failures: dict[str, str]
) -> Holding | None:
    """Return the source as it would be held, or note in ``failures`` why it cannot be."""
    try:
        manifest.locate(source)
        _refuse_namesake(manifest, source, held.get(source.id))
    except SourceError as error:
        failures[source.id] = str(error)
        return None
    return Holding(source=source, origin=str(manifest.path), digest=_digest(source))


def _refuse_namesake(manifest: Manifest, source: Source, other: Holding | None) -> None:
    """A bare file's id is made from its name: it must not replace another file that has the same."""
    if manifest.listed or other is None or source.path is None or other.source.sha256 == source.sha256:
        return
    if other.file != manifest.root / source.path:
        raise SourceError(
            f"{source.path}: a source named {source.id!r} is held already, from {other.origin}; rename the file, "
            "or, where both are one record, replace the file there and ingest it again"
        )


def _is_held(holding: Holding, held: Mapping[str, Holding]) -> bool:
    known = held.get(holding.source.id)
    return known is not None and known.digest == holding.digest


def _find_failed(manifest: Manifest, held: Mapping[str, Holding], failures: Mapping[str, str]) -> list[str]:
    """Ids of sources that are held and failed now, by id or, for a bare file, by its path."""
    origin = str(manifest.path)
    return [
        key
        for key, holding in held.items()
        if key in failures or (holding.origin == origin and holding.source.path in failures)
    ]


def _is_of(manifest: Manifest, holding: Holding) -> bool:
    """Whether a source came from this path, or from one file within this folder of bare files."""
    origin = Path(holding.origin)
    return origin == manifest.path or (
        not manifest.listed and holding.file == origin and manifest.path in origin.parents
    )


def _describe_origin(manifest: Manifest, failures: dict[str, str]) -> Origin:
    terms = [term for trial, path in manifest.vocabularies for term in read_terms(path, trial=trial)]
    hashes = []
    for path, sha256 in manifest.results_files:
        try:
            verify_file(path, sha256=sha256)
            hashes.append(sha256)
        except EvidenceError as error:
            failures[path.relative_to(manifest.root).as_posix()] = str(error)
    return Origin(
        path=str(manifest.path),
        trials=manifest.trials,
        terms=tuple(terms),
        results_digest=_digest(hashes) if hashes else "",
    )


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=to_plain).encode()).hexdigest()
