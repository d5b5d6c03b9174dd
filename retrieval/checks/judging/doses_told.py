"""Doses and schedules that a passage tells of the same drug: "600 mg every 24 weeks" of a record's arms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from retrieval.checks.figures import cues
from retrieval.checks.figures.numbers import Number, find_numbers
from retrieval.checks.judging.judgements import Judgement

_AMOUNTS = ("mg", "mg/kg", "mg/m2", "g", "g/kg", "\u00b5g", "\u00b5g/kg", "IU", "units", "mL")
_EVERY = re.compile(r"\bevery\s$", re.IGNORECASE)
_ENDS = re.compile(r"[.;:]\s|\n")
_FAR = 120
"""Code points between a drug and a dose of it."""


def is_dose_told(item: Judgement, passage: str, text: str) -> bool:
    """Whether a passage gives the same amount, or the same "every 24 weeks", to the drug that stands before it."""
    number = item.part.number
    kind = _kind(number, text)
    drugs = frozenset(name.casefold().split()[0] for name in item.slot.drugs)
    drug = _drug_of(text, number, drugs) if kind else None
    return drug is not None and any(
        (other.value, other_kind) == (number.value, kind) and _drug_of(passage, other, drugs) == drug
        for other, other_kind in _doses(passage)
    )


@lru_cache(maxsize=64)
def _doses(passage: str) -> tuple[tuple[Number, str], ...]:
    return tuple(_each_dose(passage))


def _each_dose(passage: str) -> Iterator[tuple[Number, str]]:
    for number in find_numbers(passage):
        if kind := _kind(number, passage):
            yield number, kind


def _kind(number: Number, text: str) -> str | None:
    """The unit of an amount, or that of what is given every so often; ``None`` for a number that is no dose."""
    if not isinstance(number.value, Decimal) or number.comparator:
        return None
    timed = number.unit in cues.TIMES and _EVERY.search(text, max(0, number.start - 7), number.start)
    return number.unit if timed or number.unit in _AMOUNTS else None


def _drug_of(text: str, number: Number, drugs: frozenset[str]) -> str | None:
    """The drug right behind a dose, "210 mg of vedamab", or else the one told last before it in the same sentence."""
    behind = _BEHIND.match(text, number.unit_end)
    if behind and behind["drug"].casefold() in drugs:
        return behind["drug"].casefold()
    lead = _ENDS.split(text[max(0, number.start - _FAR) : number.start])[-1].casefold()
    told = {drug: lead.rfind(drug) for drug in drugs if drug in lead}
    return max(told, key=lambda drug: told[drug], default=None)


_BEHIND = re.compile(r"\s(?:of\s)?(?:(?:oral|intravenous|subcutaneous|IV|SC)\s)?(?P<drug>[\w-]+)", re.IGNORECASE)
