"""The cut-off that the figures of a comparison share."""

from __future__ import annotations

import re
from itertools import pairwise

from retrieval.checks.figures import cues
from retrieval.checks.sentences.slots import Slot


def share_cutoffs(slots: list[Slot]) -> None:
    """The second arm of a comparison has the cut-off of the first, where it is given none of its own."""
    told = [slot for slot in slots if slot.arm and slot.outcomes]
    one = len({slot.cutoffs for slot in told if slot.cutoffs}) == 1
    for first, second in pairwise(told):
        other_arm = first.arm != second.arm and first.outcomes[:1] == second.outcomes[:1]
        if one and other_arm and first.cutoffs and not second.cutoffs and cues.CONTRAST.search(second.before):
            second.cutoffs, second.analyses = first.cutoffs, first.analyses
    _share_backwards(slots)


def _share_backwards(slots: list[Slot]) -> None:
    """In "up from 77 % and 67 % at the interim analysis" the first of the pair is of that analysis, too."""
    for first, second in pairwise(slots):
        paired = first.partner is not None and slots[first.partner] is second and _PAIRED.fullmatch(second.before)
        if paired and second.cutoffs and _ANALYSIS_FOLLOWS.match(second.after):
            first.cutoffs, first.analyses = second.cutoffs, second.analyses


_PAIRED = re.compile(r"[\s,)]*(?:and|vs?\.?|versus|/)\s*", re.IGNORECASE)
_ANALYSIS_FOLLOWS = re.compile(r"[\s,)(]*(?:(?:at|in|by|as of|on)\s|(?:first|initially|later)\b)", re.IGNORECASE)
