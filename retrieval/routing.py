"""Which kind of answer a question gets: decline, disclosures, figures, quotes, or that the corpus does not hold it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answering import Draft, answer_figures, not_found
from retrieval.disclosures import answer_interests
from retrieval.interests import read_interests
from retrieval.premises import correct_premises
from retrieval.prompting import fill
from retrieval.question import Question, read_question
from retrieval.quoting import quote_answer
from retrieval.records import Sentence
from retrieval.scope import asks_for_treatment_advice
from retrieval.search import HybridRetriever
from retrieval.terms import TermIndex, split_tokens

_ADVERSE_EVENT = "Treatment-emergent adverse event"
_EFFECTS = {"hazard ratio", "p-value", "confidence interval", "hazard reduction"}
_NEAR = 0.5
"""Cosine from which a result's passage means what the question says in other words; look-alikes stay below."""


def draft_answer(text: str, *, corpus: Corpus, terms: TermIndex, retriever: HybridRetriever) -> Draft:
    """Draft the answer to one question; every step either answers or leaves it to the next."""
    if asks_for_treatment_advice(text):
        return _declined(corpus)
    question = read_question(text, terms=terms, trials=corpus.trials)
    if question.foreign:
        return _not_held(question, question.foreign, corpus=corpus)
    disclosed = _answer_disclosures(question, corpus=corpus)
    if disclosed:
        return disclosed
    if question.trial is None:
        return _unnamed(corpus)
    question = _complete(question, terms=terms)
    if question.method and (quotes := quote_answer(question, corpus=corpus, retriever=retriever)):
        return Draft("answered", quotes, question.trial)
    figures = answer_figures(question, corpus=corpus, terms=terms)
    if figures and figures.status == "answered":
        corrections = correct_premises(question, corpus=corpus, terms=terms)
        prose = _quote_beside(question, figures, corpus=corpus, terms=terms, retriever=retriever)
        return Draft("answered", (*corrections, *figures.sentences, *prose), question.trial)
    quotes = _quote(question, corpus=corpus, terms=terms, retriever=retriever)
    if quotes:
        return Draft("answered", quotes, question.trial)
    return figures or _answer_by_meaning(question, corpus=corpus, terms=terms, retriever=retriever)


def _quote(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: HybridRetriever) -> tuple[Sentence, ...]:
    """Quote the prose that answers; where the question names an outcome, only a sentence that names it too.

    A slot of a figure (a subgroup, a grade, a time point) that no result fills is not answered by prose about another.
    """
    if question.landmark or (question.outcomes and (question.subgroups or question.grades or question.statistics)):
        return ()
    if not question.outcomes:
        return quote_answer(question, corpus=corpus, retriever=retriever)
    words = {
        token.form
        for m in terms.find(question.text, trial=question.trial, kinds={"outcome"})
        for token in split_tokens(m.text)
    }
    return quote_answer(question, corpus=corpus, retriever=retriever, required=frozenset(words))


def _quote_beside(
    question: Question, figures: Draft, *, corpus: Corpus, terms: TermIndex, retriever: HybridRetriever
) -> tuple[Sentence, ...]:
    """What the prose says of an outcome that is a text in the table (masking), where the two may differ in words."""
    rows = [row for sentence in figures.sentences for row in sentence.results]
    if not rows or any(row.statistic != "text" for row in rows):
        return ()
    named = [terms.term(name, kind="outcome", trial=question.trial) for name in question.outcomes]
    topics = tuple(replace(term, kind="topic", section=None) for term in named if term)
    return quote_answer(replace(question, topics=topics), corpus=corpus, retriever=retriever)


def _complete(question: Question, *, terms: TermIndex) -> Question:
    """Fill in the outcome where only its statistic, grade or subgroup is named: primary endpoint, adverse events."""
    if question.outcomes:
        held = [terms.outcomes_of(name, trial=question.trial or "") for name in question.outcomes]
        narrower = [terms.narrower(name, trial=question.trial or "") for name in question.outcomes]
        named = [
            (own and (name,)) or below or (name,)
            for name, own, below in zip(question.outcomes, held, narrower, strict=True)
        ]
        return replace(question, outcomes=tuple(dict.fromkeys(name for names in named for name in names)))
    if question.grades:
        return replace(question, outcomes=(_ADVERSE_EVENT,))
    if question.subgroups or set(question.statistics) & _EFFECTS:
        primary = [term.name for term in terms.terms("outcome", trial=question.trial) if term.primary]
        return replace(question, outcomes=tuple(primary))
    return question


def _answer_disclosures(question: Question, *, corpus: Corpus) -> Draft | None:
    disclosures = [entry for entry in corpus.disclosures if question.trial in (None, entry.trial)]
    sources = [source for source in corpus.sources.values() if question.trial in (None, source.trial)]
    asked = read_interests(question, disclosures=disclosures, sources=sources)
    if asked is None or not disclosures:
        return None
    return Draft("answered", answer_interests(asked, disclosures=disclosures))


def _answer_by_meaning(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: HybridRetriever) -> Draft:
    """Answer from the result whose passage means what the question says, where no word of it speaks against that."""
    if not question.unknown:
        for found in retriever.invoke(question.text, kinds=frozenset({"result"}), trial=question.trial, k=1):
            link, cosine = found.metadata["link"], found.metadata["cosine"]
            if link in corpus.table and cosine is not None and cosine >= _NEAR:
                meant = replace(question, outcomes=(corpus.table.get(link).outcome,))
                figures = answer_figures(meant, corpus=corpus, terms=terms)
                if figures and figures.status == "answered":
                    return figures
    words = [token.text for token in question.unknown] or [question.text.strip()]
    return _not_held(question, words, corpus=corpus)


def _not_held(question: Question, names: Sequence[str], *, corpus: Corpus) -> Draft:
    subject = ", ".join(f"“{name}”" for name in names)
    return Draft("not_found", (not_found(subject, corpus=corpus, question=question),))


def _declined(corpus: Corpus) -> Draft:
    return Draft("declined", (Sentence(fill("declined", coverage=_name_trials(corpus))),))


def _unnamed(corpus: Corpus) -> Draft:
    return Draft("not_found", (Sentence(fill("unnamed_trial", trials=_name_trials(corpus))),))


def _name_trials(corpus: Corpus) -> str:
    names = [f"{trial.acronym or trial.id} ({trial.title})" for trial in corpus.trials]
    return ", ".join(names) or "the sources of its corpus"
