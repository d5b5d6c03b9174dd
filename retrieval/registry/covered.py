"""What of a question the measures that it means carry by their words."""

from __future__ import annotations

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.measure_words import measures_of
from retrieval.registry.measures import Measures
from retrieval.stems import stems
from retrieval.terms import Mention, Token, split_tokens


def covers_topics(question: Question, meant: Measures) -> bool:
    """Whether what seems to ask for criteria is a word of a measure: "admitted to hospital"."""
    spoken = [m for m in question.mentions if m.term.kind == "topic"]
    return bool(spoken) and all(is_covered(m, question, meant) for m in spoken)


def topics_in_titles(question: Question, meant: Measures, *, corpus: Corpus) -> bool:
    """The same, by words of titles alone: what is told of a measure tells who could be counted, too."""
    told = measures_of(question.trial or "", corpus=corpus)
    titled = frozenset().union(*(told[title].titled for title in meant.titles if title in told))
    spoken = [m for m in question.mentions if m.term.kind == "topic"]
    return bool(spoken) and all(stems(m.text) <= titled for m in spoken) and covers_topics(question, meant)


def is_covered(mention: Mention, question: Question, meant: Measures) -> bool:
    """Whether a word of a mention is carried."""
    return any(token.start in meant.covered for token in tokens_of(mention, question))


def tokens_of(mention: Mention, question: Question) -> list[Token]:
    """The words of a mention."""
    return [token for token in split_tokens(question.text) if mention.start <= token.start < mention.end]
