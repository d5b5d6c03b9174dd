"""Results found by words and filters, for the look-up of single figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ingest.corpus import Corpus
from ingest.errors import EvidenceError
from ingest.records import Result
from retrieval.terms import Mention, TermIndex, Token, common_words, index_terms, split_tokens

_Match = Callable[[Result], bool]
_SLOTS = ("arm", "population", "subgroup", "grade", "analysis", "statistic")


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


def look_up(corpus: Corpus, words: str = "", *, filters: Filters | None = None) -> tuple[Result, ...]:
    """Return every result that agrees with ``words`` and ``filters``, in contract order.

    ``words`` are read with the vocabulary; a word that is no term must stand in the result or in its source's
    reference. Terms of one slot are alternatives, slots restrict each other.

    Raises:
        EvidenceError: The trial is none of the corpus.
    """
    filters = filters or Filters()
    terms = index_terms(corpus)
    wanted = [_trial_match(corpus, filters.trial)] if filters.trial else []
    if filters.category:
        wanted.append(lambda row: row.category == filters.category)
    if filters.arm:
        wanted.append(_any_of([_slot_match(terms, "arm", filters.arm)]))
    if filters.population:
        wanted.append(_any_of([_slot_match(terms, slot, filters.population) for slot in ("population", "subgroup")]))
    if filters.cutoff:
        wanted.append(lambda row: row.data_cutoff == filters.cutoff)
    if words.strip():
        wanted += _word_matches(corpus, terms, words)
    return tuple(row for row in corpus.table.results() if all(agrees(row) for agrees in wanted))


def _trial_match(corpus: Corpus, name: str) -> _Match:
    asked = name.casefold()
    ids = {trial.id for trial in corpus.trials if asked in (trial.id.casefold(), (trial.acronym or "").casefold())}
    if not ids:
        held = ", ".join(f"{trial.acronym or trial.id} ({trial.id})" for trial in corpus.trials)
        raise EvidenceError(f"no trial {name!r} in this corpus; it holds {held or 'none'}")
    return lambda row: row.trial in ids


def _slot_match(terms: TermIndex, slot: str, words: str) -> _Match:
    """A filter on one slot: by the vocabulary, else by the printed words themselves."""
    names = {mention.term.name for mention in terms.find(words, kinds={slot})} or {words}
    folded = {name.casefold() for name in names}
    return lambda row: any(name in folded for name in _names(row, slot))


def _names(row: Result, slot: str) -> tuple[str, ...]:
    if slot == "arm" and row.comparison:
        return (row.comparison.casefold(), *(arm.strip().casefold() for arm in row.comparison.split(" vs ")))
    return (str(getattr(row, slot) or "").casefold(),)


def _word_matches(corpus: Corpus, terms: TermIndex, words: str) -> list[_Match]:
    tokens = split_tokens(words)
    mentions = [m for m in terms.find_in_tokens(words, tokens) if m.term.kind in (*_SLOTS, "outcome", "trial")]
    matches = [
        _any_of([_mention_match(terms, mention) for mention in same])
        for _, same in groupby(sorted(mentions, key=lambda m: m.term.kind), key=lambda m: m.term.kind)
    ]
    covered = [(mention.start, mention.end) for mention in mentions]
    loose = [t for t in tokens if not any(start <= t.start and t.end <= end for start, end in covered)]
    return matches + [_text_match(corpus, token) for token in loose if token.form not in common_words()]


def _mention_match(terms: TermIndex, mention: Mention) -> _Match:
    name = mention.term.name
    match mention.term.kind:
        case "trial":
            return lambda row: mention.term.trial in (None, row.trial)
        case "outcome":
            return lambda row: row.outcome in (terms.outcomes_of(name, trial=row.trial) or (name,))
        case "statistic":
            return lambda row: name in row.statistic or (name == "p-value" and row.p_value is not None)
        case "analysis":
            return lambda row: (
                row.analysis == name or (row.data_cutoff is not None and row.data_cutoff == mention.term.cutoff)
            )
        case slot:
            return lambda row: name.casefold() in _names(row, slot)


def _any_of(matches: list[_Match]) -> _Match:
    return lambda row: any(agrees(row) for agrees in matches)


def _text_match(corpus: Corpus, token: Token) -> _Match:
    def agrees(row: Result) -> bool:
        source = corpus.sources[row.source]
        fields = (
            row.outcome,
            row.subgroup,
            row.value,
            row.n,
            row.ci_low,
            row.ci_high,
            row.note,
            source.citation,
            source.id,
        )
        return token.form in {
            other.form for other in split_tokens(" ".join(str(part) for part in fields if part is not None))
        }

    return agrees
