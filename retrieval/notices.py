"""What the reader must know beside an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.records import SourceNotice
from ingest.vocabulary import Term
from retrieval.inert import strip_markup
from retrieval.intake import find_adverse_events
from retrieval.prompting import fill
from retrieval.records import Citation, Notice

_UNPUBLISHED = "to confirm"  # for those who keep the corpus, not for those who ask


def find_notices(question: str, *, terms: tuple[Term, ...]) -> tuple[Notice, ...]:
    """The notices that a question raises before it is answered: an adverse event told in it."""
    intake = find_adverse_events(question, terms=terms)
    return (Notice("adverse_event", fill("adverse_event")),) if intake else ()


def unread_notice(words: Sequence[str]) -> tuple[Notice, ...]:
    """Say which words of an answered question were not understood, and so not used."""
    named = f"“{'”, “'.join(dict.fromkeys(words))}”"
    return (Notice("unread_words", fill("unread_words", words=named)),) if words else ()


def withheld_notice(sources: Sequence[str]) -> tuple[Notice, ...]:
    """Say which sources hold a text that a chat model was not shown."""
    named = ", ".join(dict.fromkeys(sources))
    return (Notice("text_withheld", fill("text_withheld", sources=named)),) if named else ()


def make_inert(*notices: Notice) -> tuple[Notice, ...]:
    """Return the notices without live markup: some repeat words of a source or of the question."""
    return tuple(replace(notice, text=strip_markup(notice.text)) for notice in notices)


def warn_of_sources(
    citations: Sequence[Citation], *, notices: Mapping[str, tuple[SourceNotice, ...]]
) -> tuple[Notice, ...]:
    """Return what was published about each cited source: that it was retracted, corrected, or doubted.

    Args:
        notices: Of the corpus, by source.
    """
    first: dict[str, Citation] = {}
    for citation in citations:
        first.setdefault(citation.source, citation)
    return tuple(
        Notice(notice.kind.replace(" ", "_"), fill("source_notice", n=str(citation.n), source=source, text=notice.text))
        for source, citation in first.items()
        for notice in list_published(source, notices=notices)
    )


def list_published(source: str, *, notices: Mapping[str, tuple[SourceNotice, ...]]) -> tuple[SourceNotice, ...]:
    """Return the notices that were published on a source, without what its keepers have to confirm."""
    return tuple(notice for notice in notices.get(source, ()) if notice.kind != _UNPUBLISHED)
