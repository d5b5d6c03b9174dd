"""Figures that tell together which result they are of, where the words beside them do not: an estimate with its bounds.

A paper says in its own words what a registry has under a long title. Where such words name no title, or another one,
two or more figures of one expression, or of one sentence, find the row that has them; the words then only have to go
with its title. The row found is no verdict: its arm, time, unit, group and level are compared with what is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from retrieval.checks.binding.reading import Reader
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.best_places import FEWEST, GOOD, is_whole, judge_best, read_at
from retrieval.checks.judging.comparison import judge
from retrieval.checks.judging.figure_votes import rows_voted
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.next_places import mixed_up, next_place
from retrieval.checks.judging.places import (
    Place,
    at_own_time,
    is_another_term,
    is_row_named,
)
from retrieval.checks.sentences.matching import BY_GROUP
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.records import Verdict

_LEADING = (Role.ESTIMATE, Role.COUNT, Role.P)


def judge_by_figures(judged: Sequence[Judgement], reader: Reader) -> list[Judgement]:
    """Judge again what the words of one sentence left open, as figures of the row that several of them tell."""
    slots = list({id(item.slot): item.slot for item in judged}.values())
    found = {id(slot): [item for item in judged if item.slot is slot] for slot in slots}
    left = [slot for slot in slots if _is_left(slot, found)]
    if not left:
        return list(judged)
    evidence = reader.for_trial(left[0].trial)  # type: ignore[arg-type]  # those without were left out
    votes = {id(slot): rows_voted(slot, evidence) for slot in slots if slot.trial == left[0].trial}
    places = [(slot, place) for slot in slots if slot not in left for place in _settled(found[id(slot)])]
    told: Counter[Place] = Counter(place for _, place in places)
    settled = {place for slot, place in places if votes.get(id(slot), {}).get(place, 0) >= FEWEST}
    for slot in left:
        own = votes[id(slot)]
        if again := judge_best(slot, found[id(slot)], _not_of_others(slot, own, slots, evidence), evidence):
            found[id(slot)] = again
            place = Place(again[0].slot.outcomes[0], again[0].slot.item)
            told[place] += FEWEST
            settled |= {place} if is_whole(again) and own.get(place, 0) >= FEWEST else set()
    for slot in left:
        if again := _with_figure_before(slot, slots, found, evidence):
            found[id(slot)] = again
    for slot in left:
        beside = next_place(slot, slots, found, evidence) if _is_open(found[id(slot)]) else None
        if beside is not None:
            found[id(slot)] = judge(replace(read_at(slot, beside, evidence), item=beside.item), evidence)
    shared = told + Counter(place for each in votes.values() for place in each)
    rest = [slot for slot in left if _is_open(found[id(slot)])]
    for slot in rest:
        joint = _not_of_others(slot, _joint_votes(slot, shared, told, settled, evidence), slots, evidence)
        shared_row = judge_best(slot, found[id(slot)], joint, evidence, own=False, settled=settled)
        if again := shared_row or _as_other_arm(slot, slots, found, evidence):
            found[id(slot)] = again
    for slot in rest:
        beside = mixed_up(slot, slots, found, evidence) if _is_open(found[id(slot)]) else None
        if beside is not None:
            found[id(slot)] = judge(read_at(slot, beside, evidence), evidence)
    return [item for slot in slots for item in found[id(slot)]]


def _is_left(slot: Slot, found: Mapping[int, Sequence[Judgement]]) -> bool:
    """Whether a slot of a trial is left open, and its row is not told in so many words."""
    return _is_open(found[id(slot)]) and slot.trial is not None and not slot.elsewhere and not slot.row_told


def _joint_votes(
    slot: Slot, shared: Counter[Place], told: Counter[Place], settled: Set[Place], evidence: Evidence
) -> Counter[Place]:
    """How many figures of a sentence each place has, at the time that is told for this one."""
    joint: Counter[Place] = Counter()
    outcomes = {place.outcome for place in settled}
    for place, number in shared.items():
        sibling = is_row_named(place, slot) and place.outcome in outcomes
        sure = sibling or _is_p_beside(slot, place, told)
        joint[at_own_time(place, slot, evidence)] += max(number, FEWEST) if sure else number
    return joint


def _as_other_arm(
    slot: Slot, slots: Sequence[Slot], found: Mapping[int, list[Judgement]], evidence: Evidence
) -> list[Judgement] | None:
    """The verdict on the second figure of a pair, whose first was found by its figures: "14.2 on A and 16.9 on B"."""
    first = next((it for it in reversed(slots) if it.expression.end <= slot.expression.start), None)
    if first is None or slot.arm_source != "named" or not _AND_ARM.fullmatch(slot.before):
        return None
    own = next((item for item in found[id(first)] if item.result is not None and item.verdict in GOOD), None)
    row, number = own.result if own else None, slot.expression.number(Role.ESTIMATE)
    alike = all(getattr(slot, name) == getattr(first, name) for name in ("outcomes", "unknown", "unit", "time"))
    if row is None or row.arm in (None, slot.arm) or not alike or number is None or not number.decimals:
        return None
    return judge(read_at(slot, Place(row.outcome, row.item), evidence), evidence)


_AND_ARM = re.compile(
    r"(?: [^.;:()0-9]{0,50})?,? (?:and|but|versus|vs\.?|v\.?|against|compared (?:with|to))(?: (?:by|at|to|only))* ",
    re.IGNORECASE,
)


def _not_of_others(
    slot: Slot, votes: Mapping[Place, int], slots: Sequence[Slot], evidence: Evidence
) -> dict[Place, int]:
    """The places but those that the sentence names of another figure, where it names one of this."""
    if slot.carried or not slot.outcomes:
        return dict(votes)
    names = {name for other in slots if other is not slot for name in other.outcomes[:1]} - {slot.outcomes[0]}
    others = {title for name in names for title in evidence.terms.outcomes_of(name, trial=evidence.trial.id)}
    others = {title for title in others if not BY_GROUP.search(title)}  # a group told at the start is that of all
    others |= {place.outcome for place in votes if is_another_term(place, slot.outcomes[0], evidence)}
    return {place: votes[place] for place in votes if place.outcome not in others}


def _with_figure_before(
    slot: Slot, slots: Sequence[Slot], found: Mapping[int, list[Judgement]], evidence: Evidence
) -> list[Judgement] | None:
    """The verdict on a p-value as that of the confirmed figure right before it: "(95% CI 0.35 to 1.37; p=0.001)"."""
    ends = ((it, max(part.number.unit_end for part in it.expression.parts)) for it in slots if it is not slot)
    before = [it for it, end in ends if 0 <= slot.expression.start - end < _BESIDE]
    if not before or any(part.role is not Role.P for part in slot.expression.parts):
        return None
    own = next((item for item in found[id(before[0])] if item.result is not None and item.verdict in GOOD), None)
    if own is None or own.result is None or own.result.p_value is None:
        return None
    return judge(read_at(slot, Place(own.result.outcome, own.result.item), evidence), evidence)


_BESIDE = 8
"""Code points between a bound and the p-value of its figure: "; p = "."""


def _is_p_beside(slot: Slot, place: Place, told: Counter[Place]) -> bool:
    """Whether a slot is a p-value alone, whose sentence tells another figure of a row: it is of that, too."""
    return not slot.outcomes and place in told and all(part.role is Role.P for part in slot.expression.parts)


def _is_open(found: Sequence[Judgement]) -> bool:
    """Whether a leading figure is not confirmed, or a bound beside it is contradicted."""
    leading = [item for item in found if item.part.role in _LEADING] or found
    return any(item.verdict not in GOOD for item in leading) or any(
        item.verdict is Verdict.CONTRADICTED for item in found
    )


def _settled(found: Iterable[Judgement]) -> list[Place]:
    """The row that confirmed figures are of."""
    row = next((item.result for item in found if item.result is not None), None)
    return [Place(row.outcome, row.item)] if row is not None else []
