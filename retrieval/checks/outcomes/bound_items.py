"""The row of its outcome, "Female" or "Week 24", that a number is of: told in words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from retrieval.checks.figures import cues
from retrieval.checks.figures.limits import find_limits
from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.starts import is_start
from retrieval.checks.outcomes.rows_told import SHORT_WORD, elided_rows, rows_named, told_rows
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.items import item_called, joined, plain


def bind_items(slots: Sequence[Slot], evidence: Evidence) -> None:
    """Give each number the one row of its outcome that is told beside it, where its outcome has several."""
    told = [slot for slot in slots if slot.expression.parts[0].role not in (Role.DATE, Role.GRADE)]
    for place, slot in enumerate(told):
        _bind_item(slot, told, place, evidence)
    for first, second in pairwise(told):
        if second.item is None and first.item and _is_of_both(first, second, evidence):
            second.item = first.item
    _bind_elided(told, evidence)
    for slot in told:
        if slot.item and slot.outcomes:
            slot.item = _unless_denied(slot, slot.item, evidence.results(slot.outcomes[0]).items)


def _bind_item(slot: Slot, told: Sequence[Slot], place: int, evidence: Evidence) -> None:
    """Give a number the one row of its outcome that the words around it name, the nearest first."""
    open_yet = slot.item is None or _is_told_beyond(slot, told) or (place and _is_of_figure_before(slot))
    every = evidence.results(slot.outcomes[0]).items if slot.outcomes else ()
    items = every if open_yet else ()
    if len(items) < len(("one", "other")):
        slot.item = _right_behind(slot, every) or slot.item if slot.item and slot.outcomes else slot.item
        return
    last = slot is told[-1] and slot.told.endswith(slot.after)
    behind = _PART_ENDS.split(slot.after)[0] if last else words_of_row_behind(slot)
    timed = place > 0 and told[place - 1].time is not None and not (told[place - 1].time or "=").startswith("=")
    lead = told[place - 1].before if timed else ""  # "among women, the score at week 8 was 46.9"
    for words in (f"{_unit_words(slot)} {_inside(slot)} {behind}", slot.before, lead, slot.headed):
        named = told_rows(words, slot.outcomes[0], items)
        found = [item for item in named if not (slot.phase == "later" and is_start(item))]
        if len(found) == 1:
            slot.item = found[0]
            return
    parts = (slot.before, behind, slot.told) if slot.item is None else ()
    called = next(filter(None, (item_called(part, items, evidence) for part in parts)), None)
    slot.item = slot.item or called or _by_letters(slot, items) or _telling(slot, items, evidence)


def _bind_elided(slots: Sequence[Slot], evidence: Evidence) -> None:
    """Give the figures behind "in those without" the row that begins so, up to where another one is told."""
    row: str | None = None
    for slot in slots:
        items = evidence.results(slot.outcomes[0]).items if slot.outcomes else ()
        named = elided_rows(slot.before, items)
        row = named[0] if len(named) == 1 else None if row not in items or rows_named(slot.before, items) else row
        slot.item = row or slot.item


def words_of_row_behind(slot: Slot) -> str:
    """The words behind a number that may tell its row, up to where the next one's begin."""
    limits = find_limits(slot.after)  # "between 50 % and 60 %" is no break
    broken = (
        match
        for pattern in (_PART_ENDS, cues.BREAK, _NEXT_ROW, _LEADS_NEXT)
        for match in pattern.finditer(slot.after)
        if not any(limit.start <= match.start() < limit.end for limit in limits)
    )
    first = next(broken, None)
    return slot.after[: first.start()] if first else slot.after


def _is_of_both(first: Slot, second: Slot, evidence: Evidence) -> bool:
    """Whether a row told before the figures of two arms is of the second, too: "status 0 in 205 on A, 202 on B"."""
    named = first.arm_source == second.arm_source == "named" and first.arm != second.arm
    if not named or first.outcomes[:1] != second.outcomes[:1]:
        return False
    return told_rows(first.before, first.outcomes[0], evidence.results(first.outcomes[0]).items) == [first.item]


def _unless_denied(slot: Slot, item: str, items: Sequence[str]) -> str:
    """The row of those of whom another is denied, "not of the class" beside "of the class", where "not" is told."""
    name = plain(item)
    denied = next((other for other in items if plain(other) in (f"not {name}", f"no {name}")), None)
    for words in (slot.before, slot.after, slot.told) if denied else ():
        told = list(re.finditer(rf"(?P<not>\b(?:not?|without) |\bnon-)?\b{re.escape(name)}\b", words.casefold()))
        if told:
            return (denied or item) if told[-1 if words is slot.before else 0]["not"] else item
    return item


def _right_behind(slot: Slot, items: Sequence[str]) -> str | None:
    """The row whose whole name stands right behind a number: "49 had late thrombocytopenia and 43 late neutropenia"."""
    behind = slot.after.lstrip().casefold()
    named = [item for item in items if len(item) > SHORT_WORD and behind.startswith(item.casefold())]
    return max(named, key=len, default=None)


def _unit_words(slot: Slot) -> str:
    """The words right behind a number that were read as its unit: "men" in "3983 men" tells the row, too."""
    number = slot.expression.parts[-1].number
    return slot.told.partition(number.text)[2][: max(0, number.unit_end - number.end)]


def _inside(slot: Slot) -> str:
    """The words between a number and what is told with it: "0.93 - the difference in the total slope (95 % CI ..."."""
    texts = [part.number.text for part in slot.expression.parts[:2]]
    behind = slot.told.partition(texts[0])[2]
    return behind.partition(texts[1])[0] if len(texts) > 1 and texts[1] in behind else ""


_PART_ENDS = re.compile(r";\s")


_NEXT_ROW = re.compile(r"\),\s(?:(?:and|but|while)\s)?(?:in|for|among|with|on)\s", re.IGNORECASE)
"""Behind a number with its interval, where the row of the next one begins: "0.35 (0.17-0.71), in others 0.55"."""


_LEADS_NEXT = re.compile(r"^\s?%?,\s(?:and\s)?[a-z][a-z -]{1,30}\s$", re.IGNORECASE)
"""Behind a figure, all words up to the next one that lead this: "women 91.9 % and 92.2 %, men 94.1 %"."""


def _is_told_beyond(slot: Slot, slots: Sequence[Slot]) -> bool:
    """Whether the row that a number has is told behind the next number, whose own it is."""
    place = slot.told_at or 0
    return any(slot.expression.end < other.expression.start < place for other in slots)


def _is_of_figure_before(slot: Slot) -> bool:
    """Whether the row that a number has is told behind the number before, and another may be behind its own.

    In "0.35 in squamous tumours and 0.55 in non-squamous tumours" each number stands before its row.
    """
    lead = slot.before[: max(0, (slot.told_at or 0) - slot.expression.start + len(slot.before))]
    return slot.told_at is not None and bool(_OF_ROW.fullmatch(lead)) and _OF_ROW.match(slot.after) is not None


_OF_ROW = re.compile(
    r"(?:\s?%|\s[a-z]{1,10})?\)?\s(?:in|for|among|with|of|on)\s(?:the |those |patients |with )*", re.IGNORECASE
)


def bind_items_in_order(slots: Sequence[Slot], evidence: Evidence) -> None:
    """Give two figures of one arm the rows told in one order: "higher at 18 to 39 than at 40 to 75: 88.4 vs 51.6"."""
    for first in slots:
        second = slots[first.partner] if first.partner is not None else None
        if second is not None and first.expression.end <= second.expression.start:
            _bind_in_order(first, second, evidence)


def _bind_in_order(first: Slot, second: Slot, evidence: Evidence) -> None:
    if not first.outcomes or first.outcomes[:1] != second.outcomes[:1] or len({first.item, second.item} - {None}) > 1:
        return
    items = evidence.results(first.outcomes[0]).items
    if len(items) < _TWO:
        return
    named = [told_rows(part, first.outcomes[0], items) for part in _BETWEEN_ROWS.split(first.told)]
    rows = [found[0] for found in named if len(found) == 1]
    if len(rows) == _TWO and rows[0] != rows[1] and all(len(found) < _TWO for found in named):
        first.item, second.item = rows
        arm = first.arm if first.arm_source == "named" else None
        for slot in (first, second):  # two rows of one arm, and no row of two arms
            slot.arm, slot.arm_source = arm, "named" if arm else None


_TWO = 2
_BETWEEN_ROWS = re.compile(
    r"\b(?:than|versus|vs|against|compared (?:with|to)"
    r"|and(?! (?:over|older|above|more|under|younger|below|less)))"
    r"\b|[,;:](?![0-9])",
    re.IGNORECASE,
)


def _by_letters(slot: Slot, items: Sequence[str]) -> str | None:
    """The row whose own capitals stand last before a number: of "PFS rate", "OS rate" in "OS 80 % against 72 %"."""
    own = [set(_CAPITALS.findall(item)) for item in items]
    if not all(own) or len(set(map(frozenset, own))) < len(items):
        return None
    lead = slot.told.partition(slot.expression.parts[0].number.text)[0]
    told = [match[0] for match in _CAPITALS.finditer(lead) if any(match[0] in letters for letters in own)]
    rows = [item for item, letters in zip(items, own, strict=True) if told and told[-1] in letters]
    return rows[0] if len(rows) == 1 else None


_CAPITALS = re.compile(r"\b[A-Z]{2,6}\b")


def _telling(slot: Slot, items: Iterable[str], evidence: Evidence) -> str | None:
    """The one row that the sentence names, where its name alone tells the outcome: "fever was recorded for"."""
    told = rows_named(slot.told, items)
    if len(told) == 1 and _ANALYSIS.search(told[0]):
        return told[0]  # "at the updated analysis (cut-off 30 November 2023) the median was 8.4 months"
    found = [item for item in told if slot.outcomes[0] in evidence.facts.items.get(joined(item), ())]
    return found[0] if len(found) == 1 else None


_ANALYSIS = re.compile(r"\banalysis\b|\bcut-?off\b", re.IGNORECASE)
