"""A partitioned corpus: results and passages in Parquet files, and vectors in Chroma, by hash of the trial.

    <folder>/current.json                                     what is published
    <folder>/<fingerprint>/results/partition=07/000.parquet   columns as in ``ingest.columns``
    <folder>/<fingerprint>/passages/partition=07/000.parquet
    collection trialcite-<fingerprint>-07 of the Chroma server

The folder may lie in a bucket (any address that fsspec knows). A run that was killed is made again under the same
names, and nothing is published before all of it is written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from ingest.columns import SCHEMA, decode, to_columns
from ingest.errors import HomeError
from ingest.passage_file import Passages
from ingest.places import ServerPlace
from ingest.records import Passage, Result
from ingest.table import ResultsTable

_CURRENT = "current.json"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a partitioned corpus lie.

    Attributes:
        folder: Address of the folder.
        fingerprint: Of the sources and the model.
        partitions: How many there are.
        server: Address of the Chroma server.
    """

    folder: str
    fingerprint: str
    partitions: int
    server: str

    def partition_of(self, trial: str) -> int:
        """Return the partition of a trial; of a source without one, of its id."""
        return int.from_bytes(hashlib.sha256(trial.encode()).digest()[:8], "big") % self.partitions

    def place_of(self, partition: int) -> ServerPlace:
        """Return the collection of a partition."""
        return ServerPlace(self.server, f"trialcite-{self.fingerprint}-{partition:02}")

    def write(self, partition: int, part: int, *, results: Sequence[Result], passages: Sequence[Passage]) -> None:
        """Write the results and passages of some sources of a partition, in place of those of an earlier try."""
        columns = to_columns(results)
        plain = pa.table({name: decode(columns[name]) for name in SCHEMA.names})
        for kind, table in (("results", plain), ("passages", Passages(passages).columns)):
            path = f"{self._path(kind, partition)}/{part:03}.parquet"
            files, inner = fsspec.url_to_fs(path)
            files.makedirs(inner.rpartition("/")[0], exist_ok=True)
            with files.open(inner, "wb") as file:
                pq.write_table(table, file)

    def read_results(self, trial: str | None = None) -> ResultsTable:
        """Return the results of all trials, or those of one from its partition alone."""
        partition = "*" if trial is None else self.partition_of(trial)
        tables = [pq.read_table(file).cast(SCHEMA) for file in self._open_all("results", partition)]
        table = ResultsTable.of_columns(tables)
        return table if trial is None else ResultsTable(table.results(trial=trial))

    def read_passages(self) -> tuple[Passage, ...]:
        """Return the passages of all sources, by partition."""
        return tuple(
            passage for file in self._open_all("passages", "*") for passage in Passages.of(pq.read_table(file))
        )

    def publish(self) -> None:
        """Make this the corpus that ``open_layout`` finds in the folder."""
        with fsspec.open(f"{self.folder}/{_CURRENT}", "w", encoding="utf-8") as file:
            json.dump(asdict(self), file)

    def _path(self, kind: str, partition: int | str) -> str:
        number = f"{partition:02}" if isinstance(partition, int) else partition
        return f"{self.folder}/{self.fingerprint}/{kind}/partition={number}"

    def _open_all(self, kind: str, partition: int | str) -> Iterator[Any]:
        files, pattern = fsspec.url_to_fs(f"{self._path(kind, partition)}/*.parquet")
        for path in sorted(files.glob(pattern)):
            with files.open(path, "rb") as file:
                yield file


def open_layout(folder: str) -> Layout:
    """Return the layout that was published last in a folder.

    Raises:
        HomeError: None was.
    """
    try:
        with fsspec.open(f"{folder}/{_CURRENT}", encoding="utf-8") as file:
            return Layout(**json.load(file) | {"folder": folder})
    except (OSError, ValueError, TypeError) as error:
        remedy = "run trialcite ingest PATH --engine ray"
        raise HomeError(f"{folder}: no partitioned corpus here; {remedy} ({error})") from error
