"""The row or title of a figure that goes on from confirmed ones, told by what alone is new: "0.55 with 1 % to 49 %"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retrieval.checks.figures.agreement import agrees
from retrieval.checks.figures.limits import read_limits
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.places import Place, title_of_limit
from retrieval.checks.outcomes.bound_items import words_of_row_behind
from retrieval.checks.outcomes.rows_told import told_rows
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.records import Verdict

_GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)
_LEADING = (Role.ESTIMATE, Role.COUNT)
Found = Mapping[int, Sequence[Judgement]]
"""The judgements of each slot, by its identity."""


def next_place(slot: Slot, slots: Sequence[Slot], found: Found, evidence: Evidence) -> Place | None:
    """The row or title beside that of the last confirmed figure of the sentence, or that of the arm told before."""
    earlier = [it for it in slots if it.expression.end <= slot.expression.start and it.statistics == slot.statistics]
    told = [(it, place) for it in earlier if (place := _confirmed(found[id(it)])) is not None]
    if not told:
        return None
    last, place = told[-1]
    row = _next_row(slot, place, evidence) if last.told_at == slot.told_at else None
    return row or _next_title(slot, place, evidence) or _of_other_arm(slot, slots, found)


def mixed_up(slot: Slot, slots: Sequence[Slot], found: Found, evidence: Evidence) -> Place | None:
    """The row of a figure beside it in a list of arms, where this one is that row's in another arm."""
    number = slot.expression.number(Role.ESTIMATE)
    if slot.arm_source != "sequence" or number is None or not number.decimals:
        return None
    beside = [it for it in slots if it is not slot and it.arm_source == "sequence" and it.arm != slot.arm]
    alike = [it for it in beside if (it.unit, it.time, it.told_at) == (slot.unit, slot.time, slot.told_at)]
    places = {place for it in alike if (place := _confirmed(found[id(it)])) is not None}
    place = places.pop() if len(places) == 1 else None
    rows = evidence.results(place.outcome) if place is not None else ()
    held = [row for row in rows if place is not None and row.item == place.item and agrees(number, row.value)]
    return place if held and all(row.arm not in (None, slot.arm) for row in held) else None


def _confirmed(judged: Sequence[Judgement]) -> Place | None:
    """The row that a leading figure is confirmed as."""
    for item in judged:
        if item.part.role in _LEADING and item.verdict in _GOOD and item.result is not None:
            return Place(item.result.outcome, item.result.item)
    return None


def _next_row(slot: Slot, place: Place, evidence: Evidence) -> Place | None:
    """The other row of a title that is told beside a figure: "0.59 with a TPS below 1 %, 0.55 with 1 % to 49 %"."""
    items = evidence.results(place.outcome).items if place.item else ()
    told = told_rows(words_of_row_behind(slot), place.outcome, items) or told_rows(slot.before, place.outcome, items)
    return Place(place.outcome, told[0]) if len(told) == 1 and told[0] != place.item else None


def _next_title(slot: Slot, place: Place, evidence: Evidence) -> Place | None:
    """The title of the same words with the limit beside a figure: "1047 lost at least 5 %, 838 at least 10 %"."""
    limits = read_limits(words_of_row_behind(slot)) - read_limits(place.outcome)
    title = title_of_limit(place.outcome, limits, evidence) if limits and read_limits(place.outcome) else None
    return Place(title, None) if title is not None else None


def _of_other_arm(slot: Slot, slots: Sequence[Slot], found: Found) -> Place | None:
    """What the other arm's figure in the same place of its list is of: "1047, 838 and 612; on B 182, 69 and 28"."""
    arms = list(dict.fromkeys(it.arm for it in slots if it.arm))
    if len(arms) != len(("one", "other")) or slot.arm != arms[1]:
        return None
    lists = [[it for it in slots if it.arm == arm] for arm in arms]
    if len({len(each) for each in lists}) > 1 or lists[0][-1].expression.end > lists[1][0].expression.start:
        return None
    pairs = [tuple(_confirmed(found[id(it)]) for it in both) for both in zip(*lists, strict=True)]
    known = [one == two for one, two in pairs if one is not None and two is not None]
    own = pairs[lists[1].index(slot)][0]
    return own if own is not None and known and all(known) else None
