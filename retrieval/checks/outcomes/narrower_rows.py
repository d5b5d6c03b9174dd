"""Rows within the row that a figure before was told of: "ARIA-E was seen in 113; it was symptomatic in 25"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.checks.figures.roles import Role
from retrieval.checks.outcomes.bound_items import bind_items, words_of_row_behind
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import word_forms


def bind_rows(slots: Sequence[Slot], evidence: Evidence) -> None:
    """Give each number the row that is told of it, and one that goes on with a row the narrower one that is told."""
    bind_items(slots, evidence)
    _narrow(slots, evidence)


def _narrow(slots: Sequence[Slot], evidence: Evidence) -> None:
    """Give figures that go on with a row the narrower one that is told of them, both of a pair too."""
    told = [slot for slot in slots if slot.expression.parts[0].role not in (Role.DATE, Role.GRADE)]
    whole = [slot.item for slot in told]
    for place, (first, second) in enumerate(pairwise(told)):
        item = whole[place + 1]
        if item is None or not second.outcomes or second.outcomes[:1] != first.outcomes[:1]:
            continue
        if item == whole[place]:
            second.item = _narrowed(second, item, evidence.results(second.outcomes[0]).items)
        pair = _AND_OTHER.fullmatch(second.before) and not first.after.startswith(")")
        if pair and second.item == item and word_forms(item) < word_forms(first.item or ""):
            second.item = first.item


_OTHER_FIGURE = re.compile(r"[,(;]")
_AND_OTHER = re.compile(
    r"(?:\s(?:with|on|in|for) [^.;:,()0-9]{2,40})?,? (?:and|versus|vs\.?|against) (?:(?:in|on|with|by|only|for) )*",
    re.IGNORECASE,
)
"""Between the figures of two arms for one row."""


def _narrowed(slot: Slot, item: str, items: Sequence[str]) -> str:
    """The row with one word more than that of the figure before, which is told: "ARIA-E in 113; symptomatic in 25"."""
    behind = _OTHER_FIGURE.split(words_of_row_behind(slot))[0]
    told = [form for form in word_forms(f"{slot.before} {behind}") if len(form) > _SHORT]
    own = word_forms(item)
    more = {other: word_forms(other) - own for other in items if own < word_forms(other)}
    found = [
        other
        for other, words in more.items()
        if all(any(word.startswith(form) or form.startswith(word) for form in told) for word in words)
    ]
    return found[0] if len(found) == 1 else item


_SHORT = 5
"""Letters of a word that may tell a row by itself are more."""
