"""The answer that a registry record gives in its own words: definitions, criteria and fields."""

from __future__ import annotations

from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.answering import Draft, answer_figures
from retrieval.answers.definitions import asks_definition
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.registry.criteria import tell_criteria
from retrieval.registry.fields import FieldsAsked, fields_asked
from retrieval.registry.planned import describe_given, describe_planned
from retrieval.terms import TermIndex

_OF_THE_RECORD = ("design", "disposition")
"""Kinds of outcomes that a field tells as well."""


def answer_from_record(question: Question, *, corpus: Corpus, terms: TermIndex) -> Draft | None:
    """What the record of a question's trial says in words; ``None`` where figures are asked, or no record is held."""
    if question.outcomes and (question.method or asks_definition(question.text)):
        defined = describe_planned(question, corpus=corpus, terms=terms)
        if defined:
            return Draft("answered", defined, question.trial)
    if _asks_dose(question) and (given := describe_given(question, corpus=corpus)):
        return Draft("answered", given, question.trial)
    fields = fields_asked(question, corpus=corpus)
    criteria = tell_criteria(question, corpus=corpus)
    if criteria:
        return Draft("answered", _each_once((*criteria, *fields.told)), question.trial)
    if not fields.told:
        return None
    figures = _figures_beside(question, fields, corpus=corpus, terms=terms)
    shown = figures.sentences if figures else ()
    return Draft("answered", _each_once((*shown, *fields.told)), question.trial, figures.notices if figures else ())


def _asks_dose(question: Question) -> bool:
    """Whether it is asked how something was given, and no result."""
    topics = {topic.name for topic in question.topics}
    asked = "dose" in question.statistics or _SCHEDULE in topics
    return asked and all(name.endswith(" dose") for name in question.outcomes)


_SCHEDULE = "dosing schedule"


def _figures_beside(question: Question, fields: FieldsAsked, *, corpus: Corpus, terms: TermIndex) -> Draft | None:
    """The figures of the outcomes that stand beside the fields asked, and of those that a field tells as well."""
    named = {m.term.name: m for m in question.mentions if m.term.kind == "outcome"}
    others = []
    for name in question.outcomes:
        mention = named.get(name)
        inside = mention is not None and any(mention.start < end and start < mention.end for start, end in fields.spans)
        told = mention is not None and mention.term.category in _OF_THE_RECORD
        if not inside or (told and terms.outcomes_of(name, trial=question.trial or "")):
            others.append(name)
    left = replace(question, outcomes=tuple(others), unknown=(), unread=())
    figures = answer_figures(left, corpus=corpus, terms=terms) if others else None
    if figures and figures.status == "not_found" and all(name not in named for name in others):
        return None
    return figures


def _each_once(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    return tuple(dict.fromkeys(sentences))
