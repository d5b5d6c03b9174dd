"""A question about declared interests, clause by clause, and what is asked beside it."""

from __future__ import annotations

from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.answering import Draft
from retrieval.answers.authorship import tell_membership
from retrieval.answers.citing import with_whole_sentences
from retrieval.answers.quoting import quote_answer
from retrieval.answers.sections import funding_told
from retrieval.interests.answering import answer_interests
from retrieval.interests.claimed import tell_share_claimed
from retrieval.interests.interests import read_interests, split_interests, with_sponsor
from retrieval.interests.set_apart import answer_set_apart
from retrieval.interests.words import split_clauses
from retrieval.questions.asks import split_topics
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.search import Retriever

_INTERESTS = "Declaration of interests"


def answer_disclosures(question: Question, *, corpus: Corpus) -> tuple[Draft | None, tuple[str, ...]]:
    """What the authors declared, where that is asked, and the questions joined to it that ask for something else."""
    disclosures = [entry for entry in corpus.disclosures if question.trial in (None, entry.trial)]
    if not disclosures:
        return None, ()
    sources = [source for source in corpus.sources.values() if question.trial in (None, source.trial)]
    if apart := answer_set_apart(question, disclosures=disclosures, sources=sources):
        said = (with_whole_sentences(sentence, corpus=corpus) for sentence in apart)
        return Draft("answered", tuple(replace(sentence, stays=True) for sentence in said), question.trial), ()
    told: list[Sentence] = []
    beside: list[str] = []
    for part in split_interests(question, disclosures=disclosures, sources=sources):
        asked = read_interests(part, disclosures=disclosures, sources=sources)
        if asked is None:
            return None, ()
        asked = with_sponsor(asked, funding=funding_told(sources, corpus=corpus), disclosures=disclosures)
        sentences = answer_interests(asked, disclosures=disclosures, sources=sources)
        sentences = (*tell_share_claimed(part.text, asked, disclosures=disclosures, sources=sources), *sentences)
        told += (with_whole_sentences(sentence, corpus=corpus) for sentence in sentences)
        beside += asked.beside
    stay = tuple(replace(sentence, stays=True) for sentence in dict.fromkeys(told))
    return Draft("answered", stay, question.trial), tuple(dict.fromkeys(beside))


def asked_beside(question: Question, *, corpus: Corpus, retriever: Retriever) -> tuple[Sentence, ...]:
    """What the prose says of another topic asked beside disclosures: "who funded it? and who is employed there"."""
    clauses = split_clauses(question.text)
    if members := [it for text in clauses for it in tell_membership(replace(question, text=text), corpus=corpus)]:
        return tuple(dict.fromkeys(members))
    parts = split_topics(question)
    others = [part for part in parts if all(topic.section != _INTERESTS for topic in part.topics)]
    others = [replace(part, hints=tuple(it for it in part.hints if it.text in part.text)) for part in others]
    others = [part for part in others if len(parts) > 1 and answer_disclosures(part, corpus=corpus)[0] is None]
    return tuple(dict.fromkeys(it for part in others for it in quote_answer(part, corpus=corpus, retriever=retriever)))
