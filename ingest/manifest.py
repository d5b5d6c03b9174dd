"""What a path offers for ingestion, and the files behind it, verified by their hashes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.errors import SourceError
from ingest.records import Source, Trial

MANIFEST = "sources.toml"


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
        found = hash_file(path)
    except OSError as error:
        raise SourceError(f"{path.name}: cannot be read ({error.strerror}); put it at {path}") from error
    if found != sha256:
        raise SourceError(f"{path.name}: expected SHA-256 {sha256}, found {found}; {remedy}")
    return path


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file's contents, in hexadecimal digits.

    Raises:
        OSError: It cannot be read.
    """
    found = path.stat()
    return _hash_once(path, (found.st_mtime_ns, found.st_ctime_ns, found.st_size))


@lru_cache(maxsize=1)  # a file of a thousand records is verified for each of them
def _hash_once(path: Path, stamp: tuple[int, ...]) -> str:
    del stamp  # a file that was written since has another
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
