"""Rows of an age that is told in classes: "over 65" asks for "65 years or older", and not for "under 65 years"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.records import Result

_ABOVE = re.compile(
    r"(?:\b(?:over|above|older than|at least|from)|>=?|\u2265)\s?(?P<before>[0-9]{1,3})\b"
    r"|\b(?P<after>[0-9]{1,3})\s?(?:years?|yrs?)?(?: of age)?\s?(?:\+|(?:or|and|&) (?:older|over|above|more))",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"(?:\b(?:under|below|younger than|less than|up to)|<=?|\u2264)\s?(?P<before>[0-9]{1,3})\b"
    r"|\b(?P<after>[0-9]{1,3})\s?(?:years?|yrs?)?(?: of age)?\s?(?:or|and|&) (?:younger|under|below|less)",
    re.IGNORECASE,
)


def ages_within(rows: Sequence[Result], text: str) -> tuple[Result, ...]:
    """The rows of the class of age that ``text`` asks for; none where it asks for none, or none is that class."""
    asked = _bounds(text)
    if not asked or not any("age" in row.outcome.casefold().split(",")[0].split() for row in rows):
        return ()
    return tuple(row for row in rows if row.item and asked & _bounds(row.item))


def _bounds(text: str) -> set[tuple[str, str]]:
    """Which side of which number a text tells: ``{("above", "65")}``."""
    sides = (("above", _ABOVE), ("below", _BELOW))
    return {(side, match["before"] or match["after"]) for side, bound in sides for match in bound.finditer(text)}
