"""The slot of every number: what its clause, its sentence and the sentence before say that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.checks.arms.attribution import bind_slots_to_arms
from retrieval.checks.binding.announcing import announce
from retrieval.checks.binding.former_latter import read_former_latter
from retrieval.checks.binding.grade_orders import grades_in_order
from retrieval.checks.binding.lists import read_lists
from retrieval.checks.binding.measures import bind_statistics
from retrieval.checks.binding.restricting import bind_qualifiers
from retrieval.checks.binding.shared_changes import share_changes, share_hazards
from retrieval.checks.binding.told_again import take_pattern
from retrieval.checks.binding.told_units import read_as_held, share_in_pairs, share_units
from retrieval.checks.binding.words_beside import bind_words
from retrieval.checks.figures.roles import Expression, Role
from retrieval.checks.outcomes.analysis_names import of_analysis
from retrieval.checks.outcomes.both_outcomes import read_both
from retrieval.checks.outcomes.bound_items import bind_items_in_order
from retrieval.checks.outcomes.compounds import read_compound
from retrieval.checks.outcomes.discourse import remember, without_groups
from retrieval.checks.outcomes.graded_events import take_event_before
from retrieval.checks.outcomes.items_told import go_on_with_row, take_bracketed_time, take_time_of_rows
from retrieval.checks.outcomes.lasting import read_lasting
from retrieval.checks.outcomes.narrowed import is_narrowed
from retrieval.checks.outcomes.narrower_rows import bind_rows
from retrieval.checks.outcomes.outcomes import bind_outcomes
from retrieval.checks.outcomes.rows_behind import take_rows_behind
from retrieval.checks.outcomes.silence import tells_more
from retrieval.checks.outcomes.told_grades import grades_told
from retrieval.checks.sentences.alternatives import phase_beside, phase_of_change, read_phases, without_titled
from retrieval.checks.sentences.arm_spans import arm_spans
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.items import told_item
from retrieval.checks.terms.primary_outcomes import SECONDARY
from retrieval.terms import normal_form, word_forms

_NOTHING = Expression((), 0, 0)
_TWO = 2


def bind(clause: Clause, context: Context) -> list[Slot]:
    """Return one slot for each expression of the clause, and leave its subject in ``context``."""
    evidence = clause.evidence
    if context.paragraph != clause.sentence.paragraph and clause.sentence.kind == "prose":
        context.topic, context.item, context.row_named, context.subgroups, context.censorings = (
            None,
            None,
            None,
            frozenset(),
            frozenset(),
        )
        context.announced, context.announced_grade, context.named_grade = frozenset(), frozenset(), frozenset()
        context.labelled, context.told_last, context.two_arms, context.two_outcomes = frozenset(), frozenset(), (), ()
    read_former_latter(clause, context)
    drugs = frozenset(mention.term.name for mention in clause.mentions.get("drug", ()))
    phases = read_phases(without_titled(clause.text[clause.sentence.start : clause.sentence.end], _titles(clause)))
    phase = next(iter(phases)) if len(phases) == 1 else None
    slots = [
        Slot(expression, clause.place, trial=evidence.trial.id, unit=_unit_of(expression), drugs=drugs, phase=phase)
        for expression in clause.expressions
    ]
    bind_words(clause, slots)
    answers = len(context.asked) > 1 and clause.sentence.paragraph - context.asked_in <= 1
    told_groups = context.groups | context.asked if answers else context.groups
    theme = " ".join(name for name, _ in context.earlier)
    for slot in slots:
        slot.theme, slot.groups_told = theme, told_groups
    for slot in slots if len(phases) > 1 else ():
        slot.phase = phase_beside(slot.before, slot.after)
    for slot in slots if phase == "baseline" else ():
        slot.phase = phase_of_change(clause.text[clause.sentence.start : slot.expression.start], slot.after)
    bind_statistics(clause, slots)
    share_hazards(slots)
    share_changes(slots)
    bind_slots_to_arms(clause, slots, context)
    share_in_pairs(slots)
    bind_outcomes(clause, slots, context)
    for slot in slots if clause.mentions.get("grade") else ():
        take_event_before(clause, slot, context)
    groups = evidence.facts.folded
    named = frozenset(
        groups[name.casefold()] for slot in slots for name in slot.outcomes[:1] if name.casefold() in groups
    )
    near = clause.sentence.kind != "prose" or context.told_in == clause.sentence.paragraph
    more = tells_more(clause, near=near) if any(slot.carried for slot in slots) else False
    for slot in slots:
        slot.groups_told = slot.groups_told | named
        slot.astray = (slot.carried and more) or _is_of_unnamed(clause, slot) or is_narrowed(clause, slot)
    read_lasting(clause, slots)
    bind_rows(slots, evidence)
    if len({span.name for span in arm_spans(clause)}) < _TWO:
        bind_items_in_order(slots, evidence)
    _leave_words_of_rows(slots)
    go_on_with_row(slots, context)
    take_bracketed_time(slots, evidence)
    take_time_of_rows(slots, evidence)
    bind_qualifiers(clause, slots, context)
    take_rows_behind(clause, slots)
    for slot in slots:
        read_both(clause, slot)
        _drop_far_arm(slot, evidence)
    share_units(slots)
    read_as_held(slots, evidence)
    grades_in_order(clause, slots, context)
    read_lists(clause, slots)
    take_pattern(clause, slots, context)
    announce(clause, slots, context)
    _leave(clause, slots, context)
    return slots


def _leave_words_of_rows(slots: list[Slot]) -> None:
    """Words of the row that is told are no unknown ones: "with at least 150 cells/mm3"."""
    for slot in slots:
        if slot.item and slot.unknown and word_forms(slot.unknown) <= word_forms(slot.item):
            slot.unknown = None


def _titles(clause: Clause) -> Iterator[str]:
    """The titles that the sentence names, and the names of their rows."""
    for mention in clause.mentions.get("outcome", ()):
        yield mention.term.name
        yield from clause.evidence.results(mention.term.name).items


def _unit_of(expression: Expression) -> str | None:
    """The unit of an expression; what has bounds and decimals counts nobody, "0.75 [0.65, 0.88] for events"."""
    estimate = expression.number(Role.ESTIMATE)
    counts = expression.unit in ("events", "patients", "deaths")
    ratio = counts and expression.interval == "CI" and estimate is not None and bool(estimate.decimals)
    return None if ratio else expression.unit


def _is_of_unnamed(clause: Clause, slot: Slot) -> bool:
    """Whether a number is told of a secondary outcome without its name: any one of them may be meant."""
    return slot.told_at is not None and SECONDARY.pattern.match(clause.text, slot.told_at) is not None


def _drop_far_arm(slot: Slot, evidence: Evidence) -> None:
    """Take an arm of a sentence before from a number that is none of its: a ratio, or one of the other arm alone."""
    if slot.arm_source == "near" and slot.expression.interval and slot.unit is None and not slot.statistics:
        slot.arm, slot.arm_source = None, None
    if slot.arm_source == "near" and slot.arm != "all" and _is_of_everybody(slot, evidence):
        slot.arm, slot.arm_source = None, None
    each = _IN_EACH.match(slot.after) if slot.arm not in (None, "all") else None
    if each is not None and (slot.arm or "").casefold() not in each[0].casefold():
        slot.arm, slot.arm_source = None, None  # "1.6 on placebo and 1.2 in each of the drug groups"
    if slot.arm_source == "near" and slot.outcomes:
        arms = {row.arm for row in evidence.results(slot.outcomes[0]).where(lambda row: row.comparison is None)}
        if len(arms) == 1 and slot.arm not in arms:
            slot.arm, slot.arm_source = None, None
    elif slot.item and slot.arm and slot.outcomes:
        arms = {row.arm for row in evidence.results(slot.outcomes[0])}
        if len(arms) == 1 and _EVERYBODY.match(next(iter(arms)) or ""):
            slot.arm, slot.arm_source = None, None  # "17 preferred placebo": a row has the drug's name


_IN_EACH = re.compile(
    r"%?\s(?:in|with|on|for|at|under)\s(?:each|either|both)(?: of the)?\s(?:[\w+-]+\s){0,4}"
    r"(?:groups?|arms?|doses?|regimens?)\b",
    re.IGNORECASE,
)
"""Behind a figure of several arms, none of which is the one told before."""


def _is_of_everybody(slot: Slot, evidence: Evidence) -> bool:
    """Whether a count is told out of all who were randomised: "29 of 302 patients" are of no one arm."""
    total = slot.expression.number(Role.TOTAL)
    arms = [n for arm, n in evidence.facts.randomised if arm in evidence.facts.arms]
    return total is not None and len(arms) > 1 and total.value == sum(arms) and total.value not in arms


_EVERYBODY = re.compile(r"(?:all|overall|total)\b", re.IGNORECASE)
"""The group of those who had every treatment."""


def _is_short_line(clause: Clause) -> bool:
    """Whether a sentence is a line right above others that only announces what comes: "Next, the elderly."."""
    text, start, end = clause.text, clause.sentence.start, clause.sentence.end
    above = text[end : end + 1] == "\n" != text[end + 1 : end + 2]
    return above and end - start < _LINE and text[:start].rstrip(" ")[-1:] in ("", "\n")


_LINE = 70  # code points


def _asks_of_some(clause: Clause) -> bool:
    """Whether a question is about some of the patients, in words that name no group: "those whose kidneys are bad"."""
    start, end = clause.sentence.start, clause.sentence.end
    if clause.text[end - 1] != "?" or clause.mentions.get("arm"):
        return False
    told = _SOME.search(clause.text, start, end)
    return told is not None and normal_form(told["with"] or "") not in clause.neutral


_SOME = re.compile(
    r"\b(?:those|patients|people|participants|men|women|anyone|persons|adults)\s(?:whose|without|aged|over|under"
    r"|who(?! (?:got|took|received|had been|were (?:on|given|treated|assigned|randomi[sz]ed)))"
    r"|with (?P<with>[a-z-]+))\b",
    re.IGNORECASE,
)


def _leave(clause: Clause, slots: list[Slot], context: Context) -> None:
    context.paragraph = clause.sentence.paragraph
    own = [mention.term.name for mention in clause.mentions.get("subgroup", ())]
    context.groups = context.groups | frozenset(own)
    if clause.sentence.kind == "heading":
        context.heading = frozenset(own) if len(set(own)) == 1 else frozenset()
    if not slots and (clause.text[clause.sentence.end - 1] == "?" or _is_short_line(clause)):
        anyone = clause.evidence.facts.groups if not own and _asks_of_some(clause) else ()
        context.asked, context.asked_in = frozenset(own or anyone), context.paragraph
    if own:
        context.subgroups = context.subgroups | frozenset(own)
    told = [slot for slot in slots if slot.outcomes and slot.expression.parts[0].role is not Role.DATE]
    remember(clause, context, told)
    named = without_groups(clause, slots) or of_analysis(clause)
    if told or named:
        context.told_in = clause.sentence.paragraph
    if told:
        context.row_named = None
        context.outcomes = told[-1].outcomes
        same = {slot.grades for slot in told if slot.outcomes[:1] == told[-1].outcomes[:1]}
        context.grades = told[-1].grades if len(same) == 1 else frozenset()
    elif named:
        subject = Slot(_NOTHING, clause.place, outcomes=(named[-1].term.name,), told_at=named[-1].start)
        read_compound(clause, subject)
        context.outcomes = () if subject.unknown else subject.outcomes
        context.row_named = context.item = told_item(named[-1], clause.evidence)
        context.grades = grades_told(clause)
    elif not slots and clause.text[clause.sentence.end - 1] == "?":
        context.outcomes, context.grades, context.earlier = (), frozenset(), ()  # what is asked next is something else
    if clause.mentions.get("population"):
        context.set_of = context.outcomes[:1]
