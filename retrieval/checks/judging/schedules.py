"""Schedules of a dose, "weekly for the first 4 weeks, then every 2 weeks": they stand in the note of its result."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.records import Result
from retrieval.checks.figures import cues
from retrieval.checks.figures.characters import readable
from retrieval.checks.figures.numbers import find_numbers
from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.checks.judging.reasons import read_as
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.records import Verdict

_LEAD = re.compile(r"\b(?P<how>every|first|last|next|each|for)\s$", re.IGNORECASE)
_FOR, _FIRST = "for", "first"
"""What is given "weekly for 4 weeks" is given so for the first four; other times are told with "for", too."""


def judge_schedule(slot: Slot, evidence: Evidence) -> list[Judgement]:
    """Judge "every 2 weeks" by what is noted with the dose of a drug that the sentence names; of none, nothing."""
    number, lead = slot.expression.number(Role.ESTIMATE), _LEAD.search(slot.before[-_LONGEST:])
    if number is None or lead is None or slot.unit not in cues.TIMES or len(slot.expression.parts) > 1:
        return []
    how, words = lead["how"].casefold().replace(_FOR, _FIRST), slot.told.casefold()
    doses = [
        (row, told)
        for row in _doses(evidence)
        if _is_dosed(row, words, slot)
        and (told := {value for own, unit, value in _schedule(_text_of(row)) if (own, unit) == (how, slot.unit)})
    ]
    if not doses:
        return _in_other_unit(slot, evidence, how, number.value)
    loose = lead["how"].casefold() == _FOR and not any(number.value in told for _, told in doses)
    if loose:
        return []
    row, told = next(((row, told) for row, told in doses if number.value in told), doses[0])
    reason = f"{read_as(slot, row)}; noted with it: {row.note or row.quote}"
    if number.value in told:
        return [Judgement(slot.expression.parts[0], slot, Verdict.SUPPORTED, reason, row, supporters=(row,))]
    expected = f"{how} {' or '.join(map(str, sorted(told, key=str)))} {slot.unit}"
    return [Judgement(slot.expression.parts[0], slot, Verdict.CONTRADICTED, reason, row, expected)]


def _in_other_unit(slot: Slot, evidence: Evidence, how: str, value: object) -> list[Judgement]:
    """A schedule told with the digits that are noted with a dose, in another unit: "every 2 months" for 2 weeks."""
    for row in _doses(evidence):
        noted = [unit for own, unit, told in _schedule(_text_of(row)) if (own, told) == (how, value)]
        named = _is_dosed(row, slot.told.casefold(), slot)
        if named and noted and slot.unit not in noted:
            reason = f"{read_as(slot, row)}; noted with it: {row.note or row.quote}"
            expected = f"{how} {value} {noted[0]}"
            part = slot.expression.parts[0]
            return [Judgement(part, slot, Verdict.CONTRADICTED, reason, row, expected, frozenset({"unit"}))]
    return []


def _is_dosed(row: Result, words: str, slot: Slot) -> bool:
    """Whether a sentence names the drug of a dose, or no drug where the last one asked for is this dose."""
    return row.outcome.split(" ")[0].casefold() in words or (not slot.drugs and slot.theme.endswith(row.outcome))


_LONGEST = 12
"""Code points before a number in which its lead is looked for."""


def _doses(evidence: Evidence) -> list[Result]:
    titles = evidence.titles_with(frozenset({"dose"}))
    rows = [row for title in titles for row in evidence.results(title) if row.category == "design"]
    return [row for row in rows if row.note or row.quote]


def _text_of(row: Result) -> str:
    return readable(f"{row.note or ''} {row.quote or ''}")


@lru_cache(maxsize=64)
def _schedule(text: str) -> frozenset[tuple[str, str | None, object]]:
    """Each number of a text behind such a word, with the word and its unit."""
    leads = ((_LEAD.search(text, max(0, it.start - _LONGEST), it.start), it) for it in find_numbers(text))
    return frozenset((lead["how"].casefold(), it.unit, it.value) for lead, it in leads if lead)
