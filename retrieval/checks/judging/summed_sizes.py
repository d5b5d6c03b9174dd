"""Sizes of several arms together, of which the table has each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from retrieval.checks.figures.roles import Part
from retrieval.checks.sentences.slots import Slot

Size = tuple[str, str, int]
"""An arm, its analysis set and how many patients it counts."""


def sum_of_arms(part: Part, slot: Slot, every: Sequence[Size]) -> str | None:
    """How a number is the size of an analysis set in all arms together, of which the table has each."""
    sizes = _arms_of_set(slot, every)
    told = len(sizes) > 1 and part.number.value == sum(sizes.values())
    return f"{' + '.join(map(str, sizes.values()))} = {part.number.text}" if told else None


def _arms_of_set(slot: Slot, every: Sequence[Size]) -> dict[str, int]:
    return {arm: size for arm, population, size in every if population in slot.population and arm != "all"}


def in_all_arms(slot: Slot, every: Sequence[Size]) -> int:
    """How many patients of an analysis set all arms have together; 0 where the table has not each arm's."""
    sizes = _arms_of_set(slot, every)
    return sum(sizes.values()) if len(sizes) > 1 else 0


def sum_of_some(part: Part, every: Sequence[Size]) -> str | None:
    """How a number is the size of two arms of more together, "the two drug arms held 642 participants"."""
    sizes = dict.fromkeys((arm, size) for arm, _, size in every if arm != "all")
    several = len({arm for arm, _ in sizes}) > len(("one", "other"))
    pairs = (pair for pair in combinations(sizes, 2) if pair[0][0] != pair[1][0]) if several else ()
    told = next((pair for pair in pairs if pair[0][1] + pair[1][1] == part.number.value), None)
    return f"{told[0][1]} + {told[1][1]} = {part.number.text}" if told else None
