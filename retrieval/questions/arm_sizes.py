"""How many patients a trial had and each arm of it, asked or taken for granted, and the ratio of allocation told."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions import wording
from retrieval.questions.question import Question

_SIZE = "Patients randomised"


def with_size_claimed(question: Question, *, corpus: Corpus) -> Question:
    """The question for how many were randomised, where it says how many the trial had: "it had 400, right".

    Likewise where it asks how many were in each arm; a ratio of allocation that it tells is asked for beside these.
    """
    held = {outcome for (outcome,) in corpus.table.slots(question.trial or "", ("outcome",))}
    in_each = bool(_IN_EACH.search(question.text)) and not question.subgroups
    if (question.topics and not in_each) or _SIZE not in held or set(question.outcomes) - {_SIZE, _RATIO}:
        return question
    claimed = bool(_HAD_PATIENTS.search(question.text)) and not question.outcomes
    sized = in_each or claimed or _SIZE in question.outcomes
    told = _RATIO in question.outcomes or (sized and _RATIO in held and wording.allocation(question.text) is not None)
    outcomes = (*((_RATIO,) if told else ()), *((_SIZE,) if sized else ()))
    return replace(question, outcomes=outcomes, topics=())


_RATIO = "Randomisation ratio"
_IN_EACH = re.compile(
    r"\bhow many (?:(?:patients|pts|people|participants|subjects) )?(?:(?:was|were|are) )?(?:there )?(?:(?:in|to|on) )?"
    r"(?:each|either|both|every|per)(?: of the)?(?: (?:treatment|study))?(?: two)?(?: (?:arms?|groups?))?\W*$",
    re.IGNORECASE,
)
_HAD_PATIENTS = re.compile(
    r"(?:\b(?:trial|study|it)|\b[A-Z][A-Z\d-]{3,})\s(?:had|has|included|comprised|consisted of"
    r"|was done (?:in|with)|ran (?:in|with))"
    r"\s(?:only\s|about\s|some\s|around\s|just\s|over\s)?\d[\d,]{1,6}\s(?:patients|pts|people|participants|subjects)\b"
)
