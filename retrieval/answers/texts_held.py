"""Which texts the corpus itself holds, and which parts of them: for a question whether it has a paper in full."""

from __future__ import annotations

import re

from ingest.corpus import Corpus
from ingest.records import Source
from retrieval.answers.publications_meant import publications_meant
from retrieval.questions.question import Question
from retrieval.records import Sentence

_WHOLE = re.compile(
    r"\b(?:full|whole|entire|complete)[- ](?:\w+ ){0,3}?"
    r"(?:texts?|articles?|papers?|publications?|manuscripts?|reports?)\b|\bin full\b"
    r"|\b(?:only|just) (?:the |its |an? )?abstracts?\b|\babstracts? (?:only|alone)\b|\bPDFs?\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:do|have|did|can|could) you\b|\byou (?:have|hold|got|know|read)\b|\b(?:corpus|collection|database|library)\b"
    r"|\b(?:in here|held|loaded|ingested|on file|stored)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\s*(?:https?://|doi:)\S+")


def tell_texts(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """What is held of the text of each publication named, else of every source; nothing where that is not asked."""
    if question.outcomes or not (_WHOLE.search(question.text) and _HELD.search(question.text)):
        return ()
    sources = [source for source in corpus.sources.values() if question.trial in (None, source.trial)]
    meant = publications_meant(question, corpus=corpus)
    held = [source for source in meant or sources if corpus.document(source.id)]
    lacking = [source for source in meant or sources if source not in held]
    told = [_tell(source, corpus=corpus) for source in held]
    if lacking:
        which = "; ".join(_cite(source) for source in lacking) if meant else f"the other {len(lacking)} sources"
        text = f"Only figures are held, and not the text, of: {which}."
        counted = (str(len(lacking)),)
        told.append(Sentence(text, sources=tuple(source.id for source in lacking[:_MOST]), counted=counted))
    return tuple(told)


_MOST = 10


def _tell(source: Source, *, corpus: Corpus) -> Sentence:
    document = corpus.document(source.id)
    sections = ", ".join(section.title for section in document.sections) if document else ""
    text = f"The text that is held has these parts alone: {sections}, of: {_cite(source)}."
    return Sentence(text, sources=(source.id,))


def _cite(source: Source) -> str:
    return _ADDRESS.sub("", source.citation).rstrip(" .")
