"""What the controls of a registered trial got: the record's own paragraphs of its arms for comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.records import Quote, Sentence
from retrieval.registry.trial_words import record_of
from retrieval.terms import TermIndex

_CONTROLS = r"(?:controls?|comparators?|comparison)(?:[\s-](?:groups?|arms?|treatments?|interventions?|conditions?))?"
_ASKED = re.compile(
    rf"\b(?:was|were|is|are)\s(?:the\s)?{_CONTROLS}\s(?:just\s|only\s|also\s|ever\s)?"
    r"(?:an?|on|given|offered|treated|put|getting|kept|allowed|allotted|active|inactive|placebo|sham|usual)\b"
    rf"|\bwhat\s(?:did|do|does|was|were|is|are)\s(?:the\s)?{_CONTROLS}\s"
    r"(?:get|got|receive|given|do|offered|on|take|treated with|like)\b"
    rf"|\bwhat\s(?:was|were|is|are)\s(?:the\s)?{_CONTROLS}\W*$"
    rf"|\bwhat (?:kind|sort|type) of {_CONTROLS}\b",
    re.IGNORECASE,
)
"""That it is asked what those got against whom a treatment was held."""
_FOR_COMPARISON = re.compile(r"^[^.\n]*\((?:[a-z]+ comparator|no intervention)\)", re.IGNORECASE)
"""How the paragraph of such an arm begins: "Saline (placebo comparator)"."""
_RESULTS = ("efficacy", "safety")


def tell_controls(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[Sentence, ...]:
    """The paragraphs of the arms for comparison, quoted, where it is asked what these were; none beside a result."""
    del terms
    measured = any(m.term.kind == "outcome" and m.term.category in _RESULTS for m in question.mentions)
    record = None if measured or not _ASKED.search(question.text) else record_of(question.trial, corpus=corpus)
    if record is None:
        return ()
    arms = [section for section in record.sections if section.title == "Arms"]
    spans = (span for section in arms for span in _paragraphs(record.text, section.start, section.end))
    return tuple(
        Sentence(f"“{record.text[start:end]}”", (), (Quote(record.source, start, end),))
        for start, end in spans
        if _FOR_COMPARISON.match(record.text[start:end])
    )


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for paragraph in text[start:end].split("\n\n"):
        yield start, start + len(paragraph)
        start += len(paragraph) + 2
