"""The number under which a publication is found: its PubMed, PubMed Central or DOI number, from the manifest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.records import Source
from ingest.sentences import sentence_spans
from retrieval.answers.absence import not_found
from retrieval.answers.cutoffs import CUTOFF, cutoffs_of
from retrieval.answers.leading import source_rank
from retrieval.answers.publications_meant import (
    PUBLISHED,
    best_called,
    is_about,
    is_kind,
    is_on,
    publications_meant,
    strange_publication,
)
from retrieval.naming import numbered, sources_named
from retrieval.questions.breadth import asks_source_first
from retrieval.questions.question import Question
from retrieval.records import Quote, Sentence

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


def asks_number_of_place(question: Question, *, corpus: Corpus) -> bool:
    """Whether it is asked only which publication something is in and its number, and one is called by that."""
    match = _AND_ITS_NUMBER.search(question.text)
    before = question.text[: match.start()] if match else ""
    if not (asks_source_first(before) or _WHERE.fullmatch(before)):
        return False
    sources = [source for source in corpus.sources.values() if question.trial in (None, source.trial)]
    return any(is_about(source, question) for source in sources)


_AND_ITS_NUMBER = re.compile(
    r"[,;]?\s(?:and\s)?(?:what(?:['’]?s| is)|give(?: me)?|tell me|with|under)\s(?:its|the|their)\s"
    r"(?:DOIs?|PMIDs?|PMC-?IDs?)\W*$",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\W*where\s(?:is|are|was|were|can|could|do|did)\b[^,;?]*", re.IGNORECASE)


def tell_identifiers(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """One sentence for each number asked: of the publications named, else of the one that leads."""
    kinds = [kind for kind, pattern in _ASKED.items() if pattern.search(question.text)]
    if not kinds:
        return ()
    sources = [source for source in corpus.sources.values() if question.trial in (None, source.trial)]
    called = publications_meant(question, corpus=corpus) or _reporting(sources, question, corpus=corpus)
    meant = best_called(called, question.text)
    strange = strange_publication(question, corpus=corpus)
    if strange:
        return (not_found(f"a publication called “{strange}”", corpus=corpus, question=question),)
    told: list[Sentence] = []
    for kind in kinds:
        holding = [source for source in sources if dict(source.identifiers).get(kind)]
        wanted = [source for source in meant if source in holding]
        if meant and not wanted:
            told += [_tell_without(source, kind, corpus=corpus) for source in meant[:_MOST]]
            continue
        wanted = wanted or sorted(holding, key=source_rank)[:1]
        told += [_tell(source, kind, corpus=corpus) for source in wanted]
    if CUTOFF in question.outcomes:
        about = [source for sentence in told for source in (*sentence.sources, *(q.source for q in sentence.quotes))]
        told += cutoffs_of(about, question, corpus=corpus)
    return tuple(told)


def tell_references(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The reference of each source by the author named, where a reference is looked for and no result."""
    if listed := _listed(question, corpus=corpus):
        return tuple(refer(source, corpus=corpus) for source in listed)
    match = _BY_AUTHOR.search(question.text)
    sources = [source for source in corpus.sources.values() if question.trial in (None, source.trial)]
    if match is None and _WROTE.search(question.text) and not question.statistics:
        on = [source for source in _sources_on(sources, question, corpus=corpus) if not source.authors]
        return tuple(refer_without_authors(source, corpus=corpus) for source in on) if len(on) <= _MOST else ()
    is_there = _IS_THERE.search(question.text)
    if not (is_there or _LOOKED_FOR.search(question.text)) or question.statistics or asks_identifier(question.text):
        return ()
    if match is not None:
        about = () if question.outcomes else _by_author(match["author"], sources, question, corpus=corpus)
        return tuple(refer(source, corpus=corpus) for source in about)
    if _GIVEN_AT.search(question.text) and not question.outcomes:
        named = sources_named(question, corpus=corpus)
        return tuple(refer(source, corpus=corpus) for source in sources if source.id in named)
    on = _sources_on(sources, question, corpus=corpus)
    on = [source for source in on if is_kind(source, question.text)] or on
    on = on or (_measuring(sources, question, corpus=corpus) if is_there else [])
    return tuple(refer(source, corpus=corpus) for source in on)


def _sources_on(sources: Iterable[Source], question: Question, *, corpus: Corpus) -> list[Source]:
    """The sources whose number is given, or that are on what is asked, else those whose journal is named."""
    sources = list(sources)
    numbers = numbered(question.text, sources)
    on = [source for source in sources if source.id in numbers or is_on(source, question, corpus=corpus)]
    if question.analyses and not numbers:  # what reports an analysis is told by its results, and not by a title
        on = []
    called = not (on or question.outcomes) and _PAPER.search(question.text)
    named = sources_named(question, corpus=corpus) if called else ()
    return [source for source in publications_meant(question, corpus=corpus) if source.id in named] if named else on


_PAPER = re.compile(r"\b(?:papers?|articles?|publications?|abstracts?|journals?)\b", re.IGNORECASE)


def _by_author(author: str, sources: Iterable[Source], question: Question, *, corpus: Corpus) -> list[Source]:
    """The sources of an author; of several those on what is asked, or with results of the analysis asked."""
    own = [source for source in sources if source.citation.casefold().startswith(author.casefold())]
    if about := [source for source in own if is_about(source, question)]:
        return about
    analyses = {term.name for term, _ in question.analyses}
    held = {row.source for row in corpus.table.results(trial=question.trial) if row.analysis in analyses}
    return [source for source in own if source.id in held] or own


def _measuring(sources: Sequence[Source], question: Question, *, corpus: Corpus) -> list[Source]:
    """The publications that report an outcome asked, the leading ones first."""
    held = {
        row.source for name in question.outcomes for row in corpus.table.results(trial=question.trial, outcome=name)
    }
    papers = [source for source in sources if source.id in held and source.publication_type in PUBLISHED]
    return sorted((s for s in papers if is_kind(s, question.text)), key=source_rank)[:_MOST]


def _listed(question: Question, *, corpus: Corpus) -> list[Source]:
    """The publications of somebody, of a year or of meetings, where it is asked which there are; else none."""
    measured = any(m.term.category in ("efficacy", "safety") for m in question.mentions)
    narrowed = measured or question.subgroups or question.analyses
    if question.statistics or narrowed or asks_identifier(question.text):
        return []
    sources = [source for source in corpus.sources.values() if question.trial in (None, source.trial)]
    papers = [source for source in sources if source.publication_type in PUBLISHED]
    named = sources_named(question, corpus=corpus)
    if _WRITTEN_BY.search(question.text) and named:
        return sorted((source for source in sources if source.id in named), key=source_rank)
    if (year := _OF_YEAR.search(question.text)) and not named:
        told = re.compile(rf"\b{year['year']}\b")
        papers = [source for source in papers if is_kind(source, year.group())]
        return sorted((source for source in papers if told.search(_ADDRESS.sub("", source.citation))), key=source_rank)
    if _ANY_FROM.search(question.text) and named:
        return [source for source in sources if source.id in named]
    if _MEETINGS.search(question.text) and not named:
        return [source for source in papers if source.publication_type == PUBLISHED[1]]
    return []


_PAPERS = r"(?:papers?|articles?|publications?|abstracts?|reports?|posters?)"
_WRITTEN_BY = re.compile(
    rf"\b(?:[Ww]hich|[Ww]hat|[Hh]ow many|[Ll]ist|[Aa]ny|[Aa]ll) (?:of the )?(?:other )?{_PAPERS}\b[^?]{{0,20}}?"
    r"\b(?:did|has|have|does|by|from|of)\s(?:Dr\.?\s|Prof\.?\s)?[A-Z][\w'’-]+"
    rf"|\b[Ww](?:hich|hat) (?:of the )?(?:[\w-]+ )?{_PAPERS}\b[^?]{{0,30}}?\b(?:is|was)\s(?:Dr\.?\s|Prof\.?\s)?"
    r"(?:[A-Z][\w'’-]+\s){1,3}(?:an? |the )?(?:first |lead )?author (?:of|on)\b"
)
_OF_YEAR = re.compile(
    rf"\b(?:which|what|list|any|all) (?:the )?{_PAPERS}\b[^?]{{0,30}}?"
    r"\b(?:out|published|printed|appear\w*|presented|released|from|of|in)\s(?:in |of |from |during )?"
    r"(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_ANY_FROM = re.compile(
    r"\b(?:is|are) there (?:any(?:thing)?|some(?:thing)?|data|results|a)\b[^?]{0,30}\b(?:from|at|in)\s(?:the\s)?[A-Z]"
    r"|\b(?:any(?:thing)?|something) (?:\w+ )?from\s(?:the\s)?[A-Z]"
)
"""That it is asked whether something comes from a place: "any data from the congress"."""
_MEETINGS = re.compile(r"\b(?:which|what) (?:conferences?|congress(?:es)?|meetings?|symposi\w+)\b", re.IGNORECASE)
"""That it is asked at which meetings a trial was presented."""


def refer(source: Source, *, corpus: Corpus) -> Sentence:
    """The reference of a source, without its address."""
    quotes = quote_title(source, corpus=corpus)
    text = f"Reference: {_ADDRESS.sub('', source.citation)}"
    return Sentence(text, quotes=quotes) if quotes else Sentence(text, sources=(source.id,))


def refer_without_authors(source: Source, *, corpus: Corpus) -> Sentence:
    """The reference of a source whose authors are asked and not listed, with that said of it."""
    others = "other " if _FIRST_ALONE.match(source.citation) else ""
    told = refer(source, corpus=corpus)
    return replace(told, text=f"{told.text.rstrip('. ')}. The corpus does not list its {others}authors.", stays=True)


_FIRST_ALONE = re.compile(r"[^.]{2,60}\b(?:et al|[A-Z]{1,3}\.\s)")


_BY_AUTHOR = re.compile(
    r"\b(?:by|of|from)\s(?P<author>[A-Z][\w'’-]+)\s(?:[A-Z]\w?\s)?"
    r"(?:and (?:colleagues|co-?workers|others|co-?authors)|et al)\b"
)
_GIVEN_AT = re.compile(
    r"\b(?:which|what) (?:papers?|articles?|publications?|abstracts?|posters?|reports?|talks?)\b[^?]{0,30}?"
    r"\b(?:presented|published|printed|appeared|given|shown|came out)\s(?:at|in|on|by)\b",
    re.IGNORECASE,
)
"""That it is asked what was published at a place: "which abstract was presented at the congress"."""
_PUBLISHED = r"(?:papers?|articles?|publications?|abstracts?|posters?|manuscripts?)"
_LOOKED_FOR = re.compile(
    r"\b(?:is there (?:an? )?(?:\w+ )?(?:paper|article|publication)|looking for|search(?:ing)? for|find"
    r"|reference|citation|cite|what (?:is|was) the [^?]{3,40} (?:paper|article) (?:about|on)"
    r"|which (?:abstracts?|papers?|articles?|journals?|publications?)"
    r"|where (?:was|is))\b",
    re.IGNORECASE,
)


_IS_THERE = re.compile(
    rf"(?:\b(?:(?:(?:is|are|was|were)(?: there)?|have|hold|got|know of)\s(?:an?|any|some)|(?:are|were) there)"
    rf"|^\W*(?:any|some))\s(?:[\w-]+\s){{0,2}}?{_PUBLISHED}\b(?=[^?.;]{{0,20}}?\s(?:on|about|cover\w*|dealing)\s)"
    r"|\b(?:(?:any|some)thing|ever) (?:been )?published (?:on|about)\b|\bliterature (?:on|about)\b",
    re.IGNORECASE,
)
"""That it is asked whether something is published on a subject."""
_WROTE = re.compile(r"\bwho (?:wrote|authored|penned|presented)\b|\b(?:first|lead) author of\b", re.IGNORECASE)
"""That the author of a publication is asked, whom its reference names first."""


def _reporting(sources: Sequence[Source], question: Question, *, corpus: Corpus) -> list[Source]:
    """The sources that report results of a part of the patients or an analysis that the question names."""
    parts = {m.term.name for m in question.mentions if m.term.kind == "subgroup"}
    analyses = {term.name for term, _ in question.analyses}
    rows = corpus.table.results(trial=question.trial) if parts or analyses else ()
    held = {row.source for row in rows if (row.subgroup in parts if parts else row.analysis in analyses)}
    ranked = sorted(sources, key=source_rank)
    if ranked and ranked[0].id in held and not parts:
        return []  # "the main publication"
    return [source for source in ranked if source.id in held][:_MOST]


_MOST = 3


def _tell(source: Source, kind: str, *, corpus: Corpus) -> Sentence:
    text = f"{_NAMES[kind]} {dict(source.identifiers)[kind]}: {_ADDRESS.sub('', source.citation)}"
    quotes = quote_title(source, corpus=corpus)
    return Sentence(text, quotes=quotes) if quotes else Sentence(text, sources=(source.id,))


def _tell_without(source: Source, kind: str, *, corpus: Corpus) -> Sentence:
    """That a source has no such number in the manifest, rather than another source's number."""
    quotes = quote_title(source, corpus=corpus)
    text = f"This corpus holds no {_NAMES[kind]} of: {_ADDRESS.sub('', source.citation)}"
    return Sentence(text, quotes=quotes) if quotes else Sentence(text, sources=(source.id,))


def quote_title(source: Source, *, corpus: Corpus) -> tuple[Quote, ...]:
    """The title of a source as its document prints it; nothing where no text with a title is held."""
    document = corpus.document(source.id)
    title = next((s for s in document.sections if s.title == "Title"), None) if document else None
    if document is None or title is None:
        return ()
    start, end = next(iter(sentence_spans(document.text[title.start : title.end])), (0, title.end - title.start))
    return (Quote(source.id, title.start + start, title.start + end),)
