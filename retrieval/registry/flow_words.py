"""What a registry record tells in words of who came before the flow: those screened, and those not taken."""

from __future__ import annotations

from ingest.corpus import Corpus
from ingest.sentences import sentence_spans
from retrieval.questions.question import Question
from retrieval.records import Quote, Sentence
from retrieval.registry.trial_words import record_of
from retrieval.stems import stems

_SECTIONS = ("Before assignment", "Recruitment", "Summary", "Description")
_KINDS = ("disposition", "design")
_MOST = 2
_PEOPLE = stems("how many number of were was are patients participants people subjects persons pts")


def quote_flow(question: Question, outcome: str, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The record's sentences that count those asked for, where no result does; none where it has none."""
    named = [m for m in question.mentions if m.term.name == outcome and m.term.category in _KINDS]
    record = record_of(question.trial, corpus=corpus) if named else None
    if record is None:
        return ()
    wanted = [words for m in named for words in (stems(m.text) - _PEOPLE, stems(m.term.name) - _PEOPLE) if words]
    spans = [
        (section.start + start, section.start + end)
        for title in _SECTIONS
        for section in record.sections
        if section.title == title
        for start, end in sentence_spans(record.text[section.start : section.end])
    ]
    found = [
        (start, end)
        for start, end in spans
        if any(character.isdigit() for character in record.text[start:end])
        and any(words <= stems(record.text[start:end]) for words in wanted)
    ][:_MOST]
    return tuple(
        Sentence(f"“{record.text[start:end]}”", (), (Quote(record.source, start, end),)) for start, end in found
    )
