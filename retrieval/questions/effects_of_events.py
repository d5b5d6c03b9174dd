"""The effect on what is counted as events: a hazard ratio is of "progression-free survival", not of its events."""

from __future__ import annotations

from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.questions.titled_outcomes import EFFECTS, MEDIANS

_EVENTS = " events"


def with_effects_of_events(question: Question, *, corpus: Corpus) -> Question:
    """The question with the outcome whose events it counts, where it asks an effect or a median that only that has."""
    asked = set(question.statistics) & (EFFECTS | MEDIANS)
    if not asked:
        return question
    outcomes: list[str] = []
    for name in question.outcomes:
        outcomes.append(name)
        if name.endswith(_EVENTS) and (wanted := asked - _statistics(name, question, corpus=corpus)):
            whole = name.removesuffix(_EVENTS)
            outcomes += [whole] if wanted & _statistics(whole, question, corpus=corpus) else []
    return replace(question, outcomes=tuple(dict.fromkeys(outcomes)))


def _statistics(name: str, question: Question, *, corpus: Corpus) -> set[str]:
    """The statistics that the table has of an outcome, a median by either of its names."""
    told = {row.statistic for row in corpus.table.results(trial=question.trial, outcome=name)}
    return told | {statistic.removeprefix("Kaplan-Meier ") for statistic in told}
