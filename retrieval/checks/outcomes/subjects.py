"""What a clause goes on with when it names no outcome, and the words that break it off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.checks.figures import cues
from retrieval.checks.outcomes.analysis_names import without_names
from retrieval.checks.outcomes.carrying import carry_on
from retrieval.checks.outcomes.discourse import Earlier, can_be, going_on, not_of_events
from retrieval.checks.outcomes.fitting import (
    NAMED_BEHIND,
    fits,
    has_no_ratio,
    is_apart,
    is_time_of_ratio,
    is_trait,
    leads_other,
)
from retrieval.checks.outcomes.naming import outcome_mentions
from retrieval.checks.outcomes.only_outcome import only_outcome
from retrieval.checks.outcomes.shared_grades import HAD_GRADE
from retrieval.checks.outcomes.subject_words import (
    new_words,
    not_of_rows,
    own_words,
    refined_title,
    titled,
    with_same_verb,
)
from retrieval.checks.outcomes.titles_meant import joint_titles, one_of, titles_of
from retrieval.checks.outcomes.told_grades import RIGHT_BEFORE, begin_of, fatal_title, same_zone, take_grade_beside
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.sentences.restrictions import is_neutral
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.time_points import is_time_point
from retrieval.checks.terms.items import told_item
from retrieval.terms import Mention, normal_form, split_tokens


def take(clause: Clause, slot: Slot, mentions: Sequence[Mention], *, zone: int) -> None:
    """Bind a number to the outcomes named beside it, the leading one first, and to their grade."""
    slot.outcomes = tuple(dict.fromkeys(not_of_events(clause, slot, mention.term.name) for mention in mentions))
    slot.told_at = mentions[0].start
    slot.alternatives = titles_of(clause, mentions[0], outcome_mentions(clause))
    slot.item = told_item(mentions[0], clause.evidence)
    if joint := joint_titles(clause, mentions[0]):
        slot.outcomes, slot.alternatives, slot.item = joint, joint if len(joint) > 1 else (), None
    nearest = begin_of(clause, slot, mentions, zone=zone)
    end = max(mention.end for mention in mentions)
    slot.unknown = _unknown_modifier(clause, mentions[0])
    forms = frozenset(token.form for token in split_tokens(slot.unknown)) if slot.unknown else frozenset[str]()
    if titles := clause.evidence.titles_with(forms):  # the table's own title has the word, too
        slot.outcomes, slot.unknown = tuple(titles), None
    grades = [
        mention for mention in clause.mentions.get("grade", ())
        if min(zone, nearest - 40) <= mention.start
        and mention.end <= max(slot.expression.start, end + 40)
        and same_zone(clause, mention, nearest)
        and ";" not in clause.text[min(mention.start, nearest) : max(mention.start, nearest)]
    ]  # fmt: skip
    told = clause.mentions.get("grade", ())
    right = [mention for mention in told if RIGHT_BEFORE.fullmatch(clause.text, mention.end, slot.expression.start)]
    slot.grades = frozenset(mention.term.name for mention in (right or grades)[-1:])
    had = [
        mention
        for mention in clause.mentions.get("grade", ())
        if HAD_GRADE.fullmatch(clause.text, slot.expression.end, mention.start)
    ]
    if had:
        slot.grades = frozenset({had[0].term.name})
    elif not slot.grades or ";" in clause.text[mentions[0].end : slot.expression.start]:
        parted = clause.text.rfind(";", mentions[0].end, slot.expression.start)
        left = parted if parted >= 0 else slot.expression.start
        take_grade_beside(clause, slot, left, slot.expression.end + len(slot.after))
    if mentions[0].term.category == "design":
        slot.grades = frozenset()  # a follow-up or a dose has none: the grade is of the events told next
    if fatal := fatal_title(slot, clause):
        slot.outcomes = (fatal,)
    required = _REQUIRED.match(clause.text, end)
    if required and (required["also"] or _IF.search(clause.text, clause.sentence.start, mentions[0].start)):
        slot.unknown = clause.text[mentions[0].start : end]


_REQUIRED = re.compile(
    r"\s(?:was|were|is|are)\s(?P<also>also\s)?(?:required|demanded|needed|added)\b(?! (?:in|for|by|among)\b)",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:when|if|where|once|provided|with)\s(?:an? |the )?$", re.IGNORECASE)
"""After an outcome that is told as one condition of another: "when complete response was required as well"."""


def _unknown_modifier(clause: Clause, mention: Mention) -> str | None:
    """A word right before an adverse event that no term accounts for names another event: "febrile" neutropenia."""
    if mention.term.category != "safety":
        return None
    match = re.search(r"([A-Za-z]{5,}) $", clause.text[max(clause.sentence.start, mention.start - 24) : mention.start])
    if match is None or is_neutral(match[1].casefold()) or match[1].casefold().endswith(("ed", "ing", "er", "est")):
        return None
    start = mention.start - len(match[0])
    known = any(low <= start < high for low, high in clause.spans)
    return None if known or normal_form(match[1]) in clause.neutral else f"{match[1]} {mention.text}"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The number before a number, the offsets up to its neighbours, and the outcomes named between them.

    Attributes:
        several: Whether the sentence names several that the number may be of.
    """

    previous: Slot | None
    left: int
    right: int
    several: bool
    before: Sequence[Mention]
    after: Sequence[Mention]


def go_on(clause: Clause, slot: Slot, around: Surroundings, context: Context) -> None:
    """Bind a number beside which no outcome is named: it goes on with the one before, unless something unknown is."""
    previous, left, right = around.previous, around.left, around.right
    if named := one_of(clause, slot, previous):
        slot.outcomes, slot.told_at = (named,), slot.expression.end
        slot.grades = previous.grades if previous else slot.grades
        take_grade_beside(clause, slot, slot.expression.end, right)
        return
    if named := _told_of_it(clause, slot, context):
        slot.outcomes, slot.carried = (named,), True
        return
    words = not_of_rows(new_words(own_words(clause, slot, left, right), previous, context), previous, clause)
    if words:
        _take_words(clause, slot, words, around, context)
        return
    if _take_without_words(clause, slot, around, context):
        return
    take_grade_beside(clause, slot, left, right)
    fatal = fatal_title(slot, clause)
    slot.outcomes = (fatal,) if fatal else slot.outcomes


def _take_words(clause: Clause, slot: Slot, words: Sequence[str], around: Surroundings, context: Context) -> None:
    """Bind a number to the title that new words beside it tell, or note them as unknown."""
    previous = around.previous
    if refined := refined_title(clause, words, previous, context):
        slot.outcomes, slot.grades, slot.carried = (refined,), context.grades, True
    elif title := with_same_verb(clause, words, previous) or titled(clause, slot, words):
        slot.outcomes, slot.told_at = (title,), slot.expression.start - len(slot.before)
        take_grade_beside(clause, slot, around.left, around.right)
    else:
        slot.unknown = " ".join(words)
        if previous is not None and previous.outcomes:
            slot.outcomes, slot.carried = (), True


def _take_without_words(clause: Clause, slot: Slot, around: Surroundings, context: Context) -> bool:
    """Bind a number that goes on with what was told, or is told behind; whether it is of the one outcome named."""
    previous = around.previous
    after = [item for item in around.after if not leads_other(clause, slot, item)]
    only = without_names(clause, slot, only_outcome(clause, slot), previous=previous, before=context.outcomes)
    earlier = cache(lambda: going_on(clause, slot, context))  # most numbers need not look back
    if previous is not None and _is_carried_on(clause, slot, previous, only, earlier):
        carry_on(clause, slot, previous)
    elif only and not is_apart(clause, slot, only[0]) and _is_subject(clause, slot, only[0].term.name, earlier):
        take(clause, slot, only[:1], zone=only[0].start)
        return True
    elif after and slot.statistics & NAMED_BEHIND and not has_no_ratio(clause, slot, after[0]):
        slot.outcomes = tuple(dict.fromkeys(mention.term.name for mention in after))
    elif before := earlier():
        (name, slot.grades), slot.carried = before[0], True
        slot.grade_source = None if name in context.outcomes[:1] else "suggested"
        slot.grades = frozenset() if _OF_ALL.search(slot.before) else slot.grades
        slot.outcomes, slot.alternatives = (name,), tuple(other for other, _ in before[1:])
    elif context.outcomes and _is_of_subject(clause, slot, context, earlier):
        slot.outcomes, slot.grades, slot.carried = context.outcomes, context.grades, True
    elif after:
        slot.outcomes = tuple(dict.fromkeys(mention.term.name for mention in after))
    return False


def _is_carried_on(clause: Clause, slot: Slot, previous: Slot, only: Sequence[Mention], earlier: Earlier) -> bool:
    """Whether a number goes on with the one before it."""
    if not (previous.outcomes or previous.unknown) or _only_dates(previous, slot, only):
        return False
    if not _goes_on(clause, slot, previous.outcomes) or _fits_better(clause, slot, only, previous):
        return False
    return not previous.outcomes or _goes_with(clause, slot, previous, earlier)


def _is_of_subject(clause: Clause, slot: Slot, context: Context, earlier: Earlier) -> bool:
    """Whether a number is of what the sentences before were about."""
    name = context.outcomes[0]
    told = bool(slot.statistics) or _is_time_too(clause, slot, name)
    return told and _is_subject(clause, slot, name, earlier) and _goes_on(clause, slot, context.outcomes)


def _is_time_too(clause: Clause, slot: Slot, name: str) -> bool:
    """Whether "it was" a time, in whatever unit, goes on with an outcome that is one: "by 2023 it was 94.0 months"."""
    times = slot.unit in cues.TIMES and any(unit in cues.TIMES for _, unit in clause.evidence.kinds(name))
    return times and _IT_WAS.search(slot.before) is not None


def _is_subject(clause: Clause, slot: Slot, name: str, earlier: Earlier) -> bool:
    """Whether a number can be of an outcome: it has such figures, or nothing told before has, either."""
    if can_be(clause, slot, name):
        return True
    return not earlier() and not (cues.is_follow_up_name(name) and slot.arm not in (None, "all"))


_HAD_ONE = re.compile(r"[^.;]{0,80}\b(?:had|have|reported) (?:one|some|these|them)\b", re.IGNORECASE)
"""Behind a figure of those who had what was told before in the sentence."""


def _goes_with(clause: Clause, slot: Slot, previous: Slot, earlier: Earlier) -> bool:
    """Whether a number can be of the outcome before, or of another title that its words stand for."""
    if is_time_point(previous) and previous.told_at is not None:
        return True  # "UACR at month 4 was 31 % lower"
    arms = {previous.arm, slot.arm} - {None}
    if previous.told_at is not None and len(arms) > 1 and _OTHER_ARM.fullmatch(slot.before):
        return True  # what one arm's figure was read as, though the table may have no such figure
    if previous.told_at is not None and _HAD_ONE.match(clause.text, slot.expression.end, clause.sentence.end):
        return True  # "events were seen in 92 on A; 36 on A had one of grade 3"
    return any(_is_subject(clause, slot, name, earlier) for name in (*previous.outcomes[:1], *previous.alternatives))


_OTHER_ARM = re.compile(
    r"\s(?:on|with|in|for|under|given|taking|receiving)\s[^.;:,()0-9]{2,60}\s(?:and|versus|vs\.?|against|compared with)"
    r"\s(?:(?:in|by|only) )*",
    re.IGNORECASE,
)
"""Between the figures of two arms: "was met by 415 patients on A and 511 on B"."""


def _only_dates(previous: Slot, slot: Slot, only: Sequence[Mention]) -> bool:
    """Whether what was told last is a follow-up that says when: "median PFS, at a follow-up of 44 months, was"."""
    if slot.before == " to " and previous.before.endswith(" from "):
        return False  # "as follow-up lengthened from 20.7 to 44 months"
    timed = bool(previous.outcomes) and cues.is_follow_up_name(previous.outcomes[0])
    return timed and bool(only) and not cues.is_follow_up_name(only[0].term.name)


def _fits_better(clause: Clause, slot: Slot, only: Sequence[Mention], previous: Slot) -> bool:
    """Whether what stands behind has such figures and what went before has none: "HR 0.53, and 44 % had a response"."""
    behind = [mention for mention in only[:1] if mention.start >= slot.expression.end]
    return any(fits(clause, slot, mention.term.name) for mention in behind) and not any(
        fits(clause, slot, name) for name in previous.outcomes
    )


_OF_IT = re.compile(
    r"\b(?P<word>[a-z][a-z-]{4,}) (?:to|by|with|of|from|for|on)"
    r" (?:it|them|this|that|(?:this|that|the) (?:drug|agent|one))\b",
    re.IGNORECASE,
)
"""What stands of the outcome told before: "refractory to it"."""


def _told_of_it(clause: Clause, slot: Slot, context: Context) -> str | None:
    """The one title that has a word and what the outcome told before is of: "Refractory to X" behind "Prior X"."""
    match = _OF_IT.search(clause.text, clause.sentence.start, clause.sentence.end)
    word = normal_form(match["word"]) if match else ""
    for name in context.outcomes[:1] if match else ():
        rest = [token.form for token in split_tokens(name) if len(token.form) > 3 and token.form != word]
        titles = clause.evidence.titles_with(frozenset({word, *rest[-1:]})) if rest else []
        shortest = [title for title in titles if len(clause.evidence.title_words[title]) <= len(rest) + 2]
        held = [title for title in shortest if title != name and fits(clause, slot, title)]
        if len(held) == 1:
            return held[0]
    return None


def _goes_on(clause: Clause, slot: Slot, outcomes: Sequence[str]) -> bool:
    """Whether a number without an outcome can be one of an outcome told before: "302 patients" is no dose."""
    if outcomes and (is_time_of_ratio(slot, outcomes[0]) or is_trait(clause, slot, outcomes[0])):
        return False
    if slot.unit in _COUNTED and not slot.statistics and not (slot.unit in cues.TIMES and _IT_WAS.search(slot.before)):
        return any(fits(clause, slot, name) for name in outcomes[:1])
    return True


_COUNTED = frozenset("patients lines centres countries cycles doses mg mg/kg mg/m2 weeks days".split())
"""Units of what is counted, dosed or lasts: such a figure goes on only with an outcome that has figures of its unit."""
_OF_ALL = re.compile(
    r"\b(?:overall|total) (?:figures?|rates?|incidence|proportions?|frequency|percentages?)\b|\bany[- ]grade\b",
    re.IGNORECASE,
)
"""What is told of every grade, whatever grade was told before."""
_IT_WAS = re.compile(
    r"\b(?:it|this|that|the (?:median|figure|corresponding (?:figure|median|value)))\s(?:was|is)\s(?:only |just )?$"
    r"|\b(?:and|versus|vs|compared (?:with|to)|against)\s$",
    re.IGNORECASE,
)
"""What goes on with the figure before, whatever its unit."""
