"""As many analyses as figures of one thing in a sentence: each figure has its own, "at A and at B it was 53 and 58"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, groupby

from retrieval.checks.figures import cues
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.qualifiers import Qualifier
from retrieval.checks.sentences.slots import Slot

_FEWEST = 2


def spread_analyses(clause: Clause, figures: Sequence[Slot], analyses: Sequence[Qualifier]) -> None:
    """Give each figure of an arm the analysis that is left for it, where two were read as of the same one.

    An analysis in the same brackets as a figure, or right behind it, is its own; the others follow in their order.

    Args:
        figures: Of the sentence, without follow-ups and dates by which the analyses are known where others are told.
    """
    places = [(slot.expression.start, slot.expression.end) for slot in figures]
    inside = [it for it in analyses if any(low <= it.start and it.end <= high for low, high in places)]
    told: list[Qualifier] = []
    for item in analyses:  # "the final analysis (14 January 2022)" is one, and so is a name that fits two
        if told and item.start == told[-1].start:
            told[-1] = replace(told[-1], cutoffs=told[-1].cutoffs | item.cutoffs)
        elif item.cutoffs and item not in inside and not (told and told[-1].cutoffs == item.cutoffs):
            told.append(item)
    apart = all(one.cutoffs.isdisjoint(other.cutoffs) for one, other in combinations(told, 2))
    if len(told) < _FEWEST or not apart:
        return
    figures = [slot for slot in figures if slot.statistics != {cues.DIFFERENCE}]
    listed = _LISTED.fullmatch(clause.text, told[0].end, told[1].start) is not None
    for _, alike in groupby(figures, key=lambda slot: (slot.outcomes[:1], slot.arm, slot.subgroups)):
        run = list(alike)
        if run[0].arm is None and len(run) < len(figures) and not listed:
            continue  # "59 vs 57 % at A and 70.1 vs 59.8 % at B": a pair of two arms may be told of one analysis
        same = len({slot.cutoffs for slot in run if slot.cutoffs}) < len(run)
        if len(run) == len(told) and (same or listed):
            _share_out(clause, run, told, listed=listed)


_LISTED = re.compile(r"\s?(?:\u2192|->|/|and|to|,|;|vs\.?|versus)\s{0,3}(?:(?:at|in|by)\s)?(?:the\s)?", re.IGNORECASE)
"""Between analyses that stand side by side, apart from their figures: "39.7 -> 44.1 % (interim -> final analysis)"."""


def _share_out(clause: Clause, figures: Sequence[Slot], analyses: Sequence[Qualifier], *, listed: bool) -> None:
    """Give figures their analyses.

    Args:
        listed: Whether the analyses stand side by side, so that none is beside a figure of its own.
    """
    left, own = list(analyses), dict[int, Qualifier]()
    brackets = [found.span() for found in _BRACKETS.finditer(clause.text, clause.sentence.start, clause.sentence.end)]
    for slot in figures if not listed else ():
        enclosing = next((span for span in brackets if span[0] < slot.expression.start < span[1]), None)
        item = next((it for it in left if enclosing and enclosing[0] < it.start < enclosing[1]), None)
        item = item or next((it for it in left if _BEHIND.fullmatch(clause.text, slot.expression.end, it.start)), None)
        if item is not None:
            own[id(slot)] = item
            left.remove(item)
    rest = iter(left)
    for slot in figures:
        item = own.get(id(slot)) or next(rest)
        slot.cutoffs, slot.analyses = item.cutoffs, frozenset({item.name})


_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BEHIND = re.compile(
    r"\s?[(\[]?\s?(?:(?:reported|seen|found|recorded|observed|obtained)\s)?(?:(?:at|in|by|for|from|with)\s)"
    r"(?:the\s|that\s(?:of\s)?)?(?:time\sof\s(?:the\s)?)?|\s?[(\[](?:the\s)?",
    re.IGNORECASE,
)
"""Between a figure and the analysis that is its own."""
