"""A hazard told lower or higher in per cent, beside the hazard ratio of the same sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.arithmetic import HUNDRED, equals, show
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.sentences.slots import Slot
from retrieval.records import Verdict

_HAZARD = re.compile(
    r"(?<!-)(?<!high )(?<!low )\b(?:hazards?|risk)\b(?! ratio)(?! of \d)"
    r"|\brates? of (?:[\w-]+ ){0,3}(?:events?|progression|death|dying|relapse|recurrence)\b"
    r"|\bat any (?:given |one |particular )?(?:moment|time|point|instant)\b",
    re.IGNORECASE,
)
_RISK_BY = re.compile(r"\b(?:risk|hazards?|rate)\b[^.;:0-9]*\sby\s$", re.IGNORECASE)
_DESCRIBED = re.compile(
    r"\b(?:(?:described|reported|presented|summari[sz]ed|expressed|quoted|rounded) as|that is,?|i\.e\.,?|equivalent to"
    r"|correspond(?:s|ed|ing) to|translat\w+ (?:in)?to|equal to|equals|amounts? to|works out (?:to|at|as)|which is"
    r"|means?|meaning|implies|implying|or|ie|where)\s(?:an? |the )?(?:about |around |roughly )?$",
    re.IGNORECASE,
)
"""After a hazard ratio: it is told once more in other words, "HR 0.548, described as a 45 % reduction"."""
_ABSOLUTE = re.compile(r"\babsolute\b|\bpoints?\b", re.IGNORECASE)


def judge_told_hazards(slot: Slot, judged: list[Judgement]) -> list[Judgement]:
    """Judge "a hazard lower by 42 %" by the hazard ratio told beside it, whatever share of patients is 42 %, too."""
    if len(judged) != 1 or not slot.hazards or not _tells_hazard(slot):
        return judged
    item = judged[0]
    number = item.part.number
    if number.form == "share":
        return [_as_share(item, slot)]
    if item.part.role is not Role.ESTIMATE or number.unit != "%" or item.verdict is Verdict.DERIVED:
        return judged
    words = f"{slot.before[-100:]} {slot.after[:60]}"
    told_again = _FOLLOWS.match(slot.after) or _DESCRIBED.search(slot.before) or _is_cut_by(slot)
    if told_again and not cues.INCREASE.search(words):
        words = f"reduction {words}"
    if _RISK_BY.search(slot.before) and not cues.REDUCTION.search(words) and not cues.INCREASE.search(words):
        words = slot.told.partition(number.text)[0]  # "the risk of A was lower by 19 % and that of B by 38 %"
    changes = [
        (hazard.value, change) for hazard in slot.hazards if (change := _change(hazard.value, words)) is not None
    ]
    for value, change in changes:
        if equals(change, number):
            reason = f"the ratio {value} told beside it means a change of {show(change, number)} %"
            return [replace(item, verdict=Verdict.DERIVED, reason=reason, expected=None)]
    if len(changes) == 1 and len(slot.hazards) == 1 and item.verdict is Verdict.UNCHECKED:
        value, change = changes[0]
        reason = f"the ratio {value} told beside it means a change of {show(change, number)} %"
        return [replace(item, verdict=Verdict.CONTRADICTED, reason=reason, expected=f"{show(change, number)} %")]
    return judged


def _is_cut_by(slot: Slot) -> bool:
    lead = slot.told.partition(slot.expression.parts[0].number.text)[0]
    return " by " in lead[-_NEXT:] and _CUT_BY.search(lead) is not None


_NEXT = 14
"""Code points before a percentage in which "by" stands."""
_CUT_BY = re.compile(
    r"\b(?:cut|reduc(?:ed|es|ing)|lower(?:ed|s|ing)|decreas(?:ed|es|ing))\b[^.;:]{3,90}"
    r"\sby\s(?:about |around |some )?$",
    re.IGNORECASE,
)
"""Before how much rarer an event was made: "cut new fractures at 12 months by 73 % (risk ratio 0.27)"."""


def _tells_hazard(slot: Slot) -> bool:
    words = f"{slot.before[-100:]} {slot.after[:60]}"
    told = (_HAZARD.search(words) or _DESCRIBED.search(slot.before) or _FOLLOWS.match(slot.after)) is not None
    told = told or _is_cut_by(slot)
    return told and _ABSOLUTE.search(words) is None


def _as_share(item: Judgement, slot: Slot) -> Judgement:
    """ "The hazard was about a third lower": a share in words near what the one hazard ratio of the sentence means."""
    number = item.part.number
    hazards = [hazard for hazard in slot.hazards if hazard.form == "digits"]
    lower, by = _LOWER.match(slot.after), _BY.search(slot.before)
    if item.verdict is not Verdict.UNCHECKED or len(hazards) != 1 or not (lower or by):
        return item
    change = _change(hazards[0].value, slot.after if lower else slot.before[-100:])
    share = HUNDRED * Decimal(number.value)  # type: ignore[arg-type]  # a decimal of a share
    if change is None or _NEAR < abs(change - share) < _FAR:
        return item
    reason = f"the ratio {hazards[0].value} told beside it means a change of {change:f} %"
    if abs(change - share) <= _NEAR:
        return replace(item, verdict=Verdict.DERIVED, reason=reason, expected=None)
    return replace(item, verdict=Verdict.CONTRADICTED, reason=reason, expected=f"{change:f} %")


_NEAR, _FAR = Decimal(4), Decimal(8)
"""How far a share in words may be from a change in points, and how far it must be to be refuted."""
_BY = re.compile(r"\bby\s(?:about |around |nearly |almost |roughly |some )?(?:an? |one )?$", re.IGNORECASE)
_LOWER = re.compile(r"\s(?:lower|less|smaller|higher|greater)\b", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"\s?(?:that |which )?(?:is |was |are )?"
    r"(?:follow(?:s|ing)|result(?:s|ing)|implied|derived|calculated|obtained|suggested)"
    r"\s[^.;,0-9]{0,40}\b(?:hazard ratio|HR)\b",
    re.IGNORECASE,
)
"""Behind a percentage: it is what a hazard ratio told next means, "the 47 % that follows from the HR of 0.53"."""


def _change(value: object, words: str) -> Decimal | None:
    """By how many per cent a hazard is lower, or higher, as the words say; ``None`` where they say neither."""
    if not isinstance(value, Decimal):
        return None
    if cues.REDUCTION.search(words):
        return HUNDRED * (1 - value) if value < 1 else None
    if cues.INCREASE.search(words):
        return HUNDRED * (value - 1) if value > 1 else None
    return None
