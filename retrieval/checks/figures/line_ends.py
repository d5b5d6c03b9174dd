"""Ends of lines that end what is told, though no mark stands there: the lines of a slide, and none of wrapped prose."""

from __future__ import annotations

import re
from itertools import pairwise

_GOES_ON = re.compile(
    r"(?:[,(\u2013-]|\b(?:and|or|the|an?|of|in|on|at|by|to|for|with|from|than|was|were|is|are|vs\.?|versus|that|as|but"
    r"|had|has|have|between|per|its|their))\s*$",
    re.IGNORECASE,
)
"""Ends a line whose sentence goes on in the next."""
_TOLD = re.compile(r"(?:[0-9%)\]]|\b(?:months?|weeks?|years?|days?|points|patients|reached|NR))\s*$")
"""Ends a line that tells its figure."""
_LEAST = 2
"""Words of a line that may end what is told."""


def line_ends(text: str, start: int, end: int) -> list[int]:
    """The offsets of the line breaks at which the next word would have had room in the longest line.

    Wrapped prose breaks a line only where the next word has no room; a line that ends before begins something new.
    Where half of the lines do so, those that end with their figure do, however long they are.
    """
    if text.find("\n", start, end) < 0:
        return []
    breaks = [place for place in range(start, end) if text[place] == "\n"]
    bounds = [start, *(place + 1 for place in breaks), end + 1]
    lines = [text[low : high - 1].rstrip() for low, high in pairwise(bounds)]
    width = max(map(len, lines))
    may_end = [
        (place, len(line) + len(following.split(maxsplit=1)[0]) < width, _TOLD.search(line) is not None)
        for place, (line, following) in zip(breaks, pairwise(lines), strict=True)
        if len(line.split(maxsplit=_LEAST)) >= _LEAST and not _GOES_ON.search(line) and _may_begin(line, following)
    ]
    roomy = [place for place, room, _ in may_end if room]
    if len(roomy) * 2 < len(breaks):
        return roomy
    return [place for place, room, told in may_end if room or told]


def _may_begin(line: str, following: str) -> bool:
    """Whether the next line may begin something new: with a capital, or with a digit behind a line with its figure."""
    begun = _CAPITAL.match(following)
    return begun is not None or (_TOLD.search(line) is not None and _DIGIT.match(following) is not None)


_CAPITAL = re.compile(r"\s*[\"'(\[*_]{0,3}[A-Z\u00c0-\u00de]")
_DIGIT = re.compile(r"\s*[\"'(\[*_\u2265\u2264<>~]{0,3}[0-9]")
