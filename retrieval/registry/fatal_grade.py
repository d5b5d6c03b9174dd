"""Who died of the treatment, where a registry record tells it by the grade of its toxicities alone."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.terms import TermIndex

_FATAL_EVENT = "Fatal treatment-emergent adverse event"
_MEASURED = ("efficacy", "safety")
_OF_FIVE = re.compile(r"(?:^|[:,]\s)grade 5(?:\s(?:(?:adverse )?events?|(?:TE)?AEs?))?$", re.IGNORECASE)
"""That a row counts events of the fatal grade alone."""


def with_fatal_grade(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question for the rows of grade 5, where it asks who died of the treatment and the record counts it so."""
    trial = question.trial or ""
    if question.outcomes != (_FATAL_EVENT,) or terms.outcomes_of(_FATAL_EVENT, trial=trial):
        return question
    slots = corpus.table.slots(trial, ("outcome", "item", "category"))
    graded = dict.fromkeys(t for t, item, kind in slots if t and kind in _MEASURED and _OF_FIVE.search(item or ""))
    if not graded:
        return question
    text = question.text
    for m in question.mentions:
        if m.term.name == _FATAL_EVENT:  # the words of its name single out no row
            text = text[: m.start] + "fatal".ljust(m.end - m.start) + text[m.end :]
    kept = tuple(m for m in question.mentions if m.term.name != _FATAL_EVENT)
    return replace(question, text=text, mentions=kept, outcomes=tuple(graded), grades=("5",), statistics=())
