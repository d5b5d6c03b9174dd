"""Which outcome each number tells, and of which grade: before it, after it, in a list, or carried on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Role
from retrieval.checks.outcomes.allocation import read_allocation
from retrieval.checks.outcomes.analysis_names import read_primary_analysis
from retrieval.checks.outcomes.asked_effects import read_effect_before
from retrieval.checks.outcomes.carrying import carry_on
from retrieval.checks.outcomes.compounds import read_compound
from retrieval.checks.outcomes.dated_outcomes import dated_event, end_of_range
from retrieval.checks.outcomes.doses import read_dose
from retrieval.checks.outcomes.fitting import (
    best_first,
    counts_behind,
    counts_others,
    counts_people,
    fits,
    is_group_of_figure,
    is_time_of_ratio,
    leads_other,
)
from retrieval.checks.outcomes.follow_up_told import behind_follow_up, follow_up_of
from retrieval.checks.outcomes.items_told import go_on_with_group, go_on_with_item
from retrieval.checks.outcomes.listed_outcomes import listed_outcomes
from retrieval.checks.outcomes.naming import outcome_mentions
from retrieval.checks.outcomes.parted_behind import part_behind
from retrieval.checks.outcomes.row_outcomes import from_label
from retrieval.checks.outcomes.set_sizes import is_limit, is_size
from retrieval.checks.outcomes.shared_grades import leave_bracket, note_remark, share_grades_backwards
from retrieval.checks.outcomes.sharing import share_outcomes
from retrieval.checks.outcomes.subject_words import note_unknown_group
from retrieval.checks.outcomes.subjects import Surroundings, go_on, take
from retrieval.checks.outcomes.told_grades import leave_title_words, share_grade, take_grade_beside
from retrieval.checks.outcomes.told_pairs import (
    PAIRED,
    begins_clause,
    begins_next,
    ends_pair,
    is_loose,
    is_of_bracketed,
    stands_behind,
    take_sibling,
)
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import Mention

_FOR = re.compile(r"^[)\]\s]*(?:\([^()]{0,60}\)\s*)?(?:for|in|on|of)\s(?:the |median )*$", re.IGNORECASE)


def bind_outcomes(clause: Clause, slots: list[Slot], context: Context) -> None:
    """Bind outcome and grade of every slot; words that no term accounts for go to ``Slot.unknown``."""
    mentions = outcome_mentions(clause)
    told = [slot for slot in slots if slot.expression.parts[0].role is not Role.GRADE]
    scene = _Scene(clause, context, slots, mentions, listed_outcomes(clause, told, mentions))
    used, previous = 0, None
    for number, slot in enumerate(told):
        last, following = (told[number - 1] if number else None), told[number + 1 : number + 2]
        if slot.expression.parts[0].role is Role.DATE:
            slot.outcomes = dated_event(clause, slot) or end_of_range(clause, slot, last)
            continue
        sized = is_size(clause, slot)
        slot.unit = "patients" if sized and slot.unit is None else slot.unit
        counted = sized or is_limit(clause, slot)
        if not counted and (follow_up := follow_up_of(clause, slot)):
            slot.outcomes, used = (follow_up,), behind_follow_up(clause, slot)
            continue
        earlier, previous = previous, slot
        if not counted:
            left = max(earlier.expression.end if earlier is not None else clause.sentence.start, used)
            used = scene.bind(slot, earlier, left, following) or used
            if number > 1:
                leave_bracket(clause, slot, told[number - 1], told[number - 2])
    part_behind(clause, told, mentions)
    share_outcomes(clause, told)
    share_grades_backwards(clause, told)


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence with the outcomes that it names, and those told as a list before as many numbers, by slot."""

    clause: Clause
    context: Context
    slots: Sequence[Slot]
    mentions: Sequence[Mention]
    listed: Mapping[int, Mention]

    def bind(self, slot: Slot, previous: Slot | None, left: int, following: Sequence[Slot]) -> int | None:
        """Bind one number; return where an outcome behind it ends that is told of no other number."""
        right = following[0].expression.start if following else self.clause.sentence.end
        around = self._look_around(slot, previous, (left, right), following)
        behind = self._find_beside(slot, around, following)
        used = self._take(slot, around, behind)
        read_primary_analysis(self.clause, slot)
        go_on_with_item(self.clause, slot, self.context)
        go_on_with_group(self.clause, slot, self.context)
        take_sibling(self.clause, slot, previous, right)
        read_allocation(self.clause, slot, self.mentions, previous)
        note_unknown_group(self.clause, slot, left, right)
        read_compound(self.clause, slot)
        read_effect_before(self.clause, slot, self.context)
        read_dose(self.clause, slot)
        leave_title_words(self.clause, slot)
        share_grade(self.clause, slot, previous)
        note_remark(self.clause, slot)
        return used

    def _look_around(
        self, slot: Slot, previous: Slot | None, zone: tuple[int, int], following: Sequence[Slot]
    ) -> Surroundings:
        left, right = zone
        named = _possible(self.clause, slot, self.mentions)
        ended = previous.expression.end if previous is not None else left
        before = [
            item
            for item in named
            if left <= item.start and item.end <= slot.expression.start and not stands_behind(self.clause, ended, item)
        ]
        after = [item for item in named if slot.expression.end <= item.start < right]
        after = [item for item in after if not begins_next(self.clause, slot, following, item)]
        return Surroundings(previous, left, right, len(named) > 1, before, after)

    def _find_beside(self, slot: Slot, around: Surroundings, following: Sequence[Slot]) -> list[Mention]:
        """The outcomes behind a number that are told of it: no other number, and no break, stands between."""
        return [
            item
            for item in around.after
            if not cues.BREAK.search(self.clause.text, slot.expression.end, item.start)
            and not (around.previous is not None and _cannot_be(self.clause, slot, around.previous, item))
            and not (around.several and _is_of_next(self.clause, following, item))
            and not (
                around.previous is not None and _LEFT_BRACKET.match(self.clause.text, slot.expression.end, item.start)
            )
            and not is_of_bracketed(self.clause, slot, following, item)
            and not leads_other(self.clause, slot, item)
        ]

    def _take(self, slot: Slot, around: Surroundings, beside: Sequence[Mention]) -> int | None:
        clause, before, left = self.clause, around.before, around.left
        inside = [item for item in self.mentions if slot.expression.start < item.start < slot.expression.end]
        within = _possible(clause, slot, inside) if inside else []
        if id(slot) in self.listed:
            take(clause, slot, [self.listed[id(slot)]], zone=left)
        elif within and fits(clause, slot, within[0].term.name):
            take(clause, slot, within, zone=left)
        elif alone := [item for item in around.after if stands_behind(clause, slot.expression.end, item)]:
            take(clause, slot, alone[:1], zone=left)
        elif beside and (counted := counts_behind(clause, slot, beside[0])):
            slot.statistics = counted
            take(clause, slot, beside[:1], zone=left)
            return beside[0].end
        elif before and beside and _is_theme(clause, slot, before[-1], beside[0]):
            take(clause, slot, best_first(clause, slot, beside), zone=slot.expression.start)
        elif before:
            take(clause, slot, best_first(clause, slot, before), zone=left)
        elif (clause.sentence.label or not self.mentions) and from_label(clause, slot):
            pass  # of a list's item that names nothing, what its line tells
        elif around.previous is not None and self._is_paired(slot, around.previous, beside):
            carry_on(clause, slot, around.previous)
            ended = ends_pair(clause, around.previous, slot, beside)
            take_grade_beside(clause, slot, left, slot.expression.end if ended else around.right)
        elif beside and _is_told_behind(clause, slot, around.previous, beside[0]):
            take(clause, slot, best_first(clause, slot, beside), zone=left)
            return beside[0].end
        else:
            go_on(clause, slot, around, self.context)
        return None

    def _is_paired(self, slot: Slot, previous: Slot, beside: Sequence[Mention]) -> bool:
        """Whether a number, before which no outcome is named, is of the one told of the number before."""
        contrast = bool(cues.CONTRAST.search(slot.before)) and not (beside and is_loose(self.clause.text, previous))
        if beside and begins_clause(self.clause, previous, slot, beside[0].start):
            return False
        ended = ends_pair(self.clause, previous, slot, beside)
        return contrast or ended or _is_second(self.clause, slot, previous, self.slots)


def _is_theme(clause: Clause, slot: Slot, before: Mention, after: Mention) -> bool:
    """Whether what stands before a number is not told of it, and what stands behind it is."""
    held = clause.evidence.results
    theme = ":" in clause.text[before.end : slot.expression.start] and bool(held(after.term.name))
    if theme and all(row.outcome != before.term.name for row in held(before.term.name)):
        return True  # "it raised no discontinuation: 8 % stopped because of an event"
    return _passes_on(clause, slot, before, after) or _is_achieved(clause, slot, before, after)


def _is_told_behind(clause: Clause, slot: Slot, previous: Slot | None, mention: Mention) -> bool:
    """Whether an outcome behind a number is its own: a ratio goes on with the outcome before, unless "for" leads."""
    goes_on = previous is not None and bool(previous.outcomes) and bool(slot.statistics & cues.COMPARATIVE)
    return not goes_on or _FOR.search(clause.text[slot.expression.end : mention.start]) is not None


def _possible(clause: Clause, slot: Slot, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that a number may be of: a ratio is of no follow-up, and of no group named beside it."""
    return [
        mention
        for mention in mentions
        if not is_group_of_figure(clause, slot, mention)
        and not is_time_of_ratio(slot, mention.term.name)
        and not counts_others(clause, slot, mention.term.name)
        and not counts_people(clause, slot, mention)
        and not _IS_DAY.fullmatch(mention.term.name)
    ]


_IS_DAY = re.compile(r"(?:data )?cut-?off(?: date)?", re.IGNORECASE)
"""The name of a day, of which no figure is: "not reached at the November cut-off; its lower limit was 24.6"."""


def _cannot_be(clause: Clause, slot: Slot, previous: Slot, mention: Mention) -> bool:
    """Whether what stands behind a number has no such figures, and the outcome of the number before has."""
    units = {unit for _, unit in clause.evidence.kinds(mention.term.name)}
    timed = slot.unit in cues.TIMES
    other = not any((unit in cues.TIMES) == timed for unit in units)
    return (
        bool(units)
        and other
        and previous.unit == slot.unit
        and any(fits(clause, slot, name) for name in previous.outcomes[:1])
    )


_LEFT_BRACKET = re.compile(r"[^()]*\)\s?(?:,|;|and\b)", re.IGNORECASE)
"""Behind a number in brackets, which are closed before the next outcome: "nausea (67 % and 57 %), fatigue"."""


def _is_of_next(clause: Clause, following: Sequence[Slot], mention: Mention) -> bool:
    """Whether an outcome is told of the number behind it: "25.0 months on B at a follow-up of 56.61 months"."""
    return any(_OF_NEXT.fullmatch(clause.text, mention.end, item.expression.start) is not None for item in following)


_OF_NEXT = re.compile(r"(?: time)?(?: of| was| were|:)\s(?:only |about |just )?", re.IGNORECASE)


def _passes_on(clause: Clause, slot: Slot, before: Mention, after: Mention) -> bool:
    """Whether what stands before is told of the number before: "341 were screened and 39 of them failed screening"."""
    return (
        _NEXT.fullmatch(clause.text, before.end, slot.expression.start) is not None
        and _OF_THEM.fullmatch(clause.text, slot.expression.end, after.start) is not None
        and before.term.name != after.term.name
    )


def _is_achieved(clause: Clause, slot: Slot, before: Mention, after: Mention) -> bool:
    """Whether what stands before a colon is a theme: "they responded well: 73.1 % of those on A reached a VGPR"."""
    return (
        _COLON.search(clause.text, before.end, slot.expression.start) is not None
        and _REACHED.fullmatch(clause.text, slot.expression.end, after.start) is not None
        and fits(clause, slot, after.term.name)
    )


_COLON = re.compile(r":\s|;\s|\s[-\u2013\u2014]\s")
_REACHED = re.compile(
    r"(?:\s\([^()]{1,30}\))?\s(?:of|in|on|with)?[^.;:,0-9]{0,60}\b(?:reached|achieved|attained|had|obtained)\s(?:an?\s|the\s)?",
    re.IGNORECASE,
)
_NEXT = re.compile(r",?\s(?:and|but|while|of whom)\s", re.IGNORECASE)
_OF_THEM = re.compile(r"\s(?:of (?:them|these|those|whom) )?(?:had |were )?", re.IGNORECASE)


def _is_second(clause: Clause, slot: Slot, previous: Slot, slots: Sequence[Slot]) -> bool:
    """Whether a number is the second of a pair whose outcome stands before both: "oedema in 183 and 303"."""
    partner = slots[slot.partner] if slot.partner is not None else None
    if partner is not previous or previous.told_at is None or slot.unit != previous.unit:
        return False
    own = clause.text[previous.told_at : previous.expression.start]
    return bool(own) and not re.search(r"[;%]|[0-9]", own) and PAIRED.fullmatch(slot.before) is not None
