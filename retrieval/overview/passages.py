"""Sentences of held documents that say what kind of trial it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.corpus import Corpus
from ingest.records import Document
from ingest.sentences import sentence_spans
from retrieval.records import Quote

_HEADING = re.compile(r"\s*#+ [^\n]*\n")  # a text in Markdown keeps its headings
_LONGEST = 600  # characters of a sentence that is shown whole


def documents_of(corpus: Corpus, trial: str) -> Iterator[Document]:
    """Yield the documents that are held of a trial, in the order of its sources."""
    for source in corpus.sources.values():
        if source.trial == trial and (document := corpus.document(source.id)) is not None:
            yield document


def find_sentence(
    documents: Iterable[Document], pattern: re.Pattern[str], *, among: Iterable[str] = ()
) -> Quote | None:
    """Return the first sentence in which ``pattern`` is found.

    Args:
        among: Titles of sections, in lower case; given, only sentences of these count.
    """
    titles = set(among)
    for document in documents:
        for section in document.sections or ():
            if titles and section.title.casefold() not in titles:
                continue
            text = document.text[section.start : section.end]
            if pattern.search(text) is None:
                continue
            for start, end in sentence_spans(text):
                if pattern.search(text, start, end) and end - start <= _LONGEST:
                    return Quote(document.source, section.start + start, section.start + end)
    return None


def section_text(documents: Iterable[Document], titles: Iterable[str]) -> Quote | None:
    """Return the beginning of the first section with one of these titles, in lower case."""
    wanted = set(titles)
    for document in documents:
        for section in document.sections:
            if section.title.casefold() in wanted and (found := _beginning(document, section.start, section.end)):
                return found
    return None


def read_quote(quote: Quote, *, corpus: Corpus) -> str:
    """Return the words of a quote on one line."""
    document = corpus.document(quote.source)
    return " ".join(document.text[quote.start : quote.end].split()) if document else ""


def _beginning(document: Document, start: int, end: int) -> Quote | None:
    """The whole sentences of a section up to the longest that is shown, the first in any case; not its heading."""
    text = document.text[start:end]
    heading = _HEADING.match(text)
    start += heading.end() if heading else 0
    spans = sentence_spans(document.text[start:end])
    if not spans:
        return None
    kept = [span for span in spans if span[1] - spans[0][0] <= _LONGEST] or [(spans[0][0], spans[0][0] + _LONGEST)]
    return Quote(document.source, start + kept[0][0], start + kept[-1][1])
