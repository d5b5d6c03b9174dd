"""As many analyses or groups as figures of one thing in a sentence: each figure has its own, "at A and B 53 and 58"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
    told: list[Qualifier] = []
    for item in analyses:
        inside = any(low <= item.start and item.end <= high for low, high in places)
        if not item.cutoffs or inside or (told and told[-1].cutoffs == item.cutoffs):
            continue  # "the final analysis (14 January 2022)" is one
        if told and item.start < told[-1].end:
            told[-1] = replace(told[-1], cutoffs=told[-1].cutoffs | item.cutoffs)  # "final" of several outcomes
        else:
            told.append(item)
    if all(one.cutoffs.isdisjoint(other.cutoffs) for one, other in combinations(told, 2)):
        read = [slot.cutoffs for slot in figures]
        for slot, item in _shared_out(clause, list(zip(figures, read, strict=True)), told):
            slot.cutoffs, slot.analyses = item.cutoffs, frozenset({item.name})


def spread_groups(clause: Clause, figures: Sequence[Slot], groups: Sequence[Qualifier]) -> None:
    """Give each figure of an arm the group that is left for it, where two were read as of the same one."""
    told = list(groups)
    apart = all(one.name != other.name and one.end <= other.start for one, other in combinations(told, 2))
    if apart and any(item.name for item in told):
        read = [slot.subgroups for slot in figures]
        for slot, item in _shared_out(clause, list(zip(figures, read, strict=True)), told):
            slot.subgroups, slot.context_subgroups = frozenset({item.name} if item.name else ()), frozenset()
            slot.whole = not item.name


def _shared_out(
    clause: Clause, figures: Sequence[tuple[Slot, frozenset[object]]], items: Sequence[Qualifier]
) -> Iterable[tuple[Slot, Qualifier]]:
    """The figures of an arm that are as many as the qualifiers, each with its own.

    Args:
        figures: Each with what it was read to be of.
    """
    if len(items) < _FEWEST:
        return
    figures = [figure for figure in figures if figure[0].statistics != {cues.DIFFERENCE}]
    listed = _LISTED.fullmatch(clause.text, items[0].end, items[1].start) is not None
    for _, alike in groupby(figures, key=lambda figure: (figure[0].outcomes[:1], figure[0].arm)):
        run = list(alike)
        if run[0][0].arm is None and len(run) < len(figures) and not listed:
            continue  # "59 vs 57 % at A and 70.1 vs 59.8 % at B": a pair of two arms may be told of one analysis
        same = len({read for _, read in run if read}) < len(run)
        if len(run) == len(items) and (same or listed):
            yield from _paired(clause, [slot for slot, _ in run], items, listed=listed)


_LISTED = re.compile(
    r"\s?(?:\u2192|->|/|and|to|,|;|vs\.?|versus)\s{0,3}(?:(?:at|in|by|with|among)\s)?(?:those\s(?:with|in)\s)?(?:the\s)?",
    re.IGNORECASE,
)
"""Between qualifiers that stand side by side, apart from the figures: "39.7 -> 44.1 % (interim -> final analysis)"."""


def _paired(
    clause: Clause, figures: Sequence[Slot], items: Sequence[Qualifier], *, listed: bool
) -> Iterable[tuple[Slot, Qualifier]]:
    """Each figure with its qualifier.

    Args:
        listed: Whether the qualifiers stand side by side, so that none is beside a figure of its own.
    """
    left, own = list(items), dict[int, Qualifier]()
    brackets = [found.span() for found in _BRACKETS.finditer(clause.text, clause.sentence.start, clause.sentence.end)]
    enclosed = {
        id(slot): span for slot in figures for span in brackets if span[0] < slot.expression.start < span[1]
    }  # what shares a figure's brackets is not that of the one before them: "33.5 % (at A: 29.6 %)"
    for slot in sorted(figures, key=lambda it: id(it) not in enclosed) if not listed else ():
        low, high = enclosed.get(id(slot), (0, 0))
        item = next((it for it in left if low < it.start < high), None)
        item = item or next((it for it in left if _BEHIND.fullmatch(clause.text, slot.expression.end, it.start)), None)
        if item is not None:
            own[id(slot)] = item
            left.remove(item)
    rest = iter(left)
    return [(slot, own.get(id(slot)) or next(rest)) for slot in figures]


_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BEHIND = re.compile(
    r"\s?[(\[]?\s?(?:(?:reported|seen|found|recorded|observed|obtained)\s)?(?:(?:at|in|by|for|from|with|among|if)\s)"
    r"(?:the\s|that\s(?:of\s)?|(?:those|patients|people|participants)\s(?:with|in|who had)\s)?(?:time\sof\s(?:the\s)?)?"
    r"|\s?[(\[](?:the\s)?",
    re.IGNORECASE,
)
"""Between a figure and the qualifier that is its own."""
