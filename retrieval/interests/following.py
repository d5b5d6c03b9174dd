"""A follow-up to a question about the authors' interests ("and to Velo?", "what about Dr Cole?"), written out."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.conversation.carrying import Reader
from retrieval.conversation.words import Wording
from retrieval.interests import words
from retrieval.interests.companies import find_companies
from retrieval.interests.interests import Interests, read_interests

_ANYTHING = "interests"
_ANY = re.compile(
    r"^(?:does|did|do|has|have)\s(?P<who>[^?,;]{2,60}?)\s(?:have|had|got|hold|own|get|report\w*|declare\w*|receive\w*"
    r"|disclose\w*)"
    r"\s(?:any|some|one|it|that|this|them|those)(?:\s(?:too|as well|either|also|of (?:it|that|them|those|these)))?\W*$",
    re.IGNORECASE,
)
"""Whether somebody has of what was asked before: "does Dr Cole have any"."""


_OF_IT = re.compile(
    r"\b(?:there|(?P<to>for|at|with|from|by|to)\s(?:them|it|that (?:company|firm|sponsor)))\b(?!\s(?:is|are|was"
    r"|were)\b)",
    re.IGNORECASE,
)
"""The one who paid for the trial, after it was asked who did: "who works there"."""


def follow_interests(how: Wording, last: str, *, corpus: Corpus, reader: Reader) -> str | None:
    """The follow-up as a question of its own; ``None`` where neither it nor the ``last`` one is about interests."""
    if words.asks_trial_funding(last, persons=()):
        named = _OF_IT.sub(lambda match: f"{match['to'] or 'at'} the sponsor", how.rest)
        return f"{named}?" if named != how.rest and _read(named, corpus=corpus, reader=reader) else None
    earlier = _read(last, corpus=corpus, reader=reader)
    asked = _ANY.match(how.rest)
    rest = asked["who"] if asked else how.rest
    alone = reader.read(rest)
    if earlier is None or (how.clause and not asked) or alone.outcomes or alone.arms or alone.statistics:
        return None
    new = _read(f"Which authors declared {_ANYTHING} {rest}?", corpus=corpus, reader=reader)
    if earlier.authors and _PERSON.fullmatch(rest) and new and new.unknown and not _company(rest, corpus):
        new = _read(f"Which {_ANYTHING} did {rest} declare?", corpus=corpus, reader=reader)
    if new is None or not (_people(new) or _organisations(new) or new.relationships):
        return None
    merged = replace(
        new,
        authors=new.authors if _people(new) else earlier.authors,
        strangers=new.strangers if _people(new) else earlier.strangers,
        organisations=new.organisations if _organisations(new) else earlier.organisations,
        unknown=new.unknown if _organisations(new) else earlier.unknown,
        relationships=new.relationships or earlier.relationships,
        wording=new.wording if new.relationships else earlier.wording,
        nothing=earlier.nothing and not _people(new),
    )
    text = _ask(merged)
    read = _read(text, corpus=corpus, reader=reader)
    return text if read is not None and _key(read) == _key(merged) else None


_PERSON = re.compile(r"(?:(?:Dr|Prof|Professor|Mrs?|Ms)\.? )?[A-Z][\w'’-]*\.?(?: [A-Z][\w'’.-]*){1,2}")
"""A name of two or three words, as persons have, after it was asked what a person declared."""


def _company(name: str, corpus: Corpus) -> bool:
    """Whether a name is a company's, of one held or of one that is known."""
    companies = find_companies(name, corpus.disclosures)
    return bool(companies.held or companies.known)


def _read(text: str, *, corpus: Corpus, reader: Reader) -> Interests | None:
    question = reader.read(text)
    disclosures = [entry for entry in corpus.disclosures if question.trial in (None, entry.trial)]
    sources = [source for source in corpus.sources.values() if question.trial in (None, source.trial)]
    return read_interests(question, disclosures=disclosures, sources=sources) if disclosures else None


def _ask(asked: Interests) -> str:
    named = [name for name in asked.relationships if name != "other"]
    what = " and ".join((*named, *asked.wording)) or _ANYTHING
    organisations = " and ".join(_organisations(asked))
    whose = f" from {organisations}" if organisations else ""
    if people := " and ".join(_people(asked)):
        return f"Which {what} did {people} declare{whose}?"
    return f"Which authors declared {'no ' if asked.nothing else ''}{what}{whose}?"


def _people(asked: Interests) -> tuple[str, ...]:
    return (*asked.authors, *asked.strangers)


def _organisations(asked: Interests) -> tuple[str, ...]:
    return (*asked.organisations, *asked.unknown)


def _key(asked: Interests) -> tuple[frozenset[str], ...]:
    return (
        frozenset(_people(asked)),
        frozenset(_organisations(asked)),
        frozenset(asked.relationships),
        frozenset({"nothing"} if asked.nothing else ()),
    )
