"""How many times as many one arm is taken to have as the other: "twice as many", "three-fold", "halved"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.answers.arms_compared import arm_claimed
from retrieval.answers.contrasts import pairs_of_arms, presupposes
from retrieval.answers.phrasing import format_value, grade_words, in_sentence
from retrieval.questions.question import Question
from retrieval.records import Sentence

_FACTORS = {
    "twice": 2, "double": 2, "doubl": 2, "triple": 3, "tripl": 3, "trebl": 3, "thrice": 3, "quadrupl": 4, "two": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10,
}  # fmt: skip
_AS = r"(?:as (?!well\b)\w+|the (?:number|rate|risk|frequency|share|chance|median))\b"
CLAIMED_TIMES = re.compile(
    r"\b(?P<bound>(?:more|less) than |over |at least )?(?:"
    rf"(?P<word>twice|double|triple|thrice) {_AS}|(?P<part>half) {_AS}"
    r"|(?P<verb>doubl|tripl|trebl|quadrupl)(?:ed|es|ing|e(?=\s(?:the|their|its)\b))\b|(?P<halves>halv(?:ed?|es|ing))\b"
    r"|(?P<number>\d+(?:[.·]\d+)?|two|three|four|five|six|seven|eight|ten)(?:[\s-]times\s(?:as|more|higher|greater|the|less"
    r"|lower)\b|[\s-]?fold\b))",
    re.IGNORECASE,
)
_OF_RATIO = re.compile(r"\b(?:hazard|odds)\b", re.IGNORECASE)
"""What a ratio of two figures does not measure."""
_OF_RISK = re.compile(r"\b(?:risk|chance|likel\w+)\b", re.IGNORECASE)
"""What a ratio of two shares of patients measures, and of no other figures."""
_TOLERANCE = Decimal("0.15")


def correct_times(question: Question, shown: Sequence[Result]) -> tuple[Sentence, ...]:
    """A correction where no two figures shown of the arms are in the ratio that a question takes them to be in."""
    claim = CLAIMED_TIMES.search(question.text)
    if not claim or _OF_RATIO.search(question.text) or not presupposes(question.text):
        return ()
    if any(claim[0].casefold() in row.outcome.casefold() for row in shown):
        return ()  # the rise in one patient that the title counts: a four-fold rise in titre
    if _OF_RISK.search(question.text):
        shown = [row for row in shown if row.unit == "%"]
    arm = arm_claimed(question, claim, shown)
    pairs = [
        pair if pair[0].arm == arm else pair[::-1] for pair in pairs_of_arms(shown) if arm in (r.arm for r in pair)
    ]
    if arm is None:  # "the rate doubled": of one arm or the other
        pairs = [both for pair in pairs_of_arms(shown) for both in (pair, pair[::-1])]
    pairs = [pair for pair in pairs if pair[1].value]
    if not pairs or any(_bears_out(claim, own, other) for own, other in pairs):
        return ()
    own, other = pairs[0]
    figures = f"{format_value(own)} with {own.arm} and {format_value(other)} with {other.arm}"
    text = f"Correction: the figures reported for {in_sentence(own.outcome)}{grade_words(own.grade)}"
    return (Sentence(f"{text} are not in the ratio that the question takes them to be in: {figures}.", pairs[0]),)


def _bears_out(claim: re.Match[str], own: Result, other: Result) -> bool:
    assert isinstance(own.value, Decimal), "a pair has numbers"
    assert isinstance(other.value, Decimal), "a pair has numbers"
    ratio, claimed = own.value / other.value, _factor(claim)
    if claim["bound"]:
        return ratio < claimed if claim["bound"].casefold().startswith("less") else ratio >= claimed
    return abs(ratio - claimed) <= _TOLERANCE * claimed


def _factor(claim: re.Match[str]) -> Decimal:
    if claim["part"] or claim["halves"]:
        return Decimal("0.5")
    told = (claim["word"] or claim["verb"] or claim["number"]).casefold()
    return Decimal(_FACTORS[told]) if told in _FACTORS else Decimal(told.replace("·", "."))
