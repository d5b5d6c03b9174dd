"""The slot of every number: what its clause, its sentence and the sentence before say that it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from retrieval.checks import cues
from retrieval.checks.alternatives import phase_beside, read_phase
from retrieval.checks.analyses_told import announce, go_on, share_cutoffs, take_announced, tells_figure
from retrieval.checks.attribution import bind_slots_to_arms
from retrieval.checks.censoring import find_rules
from retrieval.checks.clauses import Clause, Context
from retrieval.checks.compounds import read_both, read_compound
from retrieval.checks.cutoffs import find_analyses
from retrieval.checks.discourse import remember
from retrieval.checks.evidence import Evidence
from retrieval.checks.items import bind_items
from retrieval.checks.matching import has_statistic
from retrieval.checks.measures import bind_statistics, bind_words, share_changes, share_hazards
from retrieval.checks.mentions import heading_mentions
from retrieval.checks.naming import is_state, outcome_mentions
from retrieval.checks.outcomes import bind_outcomes
from retrieval.checks.qualifiers import Qualifier, Reach, reach
from retrieval.checks.roles import Expression, Role
from retrieval.checks.set_sizes import is_size
from retrieval.checks.slots import Slot
from retrieval.checks.titles_meant import of_analysis
from retrieval.checks.told_units import share_units
from retrieval.terms import Mention, split_tokens

_NOTHING = Expression((), 0, 0)
_ASSESSOR = (
    (
        "independent",
        re.compile(
            r"\b(?:independent(?:ly)?(?:[- ](?:review|response|radiolog|assess|central)\w*)?|IRC|BICR|IRRC"
            r"|blinded (?:independent )?central review)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "investigator",
        re.compile(
            r"\binvestigator(?:s'|'s)?[- ]assess\w*|\bby (?:the )?investigators?\b|\binvestigator assessment\b",
            re.IGNORECASE,
        ),
    ),
)


def bind(clause: Clause, context: Context) -> list[Slot]:
    """Return one slot for each expression of the clause, and leave its subject in ``context``."""
    evidence = clause.evidence
    if context.paragraph != clause.sentence.paragraph and clause.sentence.kind == "prose":
        context.topic, context.subgroups, context.censorings = None, frozenset(), frozenset()
        context.announced, context.announced_grade = frozenset(), frozenset()
    drugs = frozenset(mention.term.name for mention in clause.mentions.get("drug", ()))
    phase = read_phase(clause.text[clause.sentence.start : clause.sentence.end])
    slots = [
        Slot(expression, clause.place, trial=evidence.trial.id, unit=expression.unit, drugs=drugs, phase=phase)
        for expression in clause.expressions
    ]
    bind_words(clause, slots)
    for slot in slots:
        slot.theme, slot.groups_told = " ".join(name for name, _ in context.earlier), context.groups
    for slot in slots if phase is None else ():
        slot.phase = phase_beside(slot.before, slot.after)
    bind_statistics(clause, slots)
    share_hazards(slots)
    share_changes(slots)
    bind_slots_to_arms(clause, slots, context)
    bind_outcomes(clause, slots, context)
    bind_items(slots, evidence)
    _bind_qualifiers(clause, slots, context)
    for slot in slots:
        read_both(clause, slot)
        _drop_far_arm(slot, evidence)
    share_units(slots)
    _grades_in_order(clause, slots)
    announce(clause, slots, context)
    _leave(clause, slots, context)
    return slots


def _drop_far_arm(slot: Slot, evidence: Evidence) -> None:
    """Take an arm of a sentence before from a number that is none of its: a ratio, or one of the other arm alone."""
    if slot.arm_source == "near" and slot.expression.interval and slot.unit is None and not slot.statistics:
        slot.arm, slot.arm_source = None, None
    if slot.arm_source == "near" and slot.outcomes:
        arms = {row.arm for row in evidence.results(slot.outcomes[0]).where(lambda row: row.comparison is None)}
        if len(arms) == 1 and slot.arm not in arms:
            slot.arm, slot.arm_source = None, None


def _grades_in_order(clause: Clause, slots: list[Slot]) -> None:
    """Under "any grade / grade 3-4" each pair "94.4 % / 29.9 %" is of those grades, in that order."""
    told = [slot for slot in slots if slot.expression.parts[0].role is not Role.GRADE]
    grades = [item for item in clause.mentions.get("grade", ()) if told and item.end <= told[0].expression.start]
    if len(grades) != 2 or not _SLASH.fullmatch(clause.text, grades[0].end, grades[1].start):
        return
    for first, second in pairwise(told):
        if _SLASH.fullmatch(clause.text, first.expression.end, second.expression.start):
            first.grades, second.grades = frozenset({grades[0].term.name}), frozenset({grades[1].term.name})


_SLASH = re.compile(r"\s*/\s*")


def _bind_qualifiers(clause: Clause, slots: list[Slot], context: Context) -> None:
    found = _find_qualifiers(clause)
    analyses, rules = find_analyses(clause, slots), find_rules(clause)
    figures = [slot for slot in slots if tells_figure(slot) and not is_size(clause, slot)]
    results = [slot for slot in figures if not _is_one_of(_place(slot), analyses)]
    one = len({slot.outcomes[:1] for slot in results}) == 1  # the follow-up told last is then that of all
    others = [_place(slot) for slot in (results if one else figures)]
    sentence = clause.text[clause.sentence.start : clause.sentence.end]
    assessor = next((name for name, pattern in _ASSESSOR if pattern.search(sentence)), None)
    groups_apart = _not_outcomes(found["subgroup"], slots, clause) if not clause.sentence.label else None
    for slot in slots:
        apart = groups_apart if groups_apart is not None else _not_outcomes(found["subgroup"], slots, clause, slot)
        reached = partial(reach, clause.text, _place(slot), others)
        slot.assessor = assessor
        slot.population = frozenset(item.name for item in reached(found["population"]).strict)
        _bind_subgroup(clause, slot, reached(apart), context)
        _bind_analyses(slot, reached(_told_of(slot, analyses)).strict)
        slot.censorings = frozenset(item.name for item in reached(rules).strict)
        if not rules and not analyses and slot.carried:
            slot.censorings = context.censorings
    share_cutoffs(slots)
    take_announced(clause, slots, context, silent=not analyses)
    go_on(slots, context, evidence=clause.evidence, silent=not analyses and not found["subgroup"])
    _leave_groups(clause, found, context, told=bool(slots))
    cutoffs = {item.cutoffs for item in analyses if item.cutoffs}
    context.cutoffs = next(iter(cutoffs)) if len(cutoffs) == 1 else frozenset()
    context.censorings = frozenset(item.name for item in rules[-1:]) or context.censorings


def _find_qualifiers(clause: Clause) -> dict[str, list[Qualifier]]:
    """The analysis sets and groups that a sentence names; of a table's cell, else those of its row's label."""
    text, label = clause.text, clause.sentence.label
    found = {
        kind: [
            Qualifier(m.start, m.end, m.term.name)
            for m in clause.mentions.get(kind, ())
            if text[m.start - 1 : m.start] != "-" and _restricts(clause, m)
        ]
        for kind in ("population", "subgroup")
    }
    headed = heading_mentions(text, *label, evidence=clause.evidence) if label else {}
    for kind, own in found.items():
        found[kind] = own or [Qualifier(m.start, m.end, m.term.name) for m in headed.get(kind, ())]
    found["subgroup"] = sorted((*found["subgroup"], *_wholes(clause)), key=lambda item: item.start)
    return found


def _told_of(slot: Slot, analyses: Sequence[Qualifier]) -> list[Qualifier]:
    """The analyses that a number may be of: not itself, and a follow-up is not told at another follow-up."""
    start, end = _place(slot)
    follow_up = bool(slot.outcomes) and cues.FOLLOW_UP.search(slot.outcomes[0]) is not None
    return [
        item
        for item in analyses
        if not (start <= item.start and item.end <= end) and not (follow_up and _is_time(item))
    ]


def _bind_analyses(slot: Slot, told: Sequence[Qualifier]) -> None:
    slot.cutoffs = frozenset(cutoff for item in told for cutoff in item.cutoffs)
    slot.analyses = frozenset(item.name for item in told)
    unknown = (item.name for item in told if not item.cutoffs and _DAY.fullmatch(item.name))
    slot.unknown_cutoff = next(map(date.fromisoformat, unknown), None)


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _leave_groups(clause: Clause, found: dict[str, list[Qualifier]], context: Context, *, told: bool) -> None:
    """Leave the one group and the one analysis set of a sentence for the next one; a set holds while none is named."""
    spans = [(mention.start, mention.end) for mention in outcome_mentions(clause)]
    apart = [item for item in found["subgroup"] if not any(low < item.end and item.start < high for low, high in spans)]
    groups = frozenset(item.name for item in apart if item.name)
    sets = frozenset(item.name for item in found["population"])
    context.group = groups if len(groups) == 1 else frozenset()
    context.population = sets if len(sets) == 1 else context.population if told and not sets else frozenset()


def _is_time(item: Qualifier) -> bool:
    """Whether an analysis is told by its follow-up: "20.7"."""
    return item.name.replace(".", "").isdigit() and bool(item.cutoffs)


def _place(slot: Slot) -> tuple[int, int]:
    return slot.expression.start, slot.expression.end


def _is_one_of(place: tuple[int, int], analyses: Sequence[Qualifier]) -> bool:
    """Whether a number is the follow-up by which an analysis is known: it says when the other figures are of."""
    return any(place[0] <= item.start and item.end <= place[1] for item in analyses)


_WHOM = re.compile(
    r"\b(?:in|among|for|of|with|who were|who had)\s"
    r"(?:the |all |those |patients |participants |with |aged |who were |who had )*$",
    re.IGNORECASE,
)


def _restricts(clause: Clause, mention: Mention) -> bool:
    """Whether a group that is no group of the trial's results is told as one: "in Asian patients"."""
    outcomes = outcome_mentions(clause)
    if is_state(clause, mention) and any(it.start < mention.end and mention.start < it.end for it in outcomes):
        return False
    own = (
        mention.term.kind != "subgroup"
        or mention.term.trial is not None
        or mention.term.name in clause.evidence.facts.groups
    )
    if not own and all(token.form in clause.neutral for token in split_tokens(mention.text)):
        return False  # what the trial's own title says of everybody in it
    before = clause.text[max(clause.sentence.start, mention.start - 40) : mention.start]
    return own or _WHOM.search(before) is not None or before.strip() == ""


_WHOLE = re.compile(
    r"\b(?:(?:in|for|across|among|of) all (?:the )?(?:(?!among|in|of|with)\w+ )?(?:patients|participants|subjects)"
    r"|(?<!as the )(?<!as in the )(?<!than the )(?<!than in the )(?<!like the )"
    r"(?:overall|whole|entire|total|full) (?:trial |study |ITT |intention-to-treat )?population"
    r"|overall results?|(?:(?:in |across |over |for )?the (?:(?:whole|entire|full) (?:trial|study|cohort)"
    r"|(?:trial|study) as a whole))|(?:across|throughout) the (?:trial|study|population)|(?:trial|study) overall)\b",
    re.IGNORECASE,
)
"""After figures of a subgroup: those that follow are of everybody."""


def _wholes(clause: Clause) -> list[Qualifier]:
    found = _WHOLE.finditer(clause.text, clause.sentence.start, clause.sentence.end)
    return [Qualifier(match.start(), match.end(), "") for match in found]


def _bind_subgroup(clause: Clause, slot: Slot, found: Reach, context: Context) -> None:
    slot.subgroups = frozenset(item.name for item in found.strict if item.name)
    told_whole = any(not item.name for item in found.strict)
    if context.heading and not slot.subgroups and not told_whole and slot.outcomes:
        rows = clause.evidence.in_groups(slot.outcomes[0], context.heading)
        slot.subgroups = context.heading if rows.any(lambda row: has_statistic(row, slot)) else frozenset()
    lenient = frozenset(item.name for item in found.lenient if item.name) | context.subgroups
    slot.context_subgroups = frozenset() if told_whole else lenient
    slot.whole = told_whole and not slot.subgroups


def _not_outcomes(
    subgroups: list[Qualifier], slots: Sequence[Slot], clause: Clause, slot: Slot | None = None
) -> list[Qualifier]:
    """Leave out what is read as the outcome of a number: "renal impairment" is one at baseline.

    Args:
        slot: Of a table's cell, whose row's label names its outcome.
    """
    named = {name for item in slots for name in item.outcomes[:1]}
    taken = [(m.start, m.end) for m in clause.mentions.get("outcome", ()) if m.term.name in named]
    if clause.sentence.label and slot is not None:
        label = heading_mentions(clause.text, *clause.sentence.label, evidence=clause.evidence).get("outcome", ())
        taken += [(m.start, m.end) for m in label if m.term.name in slot.outcomes[:1]]
    return [item for item in subgroups if not any(low < item.end and item.start < high for low, high in taken)]


def _leave(clause: Clause, slots: list[Slot], context: Context) -> None:
    context.paragraph = clause.sentence.paragraph
    own = [mention.term.name for mention in clause.mentions.get("subgroup", ())]
    context.groups = context.groups | frozenset(own)
    if clause.sentence.kind == "heading":
        context.heading = frozenset(own) if len(set(own)) == 1 else frozenset()
    if own:
        context.subgroups = context.subgroups | frozenset(own)
    told = [slot for slot in slots if slot.outcomes and slot.expression.parts[0].role is not Role.DATE]
    remember(clause, context, told)
    named = outcome_mentions(clause) or of_analysis(clause)
    if told:
        context.outcomes = told[-1].outcomes
        same = {slot.grades for slot in told if slot.outcomes[:1] == told[-1].outcomes[:1]}
        context.grades = told[-1].grades if len(same) == 1 else frozenset()
    elif named:
        subject = Slot(_NOTHING, clause.place, outcomes=(named[-1].term.name,), told_at=named[-1].start)
        read_compound(clause, subject)
        context.outcomes = () if subject.unknown else subject.outcomes
        context.grades = frozenset(mention.term.name for mention in clause.mentions.get("grade", ()))
