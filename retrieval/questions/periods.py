"""Rows of the periods of a trial: "Double-Blind Period (Week 0 - 52)" is what ended by week 52."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.records import Result
from retrieval.questions.timed_titles import agree, times_told

_PERIOD = re.compile(
    r"\b(?P<unit>day|week|month|year)s?\s(?P<start>\d+)\s?(?:-|–|to|through|until)\s?"
    r"(?:(?:day|week|month|year)s?\s)?(?P<end>\d+)\b",
    re.IGNORECASE,
)


def rows_in_period(rows: Sequence[Result], landmark: str, text: str) -> tuple[Result, ...]:
    """The rows of the period that ends at the time asked, or begins there where "after" it is asked.

    None where no row is of such a period.
    """
    times = times_told(landmark)
    after = re.search(rf"\b(?:after|from|since|beyond|past)\s(?:the\s)?{re.escape(landmark)}", text, re.IGNORECASE)
    bound = "start" if after else "end"
    found = [(row, _PERIOD.search(row.item or "")) for row in rows]
    return tuple(
        row for row, match in found if times and match and agree(times, {(match["unit"].casefold(), match[bound])})
    )
