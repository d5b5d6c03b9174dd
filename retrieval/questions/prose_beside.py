"""Which parts of a question prose answers beside the figures of the others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from retrieval.questions import clauses, relations
from retrieval.terms import Mention

_PUBLICATION = "Publication"
_INTERESTS = "Declaration of interests"
"""Answered by entries, not by quotes beside a figure."""


def listed_topics(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The topics that stand in a list with an outcome: each is another part of the question."""
    outcomes = [m for m in mentions if m.term.kind == "outcome"]
    return tuple(
        topic
        for topic in mentions
        if topic.term.kind == "topic"
        and topic.term.section != _INTERESTS
        and any(
            relations.only_joins(text[min(topic.end, outcome.end) : max(topic.start, outcome.start)])
            for outcome in outcomes
        )
    )


def spans_of_prose(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """The questions of several in which a topic is asked and no outcome: their words restrict no figure of the others.

    What a publication tells of itself is asked beside figures to say which are meant.
    """
    cuts = [0, *clauses.further_questions(text), len(text)]
    parts = list(pairwise(cuts)) if len(cuts) > 2 else []

    def names(span: tuple[int, int], kind: str) -> bool:
        inside = [m for m in mentions if m.term.kind == kind and span[0] <= m.start < span[1]]
        return any(m.term.section != _PUBLICATION for m in inside)

    return [span for span in parts if names(span, "topic") and not names(span, "outcome")]
