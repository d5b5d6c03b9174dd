"""The unit in which a question gives a time that is reported in another one: "35.7 months" of 35.7 weeks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.records import Result
from retrieval.answers.claims import name_slot
from retrieval.answers.phrasing import format_value
from retrieval.questions.question import Question
from retrieval.records import Sentence

_TIMES = ("day", "week", "month", "year")
_CLAIMED = re.compile(rf"(?<![\d.·])(?P<number>\d+(?:[.·]\d+)?)[\s-]?(?P<unit>{'|'.join(_TIMES)})s?\b", re.IGNORECASE)


def correct_units(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction for each time that has the digits of a result shown, and a unit that no such result has."""
    corrections: list[Sentence] = []
    for claim in _CLAIMED.finditer(question.text):
        number = claim["number"].replace("·", ".")
        of_it = [row for row in shown if str(row.value) == number and (row.unit or "").rstrip("s") in _TIMES]
        units = {(row.unit or "").rstrip("s") for row in of_it}
        if of_it and claim["unit"].casefold() not in units:
            text = f"Correction: the time reported is in another unit than the question gives. {name_slot(of_it[0])}"
            corrections.append(Sentence(f"{text}: {format_value(of_it[0])}.", (of_it[0],)))
    return tuple(dict.fromkeys(corrections))
