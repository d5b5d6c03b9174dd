"""What the table and the vocabulary say of one trial, looked up by slot and kept for the length of one check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from weakref import WeakKeyDictionary

from ingest.records import Result, Source, Trial
from ingest.table import ResultsTable
from ingest.vocabulary import Term
from retrieval.checks.cues import COUNT, family
from retrieval.leading import leading_first
from retrieval.terms import TermIndex, split_tokens


@dataclass(slots=True)
class Evidence:
    """The results of one trial, by outcome."""

    table: ResultsTable
    terms: TermIndex
    trial: Trial
    sources: Mapping[str, Source] = field(default_factory=dict)
    _by_outcome: dict[str, tuple[Result, ...]] = field(default_factory=dict)
    _by_group: dict[str, dict[str | None, list[Result]]] = field(default_factory=dict)
    _longer: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _kinds: dict[str, frozenset[tuple[str, str | None]]] = field(default_factory=dict)
    _facts: Facts | None = None
    _neutral: frozenset[str] | None = None

    def results(self, outcome: str) -> tuple[Result, ...]:
        """The results of an outcome as the vocabulary names it; of narrower outcomes where it has none of its own."""
        if outcome not in self._by_outcome:
            titles = self.terms.outcomes_of(outcome, trial=self.trial.id)
            found = [result for title in titles for result in self.table.results(trial=self.trial.id, outcome=title)]
            self._by_outcome[outcome] = tuple(found)
        return self._by_outcome[outcome]

    def in_groups(self, outcome: str, groups: frozenset[str | None]) -> tuple[Result, ...]:
        """The results of an outcome in these subgroups; ``None`` is the whole population."""
        if outcome not in self._by_group:
            index: dict[str | None, list[Result]] = {}
            for row in self.results(outcome):
                index.setdefault(row.subgroup, []).append(row)
            self._by_group[outcome] = index
        if len(groups) == 1:
            return tuple(self._by_group[outcome].get(next(iter(groups)), ()))
        return tuple(row for row in self.results(outcome) if row.subgroup in groups)

    def kinds(self, outcome: str) -> frozenset[tuple[str, str | None]]:
        """Which ``(statistic family, unit)`` the results of an outcome have."""
        if outcome not in self._kinds:
            self._kinds[outcome] = frozenset(
                (family(row.statistic, row.unit), row.unit) for row in self.results(outcome)
            )
        return self._kinds[outcome]

    def leading_first(self, rows: Sequence[Result]) -> tuple[Result, ...]:
        """Reports of one slot, that of the leading source first; as they are where the sources are not known."""
        if len(rows) < 2 or any(row.source not in self.sources for row in rows):
            return tuple(rows)
        return leading_first(rows, sources=self.sources)

    def with_value(self, value: str) -> tuple[Result, ...]:
        """The results of the trial one of whose numbers is ``value``."""
        return tuple(self.table.with_value(value, trial=self.trial.id))

    def longer_titles(self, outcome: str) -> tuple[str, ...]:
        """The outcomes of the trial whose titles begin with the name of another."""
        if outcome not in self._longer:
            titles = self.table.outcomes(self.trial.id)
            self._longer[outcome] = tuple(title for title in titles if title.startswith(f"{outcome} "))
        return self._longer[outcome]

    def elsewhere(self, value: str) -> Sequence[Result]:
        """The results of the other trials of the table one of whose numbers is ``value``."""
        return self.table.with_value_elsewhere(value, trial=self.trial.id)

    @property
    def title_words(self) -> dict[str, frozenset[str]]:
        """The normal forms of the words of each of the trial's outcome titles."""
        return _titles(self.table, self.trial.id).words

    def title_text(self, title: str) -> str:
        """The normal forms of a title's words, in order."""
        return _titles(self.table, self.trial.id).texts[title]

    def titles_with(self, forms: frozenset[str]) -> list[str]:
        """The outcome titles that hold all of these words."""
        index = _titles(self.table, self.trial.id).by_word
        found = [index.get(form, frozenset()) for form in forms]
        return sorted(frozenset.intersection(*found)) if found else []

    @property
    def neutral_words(self) -> frozenset[str]:
        """Normal forms of the words of the trial's own title and condition: they restrict nothing within it."""
        if self._neutral is None:
            words = f"{self.trial.title} {self.trial.condition or ''} {self.trial.acronym or ''}"
            self._neutral = frozenset(token.form for token in split_tokens(words))
        return self._neutral

    @property
    def facts(self) -> Facts:
        """Arms, cut-offs and sizes of the trial."""
        if self._facts is None:
            self._facts = _facts(self.table, self.terms, self.trial.id)
        return self._facts


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds for a whole trial.

    Attributes:
        arms: Names of its arms, the experimental first, without ``"all"``.
        cutoffs: Its data cut-offs, oldest first.
        follow_ups: Printed median follow-up of each cut-off.
        populations: The analysis sets that its efficacy and safety results are of.
        groups: The subgroups that it has results for.
        group_sizes: ``(subgroup, arm, n)`` of each counted subgroup.
        sizes: ``(arm, population, N)`` wherever a whole analysis set is counted.
        analyses: Names of its analyses.
    """

    arms: tuple[str, ...]
    cutoffs: tuple[date, ...]
    follow_ups: tuple[tuple[str, date], ...]
    sizes: frozenset[tuple[str | None, str | None, int]]
    analyses: frozenset[str]
    group_sizes: frozenset[tuple[str, str | None, int]]
    populations: frozenset[str]
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Titles:
    """The outcome titles of a trial, by their words."""

    words: dict[str, frozenset[str]]
    texts: dict[str, str]
    by_word: dict[str, frozenset[str]]


_TITLES: WeakKeyDictionary[ResultsTable, dict[str, Titles]] = WeakKeyDictionary()


def _titles(table: ResultsTable, trial: str) -> Titles:
    """Split the titles once for each table and trial."""
    kept = _TITLES.setdefault(table, {})
    if trial not in kept:
        forms = {title: [token.form for token in split_tokens(title)] for title in table.outcomes(trial)}
        by_word: defaultdict[str, set[str]] = defaultdict(set)
        for title, words in forms.items():
            for word in words:
                by_word[word].add(title)
        kept[trial] = Titles(
            {title: frozenset(words) for title, words in forms.items()},
            {title: " ".join(words) for title, words in forms.items()},
            {word: frozenset(titles) for word, titles in by_word.items()},
        )
    return kept[trial]


_FACTS: WeakKeyDictionary[ResultsTable, dict[str, Facts]] = WeakKeyDictionary()


def _facts(table: ResultsTable, terms: TermIndex, trial: str) -> Facts:
    """Read the columns once for each table and trial: they serve every later check."""
    kept = _FACTS.setdefault(table, {})
    if trial not in kept:
        columns = [
            "arm",
            "data_cutoff",
            "follow_up",
            "population",
            "N",
            "n",
            "subgroup",
            "category",
            "statistic",
            "unit",
            "analysis",
        ]
        rows = table.slots(trial, columns)
        arms: dict[str, None] = {}
        cutoffs: set[date] = set()
        follow_ups: set[tuple[str, date]] = set()
        sizes: set[tuple[str | None, str | None, int]] = set()
        analyses: set[str] = set()
        populations: set[str] = set()
        groups: set[str] = set()
        group_sizes: set[tuple[str, str | None, int]] = set()
        for row in rows:
            cutoff = date.fromisoformat(str(row.data_cutoff)[:10]) if row.data_cutoff else None
            if row.arm and row.arm != "all":
                arms.setdefault(row.arm)
            if row.population and row.category in ("efficacy", "safety"):
                populations.add(row.population)
            if row.subgroup:
                groups.add(row.subgroup)
            if row.analysis:
                analyses.add(row.analysis)
            if cutoff:
                cutoffs.add(cutoff)
                if row.follow_up and not row.subgroup:
                    follow_ups.add((row.follow_up, cutoff))
            if row.N is not None and row.subgroup is None:
                sizes.add((row.arm, row.population, int(row.N)))
            if (
                row.n is not None
                and row.subgroup
                and row.category in ("disposition", "baseline")
                and family(row.statistic, row.unit) == COUNT
            ):
                group_sizes.add((row.subgroup, row.arm, int(row.n)))
            if (
                row.n is not None
                and row.category == "disposition"
                and row.subgroup is None
                and family(row.statistic, row.unit) == COUNT
            ):
                sizes.add((row.arm, row.population, int(row.n)))
        kept[trial] = Facts(
            _ordered(tuple(arms), terms, trial),
            tuple(sorted(cutoffs)),
            tuple(sorted(follow_ups)),
            frozenset(sizes),
            frozenset(analyses),
            frozenset(group_sizes),
            frozenset(populations),
            frozenset(groups),
        )
    return kept[trial]


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
