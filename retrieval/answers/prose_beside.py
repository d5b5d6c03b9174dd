"""What prose adds to a fact of the design."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.corpus import Corpus
from ingest.records import Result
from ingest.vocabulary import Term
from retrieval.answers.answering import Draft
from retrieval.answers.denials import ways_asked
from retrieval.answers.explaining import endpoints_asked
from retrieval.answers.prose import PUBLICATION, SCHEDULE, drugs_in, quote_schedule
from retrieval.answers.quoting import ANYWHERE, quote_answer, quote_span
from retrieval.questions import breadth, clauses, relations
from retrieval.questions.question import Question
from retrieval.records import Quote, Sentence
from retrieval.search import Retriever
from retrieval.stems import stems
from retrieval.terms import TermIndex

_CONTINUED = re.compile(
    r"\bhow long\b[^?]*\b(?:treatment|therapy)\b[^?]*\b(?:continued?|given|go(?:es)? on|carr(?:y|ied) on)\W*$"
    r"|\bhow long\b[^?]*\b(?:continued?|kept|keep|went on|go on|carr(?:y|ied) on)\b[^?]*"
    r"\b(?:treat\w*|therapy|drugs?)\b"
    r"|\bhow long\b[^?]*\b(?:treat\w*|therapy)\b[^?]*\b(?:protocol|allowed|permitted|foreseen|planned)\b",
    re.IGNORECASE,
)
"""That it is asked how long treatment went on: its duration, and until what."""
_SCHEDULED = re.compile(r"\b(?:schedul\w+|how (?:often|frequent\w*)|frequency|which days|what days)\b", re.IGNORECASE)
_BEFORE_OR_AFTER = re.compile(
    r"\b(?:before or after|after or before|earlier or later"
    r"|(?:earlier|later|sooner|before|after)\b[^?]*\b(?:published|appeared"
    r"|came out|publication))\b",
    re.IGNORECASE,
)
"""That a date is held against the one of a publication."""


def quote_beside(
    question: Question, figures: Draft, *, corpus: Corpus, terms: TermIndex, retriever: Retriever
) -> tuple[Sentence, ...]:
    """What the prose adds to a fact of the design: a schedule to a dose, other words to a text (masking)."""
    if (part := _part_asked_beside(question, terms=terms)) is not None:
        return quote_answer(part, corpus=corpus, retriever=retriever)
    if _CONTINUED.search(question.text) and not question.subgroups:
        schedule = terms.term(SCHEDULE, kind="topic")
        topics: tuple[Term, ...] = (schedule,) if schedule else ()
        part = replace(question, text="treatment continued until", topics=topics, outcomes=(), mentions=(), unknown=())
        return quote_answer(part, corpus=corpus, retriever=retriever, required=stems("treatment until"))
    way = any(topic.name == SCHEDULE for topic in question.topics) and ways_asked(question.text)
    if way and (told := quote_schedule(question, corpus=corpus, terms=terms, retriever=retriever)):
        return told
    papers = tuple(topic for topic in question.topics if topic.section == PUBLICATION)
    if papers and _BEFORE_OR_AFTER.search(question.text):
        part = replace(question, text="published", outcomes=(), topics=papers, mentions=(), unknown=())
        return quote_answer(part, corpus=corpus, retriever=retriever)
    if told := _quote_other_clauses(question, corpus=corpus, terms=terms, retriever=retriever):
        return told
    rows = [row for sentence in figures.sentences for row in sentence.results if row.category == "design"]
    return _quote_design(question, rows, corpus=corpus, terms=terms, retriever=retriever)


def _part_asked_beside(question: Question, *, terms: TermIndex) -> Question | None:
    """The question for the topics that are listed in it, or for the end points."""
    topics = question.listed_topics or endpoints_asked(question, terms=terms)
    return replace(question, outcomes=(), topics=topics, unknown=()) if topics else None


def _quote_design(
    question: Question, rows: Sequence[Result], *, corpus: Corpus, terms: TermIndex, retriever: Retriever
) -> tuple[Sentence, ...]:
    """The prose that facts of the design stand in, or that tells in other words what they tell."""
    if question.topics and len({row.outcome for row in rows if row.statistic == "identifier"}) > 1:
        return quote_answer(replace(question, outcomes=()), corpus=corpus, retriever=retriever)
    spoken = [row for row in rows if row.statistic == "dose" or question.topics]
    spans = [(row.source, row.start, row.end) for row in spoken]
    quotes = dict.fromkeys(Quote(key, low, high) for key, low, high in spans if low is not None and high is not None)
    told = tuple(quote_span(quote, corpus=corpus) for quote in quotes)
    if not told and spoken and _SCHEDULED.search(question.text):
        return quote_schedule(question, corpus=corpus, terms=terms, retriever=retriever)
    if told or not any(row.statistic == "text" for row in rows):
        return told
    named = [terms.term(name, kind="outcome", trial=question.trial) for name in question.outcomes]
    topics = tuple(replace(term, kind="topic", section=ANYWHERE) for term in named if term)
    said = " ".join(m.text for m in question.mentions if m.term.kind == "outcome")
    part = replace(question, text=said, topics=topics, unknown=())
    return quote_answer(part, corpus=corpus, retriever=retriever)


def _quote_other_clauses(
    question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever
) -> tuple[Sentence, ...]:
    """What the prose says of a topic that has a question word of its own: "who led it, and how many took part"."""
    cuts = [0, *clauses.parts_of(question.text), len(question.text)]
    told: list[Sentence] = []
    for start, end in pairwise(cuts) if len(cuts) > 2 else ():
        inside = tuple(m for m in question.mentions if start <= m.start and m.end <= end)
        topics = tuple(m.term for m in inside if m.term.kind == "topic")
        if breadth.asks_source(question.text) or relations.compares(question.text[start:end]):
            topics = tuple(topic for topic in topics if topic.section != PUBLICATION)  # told with the figure
        asks = _QUESTION_WORD.match(question.text[start:end])
        # "The primary endpoint" is an outcome too.
        spoken = {(m.start, m.end) for m in inside if m.term.kind == "topic"}
        if asks and topics and not any(m.term.kind == "outcome" and (m.start, m.end) not in spoken for m in inside):
            text = question.text[start:end]
            part = replace(question, text=text, topics=topics, mentions=inside, outcomes=(), unknown=())
            before = drugs_in(question.text[:start], terms=terms, trial=question.trial)
            own = drugs_in(text, terms=terms, trial=question.trial)
            meant = stems(" ".join(own or (before[-1:] if _PRONOUN.search(text) else ())))
            told += quote_answer(part, corpus=corpus, retriever=retriever, required=meant)
    return tuple(dict.fromkeys(told))


_PRONOUN = re.compile(r"\b(?:it|they|this|that)\b", re.IGNORECASE)
_QUESTION_WORD = re.compile(
    r"^\W*(?:NCT\d+\s)?(?:who|whom|where|when|what|which|how|why|is|was|were|are|did|does)\b", re.IGNORECASE
)
