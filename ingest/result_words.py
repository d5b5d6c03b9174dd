"""Which texts of the results table hold a word, so that a look-up reads none of them again.

Two arrays of equal length, read through mmap: hashes of words, ascending, and for each the place of one text that
holds the word. A place counts through the texts of all slots in turn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Literal, Self

import numpy as np

from ingest.errors import HomeError
from ingest.table import ResultsTable
from ingest.words import split_tokens

_SLOTS = ("outcome", "item", "subgroup", "value", "ci_low", "ci_high", "note", "source")
_SIDES: tuple[Literal["left", "right"], ...] = ("left", "right")
_FILES = ("words.npy", "places.npy")


class ResultWords:
    """The words of results and of their sources' references, for one table."""

    def __init__(self, table: ResultsTable, *, words: np.ndarray, places: np.ndarray) -> None:
        """Take uint64 hashes, ascending, and int32 places, both of shape (entries,)."""
        self._table = table
        self._words = words
        self._places = places
        self._starts = dict(
            zip(_SLOTS, accumulate((len(table.texts(slot)) for slot in _SLOTS), initial=0), strict=False)
        )

    @classmethod
    def build(cls, table: ResultsTable, *, references: Mapping[str, str]) -> Self:
        """Split the texts of a table; of a source, its reference stands for it."""
        entries = np.fromiter(_split(table, references), dtype=np.dtype([("word", np.uint64), ("place", np.int32)]))
        entries.sort(order=("word", "place"))
        return cls(table, words=entries["word"].copy(), places=entries["place"].copy())

    @classmethod
    def open(cls, folder: Path, *, table: ResultsTable) -> Self:
        """Open what ``write`` wrote for the same table.

        Raises:
            HomeError: The files cannot be read.
        """
        try:
            words, places = (np.load(folder / name, mmap_mode="r") for name in _FILES)
        except (OSError, ValueError) as error:
            raise HomeError(
                f"{folder}: the words of the results cannot be read; run trialcite ingest ({error})"
            ) from error
        return cls(table, words=words, places=places)

    def write(self, folder: Path) -> None:
        """Write both arrays into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, entries in zip(_FILES, (self._words, self._places), strict=True):
            np.save(folder / name, entries)

    def codes(self, slot: str, form: str) -> np.ndarray:
        """Return the codes of a slot's texts that hold a word, given in its normal form."""
        places = self._find(form)
        start = self._starts[slot]
        stop = start + len(self._table.texts(slot))
        return places[(places >= start) & (places < stop)] - start

    def keep_rows(self, rows: np.ndarray, form: str) -> np.ndarray:
        """Return those of some rows that hold a word in one of their texts, or as their participants with the event."""
        kept = np.zeros(len(rows), dtype=bool)
        for slot in _SLOTS:
            codes = self.codes(slot, form)
            if len(codes):
                kept |= self._table.rows_with_codes(slot, codes, among=rows)
        if form.isascii() and form.isdigit():
            kept |= self._table.counts("n")[rows] == int(form)
        return rows[kept]

    def _find(self, form: str) -> np.ndarray:
        word = np.uint64(_hash(form))
        first, last = (np.searchsorted(self._words, word, side=side) for side in _SIDES)
        return np.asarray(self._places[first:last])


def _split(table: ResultsTable, references: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    place = 0
    for slot in _SLOTS:
        for text in table.texts(slot):
            told = f"{text} {references.get(text, '')}" if slot == "source" else text
            for form in {token.form for token in split_tokens(told)}:
                yield _hash(form), place
            place += 1


@lru_cache(maxsize=100_000)
def _hash(form: str) -> int:
    """Return 64 bits: among a million words, two share theirs once in ten million tables."""
    return int.from_bytes(hashlib.blake2b(form.encode(errors="surrogatepass"), digest_size=8).digest(), "little")
