"""Answers about the authors' declared interests, from the disclosure entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.disclosures import authors_without_interests
from ingest.organisations import fold_organisation
from ingest.records import Disclosure, Source
from retrieval.interests import Interests
from retrieval.records import Quote, Sentence

_LINKS = {
    "consulting or advisory role": "for",
    "speaker's bureau": "for",
    "employment": "at",
    "shares or stock options": "in",
}
_MAY = "may hold"
"""What a statement says only may be, an answer says too."""


def answer_interests(
    asked: Interests, *, disclosures: Sequence[Disclosure], sources: Sequence[Source]
) -> tuple[Sentence, ...]:
    """Who disclosed what: by author where authors are asked about, else by relationship; an absence is said as one."""
    if asked.authors:
        return tuple(_about_author(name, asked, disclosures) for name in asked.authors)
    if asked.nothing and not asked.organisations and (without := _without(disclosures, sources)):
        return without
    named = [entry for entry in disclosures if entry.author and _fits(entry, asked)]
    if not named:
        return (_nothing(asked, disclosures),)
    if asked.organisations:
        return tuple(_by_relationship(named))
    everything = not asked.relationships
    return (*_by_author(named), *((_of_the_others(disclosures),) if everything else ()))


def _without(disclosures: Sequence[Disclosure], sources: Sequence[Source]) -> tuple[Sentence, ...]:
    """The authors whom the statement covers with "all other authors", by name."""
    sentences = []
    for source in sources:
        own = [entry for entry in disclosures if entry.source == source.id]
        rest = [entry for entry in own if entry.author is None]
        if rest and (names := authors_without_interests(source, own)):
            text = f"Authors whom the statement “{rest[0].wording.rstrip('.')}” covers: {_join(names)}."
            sentences.append(Sentence(text, (), _quotes(rest)))
    return tuple(sentences)


def _by_relationship(entries: Sequence[Disclosure]) -> Iterator[Sentence]:
    groups: defaultdict[str, list[Disclosure]] = defaultdict(list)
    for entry in entries:
        groups[entry.relationship].append(entry)
    for relationship, own in groups.items():
        names = _join([entry.organisation or "" for entry in own], last="or")
        heading = f"{relationship[0].upper()}{relationship[1:]} {_LINKS.get(relationship, 'from')} {names}"
        may = f" (the statement says “{_MAY}”)" if all(_MAY in entry.wording for entry in own) else ""
        yield Sentence(f"{heading}{may}: {_join([_who(entry) for entry in own])}.", (), _quotes(own))


def _by_author(entries: Sequence[Disclosure]) -> Iterator[Sentence]:
    for author in dict.fromkeys(entry.author for entry in entries):
        own = [entry for entry in entries if entry.author == author]
        yield Sentence(f"{_who(own[0])}: {_list(own)}.", (), _quotes(own))


def _of_the_others(disclosures: Sequence[Disclosure]) -> Sentence:
    rest = [entry for entry in disclosures if entry.author is None]
    if not rest:
        return Sentence("The statement says nothing of other authors.", (), _quotes(disclosures[-1:]))
    return Sentence(f"Of the other authors the statement says: “{rest[0].wording}”", (), _quotes(rest))


def _about_author(name: str, asked: Interests, disclosures: Sequence[Disclosure]) -> Sentence:
    own = [entry for entry in disclosures if name in (entry.name, entry.author)]
    if not own:
        rest = [entry for entry in disclosures if entry.author is None]
        said = f"; it says: “{rest[0].wording.rstrip('.')}”" if rest else ""
        return Sentence(f"{name} is not named in the declaration of interests{said}.", (), _quotes(rest))
    found = [] if asked.unknown and not asked.organisations else [entry for entry in own if _fits(entry, asked)]
    if found:
        return Sentence(f"{_who(own[0])} discloses {_list(found)}.", (), _quotes(found))
    text = f"No {_subject(asked)} is reported for {_who(own[0])}; what is reported: {_list(own)}."
    return Sentence(text, (), _quotes(own))


def _nothing(asked: Interests, disclosures: Sequence[Disclosure]) -> Sentence:
    evidence = [entry for entry in disclosures if entry.author is None] or list(disclosures[-1:])
    return Sentence(f"The declaration of interests reports no {_subject(asked)} for any author.", (), _quotes(evidence))


def _subject(asked: Interests) -> str:
    organisations = asked.organisations or asked.unknown
    what = _join(asked.relationships, last="or") or "tie"
    link = (
        _LINKS.get(asked.relationships[0], "from")
        if len(asked.relationships) == 1
        else "from"
        if asked.relationships
        else "to"
    )
    return f"{what} {link} {_join(organisations, last='or')}" if organisations else what


def _list(entries: Sequence[Disclosure]) -> str:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        may = f" (“{_MAY}”)" if _MAY in entry.wording else ""
        link = f" {_LINKS.get(entry.relationship, 'from')}" if entry.organisation else ""
        groups[f"{entry.relationship}{may}{link}"].append(entry.organisation or "")
    return "; ".join(f"{heading} {_join(names)}".strip() for heading, names in groups.items())


def _who(entry: Disclosure) -> str:
    return f"{entry.author} ({entry.name})" if entry.name and entry.author != entry.name else entry.author or ""


def _quotes(entries: Sequence[Disclosure]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(Quote(entry.source, entry.start, entry.end) for entry in entries))


def _fits(entry: Disclosure, asked: Interests) -> bool:
    if asked.relationships and entry.relationship not in asked.relationships:
        return False
    if asked.unknown and not asked.organisations:
        return False
    wanted = {fold_organisation(name) for name in asked.organisations}
    return not wanted or (entry.organisation is not None and fold_organisation(entry.organisation) in wanted)


def _join(names: Sequence[str], *, last: str = "and") -> str:
    unique = list(dict.fromkeys(names))
    return f"{', '.join(unique[:-1])} {last} {unique[-1]}" if len(unique) > 1 else "".join(unique)
