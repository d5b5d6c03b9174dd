"""What a path offers for ingestion: a folder with a manifest, a folder of bare files, or one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ingest.bare_files import describe_files, is_hidden
from ingest.errors import ManifestError
from ingest.listed_sources import read_listed
from ingest.manifest import MANIFEST, Manifest, resolve_path
from ingest.trial_ties import tie_sources

if TYPE_CHECKING:
    from ingest.generation import Catalog


def read_manifest(path: Path, *, known: Catalog | None = None, trial: str | None = None) -> Manifest:
    """Read what ``path`` offers: its manifest, or else what each file tells of itself.

    Args:
        known: What is held. A bare file that is held as it stands is not asked again.
        trial: Registry number or acronym of the trial of the bare files that name none.

    Raises:
        ManifestError: There is no such path, the manifest breaks its rules, or no trial has the name given.
    """
    trials = [trial for origin in (known.origins if known else ()) for trial in origin.trials]
    return tie_sources(_read(resolve_path(path), known=known), known=trials, named=trial)


def _read(path: Path, *, known: Catalog | None) -> Manifest:
    if (path / MANIFEST).is_file():
        return read_listed(path)
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file() and not is_hidden(file.relative_to(path)))
        return describe_files(files, path=path, root=path, known=known)
    if path.is_file():
        return describe_files([path], path=path, root=path.parent, known=known)
    raise ManifestError(f"{path}: expected a folder or a file to ingest; nothing is there")
