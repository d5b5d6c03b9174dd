"""Evidence numbered: sentences with what they rest on become statements with citations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.corpus import Corpus
from ingest.records import Document, Result
from ingest.sentences import sentence_spans
from retrieval.inert import strip_markup
from retrieval.records import Citation, Quote, Sentence, Statement


@dataclass(slots=True)
class Bibliography:
    """Citations in the order of first use; the same span of the same source keeps its number."""

    corpus: Corpus
    citations: list[Citation] = field(default_factory=list)
    _numbers: dict[Quote | str, int] = field(default_factory=dict)

    def cite(self, sentence: Sentence) -> Statement:
        """The statement of ``sentence``, its evidence numbered; what a document words in it is without live markup."""
        keys: list[Quote | str] = [_evidence_of(result) for result in sentence.results]
        keys += (*sentence.quotes, *sentence.sources)
        text = sentence.text if sentence.written else strip_markup(sentence.text)
        return Statement(text, tuple(dict.fromkeys(self._number(key) for key in keys)))

    def _number(self, key: Quote | str) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self.citations) + 1
            self.citations.append(self._citation(self._numbers[key], key))
        return self._numbers[key]

    def _citation(self, n: int, key: Quote | str) -> Citation:
        if isinstance(key, str):
            return Citation(n, "figure", key, self.corpus.sources[key].citation)
        document = self.corpus.document(key.source)
        assert document is not None, "a quote is made from a held document"
        quote = document.text[key.start : key.end]
        reference = self.corpus.sources[key.source].citation
        return Citation(n, "text", key.source, reference, locate(document, key.start), quote, key.start, key.end)


def locate(document: Document, offset: int) -> str | None:
    """Where an offset lies, for a reader: page and section, as far as the document has them."""
    page = next((page.number for page in document.pages if page.start <= offset < page.end), None)
    section = next((s.title for s in reversed(document.sections) if s.start <= offset < s.end), None)
    parts = [f"page {page}" if page is not None else None, section]
    return ", ".join(part for part in parts if part) or None


def with_whole_sentences(sentence: Sentence, *, corpus: Corpus) -> Sentence:
    """The same with every quote widened to the sentences that it lies in, so that a reader sees who is spoken of."""
    return replace(sentence, quotes=tuple(dict.fromkeys(_widen(quote, corpus) for quote in sentence.quotes)))


def mark(statements: Sequence[Statement]) -> str:
    """The answer's text: one statement a line, each with its ``[n]`` marks."""
    return "\n".join(
        statement.text + "".join(f" [{n}]" if i == 0 else f"[{n}]" for i, n in enumerate(statement.citations))
        for statement in statements
    )


def _widen(quote: Quote, corpus: Corpus) -> Quote:
    document = corpus.document(quote.source)
    assert document is not None, "a quote is made from a held document"
    spans = [span for span in sentence_spans(document.text) if span[0] < quote.end and quote.start < span[1]]
    return Quote(quote.source, spans[0][0], spans[-1][1])


def _evidence_of(result: Result) -> Quote | str:
    if result.start is not None and result.end is not None:
        return Quote(result.source, result.start, result.end)
    return result.source
