"""Arms told by a word of their labels with the doses behind it: "ABC 320" of "ABC inhaler 320/14.4/9.6 mcg"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention

_CODED = re.compile(
    r"(?<![\w-])(?P<code>[^\W\d_][\w-]{2,})[\s\u00a0-](?P<dose>[0-9]+(?:\.[0-9]+)?(?P<more>(?:/[0-9]+(?:\.[0-9]+)?)*))"
    r"(?P<unit>[\s\u00a0-]?(?:mg|mcg|[\u00b5\u03bc]g|g|IU|mL)\b)?(?![\w%/]|\.[0-9]|\s?(?:%|per\b|times\b|of\b))"
    r"(?!\s(?:patients|participants|people|events|cases|deaths|days|weeks|months|years|were|was|had)\b)"
)
"""A word, and digits which no unit of a figure and nobody who is counted follows."""
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_WORD = re.compile(r"[^\W\d_][\w-]{2,}")
_DOSED = re.compile(r"[0-9]\s?(?:mg|mcg|[\u00b5\u03bc]g|g|IU|mL)\b")
_INERT = frozenset("placebo arm group cohort dose vehicle control".split())
"""Words before a number that is no dose: "arm 2"."""
_SHORT = 2  # digits of a dose that stands alone: "ABC 4" may be four who got it


def by_code(text: str, span: tuple[int, int], evidence: Evidence) -> list[Mention]:
    """Return the arms whose label alone has a word of the span and all the doses right behind it."""
    coded = _doses_by_word(evidence.facts.arms)
    found: list[Mention] = []
    for match in _CODED.finditer(text, *span) if coded else ():
        told = frozenset(_DIGITS.findall(match["dose"]))
        arms = [arm for arm, doses in coded.get(match["code"].casefold(), {}).items() if told <= doses]
        bare = not match["more"] and not match["unit"] and len(match["dose"]) < _SHORT
        sole = len(arms) == 1 and not bare
        term = evidence.terms.term(arms[0], kind="arm", trial=evidence.trial.id) if sole else None
        if term is not None:
            found.append(Mention(match.start(), match.end(), match[0], term))
    return found


@lru_cache(maxsize=64)
def _doses_by_word(arms: tuple[str, ...]) -> Mapping[str, Mapping[str, frozenset[str]]]:
    """The digits of the doses of each arm whose label has a word, where labels tell more than one dose."""
    dosed = {arm: frozenset(_DIGITS.findall(arm)) for arm in arms if _DOSED.search(arm)}
    if len(set(dosed.values())) < _SEVERAL:
        return {}
    words = {word.casefold() for arm in dosed for word in _WORD.findall(arm)} - _INERT
    return {
        word: {arm: doses for arm, doses in dosed.items() if word in map(str.casefold, _WORD.findall(arm))}
        for word in words
    }


_SEVERAL = 2
