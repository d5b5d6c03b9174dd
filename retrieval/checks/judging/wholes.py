"""Whether a bare number of people is the whole of which a count is told next."""

from __future__ import annotations

import re

from retrieval.checks.sentences.slots import Slot


def is_whole_of(slot: Slot) -> bool:
    """Whether a bare number is that of which a count is told next: "of 2841 placebo patients, 244 died"."""
    number = slot.expression.parts[0].number
    bare = len(slot.expression.parts) == 1 and number.form == "digits" and number.decimals == 0
    lead = _LEADS.search(slot.told) if bare else None
    if lead is not None and number.text in _DIGITS.findall(lead[0]):
        return True
    return bare and _OF.search(slot.before) is not None and _WHOM.fullmatch(slot.after) is not None


_LEADS = re.compile(
    r"(?:^|[:;]\s)\W{0,3}(?:(?:out )?of|among)\s(?:the |all |these |those )*"
    r"[0-9][0-9,]*(?:\s(?:and|plus)\s[0-9][0-9,]*)?\s(?:[\w+-]+\s){0,2}(?:pts|patients|participants|people|subjects|adults|children|women|men)\b(?:\s?\([^()%]*\))?",
    re.IGNORECASE,
)
"""Begins a sentence with all of whom it tells, or those of each arm: "Of 302 patients (179 on A, 123 on B), 42 ..."."""
_DIGITS = re.compile(r"[0-9][0-9,]*")
_OF = re.compile(r"(?:^|[\s(;:,])(?:out )?of (?:the |all |those )?$", re.IGNORECASE)
_WHOM = re.compile(
    r"\s(?:(?:[\w+-]+ ){0,3}(?:patients|participants|people|subjects|recipients|adults|women|men|children|controls)\b"
    r"|(?:on|taking|given|receiving|with|in|assigned)\b)[^.;:%]{0,60},\s(?:only |just )?",
    re.IGNORECASE,
)
