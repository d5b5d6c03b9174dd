"""What a question asks that the results shown are near to and do not tell: what came later, another measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.records import Result
from retrieval.questions import clauses
from retrieval.questions.question import Question

_JOINT = re.compile(r"[\s,;]*\b(?:and|or|but)\s*$", re.IGNORECASE)


def measures_missed(question: Question, rows: Sequence[Result]) -> Iterator[str]:
    """The clearance by which a question tells a part of the patients that the results tell by a filtration rate."""
    parts = {row.subgroup for row in rows if row.subgroup}
    clearance = _CLEARANCE.search(question.text)
    if clearance and any(_FILTRATION in part for part in parts) and not any(map(_CLEARANCE.search, parts)):
        yield f"“{clearance.group()}” (the part of the patients that is told is by {_FILTRATION})"


_CLEARANCE = re.compile(r"\b(?:CrCl|ClCr|creatinine clearance)\b", re.IGNORECASE)
_FILTRATION = "eGFR"


def later_missed(question: Question, rows: Sequence[Result]) -> Iterator[str]:
    """Questions of what patients had after the trial, where all that is told is what they had before it."""
    if any(row.category != "baseline" for row in rows):
        return
    for start, end in pairwise([0, *clauses.further_questions(question.text), len(question.text)]):
        part = question.text[start:end]
        if _LATER.search(part) and not _EARLIER.search(part):
            yield f"“{_JOINT.sub('', part).strip(' ,;?.')}”"


_LATER = re.compile(
    r"\b(?:afterwards?|later|subsequent(?:ly)?|thereafter|(?:go|goes|going|went) on to"
    r"|(?:after|following) (?:the |this |their |study |trial )*"
    r"(?:study|trial|treatment|therapy|progression|relapse))\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:prior|previous(?:ly)?|earlier|before|already)\b", re.IGNORECASE)
