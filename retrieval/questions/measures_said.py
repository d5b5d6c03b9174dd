"""Of which outcomes of a list a statistic is said: "the median PFS, the hazard ratio, and the response rate"."""

from __future__ import annotations

import re
from itertools import pairwise

from retrieval.questions.question import Question

_CUT = re.compile(
    r"(?:[,;?:]\s*(?:(?:and|or|plus|as well as|also|then)\s+)*|\s(?:and|plus|as well as)\s+)"
    r"(?=(?:the|an?|its|their|how|what|which|whether|any)\b)|[?;]\s",
    re.IGNORECASE,
)
"""Where a thing of a list ends, and another one begins that has an article or a question word of its own."""


def is_said_of(statistic: str, outcome: str, question: Question) -> bool:
    """Whether a statistic is named in the phrase of an outcome, or in one of no outcome before all of them.

    A phrase of no outcome behind others is of these: "the median PFS, the hazard ratio, and the response rate".
    """
    cuts = [0, *(match.end() for match in _CUT.finditer(question.text)), len(question.text)]
    outcomes = [m for m in question.mentions if m.term.kind == "outcome"]
    told = [m for m in question.mentions if m.term.kind == "statistic" and m.term.name == statistic]
    if not any(m.term.name == outcome for m in outcomes):
        return True
    for mention in told:
        start, end = next((a, b) for a, b in pairwise(cuts) if a <= mention.start < b)
        inside = [m.term.name for m in outcomes if start <= m.start < end]
        if outcome in inside or not (inside or any(m.start < start for m in outcomes)):
            return True
    return not told
