"""What a path offers for ingestion: a folder with a manifest, a folder of bare files, or one file."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.errors import ManifestError, SourceError
from ingest.records import PublicationType, Source, Tier, Trial
from ingest.retrievals import read_retrievals

if TYPE_CHECKING:
    from ingest.generation import Catalog
    from ingest.readers.reading import Description

MANIFEST = "sources.toml"
RESULTS_SUFFIXES = (".csv", ".xlsx")
"""Of a bare file whose rows are results of sources that are held already, or that lie beside it."""
_FIGURES = "figures"  # the kind of source that has no file
_Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]  # also the name of a file
_Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a path offers.

    Attributes:
        path: The resolved path that was named: sources remember it as their origin.
        root: The folder that all paths are relative to.
        results_files: ``(path, sha256)`` of each results file.
        vocabularies: ``(trial id, path)`` of each vocabulary file.
        failures: ``(name, reason)`` of each bare file that says too little of itself to be a source.
        listed: Whether a manifest lists the sources, so that their ids are its author's choice.
    """

    path: Path
    root: Path
    trials: tuple[Trial, ...] = ()
    sources: tuple[Source, ...] = ()
    results_files: tuple[tuple[Path, str], ...] = ()
    vocabularies: tuple[tuple[str, Path], ...] = ()
    failures: tuple[tuple[str, str], ...] = ()
    listed: bool = True

    def locate(self, source: Source) -> Path | None:
        """Return the file of a source once its hash is verified; ``None`` when only its figures are held.

        Raises:
            SourceError: The file is missing, or is not the one that was described: by the manifest, or by itself when
                it was looked at first, so that it has changed since.
        """
        if source.path is None:
            return None
        remedy = f"restore the file or mend {MANIFEST}" if self.listed else "it is being written: ingest it once more"
        return verify_file(self.root / source.path, sha256=source.sha256, remedy=remedy)


def read_manifest(path: Path, *, known: Catalog | None = None) -> Manifest:
    """Read what ``path`` offers: its manifest, or else what each file tells of itself.

    Args:
        known: What is held. A bare file that is held as it stands is not asked again.

    Raises:
        ManifestError: There is no such path, or the manifest breaks its rules.
    """
    path = resolve_path(path)
    if (path / MANIFEST).is_file():
        return _read_listed(path)
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file() and not _is_hidden(file.relative_to(path)))
        return _describe_files(files, path=path, root=path, known=known)
    if path.is_file():
        return _describe_files([path], path=path, root=path.parent, known=known)
    raise ManifestError(f"{path}: expected a folder or a file to ingest; nothing is there")


def resolve_path(path: Path) -> Path:
    """Return the path as sources remember it as their origin: a manifest stands for its folder."""
    path = path.resolve()
    return path.parent if path.name == MANIFEST else path


def verify_file(path: Path, *, sha256: str | None, remedy: str = f"restore the file or mend {MANIFEST}") -> Path:
    """Return ``path`` when its contents have the hash ``sha256``.

    Raises:
        SourceError: They do not, or cannot be read.
    """
    try:
        found = _hash_file(path)
    except OSError as error:
        raise SourceError(f"{path.name}: cannot be read ({error.strerror}); put it at {path}") from error
    if found != sha256:
        raise SourceError(f"{path.name}: expected SHA-256 {sha256}, found {found}; {remedy}")
    return path


class _Trial(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    acronym: str | None = None
    title: str
    condition: str | None = None
    identifiers: dict[str, str] = {}
    vocabulary: str | None = None


class _Results(BaseModel):
    model_config = ConfigDict(extra="forbid")

    path: str
    sha256: _Hash


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: _Id
    kind: str
    trial: str | None = None
    title: str
    citation: str
    tier: Tier
    authors: tuple[str, ...] = ()
    identifiers: dict[str, str] = {}
    url: str | None = None
    licence: str | None = None
    publication_type: PublicationType | None = None
    path: str | None = None
    sha256: _Hash | None = None
    retrieved: date | None = None

    @model_validator(mode="after")
    def _has_its_file(self) -> _Source:
        held = self.kind != _FIGURES
        if (self.path is not None, self.sha256 is not None) != (held, held):
            raise ValueError(f"{self.id}: path and sha256 are both needed, and neither for kind {_FIGURES!r}")
        return self


class _Manifest(BaseModel):
    model_config = ConfigDict(extra="forbid")

    trials: tuple[_Trial, ...] = ()
    results: tuple[_Results, ...] = ()
    sources: tuple[_Source, ...] = ()

    @model_validator(mode="after")
    def _names_things_once(self) -> _Manifest:
        ids = Counter([*(trial.id for trial in self.trials), *(source.id for source in self.sources)])
        twice = [key for key, count in ids.items() if count > 1]
        unknown = {source.trial for source in self.sources} - {trial.id for trial in self.trials} - {None}
        if twice or unknown:
            raise ValueError(f"ids given twice: {twice}; trials that no entry describes: {sorted(map(str, unknown))}")
        return self


def _read_listed(root: Path) -> Manifest:
    path = root / MANIFEST
    try:
        listed = _Manifest.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ManifestError(f"{path}: expected a TOML manifest; {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise ManifestError(f"{path}: {where or 'manifest'}: {first['msg']}") from error
    return Manifest(
        path=root,
        root=root,
        trials=tuple(Trial(**_with_pairs(trial.model_dump(exclude={"vocabulary"}))) for trial in listed.trials),
        sources=tuple(Source(**_with_pairs(source.model_dump())) for source in listed.sources),
        results_files=tuple((root / results.path, results.sha256) for results in listed.results),
        vocabularies=tuple((trial.id, root / trial.vocabulary) for trial in listed.trials if trial.vocabulary),
    )


def _with_pairs(entry: dict[str, Any]) -> dict[str, Any]:
    return {**entry, "identifiers": tuple(entry["identifiers"].items())}


def _describe_files(files: Sequence[Path], *, path: Path, root: Path, known: Catalog | None) -> Manifest:
    held = _descriptions_held(known, origin=str(path))
    sources: dict[str, Source] = {}
    trials: dict[str, Trial] = {}
    results: list[tuple[Path, str]] = []
    failures: list[tuple[str, str]] = []
    retrievals = {folder: read_retrievals(folder) for folder in {file.parent for file in files}}
    for file in files:
        name = file.relative_to(root).as_posix()
        try:
            if file.suffix.casefold() in RESULTS_SUFFIXES:
                results.append((file, _hash_file(file)))
                continue
            for found in _describe_again(file, held.get(name, ()), taken=sources):
                retrieval = retrievals[file.parent].get(file.name)
                same = retrieval is not None and retrieval.sha256 == found.source.sha256
                source = replace(
                    found.source,
                    id=_free_id(found.source.id, taken=sources),
                    path=name,
                    retrieved=retrieval.retrieved if retrieval and same else found.source.retrieved,
                )
                sources[source.id] = source
                if found.trial:
                    trials[found.trial.id] = found.trial
        except (SourceError, OSError) as error:
            failures.append((name, str(error)))
    named = {
        source.trial: Trial(id=source.trial, acronym=None, title="") for source in sources.values() if source.trial
    }
    return Manifest(
        path=path,
        root=root,
        trials=tuple((named | trials).values()),
        sources=tuple(sources.values()),
        results_files=tuple(results),
        failures=tuple(failures),
        listed=False,
    )


def _descriptions_held(known: Catalog | None, *, origin: str) -> dict[str, list[Description]]:
    """What the files of an ingested folder said of themselves, by path."""
    from ingest.readers.reading import Description

    trials = {
        trial.id: trial for each in (known.origins if known else ()) if each.path == origin for trial in each.trials
    }
    held: defaultdict[str, list[Description]] = defaultdict(list)
    for holding in known.holdings if known else ():
        if holding.origin == origin and holding.source.path is not None:
            trial = trials.get(holding.source.trial or "")
            held[holding.source.path].append(Description(holding.source, trial if trial and trial.title else None))
    return held


def _describe_again(file: Path, held: Sequence[Description], *, taken: Container[str]) -> Sequence[Description]:
    """What a file says of itself; what it said before where it is the same, without a reading."""
    from ingest.readers import describe_file

    if held and not any(each.source.id in taken for each in held):
        found = _hash_file(file)
        if all(each.source.sha256 == found for each in held):
            return held
    return describe_file(file)


def _free_id(wanted: str, *, taken: Iterable[str]) -> str:
    """Number files of one name; they are read in the order of their paths, so that each keeps its number."""
    number = 1
    while (candidate := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    return candidate


def _hash_file(path: Path) -> str:
    found = path.stat()
    return _hash_once(path, (found.st_mtime_ns, found.st_ctime_ns, found.st_size))


@lru_cache(maxsize=1)  # a file of a thousand records is verified for each of them
def _hash_once(path: Path, stamp: tuple[int, ...]) -> str:
    del stamp  # a file that was written since has another
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
