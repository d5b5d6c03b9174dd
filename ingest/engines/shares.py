"""What one worker does with its share of the sources: reads and cuts them, embeds and stores their passages.

Nothing here knows who shares the work out.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec
import numpy as np

from ingest.batches import Batch, cut_into_batches
from ingest.contents import SourceContents, cut_passages, names_by_trial
from ingest.embedding import Embedder
from ingest.engines.partitions import Layout
from ingest.errors import EvidenceError
from ingest.generation import Holding
from ingest.index import PassageIndex
from ingest.manifest import Manifest
from ingest.plan import read_general_terms
from ingest.readers import describe_file
from ingest.readers.reading import Description, Reading
from ingest.readers.verified import read_verified
from ingest.records import Passage, Result, Source
from ingest.report import SourceReport

MakeEmbedder = Callable[[], Embedder]


@dataclass(frozen=True, slots=True)
class Share:
    """Sources of one partition that one task reads; their results and passages make one Parquet file each."""

    partition: int
    part: int
    sources: tuple[Source, ...]


def list_files(url: str) -> list[str]:
    """Return the paths of all files of a folder or a bucket, relative to it, sorted."""
    files, root = fsspec.url_to_fs(url)
    return sorted(path.removeprefix(root).lstrip("/") for path in files.find(root))


def describe(url: str, name: str) -> tuple[Description, ...] | str:
    """Return what a file says it holds, or why it cannot be read."""
    try:
        with _bring(url, name) as root:
            return describe_file(root / name)
    except (EvidenceError, OSError) as error:
        return str(error)


class ShareReader:
    """Reads shares, writes their Parquet files, and cuts their passages."""

    def __init__(self, url: str, *, layout: Layout, embedder: Embedder) -> None:
        self._url = url
        self._layout = layout
        self._embedder = embedder
        self._general = read_general_terms()

    def read(self, share: Share) -> Iterator[tuple[SourceReport, tuple[Batch, ...]]]:
        """Yield what became of each source, with the batches of its passages."""
        results: list[Result] = []
        passages: list[Passage] = []
        made: list[tuple[SourceReport, tuple[Batch, ...]]] = []
        for source in share.sources:
            try:
                contents = self._read(source)
            except (EvidenceError, OSError) as error:
                made.append((SourceReport(source.id, "failed", 0, 0, str(error)), ()))
                continue
            own = self._cut(contents)
            results += contents.results
            passages += own
            batches = cut_into_batches(own, model=self._embedder.fingerprint)
            made.append((SourceReport(source.id, "added", len(own), len(contents.results)), batches))
        self._layout.write(share.partition, share.part, results=results, passages=passages)
        yield from made

    def _read(self, source: Source) -> SourceContents:
        assert source.path is not None, "a bare file is its source's"
        with _bring(self._url, source.path) as root:
            reading = read_verified(source, manifest=Manifest(path=root, root=root, listed=False))
        return _to_contents(source, reading)

    def _cut(self, contents: SourceContents) -> tuple[Passage, ...]:
        names_of = names_by_trial([*self._general, *contents.holding.terms])
        return tuple(cut_passages(contents, contents.document, names_of=names_of, embedder=self._embedder))


class PassageStorer:
    """Embeds batches, each for itself, and stores them in the collections of their partitions."""

    def __init__(self, layout: Layout, *, embedder: Embedder) -> None:
        self._layout = layout
        self._embedder = embedder

    def store(self, batches: Sequence[tuple[int, Batch]]) -> None:
        """Store batches with their partitions.

        Raises:
            HomeError: The server does not answer.
        """
        for partition in dict.fromkeys(partition for partition, _ in batches):
            own = [batch for where, batch in batches if where == partition]
            vectors = [self._embedder.embed([passage.text for passage in batch.passages]) for batch in own]
            with closing(PassageIndex(self._layout.place_of(partition), embedder=self._embedder)) as index:
                index.add(
                    [passage for batch in own for passage in batch.passages],
                    vectors=np.concatenate(vectors),
                    batches=[batch.key for batch in own for _ in batch.passages],
                )


def _to_contents(source: Source, reading: Reading) -> SourceContents:
    holding = Holding(source, origin="", digest="", terms=reading.terms, notices=reading.notices)
    return SourceContents(holding, reading.document, reading.disclosures, reading.results, fresh=True)


@contextmanager
def _bring(url: str, name: str) -> Iterator[Path]:
    """Give the folder in which the file lies under its name; a file of a bucket is there for the time being."""
    files: Any
    files, root = fsspec.url_to_fs(url)
    if "file" in files.protocol:
        yield Path(root)
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        files.get_file(f"{root.rstrip('/')}/{name}", str(copy))
        yield Path(folder)
