"""What the measures of a registry record carry of a question: words of titles, of rows, of definitions."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.registry.measure_words import measures_of
from retrieval.registry.measures import Measures
from retrieval.registry.trial_words import words_of
from retrieval.registry.word_weights import KINDS, carried_by
from retrieval.registry.words_asked import words_asked
from retrieval.stems import stems
from retrieval.terms import common_words, split_tokens


def defined_words(title: str, trial: str, *, corpus: Corpus) -> frozenset[str]:
    """Stems of what a record tells of one of its measures; none of what is no measure."""
    told = measures_of(trial, corpus=corpus).get(title)
    return told.titled | told.defined if told else frozenset()


def worths_carried(question: Question, title: str, *, corpus: Corpus) -> dict[int, float]:
    """Where the words of a question stand that a title, its rows or its definition carries, with what each is worth."""
    told = measures_of(question.trial or "", corpus=corpus)
    asked = words_asked(question, words_of(question.trial, corpus=corpus), told.values())
    return carried_by(asked, told[title]) if title in told else {}


def places_carried(question: Question, title: str, *, corpus: Corpus) -> frozenset[int]:
    """Where the words of a question stand that a title, its rows or its definition carries."""
    return frozenset(worths_carried(question, title, corpus=corpus))


def places_of_own_rows(question: Question, meant: Measures, held: Sequence[str], *, corpus: Corpus) -> set[int]:
    """Where words stand that name a row of the measures meant, and nothing of those held: a kind of tumour."""
    told = measures_of(question.trial or "", corpus=corpus)
    rows = frozenset().union(*(row for title in meant.titles if title in told for row in told[title].rows))
    others = frozenset().union(*(told[title].titled for title in held if title in told))
    return {
        token.start
        for token in split_tokens(question.text)
        if token.form not in common_words() and stems(token.text) & (rows - others)
    }


def without_less(titles: tuple[str, ...], question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The titles without measures of which another carries as many of a question's words, and some of them better.

    "The tetanus vaccine response" is no response to a vaccine whose definition only mentions the other. Words of what
    is measured in whatever ("antibody") tell none better.
    """
    told = measures_of(question.trial or "", corpus=corpus)
    asked = words_asked(question, words_of(question.trial, corpus=corpus), told.values())
    worths = {title: carried_by(asked, each) for title, each in told.items()}
    telling = {place for place, (token, _) in asked.items() if not stems(token.text) <= KINDS}

    def is_less(title: str) -> bool:
        own = worths.get(title, {})
        places = telling & own.keys()
        others = [each for each in worths.values() if own.keys() <= each.keys()]
        more = (each for each in others if any(each[place] > own[place] for place in places))
        return any(all(each[place] >= own[place] for place in places) for each in more)

    return tuple(title for title in titles if not is_less(title))


def lacks_what_is_left(question: Question, title: str, meant: Measures, *, corpus: Corpus) -> bool:
    """Whether the measures meant have in their titles a word that nothing accounts for, and that a title has not."""
    own = worths_carried(question, title, corpus=corpus)
    others = [worths_carried(question, other, corpus=corpus) for other in meant.titles]
    left = {token.start for token in (*question.unknown, *question.unread)}
    return all(any(other.get(place) == 1.0 and own.get(place, 0) < 1.0 for place in left) for other in others)
