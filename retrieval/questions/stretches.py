"""Stretches of time from the start that a question names, as the periods of a record tell them: "Week 0 to 12"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.records import Result

_FIRST = re.compile(r"\b(?:first|initial|opening)\s(?P<count>\d+)\s(?P<unit>day|week|month|year)s?\b", re.IGNORECASE)


def rows_of_stretch(rows: Sequence[Result], text: str) -> tuple[Result, ...]:
    """The rows of the period that begins at the start and ends when ``text`` says; nothing where none does."""
    match = _FIRST.search(text)
    if match is None:
        return ()
    span = rf"\b{match['unit']}s?\s?[01]\s?(?:to|-|\u2013|through)\s?(?:{match['unit']}\s)?{match['count']}(?!\d)"
    period = re.compile(span, re.IGNORECASE)
    return tuple(row for row in rows if row.item and period.search(row.item))
