"""Results found by words and filters, for the look-up of single figures.

A filter and a word of the vocabulary become a mask over the rows of the table; a million rows take a few milliseconds
each. Any other word is looked for in the rows that are left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import groupby
from weakref import WeakKeyDictionary

import numpy as np

from ingest.corpus import Corpus
from ingest.errors import EvidenceError
from ingest.table import ResultsTable
from ingest.table_rows import Rows
from retrieval.terms import Mention, TermIndex, common_words, index_terms, split_tokens

_SLOTS = ("arm", "population", "subgroup", "grade", "analysis", "statistic")
_FEW_TRIALS = 20  # whose outcomes are told apart trial by trial, each with its own words
_OUTCOMES_KEPT = 256
_TRIALS_NAMED = 10  # in a message


@dataclass(frozen=True, slots=True)
class Filters:
    """What a look-up is restricted to; ``None`` restricts nothing.

    Attributes:
        trial: Registry number or acronym.
        arm: An arm in any of its spellings; comparisons with it count.
        cutoff: Data cut-off.
        population: An analysis set or a subgroup, in any of its spellings.
    """

    trial: str | None = None
    category: str | None = None
    arm: str | None = None
    cutoff: date | None = None
    population: str | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """Words as a look-up reads them: the terms, by slot, and the words that are none."""

    slots: list[list[Mention]]
    loose: list[str]


def look_up(corpus: Corpus, words: str = "", *, filters: Filters | None = None) -> Rows:
    """Return every result that agrees with ``words`` and ``filters``, in contract order, each made when asked for.

    ``words`` are read with the vocabulary; a word that is no term must stand in the result or in its source's
    reference. Terms of one slot are alternatives, slots restrict each other.

    Raises:
        EvidenceError: The trial is none of the corpus.
    """
    filters = filters or Filters()
    table, terms = corpus.table, index_terms(corpus)
    trials = _find_trials(corpus, filters.trial) if filters.trial else _trials_named(words, terms)
    scope = trials[0] if len(trials) == 1 else None
    rows = np.concatenate([table.rows_of(trial) for trial in sorted(trials)]) if trials else np.arange(len(table))
    wanted = []
    if filters.category:
        wanted.append(table.rows_with("category", {filters.category}))
    if filters.arm:
        wanted.append(_rows_in_slot(table, "arm", _names_of(terms, "arm", filters.arm, trial=scope)))
    if filters.population:
        slots = ("population", "subgroup")
        names = {slot: _names_of(terms, slot, filters.population, trial=scope) for slot in slots}
        wanted.append(_any(_rows_in_slot(table, slot, names[slot]) for slot in slots))
    if filters.cutoff:
        wanted.append(table.rows_with("data_cutoff", {filters.cutoff.isoformat()}))
    read = _read_words(terms, words, trial=scope)
    wanted += [
        _any(_rows_with_mention(corpus, terms, mention, trials=trials) for mention in same) for same in read.slots
    ]
    for mask in wanted:
        rows = rows[mask[rows]]
    return table.at(reduce(corpus.result_words.keep_rows, read.loose, rows))


def name_trials(names: Sequence[str]) -> str:
    """Return the names of a few trials, and how many more there are."""
    more = f" and {len(names) - _TRIALS_NAMED} more" if len(names) > _TRIALS_NAMED else ""
    return ", ".join(names[:_TRIALS_NAMED]) + more or "none"


def _find_trials(corpus: Corpus, name: str) -> tuple[str, ...]:
    asked = name.casefold()
    ids = [trial.id for trial in corpus.trials if asked in (trial.id.casefold(), (trial.acronym or "").casefold())]
    if not ids:
        held = name_trials([f"{trial.acronym or trial.id} ({trial.id})" for trial in corpus.trials])
        raise EvidenceError(f"no trial {name!r} in this corpus; it holds {held}")
    return tuple(ids)


def _trials_named(words: str, terms: TermIndex) -> tuple[str, ...]:
    """The trials that the words name; all, and so none in particular, where a name is of no trial of the corpus."""
    named = [mention.term.trial for mention in terms.find(words, kinds={"trial"})]
    return () if None in named else tuple(dict.fromkeys(trial for trial in named if trial))


def _names_of(terms: TermIndex, slot: str, words: str, *, trial: str | None) -> set[str]:
    """What a filter on one slot asks for: by the vocabulary, else the printed words themselves."""
    return {mention.term.name for mention in terms.find(words, kinds={slot}, trial=trial)} or {words}


def _rows_in_slot(table: ResultsTable, slot: str, names: Collection[str]) -> np.ndarray:
    slots = ("arm", "comparison") if slot == "arm" else (slot,)
    return _any(
        table.rows_with_codes(
            each, [code for name in names for code in table.codes_named(each).get(name.casefold(), ())]
        )
        for each in slots
    )


def _read_words(terms: TermIndex, words: str, *, trial: str | None) -> _Read:
    tokens = split_tokens(words)
    found = terms.find_in_tokens(words, tokens, trial=trial)
    mentions = [mention for mention in found if mention.term.kind in (*_SLOTS, "outcome", "trial")]
    slots = sorted((mention for mention in mentions if mention.term.kind != "trial"), key=_kind_of)
    covered = [(mention.start, mention.end) for mention in mentions]
    loose = [t for t in tokens if not any(start <= t.start and t.end <= end for start, end in covered)]
    return _Read(
        slots=[list(same) for _, same in groupby(slots, key=_kind_of)],
        loose=[token.form for token in loose if token.form not in common_words()],
    )


def _kind_of(mention: Mention) -> str:
    return mention.term.kind


def _rows_with_mention(corpus: Corpus, terms: TermIndex, mention: Mention, *, trials: Sequence[str]) -> np.ndarray:
    table, name = corpus.table, mention.term.name
    match mention.term.kind:
        case "outcome":
            asked = trials or table.trials()
            if len(asked) <= _FEW_TRIALS:
                return _rows_of_outcome(table, terms, name, trials=asked)
            return _rows_of_outcome_at_large(corpus, terms, name)
        case "statistic":
            rows = table.rows_with("statistic", [text for text in table.texts("statistic") if name in text])
            return rows | (table.codes("p_value") >= 0) if name == "p-value" else rows
        case "analysis":
            rows = table.rows_with("analysis", {name})
            day = mention.term.cutoff
            return rows | table.rows_with("data_cutoff", {day.isoformat()}) if day else rows
        case slot:
            return _rows_in_slot(table, slot, {name})


def _rows_of_outcome(table: ResultsTable, terms: TermIndex, name: str, *, trials: Iterable[str]) -> np.ndarray:
    rows = np.zeros(len(table), dtype=bool)
    for trial in trials:
        span = slice((own := table.rows_of(trial)).start, own.stop)
        titles = terms.outcomes_of(name, trial=trial) or (name,)
        codes = [code for title in titles for code in table.codes_named("outcome").get(title.casefold(), ())]
        rows[span] = np.isin(table.codes("outcome")[span], codes)
    return rows


_FOUND: WeakKeyDictionary[ResultsTable, dict[str, np.ndarray]] = WeakKeyDictionary()
"""Rows of outcomes that were asked for across many trials: finding them reads every title that holds their words."""


def _rows_of_outcome_at_large(corpus: Corpus, terms: TermIndex, name: str) -> np.ndarray:
    """Of each trial, the rows whose title is the outcome; else those that mention it; else those that begin with it."""
    table = corpus.table
    kept = _FOUND.setdefault(table, {})
    if name not in kept:
        if len(kept) >= _OUTCOMES_KEPT:
            kept.clear()
        kept[name] = np.flatnonzero(_find_outcome(corpus, terms, name))
    rows = np.zeros(len(table), dtype=bool)
    rows[kept[name]] = True
    return rows


def _find_outcome(corpus: Corpus, terms: TermIndex, name: str) -> np.ndarray:
    table, trials = corpus.table, corpus.table.codes("trial")
    known = terms.term(name, kind="outcome")
    spellings = known.spellings if known else (name,)
    titles = [table.texts("outcome")[code] for code in sorted(_codes_with(corpus, spellings))]
    rows = table.rows_with("outcome", {name})
    for found in (
        terms.mentioning(titles, name),
        [title for title in titles if title.casefold().startswith(name.casefold())],
    ):
        answered = np.bincount(trials[rows], minlength=len(table.trials())) > 0
        rows |= table.rows_with("outcome", found) & ~answered[trials]
    return rows


def _codes_with(corpus: Corpus, spellings: Iterable[str]) -> set[int]:
    """Codes of the outcomes that hold all words of one of the spellings."""
    found: set[int] = set()
    for spelling in spellings:
        each = [set(corpus.result_words.codes("outcome", token.form).tolist()) for token in split_tokens(spelling)]
        found |= set.intersection(*each) if each else set()
    return found


def _any(rows: Iterable[np.ndarray]) -> np.ndarray:
    return reduce(np.logical_or, rows)
