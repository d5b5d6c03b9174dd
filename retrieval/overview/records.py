"""The records of a trial's overview: what a page shows of it, decided before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ingest.records import Result, Trial
from retrieval.discrepancies import Discrepancy
from retrieval.records import Quote


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm of the trial.

    Attributes:
        role: ``"experimental"`` or ``"control"``; ``None`` where no vocabulary or record tells it.
    """

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Cutoff:
    """One data cut-off of the trial.

    Attributes:
        day: ``None`` stands for the results whose cut-off is not stated.
        analyses: Names of the analyses at this cut-off, the most reported first.
        follow_up: Median follow-up of the whole trial, as it is most often given.
        tested: Whether an endpoint was formally tested at it.
        results: How many results have it.
    """

    day: date | None
    analyses: tuple[str, ...]
    follow_up: str | None
    tested: bool
    results: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled line of what the trial is, with what it rests on.

    Attributes:
        quotes: Sentences of held documents that say it.
    """

    label: str
    text: str
    results: tuple[Result, ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What one source reports of one endpoint at one data cut-off: its rows differ in arm and statistic alone."""

    rows: tuple[Result, ...]

    @property
    def first(self) -> Result:
        """A row whose shared slots describe the report."""
        return self.rows[0]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint, as the leading source of each cut-off reports it.

    Attributes:
        shown: At the cut-off asked for, else at the latest one; several where the outcome has several rows.
        tested: The analysis that was formally tested, where that is another one.
    """

    outcome: str
    abbreviation: str | None
    shown: tuple[Report, ...]
    tested: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """One row of a forest plot: a ratio of two arms, which is exactly one result.

    Attributes:
        group: Heading under which it stands.
        label: Endpoint, subgroup and what else tells the row from others.
        size: The result that gives how many patients were randomised in all or into this subgroup, where one is held.
    """

    group: str
    label: str
    result: Result
    size: Result | None = None


@dataclass(frozen=True, slots=True)
class ArmRate:
    """The percentage of one arm.

    Attributes:
        percent: As printed, or computed from ``n`` and ``N`` where only these are reported.
        derived: Whether it was computed.
    """

    arm: Arm
    result: Result
    percent: Decimal
    derived: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of two arms in percentage points, computed from their results by ``formula``."""

    points: Decimal
    formula: str


@dataclass(frozen=True, slots=True)
class Rates:
    """The percentages of the arms for one outcome: one source, one data cut-off, one analysis set.

    Attributes:
        outcome: With its row, where it has several.
        grade: As in ``Result``.
        rates: In the order of the trial's arms; an arm of which nothing is reported is missing.
        difference: The experimental arm minus the control; ``None`` unless there is one of each, or two arms in all.
    """

    outcome: str
    grade: str | None
    subgroup: str | None
    rates: tuple[ArmRate, ...]
    difference: Difference | None = None

    @property
    def first(self) -> Result:
        """A result whose shared slots describe the row."""
        return self.rates[0].result

    @property
    def largest(self) -> Decimal:
        """The highest percentage of an arm."""
        return max(rate.percent for rate in self.rates)


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the four figures that sum up safety.

    Attributes:
        name: What it stands for: ``"Grade 3 or worse"``, ``"Serious"``, ``"Leading to discontinuation"``, ``"Fatal"``.
        rates: ``None`` where the corpus has no such figure at the cut-off asked for.
        others: The same at other data cut-offs, newest first.
    """

    name: str
    rates: Rates | None
    others: tuple[Rates, ...] = ()


@dataclass(frozen=True, slots=True)
class EventTable:
    """The adverse events of one kind: one grade, single events or laboratory values.

    Attributes:
        name: ``"Any grade"``, ``"Grade 3 or worse"``, ``"Serious"`` ...
        rows: Most frequent first.
    """

    name: str
    rows: tuple[Rates, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One endpoint at every data cut-off that reports it, each cut-off on its own line, oldest first.

    Attributes:
        remarks: What differs between the lines beside the figures: confidence level, assay, analysis set.
    """

    outcome: str
    grade: str | None
    reports: tuple[Report, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """What a page shows of one trial.

    Attributes:
        cutoff: The data cut-off asked for; ``None`` where each endpoint has its latest.
        gaps: What a reader would look for and this corpus does not hold, one sentence each.
    """

    trial: Trial
    arms: tuple[Arm, ...]
    cutoff: Cutoff | None
    cutoffs: tuple[Cutoff, ...]
    pico: tuple[Fact, ...]
    design: tuple[Fact, ...]
    endpoints: tuple[Endpoint, ...]
    effects: tuple[Effect, ...]
    responses: tuple[Rates, ...]
    tiles: tuple[Tile, ...]
    events: tuple[EventTable, ...]
    changes: tuple[Change, ...]
    discrepancies: tuple[Discrepancy, ...]
    limitations: tuple[Fact, ...]
    gaps: tuple[str, ...]
