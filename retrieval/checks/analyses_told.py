"""The cut-off, group and analysis set that sentences share, announce and go on with."""

from __future__ import annotations

import re
from itertools import pairwise

from retrieval.checks import cues
from retrieval.checks.clauses import Clause, Context
from retrieval.checks.cues import TIMES
from retrieval.checks.cutoffs import find_analyses
from retrieval.checks.evidence import Evidence
from retrieval.checks.matching import has_statistic
from retrieval.checks.naming import outcome_mentions
from retrieval.checks.roles import Role
from retrieval.checks.slots import Slot


def go_on(slots: list[Slot], context: Context, *, evidence: Evidence, silent: bool) -> None:
    """A sentence that names no outcome, cut-off or group goes on with those of the sentence just before."""
    for slot in slots:
        if slot.carried and not slot.population:
            slot.population = context.population
        if silent and slot.carried and not slot.cutoffs and not slot.subgroups and not _CHANGED.search(slot.before):
            slot.cutoffs = context.cutoffs
            slot.subgroups = context.group if _has_figure(slot, context.group, evidence) else frozenset()


def _has_figure(slot: Slot, groups: frozenset[str], evidence: Evidence) -> bool:
    """Whether the table has such a figure of the outcome in a group."""
    rows = evidence.in_groups(slot.outcomes[0], groups) if slot.outcomes and groups else None
    return rows is not None and rows.any(lambda row: has_statistic(row, slot))


_CHANGED = re.compile(r"\bfrom\s(?:a median of\s)?$|^[^.;0-9]{0,20}\bto\s(?:a median of\s)?$", re.IGNORECASE)
"""Before figures of a change: they are of two analyses."""


def take_announced(clause: Clause, slots: list[Slot], context: Context, *, silent: bool) -> None:
    """Give cut-off and grade of an announcing sentence to the figures after it that have such results."""
    told = context.announced_grade or context.named_grade or context.headed_grade
    for slot in slots if context.announced or told else ():
        if not slot.outcomes:
            continue
        rows = clause.evidence.results(slot.outcomes[0])
        if silent and not slot.cutoffs and rows.any(lambda row: row.data_cutoff in context.announced):
            slot.cutoffs = context.announced
        grades = told & rows.grades
        if grades and not slot.grades and not clause.mentions.get("grade"):
            slot.grades, slot.grade_source = grades, "announced" if context.announced_grade else "suggested"


def announce(clause: Clause, slots: list[Slot], context: Context) -> None:
    """Note cut-off and grade of a sentence that tells no figure of its own."""
    grades = frozenset(mention.term.name for mention in clause.mentions.get("grade", ()))
    if clause.sentence.kind == "heading":
        context.headed_grade = grades if len(grades) == 1 else frozenset()
    if clause.sentence.kind != "prose" or any(tells_figure(slot) and slot.unit not in TIMES for slot in slots):
        return
    cutoffs = {item.cutoffs for item in find_analyses(clause, slots) if item.cutoffs}
    if len(cutoffs) == 1 and _FIGURES.search(clause.text, clause.sentence.start, clause.sentence.end):
        context.announced = next(iter(cutoffs))
    if len(grades) != 1:
        return
    if _EVENTS.search(clause.text, clause.sentence.start, clause.sentence.end):
        context.announced_grade = grades
    elif any(mention.term.category == "safety" for mention in outcome_mentions(clause)):
        context.named_grade = grades


_FIGURES = re.compile(
    r"\b(?:all|these|the following|our|below|present(?:ed)?|here)\b[^.]{0,40}\b(?:figures|results|data|numbers"
    r"|analys[ei]s|findings)\b|\b(?:figures|results|data|numbers|findings) (?:below|here|shown|given|are)\b",
    re.IGNORECASE,
)
_EVENTS = re.compile(
    r"\b(?:events|reactions|toxicities|AEs|TEAEs)\b[^.]{0,80}\b(?:listed|follow|below|were|are)\b", re.IGNORECASE
)


def share_cutoffs(slots: list[Slot]) -> None:
    """The second arm of a comparison has the cut-off of the first, where it is given none of its own."""
    told = [slot for slot in slots if slot.arm and slot.outcomes]
    one = len({slot.cutoffs for slot in told if slot.cutoffs}) == 1
    for first, second in pairwise(told):
        other_arm = first.arm != second.arm and first.outcomes[:1] == second.outcomes[:1]
        if one and other_arm and first.cutoffs and not second.cutoffs and cues.CONTRAST.search(second.before):
            second.cutoffs, second.analyses = first.cutoffs, first.analyses
    _share_backwards(slots)


def _share_backwards(slots: list[Slot]) -> None:
    """In "up from 77 % and 67 % at the interim analysis" the first of the pair is of that analysis, too."""
    for first, second in pairwise(slots):
        paired = first.partner is not None and slots[first.partner] is second and _PAIRED.fullmatch(second.before)
        if paired and second.cutoffs and _ANALYSIS_FOLLOWS.match(second.after):
            first.cutoffs, first.analyses = second.cutoffs, second.analyses


_PAIRED = re.compile(r"[\s,)]*(?:and|vs?\.?|versus|/)\s*", re.IGNORECASE)
_ANALYSIS_FOLLOWS = re.compile(r"[\s,)(]*(?:at|in|by|as of|on)\s", re.IGNORECASE)


def tells_figure(slot: Slot) -> bool:
    """Whether a number is a figure, and no date, grade or time point of one."""
    roles = {part.role for part in slot.expression.parts}
    return not roles & {Role.DATE, Role.GRADE} and not (slot.time and not slot.time.startswith("="))
