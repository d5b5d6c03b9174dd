"""The answer from the result that is nearest in meaning, where no word of a question names one."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.absence import words_asked
from retrieval.answers.answering import Draft, answer_figures
from retrieval.answers.coverage import tell_left_out
from retrieval.answers.definitions import asks_definition, describe_methods
from retrieval.answers.kindred_parts import name_kindred_groups
from retrieval.answers.refusals import not_held
from retrieval.notices import meaning_notice
from retrieval.questions.meaning import measure_defined_so, outcomes_by_meaning
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import times_told
from retrieval.registry.trial_words import record_of
from retrieval.search import Retriever
from retrieval.stems import stems
from retrieval.terms import TermIndex


def answer_by_meaning(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Draft:
    """Answer from the result whose passage means what the question says, where no word of it speaks against that."""
    topics = [m.text for m in question.mentions if m.term.kind == "topic" and not question.outcomes]
    named = question.unknown or topics
    meant = () if named else outcomes_by_meaning(question, corpus=corpus, retriever=retriever)
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
    lacking = not_held(question, words_asked(question) or topics, corpus=corpus)
    kindred = name_kindred_groups(question, corpus=corpus, terms=terms)
    return replace(lacking, sentences=(*lacking.sentences, *kindred))


def with_measure_meant(
    question: Question, draft: Draft, *, corpus: Corpus, terms: TermIndex, retriever: Retriever
) -> Draft:
    """In place of an answer that holds nothing: the measure that is defined as what is asked, marked as the nearest.

    None where the question names an outcome that is held, or another one than the measure, a part of the patients, or
    a number that the measure lacks.
    """
    trial = question.trial or ""
    held = any(terms.outcomes_of(name, trial=trial) for name in question.outcomes)
    if draft.status != "not_found" or held or question.subgroups or question.foreign or not retriever.dense:
        return draft
    title = measure_defined_so(question, corpus=corpus)
    if title is None or not _has_numbers(question, title, corpus=corpus) or _names_another(question, title):
        return draft
    told = replace(question, outcomes=(title,), by_meaning=(title,), topics=(), unknown=(), unread=())
    figures = answer_figures(told, corpus=corpus, terms=terms)
    if figures is None or figures.status != "answered":
        return draft
    return replace(figures, notices=tuple(dict.fromkeys((*meaning_notice((title,)), *figures.notices))))


def _names_another(question: Question, title: str) -> bool:
    """Whether a question names outcomes of the vocabulary, and the title has no telling word of any: a Sharp score."""
    terms = [m.term for m in question.mentions if m.term.kind == "outcome" and m.term.name in question.outcomes]
    words = stems(" ".join(spelling for term in terms for spelling in (term.name, *term.spellings))) - _ANY_MEASURE
    return bool(terms) and all(term.trial is None for term in terms) and not words & stems(title)


_ANY_MEASURE = stems(
    "a an and by for from in of on or per the to with change event events index level number rate score total"
)
"""Words that names of the most different measures have."""


def _has_numbers(question: Question, title: str, *, corpus: Corpus) -> bool:
    """Whether every number and time of the question stands in the title, in its rows or in when it was measured."""
    slots = corpus.table.slots(question.trial or "", ("outcome", "item", "time_frame", "arm"))
    told = " ".join(text for name, *others in slots if name == title for text in (name, *others) if text)
    numbers = set(_NUMBER.findall(question.text)) <= set(_NUMBER.findall(told))
    return numbers and times_told(question.text) <= times_told(told)


_NUMBER = re.compile(r"\d+(?:\.\d+)?")
