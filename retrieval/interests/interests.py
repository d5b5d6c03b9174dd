"""What a question asks of the authors' declared interests."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.records import Disclosure, Relationship, Source
from retrieval.interests import words
from retrieval.interests.asides import read_asides
from retrieval.interests.companies import Companies, find_companies
from retrieval.interests.people import DECLARES_AFTER, DECLARES_BEFORE, TITLE, People, find_people, fold_name
from retrieval.interests.words import is_interest_word
from retrieval.questions.question import Question

__all__ = ["Interests", "fold_name", "read_interests", "split_interests", "with_sponsor"]

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’.&-](?=[^\W_]))*")
_ASKED_OF = re.compile(r"(?:\bDr|\b(?:do|does|did|is|was|has|have|had|are|were))\s+$", re.IGNORECASE)
_AFFILIATION = re.compile(r"\baffiliations?\b", re.IGNORECASE)
_PAYS = re.compile(
    r"\s+(?:pa(?:y|id|ys)|fund|employ|g[ai]ve|sponsor|support|hire|compensate|ties|links|money)", re.IGNORECASE
)
_TO = re.compile(r"\b(?:to|from|with|by|at)\s+$", re.IGNORECASE)
_MEASURED = ("outcome", "arm", "subgroup", "grade")
_DECLARATION = "Declaration of interests"
_GLUE = frozenset(
    "a about all an and any anything are as at by did do does each every everyone everything for from give has have "
    "how in is known list many me mention mentioned name named names of on or please say says show tell the there to "
    "was were what which who whom with".split()
)


@dataclass(frozen=True, slots=True)
class Interests:
    """What is asked of the disclosures; an empty slot restricts nothing.

    Attributes:
        authors: Full names, or the printed initials where these resolve to no name.
        organisations: As printed in the entries.
        unknown: Organisations in the question that no entry carries.
        nothing: Whether it asks who has nothing of what the other slots name, or nothing at all.
        strangers: Persons in the question who are in no author list.
        roles: Places in the author list ("last author") with the names there; ``""`` where no list tells.
        every: Whether each relationship and each organisation named must be there, not one of them.
        sponsor: Whether ties to the sponsor are asked for, whom only the document names: see ``with_sponsor``.
        wording: What relationships of the kind "other" are called in the question.
        whole: Whether all organisations of an author are asked for, beside those that are named.
        counted: Whether it is asked how many authors there are.
        most: Whether it is asked who has more of it than the others.
        place: Where the authors asked about are from; ``""`` where that is not said.
        left_out: Relationships of which nothing is to be told; with employment, those who are employed.
        amount: Whether it is asked how much was paid.
        beside: Questions joined to it that ask for something else.
    """

    authors: tuple[str, ...]
    relationships: tuple[Relationship, ...]
    organisations: tuple[str, ...]
    unknown: tuple[str, ...]
    nothing: bool = False
    strangers: tuple[str, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    every: bool = False
    sponsor: bool = False
    wording: tuple[str, ...] = ()
    whole: bool = False
    counted: bool = False
    most: bool = False
    place: str = ""
    left_out: tuple[Relationship, ...] = ()
    amount: bool = False
    beside: tuple[str, ...] = ()


def read_interests(
    question: Question, *, disclosures: Sequence[Disclosure], sources: Sequence[Source]
) -> Interests | None:
    """What ``question`` asks of the disclosures; ``None`` when it asks for something else.

    A word such as "grants" or "paid" alone is not enough: a person or an organisation must stand beside it. Who funded
    the trial is another question; where both are asked, this is the part about the authors.
    """
    left = {fold_name(re.sub(r"['’]s$", "", token.text)) for token in question.hints}
    clauses, beside, paid = [], [], False
    asides = read_asides(question.text)
    for said in words.split_clauses(TITLE.sub("Dr ", asides.text)):
        clause = words.with_sponsor_named(said)
        people = find_people(clause, disclosures=disclosures, sources=sources, left=left)
        funding = words.asks_trial_funding(clause, persons=(*people.authors, *people.strangers))
        paid = paid or funding
        if funding or _is_of_something_else(clause, people, disclosures):
            beside.append(clause)
        else:
            clauses.append(clause)
    text = ". ".join(clauses)
    companies = find_companies(text, disclosures)
    people = find_people(companies.rest, disclosures=disclosures, sources=sources, left=left)
    unknown, strangers = _sort_names(people.rest, left=left, sources=sources)
    unknown = tuple(dict.fromkeys((*companies.known, *unknown)))
    people = replace(people, strangers=tuple(dict.fromkeys((*people.strangers, *strangers))))
    if not _is_asked(text, question, companies=companies, people=people, unknown=unknown):
        return None
    relationships = words.read_relationships(companies.rest)
    return Interests(
        people.authors,
        relationships,
        companies.held,
        unknown,
        nothing=not people.authors and words.asks_who_has_none(text),
        strangers=people.strangers,
        roles=people.roles,
        every=bool(words.BOTH.search(text)) and (len(relationships) > 1 or len(companies.held) + len(unknown) > 1),
        sponsor=bool(words.SPONSOR.search(text) or (paid and words.THAT_COMPANY.search(text)))
        and not (companies.held or unknown),
        wording=words.other_words(companies.rest) if "other" in relationships else (),
        whole=bool(people.authors and words.COMPANIES_ASKED.search(text)),
        counted=bool(words.HOW_MANY.search(text)),
        most=bool(words.MOST.search(text)),
        place=words.place_of(text, known=(*companies.held, *unknown)),
        left_out=asides.left_out,
        amount=asides.amount,
        beside=tuple(_PERSON.sub(people.authors[0], each) if len(people.authors) == 1 else each for each in beside),
    )


def part_of(question: Question, text: str) -> Question:
    """The question of some of its clauses, as far as what is read of interests needs it."""
    return replace(
        question,
        text=text,
        mentions=tuple(m for m in question.mentions if m.text in text),
        hints=tuple(token for token in question.hints if token.text in text),
    )


def split_interests(
    question: Question, *, disclosures: Sequence[Disclosure], sources: Sequence[Source]
) -> tuple[Question, ...]:
    """One question for each clause that asks by itself of somebody's interests; the others stay with the one before.

    "Who has ties to A, and who speaks for B" asks two things; "who is paid by A, and who by B" one, of two companies.
    """
    if read_asides(question.text).left_out:
        return (question,)
    groups: list[list[str]] = []
    whole: list[bool] = []
    asked = words.split_clauses(TITLE.sub("Dr ", question.text))
    for said in asked:
        before = part_of(question, "? ".join(groups[-1])) if groups else None  # "he is a consultant, isn't he?"
        clause = _with_person(said, before, disclosures, sources)
        alone = _asks_alone(part_of(question, clause), disclosures=disclosures, sources=sources)
        if groups and not (alone and whole[-1]):
            groups[-1].append(clause)
            whole[-1] = whole[-1] or alone
        else:
            groups.append([clause])
            whole.append(alone)
    if len(groups) < 2 and (not groups or tuple(groups[0]) == asked):
        return (question,)
    return tuple(part_of(question, "? ".join(clauses)) for clauses in groups)


def _with_person(
    clause: str, before: Question | None, disclosures: Sequence[Disclosure], sources: Sequence[Source]
) -> str:
    """A clause with the one author of the clause before it in place of "he" or "her"."""
    asked: Interests | People | None = None
    if before:
        asked = read_interests(before, disclosures=disclosures, sources=sources)
        asked = asked or find_people(before.text, disclosures=disclosures, sources=sources, left=set())
    if asked is None or len(asked.authors) != 1 or asked.strangers:
        return clause
    return _PERSON.sub(asked.authors[0], _WHOSE.sub(f"{asked.authors[0]}'s", clause))


_WHOSE = re.compile(r"\b(?:his|her)\b(?= [a-z])", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:s?he|he or she|s/he)\b", re.IGNORECASE)


def _asks_alone(question: Question, *, disclosures: Sequence[Disclosure], sources: Sequence[Source]) -> bool:
    """Whether a clause names whom it asks about, or with whom their ties are, and stands for nothing told before."""
    leans = _LEANS.search(_TAG.sub("", question.text)) or not words.names_tie(question.text)  # "and who by Velo"
    asked = None if leans else read_interests(question, disclosures=disclosures, sources=sources)
    named = asked and (asked.authors or asked.strangers or asked.roles or asked.organisations or asked.unknown)
    return bool(asked and (named or asked.nothing or asked.sponsor))


_TAG = re.compile(r",\s(?:is|was|does|do|did|has|are|were)(?:n['’]t)? (?:s?he|they)\W*$", re.IGNORECASE)
"""The end of a statement that makes a question of it: "is an employee, isn't he"."""
_LEANS = re.compile(r"\b(?:he|she|they|them|his|her|their|there|it|(?:that|this|the same) \w+)\b", re.IGNORECASE)


def _is_of_something_else(clause: str, people: People, disclosures: Sequence[Disclosure]) -> bool:
    """Whether a clause of some length, or one that asks where or when, names no author and nothing of interests."""
    if words.asks_papers(clause):
        return True
    short = len(clause.split()) < _LONG and not words.asks_place_or_time(clause)
    if people.authors or people.strangers or short or words.speaks_of_interests(clause):
        return False
    companies = find_companies(clause, disclosures)
    return not (companies.held or companies.known)


_LONG = 5
"""Words from which on a clause that names nothing of interests is no shortened question about them."""


def with_sponsor(asked: Interests, *, funding: str, disclosures: Sequence[Disclosure]) -> Interests:
    """The same with the sponsor named.

    Args:
        funding: What the document's section on funding says; ``""`` leaves the sponsor unnamed.
    """
    if not asked.sponsor or not funding.strip():
        return asked
    companies = find_companies(funding, disclosures)
    if companies.held or companies.known:
        return replace(asked, organisations=companies.held, unknown=companies.known)
    return replace(asked, unknown=(re.split(r"\.(?:\s|$)|\n", funding.strip())[0],))


def _is_asked(text: str, question: Question, *, companies: Companies, people: People, unknown: Sequence[str]) -> bool:
    """Whether people, organisations and words of interests stand together so that nothing else can be meant."""
    patients = words.is_about_patients(text)
    known = bool(companies.held or companies.known)
    relationships = bool(words.read_relationships(companies.rest))
    tied = relationships or bool(words.TIES.search(companies.rest if known else _AFFILIATION.sub("", companies.rest)))
    declared, interests = words.DECLARED.search(text) is not None, words.INTERESTS.search(text) is not None
    if people.authors or people.strangers or people.roles:
        return tied or known or declared or interests
    authors = words.AUTHORS.search(text) is not None
    anyone = words.ANYONE.search(text) is not None and not patients
    if (interests and not patients) or (declared and (authors or anyone)):
        return True
    plain = words.UNMISTAKABLE.search(companies.rest) is not None
    if (authors or plain) and (known or (unknown and tied)):
        return True
    spoken = [m.start for m in question.mentions if m.term.section == _DECLARATION]  # "a tie" is no "TIE"
    if patients or any(m.term.kind in _MEASURED and m.start not in spoken for m in question.mentions if m.text in text):
        return False
    if plain or _is_bare(companies) or (known and tied):
        return True
    sponsor, industry = words.SPONSOR.search(text) is not None, words.INDUSTRY.search(text) is not None
    if (tied and industry) or (relationships and (anyone or sponsor)):
        return True
    money = sponsor or words.MONEY.search(text) is not None
    return tied and ((bool(unknown) and (anyone or money)) or (authors and (relationships or money)))


def _is_bare(companies: Companies) -> bool:
    """Whether nothing but an organisation is said: the entries that carry it are asked for."""
    said = map(str.casefold, _WORD.findall(companies.rest))
    return bool(companies.held or companies.known) and all(word in _GLUE for word in said)


def _sort_names(
    rest: str, *, left: Collection[str], sources: Sequence[Source]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Organisations and persons among the names that nothing knows, by the words around them."""
    cited = {fold_name(word) for source in sources for word in _WORD.findall(f"{source.title} {source.citation}")}
    organisations: list[str] = []
    persons: list[str] = []
    for start, end in _unknown_runs(rest, left):
        name = re.sub(r"['’]s?$", "", rest[start:end])
        before, after = rest[:start], rest[start + len(name) :]
        person = any(p.search(before) for p in (_ASKED_OF, DECLARES_BEFORE)) or DECLARES_AFTER.match(after)
        if name[0].isupper() and person and not _PAYS.match(after):
            persons.append(name)
        elif fold_name(name) not in cited and (
            _TO.search(before) or (name[0].isupper() and (start or _is_tied(after)))
        ):
            organisations.append(name)
    return tuple(organisations), tuple(persons)


def _is_tied(after: str) -> bool:
    following = _WORD.match(after.lstrip(" "))
    return following is not None and is_interest_word(following.group())


def _unknown_runs(rest: str, left: Collection[str]) -> Iterator[tuple[int, int]]:
    """Spans of neighbouring capitalised words that nothing knows, and of single ones in small letters."""
    run: tuple[int, int] | None = None
    for match in _WORD.finditer(rest):
        bare = re.sub(r"['’]s?$", "", match.group())
        unknown = any(part in left for part in re.split(r"[-'’.&]", fold_name(bare)))
        if is_interest_word(bare):
            continue
        if run and bare[0].isupper() and rest[run[1] : match.start()] in (" ", " & ", ". "):
            run = (run[0], match.end())
            continue
        if not unknown:
            continue
        if run:
            yield run
        run = match.span()
    if run:
        yield run
