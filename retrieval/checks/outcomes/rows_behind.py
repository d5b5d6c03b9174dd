"""Rows told behind the figures of several arms: "121 and 128 for any event, and 4 and 6 for a serious one"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.figures.roles import Role
from retrieval.checks.figures.times import only_time
from retrieval.checks.outcomes.rows_told import told_rows
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.time_points import is_time_point
from retrieval.checks.terms.items import plain

_FEWEST = 2
_UNIT = r"(?:\s?%|\s[^\W\d]{1,14}(?:\s?/\s?\w{1,10})?)?"
_AND = re.compile(rf"{_UNIT},?\s(?:and|versus|vs\.?|against|compared with|or)\s(?:of\s)?", re.IGNORECASE)
"""Between the figures of two arms."""
_FOR = re.compile(
    rf"{_UNIT},?\s(?:for|in|of|with|at|had|among|as)\s(?:the\s|an?\s)?(?P<row>.+)", re.IGNORECASE | re.DOTALL
)
"""Behind the last figure of a row: what the row is called."""
_GOES_ON = re.compile(r"[,;]?\s?(?:and|but|while|whereas|then)?\s?(?:was|were|it was)?\s*$", re.IGNORECASE)


def take_rows_behind(clause: Clause, slots: Sequence[Slot]) -> None:
    """Give each run of figures the row of its outcome that is told behind it, where all of a sentence are told so."""
    if clause.sentence.kind != "prose":
        return
    told = [slot for slot in slots if slot.expression.parts[0].role not in (Role.DATE, Role.GRADE)]
    told = [slot for slot in told if not is_time_point(slot)]
    if len(told) <= _FEWEST:
        return
    for outcome in dict.fromkeys(name for slot in told for name in slot.outcomes[:1]):
        items = clause.evidence.results(outcome).items
        rows = _rows(clause, told, outcome, items) if len(items) >= _FEWEST else []
        if rows:
            start = rows[0][0][0].expression.start
            of_rows = {item.term.name for item in clause.mentions.get("subgroup", ()) if item.start > start}
            for run, row in rows:
                for slot in run:
                    slot.outcomes, slot.item, slot.row_told = (outcome,), row, True
                    slot.unknown, slot.alternatives, slot.carried, slot.item_before = None, (), False, None
                    slot.grades, slot.subgroups = frozenset(), slot.subgroups - of_rows  # told of another row
                    slot.time = f"={time}" if (time := only_time(row)) else slot.time
            return


def _rows(clause: Clause, told: Sequence[Slot], outcome: str, items: Sequence[str]) -> list[tuple[list[Slot], str]]:
    """The figures of each row with its name; none where one run of figures has no row of its own."""
    spans = _spans(clause, items)
    told = [slot for slot in told if not any(low <= slot.expression.start < high for low, high, _ in spans)]
    found: list[tuple[list[Slot], str]] = []
    run: list[Slot] = []
    for place, slot in enumerate(told):
        run.append(slot)
        stop = told[place + 1].expression.start if place + 1 < len(told) else clause.sentence.end
        words = clause.text[slot.expression.end : stop]
        if place + 1 < len(told) and _AND.fullmatch(words):
            continue
        row = _row(words, slot.expression.end, spans, outcome, items)
        if row is None or row in [name for _, name in found]:
            return []
        found.append((run, row))
        run = []
    sizes = {len(figures) for figures, _ in found}
    return found if len(found) >= _FEWEST and sizes != {1} and len(sizes) == 1 else []


def _row(
    words: str, start: int, spans: Sequence[tuple[int, int, str]], outcome: str, items: Sequence[str]
) -> str | None:
    behind = _FOR.fullmatch(_GOES_ON.sub("", words.rstrip(" .")))
    if behind is None:
        return None
    first = start + behind.start("row")
    named = [item for low, _, item in spans if low == first]
    named = named or told_rows(behind["row"], outcome, items)
    return named[0] if len(named) == 1 else None


def _spans(clause: Clause, items: Sequence[str]) -> list[tuple[int, int, str]]:
    """Where rows are told by their whole names, the longer ones first."""
    text, start, end = clause.text.casefold(), clause.sentence.start, clause.sentence.end
    found: list[tuple[int, int, str]] = []
    for item in sorted(items, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(plain(item))}(?!\w)", text[start:end]):
            low, high = start + match.start(), start + match.end()
            if not any(low < other and one < high for one, other, _ in found):
                found.append((low, high, item))
    return found
