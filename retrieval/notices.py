"""What the reader must know beside an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.records import SourceNotice
from retrieval.answers.phrasing import in_sentence
from retrieval.chat_model.prompting import fill
from retrieval.inert import strip_markup
from retrieval.intake.detector import ELEMENTS, Intake, Span, find_adverse_events
from retrieval.intake.urgency import is_urgent
from retrieval.personal.data import find_personal_data
from retrieval.records import Citation, Notice
from retrieval.source_notices import list_published

_FIRST_PERSON = frozenset("i me my mine we us our ours".split())


def find_notices(question: str, *, corpus: Corpus) -> tuple[Notice, ...]:
    """The notices that a question raises before it is answered: an emergency, an adverse event and personal data."""
    intake = find_adverse_events(question, terms=corpus.terms)
    personal = find_personal_data(question, corpus=corpus)
    told = (Notice("adverse_event", fill("adverse_event", elements=describe_elements(intake))),) if intake else ()
    if is_urgent(question, told=bool(intake)):
        told = (Notice("urgent", fill("urgent")), *told)
    kinds = join_words(tuple(dict.fromkeys(datum.kind for datum in personal)))
    return (*told, Notice("personal_data", fill("personal_data", kinds=kinds))) if personal else told


def describe_elements(intake: Intake) -> str:
    """Which of the four elements of a report a question tells, in its own words, and which have to be asked for."""
    told = ", ".join(f"{name} ({_quote(getattr(intake, name))})" for name in ELEMENTS if getattr(intake, name))
    missing = f" Still to be asked for: {join_words(intake.missing)}." if intake.missing else ""
    return f"Of the four elements of a report it tells: {told or 'none in words that are known here'}.{missing}"


def _quote(spans: Sequence[Span]) -> str:
    """The words that tell an element; who says "my" is the one who asks."""
    words = dict.fromkeys(span.text.strip() for span in spans)
    if all(word.casefold() in _FIRST_PERSON for word in words):
        return "who asks"
    return f"“{'”, “'.join(words)}”"


def join_words(words: Sequence[str]) -> str:
    """Words as a list in prose: ``"a, b and c"``."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def unread_notice(words: Sequence[str]) -> tuple[Notice, ...]:
    """Say which words of an answered question were not understood, and so not used."""
    named = f"“{'”, “'.join(dict.fromkeys(words))}”"
    return (Notice("unread_words", fill("unread_words", words=named)),) if words else ()


def meaning_notice(outcomes: Sequence[str]) -> tuple[Notice, ...]:
    """Say which outcomes were taken for the ones asked by their meaning alone."""
    named = join_words([in_sentence(outcome) for outcome in outcomes])
    return (Notice("by_meaning", fill("by_meaning", outcome=named)),) if outcomes else ()


def plain_question_notice(question: str) -> tuple[Notice, ...]:
    """Say as which question in the field's terms everyday words were read."""
    return (Notice("by_meaning", fill("plain_question", question=question)),)


def composite_notice(outcomes: Sequence[str]) -> tuple[Notice, ...]:
    """Say which outcomes asked the figures tell only as one part of a composite endpoint."""
    named = join_words([in_sentence(outcome) for outcome in outcomes])
    return (Notice("part_of_composite", fill("part_of_composite", outcome=named)),) if outcomes else ()


def cause_notice(cause: str | None) -> tuple[Notice, ...]:
    """Say that the deaths told are of any cause, where those of one are asked."""
    return (Notice("deaths_of_any_cause", fill("deaths_of_any_cause", cause=cause)),) if cause else ()


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
