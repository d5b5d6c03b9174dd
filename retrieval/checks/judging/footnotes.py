"""Figures whose data cut-off is told behind all of them: "All figures are from the primary analysis."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from retrieval.checks.binding.reading import Reading
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.records import Verdict

_ALL_FROM = re.compile(
    r"\W*(?:[0-9]{1,2}[.)]\s)?\W*(?:all|the|these)\s(?:of )?(?:the |these )?(?:figures|data|numbers|results|values)\b"
    r"[^.;0-9]{0,40}\b(?:are|were|come|came|stem|refer|relate|taken|apply)\b",
    re.IGNORECASE,
)
_FIGURES = (Role.ESTIMATE, Role.COUNT)


def judge_footnotes(judgements: Sequence[Judgement], reading: Reading) -> list[Judgement]:
    """Contradict a figure that the table has at other cut-offs alone than a last sentence gives for all of them."""
    last = max((item.slot.sentence for item in judgements), default=-1)
    told = next((days for place, days in _stated(reading) if place > last), None)
    return [_judged(item, told) for item in judgements] if told else list(judgements)


def _stated(reading: Reading) -> list[tuple[int, frozenset[date]]]:
    """The place of each sentence that says of which analysis all figures are, with its cut-off."""
    found = []
    for place, clause in reading.clauses.items():
        days = {item.cutoffs for item in clause.analyses or () if item.cutoffs}
        if len(days) == 1 and _ALL_FROM.match(reading.text, clause.sentence.start, clause.sentence.end):
            found.append((place, days.pop()))
    return found


def _judged(item: Judgement, told: frozenset[date]) -> Judgement:
    own = item.result
    analysed = own is not None and own.category in ("efficacy", "safety") and own.data_cutoff is not None
    if item.verdict is not Verdict.SUPPORTED or item.part.role not in _FIGURES or item.slot.cutoffs or not analysed:
        return item
    if any(row.data_cutoff in told for row in item.supporters):
        return item
    reason = f"{item.reason}; the text says that all figures are of another cut-off"
    return replace(item, verdict=Verdict.CONTRADICTED, reason=reason, supporters=(), differs=frozenset({"cutoff"}))
