"""Answers about the authors' declared interests, from the disclosure entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.disclosures import authors_without_interests
from ingest.organisations import companies_of
from ingest.records import Disclosure, Source
from retrieval.answers.listing import (
    MAY,
    group_by_tie,
    heading,
    join,
    list_ties,
    printed_otherwise,
    quotes_of,
    subject_of,
    verb_of,
    who,
)
from retrieval.interests.companies import same_organisation
from retrieval.interests.interests import Interests
from retrieval.interests.people import may_mean
from retrieval.records import Sentence


def answer_interests(
    asked: Interests, *, disclosures: Sequence[Disclosure], sources: Sequence[Source]
) -> tuple[Sentence, ...]:
    """Who disclosed what: by author where authors are asked about, else by relationship; an absence is said as one.

    Where it is asked how much was paid, that the statement prints no amounts, before it.
    """
    if asked.left_out:
        out = {entry.author for entry in disclosures if entry.relationship == _EMPLOYED in asked.left_out}
        kept = [entry for entry in disclosures if entry.author not in out and entry.relationship not in asked.left_out]
        kept = kept if not asked.authors or any(e.name in asked.authors for e in kept) else list(disclosures)
        return answer_interests(replace(asked, left_out=()), disclosures=kept, sources=sources)
    told = _answer(asked, disclosures, sources)
    if not asked.amount or any(_SUM.search(entry.wording) for entry in disclosures):
        return told
    return (Sentence(_NO_AMOUNTS, (), quotes_of(_of_all_others(disclosures) or disclosures[-1:])), *told)


def those_who_fit(asked: Interests, disclosures: Sequence[Disclosure]) -> list[Disclosure]:
    """The entries of authors who report what is asked."""
    fitting = [entry for entry in disclosures if entry.author and _fits(entry, asked)]
    if not asked.every:
        return fitting
    return [entry for entry in fitting if _has_all([e for e in fitting if e.author == entry.author], asked)]


_EMPLOYED = "employment"
_SUM = re.compile(r"[$€£]\s?\d|\d\s?(?:[$€£]|dollars|euros?|pounds|USD|EUR|GBP)")
_NO_AMOUNTS = "How much was paid is not told: the declaration of interests prints no amounts."


def _answer(asked: Interests, disclosures: Sequence[Disclosure], sources: Sequence[Source]) -> tuple[Sentence, ...]:
    persons = (*_about_persons(asked, disclosures, sources),)
    if persons or not disclosures:
        return persons
    if asked.place:
        text = f"Which authors are from {asked.place} cannot be told from the list of authors and the declaration."
        return (Sentence(text, (), quotes_of(_of_all_others(disclosures) or disclosures[-1:])),)
    if asked.nothing:
        return tuple(_without(asked, disclosures, sources)) or (_nothing(asked, disclosures),)
    named = those_who_fit(asked, disclosures)
    if asked.every:
        return tuple(_by_author(named)) or (_nothing(asked, disclosures),)
    if asked.most and not asked.organisations and (most := _most(asked, named)):
        return most
    number = _count(asked, named)
    if asked.organisations or asked.unknown:
        return (*number, *_by_organisation(asked, named, disclosures))
    if not named:
        return (_nothing(asked, disclosures),)
    return (*number, *_by_author(named), *(() if asked.relationships else (_of_the_others(disclosures),)))


def _most(asked: Interests, named: Sequence[Disclosure]) -> tuple[Sentence, ...]:
    """The authors who name more organisations than the others, with how many these are; nothing where none does."""
    tied: dict[str, list[Disclosure]] = {}
    for entry in named:
        own = tied.setdefault(entry.author or "", [])
        if entry.organisation and not any(same_organisation(entry.organisation, it.organisation) for it in own):
            own.append(entry)
    number = max(map(len, tied.values()), default=0)
    if not number:
        return ()
    told = [[entry for entry in named if entry.author == author] for author, own in tied.items() if len(own) == number]
    what = f" for {join(asked.relationships)}" if asked.relationships else ""
    text = f"Most organisations named by one author{what}: {number}, by {join([who(own[0]) for own in told])}."
    lead = Sentence(text, (), quotes_of([entry for own in told for entry in own]), counted=(str(number),))
    return (lead, *(sentence for own in told for sentence in _by_author(own)))


def _count(asked: Interests, named: Sequence[Disclosure]) -> tuple[Sentence, ...]:
    """How many authors report what is asked, where their number is."""
    authors = str(len({entry.author for entry in named}))
    if not asked.counted or authors == "0":
        return ()
    what = subject_of(asked)
    text = f"Authors who report {'a ' if what.startswith('tie ') else ''}{what}: {authors}."
    return (Sentence(text, (), quotes_of(named), counted=(authors,)),)


def _about_persons(
    asked: Interests, disclosures: Sequence[Disclosure], sources: Sequence[Source]
) -> Iterator[Sentence]:
    evidence = quotes_of(_of_all_others(disclosures) or disclosures[-1:])
    for role, name in asked.roles:
        if not name:
            text = f"Who the {role} is cannot be told from the list of authors and the declaration of interests."
            yield Sentence(text, (), evidence)
    for name in asked.strangers:
        nearest = join([author for source in sources for author in source.authors if may_mean(name, author)], last="or")
        also = f"; the nearest name in the list is {nearest}" if nearest else ""
        text = f"{name} is not among the authors of the publication whose declaration of interests is held{also}."
        yield Sentence(text, (), evidence)
    for name in asked.authors:
        yield _about_author(name, asked, disclosures)


def _about_author(name: str, asked: Interests, disclosures: Sequence[Disclosure]) -> Sentence:
    own = [entry for entry in disclosures if name in (entry.name, entry.author)]
    place = "".join(f", the {role} listed," for role, author in asked.roles if author == name)
    if not own:
        rest = _of_all_others(disclosures)
        said = f"; it says: “{rest[0].wording.rstrip('.')}”" if rest else ""
        text = f"{name}{place} is not named in the declaration of interests{said}."
        return Sentence(text, (), quotes_of(rest or disclosures[-1:]))
    found = [
        entry for entry in own if _fits(entry, replace(asked, organisations=(), unknown=()) if asked.whole else asked)
    ]
    if found:
        named = (*asked.organisations, *asked.unknown)
        absent = [name for name in named if not any(same_organisation(name, entry.organisation) for entry in found)]
        also = f"; {join(absent)} {'is' if len(absent) == 1 else 'are'} not among them" if absent else ""
        return Sentence(f"{who(own[0])}{place} discloses {list_ties(found)}{also}.", (), quotes_of(found))
    held = [entry for entry in own if asked.organisations and _is_with(entry, asked.organisations)]
    text = f"No {subject_of(asked)} {verb_of(asked)} reported for {who(own[0])}{place.rstrip(',')}"
    return Sentence(f"{text}; what is reported: {list_ties(held or own)}.", (), quotes_of(held or own))


def _without(asked: Interests, disclosures: Sequence[Disclosure], sources: Sequence[Source]) -> Iterator[Sentence]:
    """The authors who report nothing of what is asked: those with other entries, then those whom the rest covers."""
    if asked.relationships or asked.organisations or asked.unknown:
        having = {entry.author for entry in those_who_fit(asked, disclosures)}
        lacking = [entry for entry in disclosures if entry.author and entry.author not in having]
        lacking = [entry for entry in lacking if entry.relationship != "no competing interests"]
        if lacking:
            text = f"No {subject_of(asked)} {verb_of(asked)} reported for {join([who(entry) for entry in lacking])}."
            yield Sentence(text, (), quotes_of(lacking))
    for source in sources:
        own = [entry for entry in disclosures if entry.source == source.id]
        rest = [entry for entry in own if entry.relationship == "no competing interests"]
        if rest and (names := authors_without_interests(source, own)):
            number = (str(len(names)),) if asked.counted else ()
            told = "".join(f" ({n})" for n in number)
            text = f"Authors whom the statement “{rest[-1].wording.rstrip('.')}” covers{told}: {join(names)}."
            yield Sentence(text, (), quotes_of(rest), counted=number)


def _by_organisation(
    asked: Interests, named: Sequence[Disclosure], disclosures: Sequence[Disclosure]
) -> Iterator[Sentence]:
    for name in asked.organisations:
        own = [entry for entry in named if same_organisation(name, entry.organisation)]
        yield from _by_relationship(own, name)
        if not own:
            yield _nothing(asked, disclosures, organisations=(name,))
    for name in asked.unknown:
        yield _nothing(asked, disclosures, organisations=(name,))


def _by_relationship(entries: Sequence[Disclosure], organisation: str) -> Iterator[Sentence]:
    for tie, own in group_by_tie(entries).items():
        names = [who(entry, remark=printed_otherwise(entry, organisation)) for entry in own]
        may = f" (the statement says “{MAY}”)" if all(MAY in entry.wording for entry in own) else ""
        yield Sentence(f"{heading(tie, organisation)}{may}: {join(names)}.", (), quotes_of(own))


def _by_author(entries: Sequence[Disclosure]) -> Iterator[Sentence]:
    for author in dict.fromkeys(entry.author for entry in entries):
        own = [entry for entry in entries if entry.author == author]
        yield Sentence(f"{who(own[0])}: {list_ties(own)}.", (), quotes_of(own))


def _of_the_others(disclosures: Sequence[Disclosure]) -> Sentence:
    rest = _of_all_others(disclosures)
    if not rest:
        return Sentence("The statement says nothing of other authors.", (), quotes_of(disclosures[-1:]))
    return Sentence(f"Of the other authors the statement says: “{rest[0].wording}”", (), quotes_of(rest))


def _nothing(asked: Interests, disclosures: Sequence[Disclosure], *, organisations: Sequence[str] = ()) -> Sentence:
    evidence = quotes_of(_of_all_others(disclosures) or disclosures[-1:])
    what = subject_of(asked, organisations=organisations)
    if asked.every:
        return Sentence(f"No author reports {what} together.", (), evidence)
    names = organisations or (*asked.organisations, *asked.unknown)
    also = _beside(names, disclosures)
    if not asked.relationships and names:
        return Sentence(f"No author reports any {what}{also}.", (), evidence)
    return Sentence(f"The declaration of interests reports no {what} for any author{also}.", (), evidence)


def _beside(names: Sequence[str], disclosures: Sequence[Disclosure]) -> str:
    """What a reader of the absence might take it to deny: other ties to the same organisation, or to its company."""
    for name in names:
        if any(same_organisation(name, entry.organisation) for entry in disclosures):
            return f"; other ties to {name} are reported"
        for company in companies_of(name):
            printed = [e.organisation for e in disclosures if same_organisation(company, e.organisation)]
            if printed:
                return f"; the statement names {printed[0]}, a company of {name}, under its own name"
    return ""


def _has_all(own: Sequence[Disclosure], asked: Interests) -> bool:
    """Whether entries of one author cover each relationship and each organisation asked for."""
    relationships = {entry.relationship for entry in own}
    return (
        not asked.unknown
        and set(asked.relationships) <= relationships
        and all(any(same_organisation(name, entry.organisation) for entry in own) for name in asked.organisations)
    )


def _fits(entry: Disclosure, asked: Interests) -> bool:
    if asked.relationships and entry.relationship not in asked.relationships:
        return False
    if entry.relationship == "other" and asked.wording:
        return any(word.split()[0].rstrip("s") in entry.wording.casefold() for word in asked.wording)
    if asked.organisations:
        return _is_with(entry, asked.organisations)
    return not asked.unknown


def _is_with(entry: Disclosure, organisations: Sequence[str]) -> bool:
    return any(same_organisation(name, entry.organisation) for name in organisations)


def _of_all_others(disclosures: Sequence[Disclosure]) -> list[Disclosure]:
    return [entry for entry in disclosures if entry.author is None]
