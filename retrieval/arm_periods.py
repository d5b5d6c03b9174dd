"""Which groups of a trial are the same arm: counted in one period of it alone, or going on with something else.

A registry may count events of "Period 1: Placebo" or "Placebo (Double-blind Phase)", and outcomes of "Placebo".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from retrieval.terms import split_tokens

_PERIOD_FIRST = re.compile(
    r"^(?P<period>[^:]{0,60}?\b(?:period|phase|part|stage|extension)\b[^:]{0,30}"
    r"|(?:entire|whole|full|main|core) (?:study|trial)|overall(?: (?:study|trial))?):\s",
    re.IGNORECASE,
)
"""Begins the name of an arm in a period: "Period 1: Drug"."""
_PERIOD_LAST = re.compile(
    r"(?:\s[-\u2013\u2014]\s|[:,]\s|\s?\()(?:(?!\s[-\u2013\u2014]\s)[^:,()])*"
    r"\b(?:(?:period|phase|stage|set|extension|extended population)"
    r"|(?:phase|part|stage|period)\s(?:[1-4][ab]?|[A-D]|I{1,3}V?))\)?$"
    r"|\s?\((?:weeks?|months?|days?)\s[0-9]+\s?(?:to|through|-|\u2013)\s?(?:(?:week|month|day)\s)?[0-9]+\)$",
    re.IGNORECASE,
)
"""Ends the name of an arm of which a period is counted: "Drug - Induction Period", "Drug (Weeks 0 to 16)"."""
_BEFORE = re.compile(r"^(?:(?i:any|all|overall|total)\s+|(?!SOC)[A-Z]{2,4}:\s*)")
"""Begins the name of everybody who ever got an arm's treatment, or of an arm in a period: "Any Drug", "OLE: Drug"."""
_PART = re.compile(r"\s?[-\u2013\u2014:,(]\s?\w")
"""Between an arm's name and that of some of its people: "Placebo - Infants"."""
_NEXT = re.compile(r"\s?(?:/|->|\u2192|\bthen\b|\bto\b|\bfollowed by\b)\s?\w")
"""Between an arm's name and what its patients went on with: "Drug / Other drug"."""
_JOINS = frozenset({"and", "plus", "with", "or", "the", "of", "in", "arm", "group"})


@lru_cache(maxsize=512)
def whole_of(arm: str) -> str:
    """The name of an arm without the period of it that is counted."""
    return _PERIOD_LAST.sub("", _BEFORE.sub("", _PERIOD_FIRST.sub("", arm))) or arm


def held_by_all(arms: Sequence[str]) -> Sequence[str]:
    """The one arm whose name all the others hold, "Drug 90 mg" of "Any Drug 90 mg"; all of them where none is such."""
    shortest = min(arms, key=len, default="")
    return [shortest] if arms and all(shortest in arm for arm in arms) else arms


def period_told(arms: Sequence[str], words: str) -> str:
    """Of the groups of one arm in several periods the one whose period the words name, else the first."""
    return _only_named({arm: arm.replace(whole_of(arm), "") for arm in arms}, words) or arms[0]


def parts_of(arm: str, arms: Iterable[str | None], told: str) -> list[str]:
    """The groups that a figure told of an arm may be of, where the arm as a whole is none of ``arms``.

    Those that the words told name, where they name some: "Placebo - Infants" of infants on placebo.
    """
    parts = _parts_of(arm, frozenset(arms))
    if len(parts) <= 1 or _POOLED.search(arm):
        return list(parts)
    words = frozenset(token.form for token in split_tokens(told))
    own = {part: {token.form for token in split_tokens(part.replace(whole_of(arm), " "))} - _OF_MANY for part in parts}
    shared = frozenset.intersection(*map(frozenset, own.values()))
    return [part for part in parts if words & (own[part] - shared)] or list(parts)


def as_counted(arm: str, arms: Iterable[str | None], told: str) -> str:
    """The one group of ``arms`` that a figure told of an arm is of; the arm itself where several may be."""
    if same := labels_of(arm, frozenset(arms)):
        return label_meant(arm, same, told) or arm
    parts = parts_of(arm, arms, told)
    return parts[0] if len(parts) == 1 else arm


_OF_MANY = frozenset("period phase part any all group arm treatment the".split())


@lru_cache(maxsize=2048)
def _parts_of(arm: str, groups: frozenset[str | None]) -> tuple[str, ...]:
    if arm in groups:
        return ()
    whole, arms = whole_of(arm), list(filter(None, groups))
    if (name := _POOLED.sub("", arm)) != arm:
        return tuple(sorted(other for other in arms if other.startswith(f"{name} ")))
    parted = [other for other in arms if _PART.match(other.removeprefix(arm)) and other.startswith(arm)]
    own = [other for other in arms if whole_of(other) == whole]
    going_on = [other for other in arms if other.startswith(whole) and _NEXT.match(other.removeprefix(whole))]
    return tuple(sorted({*parted, *own} or going_on))


_POOLED = re.compile(r"\s?\((?:pooled|combined|all doses)\)$", re.IGNORECASE)
"""Ends the name of several arms of a drug taken together: "Drug (Pooled)" of "Drug 200 mg" and "Drug 300 mg"."""


@lru_cache(maxsize=4096)
def labels_of(arm: str, labels: frozenset[str | None]) -> frozenset[str]:
    """The labels of an outcome that an arm is under; none where neither the arm's nor one of them tells a period.

    Its own words but for the period are the same as the label's, or those of what its patients began with: "Drug/Other"
    is counted as "Period 1: Drug". Else the one label with its words and an amount or a route more, or less.
    """
    told = [label for label in labels if label]
    if not any(map(_PERIOD_FIRST.match, (arm, *told))):
        return frozenset()
    core = _core(arm)
    same = [label for label in told if _core(label) == core]
    periods, begun = {_period_of(label) for label in same}, _begun(arm)
    same += [
        label
        for label in told
        if _period_of(label) not in periods
        and ((begun and _core(label) == begun) or (_period_of(arm) is not None and _begun(label) == core))
    ]
    near = [label for label in told if core and (core <= _core(label) or _core(label) <= core)]
    return frozenset(same or (near if len({_core(label) for label in near}) == 1 else ()))


def label_named(labels: Collection[str], words: str) -> str | None:
    """Of the labels of an arm the one whose period the words name; ``None`` where they name none, or several."""
    told = {label: match["period"] for label in labels if (match := _PERIOD_FIRST.match(label))}
    return _only_named(told, words)


def label_meant(arm: str, same: frozenset[str], words: str) -> str | None:
    """Of the labels that an arm is under the one that words mean: its own told whole, by their period, the only one."""
    if arm in same and arm != whole_of(arm) and arm.casefold() in words.casefold():
        return arm
    named = label_named(same, words)
    only = next(iter(same)) if len(same) == 1 else None
    return named or (arm if arm in same and arm == whole_of(arm) else only)


def _only_named(periods: Mapping[str, str], words: str) -> str | None:
    """Of names, each with its period, the only one whose period the words tell; ``None`` where none is, or several."""
    spoken = f" {_forms(_WHOLE.sub('overall', words))} "
    named = [name for name, period in periods.items() if f" {_forms(period)} " in spoken]
    return named[0] if len(named) == 1 else None


_WHOLE = re.compile(r"\b(?:entire|whole|full|overall) (?:study|trial)(?: period)?\b", re.IGNORECASE)
"""The period of those who are counted over the whole of a trial."""


@lru_cache(maxsize=1024)
def _forms(words: str) -> str:
    return " ".join(token.form for token in split_tokens(words))


def _begun(arm: str) -> frozenset[str]:
    """The words of what an arm's patients began with, where its label tells what they went on with."""
    whole = whole_of(arm)
    match = _NEXT.search(whole)
    return _core(whole[: match.start()]) if match else frozenset()


def _period_of(label: str) -> str | None:
    match = _PERIOD_FIRST.match(label)
    return match["period"] if match else None


def _core(label: str) -> frozenset[str]:
    return frozenset(
        token.form for token in split_tokens(whole_of(label)) if token.form not in _JOINS and token.form.isalnum()
    )
