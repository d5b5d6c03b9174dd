"""What the reader must know beside an answer."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.vocabulary import Term
from retrieval.intake import find_adverse_events
from retrieval.prompting import fill
from retrieval.records import Notice


def find_notices(question: str, *, terms: Sequence[Term]) -> tuple[Notice, ...]:
    """The notices that a question raises: for now, an adverse event told in it."""
    intake = find_adverse_events(question, terms=tuple(terms))
    return (Notice("adverse_event", fill("adverse_event")),) if intake else ()
