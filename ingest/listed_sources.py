"""A manifest: the sources of a folder as its author lists them, in ``sources.toml``."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.errors import ManifestError
from ingest.manifest import MANIFEST, Manifest
from ingest.records import PublicationType, Source, Tier, Trial

_FIGURES = "figures"  # the kind of source that has no file
_Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]  # also the name of a file
_Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


def read_listed(root: Path) -> Manifest:
    """Read the manifest of a folder.

    Raises:
        ManifestError: It breaks its rules.
    """
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
