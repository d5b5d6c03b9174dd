"""Rows that figures may be of: what a sentence tells of their names, of their units and of their times."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from retrieval.checks.figures.times import read_times, share_time, without_times
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import normal_form, split_tokens


class Place(NamedTuple):
    """A row of a title, of whatever arm."""

    outcome: str
    item: str | None


def is_wider(place: Place, outcome: str, evidence: Evidence) -> bool:
    """Whether an outcome of efficacy counts what was read as an event: "Anterior Uveitis or New Flares" of uveitis."""
    own, other = evidence.results(place.outcome), evidence.results(outcome)
    kinds = [rows[0].category if rows else None for rows in (own, other)]
    return kinds == ["efficacy", "safety"] and bool(_words(outcome)) and _words(outcome) <= _words(place.outcome)


def is_in_unit(slot: Slot, place: Place, evidence: Evidence) -> bool:
    """Whether what a row counts is told right behind the figures: "118 of 179 warts"."""
    counted = _COUNTED.match(slot.after)
    units = {unit.casefold() for _, unit in evidence.results(place.outcome).units if unit}
    return counted is not None and counted["what"].casefold() in units


_COUNTED = re.compile(r"\s(?:\w+ )?(?P<what>[a-z]{4,})\b", re.IGNORECASE)


def is_of_other_time(place: Place, slot: Slot) -> bool:
    """Whether a title tells another time than the figure, or than the sentence where that tells none of it."""
    own = read_times(f"{place.outcome} {place.item or ''}")
    told = read_times(slot.time) if slot.time else read_times(slot.told)
    return bool(told) and bool(own) and not share_time(told, own)


def at_own_time(place: Place, slot: Slot, evidence: Evidence) -> Place:
    """The place under the title that differs in its time alone, where a figure has another time than the one before."""
    if slot.time is None or not is_of_other_time(place, slot):
        return place
    told, words = read_times(slot.time), without_times(place.outcome)
    titles = [
        title
        for title in evidence.title_words
        if without_times(title) == words and share_time(read_times(title), told) and evidence.results(title)
    ]
    return place._replace(outcome=titles[0]) if len(titles) == 1 else place


def is_all_told(place: Place, slot: Slot, evidence: Evidence) -> bool:
    """Whether a sentence has every telling word of a row's name, or of its title where it has none."""
    neutral = {stem(form) for form in evidence.neutral_words}
    return _words(place.item or place.outcome) - neutral <= _words(slot.told)


def told_words(place: Place, slot: Slot, evidence: Evidence) -> frozenset[str]:
    """The telling words of a row, of its title and of its unit that the sentence has."""
    units = " ".join(unit for _, unit in evidence.results(place.outcome).units if unit and "/" not in unit)
    return _words(f"{place.outcome} {place.item or ''} {units}") & _words(_LEFT_ASIDE.sub(" ", slot.told))


_LEFT_ASIDE = re.compile(
    r"\b(?:irrespective(?:ly)? of|regardless of|independent(?:ly)? of|without regard (?:to|for)|whatever|whether or not"
    r"|rather than|instead of|as opposed to|not counting|leaving aside|setting aside)\b[^,;.()]*",
    re.IGNORECASE,
)
"""What is told to make no difference, "MRD negative, irrespective of response", does not say what is counted."""


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """The beginnings of the words that say what is counted or measured: "clear" is told of a clearance."""
    forms = (token.form for token in split_tokens(text))
    return frozenset(stem(form) for form in forms if len(form) > _SHORT and form.isalpha() and form not in _OF_TITLES)


def stem(form: str) -> str:
    """The beginning of a word."""
    return form[:_STEM]


_STEM, _SHORT = 5, 2
"""Letters of a beginning, and of a word that tells nothing by itself."""
_OF_TITLES = frozenset(
    map(
        normal_form,
        "number percentage participants patients subjects with from baseline change week month day year the and for"
        " was were had each per time first mean median total score than of who at least more during after months weeks"
        " days years units scale percent change rate any all overall grade".split(),
    )
)
"""Words that many titles have."""
