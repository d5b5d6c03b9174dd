"""Ratios that are not called by their kind: "ratio 0.97", "3.30 times as high (95 % CI 1.59 to 6.86)"."""

from __future__ import annotations

import re

from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.slots import Slot


def of_bare(slot: Slot) -> frozenset[str]:
    """Any ratio, where one is not called by its kind: "from 50 to 150 it added nothing: ratio 0.97"."""
    decimals = slot.expression.parts[0].number.decimals  # "in a 3 to 2 ratio: 179 to A" counts people
    bare = slot.unit is None and decimals and _BARE_RATIO.search(slot.before) and not _OWN_RATIO.search(slot.before)
    return cues.RATIOS if bare and not _IN_ONE_ARM.match(slot.after) else frozenset()


def of_factor(slot: Slot) -> frozenset[str]:
    """The ratio that a factor with bounds is: "the odds were 3.30 times as high (95 % CI 1.59 to 6.86)"."""
    number = slot.expression.number(Role.ESTIMATE)
    if number is None or number.form != "factor" or slot.expression.interval != "CI":
        return frozenset()
    called = _CALLED.search(f"{slot.before} {slot.after}")
    return frozenset({_RATIO_OF[called[1].casefold()]}) if called else cues.RATIOS


_CALLED = re.compile(r"\b(odds|hazard)\b(?! ratio)", re.IGNORECASE)
_RATIO_OF = {"odds": cues.ODDS, "hazard": cues.HAZARD}
_BARE_RATIO = re.compile(r"(?<!to-)(?<!allocation )(?<!:1 )\bratio(?:,| was| of| is|:| =)?\s$", re.IGNORECASE)
_OWN_RATIO = re.compile(r"\b(?:on|with|under|in) (?!ratio)[^.;,0-9]{2,30},? the ratio (?:was|is)\s$", re.IGNORECASE)
"""Before the figure of one arm whose measure is a ratio itself: "on B the ratio was 0.952"."""
_IN_ONE_ARM = re.compile(
    r"\s(?:with|on|in|under|for)\s[^.;,]{2,40}?\s(?:and|versus|vs\.?|against|compared)\s", re.IGNORECASE
)
"""Behind such a figure: "it fell to a ratio of 0.66 on A and 0.95 on B"."""
