"""Who belongs to an analysis set, in the words by which a registry record tells whom each of its measures counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.corpus import Corpus
from ingest.records import Document
from retrieval.questions.question import Question
from retrieval.records import Quote, Sentence
from retrieval.registry.trial_words import record_of
from retrieval.stems import stems

_MEASURES = "Outcome measures"
_ANALYSED = re.compile(r"\bAnalysed: (?P<told>[^\n]+)")
_NAME = re.compile(
    r"(?P<name>(?:[A-Z(][\w()/-]*)(?:\s[\w()/-]+){0,8}?)\s?"
    r"(?::|\b(?:that )?(?:included|includes|comprised|comprises|consisted|consists|was defined|is defined|defined as))"
)
"""How such a sentence begins with the name of a set, and what follows."""
_MEASURED = ("efficacy", "safety")
_OF_SET = re.compile(r"\b(?:population|set)\b", re.IGNORECASE)
_SHORT = re.compile(r"\((?P<short>[A-Za-z-]{2,8})\)")
_SENTENCE = re.compile(r".+?(?:\.(?=\s|$)|$)")
_ANY_SET = stems("population set analysis group the of at for with all participants")


def define_sets(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The sentence on who belongs to each analysis set that a question names; none where the record tells none.

    None where it names what is measured in a set.
    """
    record = record_of(question.trial, corpus=corpus)
    named = [m.text for m in question.mentions if m.term.kind == "outcome" and m.term.category in _MEASURED]
    if any(not _OF_SET.search(text) for text in named):
        return ()
    told: dict[str, Quote] = {}
    for name, start, end in _definitions(record) if record else ():
        if record and _is_named(name, question.text):
            told.setdefault(_SHORT.sub("", name).casefold(), Quote(record.source, start, end))
    return tuple(
        Sentence(f"“{record.text[quote.start : quote.end]}”", (), (quote,)) for quote in told.values() if record
    )


def _definitions(record: Document) -> Iterator[tuple[str, int, int]]:
    """Each set that the record says the members of, with the span of the sentence that does."""
    for section in record.sections:
        if section.title != _MEASURES:
            continue
        for analysed in _ANALYSED.finditer(record.text, section.start, section.end):
            name = _NAME.match(analysed["told"])
            sentence = _SENTENCE.match(analysed["told"])
            if name and sentence and sentence.end() > name.end() + 1:
                yield name["name"], analysed.start("told"), analysed.start("told") + sentence.end()


def _is_named(name: str, text: str) -> bool:
    """Whether a text names a set by its short form, or by all words that tell it from other sets."""
    if (short := _SHORT.search(name)) and re.search(rf"\b{re.escape(short['short'])}\b", text):
        return True
    own = stems(_SHORT.sub(" ", name).partition(" at ")[0]) - _ANY_SET
    return bool(own) and own <= stems(text)
