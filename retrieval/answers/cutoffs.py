"""The data cut-off of an analysis that is asked for by name, where no row of the table is that date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.phrasing import format_date
from retrieval.naming import sources_named
from retrieval.questions.agencies import is_approval
from retrieval.questions.analysis_words import is_cutoff_of
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.stems import stems
from retrieval.terms import TermIndex

CUTOFF = "Data cut-off"
_DATES = (CUTOFF, "Date of analysis")


def ask_for_cutoffs(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the data cut-off where the date of an analysis is asked for: "when was the final analysis".

    Of an outcome ("the cut-off for OS"), the cut-offs of the analyses that have results of it.
    """
    if any(is_approval(name) for name in question.outcomes):
        return question
    if CUTOFF in question.outcomes and len(question.outcomes) > 1:
        return _of_outcomes(question, corpus=corpus, terms=terms)
    dated = "date" in question.statistics or _asks_when(question.text) or bool(_DONE_IN.search(question.text))
    if dated and question.outcomes and (dates := _dates_of(question, corpus=corpus)):
        return replace(question, outcomes=dates, statistics=())
    if question.outcomes or not question.analyses or not dated:
        return question
    held = any(row.outcome == CUTOFF for row in corpus.table.results(trial=question.trial))
    return replace(question, outcomes=(CUTOFF,), statistics=(), method=False) if held else question


def _of_outcomes(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    others = tuple(name for name in question.outcomes if name != CUTOFF)
    rows = [row for name in others for row in corpus.table.results(trial=question.trial, outcome=name)]
    cutoffs = {row.data_cutoff for row in rows}
    dated = corpus.table.results(trial=question.trial, outcome=CUTOFF)
    names = {row.analysis for row in dated if row.data_cutoff in cutoffs}
    if not is_cutoff_of(question.text, question.mentions, [m for m in question.mentions if m.term.name in others]):
        return question
    if not names:
        return replace(question, outcomes=others)
    analyses = [term for term in terms.terms("analysis", trial=question.trial) if term.name in names]
    named = question.analyses or tuple((term, term.name) for term in analyses)
    return replace(question, outcomes=(CUTOFF,), statistics=(), analyses=named, unread=())


def ask_for_stage(question: Question, *, corpus: Corpus) -> Question:
    """The question for what a registry calls an analysis, where it asks that: "is it final in the register"."""
    told = _REGISTRY.search(question.text) and _STAGE_ASKED.search(question.text)
    if not told or set(question.outcomes) - {_STAGE} or question.statistics or question.subgroups:
        return question
    if not any(outcome == _STAGE for (outcome,) in corpus.table.slots(question.trial or "", ("outcome",))):
        return question
    return replace(question, outcomes=(_STAGE,), topics=(), analyses=(), unread=())


_STAGE = "Analysis stage"
_REGISTRY = re.compile(r"\b(?:regist(?:ers?|ry|ries)|EudraCT|EU-?CTR|ClinicalTrials)\b", re.IGNORECASE)
_STAGE_ASKED = re.compile(
    r"\b(?:call|label|treat|regard|consider|describ|class|deem|mark|term|name)\w*\b[^?]*\b(?:final|interim|analysis)\b"
    r"|\b(?:final or interim|interim or final)\b|\bstage\b|\banalysis\b[^?]{0,30}\b(?:final|interim)\b",
    re.IGNORECASE,
)
_DONE_IN = re.compile(
    r"\b(?:done|performed|carried out|run|conducted|made|dated?|take place|took place)\b[^?]{0,20}"
    r"\b(?:in|from|of)\s(?:\w+\s)?20\d\d\b",
    re.IGNORECASE,
)
"""That a year is told in which something was done, to be confirmed."""


def describe_cutoffs(question: Question, shown: Sequence[Result], *, corpus: Corpus) -> tuple[Sentence, ...]:
    """One sentence for each analysis asked whose date no row shown tells, resting on a result of that analysis.

    Of a source named that tells no date of its own, the cut-off of its results.
    """
    if not set(question.outcomes) <= set(_DATES) or not question.outcomes:
        return ()
    sources = sources_named(question, corpus=corpus) if CUTOFF in question.outcomes and not shown else frozenset()
    if of_sources := cutoffs_of(sorted(sources), question, corpus=corpus):
        return of_sources
    told = {row.data_cutoff for row in shown}
    rows = corpus.table.results(trial=question.trial)
    named = {term.cutoff: term.name for term, _ in question.analyses if term.cutoff and term.cutoff not in told}
    found = {cutoff: next((r for r in rows if r.data_cutoff == cutoff and r.analysis), None) for cutoff in named}
    return tuple(
        _tell(row, row.data_cutoff) for row in found.values() if row is not None and row.data_cutoff is not None
    )


def cutoffs_of(sources: Iterable[str], question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """One sentence for each source, with the latest data cut-off of its results: earlier ones it only repeats."""
    dated = [row for row in corpus.table.results(trial=question.trial) if row.analysis and row.data_cutoff]
    of_each = ([row for row in dated if row.source == source] for source in dict.fromkeys(sources))
    latest = [max(rows, key=lambda row: row.data_cutoff or date.min) for rows in of_each if rows]
    return tuple(_tell(row, row.data_cutoff) for row in latest if row.data_cutoff)


def _tell(row: Result, cutoff: date) -> Sentence:
    return Sentence(f"{CUTOFF} of the {row.analysis}: {format_date(cutoff)}.", (row,))


def _dates_of(question: Question, *, corpus: Corpus) -> tuple[str, ...]:
    """The dates that stand in the table for what is asked about: when enrolment began and ended, of those enrolled."""
    slots = corpus.table.slots(question.trial or "", ("outcome", "statistic"))
    dates = [outcome for outcome, statistic in slots if statistic == "date" and outcome]
    if any(name in dates for name in question.outcomes):
        return ()
    said = [m.text for m in question.mentions if m.term.name in question.outcomes]
    words = stems(" ".join((*said, *(token.text for token in (*question.unread, *question.unknown))))) - _GLUE
    found = tuple(dict.fromkeys(outcome for outcome in dates if words & stems(outcome)))
    ends = [word for word, said in _ENDS.items() if said.search(question.text)]
    return tuple(outcome for outcome in found if any(word in outcome for word in ends)) or found


_ENDS = {
    "start": re.compile(r"\b(?:beg[aiu]n\w*|start\w*|open\w*|first|initiat\w*)\b", re.IGNORECASE),
    "end": re.compile(r"\b(?:end\w*|clos\w*|last|finish\w*|complet\w*|stopp\w*)\b", re.IGNORECASE),
}
"""How the beginning and the end of a period are said, by the word that titles have for it."""
_GLUE = stems("the of and a in date first last start end begin")


def _asks_when(text: str) -> bool:
    words = text.casefold().split()
    return bool(words) and "when" in (words[0].strip(",:"), *words[1:2])
