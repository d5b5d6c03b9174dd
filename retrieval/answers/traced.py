"""Of what a figure is that a question quotes: the result that has it, whatever its outcome and part of the patients."""

from __future__ import annotations

import re

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.absence import point_to_safety
from retrieval.answers.figures import Figure, group_figures
from retrieval.answers.parts_told import asks_explanation
from retrieval.answers.phrasing import describe_figure, describe_hazard_reduction, describe_interval
from retrieval.questions.question import Question
from retrieval.questions.quoted import decimals_quoted
from retrieval.questions.statistics_asked import measures
from retrieval.records import Sentence
from retrieval.registry.trial_words import record_of
from retrieval.terms import TermIndex

_NUMBER = r"\d+[.·]\d+"
_WHOSE = re.compile(
    rf"\b(?:in|for) (?:whom|(?:which|what) (?:patients|people|sub-?groups?|population|analysis))\b[^?]*{_NUMBER}"
    rf"|{_NUMBER}[^?]*\b(?:which|what) (?:(?:sub-?)?group|arm|patients|population|outcome|end ?point|analysis)"
    r"(?: is (?:it|that))?\W*$"
    rf"|{_NUMBER}[^?]*\bwhat (?:is|was) (?:it|that|this)(?: (?:number|figure|value|result))?\W*$"
    rf"|\bwhat (?:is|was|does|do)\b[^?]{{0,30}}{_NUMBER}[^?]{{0,25}}"
    r"\b(?:about|refers? to|mean|tell(?: us| me)?|say|stand for|belongs? to|of|for|relate to)\W*$"
    rf"|{_NUMBER}\b[^?]{{0,25}}\b(?:belong|refer|relate)s? to (?:what|which|whom)\b"
    rf"|\b(?:what|which \w+) does\b[^?]{{0,30}}{_NUMBER}[^?]{{0,20}}\b(?:belong|refer|relate) to\W*$",
    re.IGNORECASE,
)
_MOST = 3
"""Results that a figure may be of; of more, it does not tell which is meant."""


def tell_traced(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """The results that have the figure which a question quotes to ask of what it is; nothing where that is not asked.

    Of a figure quoted with its interval, those with both; of a registry's record, whose figures are many, none.
    """
    numbers = decimals_quoted(question.text)
    named = [m.term.name for m in question.mentions if m.term.kind in ("outcome", "subgroup")]
    if named or not numbers or not _WHOSE.search(question.text) or record_of(question.trial, corpus=corpus):
        return ()
    rows = [row for row in corpus.table.results(trial=question.trial) if str(row.value) in numbers]
    rows = [row for row in rows if any(measures(row, name) for name in question.statistics)] or rows
    rows = [row for row in rows if {str(row.ci_low), str(row.ci_high)} <= numbers] or rows
    if not rows or len({_slot(row) for row in rows}) > _MOST:
        return ()
    figures = group_figures(sorted(rows, key=lambda row: bool(row.subgroup)), corpus=corpus, terms=terms)
    told = [sentence for figure in figures for sentence in _described(figure, question, terms=terms)]
    return tuple(dict.fromkeys((*told, *filter(None, (point_to_safety(figures, corpus=corpus),)))))


def _described(figure: Figure, question: Question, *, terms: TermIndex) -> list[Sentence]:
    """A figure; of a hazard ratio whose meaning is asked, also whether its interval has 1, and the lower hazard."""
    told = list(describe_figure(figure, terms=terms))
    if asks_explanation(question.text):
        for row in figure.rows:
            told += filter(None, (describe_interval(row), describe_hazard_reduction(row)))
    return told


def _slot(row: Result) -> tuple[object, ...]:
    return row.outcome, row.statistic, row.subgroup, row.grade, row.arm, row.data_cutoff, row.censoring
