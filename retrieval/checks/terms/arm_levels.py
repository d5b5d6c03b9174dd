"""Arms told by what sets them apart: the level of their dose, "the middle dose", or its route, "the SC regimen"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention

_LEVELS = {
    "low": r"low(?:er|est)?|smallest",
    "mid": r"mid|middle|medium|intermediate|moderate",
    "high": r"high(?:er|est)?|largest|top",
}
_ANY = "|".join(_LEVELS.values())
_LEVEL = re.compile(
    rf"\b(?:the )?(?P<list>(?:(?:{_ANY})(?:-|,| dose)?(?:,? (?:and|or|versus|vs\.?) (?:the )?|,? |/))*(?:{_ANY}))"
    r"[ -]doses?\b"
    r"(?:[ -](?:groups?|arms?|cohorts?|regimens?|recipients))?",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(rf"\bthe (?P<list>{_ANY})(?: one)?(?=\s?(?:[.,;)]|$|group\b|arm\b))", re.IGNORECASE)
"""A level without its noun, behind one with it: "10.3 kg with the middle dose and 7.8 kg with the lowest"."""
_EACH = re.compile("|".join(f"(?P<{name}>\\b(?:{words})\\b)" for name, words in _LEVELS.items()), re.IGNORECASE)
_ROUTES = {
    "iv": r"intravenous(?:ly)?|(?-i:IV)|i\.v\.",
    "sc": r"subcutaneous(?:ly)?|(?-i:SC)|s\.c\.",
    "im": r"intramuscular(?:ly)?|(?-i:IM)|i\.m\.",
    "oral": r"oral(?:ly)?|by mouth|tablets?",
    "inhaled": r"inhaled|by inhalation",
    "topical": r"topical(?:ly)?|cream|gel",
}
_ROUTE = re.compile(
    r"\b(?:the )?(?:" + "|".join(f"(?P<{name}>(?:{words}))" for name, words in _ROUTES.items()) + r")(?!\w)"
    r"(?: (?:regimens?|doses?|dosing|formulation|groups?|arms?|route|administration|treatment))?",
    re.IGNORECASE,
)
_DOSE = re.compile(
    r"(?<![0-9.,/])(?<![0-9]-)(?P<number>[0-9]+(?:\.[0-9]+)?)[ -]?(?P<unit>mg/kg|mg|mcg|[\u00b5\u03bc]g|g|IU|mL)\b"
)


def by_level(text: str, span: tuple[int, int], named: Sequence[Mention], evidence: Evidence) -> list[Mention]:
    """Return the arms that a span tells by the level or the route of their dose, where ``named`` names none there."""
    arms = evidence.facts.arms
    levels, routes = _arms_by_level(arms), _arms_by_route(arms)
    found: list[tuple[int, int, str]] = []
    whole = list(_LEVEL.finditer(text, *span)) if levels else []
    for match in (*whole, *(_ELLIPSIS.finditer(text, whole[0].end(), span[1]) if whole else ())):
        each = list(_EACH.finditer(text, *match.span("list")))
        places = [one.span() for one in each[:-1]] + [(each[-1].start(), match.end())]
        told = [levels.get(one.lastgroup or "") for one in each]
        found += [(*place, arm) for place, arm in zip(places, told, strict=True) if arm]
    for match in _ROUTE.finditer(text, *span) if routes else ():
        if arm := routes.get(match.lastgroup or ""):
            found.append((*match.span(), arm))
    terms = [(low, high, evidence.terms.term(arm, kind="arm", trial=evidence.trial.id)) for low, high, arm in found]
    return [
        Mention(low, high, text[low:high], term)
        for low, high, term in terms
        if term is not None and not any(old.start < high and low < old.end for old in named)
    ]


@lru_cache(maxsize=64)
def _arms_by_level(arms: tuple[str, ...]) -> dict[str, str]:
    """The arm of each level: by a word of its label, else by the order of two or three doses of one unit."""
    named = {
        level: [arm for arm in arms if re.search(rf"\b(?:{words})\b", arm, re.IGNORECASE)]
        for level, words in _LEVELS.items()
    }
    told = {level: own[0] for level, own in named.items() if len(own) == 1}
    if len(told) > 1:
        return told
    doses = {arm: _DOSE.findall(arm) for arm in arms}
    single = _of_one_drug({arm: own[0] for arm, own in doses.items() if len(own) == 1})
    if len({unit for _, unit in single.values()}) != 1 or len({number for number, _ in single.values()}) != len(single):
        return {}
    order = sorted(single, key=lambda arm: float(single[arm][0]))
    names = {2: ("low", "high"), 3: ("low", "mid", "high")}.get(len(order), ())
    return dict(zip(names, order, strict=True)) if names else {}


def _of_one_drug(doses: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """The arms of the one drug that has several doses, where another has one alone."""
    drugs: defaultdict[str, list[str]] = defaultdict(list)
    for arm in doses:
        drugs[" ".join(_DOSE.sub(" ", arm).casefold().split())].append(arm)
    several = [arms for arms in drugs.values() if len(arms) > 1]
    return {arm: doses[arm] for arm in several[0]} if len(several) == 1 else doses


@lru_cache(maxsize=64)
def _arms_by_route(arms: tuple[str, ...]) -> dict[str, str]:
    """The one arm of each route, where labels tell more than one."""
    named = {
        route: [arm for arm in arms if re.search(rf"\b(?:{words})(?!\w)", arm, re.IGNORECASE)]
        for route, words in _ROUTES.items()
    }
    told = {route: own[0] for route, own in named.items() if len(own) == 1}
    return told if sum(bool(own) for own in named.values()) > 1 else {}
