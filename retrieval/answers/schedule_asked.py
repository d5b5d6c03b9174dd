"""How often a drug was given, where a question asks that and no more: the sentence on how it was."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.corpus import Corpus
from ingest.sentences import sentence_spans
from retrieval.answers import prose
from retrieval.answers.absence import not_found
from retrieval.answers.answering import Draft
from retrieval.answers.denials import way_untold
from retrieval.answers.schedules_claimed import correct_schedule
from retrieval.questions.frequencies import frequencies
from retrieval.questions.question import Question
from retrieval.records import Quote, Sentence
from retrieval.search import Retriever
from retrieval.terms import TermIndex

_SCHEDULE = "dosing schedule"


def tell_schedule(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Draft | None:
    """Draft how often a drug was given, and say where no sentence tells it; ``None`` where something else is asked."""
    drugs = prose.drugs_named(question, terms=terms)
    if question.outcomes or not drugs or {topic.name for topic in question.topics} != {_SCHEDULE}:
        return None
    beside = _sentences_on(drugs, question, corpus=corpus)
    beside = beside or prose.quote_schedule(question, corpus=corpus, terms=terms, retriever=retriever)
    told = any(frequencies(sentence.text) for sentence in beside)
    untold = way_untold(question, beside) or ("" if told else f"how often {' and '.join(drugs)} was given")
    lacking = (not_found(untold, corpus=corpus, question=question),) if untold else ()
    corrected = correct_schedule(question.text, beside)
    return Draft("answered" if beside else "not_found", (*lacking, *corrected, *beside), question.trial)


def _sentences_on(drugs: Sequence[str], question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The sentences of sources that say how often one of the drugs was given, quoted."""
    named = re.compile("|".join(map(re.escape, drugs)), re.IGNORECASE)
    told: list[Sentence] = []
    for source in corpus.sources.values():
        document = corpus.document(source.id) if source.trial == question.trial else None
        for start, end in sentence_spans(document.text) if document else ():
            text = document.text[start:end] if document else ""
            if named.search(text) and frequencies(text) and _GIVEN.search(text):
                told.append(Sentence(f"“{text}”", (), (Quote(source.id, start, end),)))
    return tuple(told[:_MOST])


_GIVEN = re.compile(r"\b(?:given|received|administered|infused|injected|dosed|took|taken)\b", re.IGNORECASE)
_MOST = 2
