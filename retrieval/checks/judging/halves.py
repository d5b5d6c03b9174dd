"""What a median means, told in words: "half of them were alive at 50.6 months"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ingest.records import Result
from retrieval.checks.binding.reading import Reader
from retrieval.checks.figures import cues
from retrieval.checks.figures.agreement import agrees
from retrieval.checks.figures.cues import family
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.reasons import read_as
from retrieval.checks.sentences.time_points import is_time_point
from retrieval.records import Verdict

_HALF = Decimal("0.5")
_BY = re.compile(r"\b(?:by|at|after|within)\s(?:about |around |roughly |approximately |some )?$", re.IGNORECASE)
"""Before a median: by then half of the patients had had the event."""


def judge_halves(judgements: Sequence[Judgement], reader: Reader) -> list[Judgement]:
    """The judgements, with a half and the time point behind it confirmed where that time is the median of the arm.

    Where it is the median of another arm alone, the time is contradicted.
    """
    found = list(judgements)
    for place, (half, time) in enumerate(pairwise(judgements)):
        row = _median_of(half, time, reader)
        if row is not None and row.arm != half.slot.arm:
            reason = (
                f"{read_as(half.slot, row)}; {row.value} {row.unit} is the median of {row.arm}, not {half.slot.arm}"
            )
            wrong = _told(time, Verdict.CONTRADICTED, row, reason)
            found[place + 1] = replace(wrong, supporters=(), differs=frozenset({"arm"}), lookalike=row)
        elif row is not None:
            reason = f"{read_as(half.slot, row)}; at the median, {row.value} {row.unit}, half are left"
            found[place] = _told(half, Verdict.DERIVED, row, reason)
            found[place + 1] = _told(time, Verdict.SUPPORTED, row, reason)
    return found


def _told(item: Judgement, verdict: Verdict, row: Result, reason: str) -> Judgement:
    return replace(item, verdict=verdict, reason=reason, result=row, expected=None, supporters=(row,))


def _median_of(half: Judgement, time: Judgement, reader: Reader) -> Result | None:
    """The median that a half at a time tells, of the arm before another; ``None`` where they tell none."""
    slot, number = half.slot, time.part.number
    told = half.part.number.form == "share" and half.part.number.value == _HALF and half.verdict is Verdict.UNCHECKED
    bound = slot.trial and slot.outcomes and slot.arm and slot.arm_source == "named"
    if not (told and bound and slot.trial and slot.sentence == time.slot.sentence):
        return None
    if not is_time_point(time.slot) and (time.verdict is not Verdict.SUPPORTED or not _BY.search(time.slot.before)):
        return None
    medians = [
        row
        for row in reader.for_trial(slot.trial).results(slot.outcomes[0])
        if family(row.statistic, row.unit) == cues.MEDIAN
        and row.unit == number.unit
        and not row.subgroup
        and agrees(number, row.value)
    ]
    others = [row for row in medians if row.arm not in (None, "all") and not slot.subgroups]
    return next((row for row in medians if row.arm == slot.arm), others[0] if others else None)
