"""The cells of one row in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from retrieval.checks.figures.numbers import Number
from retrieval.checks.sentences.slots import Slot


@dataclass(slots=True)
class Draft:
    """The cells of one proposed row.

    Attributes:
        number: The number that the row is made of.
        start: Offset of the whole expression.
        uncertain: What a person has to look at.
    """

    slot: Slot
    number: Number
    start: int
    end: int
    cells: dict[str, object]
    uncertain: list[str] = field(default_factory=list)
