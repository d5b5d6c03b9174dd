"""What each number is within its expression: the estimate, its bounds and their level, n, N, percentage, p, grade."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from retrieval.checks.figures.numbers import Number


class Role(StrEnum):
    """The part that a number plays in the expression of one result."""

    ESTIMATE = "estimate"
    LOW = "lower bound"
    HIGH = "upper bound"
    LEVEL = "confidence level"
    COUNT = "n"
    TOTAL = "N"
    P = "p-value"
    DATE = "date"
    GRADE = "grade"
    SPREAD = "spread"
    FRAME = "time frame"


@dataclass(frozen=True, slots=True)
class Part:
    """One number in its role."""

    number: Number
    role: Role


@dataclass(frozen=True, slots=True)
class Expression:
    """Numbers that tell one result together: "136 (77 %) of 177", "0.53 (99 % CI 0.32-0.89)".

    Attributes:
        end: End of the last number with its unit.
        unit: Unit of the estimate and its bounds; that of its partner where it stands in "35.7 versus 19.2 months".
        interval: What the bounds are; ``"plain"`` for "1-3" without an estimate.
    """

    parts: tuple[Part, ...]
    start: int
    end: int
    unit: str | None = None
    interval: Literal["CI", "range", "IQR", "plain"] | None = None
    _by_role: dict[Role, Number] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_role: dict[Role, Number] = {}
        for part in self.parts:
            by_role.setdefault(part.role, part.number)
        object.__setattr__(self, "_by_role", by_role)

    def number(self, role: Role) -> Number | None:
        """The number in ``role``, the first of several, if there is one."""
        return self._by_role.get(role)
