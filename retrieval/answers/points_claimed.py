"""A lower hazard that a question takes for so many percentage points of absolute risk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.phrasing import describe_hazard_reduction
from retrieval.lower_hazards import lowers_by
from retrieval.questions.question import Question
from retrieval.records import Sentence

_POINTS = re.compile(
    r"(?<![\d.])(?P<points>\d{1,2}(?:\.\d)?)[\s-]?(?:percentage[\s-]|per ?cent[\s-]|%[\s-]?)?points?\b", re.IGNORECASE
)
_LOWER = re.compile(
    r"\b(?:cuts?|cutting|reduc\w+|lower\w*|less|fewer|fall(?:s|ing|en)?|fell|drop\w*|decreas\w+|down|smaller|declin\w+)\b",
    re.IGNORECASE,
)


def for_hazard_in_points(question: Question, *, corpus: Corpus) -> Question:
    """The question for the hazard ratio behind the points that it takes an absolute risk to be lower by."""
    rows = _behind(question, question.outcomes, corpus=corpus)
    return replace(question, statistics=("hazard ratio",), unknown=(), unread=()) if rows else question


def correct_points(question: Question, shown: Sequence[Result], *, corpus: Corpus) -> tuple[Sentence, ...]:
    """That a hazard ratio tells a lower hazard by so many percent, where a question calls these percentage points."""
    rows = _behind(question, tuple(dict.fromkeys(row.outcome for row in shown)), corpus=corpus)
    told = describe_hazard_reduction(rows[0]) if rows else None
    return (replace(told, text=f"Correction: a{told.text.removeprefix('A')}"),) if told else ()


def _behind(question: Question, outcomes: Sequence[str], *, corpus: Corpus) -> list[Result]:
    """The hazard ratios of the outcomes that come to the points told, those of the parts asked first."""
    claimed = _POINTS.search(question.text)
    if claimed is None or question.landmark or not _LOWER.search(question.text):
        return []
    rows = [row for name in outcomes for row in corpus.table.results(trial=question.trial, outcome=name)]
    rows = [row for row in rows if lowers_by(row, claimed["points"])]
    rows = [row for row in rows if (row.subgroup in question.subgroups) == bool(question.subgroups)]
    return [row for row in rows if question.subgroups or row.subgroup is None]
