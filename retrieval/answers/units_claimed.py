"""The unit in which a question gives a time that is reported in another one: "35.7 months" of 35.7 weeks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.answers.claims import name_slot
from retrieval.answers.contrasts import presupposes
from retrieval.answers.phrasing import format_value
from retrieval.questions.question import Question
from retrieval.records import Sentence

_TIMES = ("day", "week", "month", "year")
_CLAIMED = re.compile(rf"(?<![\d.·])(?P<number>\d+(?:[.·]\d+)?)[\s-]?(?P<unit>{'|'.join(_TIMES)})s?\b", re.IGNORECASE)
_SMALL = 9
"""Whole numbers up to it are too common to be another figure cut off at its point."""


def correct_units(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction for each time that has the digits of a result shown, and a unit that no such result has."""
    corrections: list[Sentence] = []
    for claim in _CLAIMED.finditer(question.text):
        number = claim["number"].replace("·", ".")
        put = presupposes(question.text) and number not in (question.landmark or "")
        if any(words in question.text and claim.group() in words for _, words in question.analyses):
            continue  # "with 44 months of follow-up" is when, and no figure
        timed = [row for row in shown if (row.unit or "").rstrip("s") in (*_TIMES, "%")]
        of_it = [row for row in timed if _has(row, number, claimed=put)]
        units = {(row.unit or "").rstrip("s") for row in of_it}
        if of_it and claim["unit"].casefold() not in units:
            what = "figure" if of_it[0].unit == "%" else "time"
            text = f"Correction: the {what} reported is in another unit than the question gives. {name_slot(of_it[0])}"
            corrections.append(Sentence(f"{text}: {format_value(of_it[0])}.", (of_it[0],)))
    return tuple(dict.fromkeys(corrections))


def _has(row: Result, number: str, *, claimed: bool) -> bool:
    """Whether a row has a number in some unit.

    Args:
        claimed: Whether it is put as a figure, so that a share may be meant, or the number may be cut off at its point.
    """
    if row.unit == "%" and not claimed:
        return False
    cut = claimed and isinstance(row.value, Decimal) and number.isdigit() and _SMALL < int(number) == int(row.value)
    return str(row.value) == number or cut
