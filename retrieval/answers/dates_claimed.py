"""A date that a question takes something to have: held against those reported, and told of what it is the date of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.contrasts import presupposes
from retrieval.answers.phrasing import format_date, in_sentence
from retrieval.questions.dates_told import Told, dates_told
from retrieval.questions.question import Question
from retrieval.records import Sentence


def correct_dates(question: Question, shown: Sequence[Result], *, corpus: Corpus) -> tuple[Sentence, ...]:
    """What is reported in place of a date taken for granted; and of what else a date told is the date, if of one thing.

    Nothing of a date that a result shown has.
    """
    rows = [row for row in shown if isinstance(row.value, date)]
    if not rows or len(rows) != len(shown):
        return ()
    named = {term.name for term, text in question.analyses if not _DATED.search(text)}
    rows = [row for row in rows if row.analysis in named] or rows  # the date of another analysis bears nothing out
    told = dates_told(question.text)
    strange = [each for each in told if not any(_has(row, each) for row in rows)]
    owners = [owner for each in strange if each.month and (owner := _tell_owner(each, question, corpus=corpus))]
    wrong = strange and len(strange) == len(told) and presupposes(question.text)
    first = rows[0]
    correction = f"Correction: the date reported is another. {first.outcome}: {_date(first)}."
    return (*((Sentence(correction, (first,)),) if wrong else ()), *dict.fromkeys(owners))


def dates_borne_out(question: Question, shown: Sequence[Result]) -> tuple[Result, ...]:
    """The results shown that have the dates told, where each of these is one's."""
    rows = [row for row in shown if isinstance(row.value, date)]
    told = dates_told(question.text) if rows and len(rows) == len(shown) else ()
    found = [next((row for row in rows if _has(row, each)), None) for each in told]
    return tuple(row for row in found if row) if None not in found else ()


_DATED = re.compile(r"\d{4}")
"""An analysis that is named by its date: the date is what is claimed."""


def _tell_owner(told: Told, question: Question, *, corpus: Corpus) -> Sentence | None:
    """The sentence that says which date of the trial is the one told; ``None`` where none is, or several are."""
    rows = [row for row in corpus.table.results(trial=question.trial) if _has(row, told)]
    if len({(row.outcome, row.value) for row in rows}) != 1:
        return None
    text = f"The date in the question is that of: {in_sentence(rows[0].outcome)}, {_date(rows[0])}."
    return Sentence(text, (rows[0],))


def _has(row: Result, told: Told) -> bool:
    return isinstance(row.value, date) and told.agrees(row.value)


def _date(row: Result) -> str:
    assert isinstance(row.value, date), "only dates are told"
    return format_date(row.value)
