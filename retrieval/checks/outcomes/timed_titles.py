"""Titles of one time point, told by what they measure and the time: deaths "by day 28", of "ACM at Day 28"."""

from __future__ import annotations

import re
from datetime import date
from weakref import WeakKeyDictionary

from ingest.table import ResultsTable
from retrieval.checks.figures.times import read_times, share_time
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.defined_letters import spell_out
from retrieval.terms import word_forms


def take_timed(slot: Slot, evidence: Evidence) -> None:
    """Read an outcome without a time of its own as the one title that measures it at the time that is told."""
    name = slot.outcomes[0] if slot.outcomes else ""
    told = read_times(slot.told) if name and not slot.carried else frozenset()
    if not told or read_times(name):
        return
    forms = word_forms(name)
    titles = [
        title
        for title, (times, own) in _timed(evidence).items()
        if forms <= own
        and share_time(told, times)
        and evidence.results(title).any(lambda row: has_statistic(row, slot))
    ]
    titles = [title for title in titles if not evidence.results(title).items] or titles
    if len(titles) == 1:
        slot.outcomes = (titles[0], *slot.outcomes)


def take_at_cutoff(slot: Slot, evidence: Evidence) -> None:
    """Read an outcome that has nothing of the cut-off told as the one title that has: survival "at 36 months"."""
    if slot.outcomes and slot.cutoffs and (title := title_at_cutoff(slot, slot.cutoffs, evidence)):
        slot.outcomes = (title, *slot.outcomes)


def title_at_cutoff(slot: Slot, cutoffs: frozenset[date], evidence: Evidence) -> str | None:
    """The one other title with the words of a slot's outcome that has such figures at a cut-off; its own has none."""

    def has_figures(title: str) -> bool:
        return evidence.results(title).any(lambda row: row.data_cutoff in cutoffs and has_statistic(row, slot))

    name = slot.outcomes[0]
    if not cutoffs or has_figures(name):
        return None
    forms = word_forms(_BRACKETS.sub("", name))
    longer = [title for title, (_, own) in _timed(evidence).items() if forms <= own and title != name]
    titles = [title for title in longer if has_figures(title)]
    return titles[0] if len(titles) == 1 else None


_BRACKETS = re.compile(r"\s*\([^()]*\)")
_KEPT: WeakKeyDictionary[ResultsTable, dict[str, dict[str, tuple[frozenset[float], frozenset[str]]]]] = (
    WeakKeyDictionary()
)


def _timed(evidence: Evidence) -> dict[str, tuple[frozenset[float], frozenset[str]]]:
    """The titles that name a time, each with its times and its words, abbreviations spelt out."""
    kept = _KEPT.setdefault(evidence.table, {})
    if evidence.trial.id not in kept:
        kept[evidence.trial.id] = {
            title: (times, word_forms(spell_out(title, evidence)))
            for title in evidence.table.outcomes(evidence.trial.id)
            if (times := read_times(title))
        }
    return kept[evidence.trial.id]
