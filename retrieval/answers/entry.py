"""Who was in a trial and where it was done: for a question whether it had patients, or places, of a kind."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.vocabulary import Term
from retrieval.answers.absence import not_found
from retrieval.answers.answering import Draft
from retrieval.answers.quoting import quote_answer
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.registry.trial_words import record_of
from retrieval.search import Retriever
from retrieval.stems import stems
from retrieval.terms import TermIndex

_SIZE, _PLACES = "Patients randomised", frozenset({"Study centres", "Countries"})
_MEASURED = ("efficacy", "safety", "baseline")
_WHETHER = re.compile(
    r"^\W*(?:(?:so|and|but)\s)?(?:was|were|is|are|did|do|does|could|can|has|have|any)\b"
    r"|[,;]\s(?:was|were|is|are|did|do|does|has|have)n['’]t\b|[,;]\s(?:right|correct|no|yes|true)\W*$",
    re.IGNORECASE,
)
_ENTERED = re.compile(
    r"\b(?:enrol\w*|includ\w*|recruit\w*|eligib\w*|allow\w*|participat\w*|t[ao]ke?n?(?: part)?|accept\w*"
    r"|admit\w*|let in|get in|enter\w*|join\w*|trial|study|setting|done in|population)\b",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"\b(?:front-?\s?line|(?:first|1st|second|2nd|third|3rd|later)[- ]line|(?:treatment|therapy)[- ]na[iï]ve"
    r"|(?:previously |treatment[- ])?untreated|newly[- ]diagnosed|de novo|up-?front)\b",
    re.IGNORECASE,
)
"""Which line of treatment a trial was in: what its patients had had before tells."""


def with_entry(draft: Draft, question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Draft:
    """The draft; where no figure tells whether some patients or places were in the trial, with who and where it was.

    That no result is held of them is said first, unless the words quoted name them.
    """
    measured = any(m.term.category in _MEASURED for m in question.mentions) or set(question.statistics) - {"count"}
    told = any(sentence.results for sentence in draft.sentences)
    if measured or told or record_of(question.trial, corpus=corpus) or not _WHETHER.search(question.text):
        return draft
    line = _LINE.search(question.text)
    placed = bool(set(question.outcomes) & _PLACES) and bool(question.subgroups)
    asked = placed or (_ENTERED.search(question.text) and (line or set(question.outcomes) == {_SIZE}))
    topic = terms.term("setting" if placed else "eligibility", kind="topic", trial=question.trial)
    if not asked or topic is None or (draft.status == "answered" and not line):
        return draft
    quotes = _quote(topic, question, corpus=corpus, retriever=retriever)
    named = [m.text for m in question.mentions if m.term.kind == "subgroup"] or ([line.group()] if line else [])
    absent = ", ".join(f"“{name}”" for name in named if not stems(name) <= stems(" ".join(q.text for q in quotes)))
    lacking = (not_found(absent, corpus=corpus, question=question),) if absent else ()
    return replace(draft, status="answered", sentences=(*lacking, *quotes)) if quotes else draft


def quote_entry(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> tuple[Sentence, ...]:
    """Who could enter the trial, in the words of a source."""
    topic = terms.term("eligibility", kind="topic", trial=question.trial)
    return _quote(topic, question, corpus=corpus, retriever=retriever) if topic else ()


def _quote(topic: Term, question: Question, *, corpus: Corpus, retriever: Retriever) -> tuple[Sentence, ...]:
    plain = replace(question, text=topic.name, topics=(topic,), outcomes=(), subgroups=(), statistics=(), mentions=())
    return quote_answer(replace(plain, unknown=(), unread=(), hints=()), corpus=corpus, retriever=retriever)
