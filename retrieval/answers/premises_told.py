"""Figures told with what prose, notes and the claims of a question add to them."""

from __future__ import annotations

from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.answering import Draft, answer_figures
from retrieval.answers.borne_out import judge_claim
from retrieval.answers.coverage import tell_left_out
from retrieval.answers.definitions import describe_methods, tells_apart
from retrieval.answers.nearest import DIFFERENCE
from retrieval.answers.noted import tell_noted
from retrieval.answers.prose_beside import quote_beside
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.search import Retriever
from retrieval.terms import TermIndex

_FEW = 4  # statements of figures after which what is noted with them is still found


def with_premises(
    question: Question, figures: Draft, *, corpus: Corpus, terms: TermIndex, retriever: Retriever
) -> Draft:
    """The figures with what is wrong in the question before them, and what prose adds, and what is left out, after."""
    methods: tuple[Sentence, ...] = ()
    if tells_apart(question):
        methods = describe_methods(question, corpus=corpus, terms=terms)
        plain = replace(question, statistics=tuple(s for s in question.statistics if s != DIFFERENCE))
        figures = answer_figures(plain, corpus=corpus, terms=terms) or figures
    shown = [row for sentence in figures.sentences if not sentence.stays for row in sentence.results]
    verdicts = judge_claim(question, shown, corpus=corpus, terms=terms)
    corrections = [replace(sentence, stays=True) for sentence in verdicts]
    beside = quote_beside(question, figures, corpus=corpus, terms=terms, retriever=retriever)
    noted = tell_noted(question, (*methods, *figures.sentences), corpus=corpus)
    first, last = (noted, ()) if len(figures.sentences) > _FEW else ((), noted)
    answer = (*corrections, *methods, *first, *figures.sentences, *last, *beside)
    left_out = tell_left_out(question, answer, corpus=corpus, terms=terms)
    return Draft("answered", (*answer, *left_out), question.trial, figures.notices)
