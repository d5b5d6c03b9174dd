"""Figures that tell together which result they are of, where the words beside them do not: an estimate with its bounds.

A paper says in its own words what a registry has under a long title. Where such words name no title, or another one,
two or more figures of one expression, or of one sentence, find the row that has them; the words then only have to go
with its title. The row found is no verdict: its arm, time, unit, group and level are compared with what is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from retrieval.checks.binding.reading import Reader
from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.times import read_times, share_time, without_times
from retrieval.checks.judging.comparison import judge
from retrieval.checks.judging.composite_parts import tells_one_part
from retrieval.checks.judging.figure_votes import names_held_figure, rows_voted
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.next_places import mixed_up, next_place
from retrieval.checks.judging.places import (
    Place,
    another_is_told,
    at_own_time,
    has_more_untold,
    is_all_told,
    is_another_term,
    is_in_unit,
    is_of_other_grade,
    is_of_other_level,
    is_of_other_time,
    is_part_of_named,
    is_row_named,
    is_sibling,
    is_wider,
    stem,
    tells_other_level,
    told_words,
)
from retrieval.checks.outcomes.bound_items import told_rows, words_of_row_behind
from retrieval.checks.sentences.matching import BY_GROUP
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.opposites import are_opposites
from retrieval.records import Verdict

_FEWEST, _SURE = 2, 3
"""Figures that must be those of a row, and of one with no word of which is told."""
_GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)
_LEADING = (Role.ESTIMATE, Role.COUNT, Role.P)


def judge_by_figures(judged: Sequence[Judgement], reader: Reader) -> list[Judgement]:
    """Judge again what the words of one sentence left open, as figures of the row that several of them tell."""
    slots = list({id(item.slot): item.slot for item in judged}.values())
    found = {id(slot): [item for item in judged if item.slot is slot] for slot in slots}
    left = [slot for slot in slots if _is_open(found[id(slot)]) and slot.trial is not None and not slot.elsewhere]
    left = [slot for slot in left if not slot.row_told]
    if not left:
        return list(judged)
    evidence = reader.for_trial(left[0].trial)  # type: ignore[arg-type]  # those without were left out
    votes = {id(slot): rows_voted(slot, evidence) for slot in slots if slot.trial == left[0].trial}
    told: Counter[Place] = Counter(place for slot in slots if slot not in left for place in _settled(found[id(slot)]))
    settled = {
        place
        for slot in slots
        if slot not in left
        for place in _settled(found[id(slot)])
        if votes.get(id(slot), {}).get(place, 0) >= _FEWEST
    }
    for slot in left:
        places = _not_of_others(slot, votes[id(slot)], slots, evidence)
        if again := _best(slot, found[id(slot)], places, evidence):
            found[id(slot)] = again
            place = Place(again[0].slot.outcomes[0], again[0].slot.item)
            told[place] += _FEWEST
            settled |= {place} if _is_whole(again) and votes[id(slot)].get(place, 0) >= _FEWEST else set()
    for slot in left:
        if again := _with_figure_before(slot, slots, found, evidence):
            found[id(slot)] = again
    for slot in left:
        beside = next_place(slot, slots, found, evidence) if _is_open(found[id(slot)]) else None
        if beside is not None:
            found[id(slot)] = judge(replace(_at(slot, beside, evidence), item=beside.item), evidence)
    rest = [slot for slot in left if _is_open(found[id(slot)])]
    shared = told + Counter(place for each in votes.values() for place in each)
    for slot in rest:
        joint: Counter[Place] = Counter()
        for place, number in shared.items():
            sibling = is_row_named(place, slot) and place.outcome in {one.outcome for one in settled}
            joint[at_own_time(place, slot, evidence)] += (
                max(number, _FEWEST) if sibling or _is_p_beside(slot, place, told) else number
            )
        places = _not_of_others(slot, joint, slots, evidence)
        shared_row = _best(slot, found[id(slot)], places, evidence, own=False, settled=settled)
        if again := shared_row or _as_other_arm(slot, slots, found, evidence):
            found[id(slot)] = again
    for slot in rest:
        beside = mixed_up(slot, slots, found, evidence) if _is_open(found[id(slot)]) else None
        if beside is not None:
            found[id(slot)] = judge(_at(slot, beside, evidence), evidence)
    return [item for slot in slots for item in found[id(slot)]]


def _as_other_arm(
    slot: Slot, slots: Sequence[Slot], found: Mapping[int, list[Judgement]], evidence: Evidence
) -> list[Judgement] | None:
    """The verdict on the second figure of a pair, whose first was found by its figures: "14.2 on A and 16.9 on B"."""
    first = next((it for it in reversed(slots) if it.expression.end <= slot.expression.start), None)
    if first is None or slot.arm_source != "named" or not _AND_ARM.fullmatch(slot.before):
        return None
    own = next((item for item in found[id(first)] if item.result is not None and item.verdict in _GOOD), None)
    row, number = own.result if own else None, slot.expression.number(Role.ESTIMATE)
    alike = all(getattr(slot, name) == getattr(first, name) for name in ("outcomes", "unknown", "unit", "time"))
    if row is None or row.arm in (None, slot.arm) or not alike or number is None or not number.decimals:
        return None
    return judge(_at(slot, Place(row.outcome, row.item), evidence), evidence)


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
    own = next((item for item in found[id(before[0])] if item.result is not None and item.verdict in _GOOD), None)
    if own is None or own.result is None or own.result.p_value is None:
        return None
    return judge(_at(slot, Place(own.result.outcome, own.result.item), evidence), evidence)


_BESIDE = 8
"""Code points between a bound and the p-value of its figure: "; p = "."""


def _is_p_beside(slot: Slot, place: Place, told: Counter[Place]) -> bool:
    """Whether a slot is a p-value alone, whose sentence tells another figure of a row: it is of that, too."""
    return not slot.outcomes and place in told and all(part.role is Role.P for part in slot.expression.parts)


def _is_open(found: Sequence[Judgement]) -> bool:
    """Whether a leading figure is not confirmed, or a bound beside it is contradicted."""
    leading = [item for item in found if item.part.role in _LEADING] or found
    return any(item.verdict not in _GOOD for item in leading) or any(
        item.verdict is Verdict.CONTRADICTED for item in found
    )


def _settled(found: Iterable[Judgement]) -> list[Place]:
    """The row that confirmed figures are of."""
    row = next((item.result for item in found if item.result is not None), None)
    return [Place(row.outcome, row.item)] if row is not None else []


def _best(  # noqa: PLR0913  # a slot, what it was found to be, and who tells a place
    slot: Slot,
    found: Sequence[Judgement],
    votes: Mapping[Place, int],
    evidence: Evidence,
    *,
    own: bool = True,
    settled: Container[Place] = frozenset(),
) -> list[Judgement] | None:
    """The verdicts under the place that confirms most numbers; of several, the one whose title is told best.

    Args:
        own: Whether the votes are the slot's alone: then a place may contradict what is told beside its figures.
        settled: Places that an estimate with its bounds, in the same sentence, is of.
    """
    named = names_held_figure(slot, evidence)
    own_words = told_words(Place(slot.outcomes[0], None), slot, evidence) if named else frozenset[str]()
    least = max(len(own_words), _FEWEST) if named else int(not slot.whole)
    neutral = {stem(form) for form in evidence.neutral_words}
    best: tuple[tuple[int, int, int, int], list[Judgement]] | None = None
    name = slot.outcomes[0] if slot.outcomes and not slot.carried else ""
    for place, number in votes.items():
        if are_opposites(place.outcome, name) or (named and tells_one_part(place.outcome, slot.told)):
            continue  # a figure told of one event alone, which has its own, is none of a composite's
        if (named and tells_other_level(place.outcome, name, slot.told)) or is_of_other_grade(place, slot):
            continue
        if is_of_other_level(place, slot, evidence) or is_sibling(place, slot, evidence):
            continue
        if another_is_told(place, slot, evidence):
            continue
        wider = named and number >= _FEWEST and is_wider(place, slot.outcomes[0], evidence)
        if named and not wider and has_more_untold(place, slot):
            continue
        shared = told_words(place, slot, evidence)
        words = len(shared) if shared - neutral or is_in_unit(slot, place, evidence) else 0
        sure = (own and number >= _SURE) or place in settled
        fewer = words < least and not wider and place not in settled
        listed = fewer and sure and words >= _FEWEST and _is_told_elsewhere(own_words - shared, slot, evidence)
        if number < _FEWEST or (fewer and not listed) or (words == 0 and not sure):
            continue
        if not (sure and not named) and (slot.time is None or not own) and is_of_other_time(place, slot):
            continue
        again = judge(_at(slot, place, evidence), evidence)
        if words < least and (wider or fewer) and not _is_whole(again):
            continue
        if named and words == least and not (sure or (_is_whole(again) and is_all_told(place, slot, evidence))):
            continue
        counted = _GOOD if named else (*_GOOD, Verdict.CONTRADICTED)
        good = sum(item.verdict in _GOOD for item in again)
        rank = (sum(item.verdict in counted for item in again), good, number, words)
        if best is None or rank > best[0]:
            best = rank, again
    if best is None or best[0][0] <= sum(item.verdict in _GOOD for item in found):
        return None
    return best[1] if own or _is_whole(best[1]) or (not named and _is_mixed_up(slot, best[1], evidence)) else None


def _is_told_elsewhere(words: frozenset[str], slot: Slot, evidence: Evidence) -> bool:
    """Whether words of the title that a figure was read as are those of another figure of its list.

    Where the time of that title is told, no other one is meant.
    """
    own = read_times(slot.outcomes[0])
    beside = told_words(Place(slot.outcomes[0], None), replace(slot, told=slot.before), evidence)
    return not (words & beside or (own and share_time(own, read_times(slot.told))))


def _is_mixed_up(slot: Slot, found: Sequence[Judgement], evidence: Evidence) -> bool:
    """Whether a number is wrong by what the figures beside it are of: it is theirs in another arm, or a share."""
    if all(part.role is Role.P for part in slot.expression.parts):
        return True
    row = next((item.result for item in found if item.result is not None), None)
    places = {(without_times(place.outcome), place.item) for place in rows_voted(slot, evidence)}
    same = row is not None and (without_times(row.outcome), row.item) in places
    return same or (slot.arm_source == "named" and slot.unit == "%" and bool(slot.expression.parts[0].number.decimals))


def _is_whole(found: Iterable[Judgement]) -> bool:
    return all(item.verdict in _GOOD for item in found)


def _at(slot: Slot, place: Place, evidence: Evidence) -> Slot:
    """The slot read as of a row: of another one of its title, where the sentence tells that."""
    items = evidence.results(place.outcome).items
    told = told_rows(slot.told, place.outcome, items) if len(items) > 1 else []
    if len(told) > 1:
        behind = told_rows(words_of_row_behind(slot), place.outcome, items)
        told = behind or told_rows(slot.before, place.outcome, items) or told
    told = [row for row in told if not is_part_of_named(row, slot)]
    item = told[0] if len(told) == 1 else None if slot.whole and place.item not in told else place.item
    held = item is None or evidence.in_groups(place.outcome, slot.subgroups)
    groups = slot.subgroups if held else frozenset()  # the group is told by the row
    grades = slot.grades if not slot.carried or _GRADED.search(slot.told) else frozenset()  # that of the one before
    return replace(
        slot, outcomes=(place.outcome,), item=item, unknown=None, carried=False, astray=False, alternatives=(),
        subgroups=groups, grades=grades,
    )  # fmt: skip


_GRADED = re.compile(r"\b(?:grades?|serious|severe|fatal|mild|moderate)\b", re.IGNORECASE)
