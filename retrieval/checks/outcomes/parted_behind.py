"""A general name that is parted behind its figures: "independence in 59.8 % v 35.2 % for red cells and 68.5 % for"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.outcomes.fitting import fits
from retrieval.checks.outcomes.told_pairs import PAIRED
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import Mention


def part_behind(clause: Clause, told: Sequence[Slot], mentions: Sequence[Mention]) -> None:
    """Bind a figure, and the one that it is paired with, to what "for" leads right behind it.

    Only where the name before it is no title of the table's, or that is what stands so behind another figure.
    """
    taken: set[int] = set()
    for place, slot in enumerate(told):
        named = [item for item in mentions if _FOR.fullmatch(clause.text, slot.expression.end, item.start)]
        named = [item for item in named if item.term.name in clause.evidence.title_words]
        named = [item for item in named if fits(clause, slot, item.term.name)]
        if not named or not _is_general(clause, slot, taken):
            continue
        taken |= {item.start for item in named}
        paired = place > 0 and PAIRED.fullmatch(slot.before) is not None and told[place - 1].unit in (slot.unit, None)
        for each in (slot, *told[place - 1 : place]) if paired else (slot,):
            each.outcomes, each.told_at = tuple(dict.fromkeys(item.term.name for item in named)), named[0].start
            each.alternatives, each.unknown, each.carried = (), None, False


def _is_general(clause: Clause, slot: Slot, taken: set[int]) -> bool:
    """Whether what a figure is read as of stands before it, and is no title, or another one's."""
    if not slot.outcomes or slot.told_at is None or slot.told_at >= slot.expression.start:
        return False
    return slot.told_at in taken or slot.outcomes[0] not in clause.evidence.title_words


_FOR = re.compile(r"\s?%?(?: months| weeks| days)?(?: \([^()]*\))? for (?:the )?", re.IGNORECASE)
