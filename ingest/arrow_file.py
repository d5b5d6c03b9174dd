"""Arrow files that are read through mmap: opening one reads its end, and rows are read when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import pyarrow as pa

from ingest.errors import HomeError


def write_table(table: pa.Table, path: Path) -> None:
    """Write a table as one file."""
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table.combine_chunks())


def open_table(path: Path, *, schema: pa.Schema) -> pa.Table:
    """Open a table that ``write_table`` wrote.

    Raises:
        HomeError: There is no such file, it is damaged, or another version of the program wrote it.
    """
    remedy = "run trialcite ingest PATH --sync"
    try:
        stored = pa.ipc.open_file(pa.memory_map(str(path))).read_all()
    except (OSError, ValueError) as error:  # pyarrow.ArrowInvalid is a ValueError
        raise HomeError(f"{path}: cannot be read; {remedy} ({error})") from error
    if not stored.schema.equals(schema):
        raise HomeError(f"{path}: written by another version of the program; {remedy}")
    return stored


class StoredRows:
    """Rows that lie in one file; a class of rows names its schema, and makes the columns of new ones."""

    _schema: ClassVar[pa.Schema]
    _columns: pa.Table

    @classmethod
    def read(cls, path: Path) -> Self:
        """Open what ``write`` wrote.

        Raises:
            HomeError: There is no such file, it is damaged, or another version of the program wrote it.
        """
        opened = cls.__new__(cls)
        opened._columns = open_table(path, schema=cls._schema)  # noqa: SLF001  # one of our own
        return opened

    def write(self, path: Path) -> None:
        """Write all rows as one file."""
        write_table(self._columns, path)


def place_rows(rows: Sequence[int] | np.ndarray) -> pa.Array:
    """Return row numbers as Arrow takes them; made by ``pa.array`` they would have it import pandas."""
    numbers = np.ascontiguousarray(rows, dtype=np.int64)
    return pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(numbers)])


def read_codes(column: Any) -> np.ndarray:
    """Return the codes of a dictionary column: int32, shape (rows,); -1 where there is no text; no pandas either."""
    codes = column.indices.fill_null(-1) if column.null_count else column.indices
    if not len(codes):
        return np.empty(0, dtype=np.int32)
    numbers = np.frombuffer(codes.buffers()[1], dtype=np.int32)
    return numbers[codes.offset : codes.offset + len(codes)]


class Codes:
    """A column of texts by number: each different text once, and for every row its place among them.

    Attributes:
        texts: The different texts.
        rows: Code of each row: int32, shape (rows,); -1 where there is no text.
    """

    def __init__(self, column: pa.ChunkedArray) -> None:
        self.texts: list[str] = []
        self.rows = np.empty(0, dtype=np.int32)
        if column.num_chunks:  # of no chunk, pyarrow would make an array, and import pandas for it
            whole: Any = column.combine_chunks() if column.num_chunks > 1 else column.chunk(0)
            self.texts = whole.dictionary.to_pylist()
            self.rows = read_codes(whole)
        self._places = {text: code for code, text in enumerate(self.texts)}

    def rows_with(self, text: str) -> np.ndarray:
        """Return the rows that have this text, ascending."""
        return np.flatnonzero(self.rows == self._places[text]) if text in self._places else np.empty(0, dtype=np.int64)

    def text_of(self, row: int) -> str | None:
        """Return the text of one row."""
        code = int(self.rows[row])
        return None if code < 0 else self.texts[code]
