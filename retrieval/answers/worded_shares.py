"""A share told in words that a question takes for granted: "half of the controls stayed on", "most of them had it"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ingest.records import Result
from retrieval.answers.arms_compared import arms_named
from retrieval.answers.claims import WRONG_FIGURE, name_slot
from retrieval.answers.contrasts import presupposes
from retrieval.answers.figures_claimed import counts_others
from retrieval.answers.phrasing import format_value
from retrieval.answers.share_bounds import PARTS, share_bound
from retrieval.questions.question import Question
from retrieval.records import Sentence

_TIMES = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "nine": 9}
_NOUN = (
    r"(?:patients?|pts|people|participants?|subjects?|persons?|recipients|elderly|adults|children|women|men|arm|group"
    r"|controls?)"
)
_SHARE = re.compile(
    r"\b(?P<bound>(?:more|less|fewer) than|over|under|above|below|at least|at most|up to)?\s?"
    r"\b(?:(?:(?P<times>an?|one|two|three|four|nine)[\s-])?"
    r"(?P<part>half|third|quarter|fourth|fifth|sixth|eighth|tenth)s?"
    r"|(?P<some>one|two|three|four|nine) (?:in|out of)(?: every)? (?P<of>three|four|five|six|seven|eight|nine|ten"
    r"|twelve|twenty|hundred)"
    r"|(?P<most>most|the (?:vast )?majority)|(?P<few>a (?:small )?minority)"
    r"|(?P<all>(?:nearly|almost|virtually|practically) (?:all|every(?:one|body)?))|(?P<none>none))"
    r"(?!\s(?:as|more|less|fewer|the (?:rate|number|risk|dose|time)|again|a|an hour|times?|years?|common\w*"
    rf"|frequent\w*|likely)\b)(?=\s(?:of\s)?(?:(?:the|all|those|our|its|a)\s)?(?:[\w/()+-]+\s){{0,3}}?{_NOUN}\b"
    r"|\s(?:of\s(?:them|those)\s)?(?:had|were|was|got|achieved|reached|developed|responded|stopped|received|suffered"
    r"|experienced|became|stayed|remained|came|needed)\b)",
    re.IGNORECASE,
)
_OF_SOME = re.compile(r"\b(?:of|among)\s(?:those|them|these|which|whom)\b", re.IGNORECASE)
_LEAST = ("more than", "over", "above", "at least")
_TOLERANCE = Decimal("0.15")
_NARROWEST, _WIDEST = Decimal(3), Decimal(6)
"""Percentage points by which a share may miss what a word says of it: people round to halves and thirds."""
_MAJORITY, _NEARLY_ALL = Decimal(50), Decimal(85)


class _Limits(NamedTuple):
    low: Decimal
    high: Decimal


def correct_worded_share(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction of the one share that a question tells in words, where no figure shown of that arm is near it.

    Where it names no arm, it must be wrong of each.
    """
    claims = list(_SHARE.finditer(question.text))
    if len(claims) != 1 or not presupposes(question.text) or counts_others(question.text, claims[0].end()):
        return ()
    if share_bound(question.text):
        return ()
    claim = claims[0]
    if _OF_SOME.search(question.text[: claim.start()]) or _is_named(claim, question):
        return ()
    arms = dict.fromkeys(arm.arm for arm in arms_named(question, shown))
    shares = [row for row in shown if row.unit == "%" and isinstance(row.value, Decimal)]
    own = [row for row in shares if row.arm in arms or not arms]
    if question.grades:  # "most were grade 3"; what "grade 1 or 2" make up together is not judged
        own = [row for row in own if question.grades == (row.grade,)]
    limits = _limits(claim)
    if len(arms) > 1 or not own or any(_lies_in(row, limits) for row in own):
        return ()
    return (Sentence(f"{WRONG_FIGURE} {name_slot(own[0])}: {format_value(own[0])}.", (own[0],)),)


def _is_named(claim: re.Match[str], question: Question) -> bool:
    """Whether the words are part of a name, of a grade or a class of patients: "grade three or four"."""
    named = [m for m in question.mentions if m.term.kind in ("outcome", "grade", "subgroup", "analysis")]
    return any(m.start < claim.end() and claim.start() < m.end for m in named)


def _lies_in(row: Result, limits: _Limits) -> bool:
    return isinstance(row.value, Decimal) and limits.low <= row.value <= limits.high


def _limits(claim: re.Match[str]) -> _Limits:
    """The percentages of which the words may be said."""
    if claim["most"]:
        return _Limits(_MAJORITY, Decimal(100))
    if claim["few"]:
        return _Limits(Decimal(0), _MAJORITY)
    if claim["all"]:
        return _Limits(_NEARLY_ALL, Decimal(100))
    if claim["none"]:
        return _Limits(Decimal(0), Decimal(0))
    times = _TIMES[(claim["times"] or claim["some"] or "one").casefold()]
    share = Decimal(100 * times) / PARTS[(claim["part"] or claim["of"]).casefold()]
    if bound := claim["bound"]:
        return _Limits(share, Decimal(100)) if bound.casefold() in _LEAST else _Limits(Decimal(0), share)
    near = min(max(share * _TOLERANCE, _NARROWEST), _WIDEST)
    return _Limits(share - near, share + near)
