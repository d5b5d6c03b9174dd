"""Relative changes of the hazard in percent, from a hazard ratio."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.agreement import agrees
from retrieval.checks.figures.cues import family
from retrieval.checks.figures.numbers import Number
from retrieval.checks.judging.arithmetic import HUNDRED, Derived, equals, show
from retrieval.checks.sentences.slots import Slot
from retrieval.records import Verdict


def told_hazards(rows: Sequence[Result], slot: Slot) -> list[Result]:
    """The hazard ratios that the sentence tells, where it tells one that the table has."""
    told = [row for row in rows if any(agrees(number, row.value) for number in slot.hazards)]
    return told or list(rows)


def derive_hazard(number: Number, rows: Sequence[Result], words: str) -> Derived | None:
    """A lower hazard told in percent: one minus the hazard ratio."""
    if re.search(r"\babsolute\b", words, re.IGNORECASE):
        return None
    hazards = [row for row in rows if family(row.statistic, row.unit) == cues.HAZARD and isinstance(row.value, Decimal)]
    hazards.sort(key=lambda row: row.ci_low is None)  # one with its interval tells more
    reduces = bool(cues.REDUCTION.search(words)) and bool(cues.HAZARD_WORD.search(words))
    increases = bool(cues.INCREASE.search(words)) and bool(cues.HAZARD_WORD.search(words))
    if not hazards or not (reduces or increases):
        return None
    for row in hazards:
        value = Decimal(row.value)  # type: ignore[arg-type]  # a Decimal here
        change = HUNDRED * ((1 - value) if reduces else (value - 1))
        if change > 0 and equals(change, number):
            formula = (
                f"(1 - {value}) x 100 = {show(change, number)} % lower hazard"
                if reduces
                else f"({value} - 1) x 100 = {show(change, number)} % higher hazard"
            )
            return Derived(Verdict.DERIVED, formula, row)
    return _hazard_error(hazards, words=words)


def _hazard_error(hazards: Sequence[Result], *, words: str) -> Derived | None:
    """Words that can only mean a hazard, with another number than the hazard ratio gives."""
    if not re.search(r"\b(?:risk|hazard)\b", words, re.IGNORECASE):
        return None
    row = hazards[0]
    value = Decimal(row.value)  # type: ignore[arg-type]  # a Decimal here
    change = (HUNDRED * (1 - value)).quantize(Decimal(1), ROUND_HALF_UP)
    told = "lower" if change >= 0 else "higher"
    expected = f"{abs(change)} % {told} hazard"
    return Derived(
        Verdict.CONTRADICTED, f"the hazard ratio {value} means a {abs(change)} % {told} hazard", row, expected
    )
