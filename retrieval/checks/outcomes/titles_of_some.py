"""Titles of some patients alone, where a sentence tells the measure and these patients: "OS in TPS <1 %"."""

from __future__ import annotations

import re

from retrieval.checks.figures.limits import find_limits, read_limits
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.reported_numbers import part_agrees
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.sentences.statistics_told import has_statistic
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.table.title_words import name_in
from retrieval.checks.terms.title_restrictions import HAVING, restriction, whom_of
from retrieval.terms import word_forms


def title_of_some(slot: Slot, evidence: Evidence) -> str | None:
    """The one title of the measure named that counts the patients told alone, where that of everybody is named.

    A figure of everybody stays so, unless the sentence begins with these patients and then tells it.
    """
    named = slot.outcomes[0]
    if restriction(named) or slot.subgroups:
        return None
    measured = word_forms(name_in(named))
    titles = list(evidence.titles_with(measured)) if measured else []
    titles += [title for short in _SHORT.findall(named) for title in evidence.titles_with(word_forms(short))]
    held = [title for title in dict.fromkeys(titles) if restriction(title) and _tells(slot.told, title)]
    if len(held) > 1:
        near = slot.told[: _place(slot)]
        last = [limit.says for limit in find_limits(near)][-1:]
        held = [title for title in held if set(last) & read_limits(whom_of(title))]
    if len(held) != 1 or not evidence.results(held[0]).any(lambda row: has_statistic(row, slot)):
        return None
    whole = evidence.results(named).where(lambda row: has_statistic(row, slot))
    told = [part for part in slot.expression.parts if part.role is not Role.LEVEL]
    of_all = any(all(part_agrees(part, row, slot) for part in told) for row in whole)
    return held[0] if not of_all or _leads(slot, held[0]) else None


_SHORT = re.compile(r"\(([A-Z]{2,6})\)")
"""The abbreviation that a title defines, and another title has alone: "OS in Participants With Detectable PD-L1"."""


def _tells(told: str, title: str) -> bool:
    """Whether patients are told: by the limit of what was measured in them and a word of it, or by all their words."""
    limits = read_limits(whom_of(title))
    words = {form for form in restriction(title) if form[0].isalpha() and len(form) > 1}
    said = word_forms(told)
    if not limits:
        marked = not words & HAVING or bool(said & HAVING)
        return bool(words - HAVING) and words - HAVING <= said and marked
    return bool(limits & read_limits(told)) and (bool(words & said) or _letters(title) in said)


def _letters(title: str) -> str:
    """The first letters of the words in capitals before a limit: "tps" of "PD-L1 Tumor Proportion Score <1%"."""
    words = _CAPITALS.search(whom_of(title))
    return "".join(word[0] for word in words[0].split()).casefold() if words else ""


_CAPITALS = re.compile(r"(?:\b[A-Z][a-z]+\s){2,}(?=[<>\u2264\u2265]|of|at)")


def _place(slot: Slot) -> int:
    """Where a number stands in the words of its sentence."""
    return max(slot.told.find(slot.expression.parts[0].number.text), 0)


def _leads(slot: Slot, title: str) -> bool:
    """Whether a sentence begins with the patients of a title, and no other figure stands between."""
    lead = slot.told[: _place(slot)]
    rest = list(lead)
    for limit in find_limits(lead):
        rest[limit.start : limit.end] = " " * (limit.end - limit.start)
    return _tells(lead, title) and not any(letter.isdigit() for letter in "".join(rest))
