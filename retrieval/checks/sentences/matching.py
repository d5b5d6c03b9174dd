"""Whether a result is of the slot that a number was bound to, and whether it has that number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.records import Result
from retrieval.arm_periods import label_meant, labels_of, parts_of
from retrieval.checks.figures import cues
from retrieval.checks.figures.frames import is_same_frame
from retrieval.checks.figures.times import read_times, share_time
from retrieval.checks.sentences.alternatives import counts_other, is_of_other_phase, is_of_other_set, is_over_other_time
from retrieval.checks.sentences.censoring import OWN
from retrieval.checks.sentences.plain_titles import is_of_other_estimand, plain_titles
from retrieval.checks.sentences.severities import is_of_other_severity, names_grade
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.table.rows import Rows
from retrieval.checks.terms.opposites import is_of_opposite
from retrieval.checks.terms.title_restrictions import restriction

EVERYBODY, _AS_PLANNED = "intention-to-treat", "per-protocol"
"""All who were randomised, and those of them who were treated as planned: never one set."""


def agreeing(rows: Rows, slot: Slot, evidence: Evidence, *, statistic: bool = True) -> list[Result]:
    """Return the results that agree with the slot in everything that is told; with ``statistic``, in that, too."""
    found = rows.where(
        lambda row: (
            (not statistic or has_statistic(row, slot))
            and _arm_agrees(row, slot, evidence)
            and not any(_other_differences(row, slot, evidence))
        )
    )
    return [row for row in found if at_time(row, slot)]


def differences(row: Result, slot: Slot, evidence: Evidence) -> frozenset[str]:
    """The qualifiers that the text gives, or that a plain statement implies, in which a result differs."""
    found = frozenset(_differences(row, slot, evidence))
    return found if at_time(row, slot) else found | {"time point"}


def _differences(row: Result, slot: Slot, evidence: Evidence) -> Iterator[str]:
    """All but the time point, which may stand in a result's note: the same for every result of a kind."""
    if not _arm_agrees(row, slot, evidence):
        yield "arm"
    yield from _other_differences(row, slot, evidence)


def _other_differences(row: Result, slot: Slot, evidence: Evidence) -> Iterator[str]:
    """Those but for the arm alone; what is quickly told goes first, since most results differ in one of these."""
    if not _group_agrees(row, slot):
        yield "subgroup"
    if slot.cutoffs or slot.unknown_cutoff or slot.analyses or slot.assessor or slot.censorings:
        yield from _analysis_differences(row, slot, evidence)
    if slot.direction and row.comparison and row.comparison.split(" vs ") == [slot.direction[1], slot.direction[0]]:
        yield "direction"
    if slot.direction and _compares_others(row, slot.direction, evidence):
        yield "arm"
    if row.comparison and slot.arm_source == "named" and _has_comparison_of(slot, row, evidence):
        yield "arm"
    if slot.population and _is_of_another_set(row, slot, evidence):
        yield "population"
    if slot.item and _is_another_row(row, slot.item, evidence):
        yield "item"
    if counts_other(row, slot, evidence) or is_over_other_time(row, slot):
        yield "unit"
    if is_of_opposite(row.outcome, slot.told, evidence) or is_of_other_estimand(row.outcome, slot.told):
        yield "outcome"
    if is_of_other_phase(row, slot, evidence):
        yield "time point"
    if not _grade_agrees(row, slot) if slot.grades else is_of_other_severity(row, slot.told):
        yield "grade"


def _is_of_another_set(row: Result, slot: Slot, evidence: Evidence) -> bool:
    """Whether a result is of another analysis set than the one told."""
    held = evidence.facts.populations
    if slot.population & held and row.population in held and row.population not in slot.population:
        return True
    as_planned = EVERYBODY in slot.population and row.population == _AS_PLANNED
    return as_planned or is_of_other_set(row, slot, evidence)


def _is_another_row(row: Result, item: str, evidence: Evidence) -> bool:
    """Whether a result is of another row of its outcome than the one told."""
    compared = row.item is None and bool(row.comparison)
    return row.item != item and not compared and item in evidence.results(row.outcome).items


def _group_agrees(row: Result, slot: Slot) -> bool:
    """Whether a result is of the group told, or of everybody where everybody is told."""
    if row.item and slot.item is None and _OF_GROUPS.search(row.outcome):
        return False  # one of the groups that the title leaves to its rows, and none is told
    parted = BY_GROUP.search(row.outcome) if slot.whole and slot.item is None and row.item else None
    if parted and parted[0].casefold() not in slot.told.casefold():
        return False  # where the title itself is told, its groups are spoken of
    return row.subgroup in slot.subgroups if slot.subgroups else not (slot.whole and row.subgroup is not None)


BY_GROUP = re.compile(
    r"\bby (?!week|month|day|visit|year|the end|serotype|serogroup|strain|antigen)[^,;]{3,60}$", re.IGNORECASE
)
"""Ends a title that leaves the groups of its patients to its rows: "by Bipolar Subtype"."""
_OF_GROUPS = re.compile(r"\b(?:in|by|for|across|of) [^:;]{0,40}\bsubgroups?\b", re.IGNORECASE)


def _analysis_differences(row: Result, slot: Slot, evidence: Evidence) -> Iterator[str]:
    """What a result's analysis is told to be otherwise: its cut-off, its assessor, its censoring rule."""
    if slot.unknown_cutoff is not None and row.data_cutoff is not None:
        yield "cutoff"
    if slot.cutoffs and row.data_cutoff is not None and row.data_cutoff not in slot.cutoffs:
        yield "cutoff"
    if slot.analyses and not slot.cutoffs and row.analysis and row.analysis not in slot.analyses:
        yield "cutoff"
    if slot.assessor and _other_assessor(row.assessor or _assessed_by(row.outcome), slot.assessor):
        yield "assessor"
    if slot.censorings and (row.censoring or OWN) not in slot.censorings and _has_rule(row.outcome, slot, evidence):
        yield "censoring"


def _compares_others(row: Result, told: tuple[str, str], evidence: Evidence) -> bool:
    """Whether a result compares other arms than the two that are told."""
    arms = set(row.comparison.split(" vs ")) if row.comparison else set()
    own = set(evidence.facts.arms)
    parts = {part for name in told for part in parts_of(name, arms, "")}
    return len(arms) == len(told) and arms <= own and set(told) <= own and not arms <= {*told, *parts}


def _has_comparison_of(slot: Slot, row: Result, evidence: Evidence) -> bool:
    """Whether a result compares other arms than the one told, of which the table has such a comparison."""
    arms = set((row.comparison or "").split(" vs "))
    if slot.arm in arms or slot.direction or not arms <= set(evidence.facts.arms):
        return False
    return evidence.results(row.outcome).any(
        lambda other: (
            other.statistic == row.statistic
            and other.item == row.item
            and slot.arm in (other.comparison or "").split(" vs ")
        )
    )


def _has_rule(outcome: str, slot: Slot, evidence: Evidence) -> bool:
    """Whether an outcome has results of a rule that is told: to others the words do not apply."""
    return evidence.results(outcome).any(lambda row: (row.censoring or OWN) in slot.censorings)


def but_for_arm(rows: Rows, slot: Slot, evidence: Evidence) -> list[Result]:
    """Return the results of the slot in any arm: what differences and sums of arms are made of."""
    return narrow(slot, rows.where(lambda row: all(name == "arm" for name in _differences(row, slot, evidence))))


def narrow(slot: Slot, rows: Sequence[Result]) -> list[Result]:
    """What a plain statement means: the whole population and any grade, where the table has them, and no denial."""
    rows = _of_any_event(plain_titles(slot.told, rows), slot)
    if not slot.subgroups:
        allowed = {None, *slot.context_subgroups}
        rows = [row for row in rows if row.subgroup in allowed] or list(rows)
    if not slot.grades:
        rows = [row for row in rows if row.grade in (None, "any")] or list(rows)
    if slot.item is None and {"Yes", "No"} <= {row.item for row in rows} and not cues.NEGATION.search(slot.told):
        rows = [row for row in rows if row.item != "No"]
    if slot.item is None:
        rows = [row for row in rows if not _is_of_a_part(row)] or list(rows)
    if slot.frame:
        rows = [row for row in rows if is_same_frame(row.time_frame, slot.frame)] or list(rows)
    return list(rows)


def _is_of_a_part(row: Result) -> bool:
    """Whether a result is of one of the groups that its title leaves to its rows: "by PD-L1 Score"."""
    return row.item is not None and BY_GROUP.search(row.outcome) is not None and not read_times(row.item)


def _of_any_event(rows: Sequence[Result], slot: Slot) -> Sequence[Result]:
    """The results without those of who left for an event, or had one of a grade, where any event is told of."""
    if not slot.outcomes or not _ANY_EVENT.fullmatch(slot.outcomes[0]):
        return rows
    left, graded = _LEFT_FOR.search(slot.told), slot.grades or "grade" in slot.told.casefold()
    rows = rows if left else [row for row in rows if not _REASON.match(row.outcome)]
    return rows if graded else [row for row in rows if not _GRADED.search(row.outcome)]


_ANY_EVENT = re.compile(r"(?:treatment-emergent )?adverse events?", re.IGNORECASE)
_LEFT_FOR = re.compile(
    r"\b(?:discontinu|withdr|stop|drop|left\b|leav|quit|complet|reason|because|due to|owing|led to|came off)",
    re.IGNORECASE,
)
_REASON = re.compile(r"not completed:", re.IGNORECASE)
"""How a registry names who left for a reason."""
_GRADED = re.compile(r"\bgrades? ?(?:>=|\u2265)? ?[1-5]\b", re.IGNORECASE)


def implied_differences(row: Result, slot: Slot) -> frozenset[str]:
    """The qualifiers in which a result differs from what a plain statement means."""
    found = set()
    if row.subgroup and not slot.subgroups and row.subgroup not in slot.context_subgroups:
        found.add("subgroup")
    if row.grade not in (None, "any") and not slot.grades:
        found.add("grade")
    if restriction(row.outcome):
        found.add("subgroup")
    return frozenset(found) or frozenset({"cutoff"})


def _arm_agrees(row: Result, slot: Slot, evidence: Evidence) -> bool:
    if slot.arm is None or row.arm is None or slot.arm_source == "convention":
        return True
    labels = evidence.results(row.outcome).arms
    if row.arm != "all" and (same := labels_of(slot.arm, labels)):  # of periods
        meant = label_meant(slot.arm, same, slot.told)
        return row.arm == meant if meant else row.arm in same
    if row.arm == slot.arm or row.arm in parts_of(slot.arm, labels, slot.told):
        return True
    if row.arm == "all":
        return slot.arm_source != "named" or not any(
            slot.arm in evidence.results(outcome).arms for outcome in slot.outcomes[:1]
        )
    return False


_SEVERE = re.compile(r"\b(?:severe|major)\b", re.IGNORECASE)


def _grade_agrees(row: Result, slot: Slot) -> bool:
    if row.grade is None and ">=3" in slot.grades and _SEVERE.search(row.outcome):
        return True  # "severe" is part of what is counted
    if row.grade == "non-serious" and slot.grades == {"any"}:
        return True  # serious events are counted apart, whatever their grade
    if row.grade is None:
        return names_grade(row, slot.grades)
    return row.grade in slot.grades


def _assessed_by(title: str) -> str:
    """What a title says of who assessed: "ORR Assessed by Investigator"."""
    return title.casefold().rpartition("assessed by ")[2] if "assessed by " in title.casefold() else ""


def _other_assessor(reported: str, told: str) -> bool:
    words = reported.casefold()
    independent = "independent" in words or "irc" in words or "central" in words
    investigator = "investigator" in words or "local" in words
    return (independent and told == "investigator") or (investigator and told == "independent")


def at_time(row: Result, slot: Slot) -> bool:
    """Whether a result is of the time point that the text gives, if it gives one."""
    return not (slot.time and slot.time.startswith("=")) or _has_time(row, slot.time[1:]) or _ends_at(row, slot)


def _ends_at(row: Result, slot: Slot) -> bool:
    """Whether the time told ends the frame of a title whose own is told, too: "by day 2" and held "to day 28".

    A row that names its own visit is of no other.
    """
    if read_times(row.item or ""):
        return False
    own = read_times(_visit_of(row))
    asked = read_times((slot.time or "")[1:])
    frame = read_times(row.time_frame or "")
    if own and frame and abs(max(frame) - max(own)) <= 1:
        return share_time({max(frame)}, asked)  # 14 days that are counted from day 1 end at day 15
    return bool(own) and share_time(frame, asked) and share_time(read_times(slot.told), own)


def _visit_of(row: Result) -> str:
    """The words of a result's title and row; of a row that names a visit, whichever the title lists, the row alone."""
    title, own = read_times(row.outcome), read_times(row.item or "")
    return row.item or "" if (own and own < title) or max(own, default=0) >= 1 else f"{row.outcome} {row.item or ''}"


def _has_time(row: Result, time: str) -> bool:
    """Whether a result is of a time point: its row, its title or, where these tell none, its time frame has it."""
    asked = read_times(time)
    visit = _visit_of(row)
    for words in (visit, row.time_frame, f"{row.statistic} {row.note or ''}", row.analysis):
        found = read_times(words or "")
        if min(asked, default=0) >= 1:
            found = frozenset(days for days in found if not 0 < days < 1)  # "2-hour glucose" is measured at a visit
        if found:
            return share_time(asked, found)
    return row.category == "disposition"  # whom a record counts through a period without its time
