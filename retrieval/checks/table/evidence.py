"""What the table and the vocabulary say of one trial, looked up by slot and kept for the length of one check."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice, takewhile
from typing import Any
from weakref import WeakKeyDictionary

from ingest.records import Result, Source, Trial
from ingest.table import ResultsTable
from retrieval.answers.leading import rank
from retrieval.checks.table.facts import Facts, read_facts
from retrieval.checks.table.rows import Rows
from retrieval.checks.table.title_words import Titles, read_titles_of
from retrieval.terms import Mention, TermIndex, normal_form, split_tokens


@dataclass
class Evidence:
    """The results of one trial, by outcome.

    Attributes:
        headings_of: The text whose headings were read last, and the terms of each, by its span.
    """

    table: ResultsTable
    terms: TermIndex
    trial: Trial
    sources: Mapping[str, Source] = field(default_factory=dict)
    headings_of: str | None = None
    headings: dict[tuple[int, int], dict[str, list[Mention]]] = field(default_factory=dict)
    _order: dict[str, tuple[Any, ...]] = field(default_factory=dict, init=False, repr=False)

    def reported_in(self, year: str) -> frozenset[date]:
        """The data cut-offs of which sources that were published in a year report."""
        told = {key for key, source in self.sources.items() if re.search(rf"\b{year}\b", source.citation)}
        return frozenset(cutoff for source, cutoff in self.facts.reports if source in told)

    def results(self, outcome: str) -> Rows:
        """The results of an outcome as the vocabulary names it; of narrower outcomes where it has none of its own."""
        rows = self._rows.get(outcome)
        if rows is None:
            told = self.terms.outcomes_of(outcome, trial=self.trial.id)
            alike = self._titles.by_case
            titles = dict.fromkeys(other for title in told for other in alike.get(title.casefold(), (title,)))
            rows = Rows(row for title in titles for row in self.table.results(trial=self.trial.id, outcome=title))
            self._rows[outcome] = rows
        return rows

    @cached_property
    def _rows(self) -> dict[str, Rows]:
        of_trials = _ROWS.setdefault(self.table, WeakKeyDictionary()).setdefault(self.terms, {})
        return of_trials.setdefault(self.trial.id, {})

    def in_groups(self, outcome: str, groups: frozenset[str | None]) -> Rows:
        """The results of an outcome in these subgroups; ``None`` is the whole population."""
        return self.results(outcome).in_groups(groups)

    def kinds(self, outcome: str) -> frozenset[tuple[str, str | None]]:
        """Which ``(statistic family, unit)`` the results of an outcome have."""
        return self.results(outcome).units

    def leading_first(self, rows: Sequence[Result]) -> tuple[Result, ...]:
        """Reports of one slot, that of the leading source first; as they are where the sources are not known."""
        if len(rows) < _TWO:
            return tuple(rows)
        order = self._order
        for row in rows:
            if row.source not in self.sources:
                return tuple(rows)
            if row.id not in order:
                order[row.id] = rank(row, self.sources[row.source])
        return tuple(sorted(rows, key=lambda row: order[row.id]))

    def with_value(self, value: str, *, groups: Collection[str | None] | None = None) -> Iterator[Result]:
        """The results of the trial, or of some of its subgroups, one of whose numbers is ``value``."""
        return self.table.with_value(value, trial=self.trial.id, groups=groups)

    def with_rounded(self, value: str) -> Iterator[Result]:
        """The results of the trial with a number that is ``value``, then those with one that is rounded to it."""
        return self.table.with_rounded(value, trial=self.trial.id)

    def longer_titles(self, outcome: str) -> tuple[str, ...]:
        """The outcomes of the trial whose titles begin with the name of another."""
        titles = self._titles.ordered
        lead = f"{outcome} "
        place = bisect_left(titles, lead)
        if place == len(titles) or not titles[place].startswith(lead):
            return ()
        return tuple(takewhile(lambda title: title.startswith(lead), islice(titles, place, None)))

    def elsewhere(self, value: str) -> Sequence[Result]:
        """The results of the other trials of the table one of whose numbers is ``value``."""
        return self.table.with_value_elsewhere(value, trial=self.trial.id)

    @property
    def title_words(self) -> dict[str, frozenset[str]]:
        """The normal forms of the words of each of the trial's outcome titles."""
        return self._titles.words

    def title_text(self, title: str) -> str:
        """The normal forms of a title's words, in order."""
        return self._titles.texts[title]

    def titles_named(self, name: str) -> tuple[str, ...]:
        """The outcome titles whose measure has this name, in lower case."""
        return self._titles.by_name.get(name, ())

    def in_titles(self, words: str) -> bool:
        """Whether any outcome title has these words, in lower case, as they stand."""
        return words in self._titles.folded

    def title_digits(self, figure: str) -> frozenset[tuple[str, str]]:
        """The words around a figure wherever it stands in a title or in the name of a row."""
        return self._titles.digits.get(figure, frozenset())

    def titles_with(self, forms: frozenset[str]) -> list[str]:
        """The outcome titles that hold all of these words."""
        index = self._titles.by_word
        found = [index[form] for form in forms if form in index]
        if len(found) < len(forms) or not found:
            return []
        least, *others = sorted(found, key=len)
        return [title for title in least if all(title in titles for titles in others)] if others else list(least)

    def titles_of_word(self, form: str) -> Collection[str]:
        """The outcome titles that hold one word."""
        return self._titles.by_word.get(form, {}).keys()

    def titles_begun(self, stems: Collection[str], *, letters: int) -> list[str]:
        """The outcome titles that have a word with each of these beginnings, of so many letters at most."""
        found: dict[str, set[str]] = {stem: set() for stem in stems}
        for word, titles in self._titles.by_word.items():
            if word[:letters] in found:
                found[word[:letters]].update(titles)
        kept = set.intersection(*found.values()) if found else set()
        return [title for title in self.title_words if title in kept] if kept else []

    @cached_property
    def _titles(self) -> Titles:
        return read_titles_of(self.table, self.trial.id)

    @cached_property
    def neutral_words(self) -> frozenset[str]:
        """Normal forms of the words of the trial's own title and condition: they restrict nothing within it.

        Nor do words for an age, where the arms are themselves of ages: "Cohort 1: 12 to <18 Years".
        """
        words = f"{self.trial.title} {self.trial.condition or ''} {self.trial.acronym or ''}"
        forms = frozenset(token.form for token in split_tokens(words))
        by_age = any(_AGED.search(arm) for arm in self.facts.arms)
        return forms.union(*(ages for ages in _AGES if by_age or ages & forms))

    @cached_property
    def compared_with(self) -> str | None:
        """The one arm that every analysis of several compares the others with."""
        if len(self.facts.arms) <= _TWO:
            return None
        sides = {
            tuple(row.comparison.split(" vs "))
            for row in self.table.slots(self.trial.id, ("comparison",))
            if row.comparison
        }
        seconds = {side[-1] for side in sides}
        return seconds.pop() if len(seconds) == 1 and len(sides) > 1 else None

    @cached_property
    def facts(self) -> Facts:
        """Arms, cut-offs and sizes of the trial."""
        return read_facts(self.table, self.terms, self.trial.id)


_AGES = tuple(
    frozenset(normal_form(word) for word in words.split())
    for words in (
        "toddlers infants babies children child kids schoolchildren paediatric pediatric",
        "adolescents adolescent teenagers teenage teens youths youth students pupils schoolchildren",
        "adults adult",
    )
)
_AGED = re.compile(
    r"\b[0-9]+ (?:years?|months?)\b(?! after| follow)|\b(?:aged?|adults|adolescents|children|infants)\b", re.IGNORECASE
)
"""In the name of an arm that tells of what age its patients are."""
"""Words for people of one age: a trial in toddlers is one in children."""
_TWO = 2
_ROWS: WeakKeyDictionary[ResultsTable, WeakKeyDictionary[TermIndex, dict[str, dict[str, Rows]]]] = WeakKeyDictionary()
"""The results of each trial's outcomes, held as long as the table and the words that name it: later checks use them."""
