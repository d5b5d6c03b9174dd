"""Which sources a question names: by journal, first author, agency or meeting."""

from __future__ import annotations

from collections import Counter

from ingest.corpus import Corpus
from ingest.records import Source
from retrieval.question import Question
from retrieval.terms import common_words, split_tokens

_SHORTEST = 3
_DISTINCT = 4
"""Sources that may share a word for it to name them; a word of more is about the trial, not about a source."""


def sources_named(question: Question, *, corpus: Corpus) -> frozenset[str]:
    """Ids of the sources whose reference or title carries a capitalised word of the question that few others carry."""
    sources = [source for source in corpus.sources.values() if source.trial in (None, question.trial)]
    words = {source.id: _names_in(source) for source in sources}
    shared = Counter(word for names in words.values() for word in names)
    hints = {token.form for token in question.hints if shared[token.form] and shared[token.form] <= _DISTINCT}
    return frozenset(source.id for source in sources if hints & words[source.id])


def _names_in(source: Source) -> frozenset[str]:
    """Capitalised words of a source's reference: names of journals, meetings, agencies and authors."""
    tokens = split_tokens(f"{source.citation} {source.title}")
    return frozenset(
        token.form
        for token in tokens
        if token.text[0].isupper() and len(token.text) >= _SHORTEST and token.form not in common_words()
    )
