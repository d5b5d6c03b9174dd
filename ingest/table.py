"""The results table: one memory-mapped Arrow file in contract order, and one ``Result`` at a time when it is asked for.

Texts stand in the file once, and the rows hold their numbers ("codes"). So opening a table reads nothing but its end,
a trial's rows lie together and are read when the trial is asked for, and a question across trials compares codes.
"""

from __future__ import annotations

from collections import defaultdict, namedtuple
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.arrow_file import place_rows, read_codes
from ingest.columns import SCHEMA, put_in_order, to_columns
from ingest.errors import TableError
from ingest.records import Result
from ingest.table_rows import COUNTS, TEXT_NUMBERS, Rows, TrialRows, number_key

_FEW_CODES = 16  # compared one by one: of a million rows, 0.2 ms each, where looking all of them up takes 4 ms
_TRIALS_KEPT = 64  # trials whose rows stay in memory: a page or a letter speaks of few


class ResultsTable:
    """Results in contract order, found by trial, outcome, source or number without a scan."""

    def __init__(self, results: Iterable[Result]) -> None:
        self._hold(put_in_order([to_columns(results)]))

    @classmethod
    def of_columns(cls, tables: Sequence[pa.Table]) -> Self:
        """Return the table of all rows of some tables of ``ingest.columns.SCHEMA``."""
        table = cls.__new__(cls)
        table._hold(put_in_order(tables))  # noqa: SLF001  # one of our own
        return table

    @classmethod
    def read(cls, path: Path) -> Self:
        """Open a table that ``write`` wrote.

        Raises:
            TableError: There is no such file, or it is not one of ours.
        """
        try:
            stored = pa.ipc.open_file(pa.memory_map(str(path))).read_all()
        except (OSError, ValueError) as error:  # pyarrow.ArrowInvalid is a ValueError
            raise TableError(f"{path}: expected a results table; run trialcite ingest ({error})") from error
        if not stored.schema.equals(SCHEMA):
            raise TableError(f"{path}: written by another version of the program; run trialcite ingest")
        table = cls.__new__(cls)
        table._hold(stored)  # noqa: SLF001  # one of our own
        return table

    def write(self, path: Path) -> None:
        """Write the table as one Arrow file."""
        with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, SCHEMA) as writer:
            writer.write_table(self.columns)

    def __len__(self) -> int:
        return int(self.columns.num_rows)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._find(key) is not None

    def get(self, key: str) -> Result:
        """Return the result with this id.

        Raises:
            KeyError: The table has none.
        """
        row = self._find(key)
        if row is None:
            raise KeyError(key)
        trial = self.texts("trial")[int(self.codes("trial")[row])]
        return self._trial(trial).result(row - self.rows_of(trial).start)

    def results(
        self, *, trial: str | None = None, outcome: str | None = None, source: str | None = None
    ) -> tuple[Result, ...]:
        """Return the results that agree with every slot given, in contract order."""
        if trial is not None:
            return self._trial(trial).results(outcome=outcome, source=source)
        given = [(slot, name) for slot, name in (("outcome", outcome), ("source", source)) if name]
        rows = np.ones(len(self), dtype=bool)
        for slot, name in given:
            rows &= self.rows_with(slot, {name})
        return tuple(self.at(np.flatnonzero(rows)))

    def at(self, rows: np.ndarray) -> Rows:
        """Return the results of these rows, each made when it is asked for."""
        return Rows(self.columns, rows)

    def outcomes(self, trial: str | None = None) -> tuple[str, ...]:
        """Return the outcomes that a trial, or any trial, has results for, in contract order."""
        if trial is not None:
            return tuple(self._trial(trial).by_outcome)
        return tuple(self.texts("outcome"))

    def trials(self) -> tuple[str, ...]:
        """Return the ids of the trials that have results, sorted."""
        return tuple(self.texts("trial"))

    def with_value(self, value: str, *, trial: str, groups: Collection[str | None] | None = None) -> Iterator[Result]:
        """Yield the results of a trial, or of some of its subgroups, one of whose numbers equals ``value``.

        0.530 equals 0.53.
        """
        rows = self._trial(trial)
        names = rows.column("subgroup")
        found = rows.by_number.get(number_key(value), ())
        yield from rows.results_at(row for row in found if groups is None or names[row] in groups)

    def with_rounded(self, value: str, *, trial: str) -> Iterator[Result]:
        """Yield the results with a number that is ``value`` or may be rounded to it, those that have it as it is first.

        Halves are rounded either way.
        """
        rows = self._trial(trial)
        yield from rows.results_at(rows.rounding_to(value))

    def with_value_elsewhere(self, value: str, *, trial: str) -> Rows:
        """Return the results of all other trials one of whose numbers equals ``value``."""
        key = number_key(value)
        rows = np.zeros(len(self), dtype=bool)
        for slot in TEXT_NUMBERS:
            rows |= self.rows_with_codes(slot, self._codes_by_number(slot).get(key, []))
        for slot in COUNTS if isinstance(key, Decimal) else ():
            rows |= self.counts(slot) == int(key) if key == int(key) else False
        own = self.rows_of(trial)
        rows[own.start : own.stop] = False
        return self.at(np.flatnonzero(rows))

    def rows_of(self, trial: str) -> range:
        """Return the rows of a trial, which lie together; none where it has no results."""
        code = self._codes_of("trial").get(trial)
        if code is None:
            return range(0)
        first, last = np.searchsorted(self.codes("trial"), [code, code + 1])
        return range(int(first), int(last))

    def slots(self, trial: str, names: Sequence[str]) -> list[Any]:
        """Return the different combinations that these slots have in a trial, as named tuples, in contract order."""
        rows = self._trial(trial)
        row = namedtuple("row", names)  # type: ignore[misc]  # the names are the caller's
        return list(dict.fromkeys(map(row, *(rows.column(name) for name in names))))

    def texts(self, slot: str) -> list[str]:
        """Return the different texts of a slot; the place of each is its code."""
        if slot not in self._texts:
            self._texts[slot] = self._dictionary(slot).to_pylist()
        return self._texts[slot]

    def codes_named(self, slot: str) -> Mapping[str, list[int]]:
        """Return the codes of a slot's texts by the text in lower case; of a comparison, also by each of its arms."""
        if slot not in self._named:
            found: defaultdict[str, list[int]] = defaultdict(list)
            for code, text in enumerate(self.texts(slot)):
                arms = text.split(" vs ") if slot == "comparison" else ()
                for name in {text.casefold(), *(arm.strip().casefold() for arm in arms)}:
                    found[name].append(code)
            self._named[slot] = dict(found)
        return self._named[slot]

    def codes(self, slot: str) -> np.ndarray:
        """Return the code of each row's text: int32, shape (rows,); -1 where the slot is empty."""
        if slot not in self._codes:
            self._codes[slot] = read_codes(self._coded(slot))
        return self._codes[slot]

    def rows_with(self, slot: str, names: Collection[str]) -> np.ndarray:
        """Return which rows have one of these texts in a slot: bool, shape (rows,)."""
        places = self._codes_of(slot)
        return self.rows_with_codes(slot, [places[name] for name in names if name in places])

    def rows_with_codes(
        self, slot: str, codes: Sequence[int] | np.ndarray, *, among: np.ndarray | None = None
    ) -> np.ndarray:
        """Return which rows, of all or of the numbered ones, have one of these codes in a slot: bool, shape (rows,)."""
        own = self.codes(slot) if among is None else self.codes(slot)[among]
        if len(codes) <= _FEW_CODES:
            rows: np.ndarray = np.zeros(len(own), dtype=bool)
            for code in codes:
                rows |= own == code
            return rows
        wanted = np.zeros(len(self._dictionary(slot)) + 1, dtype=bool)  # the last stands for -1, an empty slot
        wanted[np.asarray(codes, dtype=np.int64)] = True
        return np.asarray(wanted[own])

    def counts(self, slot: str) -> np.ndarray:
        """Return a count of each row: int64, shape (rows,); -1 where it is not told."""
        if slot not in self._counts:
            self._counts[slot] = pc.fill_null(self.columns[slot], -1).to_numpy()
        return self._counts[slot]

    def _hold(self, columns: pa.Table) -> None:
        self.columns = columns
        self._texts: dict[str, list[str]] = {}
        self._places: dict[str, Mapping[str, int]] = {}
        self._codes: dict[str, np.ndarray] = {}
        self._counts: dict[str, np.ndarray] = {}
        self._numbers: dict[str, Mapping[Decimal | str, list[int]]] = {}
        self._named: dict[str, Mapping[str, list[int]]] = {}
        self._trial = lru_cache(maxsize=_TRIALS_KEPT)(self._read_trial)

    def _read_trial(self, trial: str) -> TrialRows:
        rows = self.rows_of(trial)
        return TrialRows(self.columns.slice(rows.start, len(rows)))

    def _codes_of(self, slot: str) -> Mapping[str, int]:
        if slot not in self._places:
            self._places[slot] = {text: code for code, text in enumerate(self.texts(slot))}
        return self._places[slot]

    def _codes_by_number(self, slot: str) -> Mapping[Decimal | str, list[int]]:
        if slot not in self._numbers:
            found: defaultdict[Decimal | str, list[int]] = defaultdict(list)
            for code, text in enumerate(self.texts(slot)):
                found[number_key(text)].append(code)
            self._numbers[slot] = dict(found)
        return self._numbers[slot]

    def _find(self, key: str) -> int | None:
        """Look for an id among its source's rows, and only then everywhere."""
        rows = np.flatnonzero(self.rows_with("source", {key.partition(":")[0]}))
        ids = self.columns["id"]
        if len(rows):
            place = pc.index(ids.take(place_rows(rows)), key).as_py()
            if place >= 0:
                return int(rows[place])
        place = pc.index(ids, key).as_py()
        return None if place < 0 else int(place)

    def _coded(self, slot: str) -> Any:
        column = self.columns[slot]
        return column.chunk(0) if column.num_chunks else pa.array([], SCHEMA.field(slot).type)

    def _dictionary(self, slot: str) -> Any:
        return self._coded(slot).dictionary
