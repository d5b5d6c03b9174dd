"""Who wrote a publication: the authors that the manifest lists, by their place or all of them."""

from __future__ import annotations

import re

from ingest.corpus import Corpus
from ingest.records import Source
from retrieval.answers.identifiers import quote_title
from retrieval.answers.leading import source_rank
from retrieval.naming import sources_named
from retrieval.questions.question import Question
from retrieval.records import Sentence

_PUBLICATION = "Publication"
_WHEN = re.compile(r"\b(?:when|where|what year|which journal)\b", re.IGNORECASE)
"""That more is asked of the publication: its reference answers all of it."""
_PLACES = {"first": 0, "lead": 0, "last": -1, "senior": -1, "final": -1}
_ROLE = re.compile(
    rf"\b(?P<role>{'|'.join(_PLACES)})\b(?=[^?.;]{{0,30}}\bauthors?\b)"
    rf"|\bauthors?\b[^?.;]*\b(?:and|or)\s(?:who (?:is|was) )?(?:the )?(?P<other>{'|'.join(_PLACES)})(?=(?: one)?\W*$)",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\b(?:how many|number of|count of|total)\s(?:\w+\s)?(?:co-?)?authors\b", re.IGNORECASE)
_LIST = re.compile(
    r"\b(?:list|name|names of|who (?:are|were)|which)\b[^?.;]{0,20}\b(?:co-?)?authors\b|\bauthors? list\b"
    r"|\bwho (?:wrote|authored|penned)\b|\bauthors\W*$",
    re.IGNORECASE,
)


def tell_authors(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The authors asked of the publication that is named, else of the one that leads; nothing where none are asked.

    Of a source whose authors the manifest does not list, nothing is told.
    """
    roles = dict.fromkeys((match["role"] or match["other"]).casefold() for match in _ROLE.finditer(question.text))
    counted, listed = bool(_COUNT.search(question.text)), bool(_LIST.search(question.text))
    other = any(topic.section != _PUBLICATION for topic in question.topics) or _WHEN.search(question.text)
    if question.outcomes or other or not (roles or counted or listed):
        return ()
    holding = [s for s in corpus.sources.values() if s.authors and question.trial in (None, s.trial)]
    named = sources_named(question, corpus=corpus)
    wanted = [source for source in holding if source.id in named] or sorted(holding, key=source_rank)[:1]
    told = []
    for source in wanted:
        parts = [f"{role} author: {source.authors[_PLACES[role]]}" for role in roles]
        parts += [f"number of authors: {len(source.authors)}"] if counted else []
        parts += [f"authors: {', '.join(source.authors)}"] if listed and not roles else []
        told.append(_tell(source, "; ".join(parts), corpus=corpus))
    return tuple(told)


def _tell(source: Source, what: str, *, corpus: Corpus) -> Sentence:
    quotes = quote_title(source, corpus=corpus)
    text = f"{what[0].upper()}{what[1:]} ({source.title})."
    counted = (str(len(source.authors)),)
    return Sentence(text, quotes=quotes, sources=() if quotes else (source.id,), counted=counted)
