"""What is asked of a publication itself: when or where it came out, and whether it is an article or an abstract."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.corpus import Corpus
from ingest.records import Source
from retrieval.answers.absence import not_found
from retrieval.answers.identifiers import asks_identifier, quote_title, refer, tell_references
from retrieval.answers.leading import source_rank
from retrieval.answers.publications_meant import PUBLISHED, best_called, publications_meant, strange_publication
from retrieval.answers.quoting import quote_section
from retrieval.answers.sourcing import tell_reports
from retrieval.naming import sources_named
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.registry.trial_words import record_of

_CAME_OUT = (
    r"(?:publi(?:sh\w*|cation)|print(?:ed)?|present(?:ed|ation)|shown|released?|appear\w*|c[oa]me out|been out|online"
    r"|unveiled|disclosed|made public|e-?pub\w*)"
)
_MEETING = r"(?:congress(?:es)?|conferences?|meetings?|symposi\w+|plenary)"
_WHEN = re.compile(
    rf"\b(?:when|(?:what|which) (?:\w+ )?(?:date|day|month|year))\b[^?.;]{{0,80}}?\b{_CAME_OUT}\b"
    r"|\b(?:publication|e-?pub|online|print|release|issue)(?:ed)? (?:date|day|year)s?\b"
    r"|\b(?:date|year|day)s? (?:of|when) (?:the |its )?(?:\w+ )?(?:publication|e-?pub)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(
    rf"\bwhere\b[^?.;]{{0,80}}?\b{_CAME_OUT}\b|\b(?:which|what|whose) (?:journals?|{_MEETING})\b"
    r"|\bwhich (?:one )?of the journals\b"
    r"|\b(?:volume(?=(?:,| and| &| or) )|pages|page numbers?)\b[^?.;]{0,40}"
    r"\b(?:papers?|articles?|publications?|reference)\b",
    re.IGNORECASE,
)
_ARTICLE = r"(?:papers?|articles?|journals?|manuscripts?|full[- ](?:text|publication|report)|peer[- ]?review\w*)"
_ABSTRACT = rf"(?:abstracts?|posters?|preprints?|{_MEETING})"
_EITHER = re.compile(
    rf"\b{_ARTICLE}\b[^?.;]*\bor\b[^?.;]*\b{_ABSTRACT}\b|\b{_ABSTRACT}\b[^?.;]*\bor\b[^?.;]*\b{_ARTICLE}\b"
    rf"|\b(?:{_ARTICLE}|publish\w+)\b[^?.;]*\bor (?:(?:was|were) (?:it|they) )?(?:just |only |merely )?presented\b",
    re.IGNORECASE,
)
"""That it is asked which of two kinds a publication is of: there may be one of each."""
_OF_WHICH_KIND = re.compile(
    rf"{_EITHER.pattern}|\bpeer[- ]?reviewed\b"
    r"|\b(?:what|which) (?:kind|type|sort) of (?:publication|paper|source|document|reference)\b"
    r"|\b(?:is|was) there (?:an?|any) (?:full|journal|peer[- ]?reviewed) (?:\w+ )?(?:paper|article|publication)\b"
    rf"|\b(?:only|just|merely) (?:as )?(?:an? )?(?:\w+ )?{_ABSTRACT}(?=\W*$)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:registr\w+|registers?|ClinicalTrials|EudraCT|cut-?\s?offs?|approv\w+|licen[cs]\w+|before|after|earlier|later)\b",
    re.IGNORECASE,
)
"""What is dated itself, or is weighed against another date."""
_OF_TALKS = re.compile(rf"\b(?:present(?:ed|ation)|shown|{_MEETING})\b", re.IGNORECASE)
_OF_PAPERS = re.compile(r"\b(?:journals?|papers?|articles?|publish\w*)\b", re.IGNORECASE)
_CALLED = re.compile(
    r"\b(?:papers?|articles?|publications?|abstracts?|posters?|manuscripts?|update|work|analys[ei]s"
    r"|data|results|findings|sub-?groups?)\b",
    re.IGNORECASE,
)
_KINDS = {PUBLISHED[0]: "Journal article", PUBLISHED[1]: "Conference abstract"}
_SECTION = "Publication"
_MOST = 4


def tell_publications(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """What is told of publications: which there are, which report something, when and where they came out."""
    told = tell_references(question, corpus=corpus) or tell_publication(question, corpus=corpus)
    return told or tell_reports(question, corpus=corpus)


def tell_publication(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The reference of each publication meant, with its kind where that is asked; nothing where figures are asked.

    Of one whose text prints its dates, where these are asked, in its own words.
    """
    kind, when = _OF_WHICH_KIND.search(question.text), _WHEN.search(question.text)
    if not (kind or when or _WHERE.search(question.text)) or _ELSEWHERE.search(question.text):
        return ()
    if (
        set(question.statistics) - {"date"}
        or asks_identifier(question.text)
        or record_of(question.trial, corpus=corpus)
    ):
        return ()
    if strange := strange_publication(question, corpus=corpus):
        return (not_found(f"a publication called “{strange}”", corpus=corpus, question=question),)
    meant = _publications(question, corpus=corpus, of_any_kind=bool(_EITHER.search(question.text)))
    if question.unknown and not publications_meant(question, corpus=corpus):
        words = " ".join(token.text for token in question.unknown)
        return (not_found(f"a publication of “{words}”", corpus=corpus, question=question),)
    if kind:
        return tuple(_tell_kind(source, corpus=corpus) for source in meant)
    dated = [quote_section(source.id, _SECTION, corpus=corpus) for source in meant] if when else []
    told = zip(meant, dated or [()] * len(meant), strict=True)
    return tuple(sentence for source, quotes in told for sentence in quotes or (refer(source, corpus=corpus),))


def _publications(question: Question, *, corpus: Corpus, of_any_kind: bool) -> Sequence[Source]:
    """Those that the question calls by name or as a paper, else those that report what it names, else the leading."""
    called = sources_named(question, corpus=corpus) or _CALLED.search(question.text)
    meant = publications_meant(question, corpus=corpus) if called else ()
    meant = meant or _reporting(question, corpus=corpus)
    published = [source for source in meant if source.publication_type in PUBLISHED]
    wanted = (
        PUBLISHED[1] if _OF_TALKS.search(question.text) else PUBLISHED[0] if _OF_PAPERS.search(question.text) else ""
    )
    of_kind = [source for source in published if source.publication_type == wanted and not of_any_kind]
    return sorted(best_called(of_kind or published, question.text), key=source_rank)[:_MOST]


def _reporting(question: Question, *, corpus: Corpus) -> tuple[Source, ...]:
    analyses = {term.name for term, _ in question.analyses}
    rows = [
        row
        for row in corpus.table.results(trial=question.trial)
        if (not question.outcomes or row.outcome in question.outcomes)
        and (not analyses or row.analysis in analyses)
        and (row.subgroup in question.subgroups if question.subgroups else row.subgroup is None)
    ]
    ranked = [source for source in sorted(corpus.sources.values(), key=source_rank) if source.trial == question.trial]
    held = {row.source for row in rows}
    first = not (question.outcomes or question.subgroups) and (not analyses or any(s.id in held for s in ranked[:1]))
    return tuple(ranked[:1]) if first else tuple(source for source in corpus.sources.values() if source.id in held)


def _tell_kind(source: Source, *, corpus: Corpus) -> Sentence:
    reference = refer(source, corpus=corpus)
    text = f"{_KINDS[source.publication_type or '']}: {reference.text.partition(': ')[2]}"
    quotes = quote_title(source, corpus=corpus)
    return Sentence(text, quotes=quotes) if quotes else Sentence(text, sources=(source.id,))
