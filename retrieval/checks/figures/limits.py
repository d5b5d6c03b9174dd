"""Limits that tell a group: "less than two years", "75 and over", "aged 60 to 74"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from retrieval.checks.figures.words import CARDINAL, read_words

_NUMBER = rf"(?:[0-9]+(?:\.[0-9]+)?(?![\w.]*[0-9])|{CARDINAL})"
_LESS = (
    r"(?:[<\u2264]=?|\b(?:less|fewer|younger|lower|smaller|shorter) than|\b(?:under|below|up to|at most|no more than))"
)
_MORE = (
    r"(?:[>\u2265]=?|\b(?:more|older|greater|higher|larger|longer) than|\b(?:over|above|at least|exceeding"
    r"|no less than))"
)
_LIMIT = re.compile(
    rf"(?:(?P<less>{_LESS})|(?P<more>{_MORE}))\s?(?P<bound>{_NUMBER})"
    rf"|(?<![\w.])(?P<number>{_NUMBER})(?:[ -]?(?:%|[^\s,;.()0-9]{{1,12}}))??(?: of age)?\s(?:or|and)\s"
    r"(?:(?P<fewer>less|fewer|younger|under|below|lower|shorter)|(?:more|older|over|above|greater|higher|longer))\b"
    rf"|(?:\b(?:aged?|ages|between|from)\s)?(?<![\w.])(?P<first>{_NUMBER})(?:\s?%|\sper\s?cent)?"
    r"(?:\s?[-\u2013]\s?|-?\s(?:to|through|and)\s)(?:(?:<|(?:less|fewer|lower) than\b|below\b|under\b)\s?)?"
    rf"(?P<last>{_NUMBER})\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\b(?:aged?|ages|between|from)\s|[-\u2013]|\sto\s|\sthrough\s", re.IGNORECASE)


class Limit(NamedTuple):
    """Where a limit stands, and what it says, of whatever side it is itself: ``"<2"``, ``">75"``, ``"60-74"``."""

    start: int
    end: int
    says: str


def find_limits(text: str) -> tuple[Limit, ...]:
    """The limits of a text in their order."""
    return tuple(
        Limit(match.start(), match.end(), says) for match in _LIMIT.finditer(text) if (says := _says(match)) is not None
    )


@lru_cache(maxsize=4096)
def read_limits(text: str) -> frozenset[str]:
    """What the limits of a text say."""
    return frozenset(limit.says for limit in find_limits(text))


def _says(match: re.Match[str]) -> str | None:
    if match["first"]:
        low, high = _value(match["first"]), _value(match["last"])
        return f"{low:g}-{high:g}" if low < high and _RANGE.search(match[0]) else None
    lower = match["less"] or match["fewer"]
    return f"{'<' if lower else '>'}{_value(match['bound'] or match['number']):g}"


def _value(number: str) -> float:
    return float(number) if number[0].isdigit() else float(read_words(number).value)
