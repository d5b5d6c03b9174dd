"""Points that are no difference of two arms: what a measure in per cent changed by in one."""

from __future__ import annotations

import re

from retrieval.checks.sentences.slots import Slot

_ON_ARM = re.compile(r"\s(?:on|with|in|under|for|after)\s(?!(?:than|the difference)\b)", re.IGNORECASE)
_COMPARES = re.compile(
    r"\b(?:differ\w*|gap|gain of|versus|vs|than|between|compared|excess|advantage|more|fewer|less|higher|lower|above"
    r"|below)\b",
    re.IGNORECASE,
)


def is_change_of_arm(slot: Slot) -> bool:
    """Whether points are told of one arm, which a measure in per cent may change by: "fell by 0.7 points on A"."""
    points = slot.unit == "percentage points" and slot.expression.interval is None
    words = slot.before + slot.after[:40]
    return points and _ON_ARM.match(slot.after) is not None and not _COMPARES.search(words)
