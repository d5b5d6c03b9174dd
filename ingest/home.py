"""The state folder: which generation is published, who may write, and who is reading.

    <home>/current                     the number of the published generation
    <home>/writer.lock                 held by the one process that ingests
    <home>/generations/<number>/       a generation; never changed once it was published
    <home>/generations/<number>.lease  held, shared, by everyone who reads that generation

The next generation is built under the number after the published one. It is published by one atomic step, the
replacement of ``current``; until then nobody reads it, and a run that was killed is continued in it. The system drops
the locks of a killed process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import portalocker

from ingest.errors import HomeError, IndexMissingError

_RETRIES = 100  # generations that may be published and removed while one reader tries to open one


class Lease:
    """A reader's hold on one generation: until ``close``, no writer removes it."""

    def __init__(self, folder: Path, file: IO[bytes]) -> None:
        self.folder = folder
        self._file = file

    def close(self) -> None:
        """Let the generation go; a second call does nothing."""
        self._file.close()


class Home:
    """The state folder ``path``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._generations = path / "generations"
        self._current = path / "current"

    def published(self) -> Path | None:
        """Return the folder of the published generation, or ``None`` before the first.

        Raises:
            HomeError: The state folder cannot be read, or says something that was never published.
        """
        try:
            number = self._current.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise HomeError(f"{self._current}: cannot be read; {error}") from error
        if not number.isdigit():
            raise HomeError(
                f"{self._current}: expected a number, found something else; remove it and {self._generations}, "
                "then ingest"
            )
        return self._generations / number

    def next(self) -> Path:
        """Return the folder that the next generation is built in."""
        published = self.published()
        return self._generations / f"{int(published.name) + 1 if published else 1:06}"

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only process that writes here.

        Raises:
            HomeError: Another process is writing, or the folder cannot be written.
        """
        try:
            self._generations.mkdir(parents=True, exist_ok=True)
            file = (self.path / "writer.lock").open("ab")
        except OSError as error:
            raise HomeError(
                f"{self.path}: cannot be written; choose another folder in TRIALCITE_HOME ({error})"
            ) from error
        with file:
            if not _lock(file, portalocker.LOCK_EX):
                raise HomeError(f"{self.path}: another ingestion is running; wait until it has ended")
            yield

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Give the folder of the next generation.

        Raises:
            HomeError: It cannot be written, as when the disk is full; the published generation is untouched.
        """
        folder = self.next()
        try:
            yield folder
        except OSError as error:
            raise HomeError(
                f"{folder}: cannot be written ({error}); free some disk space, then run trialcite ingest again: "
                "it continues, and what was published before can be used meanwhile"
            ) from error

    def publish(self, folder: Path) -> None:
        """Make ``folder`` the generation that readers open from now on, and keep it through a power failure."""
        for path in sorted(folder.rglob("*"), reverse=True):
            flush(path)
        flush(folder)
        flush(folder.parent)
        draft = self.path / "current.new"
        draft.write_text(folder.name, encoding="ascii")
        flush(draft)
        draft.replace(self._current)
        flush(self.path)

    def lease(self) -> Lease:
        """Hold the published generation for reading.

        Raises:
            IndexMissingError: Nothing is published.
            HomeError: The state folder cannot be read.
        """
        for _ in range(_RETRIES):
            folder = self.published()
            if folder is None:
                raise IndexMissingError(f"no index yet in {self.path}: run trialcite ingest")
            lease = self._try_lease(folder)
            if lease:
                return lease
        raise HomeError(f"{folder}: the published generation is missing; run trialcite ingest")

    def remove_unused(self, remove: Callable[[Path], None]) -> None:
        """Have ``remove`` remove every generation but the published and the next one, and those that are being read."""
        kept = (self.published(), self.next())
        for folder in {path.with_suffix("") for path in self._generations.iterdir()}.difference(kept):
            lease = folder.with_suffix(".lease")
            with lease.open("ab") as file:
                if not _lock(file, portalocker.LOCK_EX):
                    continue
                remove(folder)  # what remains is removed next time
                if not folder.exists():
                    lease.unlink(missing_ok=True)

    def _try_lease(self, folder: Path) -> Lease | None:
        """Take the lease first, then see that the generation is still there: a writer removes it in the other order."""
        try:
            file = folder.with_suffix(".lease").open("ab")
        except OSError as error:
            raise HomeError(
                f"{self.path}: cannot be used, since readers too must be able to write in it; allow that, or copy it "
                f"and name the copy in TRIALCITE_HOME ({error})"
            ) from error
        if _lock(file, portalocker.LOCK_SH) and folder.is_dir():
            return Lease(folder, file)
        file.close()
        return None


def _lock(file: IO[bytes], kind: portalocker.LockFlags) -> bool:
    try:
        portalocker.lock(file, kind | portalocker.LOCK_NB)
    except portalocker.LockException:
        return False
    return True


def flush(path: Path) -> None:
    """Have the system write a file or a folder's entries to disk; Windows knows no folders here."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
