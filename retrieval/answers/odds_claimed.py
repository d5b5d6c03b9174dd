"""A ratio of odds that a question takes for one of chances: "three times as likely to recover"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.answers.claims import name_slot
from retrieval.answers.leading import agrees
from retrieval.answers.phrasing import format_value
from retrieval.questions.question import Question
from retrieval.records import Sentence

_LIKELY = re.compile(
    r"(?<![\d.])(?P<number>\d{1,2}(?:[.·]\d+)?)(?:\s?x|[\s-]?times|[\s-]?fold)\s"
    r"(?:(?:more|as|less|greater|higher|better|increased)\s)?"
    r"(?:likely|often|frequent\w*|(?:the )?(?:chances?|probability|likelihood|risk|rate))\b",
    re.IGNORECASE,
)
_ODDS = "odds ratio"


def correct_odds(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction where the number of times that something is said to be as likely is an odds ratio shown."""
    claimed = _LIKELY.search(question.text)
    number = claimed["number"].replace("·", ".") if claimed else None
    rows = [row for row in shown if row.statistic == _ODDS and isinstance(row.value, Decimal)]
    rows = [row for row in rows if number and isinstance(row.value, Decimal) and agrees(Decimal(number), row.value)]
    if not rows:
        return ()
    text = "the figure in the question is an odds ratio, which does not tell how many times as likely something is."
    return (Sentence(f"Correction: {text} {name_slot(rows[0])}: {format_value(rows[0])}.", (rows[0],)),)
