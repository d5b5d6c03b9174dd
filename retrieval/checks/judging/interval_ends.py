"""What a ratio's confidence interval allows, told in per cent: "anything from a 39 % lower to a 20 % higher hazard"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.agreement import rounds_to
from retrieval.checks.figures.cues import family
from retrieval.checks.judging.arithmetic import HUNDRED, show
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.neighbours import GOOD, value_of
from retrieval.records import Verdict

_SPAN = (
    r"compatible|consistent|anything|anywhere|rang(?:e[sd]?|ing)|runs?|running|as (?:much|little|large|small) as|up to"
    r"|rule[sd]? out|plausible"
)
ALLOWS = re.compile(rf"\b(?:{_SPAN})\b", re.IGNORECASE)
"""Words of what an interval allows, and of nothing that was found."""
_MAY = re.compile(rf"\b(?:{_SPAN}|could|may|might|exclud\w+|possible)\b", re.IGNORECASE)
_WAYS = ((cues.REDUCTION, -1), (cues.INCREASE, 1))


def as_interval_end(item: Judgement, sentence: Sequence[Judgement]) -> Judgement | None:
    """A change in per cent that is one end of the interval of the one ratio told in its sentence."""
    rows = {
        other.result for other in sentence if other.verdict in GOOD and other.result and _has_interval(other.result)
    }
    if len(rows) != 1 or not _MAY.search(item.slot.told):
        return None
    row = rows.pop()
    words = f"{item.slot.before[-40:]} {item.slot.after[:40]}"
    for bound in (row.ci_low, row.ci_high):
        change = HUNDRED * (Decimal(bound) - 1)  # type: ignore[arg-type]  # a decimal of an interval
        told = any(pattern.search(words) and change * way > 0 for pattern, way in _WAYS)
        if told and rounds_to(abs(change), value_of(item)):
            reason = f"the bound {bound} of the {row.statistic} means a change of {show(change, item.part.number)} %"
            return replace(item, verdict=Verdict.DERIVED, reason=reason, result=row, expected=None)
    return None


def _has_interval(row: Result) -> bool:
    ratio = family(row.statistic, row.unit) in cues.RATIOS
    return ratio and all(isinstance(bound, Decimal) for bound in (row.ci_low, row.ci_high))
