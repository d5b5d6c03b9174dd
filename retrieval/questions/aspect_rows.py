"""The rows of an event, where how often it came is asked of it and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.records import Result
from retrieval.questions.event_aspects import aspects_in
from retrieval.questions.question import Question


def aspects_asked(question: Question) -> tuple[str, ...]:
    """What is asked of the event of a question beside its rate: its symptoms, its treatment."""
    return aspects_in(question.text, question.mentions, question.outcomes)[0]


def with_aspect(rows: Sequence[Result], question: Question) -> tuple[Result, ...]:
    """The rows of an event; none where something is asked of it that no rate tells, and not its rate as well."""
    aspects, counted = aspects_in(question.text, question.mentions, question.outcomes)
    rates = bool(rows) and all(row.category == "safety" for row in rows)
    return () if aspects and rates and not counted else tuple(rows)
