"""Abbreviations that one title of a record defines, "All-cause Mortality (ACM)", and others use: "ACM at Day 14"."""

from __future__ import annotations

import re
from functools import lru_cache
from weakref import WeakKeyDictionary

from ingest.table import ResultsTable
from retrieval.checks.table.evidence import Evidence

_DEFINED = re.compile(r"(?P<words>(?:[\w'-]+ ){1,8})\((?P<letters>[A-Z][A-Za-z]{1,7})\)")
_SMALL = ("of", "and", "the", "in", "for", "to", "by", "on", "with")
"""Words of which an abbreviation may leave the first letter out."""
_LETTERS = re.compile(r"\b[A-Z][A-Za-z]{0,6}[A-Z]\b")


def spell_out(name: str, evidence: Evidence) -> str:
    """The name, followed by the words of the abbreviations in it that a title of the trial defines."""
    defined = _definitions(evidence)
    return " ".join((name, *(defined[letters] for letters in _LETTERS.findall(name) if letters in defined)))


_KEPT: WeakKeyDictionary[ResultsTable, dict[str, dict[str, str]]] = WeakKeyDictionary()


def _definitions(evidence: Evidence) -> dict[str, str]:
    kept = _KEPT.setdefault(evidence.table, {})
    if evidence.trial.id not in kept:
        kept[evidence.trial.id] = read_definitions(tuple(evidence.table.outcomes(evidence.trial.id)))
    return kept[evidence.trial.id]


@lru_cache(maxsize=16)
def read_definitions(titles: tuple[str, ...]) -> dict[str, str]:
    """The words of each abbreviation that stands in brackets behind them, by its letters."""
    found: dict[str, str] = {}
    for title in titles:
        for match in _DEFINED.finditer(title):
            words = re.findall(r"[A-Za-z]+", match["words"])
            for told in (words, [word for word in words if word not in _SMALL]):
                for first in range(len(told) - 1, -1, -1):
                    if "".join(word[0] for word in told[first:]).casefold() == match["letters"].casefold():
                        found.setdefault(match["letters"], " ".join(told[first:]))
                        break
    return found
