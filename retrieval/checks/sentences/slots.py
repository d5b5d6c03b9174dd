"""What a number is about, as far as its sentence says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.roles import Expression

Phase = Literal["baseline", "later"]
GradeSource = Literal["announced", "suggested"]
ArmSource = Literal["named", "near", "sequence", "convention"]


@dataclass(slots=True)
class Slot:
    """The slot that an expression is bound to.

    Attributes:
        trial: Id of the trial; ``None`` when no trial is named and the corpus does not decide it.
        elsewhere: Name of a trial that the corpus does not hold, to which the sentence gives the number.
        outcomes: Outcome terms, the nearest first.
        unknown: Words that may name an outcome or a group that no term accounts for.
        carried: Whether the outcome comes from a sentence before.
        astray: Whether it comes from there, and its own sentence has words that may tell another.
        arm: Canonical arm, and how it was read: ``"named"`` beside the number, ``"near"`` it, by the ``"sequence"``
            of a pair told before, or by the ``"convention"`` that the experimental arm comes first.
        direction: Arms of a comparison in the order told, where that order stands beside the ratio.
        cutoffs: Data cut-offs that the text gives; several when a name fits several.
        censorings: Censoring rules that the text gives; ``""`` is the protocol's own.
        statistics: Families that the words allow; empty when only the unit tells.
        time: A time point ("24-month") with its unit, which only results of that time point match.
        frame: The time frame that the sentence gives its figures, in its words.
        item: The row of its outcome that is told, where the outcome has several.
        row_told: Whether the row is told right behind the figures of several arms: no other is meant.
        item_before: The row that a figure before it is told of, which it may be of, too.
        phase: When the figures of the sentence were measured, where it names one phase.
        dispersion: What the words call a number that tells how far values spread: ``"standard deviation"``.
        whole: Whether the figure is told to be of everybody: "in the trial as a whole".
        told: The words of the sentence.
        headed: The words of the headings over a table's cell, its row's first.
        groups_told: Groups that the text named before.
        theme: The outcomes that the text named before it, as one string.
        left_out: What the sentence says is left out of its figures: "excluding second primaries".
        falls: Whether it is told of a fall, or of what is more than another: a change may stand without its sign.
        partner: Index of the expression it is paired with.
        drugs: Drugs that the sentence names: a figure is then not of all arms together.
        hazards: Hazard ratios told in the same sentence.
        lead: Words before an earlier number that this one is told by, too: "fell by 47 % ... and by 42 %".
        alternatives: Titles that the words naming the outcome stand for as well: "ASAS40" at two visits.
        grade_source: Where its grade is told before it: ``"announced"`` of what follows, or ``"suggested"`` by a
            heading or a sentence without a figure.
        told_at: Offset of the words that name the outcome, where they stand in the same sentence.
    """

    expression: Expression
    sentence: int
    trial: str | None = None
    elsewhere: str | None = None
    outcomes: tuple[str, ...] = ()
    unknown: str | None = None
    carried: bool = False
    astray: bool = False
    arm: str | None = None
    arm_source: ArmSource | None = None
    direction: tuple[str, str] | None = None
    population: frozenset[str] = frozenset()
    subgroups: frozenset[str] = frozenset()
    context_subgroups: frozenset[str] = frozenset()
    whole: bool = False
    grades: frozenset[str] = frozenset()
    grade_source: GradeSource | None = None
    cutoffs: frozenset[date] = frozenset()
    analyses: frozenset[str] = frozenset()
    unknown_cutoff: date | None = None
    assessor: str | None = None
    censorings: frozenset[str] = frozenset()
    statistics: frozenset[str] = frozenset()
    unit: str | None = None
    time: str | None = None
    frame: str | None = None
    item: str | None = None
    row_told: bool = False
    item_before: str | None = None
    phase: Phase | None = None
    dispersion: str | None = None
    left_out: str | None = None
    told: str = field(default="", repr=False)
    headed: str = field(default="", repr=False)
    theme: str = field(default="", repr=False)
    groups_told: frozenset[str] = frozenset()
    falls: bool = False
    sides: str | None = None
    before: str = field(default="", repr=False)
    after: str = field(default="", repr=False)
    lead: str = field(default="", repr=False)
    partner: int | None = None
    told_at: int | None = None
    alternatives: tuple[str, ...] = ()
    drugs: frozenset[str] = frozenset()
    hazards: tuple[Number, ...] = ()
