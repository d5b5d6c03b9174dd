"""From slot to verdict: the results that a number's words allow, and what they say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.absent_slots import judge_without_slot
from retrieval.checks.judging.candidates import judge_with
from retrieval.checks.judging.counted_elsewhere import read_elsewhere
from retrieval.checks.judging.disagreement import judge_unbound
from retrieval.checks.judging.fatalities import judge_fatal
from retrieval.checks.judging.judgements import Judgement, unchecked
from retrieval.checks.judging.noted_p import judge_noted_p
from retrieval.checks.judging.other_kinds import other_kinds
from retrieval.checks.judging.scaled import as_told, in_unit_of_table
from retrieval.checks.judging.schedules import judge_schedule
from retrieval.checks.judging.sizes import judge_size
from retrieval.checks.judging.texts import judge_date, judge_follow_up, judge_text, judge_time
from retrieval.checks.judging.title_readings import ratio_of_arm, take_item, title_readings
from retrieval.checks.judging.told_hazards import judge_told_hazards
from retrieval.checks.outcomes.chosen_outcomes import choose_outcome
from retrieval.checks.outcomes.counted_arms import take_counted_arms
from retrieval.checks.outcomes.group_stand_ins import (
    leave_own_group,
    take_counted_group,
    take_group,
    take_group_row,
    take_own_share,
)
from retrieval.checks.outcomes.own_measures import take_measure
from retrieval.checks.outcomes.stand_ins import (
    is_entry,
    leave_effects,
    take_age,
    take_counted_row,
    take_entered,
    take_events,
    take_started,
    take_survival,
    take_time,
    take_title_of_row,
)
from retrieval.checks.outcomes.timed_titles import take_at_cutoff, take_timed
from retrieval.checks.sentences.censoring import OWN
from retrieval.checks.sentences.matching import agreeing, narrow
from retrieval.checks.sentences.plain_titles import BY_TRAIT
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.table.rows import Rows
from retrieval.records import Verdict


def judge(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """Return a verdict for every number of the slot's expression."""
    told = slot
    slot = in_unit_of_table(slot, evidence)
    found = _judge_readings(slot, evidence)
    if slot is not told and not _stand(found) and _stand(as_is := _judge_readings(told, evidence)):
        found = as_is
    if not _stand(found) and (other := read_elsewhere(slot, found, evidence)) is not None:
        again = _judge(other, evidence)
        led = not slot.outcomes and _leads(again)  # the count is the one told, whatever its whole
        found = [replace(item, slot=slot) for item in again] if led or _stand(again) else found
    found = as_told(found, told) if told is not slot else found
    if not (slot.astray or _is_of_another_set(slot, found, evidence)):
        return found
    return [
        unchecked(item.part, slot, f"{item.reason}; its sentence may tell another outcome", evidence)
        if item.verdict is Verdict.CONTRADICTED and not item.is_of_other_cutoff()
        else item
        for item in found
    ]


def _is_of_another_set(slot: Slot, found: Iterable[Judgement], evidence: Evidence) -> bool:
    """Whether neither count nor total are of the outcome of a sentence before, which has other patients."""
    total = slot.expression.number(Role.TOTAL)
    if total is None or not slot.carried or not slot.outcomes:
        return False
    count = [item.verdict for item in found if item.part.role is Role.COUNT]
    held = {row.N for row in evidence.results(slot.outcomes[0]) if row.N}
    return Verdict.CONTRADICTED in count and bool(held) and total.value not in held


def _judge_readings(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """The verdicts under the reading of a slot's words that its numbers bear out, of those that they allow."""
    found = judge_told_hazards(slot, _judge(slot, evidence))
    for other in _OTHER_READINGS:
        if not _stand(found) and (read := other(slot, evidence)) is not None:
            again = _judge(read, evidence)
            found = again if _stand(again) else found
    if slot.alternatives and not _stand(found):
        found, decided = _judge_titles(slot, found, evidence)
        if decided:
            return found
    if slot.grade_source == "suggested" and not _stand(found):
        plain = replace(slot, grades=frozenset(), grade_source=None)
        again = _judge_readings(plain, evidence)
        if not _stand(again) and (other_slot := read_elsewhere(plain, again, evidence)) is not None:
            again = _judge(other_slot, evidence)
        return again if _stand(again) else found  # a suggestion may end without a word
    if slot.subgroups and not _stand(found) and is_entry(slot.outcomes) and not slot.subgroups & evidence.facts.groups:
        whole = _judge(replace(slot, subgroups=frozenset(), context_subgroups=frozenset()), evidence)
        return whole if _stand(whole) else found  # "in Italy and Spain 472 adults were randomised" tells of all
    return found


def _of_item_before(slot: Slot, _: Evidence) -> Slot | None:
    return replace(slot, item=slot.item_before) if slot.item_before and slot.item is None else None


def _of_other_kinds(slot: Slot, _: Evidence) -> Slot | None:
    kinds = other_kinds(slot)
    return replace(slot, statistics=kinds) if kinds is not None else None


def _of_arm(slot: Slot, evidence: Evidence) -> Slot | None:
    return ratio_of_arm(slot, evidence) if slot.statistics & cues.RATIOS else None


_OTHER_READINGS = (_of_item_before, _of_other_kinds, _of_arm)
"""A slot as of the row before it, as another kind of figure, and as a ratio of one arm."""


def _judge_titles(slot: Slot, found: list[Judgement], evidence: Evidence) -> tuple[list[Judgement], bool]:
    """The verdicts under the title told that bears out most of the numbers, and whether it is decided."""
    others = list(title_readings(slot, evidence))
    every = [judge_told_hazards(other, _judge(other, evidence)) for other in others]
    for again in every:
        if sum(_stand([item]) for item in again) > sum(_stand([item]) for item in found) and _leads(again):
            found = again
    decided = [again for again in every if not _is_open(again)]
    held = [again for again in decided if any(item.expected for item in again)]
    parted = [again for other, again in zip(others, every, strict=True) if BY_TRAIT.search(other.outcomes[0])]
    if not _leads(found) and len(parted) == 1 and parted[0] in decided and not BY_TRAIT.search(slot.outcomes[0]):
        return parted[0], True  # a group's row is told, and no figure of all
    if _is_open(found) and len(held or decided) == 1:
        return (held or decided)[0], True  # of the titles that the words stand for the one that has such a figure
    return found, False


def _is_open(found: Iterable[Judgement]) -> bool:
    """Whether the estimate or count itself is not decided."""
    return any(it.verdict is Verdict.UNCHECKED for it in found if it.part.role in (Role.ESTIMATE, Role.COUNT))


def _leads(found: Iterable[Judgement]) -> bool:
    """Whether the estimate or count itself stands."""
    return all(_stand([item]) for item in found if item.part.role in (Role.ESTIMATE, Role.COUNT))


def _judge(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """The verdicts on a slot's numbers, by what kind of figure they are."""
    parts = slot.expression.parts
    if parts[0].role is Role.DATE:
        return [judge_date(part, slot, evidence) for part in parts]
    if parts[0].role is Role.FRAME:
        return _unchecked(slot, "a time frame of no figure that could be confirmed", evidence)
    if {part.role for part in parts} == {Role.TOTAL}:
        return [judge_size(part, slot, evidence, None) for part in parts]
    if printed := judge_text(slot, evidence) or judge_schedule(slot, evidence) or judge_noted_p(slot, evidence):
        return printed
    take_age(slot, evidence)
    take_entered(slot, evidence)
    if slot.unknown:
        return _unchecked(slot, f'"{slot.unknown}" is no term of the vocabulary or the table', evidence)
    if slot.time and not slot.time.startswith("="):
        return judge_time(slot, evidence)
    for take in _BEFORE_OUTCOME:
        take(slot, evidence)
    estimate = slot.expression.number(Role.ESTIMATE)
    missing = estimate is not None and estimate.form == "not reached"
    of_time = slot.statistics & {cues.MEDIAN} and (slot.unit in cues.TIMES or missing)
    whole = slot.expression.interval == "CI" and slot.unit is None  # a ratio's own bounds tell what it is
    if not slot.outcomes and (slot.statistics & cues.RATIOS or of_time or whole) and not slot.carried:
        return _judge_as_primary(slot, evidence)
    untold = not slot.outcomes or cues.is_follow_up_name(slot.outcomes[0])
    if slot.unit == "events" and untold and (told := _judge_as_events(slot, evidence)):
        return told
    if not slot.outcomes:
        return [judge_unbound(part, slot, evidence) for part in parts]
    return _judge_outcome(slot, evidence)


_BEFORE_OUTCOME = (
    take_own_share,
    take_group,
    take_counted_group,
    leave_own_group,
    take_measure,
    take_title_of_row,
    take_counted_row,
    take_survival,
    take_time,
    take_started,
    leave_effects,
)
"""What a slot is of besides its outcome, each read with what those before it have found."""
_OF_OUTCOME = (take_events, take_timed, choose_outcome, take_at_cutoff, take_item, take_group_row, take_counted_arms)
"""Which outcome, row and arms it is of, likewise."""


def _unchecked(slot: Slot, why: str, evidence: Evidence) -> list[Judgement]:
    return [unchecked(part, slot, why, evidence) for part in slot.expression.parts]


def _judge_outcome(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """The verdicts on the numbers of an outcome, by its results that agree with what is told."""
    for take in _OF_OUTCOME:
        take(slot, evidence)
    outcome = slot.outcomes[0]
    if not evidence.results(outcome):
        return _judge_unheld(slot, evidence)
    rows = _in_groups(slot, evidence)
    candidates = narrow(slot, agreeing(rows, slot, evidence))
    if not candidates and not slot.subgroups and not slot.whole and not rows.any(lambda row: has_statistic(row, slot)):
        rows = evidence.results(outcome)
        candidates = narrow(slot, agreeing(rows, slot, evidence))
    if not candidates:
        return [judge_without_slot(part, slot, evidence, rows) for part in slot.expression.parts]
    return judge_with(slot, evidence, candidates, rows)


def _judge_unheld(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """An outcome without results: a follow-up may be told by time frames, those treated by the size of their set."""
    outcome = slot.outcomes[0]
    if slot.unit == "patients" and slot.arm and cues.ALLOCATED.search(outcome):
        return [judge_size(part, slot, evidence, None) for part in slot.expression.parts]
    return (
        judge_follow_up(slot, evidence)
        or judge_fatal(slot, evidence)
        or [
            unchecked(part, slot, f"the table holds no result for {outcome}", evidence)
            for part in slot.expression.parts
        ]
    )


def _judge_as_primary(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """Read a ratio or a median without an outcome as the primary endpoint's, where estimate and bounds are its own."""
    primary = next(iter(evidence.facts.primary), None)
    if primary is not None and (other := _only_under(slot, primary, evidence)) is not None:
        return judge(replace(slot, outcomes=(other,)), evidence)
    if primary is not None:
        slot.outcomes = (primary,)
        found = judge(slot, evidence)
        slot.outcomes = ()
        bounds = [item for item in found if item.part.role in (Role.ESTIMATE, Role.LOW, Role.HIGH)]
        others = [item for item in found if item not in bounds]
        sure = _stand(bounds) or (len(bounds) == 3 and sum(_stand([item]) for item in bounds) == 2)
        if slot.censorings or (sure and (_stand(others) or len(bounds) > 1)):
            return [
                replace(item, reason=f"{item.reason}; outcome not given, the primary endpoint assumed")
                for item in found
            ]
    return [judge_unbound(part, slot, evidence) for part in slot.expression.parts]


def _only_under(slot: Slot, primary: str, evidence: Evidence) -> str | None:
    """The one other outcome of which the table has results under the rule that is told, where the primary has none."""
    rules = slot.censorings - {OWN}
    if not rules or evidence.results(primary).any(lambda row: row.censoring in rules):
        return None
    named = {title for title in evidence.title_words if evidence.results(title).any(lambda row: row.censoring in rules)}
    return named.pop() if len(named) == 1 else None


def _stand(found: Iterable[Judgement]) -> bool:
    return all(item.verdict in (Verdict.SUPPORTED, Verdict.DERIVED) for item in found)


def _judge_as_events(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """Read events of an analysis as those of the primary endpoint: "the analysis took place after 103 events".

    Where no analysis is told, they are so only if the table has as many.
    """
    counted = [
        name for term in evidence.facts.primary for name in evidence.longer_titles(term) if name == f"{term} events"
    ]
    if not counted:
        return []
    told, slot.outcomes = slot.outcomes, (counted[0],)
    found = judge(slot, evidence)
    slot.outcomes = told
    if not (slot.analyses or slot.cutoffs or _stand(found)):
        return []
    return [replace(item, reason=f"{item.reason}; events of the primary endpoint assumed") for item in found]


def _in_groups(slot: Slot, evidence: Evidence) -> Rows:
    """The results of the outcome in the groups that are told, or in the whole population."""
    groups: frozenset[str | None] = slot.subgroups or frozenset({None, *slot.context_subgroups})
    return evidence.in_groups(slot.outcomes[0], groups)
