"""A total and a share that stand with a count which is left open: they tell no more of it than the count does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from ingest.records import Result
from retrieval.checks.binding.reading import Reader
from retrieval.checks.figures.agreement import agrees
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.arithmetic import HUNDRED
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.records import Verdict


def leave_with_counts(found: Sequence[Judgement], reader: Reader) -> list[Judgement]:
    """Leave the share open that is a count's own, "22/2373 (0.9 %)", and the total where the table has both of an arm.

    Only where the count itself is open: what it is compared with is not known then.
    """
    return [item for _, own in groupby(found, key=lambda item: id(item.slot)) for item in _left(list(own), reader)]


def _left(found: list[Judgement], reader: Reader) -> list[Judgement]:
    slot = found[0].slot
    wrong = [item for item in found if item.verdict is Verdict.CONTRADICTED]
    counts = [item for item in found if item.part.role is Role.COUNT]
    if not wrong or len(counts) != 1 or counts[0].verdict is not Verdict.UNCHECKED or slot.trial is None:
        return found
    leave = {Role.ESTIMATE} if _is_share_of_count(slot) else set()
    if slot.arm_source == "near" and _is_of_an_arm(slot, reader.for_trial(slot.trial)):
        leave |= {Role.ESTIMATE, Role.TOTAL}
    return [
        replace(item, verdict=Verdict.UNCHECKED, expected=None, reason=f"{item.reason}; the count beside it is open")
        if item in wrong and item.part.role in leave
        else item
        for item in found
    ]


def _is_share_of_count(slot: Slot) -> bool:
    """Whether a percentage is what a count and its total make."""
    count, total = slot.expression.number(Role.COUNT), slot.expression.number(Role.TOTAL)
    share = slot.expression.number(Role.ESTIMATE)
    if count is None or total is None or share is None or share.unit != "%" or not total.value:
        return False
    if not isinstance(count.value, Decimal) or not isinstance(total.value, Decimal):
        return False
    return agrees(share, HUNDRED * count.value / total.value)


def _is_of_an_arm(slot: Slot, evidence: Evidence) -> bool:
    """Whether the table has a count out of a total for any arm of the outcome."""
    count, total = slot.expression.number(Role.COUNT), slot.expression.number(Role.TOTAL)
    rows: Sequence[Result] = evidence.results(slot.outcomes[0]) if slot.outcomes and count and total else ()
    return any(row.n == count.value and total.value == row.N for row in rows)  # type: ignore[union-attr]  # both told
