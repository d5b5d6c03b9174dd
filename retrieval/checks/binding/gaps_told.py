"""Figures that are what one arm has more than another, told by a word behind them or by the noun before."""

from __future__ import annotations

import re

from retrieval.checks.figures import cues
from retrieval.checks.sentences.slots import Slot

_THAN_WITH = re.compile(
    r"\s(?:more|fewer|less|longer|shorter|higher|lower|greater|better)"
    r" (?:(?:with|in|on|for|under)\s[^.;,]{1,60}?\s)?than (?:(?:those|that|patients|participants|people) )?"
    r"(?:with|in|on|for|under|given|taking|receiving|assigned)\b"
    r"|\s(?:faster|slower|quicker|sooner|earlier) (?:with|on|under|in|than)\b",
    re.IGNORECASE,
)
_ADVANTAGE = re.compile(
    r"\b(?:advantage|gain|benefit|prolongation|margin|gap)\b[^.;,0-9]{0,30}?\b(?:was|of|by|is|amounted to|came to)\s$",
    re.IGNORECASE,
)
"""Before what one arm has more than the other: "the median PFS advantage was 16.5 months"."""


_FAVOURED_BY = re.compile(
    r"\b(?:favou?r(?:ed|s|ing)|beat|bettered|surpassed|outperformed|exceeded|ahead of)\s[^.;,]{2,60}?\sby\s"
    r"(?:an? (?:mean|average|median) (?:of )?|about |only |just )?$",
    re.IGNORECASE,
)
"""Before what the arm that did better has more: "the week 4 count favoured A by 1.5 lesions"."""


def is_lead(slot: Slot) -> bool:
    """Whether a figure is by how much one arm did better: the table may have it with a sign."""
    return _FAVOURED_BY.search(slot.before) is not None


def is_gap(text: str, slot: Slot) -> bool:
    """Whether a figure is what one arm has more: "8.3 points more than with B", "1.1 s faster with A (0.3 to 1.9)"."""
    measured = slot.unit in ("points", "seconds", *cues.TIMES)
    behind = slot.expression.parts[0].number.unit_end
    if slot.expression.parts[0].number.form == "factor":
        return False  # "7.4 times higher with A than with B" is a ratio
    if slot.unit != "%" and is_lead(slot):
        return True
    if (measured or slot.unit is None) and _THAN_WITH.match(text, behind) is not None:
        return True
    return measured and _ADVANTAGE.search(slot.before) is not None
