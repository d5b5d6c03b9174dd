"""Figures told side by side: the outcome of one is that of the other, or of the same kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.checks.outcomes.carrying import carry
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import Mention

PAIRED = re.compile(r"[\s,)]*(?:and|vs?\.?|versus|/)\s*", re.IGNORECASE)
"""Between the two figures of a pair."""


def share_backwards(clause: Clause, told: Sequence[Slot]) -> None:
    """In "2.3 % and 0.8 % had grade 3 pain" the first of the pair is of what stands behind both."""
    text = clause.text
    for first, second in pairwise(told):
        behind = second.told_at is not None and second.told_at >= second.expression.end
        start = first.expression.start - len(first.before)
        before = first.told_at is not None and first.told_at >= start and not is_loose(text, first)
        themed = is_theme(clause, first)
        left = _LEFT_BEHIND.match(first.before)  # "HR 0.855 (OS), 44.1 % vs 28.5 % (CR)"
        apart = left is not None and first.told_at is not None and first.told_at < start + left.end()
        parted = second.told_at is not None and begins_clause(clause, first, second, second.told_at)
        before = before and not themed and not apart and not parted
        if (
            behind
            and not before
            and not first.unknown
            and (PAIRED.fullmatch(second.before) or _is_other_arm(first, second, own=themed))
            and first.unit == second.unit
        ) or (behind and not before and not first.outcomes and first.unknown is None and _explains(first, second)):
            carry(first, second)


def begins_clause(clause: Clause, first: Slot, second: Slot, told_at: int) -> bool:
    """Whether a pair begins a clause of its own: "28.5 % had a response, and 33.5 % and 15.4 % were MRD negative"."""
    verb = _CAME_TO.match(clause.text, second.expression.end)
    if verb is None or told_at not in (verb.start("verb"), verb.end()) or _CLAUSE.search(first.before) is None:
        return False
    arms = first.arm_source == second.arm_source == "named" and first.arm != second.arm
    return bool(PAIRED.fullmatch(second.before) or (arms and _JOINED.search(second.before)))


_CLAUSE = re.compile(r"[,;]\s$|[,;\w]\s(?:and|while|whereas|but)\s$", re.IGNORECASE)
_CAME_TO = re.compile(
    r"\s?%?\)?(?:\s(?:on|with|in|of)\s[\w+/-]+(?:\s[\w+/-]+)?)?,?(?:\srespectively,?)?\s"
    r"(?P<verb>(?:were|was|had|became|developed|experienced|reached|achieved|attained|obtained|suffered|got|reported"
    r"|complained of|showed)\b)\s(?:(?:in|an?|the)\s)?",
    re.IGNORECASE,
)
_LEFT_BEHIND = re.compile(r"(?: ?(?:%|months|weeks))?\s[(\[][^()\[\]]*[)\]]")
"""In brackets behind the figure before: what is told there is that figure's."""


def is_theme(clause: Clause, slot: Slot) -> bool:
    """Whether a number's outcome stands before a colon, and has no figures: "it raised no discontinuation: 8 % had"."""
    if not slot.outcomes or slot.told_at is None or ":" not in clause.text[slot.told_at : slot.expression.start]:
        return False
    return all(row.outcome != slot.outcomes[0] for row in clause.evidence.results(slot.outcomes[0]))


def is_loose(text: str, slot: Slot) -> bool:
    """Whether no outcome is told in a number's own part of the sentence, up to a semicolon before it."""
    return slot.told_at is None or ";" in text[slot.told_at : slot.expression.start]


def _explains(first: Slot, second: Slot) -> bool:
    """Whether a figure in brackets is that of the words before them: "two thirds of those on A (82 of 122) had"."""
    return first.arm == second.arm and _OPENED.fullmatch(second.before) is not None


_OPENED = re.compile(r"\s[^.;:,()0-9]{0,80}\(")


def ends_pair(clause: Clause, first: Slot | None, second: Slot, beside: Sequence[Mention]) -> bool:
    """Whether a pair ends before the outcome behind it: "grade 3 events in 76 % and 65 %, serious ones in 57 %"."""
    if first is None or not beside or not first.outcomes:
        return False
    arms = first.arm_source == second.arm_source == "named" and first.arm != second.arm
    if not PAIRED.fullmatch(second.before) and not (arms and _JOINED.search(second.before)):
        return False
    told_before = first.told_at is not None and first.told_at < first.expression.start
    apart = re.search(r"[,;]", clause.text[second.expression.end : beside[0].start]) is not None
    alike = first.unit == second.unit or (arms and None in (first.unit, second.unit))
    return told_before and apart and alike


def _is_other_arm(first: Slot, second: Slot, *, own: bool) -> bool:
    """Whether two figures are told of an arm each: "42 in A and 7 in B were still treated".

    Args:
        own: Whether the first is known to be told of nothing before it.
    """
    named = first.arm_source == second.arm_source == "named" and first.arm != second.arm
    own = own or not first.outcomes or first.carried or _BEGINS.search(first.before) is not None
    return named and own and _JOINED.search(second.before) is not None


_BEGINS = re.compile(r"[,;]\s(?:and|while|whereas|but)\s(?:only |just |another )?$", re.IGNORECASE)
"""Before the first figure of a new clause, which does not go on with the last one."""
_JOINED = re.compile(r"\b(?:and|versus|vs\.?|compared with|against)\s(?:in |only )?$", re.IGNORECASE)


def take_sibling(clause: Clause, slot: Slot, previous: Slot | None, right: int) -> None:
    """ "91 % and 83 % had received bortezomib, 40 % and 48 %, respectively, lenalidomide": another drug's outcome."""
    if previous is None or not slot.outcomes or slot.outcomes != previous.outcomes or slot.told_at != previous.told_at:
        return
    for drug in clause.mentions.get("drug", ()):
        if not _RESPECTIVELY.fullmatch(clause.text, slot.expression.end, drug.start) or drug.start >= right:
            continue
        name = " ".join((*slot.outcomes[0].split(" ")[:-1], drug.text.casefold()))
        if clause.evidence.results(name):
            slot.outcomes = (name,)
        else:
            slot.unknown = drug.text
        if PAIRED.fullmatch(slot.before):
            carry(previous, slot)


_RESPECTIVELY = re.compile(r",? respectively,? (?:had )?(?:received )?", re.IGNORECASE)


def stands_behind(clause: Clause, end: int, mention: Mention) -> bool:
    """Whether an outcome stands alone in brackets right behind a figure that ends at ``end``: "HR 0.58 (PFS)"."""
    opened = _OPENS_BEHIND.fullmatch(clause.text, end, mention.start)
    return opened is not None and clause.text[mention.end : mention.end + 1] in (")", "]")


_OPENS_BEHIND = re.compile(r"(?: ?(?:%|months|weeks))?\s[(\[](?:for )?")


def is_of_bracketed(clause: Clause, slot: Slot, following: Sequence[Slot], mention: Mention) -> bool:
    """Whether an outcome that opens a bracket is told of the number there: "50.6 months (median follow-up 56.6)"."""
    opened = _OPENS.search(clause.text, slot.expression.end, mention.start)
    return opened is not None and any(
        _THERE.fullmatch(clause.text, mention.end, item.expression.start) for item in following
    )


_OPENS = re.compile(r"[(\[](?:an? |the |after |at )*$", re.IGNORECASE)
_THERE = re.compile(r"(?:\s|,|:|=| of | was )+", re.IGNORECASE)


def begins_next(clause: Clause, slot: Slot, following: Sequence[Slot], mention: Mention) -> bool:
    """Whether an outcome begins the next item of a list, right before its number: "HR 0.58; CR 44.1 %"."""
    listed = _NEXT_ITEM.fullmatch(clause.text, slot.expression.end, mention.start) is not None
    return listed and any(clause.text[mention.end : item.expression.start] == " " for item in following)


_NEXT_ITEM = re.compile(r"[^,;:.0-9]{0,14}[,;:]\s(?:(?:and|the|median|mean)\s)*", re.IGNORECASE)
"""Between a number and the next item of a list: "A (n=179): median PFS 35.7 months, CR 44.1 %"."""
