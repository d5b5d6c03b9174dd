"""What a question asks of the authors' declared interests."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.organisations import fold_organisation
from ingest.records import Disclosure, Relationship, Source
from retrieval.question import Question

_RELATIONSHIPS: tuple[tuple[Relationship, str], ...] = (
    ("honoraria", r"honorari\w*"),
    ("consulting or advisory role", r"consult\w*|advis(?:or|er|ory)\w*|advised?"),
    ("speaker's bureau", r"speak\w*|spoke"),
    ("research funding", r"research (?:fund\w*|support|money|grants?)|fund(?:ing|ed) (?:from|by)"),
    ("grants", r"(?<!research )grants?"),
    ("personal fees", r"personal fees?|fees"),
    ("employment", r"employ\w*|work(?:s|ed|ing)? (?:for|at)|on the payroll|staff"),
    ("shares or stock options", r"shares|stocks?|equity|shareholders?|shareholdings?"),
)
_PATTERNS = tuple((name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in _RELATIONSHIPS)
_INTERESTS = re.compile(
    r"\b(?:disclos\w*|conflicts? of interests?|(?:competing|financial|declared|declaration of) interests?|declar\w*"
    r"|COIs?)\b",
    re.IGNORECASE,
)
_TIES = re.compile(
    r"\b(?:conflicts?|conflicted|ties?|tied|links?|linked|paid|pays?|payments?|money|relationships?|connections?|affiliat\w+|"
    r"interests|receiv\w+|involved with)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\b(?:no|none|nothing|without|not have|did not|didn't|had not)\b[^?.]*"
    r"\b(?:interests?|conflicts?|disclos\w*|declar\w*|ties?|COIs?)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:(?:co-?)?authors?|investigators?|researchers?|who|whom|whose|anyone|anybody|nobody|people|persons?|names?)\b",
    re.IGNORECASE,
)
_NAME_CHARACTER = re.compile(r"[\w'’-]")
_LONGEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Interests:
    """What is asked of the disclosures; an empty slot restricts nothing.

    Attributes:
        authors: Full names, or the printed initials where these resolve to no name.
        organisations: As printed in the entries.
        unknown: Names in the question that no entry carries.
        nothing: Whether it asks who has nothing to disclose.
    """

    authors: tuple[str, ...]
    relationships: tuple[Relationship, ...]
    organisations: tuple[str, ...]
    unknown: tuple[str, ...]
    nothing: bool = False


def read_interests(
    question: Question, *, disclosures: Sequence[Disclosure], sources: Sequence[Source]
) -> Interests | None:
    """What ``question`` asks of the disclosures; ``None`` when it asks for something else.

    A word such as "grants" or "paid" alone is not enough: a person or an organisation must stand beside it.
    """
    text = question.text
    authors = tuple(dict.fromkeys(_find_authors(text, disclosures=disclosures, sources=sources)))
    organisations = tuple(dict.fromkeys(_find_organisations(text, disclosures)))
    relationships = tuple(name for name, pattern in _PATTERNS if pattern.search(text))
    people = bool(authors) or bool(_PEOPLE.search(text))
    tied = bool(relationships) or bool(_TIES.search(text))
    asked = (
        bool(_INTERESTS.search(text))
        or bool(authors and organisations)
        or bool(set(relationships) - {"research funding"} and organisations and not question.outcomes)
        or (tied and (bool(authors) or (people and bool(organisations))))
        or (bool(relationships) and bool(_PEOPLE.search(text)) and not question.outcomes)
    )
    if not asked:
        return None
    unknown = _unknown_names(question, authors, organisations)
    return Interests(authors, relationships, organisations, unknown, nothing=bool(_NOTHING.search(text)))


def fold_name(text: str) -> str:
    """A name without accents and case: ``"Špička"`` as ``"spicka"``."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def _find_authors(text: str, *, disclosures: Sequence[Disclosure], sources: Sequence[Source]) -> Iterator[str]:
    for entry in disclosures:
        if entry.author and _stands_alone(entry.author, text):
            yield entry.name or entry.author
    names = dict.fromkeys(name for source in sources for name in source.authors)
    folded = fold_name(text)
    surnames = [fold_name(name).split()[-1] for name in names]
    for name, surname in zip(names, surnames, strict=True):
        whole = fold_name(name) in folded
        if whole or (len(surname) > 1 and surnames.count(surname) == 1 and _is_named(surname, text)):
            yield name


def _is_named(surname: str, text: str) -> bool:
    """Whether a surname stands in the text as a name: with a capital, so that "min" and "young" are words."""
    return any(
        fold_name(match.group()) == surname
        for match in re.finditer(r"\b[^\W\d_][\w'’-]*", text)
        if match.group()[0].isupper()
    )


def _stands_alone(initials: str, text: str) -> bool:
    """Whether initials stand as a word of their own, in their printed case ("M-AD", not the "AD" of "M-AD")."""
    for match in re.finditer(re.escape(initials), text):
        before, after = text[: match.start()][-1:], text[match.end() : match.end() + 2]
        if not _NAME_CHARACTER.match(before) and (not _NAME_CHARACTER.match(after) or after in ("'s", "’s")):
            return True
    return False


def _find_organisations(text: str, disclosures: Sequence[Disclosure]) -> Iterator[str]:
    printed: dict[str, str] = {}
    for entry in disclosures:
        if entry.organisation:
            printed.setdefault(fold_organisation(entry.organisation), entry.organisation)
    yield from _match_phrases(re.findall(r"[\w&'’]+(?:-[\w&'’]+)*", text), printed)


def _match_phrases(words: Sequence[str], printed: Mapping[str, str]) -> Iterator[str]:
    """Organisations among the runs of words, the longest run first so that "Pharma Mar" is one name."""
    taken: set[int] = set()
    for size in range(_LONGEST_NAME, 0, -1):
        for start in range(len(words) - size + 1):
            places = set(range(start, start + size))
            name = printed.get(
                fold_organisation(" ".join(words[start : start + size]).removesuffix("'s").removesuffix("’s"))
            )
            if name and not places & taken:
                taken |= places
                yield name


def _unknown_names(question: Question, authors: Sequence[str], organisations: Sequence[str]) -> tuple[str, ...]:
    """Capitalised words left over that are no part of a name found."""
    known = {part for name in (*authors, *organisations) for part in re.split(r"[\s-]", fold_name(name))}
    initials = {"".join(part[0] for part in re.split(r"[\s-]", name)) for name in authors}
    return tuple(
        dict.fromkeys(
            token.text
            for token in question.unknown
            if token.start > 0
            and token.text[0].isupper()
            and fold_name(token.text.removesuffix("'s")) not in known
            and not any(token.text in initial for initial in initials)
        )
    )
