"""A question completed: the outcomes meant where it names a statistic, a grade or a subgroup, but no outcome."""

from __future__ import annotations

from dataclasses import replace

from ingest.corpus import Corpus
from retrieval import wording
from retrieval.asks import outcomes_asked
from retrieval.question import Question
from retrieval.search import HybridRetriever
from retrieval.terms import TermIndex

_EACH_SUBGROUP = "each subgroup"
"""Stands for the subgroups of an outcome that has no result in any: the whole population is no answer then."""
_ADVERSE_EVENT = "Treatment-emergent adverse event"
_EFFECTS = {"hazard ratio", "p-value", "confidence interval", "hazard reduction"}
_MANY = 40
"""Results searched for one in the subgroup asked about."""
_NEAR = 0.65
"""Cosine from which a result's passage means what the question says; at 0.6 a neighbour ("still on treatment" for "how
long did treatment continue") comes as near."""
_NEAR_IN_SUBGROUP = 0.45
"""The same among the results of one subgroup, where there are few neighbours."""


def complete(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: HybridRetriever) -> Question:
    """Fill in the outcome where only its statistic, grade or subgroup is named: primary endpoint, adverse events."""
    trial = question.trial or ""
    if question.outcomes:
        named = [_held_names(name, trial=trial, terms=terms) for name in outcomes_asked(question)]
        outcomes = tuple(dict.fromkeys(name for names in named for name in names))
        if wording.asks_every_subgroup(question.text) and not question.subgroups:
            rows = [row for name in outcomes for row in corpus.table.results(trial=trial, outcome=name)]
            parts = tuple(dict.fromkeys(row.subgroup for row in rows if row.subgroup))
            return replace(question, outcomes=outcomes, subgroups=parts or (_EACH_SUBGROUP,))
        return replace(question, outcomes=outcomes)
    if question.grades:
        return replace(question, outcomes=(_ADVERSE_EVENT,))
    effects = bool(set(question.statistics) & _EFFECTS)
    if question.subgroups and not effects:
        overview = wording.asks_overview(question.text)
        meant = None if overview else nearest_outcome(question, corpus=corpus, retriever=retriever)
        return replace(
            question, outcomes=(meant,) if meant else measured_outcomes(question, corpus=corpus), brief=not meant
        )
    if effects:
        primary = [term.name for term in terms.terms("outcome", trial=trial) if term.primary and term.trial == trial]
        return replace(question, outcomes=tuple(primary))
    if wording.asks_overview(question.text) and not question.topics and not question.unknown:
        return replace(question, outcomes=measured_outcomes(question, corpus=corpus), brief=True)
    return question


def measured_outcomes(question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The efficacy outcomes that the part of the population asked has results for, in the order of the table."""
    rows = corpus.table.results(trial=question.trial)
    asked = question.subgroups or (None,)
    return tuple(dict.fromkeys(row.outcome for row in rows if row.category == "efficacy" and row.subgroup in asked))


def nearest_outcome(question: Question, *, corpus: Corpus, retriever: HybridRetriever) -> str | None:
    """The outcome whose result's passage is nearest in meaning to the question; ``None`` when none is near."""
    subgroups = question.subgroups
    count = _MANY if subgroups else 1
    for found in retriever.search(question.text, kinds=frozenset({"result"}), trial=question.trial, k=count):
        cosine = found.metadata["cosine"]
        result = corpus.table.get(found.metadata["link"])
        if subgroups and result.subgroup not in subgroups:
            continue
        if cosine is not None and cosine >= (_NEAR_IN_SUBGROUP if subgroups else _NEAR):
            return result.outcome
    return None


def _held_names(name: str, *, trial: str, terms: TermIndex) -> tuple[str, ...]:
    """The outcome itself where the table has it, else the narrower ones that it has."""
    return (name,) if terms.outcomes_of(name, trial=trial) else terms.narrower(name, trial=trial) or (name,)
