"""Points that are no difference of two arms: what a measure in per cent changed by in one."""

from __future__ import annotations

import re

from retrieval.checks.sentences.slots import Slot

_ON_ARM = re.compile(r"\s(?:on|with|in|under|for|after)\s(?!(?:than|the difference)\b)", re.IGNORECASE)
_AT_TIME = re.compile(r"^\s(?:at|by|after)\s(?:(?:week|month|day|year)\s[0-9]+|[0-9]+\s[a-z]+)", re.IGNORECASE)
"""Between a change and its arm: "fell by 0.43 percentage points at week 13 with A"."""
_COMPARES = re.compile(
    r"\b(?:differ\w*|gap|gain of|versus|vs|than|between|compared|excess|advantage|more|fewer|less|higher|lower|above"
    r"|below)\b",
    re.IGNORECASE,
)


def is_change_of_arm(slot: Slot) -> bool:
    """Whether points are told of one arm, which a measure in per cent may change by: "fell by 0.7 points on A"."""
    points = slot.unit == "percentage points" and slot.expression.interval is None
    behind = words_behind(slot)
    words = slot.before + re.split("[,;]", behind[:40])[0]
    told = _ON_ARM.match(behind) or _HAD_FALL.search(slot.before)
    signed = points and slot.expression.parts[0].number.text[0] in "-\u2212+"
    if points and (_SECOND.fullmatch(slot.before) or (signed and _ARM_IN_BRACKETS.match(behind))):
        return True
    return points and (signed or told is not None) and not _COMPARES.search(words)


def words_behind(slot: Slot) -> str:
    """The words behind a figure and its unit, less a time point right there."""
    number = slot.expression.parts[0].number
    return _AT_TIME.sub("", slot.told.partition(number.text)[2][number.unit_end - number.end :])


_ARM_IN_BRACKETS = re.compile(r"\s\((?!p\b)[^\W\d][^()]*\)", re.IGNORECASE)
"""Behind a change: "-0.45 percentage points (active)"."""
_SECOND = re.compile(r"\s(?:vs\.?|versus|against|compared with)\s", re.IGNORECASE)
"""All that stands before the second of two arms' figures: "-28.7 vs -11.0 percentage points"."""


_HAD_FALL = re.compile(
    r"\b(?:had|showed|saw|experienced|achieved)\s(?:an? )?(?:[\w-]+ ){0,4}?(?:reduction|fall|drop|decrease|change|rise"
    r"|increase|improvement|decline)s?(?: in [\w -]{2,30}?)? of\s(?:about )?$",
    re.IGNORECASE,
)
"""Before the points of those who had them: "participants on A had an HbA1c reduction of 2.1 percentage points"."""
