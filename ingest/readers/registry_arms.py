"""Arms of a registry record: the groups of its modules, which have ids of their own in each, matched by their titles.

Group ids mean nothing beyond their module, or their outcome measure. Groups are one arm where their titles agree, once
enumeration ("2. Repaglinide"), padding ("Patients who received ...") and the mark of an analysis set are left out; or
where their descriptions agree word for word and their titles do not contradict it. Two groups that stand side by side
are never one arm, unless they differ in their analysis set alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.readers.registry_populations import AnalysisSets
from ingest.readers.registry_record import Group
from ingest.readers.registry_words import normalise, unescape

ALL = "all"
"""The arm of a group that holds all participants."""

_PEOPLE = "(?:participants|patients|subjects)"
_TOTAL = re.compile(
    rf"(?:grand |overall )?total(?: title| group| population)?|(?:all|overall)(?: study)?(?: {_PEOPLE})?|overall study"
)
_ENUMERATION = re.compile(r"^(?:\(?\d{1,2}[.):]|\(?[a-d][.)])\s+", re.IGNORECASE)
_LOOSE_ENUMERATION = re.compile(r"^\d{1,2}\s+(?=[a-z])")
_DOSE = re.compile(r"\d+\s+(?:m[lg]|mcg|µg|g|iu|units?|weeks?|days?|months?|years?|doses?|cycles?)\b")
_PADDING = re.compile(
    rf"^(?:(?:all )?{_PEOPLE}(?: who)? (?:received|receiving|treated with|on|randomi[sz]ed to)|received|treated with) "
)
_NUMBERED = r"(?:arm|group|cohort) (?:[a-z]|\d{1,2}|[ivx]+)"
_LABEL = re.compile(rf"^{_NUMBERED}\s*[:.-]\s*|\s*\({_NUMBERED}\)$")
_SHORTEST_DESCRIPTION = 25  # shorter ones ("Placebo tablets") may stand for groups that differ
_EMPTY_WORDS = frozenset(
    "arm group treatment cohort the of a b c d i ii iii and or with plus participants patients subjects".split()
)


@dataclass(slots=True)
class Arm:
    """One arm with every title and description that the record gives it."""

    name: str
    titles: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)

    def knows(self, title: str) -> bool:
        """Whether a title is one of the arm's own."""
        return any(_keys(title) & _keys(own) for own in (self.name, *self.titles))


@dataclass(frozen=True, slots=True)
class Side:
    """What a group stands for: its arm, its analysis set, and its title where that says more than both."""

    arm: str
    population: str | None = None
    posted: str | None = None


class ArmBook:
    """The arms of one record, found as its modules are read."""

    def __init__(self, sets: AnalysisSets) -> None:
        self.arms: list[Arm] = []
        self._sets = sets

    def read_groups(self, groups: Sequence[Group]) -> dict[str, Side]:
        """Return what the groups of one module, or of one outcome measure, stand for, by their ids there."""
        same = Counter(normalise(group.description) for group in groups)
        taken: dict[tuple[int, str | None], str] = {}
        sides: dict[str, Side] = {}
        for group in groups:
            title = unescape(group.title) or group.id
            bare, population = self._sets.split_mark(title)
            if _is_total(bare, groups):
                sides[group.id] = Side(ALL, population)
                continue
            lone = same[normalise(group.description)] == 1
            arm = self._find(bare, group.description if lone else "")
            if arm is None or (id(arm), population) in taken:
                arm = self._open(bare if arm is None else f"{title} ({group.id})")
            taken[id(arm), population] = group.id
            _remember(arm, title, unescape(group.description) if lone else "")
            posted = None if _keys(bare) & _keys(arm.name) else title
            sides[group.id] = Side(arm.name, population, posted)
        return sides

    def match(self, title: str, description: str | None) -> Arm | None:
        """Return the arm that an arm of the protocol is; there titles are labels, and a shared description decides."""
        named = [arm for arm in self.arms if arm.knows(title)]
        if len(named) == 1:
            return named[0]
        told = normalise(description)
        same = [arm for arm in self.arms if len(told) >= _SHORTEST_DESCRIPTION and _describes(arm, told)]
        return same[0] if len(same) == 1 else None

    def _find(self, title: str, description: str) -> Arm | None:
        exact = [arm for arm in self.arms if normalise(title) in {normalise(own) for own in (arm.name, *arm.titles)}]
        named = exact or [arm for arm in self.arms if arm.knows(title)]
        if len(named) == 1:
            return named[0]
        told = normalise(description)
        if named or len(told) < _SHORTEST_DESCRIPTION:
            return None
        same = [arm for arm in self.arms if _describes(arm, told) and _may_be_one(title, arm.name)]
        return same[0] if len(same) == 1 else None

    def _open(self, title: str) -> Arm:
        arm = Arm(_ENUMERATION.sub("", title) or title)
        self.arms.append(arm)
        return arm


def describe(sides: Iterable[Side]) -> str:
    """Return how a comparison of these groups is named, in their order."""
    return " vs ".join(dict.fromkeys(side.arm for side in sides))


def _is_total(title: str, groups: Sequence[Group]) -> bool:
    """A lone group is an arm, whatever its name."""
    return len(groups) > 1 and bool(_TOTAL.fullmatch(normalise(title)))


@lru_cache(maxsize=4096)  # the groups of each outcome have the same few titles
def _keys(title: str) -> frozenset[str]:
    """The forms under which a title is found: whole, and without what does not tell arms apart."""
    whole = normalise(title)
    bare = _PADDING.sub("", _LABEL.sub("", _ENUMERATION.sub("", whole))).strip()
    bare = re.sub(r"\s+(?:arm|group)$", "", bare)
    loose = _LOOSE_ENUMERATION.sub("", bare)
    return frozenset(key for key in (whole, bare, bare if _DOSE.match(bare) else loose) if key)


def _describes(arm: Arm, told: str) -> bool:
    return any(told == normalise(own) for own in arm.descriptions)


def _may_be_one(title: str, other: str) -> bool:
    """Whether titles over one description may name one arm: neither adds a number or a word to the other."""
    first, second = set(re.findall(r"[^\W_]+", title.casefold())), set(re.findall(r"[^\W_]+", other.casefold()))
    if {word for word in first if word[0].isdigit()} != {word for word in second if word[0].isdigit()}:
        return False
    only_first, only_second = first - second - _EMPTY_WORDS, second - first - _EMPTY_WORDS
    return bool(only_first) == bool(only_second)


def _remember(arm: Arm, title: str, description: str) -> None:
    if title not in arm.titles:
        arm.titles.append(title)
    if description and description not in arm.descriptions:
        arm.descriptions.append(description)
