"""What holds for a whole trial: its arms, cut-offs, sizes and outcome titles, read once for each table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from ingest.table import ResultsTable
from ingest.vocabulary import Term
from retrieval.checks.figures.cues import COUNT, RANDOMISED, family
from retrieval.checks.figures.limits import read_limits
from retrieval.checks.figures.units import own_units
from retrieval.terms import TermIndex, common_words, split_tokens


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds for a whole trial.

    Attributes:
        arms: Names of its arms, the experimental first, without ``"all"``.
        cutoffs: Its data cut-offs, oldest first.
        reports: Which sources report which of them.
        follow_ups: Printed median follow-up of each cut-off.
        populations: The analysis sets that its efficacy and safety results are of.
        items: The outcomes that have a row of a telling name, by the normal forms of its words, joined.
        item_starts: The first letters of those names.
        units: Units of its results in words of their own, the longest first.
        groups: The subgroups that it has results for.
        folded: The same by their names in lower case.
        primary: Names of its primary outcomes.
        secondary: Names of its other outcomes of efficacy.
        randomised: ``(arm, n)`` of those who were assigned to each arm.
        group_sizes: ``(arm, n)`` of each counted subgroup, by its name.
        sizes: ``(arm, population, N)`` wherever a whole analysis set is counted.
        analyses: Names of its analyses.
        thresholds: Figures that titles and rows have beside a sign or word of comparison: the 7.0 of "HbA1c <7.0%".
        limits: What the limits in titles and in the names of rows say, that tell a group: ``"<2"``, ``"60-74"``.
        average_times: How long patients were followed on average, as its time frames tell: ``("32", "months")``.
        censorings: Censoring rules of its results that are not the protocol's own.
        comparisons: The pairs of arms that it compares, each as ``"A vs B"``.
        pair: The two arms that every comparison is of, the experimental first; none where there are several pairs.
        measures: Outcomes that a statistic with a name of its own is given for, "Vaccine efficacy (%)", by that name.
    """

    arms: tuple[str, ...]
    cutoffs: tuple[date, ...]
    reports: frozenset[tuple[str, date]]
    follow_ups: tuple[tuple[str, date], ...]
    sizes: frozenset[tuple[str | None, str | None, int]]
    analyses: frozenset[str]
    censorings: frozenset[str]
    items: dict[str, tuple[str, ...]]
    item_starts: frozenset[str]
    group_sizes: dict[str, frozenset[tuple[str | None, int]]]
    populations: frozenset[str]
    groups: frozenset[str]
    folded: dict[str, str]
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    randomised: frozenset[tuple[str | None, int]]
    units: tuple[str, ...]
    average_times: tuple[tuple[str, str], ...]
    thresholds: frozenset[str]
    limits: frozenset[str]
    measures: dict[str, frozenset[tuple[str, str]]]
    pair: tuple[str, ...]
    comparisons: frozenset[str]


_FACTS: WeakKeyDictionary[ResultsTable, dict[str, Facts]] = WeakKeyDictionary()
_COLUMNS = (
    "outcome", "arm", "data_cutoff", "follow_up", "population", "N", "n", "subgroup", "category", "statistic", "unit",
    "analysis", "censoring", "item", "time_frame",
    "comparison",
)  # fmt: skip


def read_facts(table: ResultsTable, terms: TermIndex, trial: str) -> Facts:
    """Read the columns once for each table and trial: they serve every later check."""
    kept = _FACTS.setdefault(table, {})
    if trial not in kept:
        kept[trial] = _read(table, terms, trial)
    return kept[trial]


def _read(table: ResultsTable, terms: TermIndex, trial: str) -> Facts:
    """The facts of a trial, read from its results."""
    rows = table.slots(trial, _COLUMNS)
    groups = frozenset(row.subgroup for row in rows if row.subgroup)
    primary = tuple(term.name for term in terms.terms("outcome", trial=trial) if term.primary)
    items = _items(rows)
    arms = _ordered(tuple(dict.fromkeys(row.arm for row in rows if row.arm and row.arm != "all")), terms, trial)
    reports = (row for row in table.slots(trial, ("source", "data_cutoff")) if row.data_cutoff)
    measured = (row.outcome for row in rows if row.category == "efficacy" and row.outcome not in primary)
    return Facts(
        arms,
        tuple(sorted({_day(row.data_cutoff) for row in rows if row.data_cutoff})),
        frozenset((row.source, _day(row.data_cutoff)) for row in reports),
        _follow_ups(rows),
        _sizes(rows),
        frozenset(row.analysis for row in rows if row.analysis),
        frozenset(row.censoring for row in rows if row.censoring),
        items,
        frozenset(name[:1] for name in items),
        _group_sizes(rows),
        frozenset(row.population for row in rows if row.population and row.category in ("efficacy", "safety")),
        groups,
        {group.casefold(): group for group in sorted(groups)},
        primary,
        tuple(dict.fromkeys(measured)),
        _randomised(rows),
        own_units({row.unit for row in rows if row.unit}),
        _average_times(rows),
        _thresholds({name for row in rows for name in (row.outcome, row.item) if name}),
        _limits(rows),
        _measures(rows),
        _pair(arms, rows),
        frozenset(row.comparison for row in rows if row.comparison),
    )


def _follow_ups(rows: Sequence[Any]) -> tuple[tuple[Any, date], ...]:
    """The follow-ups of all patients, each with its cut-off, in order."""
    told = (row for row in rows if row.data_cutoff and row.follow_up and not row.subgroup)
    return tuple(sorted({(row.follow_up, _day(row.data_cutoff)) for row in told}))


def _randomised(rows: Sequence[Any]) -> frozenset[tuple[str | None, int]]:
    """How many patients were randomised to each arm."""
    counted = (row for row in rows if row.subgroup is None and _is_counted(row) and RANDOMISED.search(row.outcome))
    return frozenset((row.arm, int(row.n)) for row in counted)


def _pair(arms: tuple[str, ...], rows: Sequence[Any]) -> tuple[str, ...]:
    """The two arms that are compared, of more where others were only followed: a crossover's sequences, roll-ins."""
    if len(arms) == _TWO:
        return arms
    pairs = {row.comparison for row in rows if row.comparison}
    told = tuple(pairs.pop().split(" vs ")) if len(pairs) == 1 else ()
    return told if len(told) == _TWO and set(told) <= set(arms) else ()


_TWO = 2


def _limits(rows: Sequence[Any]) -> frozenset[str]:
    names = {row.item for row in rows if row.item} | {row.outcome for row in rows if _AGED.search(row.outcome)}
    return frozenset().union(*map(read_limits, names))


_AGED = re.compile(r"\baged?\b", re.IGNORECASE)
_COMMON = re.compile(
    r"\b(?:(?<!win )ratio|difference|mean|median|value|deviation|error|range|quartile|percentile|interval)s?\b"
)
"""In the names of statistics that many outcomes have."""


def _measures(rows: Sequence[Any]) -> dict[str, frozenset[tuple[str, str]]]:
    """The outcome and the kind of each statistic that is no common one, by its name without what is in brackets."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for outcome, statistic, unit in {(row.outcome, row.statistic, row.unit) for row in rows}:
        kind = family(statistic, unit)
        if kind == statistic.casefold() and " " in kind and not _COMMON.search(kind):
            found[kind.partition("(")[0].strip()].add((outcome, kind))
    return {name: frozenset(told) for name, told in found.items()}


_ENTERED = re.compile(
    r"random|assign|allocat|enrol|treated|start|analys|screen|receiv|population|includ|dosed|set\b", re.IGNORECASE
)
"""Patients who came in: of those who left, no analysis set is made."""


def _average_times(rows: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    frames = {row.time_frame for row in rows if row.time_frame and row.category in ("efficacy", "safety")}
    found = {(match["value"], match["unit"].lower()) for frame in frames for match in _AVERAGE.finditer(frame)}
    return tuple(sorted(found))


_AVERAGE = re.compile(
    r"\b(?:average|mean|median)(?: follow-up)?(?: time| duration| period)?"
    r" (?:of |of about |approximately |about |of approximately )(?P<value>[0-9]+(?:\.[0-9]+)?)"
    r" (?P<unit>months|weeks|years|days)\b",
    re.IGNORECASE,
)


_THRESHOLD = re.compile(
    r"(?:[<>\u2264\u2265]=?|\b(?:below|above|under|over|at least|less than|more than|greater than))"
    r" ?(?P<figure>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)"
    r"|(?P<limit>[0-9]+(?:\.[0-9]+)?)[ -]?(?:%|[^\s,;.()]{1,9})?"
    r" (?:or|and) (?:more|greater|higher|above|less|lower|below)\b"
    r"|(?P<named>[0-9]+(?:\.[0-9]+)?) ?% threshold\b",
    re.IGNORECASE,
)


def _thresholds(titles: Iterable[str]) -> frozenset[str]:
    return frozenset(
        match["figure"] or match["limit"] or match["named"] for title in titles for match in _THRESHOLD.finditer(title)
    )


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


def _items(rows: Sequence[Any]) -> dict[str, tuple[str, ...]]:
    """Rows by their own names: no numbers, times or grades, nor what stands under many outcomes ("Yes", "Female")."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        name = _in_brief(row.item or "")
        if _ITEM.fullmatch(name) and not _TIME.search(name) and not _GRADE.fullmatch(name):
            found["".join(token.form for token in split_tokens(name))].setdefault(row.outcome)
    common = common_words()
    return {
        name: tuple(titles)
        for name, titles in found.items()
        if len(titles) <= _FEW and name not in common and not all(title in _OF_PEOPLE for title in titles)
    }


def _in_brief(item: str) -> str:
    """A row's name without the brackets that end it: abbreviations, and of names of several words whatever they add."""
    bare = _ASIDE.sub("", item)
    return bare if len(bare.split()) > 1 else _SHORT_FORM.sub("", item)


_ASIDE = re.compile(r"\s\([^()]*\)$")
_SHORT_FORM = re.compile(r"(?<=\w{4})\s\([A-Z]{2,4}\)$")
"""Behind a row's name: "Stable Disease (SD)" is told without it."""
_ITEM = re.compile(r"(?=.*[A-Za-z]{2})[\w .+/-]{3,60}")
_TIME = re.compile(r"\b(?:weeks?|months?|years?|days?|visits?|cycles?|baseline)\b", re.IGNORECASE)
_GRADE = re.compile(
    r"(?:(?:any|all|CTCAE) )*grades?(?:[\s1-5.+-]|\b(?:to|and|or|higher|worse|above|more|through)\b)*", re.IGNORECASE
)
_FEW = 3
"""Outcomes that a row's name may stand under and still tell one."""
_OF_PEOPLE = frozenset({"Age, Categorical", "Sex: Female, Male", "Race (NIH/OMB)", "Ethnicity (NIH/OMB)"})
"""Titles that a registry gives to what patients are: their rows ("White", "Male") name groups."""


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
    looks = defaultdict(int, {arm: 2 for arm in arms if is_control(arm)})

    def place(arm: str) -> int:
        term = known[arm]
        return roles.get(term.role, 1) if term and term.role else looks[arm] or 1

    return tuple(sorted(arms, key=place))


def is_control(arm: str) -> bool:
    """Whether the name of an arm tells that others are held against it."""
    return any(word in arm.casefold() for word in ("placebo", "control", "standard", "comparator", "usual care"))
