"""What holds for a whole trial: its arms, cut-offs, sizes and outcome titles, read once for each table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from ingest.table import ResultsTable
from ingest.vocabulary import Term
from retrieval.checks.cues import COUNT, RANDOMISED, family
from retrieval.checks.units import own_units
from retrieval.terms import TermIndex, split_tokens


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds for a whole trial.

    Attributes:
        arms: Names of its arms, the experimental first, without ``"all"``.
        cutoffs: Its data cut-offs, oldest first.
        follow_ups: Printed median follow-up of each cut-off.
        populations: The analysis sets that its efficacy and safety results are of.
        units: Units of its results in words of their own, the longest first.
        groups: The subgroups that it has results for.
        randomised: ``(arm, n)`` of those who were assigned to each arm.
        group_sizes: ``(arm, n)`` of each counted subgroup, by its name.
        sizes: ``(arm, population, N)`` wherever a whole analysis set is counted.
        analyses: Names of its analyses.
        censorings: Censoring rules of its results that are not the protocol's own.
    """

    arms: tuple[str, ...]
    cutoffs: tuple[date, ...]
    follow_ups: tuple[tuple[str, date], ...]
    sizes: frozenset[tuple[str | None, str | None, int]]
    analyses: frozenset[str]
    censorings: frozenset[str]
    group_sizes: dict[str, frozenset[tuple[str | None, int]]]
    populations: frozenset[str]
    groups: frozenset[str]
    randomised: frozenset[tuple[str | None, int]]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Titles:
    """The outcome titles of a trial, by their words; ``by_case`` holds those that differ in their case alone."""

    words: dict[str, frozenset[str]]
    texts: dict[str, str]
    by_word: dict[str, frozenset[str]]
    ordered: tuple[str, ...]
    by_case: dict[str, tuple[str, ...]]


_TITLES: WeakKeyDictionary[ResultsTable, dict[str, Titles]] = WeakKeyDictionary()


def read_titles_of(table: ResultsTable, trial: str) -> Titles:
    """Split the titles once for each table and trial."""
    kept = _TITLES.setdefault(table, {})
    if trial not in kept:
        forms = {title: [token.form for token in split_tokens(title)] for title in table.outcomes(trial)}
        by_case: defaultdict[str, list[str]] = defaultdict(list)
        for title in forms:
            by_case[title.casefold()].append(title)
        by_word: defaultdict[str, set[str]] = defaultdict(set)
        for title, words in forms.items():
            for word in words:
                by_word[word].add(title)
        kept[trial] = Titles(
            {title: frozenset(words) for title, words in forms.items()},
            {title: " ".join(words) for title, words in forms.items()},
            {word: frozenset(titles) for word, titles in by_word.items()},
            tuple(sorted(forms)),
            {fold: tuple(titles) for fold, titles in by_case.items() if len(titles) > 1},
        )
    return kept[trial]


_FACTS: WeakKeyDictionary[ResultsTable, dict[str, Facts]] = WeakKeyDictionary()
_COLUMNS = (
    "outcome", "arm", "data_cutoff", "follow_up", "population", "N", "n", "subgroup", "category", "statistic", "unit",
    "analysis", "censoring",
)  # fmt: skip


def read_facts(table: ResultsTable, terms: TermIndex, trial: str) -> Facts:
    """Read the columns once for each table and trial: they serve every later check."""
    kept = _FACTS.setdefault(table, {})
    if trial not in kept:
        rows = table.slots(trial, _COLUMNS)
        follow_ups = {
            (row.follow_up, _day(row.data_cutoff))
            for row in rows
            if row.data_cutoff and row.follow_up and not row.subgroup
        }
        kept[trial] = Facts(
            _ordered(tuple(dict.fromkeys(row.arm for row in rows if row.arm and row.arm != "all")), terms, trial),
            tuple(sorted({_day(row.data_cutoff) for row in rows if row.data_cutoff})),
            tuple(sorted(follow_ups)),
            _sizes(rows),
            frozenset(row.analysis for row in rows if row.analysis),
            frozenset(row.censoring for row in rows if row.censoring),
            _group_sizes(rows),
            frozenset(row.population for row in rows if row.population and row.category in ("efficacy", "safety")),
            frozenset(row.subgroup for row in rows if row.subgroup),
            frozenset(
                (row.arm, int(row.n))
                for row in rows
                if row.subgroup is None and _is_counted(row) and RANDOMISED.search(row.outcome)
            ),
            own_units({row.unit for row in rows if row.unit}),
        )
    return kept[trial]


_ENTERED = re.compile(
    r"random|assign|allocat|enrol|treated|start|analys|screen|receiv|population|includ|dosed|set\b", re.IGNORECASE
)
"""Patients who came in: of those who left, no analysis set is made."""


def _day(text: object) -> date:
    return date.fromisoformat(str(text)[:10])


def _sizes(rows: Sequence[Any]) -> frozenset[tuple[str | None, str | None, int]]:
    whole = [row for row in rows if row.subgroup is None]
    analysed = {(row.arm, row.population, int(row.N)) for row in whole if row.N is not None}
    counted = {
        (row.arm, row.population, int(row.n))
        for row in whole
        if row.category == "disposition" and _is_counted(row) and _ENTERED.search(row.outcome)
    }
    return frozenset(analysed | counted)


def _group_sizes(rows: Sequence[Any]) -> dict[str, frozenset[tuple[str | None, int]]]:
    found: defaultdict[str, set[tuple[str | None, int]]] = defaultdict(set)
    for row in rows:
        if row.subgroup and row.category in ("disposition", "baseline") and _is_counted(row):
            found[row.subgroup].add((row.arm, int(row.n)))
    return {group: frozenset(sizes) for group, sizes in found.items()}


def _is_counted(row: Any) -> bool:  # a row of a frame
    return row.n is not None and family(row.statistic, row.unit) == COUNT


def _ordered(arms: Sequence[str], terms: TermIndex, trial: str) -> tuple[str, ...]:
    roles = {"experimental": 0, None: 1, "control": 2}
    known: dict[str, Term | None] = {arm: terms.term(arm, kind="arm", trial=trial) for arm in arms}
    looks = defaultdict(int, {arm: 2 for arm in arms if _is_control(arm)})

    def place(arm: str) -> int:
        term = known[arm]
        return roles.get(term.role, 1) if term and term.role else looks[arm] or 1

    return tuple(sorted(arms, key=place))


def _is_control(arm: str) -> bool:
    return any(word in arm.casefold() for word in ("placebo", "control", "standard", "comparator", "usual care"))
