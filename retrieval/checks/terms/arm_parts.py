"""Which groups of a record are the same arm: counted in one period of it alone, or going on with something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from retrieval.terms import split_tokens

_PERIOD = re.compile(
    r"(?:\s[-\u2013\u2014]\s|[:,]\s|\s?\()(?:(?!\s[-\u2013\u2014]\s)[^:,()])*\b(?:period|phase|stage|set|extension)\)?$",
    re.IGNORECASE,
)
"""Ends the name of an arm of which a period is counted: "Drug - Induction Period", "Drug (Double-blind Phase)"."""
_BEFORE = re.compile(r"^(?:(?i:any|all)\s+|(?!SOC)[A-Z]{2,4}:\s*)")
"""Begins the name of everybody who ever got an arm's treatment, or of an arm in a period: "Any Drug", "OLE: Drug"."""
_PART = re.compile(r"\s?[-\u2013\u2014:,(]\s?\w")
"""Between an arm's name and that of some of its people: "Placebo - Infants"."""
_NEXT = re.compile(r"\s?(?:/|->|\u2192|\bthen\b|\bto\b|\bfollowed by\b)\s?\w")
"""Between an arm's name and what its patients went on with: "Drug / Other drug"."""


@lru_cache(maxsize=512)
def whole_of(arm: str) -> str:
    """The name of an arm without the period of it that is counted."""
    return _PERIOD.sub("", _BEFORE.sub("", arm)) or arm


def held_by_all(arms: Sequence[str]) -> Sequence[str]:
    """The one arm whose name all the others hold, "Drug 90 mg" of "Any Drug 90 mg"; all of them where none is such."""
    shortest = min(arms, key=len, default="")
    return [shortest] if arms and all(shortest in arm for arm in arms) else arms


def parts_of(arm: str, arms: Iterable[str | None], told: str) -> list[str]:
    """The groups that a figure told of an arm may be of, where the arm as a whole is none of ``arms``.

    Those that the words told name, where they name some: "Placebo - Infants" of infants on placebo.
    """
    return list(_named(arm, frozenset(filter(None, arms)), frozenset(token.form for token in split_tokens(told))))


def _named(arm: str, arms: frozenset[str], words: frozenset[str]) -> tuple[str, ...]:
    parts = _parts_of(arm, arms)
    if len(parts) <= 1:
        return parts
    own = {part: {token.form for token in split_tokens(part.replace(whole_of(arm), " "))} - _OF_MANY for part in parts}
    shared = frozenset.intersection(*map(frozenset, own.values()))
    return tuple(part for part in parts if words & (own[part] - shared)) or parts


def as_counted(arm: str, arms: Iterable[str | None], told: str) -> str:
    """The one group of ``arms`` that a figure told of an arm is of; the arm itself where several may be."""
    parts = parts_of(arm, arms, told)
    return parts[0] if len(parts) == 1 else arm


_OF_MANY = frozenset("period phase part any all group arm treatment the".split())


@lru_cache(maxsize=2048)
def _parts_of(arm: str, arms: frozenset[str]) -> tuple[str, ...]:
    if arm in arms:
        return ()
    whole = whole_of(arm)
    parted = [other for other in arms if _PART.match(other.removeprefix(arm)) and other.startswith(arm)]
    own = [other for other in arms if whole_of(other) == whole]
    going_on = [other for other in arms if other.startswith(whole) and _NEXT.match(other.removeprefix(whole))]
    return tuple(sorted({*parted, *own} or going_on))
