"""The results table: Parquet on disk, pandas in memory, one ``Result`` at a time when it is asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Self, get_args

import numpy as np
import pandas as pd

from ingest.errors import TableError
from ingest.records import Category, Result, Value

COLUMNS = tuple(field.name for field in fields(Result))
_INTEGERS = ("n", "N", "start", "end")
_DECIMALS = ("ci_level", "p_value")
_NUMBERS = ("value", "ci_low", "ci_high", "ci_level", "n", "N", "p_value")
_KIND = "value_kind"  # "number", "date" or "text": a text that looks like a number stays a text
_TYPES = dict.fromkeys(_INTEGERS, "Int64") | {"cutoff_stated": "boolean"}
_CATEGORIES = {name: rank for rank, name in enumerate(get_args(Category))}
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)  # not Decimal's own "NaN" and "Infinity"


class ResultsTable:
    """Results in contract order, found by trial, outcome, source or number without a scan.

    Attributes:
        frame: One row a result; numbers and dates as printed, in string columns; ``n``, ``N`` and offsets as integers.
    """

    frame: pd.DataFrame

    def __init__(self, results: Iterable[Result]) -> None:
        rows = sorted(results, key=contract_order)
        self._hold(_to_frame(rows))
        self._loaded.update(enumerate(rows))

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a table that ``write`` wrote.

        Raises:
            TableError: There is no such file, or it is not one of ours.
        """
        try:
            frame = pd.read_parquet(path, dtype_backend="numpy_nullable")
        except (OSError, ValueError) as error:  # pyarrow.ArrowInvalid is a ValueError
            raise TableError(f"{path}: expected a results table; {error}") from error
        if list(frame.columns) != [*COLUMNS, _KIND]:
            raise TableError(f"{path}: written by another version of the program; run trialcite ingest")
        table = cls.__new__(cls)
        table._hold(frame)  # noqa: SLF001  # one of our own
        return table

    def write(self, path: Path) -> None:
        """Write the table as Parquet."""
        self.frame.to_parquet(path, index=False)

    def __len__(self) -> int:
        return len(self.frame)

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def get(self, key: str) -> Result:
        """Return the result with this id.

        Raises:
            KeyError: The table has none.
        """
        return self._result(self._rows[key])

    def results(
        self, *, trial: str | None = None, outcome: str | None = None, source: str | None = None
    ) -> tuple[Result, ...]:
        """Return the results that agree with every slot given, in contract order."""
        given = [(slot, name) for slot, name in (("trial", trial), ("outcome", outcome), ("source", source)) if name]
        rows = np.arange(len(self))
        for slot, name in given:
            found = self._by_slot[slot].get(name)
            rows = np.empty(0, dtype=int) if found is None else np.intersect1d(rows, found, assume_unique=True)
        return tuple(self._result(row) for row in rows.tolist())

    def outcomes(self, trial: str | None = None) -> tuple[str, ...]:
        """Return the outcomes that a trial, or any trial, has results for, in contract order."""
        outcomes = self._column("outcome")
        rows = range(len(self)) if trial is None else self._by_slot["trial"].get(trial, np.empty(0, dtype=int)).tolist()
        return tuple(dict.fromkeys(outcomes[row] for row in rows))

    def trials(self) -> tuple[str, ...]:
        """Return the ids of the trials that have results, sorted."""
        return tuple(sorted(self._by_slot["trial"]))

    def with_value(self, value: str, *, trial: str) -> tuple[Result, ...]:
        """Return the results of a trial one of whose numbers equals ``value``; 0.530 equals 0.53."""
        return tuple(self._result(row) for row in self._by_number.get((trial, _number_key(value)), ()))

    def _hold(self, frame: pd.DataFrame) -> None:
        self.frame = frame
        self._columns: dict[str, list[Any]] = {}
        self._loaded: dict[int, Result] = {}

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {key: row for row, key in enumerate(self._column("id"))}

    @cached_property
    def _by_slot(self) -> dict[str, dict[str, np.ndarray]]:
        return {slot: _group(self._column(slot)) for slot in ("trial", "outcome", "source")}

    @cached_property
    def _by_number(self) -> dict[tuple[str, Decimal | str], tuple[int, ...]]:
        found: defaultdict[tuple[str, Decimal | str], list[int]] = defaultdict(list)
        columns = [self._column(name) for name in _NUMBERS]
        for row, (trial, *numbers) in enumerate(zip(self._column("trial"), *columns, strict=True)):
            for key in {_number_key(str(number)) for number in numbers if number is not None}:
                found[trial, key].append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    def _column(self, name: str) -> list[Any]:
        if name not in self._columns:
            series = self.frame[name]
            self._columns[name] = series.astype(object).where(series.notna(), None).tolist()
        return self._columns[name]

    def _result(self, row: int) -> Result:
        if row not in self._loaded:
            self._loaded[row] = _from_row({name: self._column(name)[row] for name in (*COLUMNS, _KIND)})
        return self._loaded[row]


def contract_order(result: Result) -> tuple[Any, ...]:
    """Return the sort key: trial, category, outcome, newest cut-off first and none last, arm or comparison, id."""
    newest_first = -result.data_cutoff.toordinal() if result.data_cutoff else 0
    arm = result.arm or result.comparison or ""
    return (result.trial, _CATEGORIES[result.category], result.outcome, newest_first, arm, result.id)


def _group(names: list[str]) -> dict[str, np.ndarray]:
    """Return the rows of each name, ascending."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(names):
        found[name].append(row)
    return {name: np.array(rows) for name, rows in found.items()}


def _to_frame(results: Iterable[Result]) -> pd.DataFrame:
    rows = [_to_row(result) for result in results]
    columns = {name: [row[name] for row in rows] for name in (*COLUMNS, _KIND)}
    return pd.DataFrame({name: pd.Series(column, dtype=_TYPES.get(name, "string")) for name, column in columns.items()})


def _to_row(result: Result) -> dict[str, Any]:
    row: dict[str, Any] = {_KIND: _kind(result.value)}
    for name in COLUMNS:
        entry = getattr(result, name)
        row[name] = str(entry) if isinstance(entry, Decimal | date) else entry
    return row


def _kind(value: Value | None) -> str | None:
    if value is None:
        return None
    return "number" if isinstance(value, Decimal) else "date" if isinstance(value, date) else "text"


def _from_row(row: dict[str, Any]) -> Result:
    kind = row.pop(_KIND)
    if kind == "number":
        row["value"] = Decimal(row["value"])
    elif kind == "date":
        row["value"] = date.fromisoformat(row["value"])
    for name in ("ci_low", "ci_high"):
        row[name] = Decimal(row[name]) if row[name] and _NUMBER.fullmatch(row[name]) else row[name]
    for name in _DECIMALS:
        row[name] = None if row[name] is None else Decimal(row[name])
    row["data_cutoff"] = None if row["data_cutoff"] is None else date.fromisoformat(row["data_cutoff"])
    return Result(**row)


def _number_key(text: str) -> Decimal | str:
    """Equal decimals have equal hashes, whatever their trailing zeros."""
    return Decimal(text) if _NUMBER.fullmatch(text) else text.casefold()
