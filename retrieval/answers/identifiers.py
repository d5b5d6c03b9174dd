"""The number under which a publication is found: its PubMed, PubMed Central or DOI number, from the manifest."""

from __future__ import annotations

import re

from ingest.corpus import Corpus
from ingest.records import Source
from ingest.sentences import sentence_spans
from retrieval.answers.leading import source_rank
from retrieval.naming import sources_named
from retrieval.questions.question import Question
from retrieval.records import Quote, Sentence
from retrieval.stems import stems

_ASKED = {
    "pmid": re.compile(r"\bPMIDs?\b|\bPub-?Med (?:IDs?|numbers?|identifiers?)\b", re.IGNORECASE),
    "pmcid": re.compile(r"\bPMC-?(?: ?IDs?)?\b|\bPubMed Central (?:ID|number)\b", re.IGNORECASE),
    "doi": re.compile(r"\bDOIs?\b", re.IGNORECASE),
}
_NAMES = {"pmid": "PMID", "pmcid": "PMCID", "doi": "DOI"}
_ADDRESS = re.compile(r"\s*(?:https?://|doi:)\S+")


def asks_identifier(text: str) -> bool:
    """Whether the number of a publication is asked for."""
    return any(pattern.search(text) for pattern in _ASKED.values())


def tell_identifiers(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """One sentence for each number asked: of the publications named, else of the one that leads."""
    kinds = [kind for kind, pattern in _ASKED.items() if pattern.search(question.text)]
    if not kinds:
        return ()
    sources = [source for source in corpus.sources.values() if question.trial in (None, source.trial)]
    named = sources_named(question, corpus=corpus)
    told: list[Sentence] = []
    for kind in kinds:
        holding = [source for source in sources if dict(source.identifiers).get(kind)]
        wanted = [source for source in holding if source.id in named or _is_about(source, question)]
        wanted = wanted or sorted(holding, key=source_rank)[:1]
        told += [_tell(source, kind, corpus=corpus) for source in wanted]
    return tuple(told)


def tell_references(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The reference of each source by the author named, where a reference is looked for and no result."""
    match = _BY_AUTHOR.search(question.text)
    if match is None or not _LOOKED_FOR.search(question.text) or question.outcomes or question.statistics:
        return ()
    sources = [source for source in corpus.sources.values() if question.trial in (None, source.trial)]
    by_author = [source for source in sources if source.citation.casefold().startswith(match["author"].casefold())]
    analyses = {term.name for term, _ in question.analyses}
    about = [source for source in by_author if _is_about(source, question)] or [
        source
        for source in by_author
        if analyses & {row.analysis for row in corpus.table.results(trial=question.trial) if row.source == source.id}
    ]
    told: list[Sentence] = []
    for source in about or by_author:
        quotes = quote_title(source, corpus=corpus)
        text = f"Reference: {_ADDRESS.sub('', source.citation)}"
        told.append(Sentence(text, quotes=quotes) if quotes else Sentence(text, sources=(source.id,)))
    return tuple(told)


_BY_AUTHOR = re.compile(
    r"\b(?:by|of|from)\s(?P<author>[A-Z][\w'’-]+)\s(?:[A-Z]\w?\s)?"
    r"(?:and (?:colleagues|co-?workers|others|co-?authors)|et al)\b"
)
_LOOKED_FOR = re.compile(
    r"\b(?:looking for|search(?:ing)? for|find|reference|citation|cite|which (?:paper|article|journal)"
    r"|where (?:was|is))\b",
    re.IGNORECASE,
)


def _is_about(source: Source, question: Question) -> bool:
    """Whether a source's title names an outcome or a part of the patients that the question names."""
    subjects = [m.text for m in question.mentions if m.term.kind in ("outcome", "subgroup")]
    title = stems(f"{source.title} {source.citation}")
    return any(stems(subject) <= title for subject in subjects)


def _tell(source: Source, kind: str, *, corpus: Corpus) -> Sentence:
    text = f"{_NAMES[kind]} {dict(source.identifiers)[kind]}: {_ADDRESS.sub('', source.citation)}"
    quotes = quote_title(source, corpus=corpus)
    return Sentence(text, quotes=quotes) if quotes else Sentence(text, sources=(source.id,))


def quote_title(source: Source, *, corpus: Corpus) -> tuple[Quote, ...]:
    """The title of a source as its document prints it; nothing where no text with a title is held."""
    document = corpus.document(source.id)
    title = next((s for s in document.sections if s.title == "Title"), None) if document else None
    if document is None or title is None:
        return ()
    start, end = next(iter(sentence_spans(document.text[title.start : title.end])), (0, title.end - title.start))
    return (Quote(source.id, title.start + start, title.start + end),)
