"""Drugs and other things that a question names, and of which the record of its trial has no word or no arm."""

from __future__ import annotations

import re
from collections.abc import Container

from ingest.corpus import Corpus
from ingest.records import Document
from retrieval.questions.question import Question
from retrieval.registry.measure_words import measures_of
from retrieval.registry.trial_words import TrialWords, record_of, words_of
from retrieval.stems import stems
from retrieval.terms import Mention, Token, common_words, split_tokens


def things_not_held(question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The drugs named that the trial's record does not speak of by any of their names: no result answers for them."""
    record = record_of(question.trial, corpus=corpus)
    if record is None:
        return ()
    titles = corpus.table.outcomes(question.trial or "")
    held = stems(record.text) | stems(" ".join(titles)) | words_of(question.trial, corpus=corpus).naming
    foreign = [m for m in question.mentions if m.term.kind == "drug" and m.term.trial is None]
    found = dict.fromkeys(m.text for m in foreign if not any(stems(name) <= held for name in _names(m)))
    return tuple(found) or _comparators_not_given(question, record, corpus=corpus)


def _comparators_not_given(question: Question, record: Document, *, corpus: Corpus) -> tuple[str, ...]:
    """What the treatment is held against that no arm of the trial got, though its record speaks of it elsewhere.

    "Compared with drug B", of which it only counts who had taken it before.
    """
    match = _AGAINST.search(question.text)
    if match is None or stems(match["what"]) <= words_of(question.trial, corpus=corpus).naming:
        return ()
    left = [t for t in (*question.unknown, *question.unread) if match.start("what") <= t.start < match.end("what")]
    told = measures_of(question.trial or "", corpus=corpus).values()
    measured = frozenset().union(*(each.titled for each in told))
    given = stems(" ".join(record.text[s.start : s.end] for s in record.sections if s.title in _GIVEN))
    kinds = dict(corpus.table.slots(question.trial or "", ("outcome", "category")))
    before = [title for title, kind in kinds.items() if title and kind == "baseline"]
    before += [record.text[s.start : s.end] for s in record.sections if s.title in _ENTRY]
    had = stems(" ".join(before)) - measured - given
    return tuple(token.text for token in left if stems(token.text) <= had)


_AGAINST = re.compile(
    r"\b(?:compare[ds]?(?: (?:with|to|against))?|versus|vs\.?|against|head[- ]to[- ]head with"
    r"|(?:better|worse|safer|more effective) than|(?:superior|inferior) to)\s(?:the\s)?(?P<what>[a-z][\w-]{3,})",
    re.IGNORECASE,
)
_GIVEN = ("Arms", "Interventions", "Groups")
_ENTRY = ("Inclusion criteria", "Exclusion criteria")


def _names(mention: Mention) -> tuple[str, ...]:
    """The words said, other names that say as much (a "vaccine" is not yet that of influenza), and the class."""
    fewest = len(mention.text.split())
    others = (name for name in mention.term.spellings if len(name.split()) >= fewest)
    return (mention.text, *others, *mention.term.broader)


def things_named(question: Question, *, corpus: Corpus) -> tuple[Token, ...]:
    """Words of a question over a record that names neither trial nor treatment: they name what is asked."""
    named = {m.term.kind for m in question.mentions} & {"trial", "arm", "drug"}
    if named or record_of(question.trial, corpus=corpus) is None:
        return ()
    return tuple(token for token in split_tokens(question.text) if token.form not in common_words())


def has_things_named(carried: Container[int], question: Question, words: TrialWords) -> bool:
    """Whether a measure carries all words of a thing named that is none of the trial's drugs: "influenza vaccine".

    Words that are true of the whole trial name no other thing: "the vaccine" of a trial of one.
    """
    named = [m for m in question.mentions if m.term.kind == "drug" and not m.term.trial]
    places = [
        token.start
        for token in split_tokens(question.text)
        if any(m.start <= token.start < m.end for m in named) and not words.names_trial(token)
    ]
    return all(place in carried for place in places)


def names_trial(token: Token, trial: str, *, corpus: Corpus) -> bool:
    """Whether a word names a trial by a word of its record."""
    return words_of(trial, corpus=corpus).names_trial(token)
