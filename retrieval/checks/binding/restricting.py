"""The analysis set, group, analysis and censoring rule that restrict a number, and what they leave for the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import partial

from retrieval.checks.binding.analyses_told import (
    go_on,
    is_from,
    is_in_item,
    take_announced,
    tells_figure,
)
from retrieval.checks.binding.in_order import spread_analyses, spread_groups
from retrieval.checks.binding.named_groups import find_qualifiers, pointed
from retrieval.checks.binding.shared_cutoffs import share_cutoffs
from retrieval.checks.binding.shared_groups import share_groups
from retrieval.checks.binding.told_places import places_of
from retrieval.checks.figures import cues
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.rare import Rare
from retrieval.checks.outcomes.naming import outcome_mentions
from retrieval.checks.outcomes.set_sizes import is_size
from retrieval.checks.sentences.censoring import OWN, find_rules, leaves_rule, lifts_rule
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.sentences.cutoffs import find_analyses
from retrieval.checks.sentences.qualifiers import Qualifier, Reach, reach
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.terms.mentions import heading_mentions

_ASSESSOR = (
    (
        "independent",
        Rare(
            r"\b(?:independent(?:ly)?(?:[- ](?:review|response|radiolog|assess|central)\w*)?|IRC|BICR|IRRC"
            r"|blinded (?:independent )?central review)\b",
            "independent", "irc", "bicr", "irrc", "blinded",
        ),
    ),
    (
        "investigator",
        Rare(
            r"\binvestigator(?:s'|'s)?[- ]assess\w*|\bby (?:the )?investigators?\b|\binvestigator assessment\b",
            "investigator",
        ),
    ),
)  # fmt: skip


def bind_qualifiers(clause: Clause, slots: list[Slot], context: Context) -> None:
    """Bind population, group, analysis, cut-off, assessor and censoring rule of every slot."""
    found = find_qualifiers(clause)
    found["subgroup"] = sorted([*found["subgroup"], *pointed(clause, found["subgroup"], context)], key=_start)
    analyses, rules = find_analyses(clause, slots), find_rules(clause)
    figures = [slot for slot in slots if tells_figure(slot) and not is_size(clause, slot)]
    results = [slot for slot in figures if not _is_one_of(_place(slot), analyses)]
    one = len({slot.outcomes[:1] for slot in results}) == 1  # the follow-up told last is then that of all
    told = results if one else figures
    places = places_of(clause, told, [*found["subgroup"], *found["population"], *analyses])
    others = list(dict.fromkeys(places.values()))
    sentence = clause.text[clause.sentence.start : clause.sentence.end]
    assessor = next((name for name, pattern in _ASSESSOR if pattern.search(sentence)), None)
    groups_apart = _not_outcomes(found["subgroup"], slots, clause) if not clause.sentence.label else None
    for slot in slots:
        apart = groups_apart if groups_apart is not None else _not_outcomes(found["subgroup"], slots, clause, slot)
        apart = _with_group_before(clause, slot, apart, found["subgroup"])
        reached = partial(reach, clause.text, places.get(id(slot), _place(slot)), others)
        slot.assessor = assessor
        slot.population = _names(reached(found["population"]).strict)
        if slot.outcomes and _TREATED.search(slot.outcomes[0]):
            slot.population = frozenset()  # of those assigned "177 received the drug": these are a set themselves
        _bind_subgroup(clause, slot, reached(apart), context)
        _bind_analyses(
            slot, reached(_told_of(clause.text, slot, analyses)).strict if not is_from(slot, analyses) else ()
        )
        rules_told = [item for item in rules if not leaves_rule(clause, item, slot)]
        slot.censorings = _names(reached(rules_told).strict)
        if len(rules_told) < len(rules) and not slot.censorings:
            slot.censorings = frozenset({OWN})
        if not rules and not analyses and _goes_on(slot, context) and not lifts_rule(slot.told):
            slot.censorings = context.censorings
    spread_analyses(clause, told, analyses)
    spread_groups(clause, results, groups_apart or ())
    share_cutoffs(slots)
    share_groups(clause, slots)
    take_announced(clause, slots, context, silent=not analyses)
    go_on(slots, context, evidence=clause.evidence, silent=not analyses and not found["subgroup"])
    _leave_groups(clause, found, context, told=bool(slots))
    cutoffs = {item.cutoffs for item in analyses if item.cutoffs}
    context.cutoffs = next(iter(cutoffs)) if len(cutoffs) == 1 else frozenset()
    context.told_last = context.cutoffs if cutoffs else context.told_last
    context.censorings = frozenset(item.name for item in rules[-1:]) or context.censorings


def _start(item: Qualifier) -> int:
    return item.start


def _names(found: Sequence[Qualifier]) -> frozenset[str]:
    return frozenset([item.name for item in found]) if found else frozenset()


def _goes_on(slot: Slot, context: Context) -> bool:
    """Whether a number is of the outcome told before: its own sentence names none, or the same again behind it."""
    behind = slot.told_at is not None and slot.told_at > slot.expression.end
    return slot.carried or (behind and slot.outcomes[:1] == context.outcomes[:1])


_DIRECTLY = re.compile(r"\s?[:,(]?\s?")


_TREATED = re.compile(r"^patients treated$", re.IGNORECASE)


def _tells_outcome(clause: Clause, slot: Slot, group: Qualifier) -> bool:
    """Whether the words of a group are the outcome of a ratio, which has such a one: "the odds of being negative"."""
    own = slot.told_at is not None and group.start <= slot.told_at < group.end
    ratio = slot.statistics <= cues.RATIOS if slot.statistics else False
    return own and clause.evidence.results(slot.outcomes[0]).any(
        lambda row: has_statistic(row, slot) or (ratio and family(row.statistic, row.unit) in cues.RATIOS)
    )


def _with_group_before(clause: Clause, slot: Slot, apart: list[Qualifier], groups: list[Qualifier]) -> list[Qualifier]:
    """The groups with the one right before a ratio, whatever else its words name: "carriers: HR 0.71; gain 12 %"."""
    number = slot.expression.parts[0].number
    counts = slot.unit in (None, "patients") and number.decimals == 0 and not slot.statistics
    if not slot.statistics & cues.RATIOS and not (counts and len(slot.expression.parts) == 1):
        return apart
    figures = [item.end for item in clause.expressions if item.end <= slot.expression.start]
    near = [
        it
        for it in groups
        if max(figures, default=clause.sentence.start) <= it.start and it.end <= slot.expression.start
    ]
    if near and _tells_outcome(clause, slot, near[-1]):
        return apart
    if counts and not (near and _DIRECTLY.fullmatch(clause.text, near[-1].end, slot.expression.start)):
        return apart
    return sorted({*apart, *near[-1:]}, key=lambda item: item.start)


def _told_of(text: str, slot: Slot, analyses: Sequence[Qualifier]) -> list[Qualifier]:
    """The analyses that a number may be of: not itself, and a follow-up is not told at another follow-up."""
    if not analyses:
        return []
    start, end = _place(slot)
    follow_up = bool(slot.outcomes) and cues.is_follow_up_name(slot.outcomes[0])
    return [
        item
        for item in analyses
        if not (start <= item.start and item.end <= end)
        and not (follow_up and _is_time(item))
        and not (item.end <= start and _MOVES_ON.search(text, item.end, start))
    ]


_MOVES_ON = Rare(
    r"\b(?:later(?: on)?(?! (?:lines?|than)\b)|subsequently|by then|since then"
    r"|with (?:more|longer|further) (?:time|follow-up))\b",
    "later", "subsequently", "by then", "since then", "with more", "with longer", "with further",
)  # fmt: skip
"""Between an analysis and a figure of a later one: "20.1 % at the primary analysis, which later became 24.4 %"."""


def _bind_analyses(slot: Slot, told: Sequence[Qualifier]) -> None:
    slot.cutoffs = frozenset([cutoff for item in told for cutoff in item.cutoffs])
    slot.analyses = _names(told)
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
    """Whether an analysis is told by its follow-up, "20.7", and not by its year."""
    year = item.name.isdigit() and len(item.name) == len("2020")
    return item.name.replace(".", "").isdigit() and not year and bool(item.cutoffs)


def _place(slot: Slot) -> tuple[int, int]:
    return slot.expression.start, slot.expression.end


def _is_one_of(place: tuple[int, int], analyses: Sequence[Qualifier]) -> bool:
    """Whether a number is the follow-up by which an analysis is known: it says when the other figures are of."""
    return any(place[0] <= item.start and item.end <= place[1] for item in analyses)


def _bind_subgroup(clause: Clause, slot: Slot, found: Reach, context: Context) -> None:
    slot.subgroups = frozenset(item.name for item in found.strict if item.name)
    told_whole = any(not item.name for item in found.strict)
    heading = (context.listed if is_in_item(clause) else frozenset()) or context.heading
    if heading and not slot.subgroups and not told_whole and slot.outcomes:
        rows = clause.evidence.in_groups(slot.outcomes[0], heading)
        slot.subgroups = heading if rows.any(lambda row: has_statistic(row, slot)) else frozenset()
    before = context.subgroups or context.asked
    if not slot.subgroups and not told_whole and len(before) == 1 and _HERE.match(slot.told):
        slot.subgroups = before
    lenient = frozenset(item.name for item in found.lenient if item.name) | context.subgroups
    if len(context.asked) == 1 and clause.sentence.paragraph - context.asked_in <= 1:
        lenient |= context.asked  # the answer to a question tells of those asked about, or of all
    slot.context_subgroups = frozenset() if told_whole else lenient
    slot.whole = told_whole and not slot.subgroups


_HERE = re.compile(
    r"(?:here|there|their|(?:among|in|for|of|with) them|among these"
    r"|(?:in|for|of) (?:them|these|this|those|such)(?: \w+){0,2}"
    r" (?:patients|people|participants|subgroup|group|set|subset)|these (?:patients|people|participants))\b",
    re.IGNORECASE,
)
"""Begins a sentence that goes on with the one group told before: "Here the hazard ratio was 0.72"."""


def _not_outcomes(
    subgroups: list[Qualifier], slots: Sequence[Slot], clause: Clause, slot: Slot | None = None
) -> list[Qualifier]:
    """Leave out what is read as the outcome of a number: "renal impairment" is one at baseline.

    Args:
        slot: Of a table's cell, whose row's label names its outcome.
    """
    named = {name for item in slots for name in item.outcomes[:1]}
    taken = [(m.start, m.end) for m in clause.mentions.get("outcome", ()) if m.term.name in named]
    own = slot.outcomes[:1] if slot is not None else ()
    for span in clause.sentence.headings if own else ():
        heading = heading_mentions(clause.text, *span, evidence=clause.evidence)
        taken += [(m.start, m.end) for m in heading.get("outcome", ()) if m.term.name in own]
    return [item for item in subgroups if not any(low < item.end and item.start < high for low, high in taken)]
