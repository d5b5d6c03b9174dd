"""Quotes that answer where the text of another source was asked, which the corpus does not hold."""

from __future__ import annotations

from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.answering import Draft
from retrieval.answers.identifiers import asks_identifier
from retrieval.chat_model.prompting import fill
from retrieval.naming import sources_named
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.regional_labels import labels_named


def with_text_not_held(draft: Draft, question: Question, *, corpus: Corpus) -> Draft:
    """The answer under a line that the source asked is held without its text, where it only quotes another one."""
    quoted = {quote.source for sentence in draft.sentences for quote in sentence.quotes}
    if (
        asks_identifier(question.text)
        or draft.status != "answered"
        or not quoted
        or any(s.results or s.sources for s in draft.sentences)
    ):
        return draft
    named = sources_named(question, corpus=corpus)
    if named & quoted:
        return draft
    titles = [corpus.sources[name].title for name in sorted(named) if corpus.sources[name].path is None]
    titles = titles or ([] if named else [f"“{label}”" for label in labels_named(question.text)])
    if not titles:
        return draft
    missing = "; ".join(titles)
    absent = Sentence(fill("text_not_held", sources=missing), stays=True)
    lead = Sentence(fill("held_instead", missing=f"the text of {missing}"), stays=True)
    return replace(draft, status="not_found", sentences=(absent, lead, *draft.sentences))
