"""Groups told by the one word in which they differ: "Early: median PFS 24.7 months", "the early ones"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from retrieval.checks.figures.rare import Rare
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention, split_tokens, word_forms

_WORD = re.compile(
    r"(?:^|(?<=[:,;(/\u2022*-]) ?|(?<=\band )|(?<=\bv )|(?<=\bvs )|(?<=\bversus )|(?<=\bwas )|(?<=\bor ))"
    r"(?P<word>[A-Za-z][\w-]{2,20})"
    r"(?=:\s|,? \(?n ?= ?[0-9]|\s\(?[0-9][0-9.,]*|\))"
    r"|(?<=\b[Tt]he )(?P<ones>[A-Za-z][\w-]{2,20})(?= (?:ones|patients|group|sub-?group|cohort|subset)\b)",
    re.MULTILINE,
)


def bare_groups(
    text: str, start: int, end: int, *, found: Mapping[str, Iterable[Mention]], evidence: Evidence
) -> Iterator[Mention]:
    """Yield a group for each word that begins an item of a list, or stands before a figure, and is told of one alone.

    The word is the first of the names of two or more groups that are the same otherwise: "early" or "late" relapse.
    """
    if not evidence.facts.groups:
        return
    words, folded = _first_words(evidence.facts.groups), text[start:end].casefold()
    taken = [item for kind in ("subgroup", "outcome", "arm") for item in found.get(kind, ())]
    for match in _WORD.finditer(text, start, end) if any(word in folded for word in words) else ():
        place, word = match.span(match.lastgroup or 0), match["word"] or match["ones"]
        name = words.get(word.casefold())
        if name is None or any(item.start < place[1] and place[0] < item.end for item in taken):
            continue
        term = evidence.terms.term(name, kind="subgroup", trial=evidence.trial.id)
        if term is not None:
            yield Mention(*place, word, term)

    for match in _WHO_DID.finditer(text, start, end):
        name = _by_stems(evidence.facts.groups).get(
            frozenset(word.casefold()[:_STEM] for word in match["words"].split())
        )
        place = match.span("words")
        term = evidence.terms.term(name, kind="subgroup", trial=evidence.trial.id) if name else None
        if term is not None and not any(item.start < place[1] and place[0] < item.end for item in taken):
            yield Mention(*place, match["words"], term)


def with_definitions(groups: Sequence[Mention], evidence: Evidence) -> list[Mention]:
    """The groups, a general one as the one of the trial that has its name with a definition: "low weight (<50 kg)"."""
    held = evidence.facts.groups
    return [item if item.term.name in held else _defined(item, evidence) for item in groups]


def _defined(group: Mention, evidence: Evidence) -> Mention:
    lead = f"{group.term.name} (".casefold()
    named = [name for name in evidence.facts.groups if name.casefold().startswith(lead)]
    term = evidence.terms.term(named[0], kind="subgroup", trial=evidence.trial.id) if len(named) == 1 else None
    return replace(group, term=term) if term is not None else group


def turn_denied(text: str, start: int, groups: Iterable[Mention], evidence: Evidence) -> list[Mention]:
    """The groups, one that is denied as the other one of two: who "did not become negative" were positive."""
    found: list[Mention] = []
    for mention in groups:
        other = _SIGN.sub(lambda match: _OPPOSITE[match[0]], mention.term.name)
        denied = other != mention.term.name and other in evidence.facts.groups
        denied = denied and _DENIED.search(text, max(start, mention.start - _NEAR), mention.start) is not None
        term = evidence.terms.term(other, kind="subgroup", trial=evidence.trial.id) if denied else None
        found.append(mention if term is None else replace(mention, term=term))
    return found


_OPPOSITE = {"negative": "positive", "positive": "negative"}
_SIGN = re.compile("|".join(_OPPOSITE))
_DENIED = re.compile(r"(?:\bnot|n't|\bnever)\s(?:yet\s)?(?:becom\w+\s|turn\s|reach\s|be\s|been\s)?$", re.IGNORECASE)
_NEAR = 24
_WHO_DID = re.compile(
    r"\b(?:patients|pts|people|participants|those|men|women) (?:who (?:had )?)?(?P<words>[a-z]+(?:ing|ed) [a-z]+)\b",
    re.IGNORECASE,
)
"""Patients told by what they did and how: "patients relapsing late"."""
_STEM = 5


@lru_cache(maxsize=64)
def _by_stems(groups: frozenset[str]) -> dict[frozenset[str], str]:
    """The groups by the beginnings of the words of their names."""
    return {frozenset(word.casefold()[:_STEM] for word in name.split()): name for name in sorted(groups)}


@lru_cache(maxsize=64)
def _first_words(groups: frozenset[str]) -> dict[str, str]:
    """The groups by the first word of their names, where that is all in which one differs from others."""
    alike: defaultdict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for name in groups:
        first, *rest = [token.form for token in split_tokens(name)] or [""]
        alike[tuple(rest)].append((first, name))
    told = [pair for rest, pairs in alike.items() if rest and len(pairs) > 1 for pair in pairs]
    firsts = [first for first, _ in told]
    return {first: name for first, name in told if first.isalpha() and firsts.count(first) == 1}


_GROUP = Rare(
    r"\b(?!early|late)(?P<word>[a-z][\w-]{3,})[ -](?:sub-?group|subset|sub-?population|cohort|stratum|analysis)\b",
    "group", "subset", "population", "cohort", "stratum", "analysis",
)  # fmt: skip


def groups_by_word(
    text: str, start: int, end: int, *, found: dict[str, list[Mention]], evidence: Evidence
) -> Iterator[Mention]:
    """The one group of the trial that has the word before "subgroup" in its name: "the renal subgroup"."""
    taken = [item for kind in ("subgroup", "outcome") for item in found.get(kind, ())]
    for match in _GROUP.finditer(text, start, end):
        if any(item.start < match.end() and match.start() < item.end for item in taken):
            continue
        forms = word_forms(match["word"])
        named = [name for name in evidence.facts.groups if forms <= word_forms(name)]
        term = evidence.terms.term(named[0], kind="subgroup", trial=evidence.trial.id) if len(named) == 1 else None
        if term is not None:
            yield Mention(match.start(), match.end(), match[0], term)
