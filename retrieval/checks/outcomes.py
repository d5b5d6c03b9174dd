"""Which outcome each number tells, and of which grade: before it, after it, in a list, or carried on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.checks import cues
from retrieval.checks.carrying import carry, carry_on
from retrieval.checks.clauses import Clause, Context
from retrieval.checks.compounds import read_compound, read_dose
from retrieval.checks.cutoffs import AFTER_MEDIAN, follow_up_cutoffs
from retrieval.checks.dated_outcomes import dated_event, end_of_range
from retrieval.checks.fitting import best_first, counts_others, fits, is_group_of_ratio, is_time_of_ratio
from retrieval.checks.listed_outcomes import listed_outcomes
from retrieval.checks.naming import outcome_mentions
from retrieval.checks.roles import Role
from retrieval.checks.row_outcomes import from_label
from retrieval.checks.set_sizes import is_limit, is_size
from retrieval.checks.slots import Slot
from retrieval.checks.stand_ins import is_entry
from retrieval.checks.subject_words import note_unknown_group
from retrieval.checks.subjects import Surroundings, go_on, take
from retrieval.checks.told_grades import take_grade_beside
from retrieval.checks.told_pairs import PAIRED, ends_pair, is_loose, share_backwards, take_sibling
from retrieval.terms import Mention

_FOR = re.compile(r"^[)\]\s]*(?:\([^()]{0,60}\)\s*)?(?:for|in|on|of)\s(?:the |median )*$", re.IGNORECASE)


def bind_outcomes(clause: Clause, slots: list[Slot], context: Context) -> None:
    """Bind outcome and grade of every slot; words that no term accounts for go to ``Slot.unknown``."""
    mentions = [mention for mention in outcome_mentions(clause) if not _is_whole(clause, mention)]
    told = [slot for slot in slots if slot.expression.parts[0].role is not Role.GRADE]
    listed = listed_outcomes(clause, told, mentions)
    used, previous, following = 0, None, None
    for place, slot in enumerate(told):
        previous, following = following or previous, None
        left = max(previous.expression.end if previous is not None else clause.sentence.start, used)
        right = told[place + 1].expression.start if place + 1 < len(told) else clause.sentence.end
        named = _possible(clause, slot, mentions)
        before = [mention for mention in named if left <= mention.start and mention.end <= slot.expression.start]
        after = [mention for mention in named if slot.expression.end <= mention.start < right]
        unit = [mention for mention in mentions if slot.expression.start < mention.start < slot.expression.end]
        beside = [
            mention
            for mention in after
            if not cues.BREAK.search(clause.text, slot.expression.end, mention.start)
            and not (previous is not None and _cannot_be(clause, slot, previous, mention))
            and not (len(named) > 1 and _is_of_next(clause, told[place + 1 : place + 2], mention))
        ]
        contrast = previous is not None and bool(cues.CONTRAST.search(slot.before)) and not before
        contrast = contrast and not (beside and previous is not None and is_loose(clause.text, previous))
        ended = not before and ends_pair(clause, previous, slot, beside)
        dated = slot.expression.parts[0].role is Role.DATE
        following = None if dated else slot
        if dated:
            slot.outcomes = dated_event(clause, slot) or end_of_range(clause, slot, told[place - 1] if place else None)
            continue
        if is_size(clause, slot) or is_limit(clause, slot):
            continue
        if follow_up := _follow_up(clause, slot):
            slot.outcomes, following, used = (follow_up,), None, slot.expression.end
            continue
        if id(slot) in listed:
            take(clause, slot, [listed[id(slot)]], zone=left)
        elif unit and fits(clause, slot, unit[0].term.name):
            take(clause, slot, unit, zone=left)
        elif (
            before
            and beside
            and (_passes_on(clause, slot, before[-1], beside[0]) or _is_achieved(clause, slot, before[-1], beside[0]))
        ):
            take(clause, slot, best_first(clause, slot, beside), zone=slot.expression.start)
        elif before:
            take(clause, slot, best_first(clause, slot, before), zone=left)
        elif clause.sentence.label and from_label(clause, slot):
            pass
        elif previous is not None and (contrast or ended or _is_second(clause, slot, previous, slots)):
            carry_on(clause, slot, previous)
            take_grade_beside(clause, slot, left, slot.expression.end if ended else right)
        elif beside and (
            _FOR.search(clause.text[slot.expression.end : beside[0].start])
            or not (previous is not None and previous.outcomes and slot.statistics & cues.COMPARATIVE)
        ):
            take(clause, slot, best_first(clause, slot, beside), zone=left)
            used = beside[0].end
        else:
            go_on(clause, slot, Surroundings(previous, left, right, after), context)
        take_sibling(clause, slot, previous, right)
        _read_allocation(clause, slot, mentions, previous)
        note_unknown_group(clause, slot, left, right)
        read_compound(clause, slot)
        read_dose(clause, slot)
    _share(clause, told)


def _share(clause: Clause, told: list[Slot]) -> None:
    """Let figures go on with one told later in a pair, or with one before that has their unit.

    In "20 cycles and 81 weeks with A; with B 9 cycles and 35.7 weeks" the last goes on with the weeks before.
    """
    share_backwards(clause.text, told)
    _share_grade(clause, told)
    for place, slot in enumerate(told):
        previous = told[place - 1] if place else None
        if previous is None or not slot.outcomes or slot.unit is None or slot.told_at != previous.told_at:
            continue
        if fits(clause, slot, slot.outcomes[0]):
            continue
        same = [one for one in told[:place] if one.unit == slot.unit and one.outcomes]
        if same and fits(clause, slot, same[-1].outcomes[0]):
            carry(slot, same[-1])


def _share_grade(clause: Clause, told: Sequence[Slot]) -> None:
    """In "and 105 and 70 a serious one" the grade behind the pair is that of both."""
    for first, second in pairwise(told):
        begins = re.search(r"[,;]\s(?:and|while|whereas|but)\s$", first.before) is not None
        if not begins or first.outcomes != second.outcomes or first.arm == second.arm:
            continue
        behind = [item for item in clause.mentions.get("grade", ()) if item.start >= second.expression.end]
        if behind and _A.fullmatch(clause.text, second.expression.end, behind[0].start):
            first.grades = second.grades = frozenset({behind[0].term.name})


_A = re.compile(r"[)\]]?(?:\s(?:on|with|in|of)\s[\w-]+(?:\s[\w-]+)?)?\s(?:had\s)?(?:an?\s)?", re.IGNORECASE)


def _possible(clause: Clause, slot: Slot, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that a number may be of: a ratio is of no follow-up, and of no group named beside it."""
    return [
        mention
        for mention in mentions
        if not is_group_of_ratio(clause, slot, mention)
        and not is_time_of_ratio(slot, mention.term.name)
        and not counts_others(clause, slot, mention.term.name)
    ]


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


def _is_of_next(clause: Clause, following: Sequence[Slot], mention: Mention) -> bool:
    """Whether an outcome is told of the number behind it: "25.0 months on B at a follow-up of 56.61 months"."""
    return any(_OF_NEXT.fullmatch(clause.text, mention.end, item.expression.start) is not None for item in following)


_OF_NEXT = re.compile(r"(?: time)?(?: of| was| were|:)\s(?:only |about |just )?", re.IGNORECASE)


def _is_whole(clause: Clause, mention: Mention) -> bool:
    """Whether a mention right after a percentage only says what it is a share of: "75 % of body mass"."""
    before = clause.text[max(clause.sentence.start, mention.start - 60) : mention.start]
    return mention.term.category in ("baseline", "disposition", "design") and _SHARE_OF.search(before) is not None


_SHARE_OF = re.compile(
    r"(?:[0-9]\s?%\s(?:\([^()]{1,30}\)\s)?(?:was |were )?(?:out )?|\b(?:in|out of) (?:\w+) )"
    r"of (?:the |their |total |those |all |patients |participants )*$",
    re.IGNORECASE,
)


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


def _follow_up(clause: Clause, slot: Slot) -> str | None:
    """The outcome of "after a median of 56.6 months", where that is a median follow-up that the table reports."""
    number = slot.expression.number(Role.ESTIMATE)
    if number is None or not AFTER_MEDIAN.search(clause.text, clause.sentence.start, slot.expression.start):
        return None
    if not follow_up_cutoffs(clause, number) or cues.FOLLOW_UP.search(slot.after[:20]):
        return None
    found = clause.evidence.terms.find(
        "median follow-up", trial=clause.evidence.trial.id, kinds={"outcome"}, typos=False
    )
    return found[0].term.name if found else None


def _read_allocation(clause: Clause, slot: Slot, mentions: Sequence[Mention], previous: Slot | None) -> None:
    """ "179 were assigned to A, of whom 177 were treated, and 123 to B": the latter were assigned.

    So were "472 patients with gastric cancer were randomised", whatever stands between.
    """
    if slot.unit not in ("patients", None) or len(slot.expression.parts) > 1:
        return
    if previous is not None and is_entry(previous.outcomes) and _GOES_ON.search(f"{slot.before[-3:]}|{slot.after}"):
        carry(slot, previous)
    assigned = [item for item in mentions if cues.RANDOMISED.search(f"{item.term.name} {item.text}")]
    to = _TO.match(slot.after)
    place = slot.expression.end + to.end() if to else -1
    were = _WERE_ASSIGNED.match(slot.after) if slot.unit == "patients" else None
    names = [mention.term.name for mention in assigned]
    if were and not names:
        trial = clause.evidence.trial.id
        found = clause.evidence.terms.find("randomised", trial=trial, kinds={"outcome"}, typos=False)
        names = [item.term.name for item in found]
    if names and (were or any(mention.start == place for mention in clause.mentions.get("arm", ()))):
        slot.outcomes, slot.unknown, slot.alternatives = (names[0],), None, ()


_GOES_ON = re.compile(
    r"\(\|(?:\s(?:patients|participants))?\)|n\s?=\s?\|\)|\|\s(?:got|were (?:given|assigned|allocated))\b",
    re.IGNORECASE,
)
"""Around a number that goes on with those who entered: "to A (62)", "63 got B"."""
_WERE_ASSIGNED = re.compile(
    r"(?:(?!\b(?:who|whom|that|which|were|was|had)\b)[^,;.:])*"
    r"\b(?:(?:were|was)\s(?:then\s)?(?:randomly\s)?(?:randomi[sz]ed|assigned|allocated)\b"
    r"|took part\b|participated\b|entered the (?:trial|study)\b)",
    re.IGNORECASE,
)
_TO = re.compile(r"\s+to\s+(?:the\s+)?", re.IGNORECASE)
