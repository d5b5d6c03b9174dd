"""Which kind of answer a question gets: decline, disclosures, figures, quotes, or that the corpus does not hold it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.records import Source
from retrieval import wording
from retrieval.answering import Draft, answer_figures, not_found
from retrieval.asks import outcomes_asked
from retrieval.citing import with_whole_sentences
from retrieval.disclosures import answer_interests
from retrieval.interests import read_interests, with_sponsor
from retrieval.phrasing import in_sentence
from retrieval.premises import correct_premises
from retrieval.prompting import fill
from retrieval.question import Question, read_question
from retrieval.quoting import ANYWHERE, quote_answer, quote_span
from retrieval.records import Notice, Quote, Sentence
from retrieval.scope import asks_for_treatment_advice
from retrieval.search import HybridRetriever
from retrieval.terms import TermIndex, split_tokens

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
    question = _complete(question, corpus=corpus, terms=terms, retriever=retriever)
    if question.method and (quotes := quote_answer(question, corpus=corpus, retriever=retriever)):
        return Draft("answered", quotes, question.trial)
    figures = answer_figures(question, corpus=corpus, terms=terms)
    if figures and figures.status == "answered":
        shown = [row for sentence in figures.sentences for row in sentence.results]
        corrections = correct_premises(question, shown, corpus=corpus, terms=terms)
        prose = _quote_beside(question, figures, corpus=corpus, terms=terms, retriever=retriever)
        return Draft("answered", (*corrections, *figures.sentences, *prose), question.trial, figures.notices)
    if figures and any(terms.outcomes_of(name, trial=question.trial or "") for name in question.outcomes):
        return figures  # a slot that the table does not fill is not answered by prose about another
    known = figures is not None or question.mentions
    if not known and not retriever.search(question.text, trial=question.trial, dense=False, k=1):
        return _not_held(question, (), corpus=corpus)  # no word of it occurs: no model is needed
    quotes = _quote(question, corpus=corpus, terms=terms, retriever=retriever)
    if quotes:
        return Draft("answered", quotes, question.trial)
    if figures is None and wording.asks_overview(question.text) and not question.unknown:
        overview = replace(question, outcomes=_measured(question, corpus=corpus), brief=True)
        figures = answer_figures(overview, corpus=corpus, terms=terms)
    return figures or _answer_by_meaning(question, corpus=corpus, terms=terms, retriever=retriever)


def _quote(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: HybridRetriever) -> tuple[Sentence, ...]:
    """Quote the prose that answers; where the question names an outcome, only a sentence that names it too.

    A slot of a figure (a subgroup, a grade, a time point) that no result fills is not answered by prose about another.
    """
    if question.landmark or (question.outcomes and (question.subgroups or question.grades or question.statistics)):
        return ()
    if not question.outcomes:
        figure = bool(question.statistics) and not question.topics  # a dose, a median: not a matter of prose
        return () if figure else quote_answer(question, corpus=corpus, retriever=retriever)
    words = {
        token.form
        for m in terms.find(question.text, trial=question.trial, kinds={"outcome"})
        for token in split_tokens(m.text)
    }
    return quote_answer(question, corpus=corpus, retriever=retriever, required=frozenset(words))


def _quote_beside(
    question: Question, figures: Draft, *, corpus: Corpus, terms: TermIndex, retriever: HybridRetriever
) -> tuple[Sentence, ...]:
    """What the prose adds to a fact of the design: a schedule to a dose, other words to a text (masking)."""
    rows = [row for sentence in figures.sentences for row in sentence.results if row.category == "design"]
    spoken = [row for row in rows if row.statistic == "dose" or question.topics]
    quotes = {
        Quote(row.source, row.start, row.end): row for row in spoken if row.start is not None and row.end is not None
    }
    told = tuple(quote_span(quote, corpus=corpus) for quote in quotes)
    if told or not any(row.statistic == "text" for row in rows):
        return told
    named = [terms.term(name, kind="outcome", trial=question.trial) for name in question.outcomes]
    topics = tuple(replace(term, kind="topic", section=ANYWHERE) for term in named if term)
    return quote_answer(replace(question, topics=topics), corpus=corpus, retriever=retriever)


def _complete(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: HybridRetriever) -> Question:
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
        meant = None if overview else _meant_outcome(question, corpus=corpus, retriever=retriever)
        return replace(question, outcomes=(meant,) if meant else _measured(question, corpus=corpus), brief=not meant)
    if effects:
        primary = [term.name for term in terms.terms("outcome", trial=trial) if term.primary and term.trial == trial]
        return replace(question, outcomes=tuple(primary))
    if wording.asks_overview(question.text) and not question.topics and not question.unknown:
        return replace(question, outcomes=_measured(question, corpus=corpus), brief=True)
    return question


def _measured(question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The efficacy outcomes that the part of the population asked has results for, in the order of the table."""
    rows = corpus.table.results(trial=question.trial)
    asked = question.subgroups or (None,)
    return tuple(dict.fromkeys(row.outcome for row in rows if row.category == "efficacy" and row.subgroup in asked))


def _held_names(name: str, *, trial: str, terms: TermIndex) -> tuple[str, ...]:
    """The outcome itself where the table has it, else the narrower ones that it has."""
    return (name,) if terms.outcomes_of(name, trial=trial) else terms.narrower(name, trial=trial) or (name,)


def _funding(sources: Sequence[Source], *, corpus: Corpus) -> str:
    """What the sources say of who paid for the trial."""
    held = [document for source in sources if (document := corpus.document(source.id))]
    return " ".join(
        document.text[section.start : section.end]
        for document in held
        for section in document.sections
        if section.title.casefold() == "funding"
    )


def _meant_outcome(question: Question, *, corpus: Corpus, retriever: HybridRetriever) -> str | None:
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


def _answer_disclosures(question: Question, *, corpus: Corpus) -> Draft | None:
    disclosures = [entry for entry in corpus.disclosures if question.trial in (None, entry.trial)]
    sources = [source for source in corpus.sources.values() if question.trial in (None, source.trial)]
    asked = read_interests(question, disclosures=disclosures, sources=sources)
    if asked is None or not disclosures:
        return None
    asked = with_sponsor(asked, funding=_funding(sources, corpus=corpus), disclosures=disclosures)
    sentences = answer_interests(asked, disclosures=disclosures, sources=sources)
    return Draft(
        "answered", tuple(with_whole_sentences(sentence, corpus=corpus) for sentence in sentences), question.trial
    )


def _answer_by_meaning(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: HybridRetriever) -> Draft:
    """Answer from the result whose passage means what the question says, where no word of it speaks against that."""
    meant = None if question.unknown else _meant_outcome(question, corpus=corpus, retriever=retriever)
    if meant:
        figures = answer_figures(replace(question, outcomes=(meant,)), corpus=corpus, terms=terms)
        if figures and figures.status == "answered":
            return replace(figures, notices=(Notice("by_meaning", fill("by_meaning", outcome=in_sentence(meant))),))
    return _not_held(question, [token.text for token in question.unknown], corpus=corpus)


def _not_held(question: Question, names: Sequence[str], *, corpus: Corpus) -> Draft:
    subject = ", ".join(f"“{name}”" for name in dict.fromkeys(names)) or "what this question asks"
    return Draft("not_found", (not_found(subject, corpus=corpus, question=question),))


def _declined(corpus: Corpus) -> Draft:
    return Draft("declined", (Sentence(fill("declined", coverage=_name_trials(corpus))),))


def _unnamed(corpus: Corpus) -> Draft:
    return Draft("not_found", (Sentence(fill("unnamed_trial", trials=_name_trials(corpus))),))


def _name_trials(corpus: Corpus) -> str:
    names = [f"{trial.acronym or trial.id} ({trial.title})" for trial in corpus.trials]
    return ", ".join(names) or "the sources of its corpus"
