"""Which sources a question names: by journal, first author, agency, meeting or kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from ingest.corpus import Corpus
from ingest.records import Source
from retrieval.questions.occasions import without_occasions
from retrieval.questions.question import Question
from retrieval.regional_labels import is_of_other_region
from retrieval.stems import stems
from retrieval.terms import Token, common_words, split_tokens

_KINDS = (
    (
        re.compile(r"(?<!open-)(?<!open )\blabel\b(?! trial| study| phase)|\bprescribing information\b", re.IGNORECASE),
        re.compile(r"(?<!open-)(?<!open )\blabel\b|\bprescribing information\b", re.IGNORECASE),
    ),
    (
        re.compile(
            r"\b(?:EU|European)(?: Union)?(?: clinical trials?)? (?:register|registry)\b"
            r"|\bEU-?CTR\b|\bEudraCT\b(?! (?:number|no\b|nr\b|id\b|identifier|code))",
            re.IGNORECASE,
        ),
        re.compile(r"\bEU Clinical Trials Register\b"),
    ),
    (
        re.compile(r"\b(?<!\ba )(?<!\bmy )(?<!\bour )monograph\b", re.IGNORECASE),
        re.compile(r"\bmonograph\b", re.IGNORECASE),
    ),
)
"""Kinds of sources as a question names them, and as their references do."""
_OF_THE_FIELD = frozenset(
    "annual blood bone cancer cell diabetes heart kidney liver lung stroke transplant version virtual voice".split()
)
"""Words of references that, in small letters, are what a trial is about or how a figure is printed."""
_OWNED = re.compile(r"['’]s?$")
"""The ending of whose figure it is: "the FDA's"."""
_SHORTEST = 3
_DISTINCT = 4
"""Sources that may share a word for it to name them; a word of more is about the trial, not about a source."""


def sources_named(question: Question, *, corpus: Corpus) -> frozenset[str]:
    """Ids of the sources whose reference or title carries a capitalised word of the question that few others carry."""
    sources = [source for source in corpus.sources.values() if source.trial in (None, question.trial)]
    words = {source.id: _names_in(f"{source.citation} {source.title}") for source in sources}
    shared = Counter(word for names in words.values() for word in names)
    hints = {_OWNED.sub("", token.form) for token in _hints_naming(question, shared)}
    if _ANY_REGISTER.search(question.text):
        hints -= _REGISTERS
    aside = {token.form for token in names_set_aside(question)}
    named = [token for token in split_tokens(" ".join(documents_named(question.text))) if token.form not in aside]
    hints |= {token.form for token in named if 0 < shared[token.form] <= _DISTINCT}
    kinds = [told for asked, told in _KINDS if asked.search(without_occasions(question.text))]
    journals = frozenset(source.id for source in sources if _journals_named(question.text, source.citation))
    journals |= _websites_named(question.text, sources) | numbered(question.text, sources)
    journals |= _papers_of_year(question.text, sources)
    hints -= frozenset().union(*(words[source] for source in journals))  # the author of that paper, and of others
    return journals | frozenset(
        source.id
        for source in sources
        if hints & words[source.id] or any(told.search(f"{source.citation} {source.title}") for told in kinds)
        if not is_of_other_region(f"{source.citation} {source.title}", question.text)
    )


_ANY_REGISTER = re.compile(
    r"\b(?:each|both|either|every|all|two|any) (?:of (?:the|these|those) )?(?:two )?regist(?:ers?|ry|ries)\b"
    r"|\bregisters\b"
)
"""Registers at large, which name none."""
_REGISTERS = frozenset({"register", "registers", "registry", "registries"})


def _papers_of_year(text: str, sources: Iterable[Source]) -> frozenset[str]:
    """Ids of the articles that came out in the year by which a paper is called: "the 2021 publication"."""
    years = {match["year"] for match in _PAPER_OF.finditer(text)}
    return frozenset(
        s.id for s in sources if s.publication_type == "article" and any(f". {year}" in s.citation for year in years)
    )


_PAPER_OF = re.compile(r"\bthe (?P<year>(?:19|20)\d\d) (?:\w+ )?(?:publication|paper|article)\b", re.IGNORECASE)


def _websites_named(text: str, sources: Iterable[Source]) -> frozenset[str]:
    """Ids of the sources that are pages of a website named: by a word of its address, or as that of the company."""
    found: set[str] = set()
    for match in _WEBSITE.finditer(text):
        forms = (token.form for token in split_tokens(match["words"]))
        words = [form for form in forms if len(form) >= _SHORTEST and form not in common_words()]
        pages = [source for source in sources if source.publication_type == _PAGE]
        on = [s for s in pages for host in _HOST.findall(s.citation) if any(word in host.casefold() for word in words)]
        found |= {source.id for source in on or (pages if _OF_COMPANY.search(match["words"]) else [])}
    return frozenset(found)


def numbered(text: str, sources: Iterable[Source]) -> frozenset[str]:
    """Ids of the sources whose reference prints a number of an abstract as the text does: "OA-48"."""
    codes = set(_NUMBER.findall(text))
    return frozenset(source.id for source in sources if codes & set(_NUMBER.findall(source.citation)))


_NUMBER = re.compile(r"(?<![\w/.:-])[A-Z]{1,4}-\d{1,5}\b(?![/.-]\w)")
_PAGE = "company page"
_WEBSITE = re.compile(r"\b(?P<words>(?:[\w'’]+\s){1,3})(?:web\s?sites?|web\s?pages?)\b", re.IGNORECASE)
_HOST = re.compile(r"(?<![\w/.])((?:[\w-]+\.)+[a-z]{2,3})(?![\w-]|\.\w)")
_OF_COMPANY = re.compile(r"\b(?:company|sponsor|manufacturer|maker)", re.IGNORECASE)


def words_of_sources(question: Question, *, corpus: Corpus) -> frozenset[int]:
    """Where the words start that name the journal of a source in full, or those who wrote it with the author named."""
    sources = [source for source in corpus.sources.values() if source.trial in (None, question.trial)]
    shared = Counter(word for source in sources for word in _names_in(f"{source.citation} {source.title}"))
    hints = _hints_naming(question, shared)
    spans = [span for source in sources for span in _journals_named(question.text, source.citation)]
    spans += [match.span() for token in hints if (match := _AND_OTHERS.match(question.text, token.end))]
    return frozenset(token.start for token in question.hints if any(a <= token.start < b for a, b in spans))


def without_words_of_papers(question: Question, *, corpus: Corpus) -> Question:
    """The question without the words by which it calls a paper that is held, where they are those of no part."""
    titles = [stems(source.title) for source in corpus.sources.values() if question.trial in (None, source.trial)]
    slots = corpus.table.slots(question.trial or "", ("outcome", "subgroup"))
    parts = [stems(part) for outcome, part in slots if part and outcome in question.outcomes]
    left = (*question.unknown, *question.unread)
    gone: set[Token] = set()
    for match in _PAPER.finditer(question.text):
        inside = {token for token in left if match.start("words") <= token.start < match.end("words")}
        called = stems(" ".join(token.text for token in inside if not _STAGE.fullmatch(token.text)))
        if called and any(called <= title for title in titles) and not any(called <= part for part in parts):
            gone |= inside
    if not gone:
        return question
    text = question.text
    for token in gone:
        text = text[: token.start] + " " * (token.end - token.start) + text[token.end :]
    unknown, unread = (tuple(t for t in tokens if t not in gone) for tokens in (question.unknown, question.unread))
    return replace(question, text=text, unknown=unknown, unread=unread)


_PAPER = re.compile(
    r"\b(?:the|this|that)\s(?P<words>(?:[\w-]+\s){1,5}?)(?:papers?|articles?|publications?|abstracts?|posters?)\b",
    re.IGNORECASE,
)
_STAGE = re.compile(
    r"early|earlier|late|later|first|last|latest|original|initial|updated?|final|main|primary", re.IGNORECASE
)


def strange_names(question: Question, *, corpus: Corpus) -> str:
    """The capitalised words left over that stand in no source's reference: the names of what is not held.

    Of a source that is named, only what belongs to its name: another "Lancet" than the one held.
    """
    sources = [source for source in corpus.sources.values() if source.trial in (None, question.trial)]
    known = frozenset().union(*(_names_in(f"{source.citation} {source.title}") for source in sources))
    ours = words_of_sources(question, corpus=corpus)
    taken = [m for m in question.mentions if m.term.kind != "topic"]
    names = [t for t in question.hints if t.text[0].isupper() and t.form not in _OF_REFERENCES]
    names = [t for t in names if not any(m.start <= t.start < m.end for m in taken)]
    strange = [t for t in names if t.start not in ours and _OWNED.sub("", t.form) not in known]
    if sources_named(question, corpus=corpus):
        strange = [t for t in strange if any(0 <= t.start - n.end <= 1 for n in names if n not in strange)]
    return ", ".join(t.text for t in strange)


_OF_REFERENCES = frozenset("citation doi epub id ids issn pdf pmc pmcid pmcids pmid pmids pubmed ref url vol".split())
"""Words for the parts of a reference, and for the numbers that publications have."""


_AND_OTHERS = re.compile(
    r"\s(?:and|&|\+)\s(?:(?:his|her|their|the)\s)?(?:co-?workers|co-?authors|associates|team|group)\b"
)
"""Behind the first author of a paper: those who wrote it, too."""


def _hints_naming(question: Question, shared: Counter[str]) -> list[Token]:
    """The left-over words of a question by which few sources are named, by how many each; none that is set aside."""
    return [
        token
        for token in question.hints
        if not _is_set_aside(token.start, token.end, question.text)
        and 0 < shared[form := _OWNED.sub("", token.form)] <= _DISTINCT
        and form not in _OF_REFERENCES
        and not (token.text.islower() and form in _OF_THE_FIELD)
    ]


def _journals_named(text: str, citation: str) -> list[tuple[int, int]]:
    """Where the text has the journal of a reference in full: "Blood Cancer Journal" of "Blood Cancer J"."""
    match = _JOURNAL.search(citation)
    short = match["journal"].split() if match else []
    if len(short) < _FEWEST:
        return []
    words = r"\w*\W+(?:(?:of|and|the|in|for)\W+)*".join(re.escape(word.rstrip(".")) for word in short)
    letters = "".join(word[0] for word in short)
    initials = rf"|\b{letters}\b" if len(letters) > _FEWEST and letters.isupper() else ""
    found = [match.span() for match in re.finditer(rf"\b{words}\w*\b{initials}", text)]
    return [span for span in found if not _is_set_aside(*span, text)]


_JOURNAL = re.compile(r"[.?!]\s(?P<journal>[A-Z][^.;()]+)\.\s(?:19|20)\d\d\b")
"""The journal in a reference: what stands before the year."""
_FEWEST = 2
"""Words of a journal's name that are shortened in references; one word is named as it is."""
_SET_ASIDE = re.compile(
    r"\b(?:not|other than|rather than|instead of|except|excluding|unlike|apart from)\s"
    r"(?:(?:the|that)\s(?:ones?|figures?|values?|numbers?|results?)\s)?(?:in\s|from\s|of\s|by\s)?"
    r"(?:the\s)?(?:(?-i:[A-Z])[\w-]*\s){0,2}$",
    re.IGNORECASE,
)
"""What stands before the name of a source that is not asked: "not the Lancet one"."""


def is_cited(year: str, text: str, sources: Iterable[Source]) -> bool:
    """Whether a year only stands behind the name of one of the sources, as in their references: "Smith 2022"."""
    told = re.search(rf"\b(?P<name>[A-Z][\w-]+)(?:['’]s)?,?\s\(?{re.escape(year)}\b", text)
    return told is not None and any(told["name"] in s.citation and year in s.citation for s in sources)


def sources_set_aside(question: Question, *, corpus: Corpus) -> frozenset[str]:
    """Ids of the sources that a question names to say that it does not ask for theirs."""
    hints = {token.form for token in names_set_aside(question)}
    if not hints:
        return frozenset()
    sources = [source for source in corpus.sources.values() if source.trial in (None, question.trial)]
    return frozenset(source.id for source in sources if hints & _names_in(f"{source.citation} {source.title}"))


def names_set_aside(question: Question) -> tuple[Token, ...]:
    """The words that may name a source of which it is said that it is not asked."""
    return tuple(token for token in question.hints if _is_set_aside(token.start, token.end, question.text))


def _is_set_aside(start: int, end: int, text: str) -> bool:
    """Whether it is said of a source named at a span that it is not asked, or tells nothing."""
    return bool(_SET_ASIDE.search(text[:start]) or _GIVES_NONE.match(text, end))


_GIVES_NONE = re.compile(
    r"[^.?!;,]{0,25}?\b"
    r"(?:(?:gives?|states?|reports?|prints?|has|had|contains?|mentions?|says?|tells?|provides?) (?:no|nothing)\b"
    r"|(?:does|did)(?:n['’]t| not)\s(?:\w+\s)?(?:give|state|report|print|have|contain|mention|say|tell|provide)\b"
    r"|lacks?\b|omits?\b|is silent\b)",
    re.IGNORECASE,
)
"""What stands after the name of a source of which it is said that it does not tell what is asked."""


def documents_named(text: str) -> tuple[str, ...]:
    """The capitalised words before a word for a document ("the Canadian Zeltava text"), and kinds of documents.

    So is an agency whose own document is asked: "when did X approve it, and what does its notice state".
    """
    kinds = (match.group() for asked, _ in _KINDS for match in asked.finditer(text))
    agencies = (match["agency"] for match in _AND_ITS.finditer(text))
    return (*(match["names"] for match in _DOCUMENT.finditer(text)), *agencies, *kinds)


def without_documents(text: str) -> str:
    """The text with blanks in place of the names of documents."""
    for match in _DOCUMENT.finditer(text):
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return text


_DOCUMENT = re.compile(
    r"\b(?P<names>(?:[A-Z][\w-]+\s){1,3})(?:product\s|safety\s)?"
    r"(?:text|monograph|document|source|page|website|site|table|label|leaflet|record|report|paper|article|abstract)\b"
)


_AND_ITS = re.compile(
    r"\b(?P<agency>[A-Z]{3,5})\s(?:approv|licen[cs]|authori[sz]|clear|grant)\w*\b[^.?;]*?"
    r"\b(?:its\s(?:own\s)?(?:approval\s|press\s)?(?:notice|announcement|statement|release|label|text|page|report|review)"
    r"|(?:does|did|do)\s(?:it|they)\s(?:cite|quote|give|state|report|print|name|use|base))\b"
)


@lru_cache(maxsize=16_384)
def _names_in(reference: str) -> frozenset[str]:
    """Capitalised words of a source's reference: names of journals, meetings, agencies and authors."""
    tokens = split_tokens(reference)
    return frozenset(
        token.form
        for token in tokens
        if token.text[0].isupper() and len(token.text) >= _SHORTEST and token.form not in common_words()
    )
