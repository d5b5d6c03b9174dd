"""Who wrote a publication: the authors that the manifest lists, by their place or all of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.records import Source
from retrieval.answers.identifiers import asks_identifier, quote_title, refer_without_authors
from retrieval.answers.leading import source_rank
from retrieval.answers.publications_meant import PUBLISHED, is_on, publications_meant
from retrieval.interests.people import fold_name
from retrieval.interests.words import is_interest_word
from retrieval.naming import sources_named
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.stems import stems
from retrieval.terms import Token

_PUBLICATION = "Publication"
_MOST = 3
"""Publications that are told of by one question."""
_WHEN = re.compile(r"\b(?:when|where|what year|which journal)\b", re.IGNORECASE)
"""That more is asked of the publication: its reference answers all of it."""
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_PLACES = {name: place for place, name in enumerate(_ORDINALS)} | {"lead": 0, "last": -1, "senior": -1, "final": -1}
_ROLE = re.compile(
    rf"\b(?P<role>{'|'.join(_PLACES)})\b(?=[^?.;]{{0,30}}\bauthors?\b)"
    rf"|\bauthors?\b[^?.;]*\b(?:and|or)\s(?:who (?:is|was) )?(?:the )?(?P<other>{'|'.join(_PLACES)})(?=(?: one)?\W*$)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\b(?:how many|number of|count of|total)\s(?:\w+\s)?(?:co-?)?authors\b"
    r"|\b(?:how many|number of|count of)\s(?:names|people|persons|researchers|scientists|investigators)\b[^?.;]{0,30}"
    r"\b(?:author(?:s|ed|ship)?\b|by-?line\b|wrote\b)"
    r"|\bhow long\b[^?.;]{0,20}\bauthors?\slist\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\b(?:list|name|names of|who (?:are|were)|which)\b[^?.;]{0,20}\b(?:co-?)?authors\b|\bauthors? list\b"
    r"|\bwho (?:wrote|authored|penned)\b|\bauthors\W*$",
    re.IGNORECASE,
)


def tell_authors(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """The authors asked of the publication that is named, else of the one that leads; nothing where none are asked.

    Of a source whose authors the manifest does not list, its reference, and that they are not.
    """
    roles = dict.fromkeys((match["role"] or match["other"]).casefold() for match in _ROLE.finditer(question.text))
    counted, listed = bool(_COUNT.search(question.text)), bool(_LIST.search(question.text))
    other = any(topic.section != _PUBLICATION for topic in question.topics) or _WHEN.search(question.text)
    if other or not (roles or counted or listed) or asks_identifier(question.text):
        return ()
    sources = [source for source in corpus.sources.values() if question.trial in (None, source.trial)]
    on = tuple(source for source in sources if is_on(source, question, corpus=corpus))
    on = on or (_reporting(sources, question, corpus=corpus) if roles and _OF_PAPER.search(question.text) else ())
    if question.outcomes and not on:
        return ()
    holding = [source for source in sources if source.authors]
    named = sources_named(question, corpus=corpus)
    wanted = [source for source in holding if source.id in named]
    meant = () if wanted else on or publications_meant(question, corpus=corpus)
    if meant and not any(source.authors for source in meant):
        return tuple(refer_without_authors(source, corpus=corpus) for source in meant[:_MOST])
    wanted = wanted or sorted(holding, key=source_rank)[:1]
    told = ((source, _authors_told(source, roles, counted=counted, listed=listed)) for source in wanted)
    return tuple(_tell(source, "; ".join(parts), corpus=corpus) for source, parts in told if parts)


def _authors_told(source: Source, roles: Collection[str], *, counted: bool, listed: bool) -> list[str]:
    """Who wrote a source, by the roles asked, with how many they are; all where no role is asked."""
    places = [role for role in roles if _PLACES[role] < len(source.authors)]
    parts = [f"{role} author: {source.authors[_PLACES[role]]}" for role in places]
    parts += [f"number of authors: {len(source.authors)}"] if counted else []
    return parts + ([f"authors: {', '.join(source.authors)}"] if listed and not roles else [])


_OF_PAPER = re.compile(r"\bauthors? (?:of|on|for|in)\b", re.IGNORECASE)


def _reporting(sources: Sequence[Source], question: Question, *, corpus: Corpus) -> tuple[Source, ...]:
    """The articles with results of an outcome that the question names, the leading ones first."""
    outcomes = [m for m in question.mentions if m.term.kind == "outcome"]
    named = [stems(words) for m in outcomes for words in (m.text, m.term.name)]
    rows = corpus.table.results(trial=question.trial)
    held = {row.source for row in rows if any(words <= stems(row.outcome) for words in named)}
    return tuple(sorted((s for s in sources if s.id in held and s.publication_type == PUBLISHED[0]), key=source_rank))


def tell_membership(question: Question, *, corpus: Corpus) -> tuple[Sentence, ...]:
    """Whether a person is among the authors of the publication that is named, else of the one that leads.

    Nothing where more is asked of that person, or no name is told.
    """
    match = _WHETHER.search(question.text)
    name = next((told for told in match.groupdict().values() if told), "") if match else ""
    told = [word for word in _TITLED.sub("", name).split() if word.casefold() not in _NO_NAME]
    if (
        not told
        or told[0].casefold() in _PLACED
        or question.outcomes
        or is_interest_word(told[-1])
        or _ROLE.search(question.text)
    ):
        return ()
    if _WHICH.search(question.text[: match.start() if match else 0]) or _OF_MONEY.search(question.text):
        return ()
    others = replace(question, text=question.text.replace(name, ""), hints=_without(question, name))
    sources = [source for source in corpus.sources.values() if question.trial in (None, source.trial)]
    asked = publications_meant(others, corpus=corpus)
    asked = asked or tuple(sorted((source for source in sources if source.authors), key=source_rank)[:1])
    return tuple(_tell_member(source, " ".join(told), corpus=corpus) for source in asked)


def _without(question: Question, name: str) -> tuple[Token, ...]:
    """The words left over but those of a name, which would name the sources of that author."""
    return tuple(token for token in question.hints if token.text not in name)


def _tell_member(source: Source, name: str, *, corpus: Corpus) -> Sentence:
    listed = next((author for author in source.authors if _is_called(author, name)), None)
    if source.authors:
        said = f"{listed} is" if listed else f"{name} is not"
        return _tell(source, f"{said} among the {len(source.authors)} authors listed", corpus=corpus)
    reference = _ADDRESS.sub("", source.citation).rstrip(" .")
    first = fold_name(reference).startswith(fold_name(name.rsplit(maxsplit=1)[-1]))
    said = f"{name} is the first author of" if first else "This corpus does not list the authors of"
    return Sentence(f"{said}: {reference}.", sources=(source.id,))


def _is_called(author: str, name: str) -> bool:
    """Whether an author may be meant by a name: the same surname, and given names that do not differ."""
    own, told = fold_name(author).replace("-", " ").split(), fold_name(name).replace("-", " ").replace(".", " ").split()
    if len(told) == 1:
        return told[0] in own
    return own[-1] == told[-1] and own[0].startswith(told[0][:1]) and (len(told[0]) == 1 or told[0] in own)


_NAME = r"(?:(?:[\w'’-]+\.?\s){0,3}?[\w'’-]+)"
_WHETHER = re.compile(
    rf"\b(?:was|is|were|are|wasn['’]t|isn['’]t)\s(?P<asked>{_NAME})\s(?:really |actually |also |even )?"
    r"(?:(?:listed|named|included|credited|mentioned|down)\s)?(?:(?:as|an?|one of|among|amongst|on|in|of)\s)+"
    r"(?:the\s)?(?:[\w’']+\s){0,2}?(?:co-?)?(?:authors?|authorship|by-?line)\b"
    rf"|\bdid\s(?P<wrote>{_NAME})\s(?:really |actually |also |even )?(?:co-?\s?)?(?:write|author|pen)\b"
    rf"|^\W*(?P<told>{_NAME})\s(?:was|is)\s(?:also )?(?:an? |one of the |among the )(?:co-?)?authors?\b",
    re.IGNORECASE,
)
_OF_MONEY = re.compile(
    r"\b(?:ties?|paid|pay\w*|money|fund\w*|fees?|grants?|honorari\w+|employ\w*|shares?|stocks?|conflicts?|interests?"
    r"|declar\w*|disclos\w*|sponsor\w*|consult\w*|speak\w*|advis\w*)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?:which|what|who|how|when|why|list)\b", re.IGNORECASE)
_TITLED = re.compile(r"\b(?:Dr|Prof(?:essor)?|Mr|Mrs|Ms)\b\.?\s?", re.IGNORECASE)
_PLACED = ("at", "from", "in", "with", "of", "for", "by")
"""Words after "anybody" by which it is told who is meant, and which begin no name."""
_NO_NAME = frozenset(
    "a an any all anybody anyone each he her his how i it its many no nobody one our she some somebody that the their "
    "there these they this those we which who whose you your author authors first last lead senior sponsor and or not "
    "employee employees investigator investigators".split()
)
_ADDRESS = re.compile(r"\s*(?:https?://|doi:)\S+")


def _tell(source: Source, what: str, *, corpus: Corpus) -> Sentence:
    quotes = quote_title(source, corpus=corpus)
    text = f"{what[0].upper()}{what[1:]} ({source.title})."
    counted = (str(len(source.authors)),)
    return Sentence(text, quotes=quotes, sources=() if quotes else (source.id,), counted=counted)
