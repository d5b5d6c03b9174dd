"""Outcomes that a question names, and that tell it of another time, value, limit, age or grade than is asked."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.corpus import Corpus
from retrieval.coded_events import single_events
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import agree, times_told
from retrieval.registry.figures_asked import (
    are_in_figures_asked,
    are_of_the_age_asked,
    have_grade_asked,
    have_limit_asked,
    tell_what_followed,
)
from retrieval.registry.later_values import carry_names, is_later
from retrieval.registry.measure_words import TOTALS
from retrieval.registry.measures import Measures

DEATHS = "All-cause mortality"


def is_told_apart(question: Question, held: Sequence[str], meant: Measures, *, corpus: Corpus) -> bool:
    """Whether the measures meant tell what is asked, and the outcomes held something apart from it.

    Args:
        held: Titles to which the names in the question lead; at least one.
    """
    events = single_events(question.trial or "", table=corpus.table)
    graded = set(held) <= events and have_grade_asked(question, meant.titles, held, corpus=corpus)
    return (
        _are_of_another_time(question, held, meant, alone=set(held) <= events)
        or is_later(question, held, corpus=corpus)
        or have_limit_asked(question, held, meant, corpus=corpus)
        or (set(held) <= set(meant.listing) and DEATHS not in held)  # no composite of rows
        or tell_what_followed(question, held, meant)
        or are_in_figures_asked(question, held, meant, corpus=corpus)
        or are_of_the_age_asked(question, held, meant, corpus=corpus)
        or (graded and carry_names(question, meant, corpus=corpus))
    )


def _are_of_another_time(question: Question, held: Sequence[str], meant: Measures, *, alone: bool) -> bool:
    """Whether a time asked stands in the titles meant, and not in those held, which are single events ``alone``."""
    times = times_told(question.text)
    if not times:
        return False
    timed = [title for title in held if title not in TOTALS]  # whose time frame is that of all events
    elsewhere = all(times_told(title) and not agree(times, times_told(title)) for title in timed)
    agreeing = [agree(times, times_told(title)) for title in meant.titles]
    return (elsewhere and any(agreeing)) or (alone and all(agreeing))
