"""The words of ``intake_terms.toml``, as patterns over lower-case text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
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


@dataclass(frozen=True, slots=True)
class IntakeLists:
    """What the file lists.

    Attributes:
        reactions: What happened to somebody, measurements with a value included.
        persons: One person, other than kin and the asker.
        courses: A course of treatment that somebody is on.
        situations: Special situations by their kind.
        complaint: A thing of the product and what is wrong with it, in one clause.
    """

    reactions: re.Pattern[str]
    persons: re.Pattern[str]
    courses: re.Pattern[str]
    situations: dict[SituationKind, re.Pattern[str]]
    complaint: re.Pattern[str]


@cache
def read_lists() -> IntakeLists:
    """Return the lists of the file."""
    held = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    things, faults = _any(held["complaints"]["things"]), _any(held["complaints"]["faults"])
    return IntakeLists(
        reactions=_whole(f"{_any(held['reactions'])}|{_measured(held['measurements'])}"),
        persons=_whole(_any(held["persons"])),
        courses=_whole(_any(held["courses"])),
        situations={kind: _whole(_any(held["situations"][kind])) for kind in _LISTED},
        complaint=_whole(rf"(?:{things})\b.{{0,80}}?\b(?:{faults})|(?:{faults})\b.{{0,60}}?\b(?:{things})"),
    )


def _measured(names: Iterable[str]) -> str:
    """A measurement with a number soon after it: "ANC 0.4", "the ECG of our patient showed 530 ms"."""
    return rf"(?:{_any(names)})\s*[:=]?\s*{_GAP}(?:<|>|~)?\s?{_NUMBER}"


def _any(phrases: Iterable[str]) -> str:
    return "|".join(_to_pattern(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def _to_pattern(phrase: str) -> str:
    parts = []
    for word in phrase.split():
        if word == "...":
            parts.append(_GAP)
        else:
            core = re.escape(word.removesuffix("*")).replace(r"\#", _NUMBER)
            parts.append(core + (r"\w*" if word.endswith("*") else "") + r"\s+")
    return "".join(parts).removesuffix(r"\s+")


def _whole(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])")
