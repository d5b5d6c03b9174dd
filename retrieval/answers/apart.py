"""Parts of a question that sentences of a source answer, whatever is asked beside them: who is in a set, until when."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from ingest.corpus import Corpus
from retrieval.answers.answering import answer_figures
from retrieval.answers.definitions import asks_definition, sizes_of
from retrieval.answers.explaining import quote_sets
from retrieval.answers.prose import quote_end_of_treatment
from retrieval.questions import clauses
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.search import Retriever
from retrieval.terms import TermIndex

_SETS = "analysis populations"
_SAFETY = re.compile(r"\bsafety\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:wh\w+|how|until|defin\w+|explain|describe|meaning|was|were|is|are|did|does|do|could|can|should)\b",
    re.IGNORECASE,
)


def answer_apart(
    question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever
) -> tuple[tuple[Sentence, ...], str]:
    """The sentences that answer such parts, and the text of what is left to ask; nothing where it has one part."""
    text = question.text
    spans = list(pairwise((0, *clauses.parts_of(text), len(text))))
    told: list[Sentence] = []
    left: list[str] = []
    before = question
    for start, end in spans if len(spans) > 1 else ():
        part = _part(question, start, end)
        answer = _quote_part(part, corpus=corpus, retriever=retriever) or (
            _count(before, corpus=corpus, terms=terms) if told and clauses.asks_how_many(part.text) else ()
        )
        told += answer
        offered = bool(told) and not part.mentions and text[:start].rstrip().endswith((" or", ",or"))
        left += [] if answer or offered else [part.text]  # "..., or did they carry on": the other answer to it
        before = part
    return tuple(dict.fromkeys(told)), _joined(left)


def _count(sets: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """How many belong to the analysis sets that the part before asks for."""
    asked = replace(sets, outcomes=sizes_of(sets, terms=terms), populations=(), unknown=(), brief=True)
    counted = answer_figures(asked, corpus=corpus, terms=terms)
    return counted.sentences if counted and counted.status == "answered" else ()


def _part(question: Question, start: int, end: int) -> Question:
    inside = tuple(m for m in question.mentions if start <= m.start and m.end <= end)
    return replace(
        question,
        text=question.text[start:end],
        mentions=inside,
        topics=tuple(m.term for m in inside if m.term.kind == "topic"),
        populations=tuple(m.term.name for m in inside if m.term.kind == "population"),
    )


def _quote_part(part: Question, *, corpus: Corpus, retriever: Retriever) -> tuple[Sentence, ...]:
    sets = {(m.start, m.end) for m in part.mentions if m.term.kind == "population"}
    if not _ASKS.search(part.text):
        return ()  # "In the safety population, ..." only says where something else is asked
    if any(m.term.kind in ("outcome", "statistic") and (m.start, m.end) not in sets for m in part.mentions):
        return ()
    if _SAFETY.search(part.text) and not sets and any(topic.name == _SETS for topic in part.topics):
        return quote_sets(replace(part, populations=("safety",)), corpus=corpus, retriever=retriever)
    if sets and (asks_definition(part.text) or any(topic.name == _SETS for topic in part.topics)):
        return quote_sets(part, corpus=corpus, retriever=retriever)
    return quote_end_of_treatment(part, corpus=corpus, retriever=retriever)


def _joined(parts: list[str]) -> str:
    """The parts as one text, without what joined the last to one that is gone."""
    text = "".join(parts).strip()
    for joint in (" and", ",", ";"):
        text = text.removesuffix(joint)
    return text
