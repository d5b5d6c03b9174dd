"""The cut-off, group and analysis set that sentences share, announce and go on with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import partial

from ingest.records import Result
from retrieval.checks.figures.rare import Rare
from retrieval.checks.figures.roles import Role
from retrieval.checks.outcomes.timed_titles import title_at_cutoff
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.sentences.qualifiers import Qualifier
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.table.rows import Rows


def go_on(slots: list[Slot], context: Context, *, evidence: Evidence, silent: bool) -> None:
    """A sentence that names no outcome, cut-off or group goes on with those of the sentence just before."""
    for slot in slots:
        same = bool(slot.outcomes) and slot.outcomes[:1] == context.set_of
        if slot.carried and not slot.population and (same or _has_set(slot, context.population, evidence)):
            slot.population = context.population
        if silent and slot.carried and not slot.cutoffs and not slot.subgroups and not _moves_on(slot):
            slot.cutoffs = context.cutoffs
            slot.subgroups = context.group if _has_figure(slot, context.group, evidence) else frozenset()
        elif silent and slot.carried and not slot.cutoffs and context.cutoffs and slot.outcomes:
            slot.cutoffs = _after(slot, context.cutoffs, evidence)


def _has_set(slot: Slot, sets: frozenset[str], evidence: Evidence) -> bool:
    """Whether an outcome has results in an analysis set, or in none that is named: no hazard of those treated alone."""
    held = evidence.results(slot.outcomes[0]) if slot.outcomes and sets else None
    return (
        held is None or not held or held.any(lambda row: row.population in (None, *sets) and has_statistic(row, slot))
    )


def _after(slot: Slot, cutoffs: frozenset[date], evidence: Evidence) -> frozenset[date]:
    """The cut-offs of an outcome after the one told before, for a figure of a later analysis: any of them."""
    lead = slot.told.partition(slot.expression.parts[0].number.text)[0]
    if not _LATER.search(lead):
        return frozenset()
    days = {row.data_cutoff for row in evidence.results(slot.outcomes[0]) if row.data_cutoff is not None}
    return frozenset(day for day in days if day > max(cutoffs))


def _has_figure(slot: Slot, groups: frozenset[str], evidence: Evidence) -> bool:
    """Whether the table has such a figure of the outcome in a group."""
    rows = evidence.in_groups(slot.outcomes[0], groups) if slot.outcomes and groups else None
    return rows is not None and rows.any(lambda row: has_statistic(row, slot))


_CHANGED = re.compile(r"\bfrom\s(?:a median of\s)?$|^[^.;0-9]{0,20}\bto\s(?:a median of\s)?$", re.IGNORECASE)
"""Before figures of a change: they are of two analyses."""


def take_announced(clause: Clause, slots: list[Slot], context: Context, *, silent: bool) -> None:
    """Give cut-off and grade of an announcing sentence to the figures after it that have such results."""
    near = context.grades if context.paragraph == clause.sentence.paragraph else frozenset()
    told = context.announced_grade or context.named_grade or context.headed_grade or near
    _take_leading_grade(clause, slots)
    strict = bool(context.announced_grade) or (bool(context.headed_grade) and is_item(clause))
    last = context.told_last or context.headed
    if not (context.announced or context.labelled or context.stated or last or told):
        return
    for slot in slots:
        if not slot.outcomes:
            if slot.unit == "events" and silent and is_item(clause):
                slot.cutoffs = slot.cutoffs or context.over_list
            continue
        rows = clause.evidence.results(slot.outcomes[0])
        if silent and not slot.cutoffs:
            slot.cutoffs = _cutoffs_before(slot, context, rows, last, listed=is_in_item(clause))
            for days in () if slot.cutoffs else (context.announced, last, context.stated):
                if not slot.cutoffs and title_at_cutoff(slot, days, clause.evidence):
                    slot.cutoffs = days
        grades = told & rows.grades
        if grades and not slot.grades and not clause.mentions.get("grade"):
            slot.grades, slot.grade_source = grades, "announced" if strict else "suggested"


def _take_leading_grade(clause: Clause, slots: list[Slot]) -> None:
    """Give the grade that leads a sentence to its figures that have results of it."""
    led = _leading_grade(clause, slots)
    for slot in slots if led else ():
        if slot.outcomes and not slot.grades and led <= clause.evidence.results(slot.outcomes[0]).grades:
            slot.grades, slot.grade_source = led, "suggested"


def is_item(clause: Clause) -> bool:
    """Whether a sentence is one item of a list, of which the heading over it holds: "- Fatigue: 41.8 % vs 32.0 %"."""
    return BULLET.match(clause.text, clause.sentence.start) is not None


def is_in_item(clause: Clause) -> bool:
    """Whether a sentence stands in a line that is an item of a list."""
    return BULLET.match(clause.text, clause.text.rfind("\n", 0, clause.sentence.start) + 1) is not None


BULLET = re.compile(r"[-*\u2022\u00b7]\s")


def _leading_grade(clause: Clause, slots: list[Slot]) -> frozenset[str]:
    """The one grade of a sentence, told before its first figure: it may be that of the events told after others."""
    told = {mention.term.name for mention in clause.mentions.get("grade", ())}
    if len(told) != 1 or clause.sentence.kind != "prose":
        return frozenset()
    first = min((slot.expression.start for slot in slots if tells_figure(slot)), default=0)
    leads = all(mention.end <= first for mention in clause.mentions.get("grade", ()))
    return frozenset(told) if leads else frozenset()


def _cutoffs_before(
    slot: Slot, context: Context, rows: Rows, last: frozenset[date], *, listed: bool
) -> frozenset[date]:
    """The cut-off told before a number of a sentence that tells none, as far as it holds for such figures.

    What begins the paragraph holds whether or not the table has the figure at that cut-off; so does what stands over
    a list, for outcomes of several cut-offs, and the one that a text states in a sentence of its own.
    """
    if context.labelled and context.labelled == context.told_last and rows.any(_is_analysed):
        return context.labelled
    if listed and context.over_list and context.over_list == last:
        days = {row.data_cutoff for row in rows.where(_is_analysed)}
        if days & last or len(days) > 1:
            return last
    if rows.any(lambda row: row.data_cutoff in context.announced):
        return context.announced
    if _moves_on(slot):
        return frozenset()
    if rows.any(partial(_is_told_of, slot=slot, cutoffs=last)):
        return last
    return context.stated if rows.any(_is_analysed) else frozenset()


def _moves_on(slot: Slot) -> bool:
    """Whether a figure is told to be of another analysis than the one told last: a change, or a later one."""
    lead, _, behind = slot.told.partition(slot.expression.parts[0].number.text)
    later = _LATER.search(lead) or ("later" in behind[:60] and _LATER_BEHIND.match(behind))
    return _CHANGED.search(slot.before) is not None or bool(later)


_LATER = Rare(
    r"\b(?:later|by then|since then|since|subsequently|meanwhile|afterwards|eventually|thereafter|in the end"
    r"|with (?:more|longer|further) (?:time|follow-up)|by that time"
    r"|(?:[0-9.]+|an?|one|two|three|four|five|six|several) (?:years?|months?) (?:on|later|after(?:wards)?))\b",
    "later", "then", "since", "subsequently", "meanwhile", "afterwards", "eventually", "thereafter", "in the end",
    "with more", "with longer", "with further", "by that time", "years on", "year on", "month on", "months on",
    "after",
)  # fmt: skip
"""Before a figure of a later analysis than the one told last."""


_LATER_BEHIND = re.compile(
    r"(?:(?!\b(?:first|initially|earlier|before)\b|;).){0,40}?\blater\b(?! (?:than|lines?)\b)", re.IGNORECASE
)
"""Behind a figure of a later analysis: "20.1 % and 10.6 % at first, and in 26.3 % and 12.2 % later"."""


def _is_analysed(row: Result) -> bool:
    """Whether a result is of an analysis, as what patients were at baseline is not."""
    return row.category in ("efficacy", "safety") and row.data_cutoff is not None


def _is_told_of(row: Result, slot: Slot, cutoffs: frozenset[date]) -> bool:
    """Whether a result is the figure that a cut-off told before has of what a number tells."""
    return (
        row.data_cutoff in cutoffs
        and row.subgroup in (slot.subgroups or {None})
        and (slot.arm is None or row.arm in (None, slot.arm))
        and has_statistic(row, slot)
    )


def tells_figure(slot: Slot) -> bool:
    """Whether a number is a figure, and no date, grade or time point of one."""
    roles = {part.role for part in slot.expression.parts}
    return not roles & {Role.DATE, Role.GRADE} and not (slot.time and not slot.time.startswith("="))


def is_from(slot: Slot, analyses: Sequence[Qualifier]) -> bool:
    """Whether a figure is the one from which another came, with no analysis behind it: "159, up from 103, in 2022"."""
    rest = slot.told.partition(slot.expression.parts[0].number.text)[2]
    if _MOVED_TO.search(rest) and all(item.start > slot.expression.end for item in analyses):
        return True  # "20.1 % and 10.6 %, and had moved to 26.3 % and 12.2 % at the second cut-off"
    pair = _BESIDE_PAIR.search(rest)
    if pair is not None and all(item.start >= slot.expression.end + pair.end() - 1 for item in analyses):
        return True
    then = _THEN.match(slot.before) is not None
    if not then and (not _UP_FROM.search(slot.before) or _ON_TO.match(slot.after)):
        return False
    return not any(0 <= item.start - slot.expression.end < _RIGHT_BEHIND for item in analyses)


_MOVED_TO = re.compile(
    r"\b(?:had|have|has)\s(?:\w+ )?(?:moved|risen|gone|grown|increased|climbed|fallen|dropped|declined|decreased"
    r"|improved|deepened|changed|widened)\s(?:up |down |on )?to\s",
    re.IGNORECASE,
)
_BESIDE_PAIR = re.compile(
    r"\b(?:compared (?:with|to)|against|versus|vs\.?) [0-9.]+(?: ?%| [a-z]+)?,? (?:and|versus|vs\.?) [0-9.]+",
    re.IGNORECASE,
)
"""Behind the figures of both arms, those of another analysis: "52.0 and 40.5 weeks, against 44 and 39 at the first"."""
_THEN = re.compile(r"\W*(?:(?:at|by) that (?:time|point)|by then|initially|at first|at the time)\b", re.IGNORECASE)
"""Begins a sentence that goes on with the analysis told before: what stands behind its figure is another's."""
_UP_FROM = re.compile(r"\b(?:up|down|increased|risen|rose|grown|decreased|fallen) from\s(?:the )?$", re.IGNORECASE)
_ON_TO = re.compile(r"[^.;0-9]{0,20}\bto\s", re.IGNORECASE)
_RIGHT_BEHIND = 12
"""Code points between a figure and its own analysis: "103 at the interim analysis"."""
