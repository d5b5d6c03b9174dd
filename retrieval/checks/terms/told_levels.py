"""Rows told by the level of a scale that is their name: "a performance status of 0", "IGA score 4", "score 5"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_SCALE = r"(?:scores?|status|PS|class|stage|category|level|scale|IGA|PGA|mRS|number of [a-z -]{3,60})"
_LEVEL = r"(?P<level>[0-9]{1,2}|I{1,3}|IV|V)"
_TOLD = re.compile(
    rf"\b{_SCALE}(?: [0-9]{{4}})?(?: score)?(?: at \w+)?(?:,? (?:was|were|is|of)|:| =)?\s"
    rf"(?:[a-z]{{3,12}} \()?{_LEVEL}\b(?![.,/][0-9]|\s?%|-[0-9a-z]"
    r"|\s(?:to|or|and)\s[0-9]|\s(?:points|units|mg|kg|months|weeks|years|days)\b)",
    re.IGNORECASE,
)
"""The level of a scale as prose tells it; no range of levels, and no figure with decimals."""
_NAMED = re.compile(
    r"(?:(?:[a-z-]+ ){0,3}?(?:score|status|PS|class|stage|category|level|ECOG|IGA|PGA|mRS|type) |[a-z /-]{3,40} \()?"
    rf"{_LEVEL}\)?(?:\s?[=:(,;-].*)?",
    re.IGNORECASE,
)
"""What a registry calls a row: "0", "3 = moderate", "Score 5: on oxygen", "Favorable (0)", "Class II"."""


@lru_cache(maxsize=1024)
def level_of(item: str) -> str | None:
    """The level that the name of a row is, or begins or ends with."""
    match = _NAMED.fullmatch(item.strip())
    return match["level"].upper() if match else None


def rows_of_level(words: str, items: Sequence[str]) -> list[str]:
    """The rows that a scale's level told in ``words`` names, where the rows are such levels."""
    levels = [level_of(item) for item in items]
    if len({level for level in levels if level}) < len(("one", "other")):
        return []
    told = {match["level"].upper() for match in _levels_in(words, 0, len(words))}
    return [item for item, level in zip(items, levels, strict=True) if level in told]


def level_spans(text: str, start: int, end: int, items: Iterable[str]) -> list[tuple[int, int]]:
    """Where a span tells a level that some row is called by: its digits are no figure."""
    held = {level for item in items if (level := level_of(item))}
    told = _levels_in(text, start, end) if held else ()
    return [match.span("level") for match in told if match["level"].upper() in held]


def _levels_in(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The levels that a span tells, and no mean or median of them."""
    return [match for match in _TOLD.finditer(text, start, end) if not _LOCATED.search(text, start, match.start())]


_LOCATED = re.compile(r"\b(?:mean|median|average|change)\b[^.;:]{0,60}$", re.IGNORECASE)
