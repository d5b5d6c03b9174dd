"""Rows of the results table that were chosen: they are made into results when they are asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import Any, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.arrow_file import place_rows
from ingest.columns import NUMBER, decode, to_results
from ingest.records import Result

TEXT_NUMBERS = ("value", "ci_low", "ci_high", "ci_level", "p_value")
COUNTS = ("n", "N")
_ROWS_AT_ONCE = 500  # rows made into results together where all of many are wanted
_ROWS_AHEAD = 20  # where the first of them may be enough


class TrialRows:
    """The rows of one trial, each made into a result when it is asked for; rows are counted from its first."""

    def __init__(self, columns: pa.Table) -> None:
        self._columns = columns
        self._lists: dict[str, list[Any]] = {}
        self._made: dict[int, Result] = {}

    def column(self, name: str) -> list[Any]:
        """Return the entries of one slot as they stand in the file."""
        if name not in self._lists:
            self._lists[name] = decode(self._columns[name]).to_pylist()
        return self._lists[name]

    def result(self, row: int) -> Result:
        """Return the result of one row."""
        if row not in self._made:
            self._make([row])
        return self._made[row]

    def results_at(self, rows: Iterable[int]) -> Iterator[Result]:
        """Yield the results of these rows, a few made at a time: one alone takes as long as they do together."""
        left = iter(rows)
        while some := list(islice(left, _ROWS_AHEAD)):
            self._make([row for row in some if row not in self._made])
            yield from (self._made[row] for row in some)

    def results(self, *, outcome: str | None, source: str | None) -> tuple[Result, ...]:
        """Return the results that agree with the slots given."""
        rows: Iterable[int] = range(self._columns.num_rows) if outcome is None else self.by_outcome.get(outcome, ())
        if source is not None:
            sources = self.column("source")
            rows = [row for row in rows if sources[row] == source]
        wanted = list(rows)
        self._make([row for row in wanted if row not in self._made])
        return tuple(self._made[row] for row in wanted)

    @cached_property
    def by_outcome(self) -> Mapping[str, list[int]]:
        """Rows of each outcome, in order."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for row, name in enumerate(self.column("outcome")):
            found[name].append(row)
        return dict(found)

    @cached_property
    def by_number(self) -> Mapping[Decimal | str, list[int]]:
        """Rows in which a number stands, in any slot."""
        found: defaultdict[Decimal | str, list[int]] = defaultdict(list)
        for row, numbers in enumerate(zip(*(self.column(name) for name in (*TEXT_NUMBERS, *COUNTS)), strict=True)):
            for key in {number_key(str(number)) for number in numbers if number is not None}:
                found[key].append(row)
        return dict(found)

    def rounding_to(self, text: str) -> list[int]:
        """Rows in which a number stands, then those in which one stands that is rounded to it: 0.156 for "0.16"."""
        key = number_key(text)
        found = dict.fromkeys(self.by_number.get(key, ()))
        if isinstance(key, Decimal) and (last := int(key.as_tuple().exponent)) < 0:
            step = Decimal(5).scaleb(last - 1)
            low, high = bisect_left(self._numbers, key - step), bisect_right(self._numbers, key + step)
            found |= dict.fromkeys(row for number in self._numbers[low:high] for row in self.by_number[number])
        return list(found)

    @cached_property
    def _numbers(self) -> list[Decimal]:
        return sorted(key for key in self.by_number if isinstance(key, Decimal))

    def _make(self, rows: Sequence[int]) -> None:
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            some = rows[start : start + _ROWS_AT_ONCE]
            made = to_results(self._columns.take(place_rows(some)))
            self._made.update(zip(some, made, strict=True))


class Rows(Sequence[Result]):
    """Results of some rows of a table, made as they are asked for and not kept."""

    def __init__(self, columns: pa.Table, rows: np.ndarray) -> None:
        self._columns = columns
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Result: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Result]: ...
    def __getitem__(self, place: int | slice) -> Result | Sequence[Result]:
        if isinstance(place, slice):
            return Rows(self._columns, self._rows[place])
        return self._make([self._rows[place]])[0]

    def __iter__(self) -> Iterator[Result]:
        for start in range(0, len(self._rows), _ROWS_AT_ONCE):
            yield from self._make(self._rows[start : start + _ROWS_AT_ONCE])

    def distinct(self, slot: str) -> list[str]:
        """Return the different texts that a slot has in these rows, in the order of the rows; no result is made."""
        texts = decode(self._columns[slot].take(place_rows(self._rows)))
        return [text for text in pc.unique(texts).to_pylist() if text is not None]

    def _make(self, rows: Sequence[int] | np.ndarray) -> tuple[Result, ...]:
        return to_results(self._columns.take(place_rows(rows)))


def number_key(text: str) -> Decimal | str:
    """Return what equal numbers share, whatever their trailing zeros; another text is its own, in lower case."""
    return Decimal(text) if NUMBER.fullmatch(text) else text.casefold()
