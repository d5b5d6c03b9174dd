"""The row that figures are of by themselves, of those that have them: the one whose title is told best."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.times import read_times, share_time, without_times
from retrieval.checks.judging.comparison import judge
from retrieval.checks.judging.composite_parts import tells_one_part
from retrieval.checks.judging.figure_votes import names_held_figure, rows_voted
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.places import (
    Place,
    another_is_told,
    has_more_untold,
    is_all_told,
    is_in_unit,
    is_of_other_grade,
    is_of_other_level,
    is_of_other_time,
    is_part_of_named,
    is_sibling,
    is_wider,
    stem,
    tells_other_level,
    told_words,
)
from retrieval.checks.outcomes.bound_items import words_of_row_behind
from retrieval.checks.outcomes.rows_told import told_rows
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.opposites import are_opposites
from retrieval.records import Verdict

FEWEST, _SURE = 2, 3
"""Figures that must be those of a row, and of one with no word of which is told."""
GOOD = (Verdict.SUPPORTED, Verdict.DERIVED)
Rank = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Search:
    """What is told beside figures, which the row that they are of has to go with.

    Attributes:
        named: Whether the words beside them name a figure that is held.
        own_words: The words of that figure's title that are told.
        own: Whether the votes are the slot's alone.
        settled: Places that an estimate with its bounds, in the same sentence, is of.
    """

    slot: Slot
    evidence: Evidence
    named: bool
    own_words: frozenset[str]
    own: bool
    settled: Container[Place]

    @property
    def least(self) -> int:
        """How many words of a title must be told."""
        return max(len(self.own_words), FEWEST) if self.named else int(not self.slot.whole)

    def words_told(self, place: Place) -> int:
        """How many words of a place's title are told; none where they are such as stand in every title."""
        shared = told_words(place, self.slot, self.evidence)
        neutral = {stem(form) for form in self.evidence.neutral_words}
        return len(shared) if shared - neutral or is_in_unit(self.slot, place, self.evidence) else 0

    def wider(self, place: Place) -> bool:
        """Whether a place tells more than the figure named, and all of it."""
        return self.named and is_wider(place, self.slot.outcomes[0], self.evidence)

    def sure(self, place: Place, number: int) -> bool:
        """Whether the figures of a place tell it, whatever its title."""
        return (self.own and number >= _SURE) or place in self.settled


def judge_best(  # noqa: PLR0913  # a slot, what it was found to be, and who tells a place
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
    search = _Search(slot, evidence, named, own_words, own, settled)
    judged = (_judged_at(place, number, search) for place, number in votes.items() if not _is_another(place, search))
    best = max((each for each in judged if each is not None), key=lambda each: each[0], default=None)
    if best is None or best[0][0] <= sum(item.verdict in GOOD for item in found):
        return None
    return best[1] if own or is_whole(best[1]) or (not named and _is_mixed_up(slot, best[1], evidence)) else None


def _is_another(place: Place, search: _Search) -> bool:
    """Whether a place is of another level, grade or sibling than what is told, or its opposite."""
    slot, evidence = search.slot, search.evidence
    name = slot.outcomes[0] if slot.outcomes and not slot.carried else ""
    if are_opposites(place.outcome, name) or is_of_other_grade(place, slot):
        return True
    if search.named and (tells_one_part(place.outcome, slot.told) or tells_other_level(place.outcome, name, slot.told)):
        return True  # a figure told of one event alone, which has its own, is none of a composite's
    others = (is_of_other_level, is_sibling, another_is_told)
    return any(is_other(place, slot, evidence) for is_other in others)


def _judged_at(place: Place, number: int, search: _Search) -> tuple[Rank, list[Judgement]] | None:
    """The verdicts under a place, with its rank; nothing where too little tells that the figures are of it.

    Args:
        number: How many figures the place has.
    """
    if number < FEWEST or not _is_told(place, number, search):
        return None
    again, words = judge(read_at(search.slot, place, search.evidence), search.evidence), search.words_told(place)
    if words < search.least and not is_whole(again) and not (place in search.settled and not search.wider(place)):
        return None
    told = is_whole(again) and is_all_told(place, search.slot, search.evidence)
    if search.named and words == search.least and not (search.sure(place, number) or told):
        return None
    good = sum(item.verdict in GOOD for item in again)
    contradicted = 0 if search.named else sum(item.verdict is Verdict.CONTRADICTED for item in again)
    return (good + contradicted, good, number, words), again


def _is_told(place: Place, number: int, search: _Search) -> bool:
    """Whether enough of a place's title, and its time, are told beside its figures."""
    slot, evidence, words, sure = search.slot, search.evidence, search.words_told(place), search.sure(place, number)
    wider = search.wider(place)
    if (search.named and not wider and has_more_untold(place, slot)) or (words == 0 and not sure):
        return False
    if words < search.least and not wider and place not in search.settled:
        others = search.own_words - told_words(place, slot, evidence)
        if not (sure and words >= FEWEST and _is_told_elsewhere(others, slot, evidence)):
            return False
    at_any_time = (sure and not search.named) or (slot.time is not None and search.own)
    return at_any_time or not is_of_other_time(place, slot)


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


def is_whole(found: Iterable[Judgement]) -> bool:
    """Whether every number of a figure is confirmed."""
    return all(item.verdict in GOOD for item in found)


def read_at(slot: Slot, place: Place, evidence: Evidence) -> Slot:
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
