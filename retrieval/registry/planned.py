"""What a registry record says of an outcome beside its figures: how it is defined, and when it is measured."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.corpus import Corpus
from ingest.records import Document
from ingest.sentences import sentence_spans
from retrieval.questions.question import Question
from retrieval.records import Quote, Sentence
from retrieval.registry.trial_words import record_of
from retrieval.stems import stems
from retrieval.terms import TermIndex

_SECTIONS = ("Primary outcomes", "Secondary outcomes", "Other outcomes", "Outcome measures")
_LEAD = re.compile(r"^(?:Primary|Secondary|Other) outcome: ")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LONGEST_TITLE = 400


def describe_planned(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """The paragraphs that define the outcomes asked, quoted whole; the protocol's before that of the results.

    A measure taken at several times is defined once.
    """
    record = record_of(question.trial, corpus=corpus)
    told: dict[str, Sentence] = {}
    titles = dict.fromkeys(
        title for name in question.outcomes for title in terms.outcomes_of(name, trial=question.trial or "") or (name,)
    )
    for title in titles if record else ():
        assert record is not None, "there is a record"
        spans = [
            (start, end)
            for section in record.sections
            if section.title in _SECTIONS
            for start, end in _paragraphs(record.text, section.start, section.end)
            if _is_about(record.text[start:end], title)
        ]
        for start, end in spans[:1]:
            paragraph = record.text[start:end]
            quoted = Sentence(f"“{paragraph}”", (), (Quote(record.source, start, end),))
            told.setdefault(_defining(paragraph) or paragraph, quoted)
    return tuple(told.values())


def _defining(paragraph: str) -> str:
    """What a paragraph says between the title of its outcome and the time frame."""
    sentences = [paragraph[start:end] for start, end in sentence_spans(paragraph)]
    return " ".join(sentence for sentence in sentences[1:] if not sentence.startswith("Time frame:"))


def definitions(trial: str, titles: Iterable[str], *, corpus: Corpus) -> dict[str, str]:
    """What the record's protocol says of each outcome after its title; nothing of those that it does not define."""
    record = record_of(trial, corpus=corpus)
    if record is None:
        return {}
    told = [
        record.text[start:end]
        for section in record.sections
        if section.title in _SECTIONS
        for start, end in _paragraphs(record.text, section.start, section.end)
    ]
    heads = [(bare_title(_LEAD.sub("", paragraph)[:_LONGEST_TITLE]), paragraph) for paragraph in told]
    found: dict[str, str] = {}
    for title in titles:
        bare = bare_title(title)
        found[title] = " ".join(paragraph for head, paragraph in heads if _heads(bare, head, paragraph))
    return found


def _heads(bare: str, head: str, paragraph: str) -> bool:
    """Whether a title is that of a paragraph, and not the beginning of a longer one: "death" of "death or stroke"."""
    first = next(iter(sentence_spans(paragraph)), (0, 0))
    return head.startswith(bare) and len(bare) >= len(bare_title(_LEAD.sub("", paragraph[slice(*first)])))


def bare_definition(paragraph: str) -> str:
    """A paragraph on an outcome without what says only which kind it is, and when it is measured."""
    return _FRAME.sub("", _LEAD.sub("", paragraph))


_FRAME = re.compile(r"\s*Time frame: [^\n]*$")


def planned_paragraphs(record: Document) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each outcome that a record plans, by its title, with the span of the paragraph on it."""
    for section in record.sections:
        if section.title in _SECTIONS:
            for start, end in _paragraphs(record.text, section.start, section.end):
                first = next(iter(sentence_spans(record.text[start:end])), (0, 0))
                title = _LEAD.sub("", record.text[start + first[0] : start + first[1]]).rstrip(".")
                yield title, (start, end)


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    for paragraph in text[start:end].split("\n\n"):
        spans.append((start, start + len(paragraph)))
        start += len(paragraph) + 2
    return spans


def _is_about(paragraph: str, title: str) -> bool:
    """Whether a paragraph begins with the title, however it is put in brackets and stops."""
    said = _LEAD.sub("", paragraph)[:_LONGEST_TITLE]
    bare = bare_title(title)
    return bare_title(said).startswith(bare) and (stems(said) >= stems(bare))


def bare_title(text: str) -> str:
    """The words of a title, without its brackets and stops."""
    return " ".join(re.sub(r"[^\w%≥≤<>]+", " ", _BRACKETS.sub("", text)).casefold().split())
