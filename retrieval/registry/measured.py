"""A question for the outcome measures of a record that its words mean, where no name leads to them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.corpus import Corpus
from retrieval.coded_events import single_events
from retrieval.questions.age_rows import tells_age
from retrieval.questions.effects_asked import means_only_part
from retrieval.questions.meant import at_baseline
from retrieval.questions.question import Question
from retrieval.registry.alike import are_composites
from retrieval.registry.amounts_given import tells_given
from retrieval.registry.carried import defined_words, lacks_what_is_left, places_carried, places_of_own_rows
from retrieval.registry.counted_as_named import (
    AS_EVENT,
    are_traits,
    count_any,
    counts_of_people,
    is_milestone,
    is_titled,
)
from retrieval.registry.covered import covers_topics, is_covered, tokens_of, topics_in_titles
from retrieval.registry.criteria import asks_criteria
from retrieval.registry.deaths_counted import asks_who_died, tells_cause
from retrieval.registry.figures_asked import (
    have_grade_asked,
    in_figures_asked,
    may_tell_reason,
    tell_leaving,
    with_statistic_named,
)
from retrieval.registry.given import asks_given
from retrieval.registry.kinds_asked import are_of_kind_asked
from retrieval.registry.later_values import carry_names, later_by_name
from retrieval.registry.levels_asked import lacks_level
from retrieval.registry.measure_words import SHARES, TOTALS, measures_of
from retrieval.registry.measures import Measures, weight_of
from retrieval.registry.measures_asked import measures_meant
from retrieval.registry.names_split import is_told_in_part
from retrieval.registry.narrowing import are_rows, is_graded, is_held, narrowed
from retrieval.registry.sounds_like import without_other_grades
from retrieval.registry.told_apart import DEATHS, is_told_apart
from retrieval.registry.trial_words import tells_only_trial, words_of
from retrieval.registry.words_asked import tells_change
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex, split_tokens

_MEASURED = ("efficacy", "safety", None)
_GIVEN = re.compile(r"\b(?:what|which)\b[^?]*\b(?:given|administered|injected|infused)\b", re.IGNORECASE)
"""That it is asked what was given, of which no measure tells."""
_AS_ADVERSE = re.compile(
    r"\bas an? (?:[\w-]+ ){0,2}(?:adverse (?:event|effect|reaction)|side[ -]effect|(?:TE|S)?AE)\b", re.IGNORECASE
)
"""That what is named is asked as an adverse event, whatever measure has the word, too."""
_NOT_COMPLETED = "Not completed"
_BETTER = 1.3
"""By how much other measures have to fit better than the outcome that a name leads to."""


def with_measures(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the measures that it means; as it is where a name already leads to all that it says."""
    trial = question.trial or ""
    meant = measures_meant(question, corpus=corpus)
    if by_name := later_by_name(question, meant, corpus=corpus, terms=terms):
        return _with_later_values(question, by_name, corpus=corpus, terms=terms)
    if meant is None and not question.outcomes and (named := with_statistic_named(question, corpus=corpus)):
        return named
    given = asks_given(question, corpus=corpus) or (_GIVEN.search(question.text) and not question.statistics)
    counted = meant is not None and bool(set(question.statistics) & set(SHARES))
    given = given and not (meant and counted and covers_topics(question, meant))  # "what share was on a 16-weekly"
    given = given and not (meant and tells_given(question, meant))
    if meant is None or at_baseline(question.text) or given or lacks_level(question, meant, corpus=corpus):
        return question
    of_criteria = asks_criteria(question) and not topics_in_titles(question, meant, corpus=corpus)
    if of_criteria or is_told_in_part(question, meant, corpus=corpus, terms=terms):
        return question
    held = [title for name in question.outcomes for title in terms.outcomes_of(name, trial=trial)]
    if _is_told_as_named(question, meant, held, corpus=corpus, terms=terms) or is_titled(question, held):
        return question
    counted = is_milestone(question, held, corpus=corpus) and not any(
        token.start in meant.covered for token in question.unknown
    )
    counted = counted or are_traits(question, held, corpus=corpus)
    of_part = not held and means_only_part(question, meant.covered, meant.titles)
    if counted or of_part or (held and not meant.weight):
        return question
    events = single_events(trial, table=corpus.table)
    as_event = _AS_ADVERSE.search(question.text) or have_grade_asked(question, held, meant.titles, corpus=corpus)
    as_event = as_event or (counts_of_people(question) and not count_any(meant, trial, corpus=corpus))
    as_event = as_event and bool(held) and set(held) <= events
    totals = all(_AT_LARGE.search(title) for title in meant.titles)
    sorts = set(held) <= events and not carry_names(question, meant, corpus=corpus)
    left = bool(held) and all(t.startswith(_NOT_COMPLETED) for t in held)
    told = tell_leaving(meant.titles, question, rows=held == [_NOT_COMPLETED], corpus=corpus)
    left = left and not (told and may_tell_reason(held, meant.titles))
    sorts = sorts or (held == [_NOT_COMPLETED] and not AS_EVENT.search(question.text))
    sorts = sorts or (question.ranked and not question.grades)  # of the most frequent event no total tells
    at_large = DEATHS in held and asks_who_died(question.text) and not tells_cause(question.text, meant.titles)
    at_large = at_large or len(TOTALS.intersection(question.outcomes)) > 1  # "deaths and serious events"
    if as_event or at_large or (totals and sorts) or left:
        return question  # all adverse events are no answer to one sort of them, nor those who stopped for them to all
    if not held or _is_joint(question, meant):
        named = replace(question, outcomes=()) if held else question
        return _asked(named, meant, corpus=corpus, terms=terms)
    if set(meant.titles) <= set(held):
        return _understood(narrowed(question, meant, held, corpus=corpus, terms=terms), meant)
    apart = is_told_apart(question, held, meant, corpus=corpus)
    better = _fits_better(question, meant, held, corpus=corpus, terms=terms)
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


def _fits_better(question: Question, meant: Measures, held: Sequence[str], *, corpus: Corpus, terms: TermIndex) -> bool:
    """Whether the measures meant carry words that the outcomes held leave over, and fit better than any of those."""
    trial = question.trial or ""
    left = {token.start for token in (*question.unknown, *question.unread)}
    beside = (*_general_parts(question), *filter(tells_change, question.mentions))
    left |= {token.start for m in beside for token in tokens_of(m, question)}
    rows = places_of_own_rows(question, meant, held, corpus=corpus)
    left |= rows | (set() if DEATHS in held else _places_of_names_not_held(question, terms=terms))
    left -= {t.start for t in split_tokens(question.text) if tells_only_trial(t, words_of(trial, corpus=corpus))}
    left -= set() if carry_names(question, meant, corpus=corpus) else rows  # parts in whom another outcome is told
    best = max(_weight(title, question, corpus=corpus) for title in held)
    events_alone = not best and set(held) <= single_events(trial, table=corpus.table)
    graded = without_other_grades([*held, *meant.titles], question.text)
    if is_graded(question) and not set(graded) & set(held):
        return True  # "severe attacks" of which another title tells the moderate, too
    if are_of_kind_asked(question, meant, held, corpus=corpus):
        return meant.weight >= best
    margin = 1.0 if all(lacks_what_is_left(question, title, meant, corpus=corpus) for title in held) else _BETTER
    return bool(left & meant.covered or events_alone) and meant.weight > margin * best


def _is_told_as_named(
    question: Question, meant: Measures, held: Sequence[str], *, corpus: Corpus, terms: TermIndex
) -> bool:
    """Whether what is named is told as such: the primary outcome, or a row of its own that composites only list."""
    if primary := _PRIMARY.search(question.text):
        only = meant.covered <= {*range(*primary.span())}  # a title that has no more than the words for it
        return set(held) <= _primary(question, terms=terms) if held else only
    at_large = DEATHS in held and asks_who_died(question.text)
    event = bool(held) and set(held) <= single_events(question.trial or "", table=corpus.table)
    event = event and not places_of_own_rows(question, meant, (), corpus=corpus)  # which the composite only lists
    rows = event or are_rows(question, held, corpus=corpus)
    return are_composites(meant.titles, question.text) and (at_large or rows)


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


_AT_LARGE = re.compile(r"\badverse (?:drug )?(?:events?|experiences?|reactions?)\b", re.IGNORECASE)


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


def _places_of_names_not_held(question: Question, *, terms: TermIndex) -> set[int]:
    """Where the names of outcomes stand that the record has under no such name: "antibody titres"."""
    named = [m for m in question.mentions if m.term.kind == "outcome" and not is_held(m, question, terms=terms)]
    return {token.start for m in named for token in tokens_of(m, question)}


def _weight(title: str, question: Question, *, corpus: Corpus) -> float:
    """How well a title fits; nothing for an event that is the condition of everybody in the trial."""
    condition = stems(title) <= words_of(question.trial, corpus=corpus).naming
    event = title in single_events(question.trial or "", table=corpus.table)
    told = AS_EVENT.search(question.text)
    return 0.0 if event and condition and not told else weight_of(question, title, corpus=corpus)


def _general_parts(question: Question) -> list[Mention]:
    """General words for a part of the patients, which may belong to what is measured: "kidney function"."""
    return [m for m in question.mentions if m.term.kind == "subgroup" and m.term.trial is None]


def _asked(question: Question, meant: Measures, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for these measures, beside what it names that they do not carry."""
    defined = frozenset().union(*(defined_words(title, question.trial or "", corpus=corpus) for title in meant.titles))
    covered = [
        m
        for m in question.mentions
        if m.term.kind in _REPLACED
        and (
            is_covered(m, question, meant)
            or stems(m.text) & defined
            or (not is_held(m, question, terms=terms) and _goes_on(m, question, meant))
        )
    ]
    names = {m.term.name for m in covered}
    told = measures_of(question.trial or "", corpus=corpus)
    aged = all(title in told and tells_age(told[title].names, question.text) for title in meant.titles)
    parts = {
        m.term.name
        for m in _general_parts(question)
        if is_covered(m, question, meant)
        or _goes_on(m, question, meant)
        or (_LIMIT.search(m.text) and (aged or m.term.name not in _ages(question)))
    }
    primary = _primary(question, terms=terms)
    spoken = {m.term.name for m in question.mentions if m.term.kind == "outcome" and m.term.category in _MEASURED}
    others = (name for name in question.outcomes if name in spoken - names)
    return replace(
        _understood(question, meant),
        outcomes=tuple(dict.fromkeys((*others, *sorted(meant.titles, key=lambda title: title not in primary)))),
        topics=tuple(topic for topic in question.topics if topic.name not in names),
        subgroups=tuple(name for name in question.subgroups if name not in parts),
        mentions=tuple(m for m in question.mentions if m not in covered),
    )


def _primary(question: Question, *, terms: TermIndex) -> set[str]:
    return {term.name for term in terms.terms("outcome", trial=question.trial) if term.primary}


_PRIMARY = re.compile(
    r"\bprimary\s(?:(?:[\w-]+\s){0,2})(?:end\s?points?|outcomes?|objectives?)\b(?!\scomponents?)", re.IGNORECASE
)
"""That the primary outcome is asked as such, whatever other title has the word."""


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
