"""How closely a number is told of a result: only then is another figure of it an error."""

from __future__ import annotations

import re

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.sentences.reported_numbers import part_agrees
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import is_large
from retrieval.checks.table.evidence import Evidence

LOOSE = "not bound closely enough to contradict it"
"""Why a bare number that differs is left open."""


def is_of_arm(slot: Slot, holder: Result, evidence: Evidence) -> bool:
    """Whether a number is told of a result's arm, which need not be named where the trial has no other."""
    return (slot.arm_source == "named" and holder.arm == slot.arm) or evidence.facts.arms == (holder.arm,)


def has_own_bounds(part: Part, slot: Slot, row: Result) -> bool:
    """Whether the bounds told with an estimate are both those of the result: the estimate is told of it, too."""
    bounds = [other for other in slot.expression.parts if other.role in (Role.LOW, Role.HIGH)]
    own = part.role is Role.ESTIMATE and len(bounds) == len((Role.LOW, Role.HIGH))
    return own and all(part_agrees(other, row, slot) for other in bounds)


def is_level_of(part: Part, slot: Slot, row: Result) -> bool:
    """Whether a level is told of an estimate and bounds that are all those of a result."""
    own = [other for other in slot.expression.parts if other.role in (Role.ESTIMATE, Role.LOW, Role.HIGH)]
    return part.role is Role.LEVEL and len(own) > 1 and all(part_agrees(other, row, slot) for other in own)


def counts_things(part: Part, slot: Slot) -> bool:
    """Whether a word for a number counts what is no patient and no event: "all three vaccines", "two dose levels"."""
    return part.number.form == "cardinal" and slot.unit is None and _THINGS.match(slot.after) is not None


_THINGS = re.compile(
    r"\s(?:[a-z]+ )?(?!patients|participants|people|persons|subjects|adults|children|women|men|events|deaths|cases"
    r"|were|was|has|is|versus|vs|this|thus|less)[a-z]{3,}s\b",
    re.IGNORECASE,
)


def is_decided(part: Part, slot: Slot) -> bool:
    """Whether the number's slot is told closely enough that another number in it is an error."""
    if part.number.form in ("share", "factor", "ratio") or part.role in (Role.SPREAD, Role.GRADE):
        return False
    if slot.statistics or part.role is not Role.ESTIMATE or slot.expression.number(Role.SPREAD) is not None:
        return True  # "28 (SD 13)" is a mean
    return slot.unit is not None or part.number.form == "not reached"


def is_large_mean(part: Part, slot: Slot, holder: Result) -> bool:
    """Whether a bare whole number stands for a large mean, such as a titre, of an arm named beside it."""
    mean = is_large(holder) and family(holder.statistic, holder.unit) in (cues.MEAN, cues.MEDIAN)
    mean = mean and slot.arm_source == "named"
    bare = slot.unit is None and part.role is Role.ESTIMATE and part.number.decimals == 0
    return mean and bare and len(part.number.text) > _FEW_DIGITS and _PEOPLE.match(slot.after) is None


_FEW_DIGITS = 2
_PEOPLE = re.compile(
    r"\W{0,2}\s?(?:[\w-]+ ){0,2}(?:patients|participants|people|subjects|recipients|adults|women|men|children)\b",
    re.IGNORECASE,
)
