"""A number read under the other titles that its words stand for, as a row of its title, or as one arm's own ratio."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from retrieval.checks.figures.times import read_times, share_time
from retrieval.checks.judging.places import Place, is_of_other_level
from retrieval.checks.outcomes.bound_items import bind_items
from retrieval.checks.outcomes.rows_told import told_rows
from retrieval.checks.sentences.plain_titles import BY_TRAIT, titles_told
from retrieval.checks.sentences.points import words_behind
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence


def ratio_of_arm(slot: Slot, evidence: Evidence) -> Slot | None:
    """The slot of one arm, whose ratio to baseline is told: "a ratio of 0.66 with A and 0.95 with B"."""
    measured = slot.outcomes[:1] and evidence.results(slot.outcomes[0])
    if not measured or not any((unit or "").casefold() == "ratio" for _, unit in measured.units):
        return None
    beside = evidence.terms.find(words_behind(slot)[:_BESIDE], trial=evidence.trial.id, kinds={"arm"}, typos=False)
    arm = beside[0].term.name if beside and beside[0].start <= _FIRST else None
    return replace(slot, statistics=frozenset(), arm=arm, arm_source="named", direction=None) if arm else None


_BESIDE, _FIRST = 40, 12
"""Code points behind a ratio in which its arm stands, and begins."""


def title_readings(slot: Slot, evidence: Evidence) -> Iterable[Slot]:
    """The slot under each other title that the same words stand for, unless the sentence tells another time.

    One that a sentence tells less of is meant, too, where it alone has the row that is told.
    """
    told, first = read_times(slot.told), slot.outcomes[0]
    meant = titles_told(slot.told, (first, *slot.alternatives))
    by_rows = len(told_rows(slot.told, first, evidence.results(first).items)) != 1  # "by Age Group", of an age told
    for name in dict.fromkeys(slot.alternatives):
        rows, own = told_rows(slot.told, name, evidence.results(name).items), read_times(name)
        is_meant = name in meant or (by_rows and len(rows) == 1)
        if is_of_other_level(Place(name, None), slot, evidence) or (BY_TRAIT.search(name) and not rows):
            continue
        if name != first and is_meant and not (told and own and not share_time(told, own)):
            other = replace(slot, outcomes=(name,), alternatives=())
            take_item(other, evidence)
            other.item = rows[0] if other.item is None and len(rows) == 1 else other.item
            yield other


def take_item(slot: Slot, evidence: Evidence) -> None:
    """Read the row that is told among those of the outcome that a number is read as."""
    if slot.item not in evidence.results(slot.outcomes[0]).items:
        slot.item = None
        bind_items([slot], evidence)
    rows = evidence.results(slot.outcomes[0]) if slot.item and _HOW_BAD.search(slot.item) else ()
    if rows and not any(row.item == slot.item and row.grade in slot.grades for row in rows):
        slot.grades = frozenset()  # "Severe hypoglycaemia" is a row, and no grade of one


_HOW_BAD = re.compile(r"\b(?:mild|moderate|severe|serious|fatal|grade)\b", re.IGNORECASE)
