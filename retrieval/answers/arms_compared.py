"""Of which arm a question tells more, or less: by where the arms stand about its word of comparison."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.records import Result
from retrieval.questions.question import Question
from retrieval.stems import stems


class NamedArm(NamedTuple):
    """An arm, and where a question names it: by a name of its own, or by the drug that it alone is called after."""

    start: int
    end: int
    arm: str


def arm_claimed(question: Question, word: re.Match[str], shown: Sequence[Result]) -> str | None:
    """The arm that is said to have more: the first one named after the word of comparison, else the last before it.

    The arm after "than", "compared with" or "versus" is the other one, whether or not the first is named. ``None``
    where no arm is named.
    """
    arms = _without_partner(arms_named(question, shown), question.text)
    text = question.text
    beside = [arm for arm in arms if _BESIDE.search(text[: arm.start])]
    named = [arm for arm in arms if arm.arm not in {other.arm for other in beside}]
    if not named:
        return _other_arm(beside[0].arm, shown) if beside else None
    after = [arm for arm in named if arm.start >= word.end()]
    before = [arm for arm in named if arm.end <= word.start()]
    if after and before and _NEXT_CLAUSE.search(text, word.end(), after[0].start):
        return before[-1].arm  # "the controls had more of it, so was the drug safer"
    if beside and before:
        return before[-1].arm
    return (after[0] if after else named[-1]).arm


def arms_named(question: Question, shown: Sequence[Result]) -> list[NamedArm]:
    """The arms that are named, in order: none that is set aside ("in the controls, not in the drug group")."""
    spans = [m for m in question.mentions if m.term.kind == "arm" and m.term.role != "all"]
    arms = [NamedArm(m.start, m.end, m.term.name) for m in spans]
    told = (name for row in shown for name in (row.arm, *(row.comparison or "").split(" vs ")))
    labels = tuple(dict.fromkeys(name for name in told if name and name != "all"))
    for drug in question.drugs:
        names = [stems(name) for name in (drug.text, *drug.term.spellings)]
        called = [label for label in labels if any(name <= stems(label) for name in names)]
        if len(called) == 1 and not any(arm.start < drug.end and drug.start < arm.end for arm in arms):
            arms.append(NamedArm(drug.start, drug.end, called[0]))
    arms.sort()
    return [arm for arm in arms if not _SET_ASIDE.search(question.text[: arm.start])] or arms


_SET_ASIDE = re.compile(
    r"\b(?:not|rather than|instead of|as opposed to|unlike)\s(?:(?:in|with|on|of|for|under|those|patients|the)\s)*$",
    re.IGNORECASE,
)


def _without_partner(arms: list[NamedArm], text: str) -> list[NamedArm]:
    """The arms without one that is only what the drug before it was added to: "the drug on top of the controls'"."""
    return [
        arm
        for place, arm in enumerate(arms)
        if not place or arms[place - 1].arm == arm.arm or not _ADDED_TO.fullmatch(text[arms[place - 1].end : arm.start])
    ]


_ADDED_TO = re.compile(
    r"\W*(?:(?:when\s)?(?:added|given)\s)?(?:\+|\b(?:on)?to\b|\bplus\b|\bon top of\b|\bin addition to\b"
    r"|\b(?:combined|together|along) with\b)\W*(?:the\s)?",
    re.IGNORECASE,
)


def _other_arm(arm: str, shown: Sequence[Result]) -> str | None:
    """The other of the two arms of the results shown; ``None`` where they are of more, or of none that was named."""
    arms = {row.arm for row in shown if row.arm not in (None, "all")}
    return next(iter(arms - {arm})) if arm in arms and len(arms) == 2 else None


_BESIDE = re.compile(
    r"\b(?:than|as \w+\b[^.?;,]{0,60}\bas|compared\s(?:with|to)|in comparison (?:with|to)|relative to"
    r"|(?:as )?against|versus|vs?\.?)\s"
    r"(?:(?:in|with|on|for|under|among|by|to|at|those|patients|people|pts|participants|subjects|ones|the|that|what|of"
    r"|did|was|were|who|which|got|had|received|took|seen|observed|reported|found|treated|given|receiving|getting"
    r"|taking|assigned|randomi[sz]ed|allocated)\s)*$",
    re.IGNORECASE,
)
"""Before the arm that another one is held against."""
_NEXT_CLAUSE = re.compile(
    r"[,;?]\s(?:and\s|so\s|then\s)?(?:was|were|is|are|did|do|does|has|have|should|can|could|why|how|what|which)\b",
    re.IGNORECASE,
)
