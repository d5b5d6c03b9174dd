"""Names that a record does not have, of which a measure carries a part alone: "acute kidney injury" by "acute use"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.corpus import Corpus
from retrieval.questions.long_names import SMALL_WORDS
from retrieval.questions.question import Question
from retrieval.registry.carried import defined_words, worths_carried
from retrieval.registry.measure_words import DEFINED, measures_of
from retrieval.registry.measures import Measures
from retrieval.registry.narrowing import is_held
from retrieval.registry.singled_out import tells
from retrieval.registry.trial_words import words_of
from retrieval.registry.words_asked import words_asked
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex, split_tokens

_EVENTS = "safety"
_A_TIME = re.compile(r"\b(?:time|duration)\b", re.IGNORECASE)


def is_told_in_part(question: Question, meant: Measures, *, corpus: Corpus, terms: TermIndex) -> bool:
    """Whether the measures meant have only a part of what is named, or are found by what their definitions mention."""
    split = _splits_a_name(question, meant, corpus=corpus, terms=terms)
    return split or _is_mentioned_alone(question, meant, corpus=corpus)


def _splits_a_name(question: Question, meant: Measures, *, corpus: Corpus, terms: TermIndex) -> bool:
    """Whether the measures meant carry only a part of what an outcome is called that the record does not have.

    An event of one word is told by a title: a definition may say "fall" of what is no event.
    """
    trial = question.trial or ""
    words = [defined_words(title, trial, corpus=corpus) for title in meant.titles]
    worths = [worths_carried(question, title, corpus=corpus) for title in meant.titles]
    for mention in _not_told(question, meant.titles, words, terms=terms):
        places = {
            token.start
            for token in split_tokens(question.text)
            if mention.start <= token.start < mention.end and token.form not in SMALL_WORDS
        }
        own = {place for place in places for worth in worths if worth.get(place) == 1.0}
        event = mention.term.category == _EVENTS and len(places) == 1
        carried = own if event else places & meant.covered
        touched = places & meant.covered or any(stems(mention.text) & each for each in words)
        if touched and not places <= carried:
            return True
    return False


def lacks_part_of_name(question: Question, title: str, *, corpus: Corpus, terms: TermIndex) -> bool:
    """Whether a title has some words, and not all, of what an outcome is called that the record does not have."""
    words = defined_words(title, question.trial or "", corpus=corpus) | stems(title)
    for mention in _not_told(question, (title,), [words], terms=terms):
        own = [stems(token.text) for token in split_tokens(mention.text) if token.form not in SMALL_WORDS]
        has = [bool(each) and each <= words for each in own]
        if any(has) and not all(has):
            return True
    return False


def _is_mentioned_alone(question: Question, meant: Measures, *, corpus: Corpus) -> bool:
    """Whether only definitions of the measures meant have words of a question, and others of its words nothing has.

    "Radiographic progression" is no fracture that was read on radiographs.
    """
    told = measures_of(question.trial or "", corpus=corpus)
    asked = words_asked(question, words_of(question.trial, corpus=corpus), told.values())
    worths = [worth for title in meant.titles for worth in worths_carried(question, title, corpus=corpus).values()]
    left = [token for place, (token, _) in asked.items() if place not in meant.covered]
    return set(worths) == {DEFINED} and any(tells(token) and not _EFFECT.fullmatch(token.text) for token in left)


_EFFECT = re.compile(
    r"(?:slow|halt|prevent|delay|lessen|limit|reduc|improv|worsen|affect|chang|stabili[sz]|revers|protect)\w*",
    re.IGNORECASE,
)
"""What was done to something, and names nothing."""


def _not_told(
    question: Question, titles: Sequence[str], words: list[frozenset[str]], *, terms: TermIndex
) -> Iterator[Mention]:
    """The outcomes named that the record does not have, and of which some measure has no name whole."""
    for mention in question.mentions:
        held = mention.term.kind != "outcome" or is_held(mention, question, terms=terms)
        if not held and not _is_told(mention, titles, words):
            yield mention


def _is_told(mention: Mention, titles: Iterable[str], words: list[frozenset[str]]) -> bool:
    """Whether every measure has all words of one of the names that an outcome goes by, a time to it in its title."""
    waited = _A_TIME.match(mention.term.name) and not all(_A_TIME.search(title) for title in titles)
    names = [_all_stems(name) for name in (mention.term.name, *mention.term.synonyms)]
    return not waited and all(any(name and name <= each for name in names) for each in words)


def _all_stems(name: str) -> frozenset[str]:
    """The stems of a name; nothing where an everyday word of it has none, as the time of "time to response"."""
    own = [stems(token.text) for token in split_tokens(name) if token.form not in SMALL_WORDS]
    return frozenset().union(*own) if all(own) else frozenset()
