"""The words of ``intake_terms.toml``, as they are looked for in lower-case text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, get_args

SituationKind = Literal[
    "pregnancy exposure",
    "overdose",
    "medication error",
    "misuse",
    "off-label use",
    "occupational exposure",
    "lack of efficacy",
    "product complaint",
]
_LISTED: tuple[SituationKind, ...] = tuple(kind for kind in get_args(SituationKind) if kind != "product complaint")
_FILE = Path(__file__).parent / "intake_terms.toml"
_GAP = r"(?:[\w'%/.,-]+\s+){0,4}?"
_NUMBER = r"\d[\d.,]*"
_HEART_RATE = "hr"
"""A hazard ratio, too: that one is small and has decimals."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase as a pattern; ``anchor`` stands in every text that it matches."""

    anchor: str
    pattern: str


class Phrases:
    """Any of some phrases, as whole words of a lower-case text; the longer phrase first.

    Only the phrases whose anchor a text has are made a pattern for it: all of them together would be slow to make and
    slow to search with.
    """

    def __init__(self, phrases: Iterable[_Phrase]) -> None:
        self._phrases = tuple(phrases)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches in order, none within another."""
        here = self.within(text)
        return _whole(here).finditer(text) if here else iter(())

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match."""
        return next(self.finditer(text), None)

    def within(self, text: str) -> str:
        """The alternatives that may stand in ``text``, for a pattern; empty if none may."""
        return "|".join(phrase.pattern for phrase in self._phrases if phrase.anchor in text)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A thing of the product and what is wrong with it, in one clause."""

    things: Phrases
    faults: Phrases

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match."""
        things, faults = self.things.within(text), self.faults.within(text)
        if not things or not faults:
            return None
        either = rf"(?:{things})\b.{{0,80}}?\b(?:{faults})|(?:{faults})\b.{{0,60}}?\b(?:{things})"
        return _whole(either).search(text)


@dataclass(frozen=True, slots=True)
class IntakeLists:
    """What the file lists.

    Attributes:
        reactions: What happened to somebody, measurements with a value included.
        persons: One person, other than kin and the asker.
        courses: A course of treatment that somebody is on.
        situations: Special situations by their kind.
        complaint: Product complaints.
    """

    reactions: Phrases
    persons: Phrases
    courses: Phrases
    situations: dict[SituationKind, Phrases]
    complaint: Complaint


@cache
def read_lists() -> IntakeLists:
    """Return the lists of the file."""
    held = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return IntakeLists(
        reactions=Phrases((*_read(held["reactions"]), *map(_measured, _read(held["measurements"])))),
        persons=Phrases(_read(held["persons"])),
        courses=Phrases(_read(held["courses"])),
        situations={kind: Phrases(_read(held["situations"][kind])) for kind in _LISTED},
        complaint=Complaint(Phrases(_read(held["complaints"]["things"])), Phrases(_read(held["complaints"]["faults"]))),
    )


def _read(phrases: Iterable[str]) -> list[_Phrase]:
    return [_to_phrase(phrase) for phrase in sorted(phrases, key=len, reverse=True)]


def _measured(name: _Phrase) -> _Phrase:
    """A measurement with a number soon after it: "ANC 0.4", "the ECG of our patient showed 530 ms"."""
    number = rf"(?!(?<=\W)[0-3]\.\d){_NUMBER}" if name.anchor == _HEART_RATE else _NUMBER
    return _Phrase(name.anchor, rf"(?:{name.pattern})\s*[:=]?\s*{_GAP}(?:<|>|~)?\s?{number}")


def _to_phrase(phrase: str) -> _Phrase:
    """A phrase of the file, where ``...`` is up to four words, ``#`` a number, and ``*`` any ending of a word."""
    parts, known = [], []
    for word in phrase.split():
        if word == "...":
            parts.append(_GAP)
            continue
        core = word.removesuffix("*")
        known += core.split("#")
        parts.append(re.escape(core).replace(r"\#", _NUMBER) + (r"\w*" if word.endswith("*") else "") + r"\s+")
    return _Phrase(max(known, key=len), "".join(parts).removesuffix(r"\s+"))


@lru_cache(maxsize=256)
def _whole(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])")
