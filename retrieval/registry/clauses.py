"""A question of several parts, asked part by part where it is not understood as a whole."""

from __future__ import annotations

import re
from itertools import pairwise

from retrieval.questions.clauses import further_questions, listed, repeated
from retrieval.questions.question import Question

_LEANS = re.compile(
    r"\b(?:it|its|they|them|their|these|those|that|this(?!\s(?:trial|study)\b)|(?<!^were\s)(?<!^was\s)there|he|she"
    r"|one|ones|so|same|other|others|(?:which|what) (?:was|were|is|are) (?:the )?(?:most|least|more|less)"
    r"|difference|differ\w*|(?:both|each)(?!\s(?:\w+\s)?(?:arms?|groups?|doses?|stages?|periods?|phases?|sequences?|visits?)\b)|significan\w*|p-?values?|p|intervals?|CIs?|ratios?|HRs?|why|when|who|where)\b",
    re.IGNORECASE,
)
"""Words of a part that cannot be asked by itself."""
_ASKS = re.compile(
    r"\b(?:how|what|which)\b|^(?:was|were|is|are|did|does|do|could|can|has|have|had|any|who)\b", re.IGNORECASE
)
_FEWEST = 2
_JOINT = re.compile(r"[\s,;/&+]*(?:\band\b)?\s*$", re.IGNORECASE)


def parts_alone(question: Question) -> tuple[str, ...]:
    """The parts of a question that can each be asked by themselves, of its trial; none where one leans on another."""
    parts = _parts(question)
    if len(parts) < _FEWEST or any(_LEANS.search(_OF_PEOPLE.sub("people", part)) for part in parts[1:]):
        return ()
    asked = len(parts) == question.text.count("?")  # "Falls? Any kids in the trial?"
    named = len(parts[0].split()) <= _LONGEST_NAME and not _ENDS_OPEN.search(parts[0])  # "Serious events, and how many"
    return parts if asked or all(map(_ASKS.search, parts[named:])) else ()


_OF_PEOPLE = re.compile(
    r"(?<=\bdid )they(?= (?!differ|occur|happen|resolve|go\b|last)[a-z]+)"
    r"|(?:(?<=\bsatisfied were )|(?<=\bold were ))they",
    re.IGNORECASE,
)
"""Those in the trial, whoever was told of before: "did they come, and did they like it"."""
_LONGEST_NAME = 5
"""Words of a first part that only names what is asked."""
_ENDS_OPEN = re.compile(r"\b(?:if|whether|that|when|because|since|of|for|in|with|to|the|an?)$", re.IGNORECASE)
"""How words end that the next ones go on with."""


def parts_by_themselves(question: Question) -> tuple[tuple[str, bool], ...]:
    """Those parts of a question that lean on no other, each with whether it is the first; none of a single one."""
    parts = _parts(question)
    if things := tuple(listed(question.text)) or (tuple(repeated(question.text)) if len(parts) < _FEWEST else ()):
        return tuple((thing, place == 0) for place, (thing, _) in enumerate(things))
    alone = [(part, place == 0) for place, part in enumerate(parts) if place == 0 or not _LEANS.search(part)]
    alone = [(part, first) for part, first in alone if not _HALF.fullmatch(part)]
    return tuple((part, first) for part, first in alone if _ASKS.search(part) and len(parts) >= _FEWEST)


_HALF = re.compile(
    r"how many (?:people|patients|participants|subjects|adults|children|men|women)"
    r"|how many (?:up to|by|at|in|during|after|until|before|over|within|through|between|from)\b.*",
    re.IGNORECASE,
)
"""The first half of a question that goes on after "and": "how many people and how many eyes were assessed".

Nor what only tells when: "and how many by month 12".
"""


def _parts(question: Question) -> tuple[str, ...]:
    text = question.text
    cuts = sorted({0, *further_questions(text), *(m.end() for m in re.finditer(r"\?\s+", text)), len(text)})
    parts = [_JOINT.sub("", text[start:end]).strip(" ?.,;") for start, end in pairwise(cuts)]
    told = [part for part in parts if part]
    before = [" ".join(told[:place]) for place in range(len(told))]
    return tuple(_of_patients(_of_events(part, earlier), earlier) for part, earlier in zip(told, before, strict=True))


def counts_patients(text: str) -> bool:
    """Whether a part of a question asks how many there are, of whom the next part may ask more."""
    return bool(_COUNTS.search(text))


def _of_patients(part: str, before: str) -> str:
    """A part that counts "of them", where these are the patients: nothing before it counts any."""
    return part if counts_patients(before) else _OF_THEM.sub(r"\1 patients", part)


_COUNTS = re.compile(r"\b(?:how many|number|share|proportion|percentage|rates?)\b", re.IGNORECASE)
_OF_THEM = re.compile(
    r"\b(how many|(?:what|which) (?:number|share|proportion|percentage|fraction) of)(?: of)? (?:them|those|these)"
    r"(?: (?:on|who (?:took|got|received|had)) (?:it|that|this))?(?! (?:with|without|who|in|on|aged|under|over))\b",
    re.IGNORECASE,
)


def _of_events(part: str, before: str) -> str:
    """A part on those who stopped for what is named before it, where that is adverse events at large."""
    return _FOR_THEM.sub(r"\1 adverse events", part) if _EVENTS.search(before) else part


_EVENTS = re.compile(
    r"\b(?:side[ -]effects?|adverse (?:\w+ )?(?:effects?|events?|reactions?)|(?:TE|S)?AEs?)\b", re.IGNORECASE
)
_FOR_THEM = re.compile(
    r"(\b(?:stopp?(?:ed|ing)?|discontinu\w+|quit|withdr[ae]w\w*|dropp?(?:ed)? out|leave|left|c[ao]me off)\b"
    r"[^?.;,]{0,30}\b(?:because of|due to|owing to|on account of))\s(?:it|them|this|these|those|that|one|any)"
    r"(?=$|,|\s(?:by|at|in|during|before|over|within|on)\b)",
    re.IGNORECASE,
)
"""That somebody stopped for what is only pointed at: "did anyone stop because of them"."""
