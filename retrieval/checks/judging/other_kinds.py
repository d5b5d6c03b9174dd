"""What else a figure may be that was read as a change or as a difference, where it is none of the table's."""

from __future__ import annotations

import re

from retrieval.checks.figures import cues
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import RELATIVE


def other_kinds(slot: Slot) -> frozenset[str] | None:
    """A difference for a change that is held against an arm, and a change for "3.2 fewer with A", told of A alone.

    A statistic that is part of the outcome's own name tells none of its figures.
    """
    if not slot.statistics:
        return frozenset({cues.DIFFERENCE}) if _AGAINST.search(slot.told) else None
    if slot.statistics == {cues.PERCENTAGE} and slot.unit == "%" and _HIGHER.match(slot.after):
        return None  # "34.1 % higher" is no difference in points
    if RELATIVE.search(slot.before):
        return None
    if any(word in slot.outcomes[0].casefold() for word in slot.statistics) if slot.outcomes else False:
        return frozenset()  # "the median time to a reduction in the mean score": both are of the title
    alone = slot.statistics == {cues.DIFFERENCE} and slot.direction is None
    return frozenset() if alone and not _AGAINST.search(slot.told) and " than " not in slot.told else None


_HIGHER = re.compile(r"\s?(?:higher|lower|more|less|fewer|greater|smaller)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:against|versus|relative to|over|compared (?:with|to))\s", re.IGNORECASE)
"""Before the arm that a change is held against: "the change against placebo was -2.9 with 80 mg"."""
