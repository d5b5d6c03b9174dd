"""The answer from the result that is nearest in meaning, where no word of a question names one."""

from __future__ import annotations

from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.absence import words_asked
from retrieval.answers.answering import Draft, answer_figures
from retrieval.answers.coverage import tell_left_out
from retrieval.answers.definitions import asks_definition, describe_methods
from retrieval.answers.refusals import not_held
from retrieval.notices import meaning_notice
from retrieval.questions.meaning import outcomes_by_meaning
from retrieval.questions.question import Question
from retrieval.registry.trial_words import record_of
from retrieval.search import Retriever
from retrieval.terms import TermIndex


def answer_by_meaning(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Draft:
    """Answer from the result whose passage means what the question says, where no word of it speaks against that."""
    meant = () if question.unknown else outcomes_by_meaning(question, corpus=corpus, retriever=retriever)
    if record_of(question.trial, corpus=corpus):  # who left a registered trial is asked for in plain words
        kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
        meant = tuple(name for name in meant if kinds.get(name) != "disposition")
    if meant:
        asked = replace(question, outcomes=meant, by_meaning=meant, unread=())
        if asks_definition(question.text) and (told := describe_methods(asked, corpus=corpus, terms=terms)):
            return Draft("answered", told, question.trial, meaning_notice(meant))
        figures = answer_figures(asked, corpus=corpus, terms=terms)
        if figures and figures.status == "answered":
            left_out = tell_left_out(asked, figures.sentences, corpus=corpus, terms=terms)
            return replace(figures, sentences=(*figures.sentences, *left_out))
    topics = [m.text for m in question.mentions if m.term.kind == "topic" and not question.outcomes]
    return not_held(question, words_asked(question) or topics, corpus=corpus)
