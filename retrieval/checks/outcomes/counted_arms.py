"""Arms read as the groups that an outcome is counted in: "Drug" as "Drug / Other drug", where that has its figures."""

from __future__ import annotations

from retrieval.arm_periods import as_counted
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence


def take_counted_arms(slot: Slot, evidence: Evidence) -> None:
    """Read the arm of a figure, and both of a comparison, as those that the table has of the outcome."""
    rows = evidence.results(slot.outcomes[0])
    if slot.arm and slot.arm not in rows.arms:
        slot.arm = as_counted(slot.arm, rows.arms, slot.told)
        if slot.arm not in rows.arms and slot.arm.casefold() not in slot.told.casefold():
            own = [label for label in rows.arms if label and slot.arm.endswith(f": {label}")]
            slot.arm = own[0] if len(own) == 1 else slot.arm  # "Drug" of "Cohort 1: Drug", where it is a group, too
    if slot.direction:
        arms = rows.compared_arms
        first, second = (as_counted(arm, arms, slot.told) for arm in slot.direction)
        slot.direction = first, second
