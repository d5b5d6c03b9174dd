"""Whether the outcomes that names lead to are what is asked, or other measures that the words of a question mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.corpus import Corpus
from retrieval.coded_events import single_events
from retrieval.questions.effects_asked import means_only_part
from retrieval.questions.question import Question
from retrieval.registry.alike import are_composites
from retrieval.registry.carried import lacks_what_is_left, places_of_own_rows
from retrieval.registry.counted_as_named import (
    AS_EVENT,
    are_traits,
    count_any,
    counts_of_people,
    is_milestone,
    is_titled,
)
from retrieval.registry.covered import tokens_of
from retrieval.registry.deaths_counted import asks_who_died, tells_cause
from retrieval.registry.figures_asked import have_grade_asked, may_tell_reason, tell_leaving
from retrieval.registry.kinds_asked import are_of_kind_asked
from retrieval.registry.later_values import carry_names
from retrieval.registry.measure_words import TOTALS
from retrieval.registry.measures import Measures, weight_of
from retrieval.registry.narrowing import are_rows, is_graded, is_held
from retrieval.registry.sounds_like import without_other_grades
from retrieval.registry.told_apart import DEATHS
from retrieval.registry.trial_words import tells_only_trial, words_of
from retrieval.registry.words_asked import tells_change
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex, split_tokens

_AS_ADVERSE = re.compile(
    r"\bas an? (?:[\w-]+ ){0,2}(?:adverse (?:event|effect|reaction)|side[ -]effect|(?:TE|S)?AE)\b", re.IGNORECASE
)
"""That what is named is asked as an adverse event, whatever measure has the word, too."""


def are_what_is_asked(
    question: Question, meant: Measures, held: Sequence[str], *, corpus: Corpus, terms: TermIndex
) -> bool:
    """Whether a name already leads to what is asked, or the measures meant carry no more than a part asked."""
    if _is_told_as_named(question, meant, held, corpus=corpus, terms=terms) or is_titled(question, held):
        return True
    if not meant.weight if held else means_only_part(question, meant.covered, meant.titles):
        return True
    told = is_milestone(question, held, corpus=corpus)
    told = told and not any(token.start in meant.covered for token in question.unknown)
    return told or are_traits(question, held, corpus=corpus)


def ask_other_events(question: Question, meant: Measures, held: Sequence[str], *, corpus: Corpus) -> bool:
    """Whether other events are asked than the measures tell.

    All adverse events are no answer to one sort of them, nor those who stopped for them to all who stopped.
    """
    events = single_events(question.trial or "", table=corpus.table)
    if held and set(held) <= events and _asks_event(question, meant, held, corpus=corpus):
        return True
    if DEATHS in held and asks_who_died(question.text) and not tells_cause(question.text, meant.titles):
        return True
    if len(TOTALS.intersection(question.outcomes)) > 1:  # "deaths and serious events"
        return True
    if all(_AT_LARGE.search(title) for title in meant.titles) and (
        (set(held) <= events and not carry_names(question, meant, corpus=corpus))
        or (held == [_NOT_COMPLETED] and not AS_EVENT.search(question.text))
        or (question.ranked and not question.grades)  # of the most frequent event no total tells
    ):
        return True
    left = bool(held) and all(title.startswith(_NOT_COMPLETED) for title in held)
    told = left and tell_leaving(meant.titles, question, rows=held == [_NOT_COMPLETED], corpus=corpus)
    return left and not (told and may_tell_reason(held, meant.titles))


def _asks_event(question: Question, meant: Measures, held: Sequence[str], *, corpus: Corpus) -> bool:
    """Whether an event is asked as one: by those words, by its grade, or by the number of people who had it."""
    if _AS_ADVERSE.search(question.text) or have_grade_asked(question, held, meant.titles, corpus=corpus):
        return True
    return counts_of_people(question) and not count_any(meant, question.trial or "", corpus=corpus)


_AT_LARGE = re.compile(r"\badverse (?:drug )?(?:events?|experiences?|reactions?)\b", re.IGNORECASE)
_NOT_COMPLETED = "Not completed"


def _is_told_as_named(
    question: Question, meant: Measures, held: Sequence[str], *, corpus: Corpus, terms: TermIndex
) -> bool:
    """Whether what is named is told as such: the primary outcome, or a row of its own that composites only list."""
    if primary := _PRIMARY.search(question.text):
        only = meant.covered <= {*range(*primary.span())}  # a title that has no more than the words for it
        return set(held) <= primary_titles(question, terms=terms) if held else only
    at_large = DEATHS in held and asks_who_died(question.text)
    event = bool(held) and set(held) <= single_events(question.trial or "", table=corpus.table)
    event = event and not places_of_own_rows(question, meant, (), corpus=corpus)  # which the composite only lists
    rows = event or are_rows(question, held, corpus=corpus)
    return are_composites(meant.titles, question.text) and (at_large or rows)


def fits_better(question: Question, meant: Measures, held: Sequence[str], *, corpus: Corpus, terms: TermIndex) -> bool:
    """Whether the measures meant carry words that the outcomes held leave over, and fit better than any of those."""
    trial = question.trial or ""
    left = {token.start for token in (*question.unknown, *question.unread)}
    beside = (*general_parts(question), *filter(tells_change, question.mentions))
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


_BETTER = 1.3
"""By how much other measures have to fit better than the outcome that a name leads to."""


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


def general_parts(question: Question) -> list[Mention]:
    """General words for a part of the patients, which may belong to what is measured: "kidney function"."""
    return [m for m in question.mentions if m.term.kind == "subgroup" and m.term.trial is None]


def primary_titles(question: Question, *, terms: TermIndex) -> set[str]:
    """The outcomes that the trial has as its primary ones."""
    return {term.name for term in terms.terms("outcome", trial=question.trial) if term.primary}


_PRIMARY = re.compile(
    r"\bprimary\s(?:(?:[\w-]+\s){0,2})(?:end\s?points?|outcomes?|objectives?)\b(?!\scomponents?)", re.IGNORECASE
)
"""That the primary outcome is asked as such, whatever other title has the word."""
