"""Files without a manifest: each says itself what it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import SourceError
from ingest.manifest import Manifest, hash_file
from ingest.records import Source, Trial
from ingest.retrievals import Retrieval, read_retrievals

if TYPE_CHECKING:
    from ingest.generation import Catalog
    from ingest.readers.reading import Description

RESULTS_SUFFIXES = (".csv", ".xlsx")
"""Of a bare file whose rows are results of sources that are held already, or that lie beside it."""


class BareFiles:
    """What files say of themselves, gathered in the order of their paths.

    Attributes:
        sources: By the id that each has here.
    """

    def __init__(self) -> None:
        self.sources: dict[str, Source] = {}
        self._trials: dict[str, Trial] = {}
        self._failures: list[tuple[str, str]] = []

    def add(self, name: str, described: Iterable[Description]) -> None:
        """Take what the file ``name`` says it holds."""
        for found in described:
            source = replace(found.source, id=_free_id(found.source.id, taken=self.sources), path=name)
            self.sources[source.id] = source
            if found.trial:
                self._trials[found.trial.id] = found.trial

    def fail(self, name: str, reason: str) -> None:
        """Take why the file ``name`` is no source."""
        self._failures.append((name, reason))

    def offer(self, path: Path, *, root: Path, results_files: Sequence[tuple[Path, str]] = ()) -> Manifest:
        """Return all of it as what ``path`` offers; a trial that nothing describes has its number alone."""
        named = {
            source.trial: Trial(id=source.trial, acronym=None, title="")
            for source in self.sources.values()
            if source.trial
        }
        return Manifest(
            path=path,
            root=root,
            trials=tuple((named | self._trials).values()),
            sources=tuple(self.sources.values()),
            results_files=tuple(results_files),
            failures=tuple(self._failures),
            listed=False,
        )


def describe_files(files: Sequence[Path], *, path: Path, root: Path, known: Catalog | None) -> Manifest:
    """Return what files say of themselves.

    Args:
        path: What was named: their folder, or the one file.
        root: What their paths are relative to.
        known: What is held. A file that is held as it stands is not asked again.
    """
    held = _descriptions_held(known, origin=str(path))
    retrievals_of = cache(read_retrievals)  # one file for a folder of thousands
    found = BareFiles()
    results: list[tuple[Path, str]] = []
    for file in files:
        name = file.relative_to(root).as_posix()
        try:
            if file.suffix.casefold() in RESULTS_SUFFIXES:
                results.append((file, hash_file(file)))
            else:
                described = _describe_again(file, held.get(name, ()), taken=found.sources)
                found.add(name, _with_retrieval(described, retrievals_of(file.parent).get(file.name)))
        except (SourceError, OSError) as error:
            found.fail(name, str(error))
    return found.offer(path, root=root, results_files=results)


def is_hidden(path: Path) -> bool:
    """Whether a file, or a folder above it, is hidden by the dot before its name."""
    return any(part.startswith(".") for part in path.parts)


def _with_retrieval(described: Iterable[Description], retrieval: Retrieval | None) -> Iterable[Description]:
    """The same with the day on which the file was fetched, if it is still the one that was."""
    for each in described:
        same = retrieval is not None and retrieval.sha256 == each.source.sha256
        retrieved = retrieval.retrieved if retrieval and same else each.source.retrieved
        yield replace(each, source=replace(each.source, retrieved=retrieved))


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
        found = hash_file(file)
        if all(each.source.sha256 == found for each in held):
            return held
    return describe_file(file)


def _free_id(wanted: str, *, taken: Iterable[str]) -> str:
    """Number files of one name; they are read in the order of their paths, so that each keeps its number."""
    number = 1
    while (candidate := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    return candidate
