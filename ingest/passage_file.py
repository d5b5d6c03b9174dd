"""The passages of one generation: a memory-mapped file, of which a passage is read when it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cached_property
from typing import Self, overload

import numpy as np
import pyarrow as pa

from ingest.arrow_file import Codes, StoredRows, place_rows
from ingest.records import Passage

_INTEGERS = ("start", "end", "page")
_REPEATED = ("source", "trial", "kind", "section")
_ROWS_AT_ONCE = 1000


def _type(name: str) -> pa.DataType:
    if name in _INTEGERS:
        return pa.int64()
    return pa.dictionary(pa.int32(), pa.string()) if name in _REPEATED else pa.large_string()


_SCHEMA = pa.schema([(field.name, _type(field.name)) for field in fields(Passage)])


class Passages(StoredRows, Sequence[Passage]):
    """Passages in order of ingestion; their rows count from 0."""

    _schema = _SCHEMA

    def __init__(self, passages: Iterable[Passage] = ()) -> None:
        rows = list(passages)
        columns = [pa.array([getattr(row, field.name) for row in rows], field.type) for field in _SCHEMA]
        self._columns = pa.table(columns, schema=_SCHEMA)

    @classmethod
    def of(cls, columns: pa.Table) -> Self:
        """Return the passages of a table with the columns of ``columns``."""
        opened = cls.__new__(cls)
        opened._columns = columns.cast(_SCHEMA)  # noqa: SLF001  # one of our own
        return opened

    @property
    def columns(self) -> pa.Table:
        """The passages as a table."""
        return self._columns

    def __len__(self) -> int:
        return int(self._columns.num_rows)

    @overload
    def __getitem__(self, row: int) -> Passage: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, row: int | slice) -> Passage | tuple[Passage, ...]:
        wanted = range(len(self))[row]
        return self.at([wanted])[0] if isinstance(wanted, int) else self.at(wanted)

    def __iter__(self) -> Iterator[Passage]:
        for start in range(0, len(self), _ROWS_AT_ONCE):
            yield from self[start : start + _ROWS_AT_ONCE]

    def at(self, rows: Sequence[int] | np.ndarray) -> tuple[Passage, ...]:
        """Return the passages of these rows."""
        columns = self._columns.take(place_rows(rows)).to_pydict()
        return tuple(Passage(*row) for row in zip(*columns.values(), strict=True))

    def get(self, key: str) -> Passage:
        """Return the passage with this id.

        Raises:
            KeyError: There is none.
        """
        return self[self._rows[key]]

    def ids(self, rows: Sequence[int] | np.ndarray) -> list[str]:
        """Return the ids of these rows."""
        found: list[str] = self._columns["id"].take(place_rows(rows)).to_pylist()
        return found

    def of_trial(self, trial: str) -> np.ndarray:
        """Return the rows of a trial, ascending."""
        return self._trials.rows_with(trial)

    def of_source(self, source: str) -> np.ndarray:
        """Return the rows of a source, ascending."""
        return self._sources.rows_with(source)

    def is_in_scope(self, key: str, *, trial: str | None, kinds: Collection[str] | None) -> bool:
        """Whether a passage is of this trial and one of these kinds; ``None`` restricts nothing."""
        row = self._rows[key]
        of_trial = trial is None or self._trials.text_of(row) == trial
        return of_trial and (kinds is None or self._kinds.text_of(row) in kinds)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {key: row for row, key in enumerate(self._columns["id"].to_pylist())}

    @cached_property
    def _trials(self) -> Codes:
        return Codes(self._columns["trial"])

    @cached_property
    def _sources(self) -> Codes:
        return Codes(self._columns["source"])

    @cached_property
    def _kinds(self) -> Codes:
        return Codes(self._columns["kind"])
