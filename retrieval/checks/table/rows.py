"""The results of one outcome, found by group, by kind and by number without a scan."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import Any, overload

from ingest.records import Result
from retrieval.checks.figures.cues import family

_FIELDS = ("value", "ci_low", "ci_high", "ci_level", "p_value", "n", "N")


class Rows(Sequence[Result]):
    """Results in the order of the table, and what they have in common.

    Most results of a large table differ only in their group and their numbers. Those that are alike in all else
    form one *kind*, so that what words allow is asked once of each kind.
    """

    def __init__(self, rows: Iterable[Result]) -> None:
        self._rows = tuple(rows)
        self._groups: dict[frozenset[str | None], Rows] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Result: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Result, ...]: ...
    def __getitem__(self, place: int | slice) -> Result | tuple[Result, ...]:
        return self._rows[place]

    def __iter__(self) -> Iterator[Result]:
        return iter(self._rows)

    def in_groups(self, groups: frozenset[str | None]) -> Rows:
        """Those of these subgroups; ``None`` is the whole population."""
        if groups not in self._groups:
            places = sorted(chain.from_iterable(self._by_group.get(group, ()) for group in groups))
            self._groups[groups] = Rows(self._rows[place] for place in places)
        return self._groups[groups]

    def where(self, test: Callable[[Result], bool]) -> list[Result]:
        """Those whose kind passes a test, which may look at anything but group, numbers and notes."""
        kept = [places for sample, places in self._samples if test(sample)]
        places = kept[0] if len(kept) == 1 else sorted(chain.from_iterable(kept))
        return [self._rows[place] for place in places]

    def any(self, test: Callable[[Result], bool]) -> bool:
        """Whether the kind of any of them passes a test."""
        for sample, _ in self._samples:  # noqa: SIM110  # a generator costs as much as most tests
            if test(sample):
                return True
        return False

    def near(self, value: Decimal, *, step: Decimal) -> list[Result]:
        """Those one of whose numbers is within ``step`` of ``value``."""
        numbers, places = self._by_number
        low, high = bisect_left(numbers, value - step), bisect_right(numbers, value + step)
        return [self._rows[place] for place in sorted(set(places[low:high]))]

    def cells(self, keys: Collection[tuple[object, ...]]) -> list[Result]:
        """Those of these ``(outcome, grade, subgroup, cut-off)``, and every comparison."""
        found = set(chain.from_iterable(self._by_cell.get(key, ()) for key in keys))
        return [self._rows[place] for place in sorted(found.union(self._compared))]

    @cached_property
    def arms(self) -> frozenset[str | None]:
        """The arms that they are of."""
        return frozenset(sample.arm for sample, _ in self._samples)

    @cached_property
    def compared_arms(self) -> frozenset[str]:
        """The arms that they compare."""
        told = (sample.comparison for sample, _ in self._samples if sample.comparison)
        return frozenset(arm for comparison in told for arm in comparison.split(" vs "))

    @cached_property
    def outcomes(self) -> frozenset[str]:
        """The titles that they are of."""
        return frozenset(sample.outcome for sample, _ in self._samples)

    @cached_property
    def cutoffs(self) -> frozenset[date | None]:
        """The data cut-offs that they are of."""
        return frozenset(sample.data_cutoff for sample, _ in self._samples)

    @cached_property
    def grades(self) -> frozenset[str | None]:
        """The grades that they are of."""
        return frozenset(sample.grade for sample, _ in self._samples)

    @cached_property
    def items(self) -> tuple[str, ...]:
        """Their rows, where the outcome has several; the longest name first."""
        found = {sample.item for sample, _ in self._samples if sample.item}
        return tuple(sorted(found, key=lambda item: (-len(item), item)))

    @cached_property
    def units(self) -> frozenset[tuple[str, str | None]]:
        """Which ``(statistic family, unit)`` they have."""
        return frozenset((family(sample.statistic, sample.unit), sample.unit) for sample, _ in self._samples)

    @cached_property
    def _by_group(self) -> dict[str | None, list[int]]:
        return self._placed_by(lambda row: row.subgroup)

    @cached_property
    def _samples(self) -> tuple[tuple[Result, list[int]], ...]:
        """One result of each kind, and the places of all of them."""
        return tuple((self._rows[places[0]], places) for places in self._placed_by(_kind).values())

    @cached_property
    def _by_cell(self) -> dict[tuple[object, ...], list[int]]:
        return self._placed_by(lambda row: (row.outcome, row.grade, row.subgroup, row.data_cutoff))

    @cached_property
    def _compared(self) -> list[int]:
        return [place for place, row in enumerate(self._rows) if row.comparison]

    @cached_property
    def _by_number(self) -> tuple[list[Decimal], list[int]]:
        found = sorted(
            (Decimal(number), place)
            for place, row in enumerate(self._rows)
            for name in _FIELDS
            if isinstance(number := getattr(row, name), Decimal | int)
        )
        return [number for number, _ in found], [place for _, place in found]

    def _placed_by(self, key: Callable[[Result], Any]) -> dict[Any, list[int]]:
        found: defaultdict[Any, list[int]] = defaultdict(list)
        for place, row in enumerate(self._rows):
            found[key(row)].append(place)
        return dict(found)


def _kind(row: Result) -> tuple[object, ...]:
    """All but the group, the numbers and the notes of a result."""
    return (
        row.arm, row.comparison, row.population, row.grade, row.outcome, row.data_cutoff, row.analysis, row.assessor,
        row.censoring, row.item, row.time_frame, row.category, row.statistic, row.unit, type(row.value), row.n is None,
        row.p_value is None,
    )  # fmt: skip
