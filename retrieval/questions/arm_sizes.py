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
    if (question.topics and not in_each) or _SIZE not in held:
        return question
    if set(question.outcomes) - {_SIZE, _RATIO}:
        others = in_each and not (_BARE.search(question.text) and _counts(question, corpus=corpus))
        return replace(question, outcomes=(*question.outcomes, _SIZE)) if others else question
    claimed = bool(_HAD_PATIENTS.search(question.text)) and not question.outcomes
    sized = in_each or claimed or _SIZE in question.outcomes
    told = _RATIO in question.outcomes or (sized and _RATIO in held and wording.allocation(question.text) is not None)
    outcomes = (*((_RATIO,) if told else ()), *((_SIZE,) if sized else ()))
    return replace(question, outcomes=outcomes, topics=())


def _counts(question: Question, *, corpus: Corpus) -> bool:
    """Whether the outcomes asked are told as numbers or shares of patients: of these, it is asked how many."""
    slots = corpus.table.slots(question.trial or "", ("outcome", "statistic"))
    told = {outcome for outcome, statistic in slots if statistic in ("count", "percentage")}
    return set(question.outcomes) <= told


_BARE = re.compile(r"\bhow many (?:in |on )?(?:each|either|both|every|per)\b", re.IGNORECASE)
"""Where it is not said who is counted, nor what for: "transplanted before, how many per arm"."""
_RATIO = "Randomisation ratio"
_PEOPLE = r"(?:patients|pts|people|participants|subjects)"
_EACH_ARM = r"(?:(?:each|either|both|every|per)(?: of the)?|the)(?: (?:treatment|study))?(?: two)?"
_IN_EACH = re.compile(
    rf"\bhow many (?:{_PEOPLE} )?(?:(?:was|were|are|did|got|had|have|been|they) )*(?:there )?"
    r"(?:(?:go|went|end(?:ed)? up|landed|put|placed|assigned|allocated|randomi[sz]ed|enrolled|belonged) )?"
    r"(?:(?:in|into|to|on) )?"
    r"(?:each|either|both|every|per)(?: of the)?(?: (?:treatment|study))?(?: two)?(?: (?:arms?|groups?))?"
    r"(?: (?:have|had|contain|get|got|comprise))?(?=\W*(?:$|[,;?.]))"
    rf"|\bhow (?:big|large|small) (?:was|were|is|are) {_EACH_ARM} (?:arms?|groups?)(?=\W*(?:$|[,;?.]))"
    rf"|\b(?:arm|group) sizes?\b|\bsizes? of {_EACH_ARM} (?:arms?|groups?)\b|\bn (?:per|in each) (?:arm|group)\b"
    rf"|(?<![\d.])\d{{2,5}} (?:{_PEOPLE} )?(?:(?:were|was) )?(?:in|per|to|on) (?:each|both|either|every)"
    r"(?: of the)?(?: (?:treatment|study))? (?:arms?|groups?)(?=\W*(?:$|[,;?.]))"
    r"|\b(?:arms|groups) (?:(?:was|were|are|well|not|equally|evenly|roughly|about|of) )*(?:balanced|equal|even|unequal"
    r"|matched|the same|similar|different|comparable) (?:in |for |by )?(?:sizes?|numbers?|n)\b"
    r"|\bequal(?:ly)?[- ]sized (?:\w+ )?(?:arms|groups)\b"
    r"|\bhow (?:big|large|small) (?:was|is) the (?!(?:\w+ )*(?:sub-?group|effect|difference))(?:[\w-]+ ){1,2}"
    r"(?:arm|group)(?=\W*$)",
    re.IGNORECASE,
)
"""That the sizes of the arms are asked, and of nothing that befell those in them."""
_HAD_PATIENTS = re.compile(
    r"(?:\b(?:trial|study|it)|\b[A-Z][A-Z\d-]{3,})\s(?:had|has|included|comprised|consisted of"
    r"|was done (?:in|with)|ran (?:in|with))"
    r"\s(?:only\s|about\s|some\s|around\s|just\s|over\s)?\d[\d,]{1,6}\s(?:patients|pts|people|participants|subjects)\b"
    r"|\b\d[\d,]{1,6}\s(?:patients|pts|people|participants|subjects)\s(?:were |have )?"
    r"(?:(?:take|took|taken) part|participated?|join(?:ed)?|enrol(?:led)?"
    r"|enter(?:ed)?(?! (?:the )?(?:open|extension)))\b"
)
