"""A figure told of both arms, and of an arm of which nobody was measured."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.records import Result
from retrieval.checks.figures.agreement import printed
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.quantities import derive_share
from retrieval.checks.judging.reasons import describe, read_as
from retrieval.checks.sentences.matching import at_time, but_for_arm
from retrieval.checks.sentences.reported_numbers import part_agrees, reported
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.table.rows import Rows
from retrieval.records import Verdict


def of_each_arm(part: Part, slot: Slot, evidence: Evidence, rows: Rows) -> Judgement | None:
    """A figure told of both arms, "below 3 % in both": it stands where it is that of each, and else is wrong."""
    if slot.arm != "all" or not _EACH.search(slot.before[-40:] + slot.after[:40]):
        return None
    if _NEXT.fullmatch(slot.after) or (_NEXT.fullmatch(slot.before) and part.role is Role.ESTIMATE):
        return None  # "in both arms (87 % and 83 %)": each figure is of one of them
    either = [row for row in but_for_arm(rows, slot, evidence) if row.arm and has_statistic(row, slot)]
    either = [row for row in either if row.arm in evidence.facts.arms] or either
    if part.number.form == "share":
        return _share_of_each(part, slot, either)
    wrong = next((row for row in either if not part_agrees(part, row, slot)), None)
    if wrong is not None and reported(part, wrong, slot) is not None:
        reason = f"{read_as(slot, wrong)}; {describe(wrong, part.role)}"
        return Judgement(part, slot, Verdict.CONTRADICTED, reason, wrong, printed(reported(part, wrong, slot)))
    if wrong is None and len({row.arm for row in either}) > 1:
        told = "; ".join(f"{row.arm}: {describe(row, part.role)}" for row in either[:2])
        reason = f"{read_as(slot, either[0])}; {told}"
        return Judgement(part, slot, Verdict.SUPPORTED, reason, either[0], supporters=tuple(either))
    return None


_NEXT = re.compile(r"\s?%?\s(?:and|vs\.?|versus)\s", re.IGNORECASE)
_EACH = re.compile(r"\b(?:both|each|either)\b", re.IGNORECASE)


def _share_of_each(part: Part, slot: Slot, either: Sequence[Result]) -> Judgement | None:
    """A share in words told of both arms, "two in five in either arm": near enough to the figure of each, or not."""
    told = [found for row in either if (found := derive_share(part.number, [row])) is not None]
    told.sort(key=lambda found: found.verdict is Verdict.DERIVED)
    if len({found.result.arm for found in told}) < 2:
        return None
    first = told[0]
    reason = f"{read_as(slot, first.result)}; {first.formula}"
    return Judgement(part, slot, first.verdict, reason, first.result, first.expected)


def of_nobody(part: Part, slot: Slot, rows: Rows) -> Result | None:
    """What the table says of an arm of which nobody was measured, where a figure of it is told."""
    if part.role is not Role.ESTIMATE or slot.unit in (None, "patients", "events") or slot.arm_source != "named":
        return None
    own = rows.where(lambda row: row.arm == slot.arm and at_time(row, slot))
    empty = [row for row in own if row.unit == "patients" and row.value == 0]
    return empty[0] if empty and len(own) == len(empty) else None
