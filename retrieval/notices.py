"""What the reader must know beside an answer."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.vocabulary import Term
from retrieval.intake import find_adverse_events
from retrieval.prompting import fill
from retrieval.records import Notice


def find_notices(question: str, *, terms: tuple[Term, ...]) -> tuple[Notice, ...]:
    """The notices that a question raises before it is answered: an adverse event told in it."""
    intake = find_adverse_events(question, terms=terms)
    return (Notice("adverse_event", fill("adverse_event")),) if intake else ()


def unread_notice(words: Sequence[str]) -> tuple[Notice, ...]:
    """Say which words of an answered question were not understood, and so not used."""
    named = f"“{'”, “'.join(dict.fromkeys(words))}”"
    return (Notice("unread_words", fill("unread_words", words=named)),) if words else ()
