"""A question of several parts, asked part by part where it is not understood as a whole."""

from __future__ import annotations

import re
from itertools import pairwise

from retrieval.questions.clauses import further_questions
from retrieval.questions.question import Question

_LEANS = re.compile(
    r"\b(?:it|its|they|them|their|these|those|that|this|there|he|she|one|ones|so|same|other|others|difference"
    r"|differ\w*|(?:both|each)(?!\s(?:\w+\s)?(?:arms?|groups?|doses?)\b)|significan\w*|p-?values?|p|intervals?|CIs?|ratios?|HRs?|why|when|who|where)\b",
    re.IGNORECASE,
)
"""Words of a part that cannot be asked by itself."""
_ASKS = re.compile(r"\b(?:how|what|which)\b", re.IGNORECASE)
_FEWEST = 2
_JOINT = re.compile(r"[\s,;/&+]*(?:\band\b)?\s*$", re.IGNORECASE)


def parts_alone(question: Question) -> tuple[str, ...]:
    """The parts of a question that can each be asked by themselves, of its trial; none where one leans on another."""
    text = question.text
    cuts = sorted({0, *further_questions(text), *(m.end() for m in re.finditer(r"\?\s+", text)), len(text)})
    parts = [_JOINT.sub("", text[start:end]).strip(" ?.,;") for start, end in pairwise(cuts)]
    parts = [part for part in parts if part]
    if len(parts) < _FEWEST or any(_LEANS.search(part) for part in parts[1:]) or not all(map(_ASKS.search, parts)):
        return ()
    return tuple(parts)
