"""What a change told in per cent shares with the figures beside it: the hazard ratio, and the words before another."""

from __future__ import annotations

import re
from itertools import pairwise

from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.slots import Slot


def share_hazards(slots: list[Slot]) -> None:
    """A relative reduction told beside a hazard ratio must be that ratio's own, one "by 73 %" that of a risk ratio."""
    told = [slot.expression.number(Role.ESTIMATE) for slot in slots if cues.HAZARD in slot.statistics]
    risks = [slot.expression.number(Role.ESTIMATE) for slot in slots if slot.statistics & {cues.RISK, cues.RATE}]
    for slot in slots:
        own = told or (risks if _BY.search(slot.before) else [])
        slot.hazards = tuple(number for number in own if number is not None)


_BY_AGAIN = re.compile(r"[^.;:]{0,80}\b(?:and|or|versus|vs\.?|against|then)\s(?:then |again )?by\s", re.IGNORECASE)


_SET_AGAINST = re.compile(
    r"[^.;:]{0,60}\b(?:compared (?:with|to)|versus|vs\.?|against|up from|down from|rather than|and)\s(?:the )?",
    re.IGNORECASE,
)
"""Between two changes of a hazard: "cut it by 42 % at the last analysis, compared with 47 % at the first"."""
_BY = re.compile(r"\bby\s(?:about |around |roughly |some )?$", re.IGNORECASE)


_LOWER = re.compile(r"\s(?:lower|higher|smaller|greater)\b", re.IGNORECASE)
"""Behind each of two changes of a hazard: "it was 47 % lower at the first analysis and 42 % lower at the last"."""


def share_changes(slots: list[Slot]) -> None:
    """What fell "by 47 % at the first analysis and by 42 % at the last" fell by the second number, too."""
    for place, second in enumerate(slots):
        if second.before[-3:-1].casefold() == "by" and _BY_AGAIN.fullmatch(second.before):
            leads = [first.lead or first.before for first in slots[:place] if first.unit == second.unit]
            second.lead = next((lead for lead in reversed(leads) if _BY.search(lead)), second.lead)
        elif place and _SET_AGAINST.fullmatch(second.before) and slots[place - 1].unit == second.unit == "%":
            first = slots[place - 1]
            lead = first.lead or first.before
            told = _BY.search(lead) or (_LOWER.match(first.after) and _LOWER.match(second.after))
            second.lead = lead if told and cues.HAZARD_WORD.search(lead) else second.lead
    _share_differences(slots)


def _share_differences(slots: list[Slot]) -> None:
    """The second of "the differences from placebo were -1.4 and -1.9" is one, too."""
    for first, second in pairwise(slots):
        if first.statistics != {cues.DIFFERENCE} or second.statistics or _JOINT.fullmatch(second.before) is None:
            continue
        several = _DIFFERENCES.search(first.before) or first.lead
        if several and first.unit == second.unit:
            second.statistics, second.lead = first.statistics, first.lead or first.before


_DIFFERENCES = re.compile(r"\bdifferences\b[^.;]*$", re.IGNORECASE)
_JOINT = re.compile(r"\)?\s?(?:,|,? and|;|,? or)\s", re.IGNORECASE)
"""All that stands between two differences told of two arms."""
