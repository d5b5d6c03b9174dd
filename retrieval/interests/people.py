"""Persons named in a question: authors by name, initials or place in the list, and persons who are no authors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.records import Disclosure, Source
from retrieval.interests.words import is_interest_word

TITLE = re.compile(r"\b(?:Drs?|Prof(?:essor)?s?|Mr|Mrs|Ms|Mx|Miss|Sir)\b\.?\s+(?=[^\W\d_])", re.IGNORECASE)
"""A title before a name: never a part of it, nor the end of a sentence."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_PLACES = {name: place for place, name in enumerate(_ORDINALS)} | {"lead": 0, "last": -1, "senior": -1, "final": -1}
_ROLE = rf"(?:{'|'.join(_PLACES)}|corresponding)"
_ROLES = re.compile(
    rf"\b({_ROLE}(?:(?:,|,? and|,? or|/)\s*(?:the )?{_ROLE})*)[\s-]+(?:listed |named )?authors?\b"
    r"(?! of\W*(?:$|[,;?.]))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’‐-](?=[^\W_]))*")
_INITIALS = re.compile(r"(?<![\w'’-])[A-Z](?:[.-]{0,2}[A-Z]){1,4}(?![\w-])")
_NAME_CHARACTER = re.compile(r"[\w'’-]")
_PUBLICATION = re.compile(r"(?:['’]s)?(?:\s+et\s+al\b|\s*,?\s*\(?(?:19|20)\d\d\b)", re.IGNORECASE)
DECLARES_BEFORE = re.compile(
    r"\b(?:conflicts?(?: of interests?)?|disclosures?|declarations?|interests?|COIs?)\s+(?:of|for)\s+(?:Dr )?$"
    r"|\b(?:co-?)?author,?\s+(?:(?:named|called)\s+)?(?:Dr )?$",
    re.IGNORECASE,
)
DECLARES_AFTER = re.compile(
    r"['’]s?\s+(?:\w+\s+)?(?:disclos\w+|conflicts?|interests?|declar\w+|ties|COIs?)\b|"
    r"\s*[:-]?\s+(?:disclos\w+|conflicts?\b|interests\b|COIs?\b|(?:any )?declar\w+)"
    r"|(?:['’]s|,|\s(?:is|was|were|being|as|among|really|actually|listed|named|one of)\b)*\s?"
    r"(?:\b(?:the|an?|its|their)\s)?"
    rf"(?:\b(?:{_ROLE}|(?:listed|named))\W+)*\b(?:co-?)?authors?\b",
    re.IGNORECASE,
)
"""What stands beside the name of a person, and not of a company."""
_SLIP = 85  # of 100: one letter of five or six
_SHORTEST_SMALL = 4
"""Letters from which a surname is read in small letters too: "min" and "kim" are other words."""


@dataclass(frozen=True, slots=True)
class People:
    """Persons in a question.

    Attributes:
        authors: Full names, or the printed initials where these resolve to no name.
        strangers: Names of persons in no author list, as the question prints them.
        roles: A place in the author list as asked for ("last author"), with the name; ``""`` where no list tells.
        rest: The text with the places of all these blanked.
    """

    authors: tuple[str, ...]
    strangers: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    rest: str


def find_people(
    text: str, *, disclosures: Sequence[Disclosure], sources: Sequence[Source], left: Collection[str]
) -> People:
    """Persons named in ``text``.

    Args:
        left: Words of the text, folded, that neither the vocabulary nor common language accounts for.
    """
    finder = _Finder(text, left)
    names = tuple(dict.fromkeys(name for source in sources for name in source.authors))
    finder.take_whole_names(names)
    finder.take_initials(disclosures, names=names)
    finder.take_surnames(names)
    finder.take_given_names(names)
    declaring = {entry.source for entry in disclosures}
    roles = tuple(_find_roles(text, [source for source in sources if source.authors and source.id in declaring]))
    authors = [*(name for _, name in sorted(finder.authors)), *(name for _, name in roles if name)]
    return People(tuple(dict.fromkeys(authors)), tuple(dict.fromkeys(finder.strangers)), roles, finder.rest)


@lru_cache(maxsize=65_536)  # the words of references of thousands of sources are mostly the same
def fold_name(text: str) -> str:
    """A name without accents and case: ``"Špička"`` as ``"spicka"``."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def may_mean(printed: str, author: str) -> bool:
    """Whether a name is an author's with a slip of the pen in it, a surname alone or with the same given name."""
    from rapidfuzz import fuzz

    whole = fuzz.ratio(fold_name(printed), fold_name(author)) if " " in printed else 0
    return max(whole, fuzz.ratio(fold_name(printed), fold_name(author).split()[-1])) >= _SLIP


class _Finder:
    """Takes persons out of a text, the surest first."""

    def __init__(self, text: str, left: Collection[str]) -> None:
        self.rest = unicodedata.normalize("NFC", text)
        self.left = left
        self.authors: list[tuple[int, str]] = []
        self.strangers: list[str] = []
        self._shouted = not any(character.islower() for character in text)

    def take_whole_names(self, names: Sequence[str]) -> None:
        """Given name and surname, hyphens and spaces read alike."""
        for name in names:
            words = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", fold_name(name))))
            for match in re.finditer(rf"(?<!\w){words}(?!\w)", self._folded()):
                self._take(match.start(), match.end(), (name,))

    def take_initials(self, disclosures: Sequence[Disclosure], *, names: Sequence[str]) -> None:
        """Initials as printed, in their case ("M-AD", not the "AD" of "M-AD"), then those of the other authors."""
        for entry in disclosures:
            if entry.author:
                self._take_standing(entry.author, (entry.name or entry.author,))
        letters = [_initials(name) for name in names]
        for match in list(_INITIALS.finditer(self.rest)):
            plain = re.sub(r"[.-]", "", match.group())
            uncommon = plain != match.group() or plain.casefold() in self.left
            if letters.count(plain) == 1 and uncommon and not self._shouted:
                self._take(match.start(), match.end(), (names[letters.index(plain)],))

    def take_surnames(self, names: Sequence[str]) -> None:
        """A surname, with a capital or an uncommon word; another given name before it makes it a stranger's."""
        bearers: dict[str, list[str]] = {}
        for name in names:
            bearers.setdefault(fold_name(name).split()[-1], []).append(name)
        for match in list(_WORD.finditer(self.rest)):
            word = re.sub(r"['’]s?$", "", match.group())
            end = match.start() + len(word)
            found = bearers.get(fold_name(word), [])
            named = self._is_name(word) or self._declares(match.start(), end)
            if not found or not named or _PUBLICATION.match(self.rest, end):
                continue
            given = self._given_name(match.start())
            own = [name for name in found if not given or _agrees(given.group(1), name)]
            if given and not own:
                self.strangers.append(self.rest[given.start(1) : end])
            self._take(given.start(1) if given else match.start(), end, own)

    def take_given_names(self, names: Sequence[str]) -> None:
        """A given name alone, which every author of that name may be called by."""
        for match in list(_WORD.finditer(self.rest)):
            word = re.sub(r"['’]s?$", "", match.group())
            whole = fold_name(word)
            found = [name for name in names if whole in re.split(r"\s+", fold_name(name))[:-1]]
            following = re.match(r" ([^\W\d_][\w-]+)", self.rest[match.start() + len(word) :])
            surname = following and following.group(1)[0].isupper() and fold_name(following.group(1)) in self.left
            if found and word[0].isupper() and whole in self.left and not surname:
                self._take(match.start(), match.start() + len(word), found)

    def _given_name(self, start: int) -> re.Match[str] | None:
        before = re.search(r"([^\W\d_][\w'’-]*\.?)\s+$", self.rest[:start])
        if before is None or not before.group(1)[0].isupper():
            return None
        word = before.group(1).rstrip(".")
        initial = len(word) == 1 or before.group(1).endswith(".")
        known = initial or (fold_name(word) in self.left and not is_interest_word(word) and not word[1:].isupper())
        return before if known else None

    def _is_name(self, word: str) -> bool:
        return word[0].isupper() or (len(word) >= _SHORTEST_SMALL and fold_name(word) in self.left)

    def _declares(self, start: int, end: int) -> bool:
        return bool(DECLARES_BEFORE.search(self.rest[:start]) or DECLARES_AFTER.match(self.rest[end:]))

    def _take_standing(self, initials: str, names: Sequence[str]) -> None:
        if self._shouted and initials.casefold() in ("is", "am", "as", "at", "it", "in", "on", "do", "so", "me", "my"):
            return
        for match in list(re.finditer(re.escape(initials), self.rest)):
            before, after = self.rest[: match.start()][-1:], self.rest[match.end() : match.end() + 2]
            if not _NAME_CHARACTER.match(before) and (not _NAME_CHARACTER.match(after) or after in ("'s", "’s")):
                self._take(match.start(), match.end(), names)

    def _take(self, start: int, end: int, names: Sequence[str]) -> None:
        self.authors += [(start, name) for name in names]
        self.rest = self.rest[:start] + "¤" * (end - start) + self.rest[end:]

    def _folded(self) -> str:
        """The text folded, character by character, so that offsets stay."""
        return "".join((fold_name(character) or character)[:1] for character in self.rest)


def _agrees(given: str, name: str) -> bool:
    parts = re.split(r"[\s-]+", fold_name(name))[:-1]
    short = fold_name(given).rstrip(".")
    return any(part == short or (len(short) == 1 and part.startswith(short)) for part in parts)


def _initials(name: str) -> str:
    return "".join(part[0] for part in re.split(r"[\s-]+", fold_name(name)) if part).upper()


def _find_roles(text: str, sources: Sequence[Source]) -> Iterator[tuple[str, str]]:
    for match in _ROLES.finditer(text):
        for role in re.findall(_ROLE, match.group(1), re.IGNORECASE):
            place = _PLACES.get(role.casefold())
            lists = [source.authors for source in sources if place is not None and place < len(source.authors)]
            if place is None or not lists:
                yield f"{role.casefold()} author", ""
            for names in lists:
                yield f"{role.casefold()} author", names[place if place is not None else 0]
