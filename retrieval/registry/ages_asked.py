"""Whether it is asked of people of an age if they took part, in no more words: "any kids in this study?"."""

from __future__ import annotations

import re

from retrieval.questions.question import Question

AGED = frozenset(
    "adolescent baby child children elderly infant kid minor pensioner senior teen teenager toddler youngster".split()
)
"""Normal forms of words for people by their age, of which a limit of age tells."""


def asks_who_took_part(question: Question) -> bool:
    """Whether nothing is asked but whether people of an age were in the trial."""
    return not question.outcomes and bool(_IN_TRIAL.fullmatch(question.text.strip()))


_IN_TRIAL = re.compile(
    r"(?:(?:and|so|but)\s)?(?:(?:were|was|are|is|had|did|do)\s(?:there\s|they\s|you\s)?)?(?:have\s|take\s)?(?:any\s|some\s)?"
    r"(?:kids|children|adolescents|teenagers|teens|youngsters|babies|infants|toddlers|minors|elderly(?:\speople)?|seniors"
    r"|pensioners)\s(?:also\s|even\s)?(?:in|part of)\s(?:this|the)\s(?:trial|study)"
    r"(?:\s(?:too|as well|also|at all))?\W*",
    re.IGNORECASE,
)
