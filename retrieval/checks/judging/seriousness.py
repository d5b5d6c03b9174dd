"""Adverse events that the table gives only as serious and as non-serious, told without saying which.

A registry counts patients with a serious event and patients with another one apart. A patient may have had both, so
that all who had the event are at least the larger count and at most the sum: a number between them is left open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Result
from retrieval.checks.figures.roles import Part, Role
from retrieval.checks.judging.arithmetic import HUNDRED
from retrieval.checks.sentences.slots import Slot

_KINDS = ("serious", "non-serious")
_OTHERS = "Other adverse events"
"""What a registry's count of patients with an event that is not serious is called."""
_SAID = re.compile(r"\bother\b|\bnon-?serious\b", re.IGNORECASE)


def may_count_both(part: Part, slot: Slot, row: Result, rows: Sequence[Result]) -> bool:
    """Whether a number may count the patients with an event of either kind, of which ``row`` gives one.

    Args:
        rows: The results of the event in every arm.
    """
    value = part.number.value
    if slot.grades or row.item or row.grade not in _KINDS or not row.N or not isinstance(value, Decimal):
        return False
    if part.role not in (Role.ESTIMATE, Role.COUNT):
        return False
    alike = [other for other in rows if (other.arm, other.unit, other.N) == (row.arm, row.unit, row.N)]
    counts = {other.grade: other.n for other in alike if other.n is not None}
    known = [counts[kind] for kind in _KINDS if kind in counts]
    if not known:
        return False
    every = row.outcome == _OTHERS and not _SAID.search(slot.told)  # all who had any event: the serious ones, too
    if not every and "serious" not in counts and not any(other.grade == "serious" for other in rows):
        return False  # a record lists every serious event: of this one there was none
    most = sum(known) if len(known) == len(_KINDS) else row.N
    if part.number.unit != "%":
        return max(known) <= value <= most
    half = Decimal(1).scaleb(-(part.number.decimals or 0)) / 2
    return HUNDRED * max(known) / row.N - half <= value <= HUNDRED * most / row.N + half
