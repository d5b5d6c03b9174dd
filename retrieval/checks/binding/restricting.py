"""The analysis set, group, analysis and censoring rule that restrict a number, and what they leave for the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import partial

from retrieval.checks.binding.analyses_told import go_on, share_cutoffs, take_announced, tells_figure
from retrieval.checks.binding.shared_groups import share_groups
from retrieval.checks.binding.wholes import find_wholes
from retrieval.checks.figures import cues
from retrieval.checks.figures.rare import Rare
from retrieval.checks.outcomes.naming import is_state, outcome_mentions
from retrieval.checks.outcomes.set_sizes import is_size
from retrieval.checks.sentences.censoring import OWN, find_rules, leaves_rule, lifts_rule
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.sentences.cutoffs import find_analyses
from retrieval.checks.sentences.matching import EVERYBODY
from retrieval.checks.sentences.qualifiers import Qualifier, Reach, reach
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.terms.analysis_sets import own_set
from retrieval.checks.terms.mentions import heading_mentions
from retrieval.terms import Mention, split_tokens

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
        apart = _with_group_before(clause, slot, apart, found["subgroup"])
        reached = partial(reach, clause.text, _place(slot), others)
        slot.assessor = assessor
        slot.population = frozenset(item.name for item in reached(found["population"]).strict)
        if slot.outcomes and _TREATED.search(slot.outcomes[0]):
            slot.population = frozenset()  # of those assigned "177 received the drug": these are a set themselves
        _bind_subgroup(clause, slot, reached(apart), context)
        _bind_analyses(
            slot, reached(_told_of(clause.text, slot, analyses)).strict if not _is_from(slot, analyses) else ()
        )
        rules_told = [item for item in rules if not leaves_rule(clause, item, slot)]
        slot.censorings = frozenset(item.name for item in reached(rules_told).strict)
        if len(rules_told) < len(rules) and not slot.censorings:
            slot.censorings = frozenset({OWN})
        if not rules and not analyses and _goes_on(slot, context) and not lifts_rule(slot.told):
            slot.censorings = context.censorings
    share_cutoffs(slots)
    share_groups(clause, slots)
    take_announced(clause, slots, context, silent=not analyses)
    go_on(slots, context, evidence=clause.evidence, silent=not analyses and not found["subgroup"])
    _leave_groups(clause, found, context, told=bool(slots))
    cutoffs = {item.cutoffs for item in analyses if item.cutoffs}
    context.cutoffs = next(iter(cutoffs)) if len(cutoffs) == 1 else frozenset()
    context.told_last = context.cutoffs if cutoffs else context.told_last
    context.censorings = frozenset(item.name for item in rules[-1:]) or context.censorings


def _goes_on(slot: Slot, context: Context) -> bool:
    """Whether a number is of the outcome told before: its own sentence names none, or the same again behind it."""
    behind = slot.told_at is not None and slot.told_at > slot.expression.end
    return slot.carried or (behind and slot.outcomes[:1] == context.outcomes[:1])


_DIRECTLY = re.compile(r"\s?[:,(]?\s?")


def _is_from(slot: Slot, analyses: Sequence[Qualifier]) -> bool:
    """Whether a figure is the one from which another came, with no analysis behind it: "159, up from 103, in 2022"."""
    if not _UP_FROM.search(slot.before) or _ON_TO.match(slot.after):
        return False
    return not any(0 <= item.start - slot.expression.end < _RIGHT_BEHIND for item in analyses)


_TREATED = re.compile(r"^patients treated$", re.IGNORECASE)
_UP_FROM = re.compile(r"\b(?:up|down|increased|risen|rose|grown|decreased|fallen) from\s(?:the )?$", re.IGNORECASE)
_ON_TO = re.compile(r"[^.;0-9]{0,20}\bto\s", re.IGNORECASE)
_RIGHT_BEHIND = 12
"""Code points between a figure and its own analysis: "103 at the interim analysis"."""


def _with_group_before(clause: Clause, slot: Slot, apart: list[Qualifier], groups: list[Qualifier]) -> list[Qualifier]:
    """The groups with the one right before a ratio, whatever else its words name: "1q21+: HR 0.58; gain 24 %"."""
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
    if counts and not (near and _DIRECTLY.fullmatch(clause.text, near[-1].end, slot.expression.start)):
        return apart
    return sorted({*apart, *near[-1:]}, key=lambda item: item.start)


def _find_qualifiers(clause: Clause) -> dict[str, list[Qualifier]]:
    """The analysis sets and groups that a sentence names; of a table's cell, else those of its row's label."""
    text, label = clause.text, clause.sentence.label
    found = {
        kind: [
            Qualifier(m.start, m.end, own_set(m, clause.evidence) if kind == "population" else m.term.name)
            for m in clause.mentions.get(kind, ())
            if text[m.start - 1 : m.start] != "-"
            and _restricts(clause, m)
            and not _NOT_OF.search(text, max(0, m.start - _NOT_FAR), m.start)
        ]
        for kind in ("population", "subgroup")
    }
    found["population"] += [
        Qualifier(match.start(), match.end(), EVERYBODY)
        for match in _ALL_RANDOMISED.finditer(text, clause.sentence.start, clause.sentence.end)
    ]
    headed = heading_mentions(text, *label, evidence=clause.evidence) if label else {}
    for kind, own in found.items():
        found[kind] = own or [
            Qualifier(m.start, m.end, m.term.name) for m in headed.get(kind, ()) if not _is_division(clause, m)
        ]
    everybody = [Qualifier(it.start, it.end, "") for it in found["population"] if it.name.endswith(EVERYBODY)]
    wholes = find_wholes(clause) + (everybody if not label and not found["subgroup"] else [])
    found["subgroup"] = sorted((*found["subgroup"], *wholes), key=lambda item: item.start)
    return found


def _is_division(clause: Clause, mention: Mention) -> bool:
    """Whether a name is that of a division into groups, "age groups", and of none of them."""
    if mention.term.kind != "subgroup" or mention.term.name in clause.evidence.facts.groups:
        return False
    return bool(clause.evidence.terms.members(mention.term.name, trial=clause.evidence.trial.id))


_NOT_OF = re.compile(r"(?:, not|\brather than|\binstead of)\s(?:(?:in|for|among) )?(?:the )?$", re.IGNORECASE)
"""Before a group of which a figure is told not to be: "late relapse, not early relapse, is where"."""
_NOT_FAR = 24
"""Code points that this takes at most."""
_ALL_RANDOMISED = re.compile(
    r"\ball (?:the |of the )?[0-9][0-9,]* (?:randomi[sz]ed\b|\w+ (?:who were )?randomi[sz]ed\b)", re.IGNORECASE
)
"""With a number in it, it is no term: "of all 306 randomised toddlers"."""


def _told_of(text: str, slot: Slot, analyses: Sequence[Qualifier]) -> list[Qualifier]:
    """The analyses that a number may be of: not itself, and a follow-up is not told at another follow-up."""
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
"""Between an analysis and a figure of a later one: "20.1 % at the primary analysis, which later became 26.3 %"."""


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
    r"(?:the |all |those |patients |participants |people |with |aged |who were |who had |whose |an? )*$",
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
    arms = [it for it in clause.mentions.get("arm", ()) if it.term.name != "all"]
    if not own and any(it.start <= mention.start and mention.end <= it.end for it in arms):
        return False  # "Responders" may be what an arm is called
    if not own and (
        _OF_A_SEX.fullmatch(mention.text) or all(it.form in clause.neutral for it in split_tokens(mention.text))
    ):
        return False  # a sex, which no age group is, or what the trial's own title says of everybody in it
    forms = {token.form for token in split_tokens(mention.text)}
    if not own and any(forms <= clause.evidence.title_words.get(it.term.name, frozenset()) for it in outcomes):
        return False  # "IgG" in what is measured is nobody's myeloma
    if _OF_A_COUNTRY.match(clause.text, mention.end):
        return False
    before = clause.text[max(clause.sentence.start, mention.start - 40) : mention.start]
    return own or _WHOM.search(before) is not None or before.strip() == ""


_OF_A_SEX = re.compile(r"(?:boy|girl)s?", re.IGNORECASE)
_OF_A_COUNTRY = re.compile(
    r"\s(?:label\w*|prescribing|package|product|approval|FDA|regulat\w+|authorit\w+|licen[cs]\w+|monograph)\b",
    re.IGNORECASE,
)
"""Behind the name of a country: what holds there, "in the US label", and no patients of it."""


def _bind_subgroup(clause: Clause, slot: Slot, found: Reach, context: Context) -> None:
    slot.subgroups = frozenset(item.name for item in found.strict if item.name)
    told_whole = any(not item.name for item in found.strict)
    if context.heading and not slot.subgroups and not told_whole and slot.outcomes:
        rows = clause.evidence.in_groups(slot.outcomes[0], context.heading)
        slot.subgroups = context.heading if rows.any(lambda row: has_statistic(row, slot)) else frozenset()
    before = context.subgroups or context.asked
    if not slot.subgroups and not told_whole and len(before) == 1 and _HERE.match(slot.told):
        slot.subgroups = before
    lenient = frozenset(item.name for item in found.lenient if item.name) | context.subgroups
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
    if clause.sentence.label and slot is not None:
        label = heading_mentions(clause.text, *clause.sentence.label, evidence=clause.evidence).get("outcome", ())
        taken += [(m.start, m.end) for m in label if m.term.name in slot.outcomes[:1]]
    return [item for item in subgroups if not any(low < item.end and item.start < high for low, high in taken)]
