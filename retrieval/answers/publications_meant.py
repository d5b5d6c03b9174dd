"""Which publications a question means: by journal, author, year or subject; and that it means one that is not held."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.corpus import Corpus
from ingest.records import Source
from retrieval.naming import sources_named, strange_names
from retrieval.questions.question import Question
from retrieval.stems import stem_forms, stems
from retrieval.terms import common_words, split_tokens


def publications_meant(question: Question, *, corpus: Corpus) -> tuple[Source, ...]:
    """The sources that a question calls by journal, author, meeting, subject or year; those that all of these fit."""
    sources = [source for source in corpus.sources.values() if question.trial in (None, source.trial)]
    named = sources_named(question, corpus=corpus)
    called = [source for source in sources if source.id in named or is_about(source, question)]
    of_kind = [source for source in called if is_kind(source, question.text)]
    called = of_kind or ([] if question.analyses else called)  # "the final PFS paper" is no abstract on PFS
    called = called or [source for source in sources if is_on(source, question, corpus=corpus)]
    dated = [source for source in called or sources if _is_of_year(source, question.text)]
    return tuple(dated or called)


def best_called(sources: Sequence[Source], text: str) -> Sequence[Source]:
    """The one source whose title has more words of the question than those of the others, where one is asked for."""
    words = stem_forms(token.form for token in split_tokens(text) if token.form not in common_words())
    ranked = sorted(sources, key=lambda source: len(words & stems(source.title)), reverse=True)
    counts = [len(words & stems(source.title)) for source in ranked]
    if _SEVERAL.search(text) or len(ranked) < 2 or counts[0] == counts[1]:
        return sources
    return ranked[:1]


_SEVERAL = re.compile(
    r"\b(?:papers|articles|publications|abstracts|posters|journals|references|citations|reports|DOIs|PMIDs|all|both"
    r"|each|every|any)\b",
    re.IGNORECASE,
)


def strange_publication(question: Question, *, corpus: Corpus) -> str:
    """The words by which a question names a publication that no source of the trial is; ``""`` where there are none."""
    strange = strange_names(question, corpus=corpus)
    if strange:
        return strange
    year = _YEAR_OF.search(question.text)
    sources = [source for source in corpus.sources.values() if question.trial in (None, source.trial)]
    return year["year"] if year and not any(_is_of_year(source, question.text) for source in sources) else ""


def _is_of_year(source: Source, text: str) -> bool:
    year = _YEAR_OF.search(text)
    told = year and re.search(rf"\b{year['year']}\b", _ADDRESS.sub("", source.citation))
    return bool(told) and source.publication_type in PUBLISHED and is_kind(source, text)


_YEAR_OF = re.compile(r"\b(?P<year>20\d\d)\b(?![-/.]\d)")
_ADDRESS = re.compile(r"\s*(?:https?://|doi:)\S+")


def is_on(source: Source, question: Question, *, corpus: Corpus) -> bool:
    """Whether a source's title has the subject of which a paper is looked for: "which paper is on transplantation"."""
    match = _ON.search(question.text) or _NAMED_BY.search(question.text)
    if match is None:
        return False
    start, end = match.span("what")
    inside = [m for m in question.mentions if start <= m.start < end and m.term.kind in _SUBJECTS]
    if inside and is_about(source, question):
        return True
    plain = common_words() if match.re is _ON else _PLAIN
    words = stem_forms(token.form for token in split_tokens(match["what"]) if token.form not in plain)
    title = stems(f"{source.title} {source.citation}")
    if bool(words) and words <= title:
        return True
    parts = [term for term in corpus.terms if term.kind == "subgroup" and stems(term.name) <= title]
    return any(words & stems(spelling) for term in parts for spelling in term.spellings)


_ON = re.compile(
    r"\b(?:papers?|articles?|publications?|reports?|abstracts?|posters?|literature|published|references?|citations?)\s"
    r"(?:(?:is|are|was|were|held|out|that|which|there|deals?|dealing|covers?|covering|address\w*|focus\w*|looks?|looking)\s){0,3}"
    r"(?:on|about|with|at|into|to|for|of)\s(?P<what>.+)",
    re.IGNORECASE,
)
_NAMED_BY = re.compile(
    r"\b(?:the|of|for)\s(?:the\s)?(?P<what>(?!(?:this|that|main|primary|first|lead\w*|same)\b)[\w-]+(?:\s(?!sub-?group)[\w-]+)?)\s(?:sub-?group\s)?"
    r"(?:papers?|articles?|publications?|abstracts?|(?:sub-?)?analys[ei]s|posters?|work|data|results|findings|sub-?groups?)\b",
    re.IGNORECASE,
)
"""A publication that is called by its subject: "the transplant paper"."""
_PLAIN = frozenset(
    "a actual all an any article best both conference congress current each every full further journal key latest more "
    "my new newest old one original other our paper published publication relevant second study their the third trial "
    "underlying whole your".split()
)
"""Words before "paper" that tell no subject."""


def is_about(source: Source, question: Question) -> bool:
    """Whether a source's title names an outcome or a part of the patients that the question names, in any words."""
    subjects = [
        words
        for m in question.mentions
        if m.term.kind in _SUBJECTS
        for words in (m.text, m.term.name, *m.term.spellings)
    ]
    title = stems(f"{source.title} {source.citation}")
    return any(stems(subject) <= title for subject in subjects if stems(subject))


_SUBJECTS = ("outcome", "subgroup")


def is_kind(source: Source, asked: str) -> bool:
    """Whether a source is of the kind that a question names: an abstract is no article; a report may be either."""
    kinds = {kind for kind, word in zip(PUBLISHED, _KINDS, strict=True) if word.search(asked)}
    return not kinds or source.publication_type in kinds


_KINDS = (
    re.compile(r"\b(?:papers?|articles?)\b", re.IGNORECASE),
    re.compile(r"\b(?:abstracts?|posters?)\b", re.IGNORECASE),
)
PUBLISHED = ("article", "conference abstract")
