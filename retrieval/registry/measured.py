"""A question for the outcome measures of a record that its words mean, where no name leads to them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.corpus import Corpus
from retrieval.questions.age_rows import tells_age
from retrieval.questions.meant import at_baseline
from retrieval.questions.question import Question
from retrieval.registry.amounts_given import tells_given
from retrieval.registry.carried import defined_words, places_carried
from retrieval.registry.covered import covers_topics, is_covered, tokens_of, topics_in_titles
from retrieval.registry.criteria import asks_criteria
from retrieval.registry.figures_asked import in_figures_asked, with_statistic_named
from retrieval.registry.given import asks_given
from retrieval.registry.held_outcomes import (
    are_what_is_asked,
    ask_other_events,
    fits_better,
    general_parts,
    primary_titles,
)
from retrieval.registry.later_values import carry_names, later_by_name
from retrieval.registry.levels_asked import lacks_level
from retrieval.registry.measure_words import SHARES, measures_of
from retrieval.registry.measures import Measures
from retrieval.registry.measures_asked import measures_meant
from retrieval.registry.names_split import is_told_in_part
from retrieval.registry.narrowing import is_held, narrowed
from retrieval.registry.told_apart import is_told_apart
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex, split_tokens

_MEASURED = ("efficacy", "safety", None)
_GIVEN = re.compile(r"\b(?:what|which)\b[^?]*\b(?:given|administered|injected|infused)\b", re.IGNORECASE)
"""That it is asked what was given, of which no measure tells."""


def with_measures(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the measures that it means; as it is where a name already leads to all that it says."""
    meant = measures_meant(question, corpus=corpus)
    if by_name := later_by_name(question, meant, corpus=corpus, terms=terms):
        return _with_later_values(question, by_name, corpus=corpus, terms=terms)
    if meant is None:
        return (None if question.outcomes else with_statistic_named(question, corpus=corpus)) or question
    if _asks_no_measure(question, meant, corpus=corpus, terms=terms):
        return question
    held = [title for name in question.outcomes for title in terms.outcomes_of(name, trial=question.trial or "")]
    if are_what_is_asked(question, meant, held, corpus=corpus, terms=terms):
        return question
    if ask_other_events(question, meant, held, corpus=corpus):
        return question
    if not held or _is_joint(question, meant):
        named = replace(question, outcomes=()) if held else question
        return _asked(named, meant, corpus=corpus, terms=terms)
    if set(meant.titles) <= set(held):
        return _understood(narrowed(question, meant, held, corpus=corpus, terms=terms), meant)
    return _instead_of(held, question, meant, corpus=corpus, terms=terms)


def _asks_no_measure(question: Question, meant: Measures, *, corpus: Corpus, terms: TermIndex) -> bool:
    """Whether it is asked what was given, who could enter or how patients came in, or the measures tell but a part."""
    if at_baseline(question.text) or lacks_level(question, meant, corpus=corpus):
        return True
    if _asks_given(question, corpus=corpus) and not tells_given(question, meant):
        counted = bool(set(question.statistics) & set(SHARES))
        if not (counted and covers_topics(question, meant)):  # "what share was on a 16-weekly"
            return True
    of_criteria = asks_criteria(question) and not topics_in_titles(question, meant, corpus=corpus)
    return of_criteria or is_told_in_part(question, meant, corpus=corpus, terms=terms)


def _asks_given(question: Question, *, corpus: Corpus) -> bool:
    """Whether it is asked what was given."""
    told = _GIVEN.search(question.text) is not None and not question.statistics
    return told or asks_given(question, corpus=corpus)


def _instead_of(
    held: Sequence[str], question: Question, meant: Measures, *, corpus: Corpus, terms: TermIndex
) -> Question:
    """The question for the measures meant where they fit better than the outcomes held, or tell another thing."""
    apart = is_told_apart(question, held, meant, corpus=corpus)
    better = fits_better(question, meant, held, corpus=corpus, terms=terms)
    if apart:
        meant = in_figures_asked(question, meant, corpus=corpus)
    if better and not apart and (whole := _named_in_full(question, meant)):
        both = tuple(dict.fromkeys((*whole, *meant.titles)))
        return _asked(question, replace(meant, titles=both), corpus=corpus, terms=terms)
    fuller = len(meant.titles) == 1 and carry_names(question, meant, corpus=corpus)
    fuller = fuller and all(places_carried(question, title, corpus=corpus) < meant.covered for title in held)
    if (_is_one(question, terms=terms) and (better or fuller)) or apart:
        return _asked(replace(question, outcomes=()), meant, corpus=corpus, terms=terms)
    return question


def _is_joint(question: Question, meant: Measures) -> bool:
    """Whether several outcomes are asked as one ("stroke/SEE"), and the measures meant carry all of them."""
    named = [m for m in question.mentions if m.term.kind == "outcome"]
    spans = sorted({(m.start, m.end) for m in named})
    between = [question.text[one[1] : other[0]] for one, other in pairwise(spans)]
    joint = bool(between) and all(_JOINT.fullmatch(words) for words in between)
    return joint and all({token.start for token in tokens_of(m, question)} <= meant.covered for m in named)


_JOINT = re.compile(r"\s?(?:/|\bor\b|\band/or\b)\s?(?:an?\s)?", re.IGNORECASE)


def _with_later_values(
    question: Question, by_name: Mapping[str, Sequence[str]], *, corpus: Corpus, terms: TermIndex
) -> Question:
    """The question for measures in place of the values at baseline that have the names asked."""
    titles = tuple(dict.fromkeys(title for found in by_name.values() for title in found))
    replaced = [token.start for m in question.mentions if m.term.name in by_name for token in tokens_of(m, question)]
    left = (token.start for token in (*question.unknown, *question.unread))
    kept = replace(question, outcomes=tuple(name for name in question.outcomes if name not in by_name))
    every = Measures(titles, frozenset((*replaced, *left)), 1.0)
    return replace(_asked(kept, every, corpus=corpus, terms=terms), by_meaning=titles)


def _named_in_full(question: Question, meant: Measures) -> list[str]:
    """The outcomes that are named by their whole titles, with words that the measures meant do not carry."""
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name in question.outcomes]
    return [
        m.term.name
        for m in named
        if m.term.category in _MEASURED
        and stems(m.text) == stems(m.term.name)
        and not {token.start for token in tokens_of(m, question)} <= meant.covered
    ]


def _is_one(question: Question, *, terms: TermIndex) -> bool:
    """Whether one outcome is asked, be it that its name is that of rows of several, beside names that nothing has."""
    asked, trial = set(question.outcomes), question.trial or ""
    named = [m for m in question.mentions if m.term.kind == "outcome"]
    spans = {(m.start, m.end) for m in named if m.term.name in asked and is_held(m, question, terms=terms)}
    if not spans and question.grades:  # titles in place of the one name that leads to them all
        spans = {(m.start, m.end) for m in named if asked <= set(terms.outcomes_of(m.term.name, trial=trial))}
    return len(question.outcomes) == 1 or len(spans) == 1


def _asked(question: Question, meant: Measures, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for these measures, beside what it names that they do not carry."""
    covered = _names_carried(question, meant, corpus=corpus, terms=terms)
    names = {m.term.name for m in covered}
    parts = _parts_carried(question, meant, corpus=corpus)
    primary = primary_titles(question, terms=terms)
    spoken = {m.term.name for m in question.mentions if m.term.kind == "outcome" and m.term.category in _MEASURED}
    others = (name for name in question.outcomes if name in spoken - names)
    return replace(
        _understood(question, meant),
        outcomes=tuple(dict.fromkeys((*others, *sorted(meant.titles, key=lambda title: title not in primary)))),
        topics=tuple(topic for topic in question.topics if topic.name not in names),
        subgroups=tuple(name for name in question.subgroups if name not in parts),
        mentions=tuple(m for m in question.mentions if m not in covered),
    )


def _names_carried(question: Question, meant: Measures, *, corpus: Corpus, terms: TermIndex) -> list[Mention]:
    """The outcomes and topics named that the measures carry, or that only end what a measure is called."""
    defined = frozenset().union(*(defined_words(title, question.trial or "", corpus=corpus) for title in meant.titles))
    return [
        m
        for m in question.mentions
        if m.term.kind in _REPLACED
        and (
            is_covered(m, question, meant)
            or stems(m.text) & defined
            or (not is_held(m, question, terms=terms) and _goes_on(m, question, meant))
        )
    ]


def _parts_carried(question: Question, meant: Measures, *, corpus: Corpus) -> set[str]:
    """The general parts of the patients whose words tell what is measured: its name, its end or its limit."""
    told = measures_of(question.trial or "", corpus=corpus)
    aged = all(title in told and tells_age(told[title].names, question.text) for title in meant.titles)
    return {
        m.term.name
        for m in general_parts(question)
        if is_covered(m, question, meant)
        or _goes_on(m, question, meant)
        or (_LIMIT.search(m.text) and (aged or m.term.name not in _ages(question)))
    }


def _goes_on(mention: Mention, question: Question, meant: Measures) -> bool:
    """Whether a name that the record does not have only ends what a measure is called: "fold rise response"."""
    before = [token for token in split_tokens(question.text) if token.end < mention.start]
    return bool(before) and before[-1].start in meant.covered and bool(_GENERAL.fullmatch(mention.text))


_GENERAL = re.compile(r"respon(?:se|ses|ders?)(?: rates?)?|exposure|outcomes?", re.IGNORECASE)
_REPLACED = ("outcome", "topic")
_LIMIT = re.compile(r"\d")
"""A number that bounds no age where it bounds what is measured."""


def _ages(question: Question) -> frozenset[str]:
    return frozenset(m.term.name for m in question.mentions if m.term.kind == "subgroup" and "age" in m.term.name)


def _understood(question: Question, meant: Measures) -> Question:
    return replace(
        question,
        unknown=tuple(token for token in question.unknown if token.start not in meant.covered),
        unread=tuple(token for token in question.unread if token.start not in meant.covered),
    )
