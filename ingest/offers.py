"""What a path offers for ingestion: a folder with a manifest, a folder of bare files, or one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ingest.bare_files import describe_files, is_hidden
from ingest.errors import ManifestError
from ingest.listed_sources import read_listed
from ingest.manifest import MANIFEST, Manifest, resolve_path

if TYPE_CHECKING:
    from ingest.generation import Catalog


def read_manifest(path: Path, *, known: Catalog | None = None) -> Manifest:
    """Read what ``path`` offers: its manifest, or else what each file tells of itself.

    Args:
        known: What is held. A bare file that is held as it stands is not asked again.

    Raises:
        ManifestError: There is no such path, or the manifest breaks its rules.
    """
    path = resolve_path(path)
    if (path / MANIFEST).is_file():
        return read_listed(path)
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file() and not is_hidden(file.relative_to(path)))
        return describe_files(files, path=path, root=path, known=known)
    if path.is_file():
        return describe_files([path], path=path, root=path.parent, known=known)
    raise ManifestError(f"{path}: expected a folder or a file to ingest; nothing is there")
