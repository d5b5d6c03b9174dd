"""The records of a seeded set: what is told of a table, and what was altered in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Literal

Expected = Literal["contradicted", "finding", "unsupported"]
"""What must be said of an altered twin: its number is contradicted (a finding will do), there is a finding (a
contradiction will do), or, where no table can tell, that its number is at least not supported."""


class ErrorClass(IntEnum):
    """What can be wrong with a figure in prose, in the order in which the evaluation reports it."""

    WRONG_VALUE = 1
    ARMS_SWAPPED = 2
    CI_LEVEL = 3
    P_SIDES_OR_NOMINAL = 4
    HAZARD_AS_ABSOLUTE_RISK = 5
    HAZARD_AS_TIME = 6
    ODDS_AS_RISK = 7
    DENOMINATOR = 8
    GRADE = 9
    POPULATION = 10
    CUTOFF = 11
    POINTS_OR_PERCENT = 12
    DIRECTION = 13
    BOUND_ACROSS_ONE = 14
    NOT_REACHED_MISUSED = 15
    UNIT = 16
    ENDPOINT = 17
    SUBGROUP = 18
    OTHER_TRIAL = 19
    DERIVED = 20
    WORD_QUANTITY = 21
    ORPHAN = 22
    BALANCE = 23


STRICT = frozenset(ErrorClass(number) for number in (*range(1, 5), *range(8, 12), *range(15, 18), 19))
"""Classes that leave no room for judgement: recall is to be 0.99 there, and 0.90 elsewhere."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One text.

    Attributes:
        spans: The altered numbers, half-open; empty in a true statement and where no number was altered.
        shape: Which phrasing it was written in, to group what was missed.
    """

    text: str
    shape: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A true statement and its altered twin.

    Attributes:
        trial: Id of the trial that both are about.
    """

    id: str
    trial: str
    error: ErrorClass
    true: Statement
    altered: Statement
    expected: Expected


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a claim.

    Attributes:
        role: Its place in a phrasing, e.g. ``"est"``, ``"va"`` (value of the first arm), ``"Nb"``.
        side: ``"a"``, ``"b"`` or ``"c"`` for an arm of the claim, ``"ab"`` for the comparison of two, ``"all"`` for
            everyone.
        column: Field of the result that holds it.
        text: As it is told, with "." as the decimal mark.
        recomputed: It follows from other figures, and stands in no result.
    """

    role: str
    side: str
    statistic: str
    column: str
    text: str
    recomputed: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """What a statement tells, before it is put into words; a qualifier that it does not tell is ``None``.

    Attributes:
        kind: Which phrasings can tell it.
        acronym: Short name of the trial.
        arms: One label, two or three.
        p_sides: ``""`` where the p-value is told without sides.
    """

    kind: str
    trial: str
    acronym: str
    category: str
    outcome: str
    arms: tuple[str, ...]
    figures: tuple[Figure, ...]
    unit: str = ""
    population: str | None = None
    subgroup: str | None = None
    grade: str | None = None
    cutoff: date | None = None
    p_comparator: str = "="
    p_sides: str = ""
    nominal: bool = False

    def figure(self, role: str) -> Figure | None:
        """Return the figure in this role."""
        return next((figure for figure in self.figures if figure.role == role), None)
